"""Where the writes of the last commit were meant to go, so that the next run can tell where they really landed.

A shared sheet in the cloud is written by row number. Should somebody sort in the moment between our reading and our
writing, and the run die before it repairs that, a value stands on a row that is not its own: it would look like a
person's word, and theirs like ours. ``settle`` comes before anything else reads the workbook: it brings back what
stood in a cell that was hit and corrects what memory holds as last written; what then differs is a person's. A workbook
that is replaced whole (``WorkbookState.by_number`` is False) needs no journal.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from syncer.core.workbook.cells import Plain, plain
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.memory import JOURNAL, Memory, RowMemory, Written
from syncer.core.workbook.plan import SetCell
from syncer.core.workbook.state import Row, TabState, Value, WorkbookState

PIECE = 40_000
"""Characters of journal in one key; a cell of the hidden tab holds 50,000."""
_SURE = 3
"""Cells that must all have moved for a write to be looked for elsewhere than in the row it was sent to: after a
second sort the row number says nothing, and one or two values a person may have swapped by hand."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The workbook as if every write had landed on its own row.

    ``corrected``: ids whose memory differs from what is stored. ``repairs``: what is to be put back into cells.
    """

    state: WorkbookState
    memory: Memory
    corrected: frozenset[str] = frozenset()
    repairs: tuple[SetCell, ...] = ()
    notes: tuple[str, ...] = ()


def entries(sets: Iterable[SetCell], numbers: Mapping[str, Mapping[str, int]]) -> tuple[Written, ...]:
    """What a plan sends to which row. ``numbers``: tab -> row id -> row number at the moment of reading."""
    rows: dict[tuple[str, str], dict[str, tuple[Plain, Plain]]] = {}
    for edit in sets:
        rows.setdefault((edit.tab, edit.row_id), {})[edit.column] = (plain(edit.old), plain(edit.new))
    return tuple(Written(tab, numbers[tab][mark], mark, cells) for (tab, mark), cells in rows.items())


def encode(journal: Sequence[Written]) -> dict[str, str]:
    """The journal as memory keys, each short enough for one cell."""
    values = [
        [one.tab, one.number, one.row_id, {column: list(pair) for column, pair in one.cells.items()}] for one in journal
    ]
    return in_pieces(JOURNAL, values)


def in_pieces(prefix: str, values: Iterable[object]) -> dict[str, str]:
    """JSON values as lists under numbered keys of memory, each short enough for one cell."""
    pieces: list[list[str]] = []
    size = PIECE
    for value in values:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if size + len(text) > PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append(text)
        size += len(text) + 1
    return {f"{prefix}{number:04}": f"[{','.join(piece)}]" for number, piece in enumerate(pieces)}


def settle(state: WorkbookState, memory: Memory) -> Settled:
    """Find writes that landed on another row. Nothing amiss, as in nearly all runs: the same state and memory."""
    work = _Work(state, dict(memory.rows))
    for tab in dict.fromkeys(one.tab for one in memory.journal):
        found = state.tabs.get(tab)
        if found is not None:
            _settle_tab(work, found, [one for one in memory.journal if one.tab == tab])
    if not work.corrected and not work.repairs:
        return Settled(state, memory)
    return Settled(
        replace(state, tabs={key: _with(tab, work.put_back) for key, tab in state.tabs.items()}),
        replace(memory, rows=work.rows),
        frozenset(work.corrected),
        tuple(work.repairs),
        tuple(work.notes),
    )


@dataclass(slots=True)
class _Work:
    state: WorkbookState
    rows: dict[str, RowMemory]
    corrected: set[str] = field(default_factory=set)
    repairs: list[SetCell] = field(default_factory=list)
    put_back: dict[tuple[str, int], dict[str, Value]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def wrote(self, tab: str, mark: str, column: str, value: Plain) -> None:
        """Memory learns what was really last written into a cell."""
        before = self.rows[mark]
        cells = {**before.written.get(tab, {}), column: value}
        self.rows[mark] = replace(before, written={**before.written, tab: cells})
        self.corrected.add(mark)


def _settle_tab(work: _Work, tab: TabState, journal: Sequence[Written]) -> None:
    by_number = {row.number: row for row in tab.rows}
    by_id = {row.row_id: row for row in tab.rows}
    sent = {one.number: one for one in journal}
    missed, perhaps = [], []
    for one in journal:
        own, there = by_id.get(one.row_id), by_number.get(one.number)
        if own is not None and _shows(own, one) and not _by_chance(own, one, sent.get(own.number)):
            continue
        if there is not None and there is not own and _hit(work, there, one):
            missed.append((one, own, there))
        elif own is not None and len(one.cells) >= _SURE and (found := _elsewhere(work, tab, one)):
            missed.append((one, own, found))
        elif there is not None and there is not own and _known(work, there, tab.tab) and _shows(there, one):
            perhaps.append((one, own, there))
    if missed:
        # A row that always said the same as what was sent to it proves nothing by itself: then the old value in the
        # row it was meant for may as well be a person's word, which is kept.
        missed += perhaps
    for one, _, hit in missed:
        _undo(work, hit, one)
    for one, own, _ in missed:
        if own is None or not _known(work, own, one.tab):
            continue
        # A row that missed its own values and was hit by another's has them put back as if they had landed.
        back = work.put_back.get((one.tab, own.number), {})
        for column, (old, _) in one.cells.items():
            if column not in back and plain(own.cells.get(column, "")) == old:
                work.wrote(one.tab, one.row_id, column, old)


def _shows(row: Row, one: Written) -> bool:
    return all(plain(row.cells.get(column, "")) == new for column, (_, new) in one.cells.items())


def _by_chance(own: Row, one: Written, other: Written | None) -> bool:
    """Whether a row may show its new values only because those of another, which are the same, were sent to it."""
    return other is not None and other is not one and _shows(own, other)


def _hit(work: _Work, row: Row, one: Written) -> bool:
    """Whether a row shows all that was written for another, and not because its own memory says the same."""
    if not _known(work, row, one.tab) or not _shows(row, one):
        return False
    written = work.rows[row.row_id].written[one.tab]
    return any(written.get(column, "") != new for column, (_, new) in one.cells.items())


def _known(work: _Work, row: Row, tab: str) -> bool:
    return row.row_id in work.rows and tab in work.rows[row.row_id].written


def _elsewhere(work: _Work, tab: TabState, one: Written) -> Row | None:
    """The only other row that shows all of a write, though its own memory says something else of every cell."""
    found = [
        row
        for row in tab.rows
        if row.row_id != one.row_id
        and _hit(work, row, one)
        and all(work.rows[row.row_id].written[one.tab].get(key, "") != new for key, (_, new) in one.cells.items())
    ]
    return found[0] if len(found) == 1 else None


def _undo(work: _Work, row: Row, one: Written) -> None:
    """Let the row that was hit be as it was: what a person had typed comes back, or else what was written before."""
    before = work.rows[row.row_id]
    for column, (_, new) in one.cells.items():
        last = before.written[one.tab].get(column, "")
        typed = before.read.get(one.tab, {}).get(column, "")
        was = last if typed == "" else typed
        if was == new:
            continue
        if not str(was).startswith("sha256:"):
            value = _as_typed(one.tab, column, was)
            work.repairs.append(SetCell(one.tab, row.row_id, column, row.cells.get(column, ""), value))
            work.put_back.setdefault((one.tab, row.number), {})[column] = value
            continue
        if typed != "":
            tab = BY_KEY[one.tab]
            work.notes.append(
                f"{tab.title}, row {row.number}, {tab.column(column).header}: a sort during the last run put another "
                "row's value over what you had typed here; the version history has your words."
            )
        work.wrote(one.tab, row.row_id, column, new)


def _as_typed(tab: str, column: str, kept: Plain) -> Value:
    """A value as it stood in the cell: memory keeps days as text."""
    if BY_KEY[tab].column(column).kind != "date" or not isinstance(kept, str):
        return kept
    try:
        return date.fromisoformat(kept)
    except ValueError:
        return kept


def _with(tab: TabState, put_back: Mapping[tuple[str, int], Mapping[str, Value]]) -> TabState:
    if not any(key == tab.tab for key, _ in put_back):
        return tab
    rows = tuple(
        replace(row, cells={**row.cells, **put_back[tab.tab, row.number]}) if (tab.tab, row.number) in put_back else row
        for row in tab.rows
    )
    return replace(tab, rows=rows)
