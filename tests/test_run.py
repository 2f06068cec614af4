"""One run in order, on the workbook in memory: what a person sees does not depend on the order of their files."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from syncer import app
from syncer.core.model import Snapshot
from syncer.core.workbook.plan import AppendRow, Plan
from syncer.core.workbook.state import WorkbookState
from syncer.errors import Conflict, SourceError, TemporaryError
from syncer.linkage.remembered import RememberedLinker
from syncer.linkage.splink_linker import SplinkLinker
from syncer.ports import Source, Workbook
from syncer.run import Parts, Stages, run
from syncer.settings import load_settings
from syncer.workbooks.memory import MemoryWorkbook

TODAY = date(2026, 11, 23)


class Held:
    """A source whose snapshot was read before, so that a test can read it many times."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.name, self._snapshot = snapshot.source, snapshot

    def fetch(self) -> Snapshot:
        return self._snapshot


class Broken:
    """A source that cannot be read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fetch(self) -> Snapshot:
        raise SourceError(f"{self.name} cannot be read. Look whether it is there.", code="E-TEST")


class Restless:
    """A workbook that somebody saves between every read and commit, ``times`` times."""

    def __init__(self, inner: Workbook, times: int) -> None:
        self.inner, self.times, self.commits = inner, times, 0

    def read(self) -> WorkbookState:
        return self.inner.read()

    def commit(self, plan: Plan) -> WorkbookState:
        self.commits += 1
        if self.commits <= self.times:
            raise Conflict("saved meanwhile")
        return self.inner.commit(plan)


class CutOff:
    """A workbook far away: of a large plan a part arrives, and then no answer comes, ``times`` times. ``part`` of the
    rows that are left arrives each time."""

    def __init__(self, inner: Workbook, times: int, part: float) -> None:
        self.inner, self.times, self.part = inner, times, part

    def read(self) -> WorkbookState:
        return self.inner.read()

    def commit(self, plan: Plan) -> WorkbookState:
        if not self.times:
            return self.inner.commit(plan)
        self.times -= 1
        rows = sorted({edit.row_id for edit in plan.edits if isinstance(edit, AppendRow)})
        arrived = set(rows[: int(len(rows) * self.part)])
        if arrived:
            edits = tuple(edit for edit in plan.edits if isinstance(edit, AppendRow) and edit.row_id in arrived)
            memory = {key: text for key, text in plan.memory.items() if key in arrived}
            self.inner.commit(replace(plan, edits=edits, memory=memory))
        raise Conflict("A write got no answer and had not arrived.", code="E-GOOGLE-UNKNOWN")


@pytest.fixture(scope="module")
def parts() -> Parts:
    made = app.parts_of(load_settings(Path("config/syncer.example.toml")), TODAY)
    linker = RememberedLinker(SplinkLinker().score, lambda: "", lambda _: None)
    return replace(made, sources=tuple(Held(source.fetch()) for source in made.sources), linker=linker)


def done(parts: Parts, sources: Sequence[Source], book: Workbook, today: date = TODAY) -> Plan:
    stages = Stages(time.perf_counter, lambda _: None)
    return run(replace(parts, sources=sources, workbook=book), today, frozenset(), stages).plan


def shown(book: Workbook) -> dict[str, list[dict[str, object]]]:
    """Every row of every tab but the two that tell about the run itself."""
    tabs = book.read().tabs
    return {key: [dict(row.cells) for row in tab.rows] for key, tab in tabs.items() if key not in ("start", "sync_log")}


@pytest.fixture(scope="module")
def usual(parts: Parts) -> dict[str, list[dict[str, object]]]:
    book = MemoryWorkbook()
    done(parts, parts.sources, book)
    return shown(book)


@given(order=st.permutations(range(4)))
@hypothesis_settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_sources_is_irrelevant(
    order: list[int], parts: Parts, usual: dict[str, list[dict[str, object]]]
) -> None:
    book = MemoryWorkbook()
    done(parts, [parts.sources[place] for place in order], book)
    assert shown(book) == usual


def test_a_second_plan_is_empty_and_a_third_too(parts: Parts) -> None:
    book = MemoryWorkbook()
    assert done(parts, parts.sources, book)
    assert not done(parts, parts.sources, book)
    assert not done(parts, parts.sources, book)


def test_the_day_after_only_dates_and_ranks_move_and_then_nothing(parts: Parts) -> None:
    book = MemoryWorkbook()
    done(parts, parts.sources, book)
    done(parts, parts.sources, book, date(2026, 11, 24))
    assert not done(parts, parts.sources, book, date(2026, 11, 24))


def test_scores_that_are_looked_up_give_the_same_plan_to_the_last_byte(parts: Parts) -> None:
    kept: list[str] = []

    def fresh() -> RememberedLinker:
        return RememberedLinker(SplinkLinker().score, lambda: kept[-1] if kept else "", kept.append)

    plans = [
        done(replace(parts, linker=linker), parts.sources, MemoryWorkbook())
        for linker in (SplinkLinker(), fresh(), fresh())
    ]
    assert plans[0].digest
    assert plans[0] == plans[1] == plans[2]
    assert len(kept) == 1


def test_a_source_that_fails_leaves_every_row_as_it_was(parts: Parts) -> None:
    book = MemoryWorkbook()
    done(parts, parts.sources, book)
    before = shown(book)
    for broken in range(len(parts.sources)):
        sources = [Broken(one.name) if place == broken else one for place, one in enumerate(parts.sources)]
        done(parts, sources, book, date(2026, 11, 26))
        assert shown(book) == before
    done(parts, parts.sources, book)
    assert shown(book) == before


def test_a_first_run_with_a_broken_source_starts_with_the_others(parts: Parts) -> None:
    book = MemoryWorkbook()
    done(parts, [Broken(parts.sources[0].name), *parts.sources[1:]], book)
    assert len(shown(book)["people"]) > 50
    assert done(parts, parts.sources, book)
    assert not done(parts, parts.sources, book)


@pytest.mark.parametrize("times", [1, 2])
def test_a_workbook_saved_meanwhile_is_planned_again(parts: Parts, times: int) -> None:
    book = Restless(MemoryWorkbook(), times)
    assert done(parts, parts.sources, book)
    assert book.commits == times + 1


def test_a_workbook_that_never_rests_is_left_for_later(parts: Parts) -> None:
    book = Restless(MemoryWorkbook(), 99)
    with pytest.raises(TemporaryError, match="kept changing"):
        done(parts, parts.sources, book)
    assert not book.read().exists


def test_a_first_run_that_is_cut_off_again_and_again_goes_on_as_long_as_it_gets_further(parts: Parts) -> None:
    book, whole = CutOff(MemoryWorkbook(), 6, 0.2), MemoryWorkbook()
    done(parts, parts.sources, book)
    done(parts, parts.sources, whole)
    assert book.times == 0
    for tab in ("people", "outreach", "targets"):
        found, wanted = ({row.row_id for row in each.read().tabs[tab].rows} for each in (book, whole))
        assert found == wanted


def test_who_is_never_answered_is_told_so_and_not_that_somebody_changed_the_workbook(parts: Parts) -> None:
    book = CutOff(MemoryWorkbook(), 99, 0.0)
    with pytest.raises(TemporaryError, match="That happened 3 times in a row") as stopped:
        done(parts, parts.sources, book)
    assert "kept changing" not in str(stopped.value)
    assert not book.read().exists
