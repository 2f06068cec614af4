"""A plan in pieces, each small enough for one batch and whole in itself: a row, its memory and its journal together.

New rows come first. Names of rows that are there, and ids for rows that somebody added, come in plans of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncer.core.workbook.memory import GIVEN, JOURNAL
from syncer.core.workbook.plan import AdoptRow, AppendRow, Edit, Plan, ReplaceTab, SetCell, TypeCell
from syncer.google.sheets import encoded
from syncer.workbooks.sheets.cells import cell_of

MOST_BYTES = 1_800_000
"""Of writes in one batch; two megabytes are recommended for all of it, guards included (google-api.md, section 3)."""
MOST_REQUESTS = 4_000
"""Of 5,000 that we allow ourselves, guards included."""
_PER_CELL, _PER_LINE = 140, 110
"""Bytes of a request for one cell, and of the frame of a line of the hidden tab: what stands around the text."""

Memory = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one batch writes: edits in the order of the plan, and keys of the hidden tab (None: delete)."""

    edits: tuple[Edit, ...] = ()
    memory: Memory = field(default_factory=dict)
    purge: bool = False
    """Somebody is forgotten: what stood in a cell before is not to be written down."""


@dataclass(slots=True)
class _Unit:
    """One row id's part of the plan: where its edits stand in the plan, and its key."""

    edits: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    new: bool = False
    size: int = 0


def pieces(plan: Plan) -> tuple[Piece, ...]:
    """The plan, in the order in which its pieces are to be committed. At least one; the last ends the run's account."""
    memory = {key: text for key, text in plan.memory.items() if not key.startswith(JOURNAL)}
    units = _units(plan.edits, memory)
    last = [index for index, edit in enumerate(plan.edits) if isinstance(edit, ReplaceTab)]
    closing = _Unit(last, [key for key in memory if _closes(key)])
    closing.size = sum(_size(plan.edits[index]) for index in last) + sum(
        _line(key, memory[key]) for key in closing.keys
    )
    groups = list(_packed(sorted(units, key=lambda unit: not unit.new)))
    if not groups or sum(unit.size for unit in groups[-1]) + closing.size > MOST_BYTES:
        groups.append([])
    groups[-1].append(closing)
    return tuple(replace(_of(plan.edits, memory, group), purge=plan.purge) for group in groups)


def _units(edits: Sequence[Edit], memory: Memory) -> list[_Unit]:
    units: dict[str, _Unit] = {}
    for index, edit in enumerate(edits):
        if isinstance(edit, SetCell | AppendRow | AdoptRow | TypeCell):
            unit = units.setdefault(edit.row_id, _Unit())
            unit.edits.append(index)
            unit.size += _size(edit)
            unit.new |= not isinstance(edit, SetCell)
    for key in memory:
        if not _closes(key):
            unit = units.setdefault(key, _Unit(new=key.startswith(GIVEN)))
            unit.keys.append(key)
            unit.size += _line(key, memory[key])
    return list(units.values())


def _closes(key: str) -> bool:
    """Whether a key is of the workbook as a whole: the header, and the seals of tabs that are rewritten."""
    return key == "header" or key.startswith("tab:")


def _packed(units: Iterable[_Unit]) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    size = count = 0
    for unit in units:
        requests = len(unit.edits) + len(unit.keys)
        if group and (size + unit.size > MOST_BYTES or count + requests > MOST_REQUESTS):
            yield group
            group, size, count = [], 0, 0
        group.append(unit)
        size, count = size + unit.size, count + (requests if not unit.new else 0)
    if group:
        yield group


def _of(edits: Sequence[Edit], memory: Memory, units: Iterable[_Unit]) -> Piece:
    units = list(units)
    places = sorted(index for unit in units for index in unit.edits)
    keys = sorted(key for unit in units for key in unit.keys)
    return Piece(tuple(edits[index] for index in places), {key: memory[key] for key in keys})


def _line(key: str, text: str | None) -> int:
    return _PER_LINE + len(key) + len(encoded({"": text or ""}))


def _size(edit: Edit) -> int:
    if isinstance(edit, SetCell | TypeCell):
        return 2 * _PER_CELL + len(encoded(cell_of(edit.new))) + _journal(edit)
    if isinstance(edit, AppendRow):
        cells = sum(len(encoded(cell_of(value))) + 4 for value in edit.cells.values())
        return cells + 80 + 4 * 30 + sum(90 + len(address.encode()) for address in edit.links.values())
    if isinstance(edit, ReplaceTab):
        return sum(60 + len(encoded(cell_of(value))) for row in edit.rows for value in row.values())
    return _PER_CELL


def _journal(edit: SetCell | TypeCell) -> int:
    return len(edit.row_id) + len(edit.column) + len(str(edit.old)) + len(str(edit.new)) + 40
