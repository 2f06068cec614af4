"""The rows of a managed tab by their ids: the ones that stand alone, twins, and rows nobody has given an id."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from syncer.core.workbook.cells import Plain, digest, plain, plain_cells, text_of
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import Memory, RowMemory
from syncer.core.workbook.state import CellError, Row, Value, WorkbookState

PEOPLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    key: tuple(column.key for column in tab.columns if column.owner is Owner.PEOPLE) for key, tab in BY_KEY.items()
}
_MARK = re.compile(r"[ptqlmw]_[A-Za-z0-9]{4,40}")


@dataclass(frozen=True, slots=True)
class Rows:
    """One tab's rows. ``twins``: ids that stand on more than one row. ``loose``: rows without an id.

    ``stray``: rows whose id cell holds words that are no id of ours; they are left alone.
    """

    by_id: Mapping[str, Row] = field(default_factory=dict)
    twins: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    loose: tuple[Row, ...] = ()
    stray: tuple[Row, ...] = ()

    def __contains__(self, row_id: str) -> bool:
        return row_id in self.by_id or row_id in self.twins


def is_mark(text: str) -> bool:
    """Whether a text is an id of ours."""
    return _MARK.fullmatch(text) is not None


def index(state: WorkbookState, tab: str) -> Rows:
    """The rows of one tab; a tab that is not there has none."""
    found = state.tabs.get(tab)
    by_id: dict[str, Row] = {}
    twins: dict[str, list[Row]] = {}
    loose, stray = [], []
    prefix = BY_KEY[tab].id_prefix
    for row in found.rows if found else ():
        mark = row.row_id
        if not mark:
            loose.append(row)
        elif prefix and not (mark.startswith(prefix) and _MARK.fullmatch(mark)):
            stray.append(row)
        elif mark in twins:
            twins[mark].append(row)
        elif mark in by_id:
            twins[mark] = [by_id.pop(mark), row]
        else:
            by_id[mark] = row
    return Rows(by_id, {mark: tuple(rows) for mark, rows in twins.items()}, tuple(loose), tuple(stray))


def read_of(tab: str, row: Row, before: RowMemory, overridden: Sequence[str] = ()) -> dict[str, Plain]:
    """What memory keeps of a row as read: people's cells that are not blank, and overrides. Notes as a digest only.

    A cell in error keeps what was last known.
    """
    kept: dict[str, Plain] = {}
    if not overridden and row.cells.keys().isdisjoint(PEOPLE_COLUMNS[tab]):
        return kept
    last = before.read.get(tab, {})
    for column in (*PEOPLE_COLUMNS[tab], *overridden):
        value = row.cells.get(column, "")
        if value == "":
            continue
        if isinstance(value, CellError):
            if column in last:
                kept[column] = last[column]
        elif column == "notes":
            kept[column] = f"sha256:{digest(text_of(value), length=16)}"
        else:
            kept[column] = plain(value, inline=300)
    return kept


def touched(tab: str, rows: Rows, memory: Memory) -> frozenset[str]:
    """Ids of rows that do not hold exactly what was last written: people typed something, in any column.

    The others are nearly all, so that whoever looks for what people did need not look at them cell by cell.
    """
    found = [*rows.twins]
    for mark, row in rows.by_id.items():
        before = memory.rows.get(mark)
        if before is None or plain_cells(row.cells) != before.written.get(tab):
            found.append(mark)
    return frozenset(found)


def keeper(tab: str, rows: tuple[Row, ...], before: RowMemory) -> Row | None:
    """Which of two rows with one id is the original: the only one whose people's cells are as last read."""
    last = {column: value for column, value in before.read.get(tab, {}).items() if column in PEOPLE_COLUMNS[tab]}
    fitting = [row for row in rows if read_of(tab, row, before) == last]
    if len(fitting) > 1 and all(read_of(tab, row, before) == last for row in rows):
        return rows[0]
    return fitting[0] if len(fitting) == 1 else None


def new_mark(prefix: str, taken: Iterable[str] | Mapping[str, object], *parts: Value) -> str:
    """A new id from a hash of the parts; where it is taken, the next."""
    number = 0
    words = [str(plain(part, inline=1 << 30)) for part in parts]
    while (mark := prefix + digest(*words, *([str(number)] if number else []))) in taken:
        number += 1
    return mark
