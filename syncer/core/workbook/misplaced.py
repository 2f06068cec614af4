"""Ids that the last commit put on other rows, because somebody sorted in the moment of writing; whose rows those are.

A row that was hit shows what is remembered of an id that stands nowhere now: that id comes back. Where it had
none, the row that was meant still stands there as it was read, and bears another id or none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncer.core.workbook.cells import Plain, plain_cells
from syncer.core.workbook.memory import EMPTY, Cells, Given, Memory, RowMemory
from syncer.core.workbook.plan import AdoptRow
from syncer.core.workbook.rows import read_of
from syncer.core.workbook.state import Row, TabState, WorkbookState

HALF = 0.5
"""More than this share of what is remembered of an id must be in a row that is to be it again: a row that somebody
added has a name, and none of the cells that were written into the row of an id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The workbook as if every id had landed on its own row. ``repairs``: what puts the ids right in the sheet."""

    state: WorkbookState
    memory: Memory
    repairs: tuple[AdoptRow, ...] = ()


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

    def settle(self, tab: TabState, given: Sequence[Given]) -> TabState:
        sent = {one.row_id: one for one in given if not one.times}
        shown = {row.number: plain_cells(row.cells) for row in tab.rows if row.row_id in {"", *sent}}
        amiss = [row for row in tab.rows if row.row_id in sent and shown[row.number] != sent[row.row_id].cells]
        free = Counter(dict.fromkeys(self.rows, 1) | {one.row_id: one.times for one in given if one.times})
        free.subtract(row.row_id for row in tab.rows)
        free.update(row.row_id for row in amiss)
        owners = self._owners(tab.tab, amiss, free, {one.row_id: one.cells for one in given})
        back: dict[int, str] = {}
        for row in amiss:
            owner = owners.get(row.number, "")
            meant_another = owner or (row.row_id and _meant_another(sent[row.row_id], tab.rows, shown))
            if owner == row.row_id or not meant_another:
                continue  # its own row, in which somebody typed meanwhile
            back[row.number] = owner
            self.repairs.append(AdoptRow(tab.tab, row.number, owner, dict(row.cells), old=row.row_id))
        if not back:
            return tab
        rows = tuple(replace(row, row_id=back.get(row.number, row.row_id)) for row in tab.rows)
        taken_back = {one.old for one in self.repairs if one.tab == tab.tab and one.old}
        for mark in sorted(taken_back - {row.row_id for row in rows}):
            self._forget(sent[mark])
        return replace(tab, rows=rows)

    def _owners(self, tab: str, amiss: Sequence[Row], free: Counter[str], stood: Mapping[str, Cells]) -> dict[int, str]:
        """Row number -> the id that the row had before another landed on it; rows that had none are left out."""
        pairs = []
        for mark, before in self.memory.rows.items():
            if free[mark] > 0 and tab in before.written and tab not in before.absent:
                for row in amiss:
                    share = _agreement(tab, row, before, stood.get(mark, {}))
                    pairs.append((-share, mark != row.row_id, mark, row.number))
        found: dict[int, str] = {}
        for share, _, mark, number in sorted(pairs):
            if -share > HALF and free[mark] > 0 and number not in found:
                found[number] = mark
                free[mark] -= 1
        return found

    def _forget(self, one: Given) -> None:
        """Nothing was written into the row that was meant; what an id of somebody known had before is remembered."""
        before = self.rows.get(one.row_id, EMPTY)
        if one.new:
            self.rows.pop(one.row_id, None)
        elif before.written.get(one.tab) == {}:
            written = {tab: cells for tab, cells in before.written.items() if tab != one.tab}
            read = {tab: cells for tab, cells in before.read.items() if tab != one.tab}
            self.rows[one.row_id] = replace(before, written=written, read=read)


def _meant_another(one: Given, rows: Sequence[Row], shown: Mapping[int, Mapping[str, Plain]]) -> bool:
    """Whether exactly one row without this id stands there as the one stood to which the id was sent."""
    others = [row for row in rows if row.row_id != one.row_id and shown.get(row.number) == one.cells]
    return len(others) == 1


def _agreement(tab: str, row: Row, before: RowMemory, stood: Mapping[str, Plain]) -> float:
    """The share of what is known of an id's row that this row shows: how it ``stood``, or what was written and read.
    People may have typed over some of it since. An empty cell says nothing of a column in which nothing was typed."""
    last, typed = stood or before.written[tab], before.read.get(tab, {})
    shown = {**plain_cells(row.cells), **({} if stood else read_of(tab, row, EMPTY))}
    known = [column for column in {**last, **typed} if (last.get(column, ""), typed.get(column, "")) != ("", "")]
    agree = sum(shown.get(column, "") in [told[column] for told in (last, typed) if column in told] for column in known)
    return agree / len(known) if known else 0.0
