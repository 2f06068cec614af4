"""Other people at work in the moment between the second reading and the write: every word stays with its person."""

from dataclasses import replace
from functools import cache

import pytest

from syncer.errors import Conflict
from tests.contract.workbook_suite import MANY, cell_typed
from tests.core.workbook.service import TODAY, Service
from tests.emulator.a1 import letters
from tests.emulator.faults import Fault
from tests.emulator.switches import OTHERWISE
from tests.workbooks.google.cloud import IN_FULL, account, again, calls, cloned, new, refuses, swaps_marks, switched
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.google.moments import Moment

PEOPLE = MANY[:6]
NAMES = sorted(card.name for card in PEOPLE)
ACTS = {
    "sorts": lambda hand: hand.sort("people", "name", reverse=True),
    "sorts by another column": lambda hand: hand.sort("people", "email"),
    "inserts a row on top": lambda hand: hand.add_row("people", {}, place=0),
    "inserts a row in the middle": lambda hand: hand.add_row("people", {}, place=3),
    "deletes a row": lambda hand: hand.delete_rows("people", [3]),
    "deletes the last row": lambda hand: hand.delete_rows("people", [5]),
    "deletes one row and inserts another": lambda hand: (
        hand.delete_rows("people", [2]),
        hand.add_row("people", {}, place=4),
    ),
    "moves a row": lambda hand: hand.move_row("people", 5, 1),
    "inserts a column": lambda hand: hand.insert_column("people", 3, "My own", [f"mine {n}" for n in range(6)]),
    "moves a column": lambda hand: hand.move_column("people", "position", 9),
    "deletes a column of syncer's": lambda hand: hand.delete_column("people", "position"),
    "deletes a column of people's": lambda hand: hand.delete_column("people", "how_known"),
    "renames a header": lambda hand: hand.rename_header("people", "position", "Role"),
    "renames the tab": lambda hand: hand.rename_tab("people", "Everybody"),
    "types in a cell of people's": lambda hand: hand.type("people", 2, "how_known", "canary"),
    "adds somebody below": lambda hand: hand.add_row("people", {"name": "Zed Zebra", "notes": "note on Zed Zebra"}),
}
ROOM = 4
"""Blank rows left below the last, so that a grid has to grow now and then."""
HARD = ("sorts", "deletes one row and inserts another", "inserts a column")
TURNED = (
    {"row_metadata_follows_sort": False},
    {"delete_no_match": "error"},
    {"duplicate_metadata_id_refused": False},
    {"create_sees_delete_of_same_batch": False},
)
CASES = [
    *((act, {}) for act in ACTS),
    *((act, TURNED[0]) for act in HARD),
    *((act, TURNED[3]) for act in HARD),
    ("deletes one row and inserts another", TURNED[1]),
    ("inserts a column", TURNED[2]),
]
"""The simulation plays all of them in all positions; here, those where a position decides what happens."""


LASTING = ("duplicate_metadata_id_refused", "create_sees_delete_of_same_batch", "delete_no_match")
"""Positions by which the set-up decides how revision and marks are swapped in this spreadsheet, once and for all."""


@cache
def begun(swaps: tuple[tuple[str, object], ...]):
    """Six people with a note on each; no Dashboard to calculate, and grids that end soon: blank cells are read too."""
    google = account(switched(**dict(swaps)))
    book = new(google)
    service = Service(book, list(PEOPLE))
    service.run()
    hand = GoogleHand(google, book)
    hand.person.delete_tab("Dashboard")
    for sheet in hand.person.book.sheets:
        hand.person.delete_rows(sheet.title, *range(sheet.last_row_with_data() + ROOM, sheet.height))
    for place in range(len(PEOPLE)):
        hand.type("people", place, "notes", f"note on {hand.see('people', place, 'name')}")
    service.run()
    return google, book.spreadsheet


def shared(**position):
    """That workbook once more; all but what was found out when it was made may be as somebody pleases."""
    made, number = begun(tuple((name, value) for name, value in position.items() if name in LASTING))
    google = cloned(made, switched(**position))
    book = again(google, number)
    return google, Service(book, list(PEOPLE)), GoogleHand(google, book)


def persist(service: Service, most: int = 6) -> None:
    """Runs until there is nothing left to do; a conflict is another try, as in ``run``."""
    for _ in range(most):
        try:
            if not service.run():
                return
        except Conflict:
            continue
    raise AssertionError("it never comes to rest")


