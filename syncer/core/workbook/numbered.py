"""Ids and names go into batches of their own in a workbook that is written by row number (``by_number``).

A value that lands on another row because somebody sorts in the moment of writing is found by what the row's id and
name say of it (``journal``). So these two must not be on their way in the same moment: a batch holds nothing but ids,
or nothing but names of rows that are there, and ``Plan.again`` has the workbook read before the rest is planned.

An id that lands on another row is found by the next run: the row that was meant still stands there without one. The
row that was hit gets back the id it had, told by what was last written for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from syncer.core.identity.model import Judgement
from syncer.core.model import Ref
from syncer.core.workbook.adopt import WORKBOOK, Adoption
from syncer.core.workbook.cells import Plain, plain, text_of
from syncer.core.workbook.journal import in_pieces
from syncer.core.workbook.memory import EMPTY, GIVEN, Given, Memory, RowMemory
from syncer.core.workbook.plan import AdoptRow, SetCell
from syncer.core.workbook.rows import Rows, read_of
from syncer.core.workbook.state import Row, TabState, WorkbookState

_NAMES = {"people": "name", "outreach": "name"}


@dataclass(frozen=True, slots=True)
class Placed:
    """The workbook as if every id had landed on its own row. ``repairs``: what puts the ids right in the sheet."""

    state: WorkbookState
    memory: Memory
    repairs: tuple[AdoptRow, ...] = ()


def is_name(cell: SetCell) -> bool:
    """Whether this cell is what people, and the guards, know a row by."""
    return _NAMES.get(cell.tab) == cell.column


def given(adoptions: Sequence[Adoption]) -> dict[str, str]:
    """The keys of memory that say which row each new id was sent to."""
    return in_pieces(GIVEN, ([one.tab, one.row_id, one.new, _plain(one.row)] for one in adoptions))


def edits(adoptions: Sequence[Adoption], misplaced: Sequence[AdoptRow]) -> tuple[AdoptRow, ...]:
    """One edit for each id cell: ids put right, then new ones. A row that another's id hit may get its own at once."""
    hit = {(one.tab, one.number): one for one in misplaced}
    made = []
    for one in adoptions:
        wrong = hit.pop((one.tab, one.row.number), None)
        made.append(AdoptRow(one.tab, one.row.number, one.row_id, dict(one.row.cells), wrong.old if wrong else ""))
    return (*hit.values(), *made)


def remembered(adoption: Adoption, before: RowMemory, grade: str, today: date) -> RowMemory:
    """What is to be remembered of a row that has its id and nothing else yet: nothing in it was written by us."""
    tab, row = adoption.tab, adoption.row
    read = read_of(tab, row, EMPTY)
    after = replace(before, written={**before.written, tab: {}}, grade=grade or before.grade)
    if read:
        after = replace(after, read={**before.read, tab: read})
    if adoption.new and adoption.row_id.startswith("p_"):
        after = replace(after, refs=(Ref(WORKBOOK, adoption.row_id),), since=before.since or today)
    return replace(after, absent={key: day for key, day in before.absent.items() if key != tab})


def understood(
    before: Mapping[str, RowMemory],
    rows: Mapping[str, Rows],
    same: Mapping[str, Judgement],
    meant: Mapping[str, tuple[str, str]],
) -> dict[str, RowMemory]:
    """The memory with whom names in cells were found to mean: once other names are written they might mean others.

    Then the plan that follows would take people apart again, write the old names, and so on without an end.
    """
    found = dict(before)
    for mark, said in same.items():
        row, last = rows["people"].by_id.get(mark), found.get(mark, EMPTY)
        if row is not None and mark in found and last.same != (said.left, said.right):
            words = plain(text_of(row.cells.get("same_as", "")).strip(), inline=300)
            read = {**last.read, "people": {**last.read.get("people", {}), "same_as": words}}
            found[mark] = replace(last, same=(said.left, said.right), read=read)
    for mark, words_and_id in meant.items():
        if mark in rows["log"]:
            found[mark] = replace(found.get(mark, EMPTY), meant=words_and_id)
    return found


def settle_ids(state: WorkbookState, memory: Memory) -> Placed:
    """Find ids of the last commit that landed on another row. Nothing amiss, as nearly always: the same again."""
    work = _Work(memory, dict(memory.rows))
    tabs = dict(state.tabs)
    for tab in dict.fromkeys(one.tab for one in memory.given):
        if tab in tabs:
            tabs[tab] = work.settle(tabs[tab], [one for one in memory.given if one.tab == tab])
    if not work.repairs:
        return Placed(state, memory)
    return Placed(replace(state, tabs=tabs), replace(memory, rows=work.rows), tuple(work.repairs))


@dataclass(slots=True)
class _Work:
    memory: Memory
    rows: dict[str, RowMemory]
    repairs: list[AdoptRow] = field(default_factory=list)

    def settle(self, tab: TabState, sent: Sequence[Given]) -> TabState:
        fresh = {"", *(one.row_id for one in sent)}
        loose = [row for row in tab.rows if row.row_id in fresh]
        hit: dict[str, Row] = {}
        for one in sent:
            bearing = [row for row in tab.rows if row.row_id == one.row_id]
            meant = [row for row in loose if _plain(row) == one.cells]
            if len(bearing) == 1 and len(meant) == 1 and _plain(bearing[0]) != one.cells:
                hit[one.row_id] = bearing[0]
                self._forget(one)
        standing = {row.row_id for row in tab.rows}
        back: dict[int, str] = {}
        for mark, row in hit.items():
            back[row.number] = self._owner(tab.tab, row, {*standing, *back.values()})
            self.repairs.append(AdoptRow(tab.tab, row.number, back[row.number], dict(row.cells), old=mark))
        if not back:
            return tab
        rows = tuple(replace(row, row_id=back[row.number]) if row.number in back else row for row in tab.rows)
        return replace(tab, rows=rows)

    def _forget(self, one: Given) -> None:
        before = self.rows.get(one.row_id, EMPTY)
        if one.new:
            self.rows.pop(one.row_id, None)
            return
        written = {tab: cells for tab, cells in before.written.items() if tab != one.tab}
        read = {tab: cells for tab, cells in before.read.items() if tab != one.tab}
        self.rows[one.row_id] = replace(before, written=written, read=read)

    def _owner(self, tab: str, row: Row, standing: set[str]) -> str:
        """The id that a row had before another landed on it; ``""`` where it had none."""
        shown = _plain(row)
        for mark, before in sorted(self.rows.items()):
            last = before.written.get(tab) or before.seen.get(tab)
            if last and mark not in standing and tab not in before.absent and _explains(last, before, tab, shown):
                return mark
        return ""


def _explains(last: Mapping[str, Plain], before: RowMemory, tab: str, shown: Mapping[str, Plain]) -> bool:
    typed = before.read.get(tab, {})
    return all(shown.get(column, "") in (value, typed.get(column, value)) for column, value in last.items())


def _plain(row: Row) -> dict[str, Plain]:
    return {column: plain(value) for column, value in row.cells.items() if value != ""}
