"""Where Google lets no guard refuse a batch, a column that moves in the moment of writing costs nobody a word.

That is the fallback (``guards``): the revision is a named range, and the marks that would refuse the batch cannot be
swapped. Then the batch is written, read back and put right; and should the run die before, the next one does it.
"""

from dataclasses import replace
from functools import cache

import pytest

from syncer.errors import Conflict
from tests.contract.workbook_suite import cell_typed
from tests.core.workbook.service import TODAY, Card, Service
from tests.workbooks.google.cloud import IN_FULL, again, calls, cloned, refuses
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.google.moments import Moment
from tests.workbooks.google.test_moments import NAMES, PEOPLE, persist, shared, told

FALLBACKS = tuple(
    {switch: False, "delete_no_match": "noop"}
    for switch in ("duplicate_metadata_id_refused", "create_sees_delete_of_same_batch")
)
BESIDE = "position"
"""A column of syncer's that every story here writes."""


def notes_beside(hand) -> None:
    hand.move_column("people", "notes", hand.place("people").columns[BESIDE] - 1)


MOVES = {
    "drags Notes beside Position": notes_beside,
    "drags Position among people's columns": lambda hand: hand.move_column(
        "people", BESIDE, hand.place("people").columns["notes"]
    ),
    "drags a column of their own over Employer": lambda hand: hand.person.move_columns(
        hand.place("people").title, *own_column(hand, "Birthday"), hand.place("people").columns["employer"]
    ),
    "drags a column without a header over Employer": lambda hand: hand.person.move_columns(
        hand.place("people").title, *bare_column(hand), hand.place("people").columns["employer"]
    ),
    "puts a column in": lambda hand: hand.insert_column("people", 3, ""),
    "deletes a column of syncer's": lambda hand: hand.delete_column("people", "email"),
    "deletes a column of people's": lambda hand: hand.delete_column("people", "how_known"),
    "drags Notes and sorts": lambda hand: (notes_beside(hand), hand.sort("people", "name", reverse=True)),
    "drags Notes and puts a row in": lambda hand: (notes_beside(hand), hand.add_row("people", {}, place=2)),
    "puts a row in": lambda hand: hand.add_row("people", {}, place=2),
    "deletes the row above one that is not written": lambda hand: hand.delete_rows("people", [1]),
    "moves a row": lambda hand: hand.move_row("people", 5, 1),
}
AFTERWARDS = {
    "nothing": lambda hand: None,
    "they take the move back": lambda hand: hand.move_column(
        "people", "notes", hand.place("people").columns[BESIDE] + 1
    ),
    "they drag Notes elsewhere": lambda hand: hand.move_column("people", "notes", 3),
    "they sort": lambda hand: hand.sort("people", "name", reverse=True),
    "they put a row on top": lambda hand: hand.add_row("people", {}, place=0),
}
"""What somebody does between the run that died and the next."""
DEATHS = [
    (act, fallback)
    for number, act in enumerate(MOVES)
    for place, fallback in enumerate(FALLBACKS)
    if IN_FULL or (number < 9 and number % 2 == place)
]
LIVES = [act for act in MOVES if IN_FULL or "Notes" in act]
LATER = [act for act in AFTERWARDS if IN_FULL or act in ("they take the move back", "they sort")]


def own_column(hand, header: str) -> tuple[int, int]:
    at = hand.place("people").heads.index(header)
    return at, at + 1


def bare_column(hand) -> tuple[int, int]:
    at = hand.place("people").right - 1
    return at, at + 1


@cache
def prepared(position: tuple[tuple[str, object], ...]):
    google, service, hand = shared(**dict(position))
    hand.move_column("people", "notes", hand.place("people").columns[BESIDE] + 1)
    for row in range(len(NAMES)):
        hand.type("people", row, "Birthday", f"born on {hand.see('people', row, 'name')}")
    place = hand.place("people")
    for row in range(len(NAMES)):
        hand._write(place.sheet, place.header + row, {place.right + 1: f"bare {hand.see('people', row, 'name')}"})
    persist(service)
    return google, service.book.spreadsheet


def ready(position):
    """Six people, five of whom change firm and position; a note on each beside Position, and two columns of people's
    own: one with a header, one without."""
    made, number = prepared(tuple(position.items()))
    google = cloned(made)
    book = again(google, number)
    cards = [
        card if place == 2 else replace(card, title=f"Director {card.key}", employer=f"Firm {card.key}", as_of=TODAY)
        for place, card in enumerate(PEOPLE)
    ]
    return google, Service(book, cards), GoogleHand(google, book)


def dies_after_the_write(google, service, act):
    """The run's last breath is the batch that lands on what was moved."""
    moment, written = Moment(google, act), []

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
    assert moment.happened
    service.book = again(google, service.book.spreadsheet)


def everything_is_where_it_belongs(service, hand, before, gone=frozenset()) -> None:
    people = told(service)
    assert set(people) == set(before) - gone
    changed = {card.name: card for card in service.cards}
    for name, cells in people.items():
        expected = {**before[name], "position": changed[name].title, "employer": changed[name].employer}
        expected.pop("last_seen", None)
        assert {column: cells.get(column) for column in expected if column in cells or column == "notes"} == {
            column: value for column, value in expected.items() if column in cells or column == "notes"
        }
    sheet, place = hand.sheet("people")
    rows = [
        {str((cell or {}).get("userEnteredValue", {}).get("stringValue", "")) for cell in row} for row in sheet.rows
    ]
    for name in people:
        (row,) = [row for row in rows if name in row]
        assert {f"born on {name}", f"bare {name}"} <= row
    own = place.heads.index("Birthday")
    assert {
        str(sheet.cell(place.header + row, own).get("userEnteredValue", {}).get("stringValue", "")) for row in range(7)
    } - {""} == {f"born on {name}" for name in people}