def told(service: Service) -> dict[str, dict[str, object]]:
    found = service.book.read().tabs["people"].rows
    assert len({row.row_id for row in found if row.row_id}) == len([row for row in found if row.row_id])
    return {str(row.cells["name"]): dict(row.cells) for row in found if "name" in row.cells}


@pytest.mark.parametrize(("act", "position"), CASES)
def test_somebody_is_at_it_in_the_moment_of_writing(act, position):
    google, service, hand = shared(**position)
    service.cards = [replace(card, title=f"Director {card.key}", as_of=TODAY) for card in service.cards]
    moment = Moment(google, lambda: ACTS[act](hand))
    persist(service)
    assert moment.happened
    people = told(service)
    gone = 1 if "deletes" in act and "row" in act else 0
    assert len(set(people) & set(NAMES)) == len(NAMES) - gone
    for name, cells in people.items():
        assert cells["notes"] == f"note on {name}"
        if name in NAMES:
            assert cells["position"] == f"Director {name.split()[0].casefold()}"
            assert cells["email"] == f"{name.split()[0].casefold()}@example.com"
    if act == "inserts a column":
        sheet, place = hand.sheet("people")
        own = place.heads.index("My own")
        found = {str(sheet.cell(row, own).get("userEnteredValue", {}).get("stringValue", "")) for row in range(1, 7)}
        assert found == {f"mine {n}" for n in range(6)}


@pytest.mark.parametrize("switch", OTHERWISE)
def test_in_every_position_of_every_switch_a_change_lands_once_and_on_its_row(switch):
    """One day in each world that Google may turn out to be; ``make switches`` tells every story in all of them."""
    google, service, hand = shared(**{switch: OTHERWISE[switch]})
    service.cards = [replace(card, title=f"Director {card.key}", as_of=TODAY) for card in service.cards]
    moment = Moment(google, lambda: ACTS["sorts"](hand))
    google.faults.add(Fault("lose", "after", on="batchUpdate$"))
    persist(service)
    assert moment.happened
    assert {name: cells["position"] for name, cells in told(service).items()} == {
        name: f"Director {name.split()[0].casefold()}" for name in NAMES
    }
    assert all(cells["notes"] == f"note on {name}" for name, cells in told(service).items())
    since = len(google.log)
    assert not service.run()
    assert calls(google, since) == ["get"]


def test_a_change_takes_two_reads_and_one_write_and_nothing_new_takes_one_read():
    google, service, _ = shared()
    before = len(google.log)
    assert not service.run()
    assert calls(google, before) == ["get"]
    service.cards[0] = replace(service.cards[0], title="Director", as_of=TODAY)
    before, made = len(google.log), service.book.calls
    service.run()
    assert calls(google, before) == ["get", "get", "batchUpdate"]
    assert all("prettyPrint=false" in call.query for call in google.log[before:])
    assert service.book.calls == made + 3


def test_how_many_calls_a_run_takes_is_known_before_its_last_so_that_the_sync_log_can_say():
    google = account()
    book = new(google)
    service = Service(book, list(PEOPLE))
    plan = service.plan()
    said = book.calls
    book.commit(plan)
    assert len(google.log) == said + (0 if swaps_marks(google.switches) else 1)  # its set-up found more to find out
    service.cards[0] = replace(service.cards[0], title="Director", as_of=TODAY)
    book = service.book = again(google, book.spreadsheet)
    plan, before = service.plan(), len(google.log) - 1
    said = book.calls
    book.commit(plan)
    assert len(google.log) - before == said == 3


def test_a_formula_of_a_person_that_shows_something_else_every_time_does_not_stop_the_run():
    google, service, hand = shared()
    service.cards[0] = replace(service.cards[0], title="Director", as_of=TODAY)
    ticks = iter(range(1, 99))

    def tick(name: str) -> None:
        if name.endswith("get"):
            hand.type("people", 4, "how_known", str(next(ticks)))

    google.before = tick
    with pytest.raises(Conflict):
        service.run()
    service.run()
    google.before = lambda _: None
    assert told(service)[MANY[0].name]["position"] == "Director"


