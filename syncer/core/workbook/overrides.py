"""What people typed over service cells: overrides of facts, as the best evidence there is, and pinned targets."""

from collections.abc import Mapping
from dataclasses import dataclass

from syncer.core.workbook.cells import plain, text_of
from syncer.core.workbook.identities import PersonRows
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import EMPTY, Cells, Memory, RowMemory
from syncer.core.workbook.state import CellError, Row, Value

FACTS: Mapping[str, tuple[str, ...]] = {
    tab: tuple(column.key for column in BY_KEY[tab].columns if column.owner is Owner.FACT)
    for tab in ("people", "outreach")
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """``facts``: person id -> column -> value. ``conflicts``: (person id, column, in People, in Outreach)."""

    facts: Mapping[str, Mapping[str, Value]]
    conflicts: tuple[tuple[str, str, str, str], ...]


def read_overrides(
    people: Mapping[str, PersonRows], memory: Memory, use_new: frozenset[tuple[str, ...]], touched: frozenset[str]
) -> Overrides:
    """Fact cells that hold something else than was last written. Of two different ones for a fact, People's counts.

    ``touched``: ids of the rows in which there may be any, beside adopted ones.
    """
    facts: dict[str, dict[str, Value]] = {}
    conflicts = []
    for mark, pair in people.items():
        if mark not in touched and not pair.adopted:
            continue
        before = memory.rows.get(mark, EMPTY if pair.adopted else None)
        if before is None:
            continue
        mine = _typed_over("people", mark, pair.people, before, use_new, pair.adopted)
        theirs = _typed_over("outreach", mark, pair.outreach, before, use_new, pair.adopted)
        for column in mine.keys() & theirs.keys():
            if plain(mine[column]) != plain(theirs[column]):
                conflicts.append((mark, column, text_of(mine[column]), text_of(theirs[column])))
        if mine or theirs:
            facts[mark] = {**theirs, **mine}
    return Overrides(facts, tuple(sorted(conflicts)))


def _typed_over(
    tab: str, mark: str, row: Row | None, before: RowMemory, use_new: frozenset[tuple[str, ...]], adopted: bool
) -> dict[str, Value]:
    written: Cells | None = before.written.get(tab, {} if adopted else None)
    if row is None or written is None:
        return {}
    found: dict[str, Value] = {}
    cells = row.cells
    for column in FACTS[tab]:
        value, last = cells.get(column, ""), written.get(column, "")
        if value in (last, ""):
            continue
        if isinstance(value, CellError):
            value = before.read.get(tab, {}).get(column, "")
        text = plain(value)
        if text not in ("", last) and (tab, mark, column, str(text)) not in use_new:
            found[column] = value
    return found


def pin(row: Row | None, before: RowMemory) -> str:
    """What a person typed into Target of Outreach, or ``""``."""
    written = before.written.get("outreach", {} if before is EMPTY else before.seen.get("outreach"))
    if row is None or written is None:
        return ""
    value = row.cells.get("target", "")
    if isinstance(value, CellError):
        value = before.read.get("outreach", {}).get("target", "")
    return "" if plain(value) in ("", written.get("target", "")) else text_of(value)