@pytest.mark.parametrize(("act", "position"), DEATHS)
def test_a_run_that_dies_after_it_wrote_over_what_was_moved_is_put_right_by_the_next(act, position):
    google, service, hand = ready(position)
    before = told(service)
    dies_after_the_write(google, service, lambda: MOVES[act](hand))
    persist(service)
    gone = set(before) - set(told(service))
    assert len(gone) == (1 if "deletes the row" in act else 0)
    everything_is_where_it_belongs(service, hand, before, gone)


@pytest.mark.parametrize("act", LIVES)
def test_a_run_that_lives_on_puts_it_right_itself(act):
    google, service, hand = ready(FALLBACKS[0])
    before = told(service)
    Moment(google, lambda: MOVES[act](hand))
    service.run()
    everything_is_where_it_belongs(service, hand, before, set(before) - set(told(service)))


@pytest.mark.parametrize("meanwhile", LATER)
def test_what_people_do_until_the_next_run_does_not_hide_what_went_astray(meanwhile):
    google, service, hand = ready(FALLBACKS[1])
    before = told(service)
    dies_after_the_write(google, service, lambda: notes_beside(hand))
    AFTERWARDS[meanwhile](hand)
    persist(service)
    everything_is_where_it_belongs(service, hand, before)


def test_what_somebody_typed_over_a_stray_value_since_is_kept():
    google, service, hand = ready(FALLBACKS[0])
    dies_after_the_write(google, service, lambda: notes_beside(hand))
    name = hand.see("people", 4, "name")
    assert hand.see("people", 4, "notes") != f"note on {name}"
    hand.type("people", 4, "notes", "written anew")
    persist(service)
    assert told(service)[name]["notes"] == "written anew"


def test_a_plan_says_first_what_is_put_right_and_a_run_with_nothing_else_to_do_does_it():
    google, service, hand = ready(FALLBACKS[0])
    before = told(service)
    dies_after_the_write(google, service, lambda: notes_beside(hand))
    plan = service.plan()
    assert plan.again
    assert [(change.tab, change.subject) for change in plan.changes] == [
        ("People", "5 rows put right: a column moved while the last run wrote")
    ]
    service.book.commit(plan)
    assert {name: cells["notes"] for name, cells in told(service).items()} == {
        name: cells["notes"] for name, cells in before.items()
    }
    persist(service)
    since = len(google.log)
    assert not service.run()
    assert calls(google, since) == ["get"]


@pytest.mark.parametrize("position", FALLBACKS, ids=["ids may be used twice", "ids are freed too late"])
def test_new_people_stand_in_their_columns_though_one_was_dragged_as_they_came(position):
    google, service, hand = ready(position)
    before = told(service)
    service.cards = [card for card in service.cards if card.title == "Engineer"] + [
        Card("zed", "Zed Zebra", "Globex", "Analyst", "zed@example.com"),
        Card("yan", "Yan Yak", "Initech", "Buyer", "yan@example.com"),
    ]
    dies_after_the_write(google, service, lambda: notes_beside(hand))
    persist(service)
    people = told(service)
    assert set(people) == {*before, "Zed Zebra", "Yan Yak"}
    for name, firm, title in (("Zed Zebra", "Globex", "Analyst"), ("Yan Yak", "Initech", "Buyer")):
        assert (people[name]["employer"], people[name]["position"]) == (firm, title)
        assert "notes" not in people[name]
    assert all(people[name]["notes"] == f"note on {name}" for name in before)
    assert len(told(service)) == len(before) + 2


@pytest.mark.parametrize("position", FALLBACKS, ids=["ids may be used twice", "ids are freed too late"])
def test_a_grade_given_by_a_command_costs_nobody_a_note_though_columns_move_and_the_command_dies(position):
    google, service, hand = ready(position)
    persist(service)
    before, state = told(service), service.book.read()
    row = next(row for row in state.tabs["people"].rows if row.cells["name"] == "Ada StoneAda")
    moment, written = (
        Moment(google, lambda: hand.move_column("people", "notes", hand.place("people").columns["grade"])),
        [],
    )

    def die(name: str) -> None:
        if written:
            raise SystemExit(143)
        moment(name)
        if moment.happened:
            written.append(name)

    google.before = die
    with pytest.raises(SystemExit):
        service.book.commit(cell_typed(state, "people", row.row_id, "grade", "", "A"))
    google.before = lambda _: None
    assert told(service)["Ada StoneAda"] != before["Ada StoneAda"]
    service.book = again(google, service.book.spreadsheet)
    persist(service)
    after = told(service)
    assert {name: cells["notes"] for name, cells in after.items()} == {name: f"note on {name}" for name in before}
    assert {name for name, cells in after.items() if cells.get("grade") == "A"} == {"Ada StoneAda"}


def test_columns_that_people_cut_and_paste_after_a_run_are_theirs_to_move():
    _, service, hand = ready(FALLBACKS[0])
    persist(service)
    before = told(service)
    sheet, place = hand.sheet("people")
    left, right = place.columns["notes"], place.columns["position"]

    def swap(book) -> None:
        for row in range(place.header - 1, place.last):
            found = book.sheet(sheet.id)
            one, other = found.cell(row, left), found.cell(row, right)
            found.put(row, {left: other, right: one})

    hand.person._edit(swap)
    assert told(service) == before
    assert not service.book.read().astray
    persist(service)
    assert {name: cells["notes"] for name, cells in told(service).items()} == {
        name: cells["notes"] for name, cells in before.items()
    }


def test_nothing_is_kept_of_what_is_not_written_while_guards_hold():
    google, service, _ = ready({})
    persist(service)
    kept = service.book._seen.kept
    assert bool(kept) != refuses(google.switches)