def test_what_a_person_types_by_way_of_a_command_lands_on_their_row_though_somebody_sorts():
    google, service, hand = shared(row_metadata_follows_sort=False)
    state = service.book.read()
    row = next(row for row in state.tabs["people"].rows if row.cells["name"] == "Ada StoneAda")
    Moment(google, lambda: hand.sort("people", "name", reverse=True))
    service.book.commit(cell_typed(state, "people", row.row_id, "grade", "", "A"))
    assert [name for name, cells in told(service).items() if cells.get("grade") == "A"] == ["Ada StoneAda"]


MOVES = [
    act
    for act in ACTS
    if act.startswith(("inserts", "deletes", "moves")) and act != "deletes one row and inserts another"
]


WAYS = {
    "marks swapped": {},
    "marks swapped, no miss": {"delete_no_match": "error"},
    "ids twice": {"duplicate_metadata_id_refused": False},
    "ids twice, no miss": {"duplicate_metadata_id_refused": False, "delete_no_match": "error"},
    "ids freed late": {"create_sees_delete_of_same_batch": False},
    "ids freed late, no miss": {"create_sees_delete_of_same_batch": False, "delete_no_match": "error"},
}
"""How Google may turn out to be, as far as guards depend on it."""


@pytest.mark.parametrize(
    ("act", "way"),
    [
        (act, way)
        for way in WAYS
        for act in MOVES
        if IN_FULL or way == "marks swapped" or act in ("inserts a row in the middle", "moves a column")
    ],
)
def test_when_rows_or_columns_move_the_batch_is_refused_whole_or_put_right_by_the_same_run(act, way):
    google, service, hand = shared(**WAYS[way])
    service.cards = [replace(card, title=f"Director {card.key}", as_of=TODAY) for card in service.cards]
    kept = []
    Moment(google, lambda: (ACTS[act](hand), kept.append(hand.person.book.copy())))
    if refuses(google.switches):
        with pytest.raises(Conflict):
            service.run()
        assert [call.status for call in google.log if call.method.endswith("batchUpdate")] == [400]
        assert [sheet.rows for sheet in hand.person.book.sheets] == [sheet.rows for sheet in kept[0].sheets]
        return
    service.run()
    people = told(service)
    assert set(people) & set(NAMES) == set(people)
    for name, cells in people.items():
        key = name.split()[0].casefold()
        assert (cells["notes"], cells["email"]) == (f"note on {name}", f"{key}@example.com")
        assert cells.get("position") == (None if act == "deletes a column of syncer's" else f"Director {key}")


@pytest.mark.parametrize("follows", [True, False], ids=["marks follow a sort", "marks stay"])
@pytest.mark.parametrize("act", ["sorts", "deletes one row and inserts another"])
def test_a_run_that_dies_right_after_a_misplaced_write_leaves_a_journal_for_the_next(act, follows):
    google, service, hand = shared(row_metadata_follows_sort=follows)
    service.cards = [
        replace(card, title=f"Director {card.key}", employer=f"Firm {card.key}", as_of=TODAY) for card in service.cards
    ]
    moment = Moment(google, lambda: ACTS[act](hand))
    written = []

    def die(name: str) -> None:
        if written:
            raise SystemExit(143)
        moment(name)
        if moment.happened:
            written.append(name)

    google.before = die
    with pytest.raises((SystemExit, Conflict)):
        service.run()
    google.before = lambda _: None
    service.book = again(google, service.book.spreadsheet)
    persist(service)
    for name, cells in told(service).items():
        key = name.split()[0].casefold()
        assert (cells["notes"], cells["position"]) == (f"note on {name}", f"Director {key}")
        assert (cells["employer"], cells["email"]) == (f"Firm {key}", f"{key}@example.com")


def test_a_cell_with_a_formula_that_shows_nothing_is_not_typed_over_by_a_command():
    """It shows the blank that ``syncer grade`` showed, and is the person's all the same."""
    google, service, hand = shared()
    place = hand.place("people")
    hand.person.type(f"{place.title}!{letters(place.columns['grade'])}{place.header + 1}", '=IF(1=1,"","A")')
    state = service.book.read()
    first = min(state.tabs["people"].rows, key=lambda row: row.number)
    assert first.cells.get("grade", "") == ""
    before = google.files.by_id[service.book.spreadsheet].book
    with pytest.raises(Conflict, match="formula"):
        service.book.commit(cell_typed(state, "people", first.row_id, "grade", "", "A"))
    assert google.files.by_id[service.book.spreadsheet].book is before
