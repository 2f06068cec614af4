"""One commit to the shared sheet and what may come between: the stories that the mutants of it are told by."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from syncer.errors import Conflict, WorkbookError
from tests.core.workbook.service import Card, Service
from tests.simulation.cloud import CloudPlace, quickly
from tests.simulation.disk import Killed
from tests.simulation.moves import Move
from tests.simulation.protocol import ANA, BEN, DAY, FRESH, Wish, bring_about, put

UNFOLLOWED = 0
"""The position in which marks of rows stay where they are when rows are sorted: then no mark can tell."""
BY_NAME = 4
"""The position of the switches in which the revision is a named range."""
UNGUARDED = (4, 6)
"""Positions in which marks cannot be made again in the batch that deletes them."""
CARDS = [Card(name.lower(), f"{name} Stone{name}", "Acme") for name in ("Ada", "Bea", "Cyd", "Dov", "Eve")]


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with quickly():
        yield


class Moment:
    """Somebody acts just before the first write, or the process dies just after it."""

    def __init__(self, act: Callable[[], object], *, dies: bool = False) -> None:
        self.act, self.dies, self.happened = act, dies, False

    def before(self, call: str) -> None:
        if call == "batchUpdate" and not self.happened:
            self.happened = True
            self.act()

    def after(self, call: str) -> None:
        if call == "batchUpdate" and self.dies:
            raise Killed


def nothing() -> None:
    """Nobody does anything."""


def made(variant: int) -> CloudPlace:
    place = CloudPlace(variant, lambda: DAY)
    put(place)
    return place


def cell(place: CloudPlace, mark: str, column: str) -> object:
    return next(row[column] for row in place.look()["people"] if row["_id"] == mark)


@pytest.mark.parametrize("variant", [1, BY_NAME])
def test_who_read_before_another_run_wrote_writes_nothing(variant: int) -> None:
    """Two cells of different rows: no mark moves, no cell is another; only the revision can tell."""
    place = made(variant)
    # A cell was written before: both find a journal there, and no row of the hidden tab is new.
    bring_about(place.workbook(Moment(nothing)), Wish(cells={("people", BEN): {"employer": "Initech"}}))
    other = place.workbook(Moment(nothing))
    book = place.workbook(Moment(lambda: bring_about(other, Wish(cells={("people", BEN): {"employer": "Hooli"}}))))
    plan = Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read())
    with pytest.raises(Conflict):
        book.commit(plan)
    assert (cell(place, ANA, "employer"), cell(place, BEN, "employer")) == ("Acme", "Hooli")


@pytest.mark.parametrize("fault", ["lost", "answer_lost", "late", "503_applied", "truncated", "reset"])
def test_no_batch_is_ever_sent_twice(fault: str) -> None:
    place = made(1)
    since = len(place.google.log)
    book = place.workbook(Moment(lambda: place.strike(Move(fault, c=1))))
    bring_about(book, Wish(cells=FRESH))
    place.calm()
    sent = [call.sent for call in place.google.log[since:] if call.verb == "POST"]
    assert len(set(sent)) == len(sent) <= 2
    assert sum(row.get("name") == "Dee Moss" for row in place.look()["people"]) == 1


def test_a_lost_batch_is_not_taken_for_one_that_arrived() -> None:
    place = made(1)
    book = place.workbook(Moment(lambda: place.strike(Move("lost"))))
    plan = Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read())
    with pytest.raises(Conflict):
        book.commit(plan)
    assert cell(place, ANA, "employer") == "Acme"


@pytest.mark.parametrize("column", ["notes", "employer"])
def test_a_column_dragged_in_the_moment_of_writing_refuses_the_write(column: str) -> None:
    place = made(1)
    book = place.workbook(Moment(lambda: place.hand.move_column("people", column, 1)))
    plan = Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read())
    with pytest.raises(Conflict):
        book.commit(plan)
    assert cell(place, ANA, "employer") == "Acme"


ROWS: dict[str, Callable[..., None]] = {
    "inserts a row": lambda hand: hand.add_row("people", {}, 0),
    "deletes a row": lambda hand: hand.delete_rows("people", [0]),
}


@pytest.mark.parametrize("act", ROWS)
def test_rows_that_move_in_the_moment_of_writing_refuse_the_write(act: str) -> None:
    place = made(1)
    book = place.workbook(Moment(lambda: ROWS[act](place.hand)))
    plan = Wish(cells={("people", BEN): {"employer": "Hooli"}}).plan(book.read())
    with pytest.raises(Conflict):
        book.commit(plan)
    shown = {str(row["name"]): row["employer"] for row in place.look()["people"] if row}
    assert shown.pop("Ana Ruiz", "Acme") == "Acme"
    assert shown == {"Ben Okafor": "Globex", "Cai Lund": "Initech"}


@pytest.mark.parametrize("variant", [1, UNFOLLOWED])
def test_a_sort_in_the_moment_of_writing_is_put_right_by_the_same_run(variant: int) -> None:
    place = made(variant)
    book = place.workbook(Moment(lambda: place.hand.sort("people", "name", reverse=True)))
    bring_about(book, Wish(cells={("people", ANA): {"employer": "Globex"}}))
    shown = {str(row["name"]): row["employer"] for row in place.look()["people"]}
    assert shown == {"Ana Ruiz": "Globex", "Ben Okafor": "Globex", "Cai Lund": "Initech"}


def test_a_sort_in_the_moment_of_writing_is_put_right_by_the_next_run_where_this_one_dies() -> None:
    place = CloudPlace(UNFOLLOWED, lambda: DAY)
    service = Service(place.workbook(Moment(nothing)), list(CARDS))
    service.run()
    service.cards = [replace(card, title=f"Director {card.key}") for card in CARDS]
    sort = Moment(lambda: place.hand.sort("people", "name", reverse=True), dies=True)
    service.book = place.workbook(sort)
    with pytest.raises(Killed):
        service.run()
    service.book = place.workbook(Moment(nothing))
    service.run()
    service.run()
    assert not service.plan()
    for row in place.look()["people"]:
        assert row["position"] == f"Director {str(row['name']).split()[0].lower()}"


def test_who_types_between_the_reading_and_the_commit_is_read_first() -> None:
    """The cells that are to be written are as they were; what follows from the new word is not in this plan."""
    place = made(1)
    book = place.workbook(Moment(nothing))
    plan = Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read())
    place.hand.type("people", 1, "notes", "typed meanwhile")
    with pytest.raises(Conflict):
        book.commit(plan)
    assert cell(place, ANA, "employer") == "Acme"


@pytest.mark.parametrize("variant", UNGUARDED)
def test_a_note_that_was_hit_because_a_column_was_dragged_is_there_again_when_the_run_ends(variant: int) -> None:
    """No mark can refuse the batch there; the header row in its answer tells at once."""
    place = made(variant)
    place.hand.type("people", 0, "notes", "canary of Ana")
    book = place.workbook(Moment(lambda: place.hand.move_column("people", "notes", 2)))
    with contextlib.suppress(Conflict):
        book.commit(Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read()))
    assert cell(place, ANA, "notes") == "canary of Ana"


def test_what_is_protected_when_it_is_read_is_not_even_tried() -> None:
    """One such cell refuses a whole batch, and a batch that is refused costs a reading."""
    place = made(1)
    place.hand.protect("people")
    book = place.workbook(Moment(nothing))
    plan = Wish(cells={("people", ANA): {"employer": "Globex"}}).plan(book.read())
    since = len(place.google.log)
    with pytest.raises(WorkbookError, match="People is protected"):
        book.commit(plan)
    assert [call.verb for call in place.google.log[since:]] == ["GET"]
