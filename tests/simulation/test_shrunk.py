"""P5: a source that shrank is left out and nobody of it is gone; a shrunk or headless tab stops the run, unwritten."""

from collections.abc import Callable

import pytest

from syncer.core.workbook.memory import decode
from syncer.errors import SafetyStop
from syncer.run import Stages, Thought, run
from tests.simulation.cast import Cast
from tests.simulation.places import MemoryPlace

PEOPLE = 48
SOURCES = {
    f"{name} {happened}": (name, happened)
    for name in ("google", "linkedin")
    for happened in ("fails", "shrunk", "is empty")
}
Deed = Callable[[MemoryPlace], None]
TABS: dict[str, tuple[Deed, str]] = {
    "a third of People is gone": (lambda place: place.hand.delete_rows("people", range(14)), "E-SHEET-SHRUNK"),
    "half of Outreach is gone": (lambda place: place.hand.delete_rows("outreach", range(12)), "E-SHEET-SHRUNK"),
    "all of People is gone": (lambda place: place.hand.delete_rows("people", range(40)), "E-SHEET-SHRUNK"),
    "People has no header row": (lambda place: place.hand.delete_header("people"), "E-SHEET-HEADER"),
    "Outreach has no header row": (lambda place: place.hand.delete_header("outreach"), "E-SHEET-HEADER"),
    "Targets has no header row": (lambda place: place.hand.delete_header("targets"), "E-SHEET-HEADER"),
    "People has no ids": (lambda place: place.hand.delete_column("people", "_id"), "E-SHEET-KEY"),
    "Outreach is deleted": (lambda place: place.hand.delete_tab("outreach"), "E-SHEET-TAB"),
}


class Search:
    """A list of forty from two sources, in a workbook in memory. Odd variants are written by row number."""

    def __init__(self, variant: int) -> None:
        self.cast = Cast()
        self.place = MemoryPlace(variant, self.cast.today)
        for number in range(PEOPLE):
            self.cast.appear(number * 7)
        self.run()

    def run(self, *accepted: str) -> Thought:
        return run(
            self.cast.parts(self.place.book, lambda: 0.0),
            None,
            frozenset(accepted),
            Stages(lambda: 0.0, lambda _: None),
        )

    def rows(self) -> dict[str, object]:
        look = self.place.look()
        return {tab: look[tab] for tab in ("people", "outreach", "targets", "today", "paths")}


@pytest.mark.parametrize("variant", [0, 1], ids=["by id", "by number"])
@pytest.mark.parametrize("scenario", SOURCES)
def test_a_source_that_shrank_is_left_out_and_nobody_of_it_is_gone(scenario: str, variant: int) -> None:
    search = Search(variant)
    name, happened = SOURCES[scenario]
    book = search.cast.books[name]
    held = dict(book.cards)
    if happened == "is empty":
        book.cards.clear()
    else:
        book.goes = happened
    before = search.rows()
    for _ in range(2):
        thought = search.run()
        assert [failure.source for failure in thought.gathered.failures] == [name]
        assert search.rows() == before
    book.cards, book.goes = held, "well"
    assert not search.run().gathered.failures
    assert search.rows() == before


@pytest.mark.parametrize("variant", [0, 1], ids=["by id", "by number"])
@pytest.mark.parametrize("scenario", TABS)
def test_a_shrunk_or_headless_tab_stops_the_run_and_nothing_is_written(scenario: str, variant: int) -> None:
    search = Search(variant)
    deed, code = TABS[scenario]
    deed(search.place)
    search.cast.appear(5)
    search.cast.change(search.cast.all()[0], 3)
    before, commits, memory = search.place.look(), search.place.book.commits, dict(search.place.book.memory)
    for _ in range(2):
        with pytest.raises(SafetyStop) as stop:
            search.run()
        assert (stop.value.code, stop.value.exit_code) == (code, 4)
        assert "Nothing was written." in str(stop.value)
        assert (search.place.look(), search.place.book.commits, search.place.book.memory) == (before, commits, memory)


def test_after_a_source_was_away_for_a_week_memory_still_knows_whom_each_id_stands_for() -> None:
    search = Search(0)
    before = {mark: row.refs for mark, row in decode(search.place.book.read()).rows.items()}
    search.cast.books["linkedin"].goes = "fails"
    for _ in range(7):
        search.cast.pass_days(1)
        search.run()
    assert {mark: row.refs for mark, row in decode(search.place.book.read()).rows.items()} == before
