"""Two members run in the same moment, on a Google Sheet and on a file; and somebody sorts while one of them writes."""

import threading
from itertools import product
from pathlib import Path

import pytest

from syncer.core.workbook.layout import COUNCIL_TABS
from syncer.errors import TemporaryError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.google import GoogleWorkbook, create
from tests.council.members import OFF, Member, dana, eli, lines
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.simulation.overlap import Overlap
from tests.workbooks.google.cloud import TODAY, account, cloned, sheets
from tests.workbooks.google.moments import Moment

TURNS = [turns for turns in product((0, 1), repeat=6) if sum(turns) == 3]
"""Every order of three calls of one run and three of the other: two readings and a write each."""
ALL = [
    ("Dana", "Acme", 2, "Priya Canary and Tom Canary"),
    ("Eli", "Acme", 1, "Jonas Secret"),
    ("Eli", "Globex", 1, "Greta Secret"),
]


def opened(google: Google, number: str, run: str) -> GoogleWorkbook:
    return GoogleWorkbook(number, sheets(google), TODAY, run=run, tabs=COUNCIL_TABS)


def side_by_side(google: Google, number: str, members: list[Member], turns: tuple[int, ...]) -> None:
    overlap = Overlap(turns)

    def act(member: Member) -> None:
        book = opened(google, number, member.name)
        inner = book._sheets._connect

        def connect():
            http = inner()
            send = http.session.request
            http.session.request = lambda *args, **more: (overlap.turn(), send(*args, **more))[1]
            return http

        book._sheets._connect = connect
        try:
            member.run(book)
        except TemporaryError:
            member.run(opened(google, number, member.name))

    overlap.play([lambda member=member: act(member) for member in members])


@pytest.fixture(scope="module")
def begun() -> tuple[Google, str]:
    """A council that Mei began alone."""
    google = account()
    number = create(sheets(google), "Council")
    Member("Mei", {}).run(opened(google, number, "first"))
    return google, number


@pytest.mark.parametrize("turns", TURNS, ids=lambda turns: "".join(map(str, turns)))
def test_in_every_order_of_their_calls_both_members_stand_in_the_sheet_once(begun, turns) -> None:
    made, number = begun
    google = cloned(made)
    side_by_side(google, number, [dana(), eli()], turns)
    assert lines(opened(google, number, "look")) == ALL
    for member in (dana(), eli(), dana(), eli()):
        member.run(opened(google, number, "more"))
    assert [member.run(opened(google, number, "rest")).commits for member in (dana(), eli())] == [0, 0]
    assert lines(opened(google, number, "look")) == ALL


def test_two_members_who_begin_the_council_at_once_make_one_workbook() -> None:
    google = account()
    number = create(sheets(google), "Council")
    side_by_side(google, number, [dana(), eli()], (0, 1) * 5)
    assert lines(opened(google, number, "look")) == ALL
    titles = [sheet.title for sheet in google.files.by_id[number].book.sheets]
    assert titles == ["Council", "Targets", "Paths", "_syncer"]


@pytest.mark.parametrize("member", [dana(consent=OFF), dana(former={"Globex": ("Old Hand",)})], ids=["leaves", "adds"])
def test_a_note_stays_with_its_line_when_somebody_sorts_while_a_member_writes(begun, member: Member) -> None:
    google = cloned(begun[0])
    number = begun[1]
    for one in (dana(), eli(), dana()):
        one.run(opened(google, number, one.name))
    hand = Person(google, number)
    shown = hand.see("Paths")
    place = next(row for row, cells in enumerate(shown, 1) if "Globex" in cells)
    hand.type(f"Paths!L{place}", "Greta is back in May")
    moment = Moment(google, lambda: hand.sort("Paths", 0, descending=True))
    member.run(opened(google, number, "during"))
    assert moment.happened
    [noted] = [cells for cells in hand.see("Paths") if "Greta is back in May" in cells]
    assert noted[0] == "Globex"
    assert noted[2] == "Eli"
    for one in (member, eli(), member):
        one.run(opened(google, number, "after"))
    assert [line for line in lines(opened(google, number, "look")) if line[0] == "Eli"] == ALL[1:]
    [noted] = [cells for cells in hand.see("Paths") if "Greta is back in May" in cells]
    assert noted[:3][::2] == ["Globex", "Eli"]


def test_two_members_at_once_on_one_file_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "council.xlsx"
    members = [Member(f"Member {number}", {"Acme": (f"Friend {number}",)}) for number in range(4)]
    errors: list[BaseException] = []

    def act(member: Member) -> None:
        for _ in range(10):
            try:
                member.run(ExcelWorkbook(path, today=TODAY, tabs=COUNCIL_TABS))
            except TemporaryError:
                continue
            except BaseException as error:
                errors.append(error)
            return

    threads = [threading.Thread(target=act, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    book = ExcelWorkbook(path, today=TODAY, tabs=COUNCIL_TABS)
    assert [(member, names) for member, _, _, names in lines(book)] == [
        (f"Member {number}", f"Friend {number}") for number in range(4)
    ]
