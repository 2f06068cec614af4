"""The hidden tab as rows: which line a key has, which are free, what is sent when some change."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from syncer.core.workbook.layout import LAYOUT_VERSION
from syncer.workbooks.sheets.cells import cell_of
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.sheets.reading import IDENTITY, Place
from syncer.workbooks.sheets.writes import VALUE, Cells, blocks, height_for

NOTE = "syncer keeps here what it wrote and read. Leave this tab hidden and as it is."
_FIRST = 2
"""Row 1 tells people what the tab is."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Changes of the hidden tab: requests, and where every key stands afterwards. ``rows``: rows it needs."""

    requests: list[Json]
    lines: Mapping[str, int]
    rows: int


def change(place: Place, before: Mapping[str, int], memory: Mapping[str, str | None], revision: str) -> Lines:
    """Write these keys, None to delete, and the line that says which revision the memory is of."""
    lines = dict(before)
    cells: Cells = {1: {0: cell_of(NOTE)}} if place.last == 0 else {}
    for key in sorted(key for key, text in memory.items() if text is None and key in lines):
        cells[lines.pop(key)] = {0: {}, 1: {}}
    identity = json.dumps({"layout": LAYOUT_VERSION, "revision": revision}, separators=(",", ":"))
    wanted = {IDENTITY: identity, **{key: text for key, text in sorted(memory.items()) if text is not None}}
    free = _free(set(lines.values()))
    for key, text in wanted.items():
        number = lines.setdefault(key, 0) or next(free)
        lines[key] = number
        cells[number] = {0: cell_of(key), 1: cell_of(text)}
    if place.foreign:  # a file's longer texts went on in the cells to the right
        beyond: dict[int, Json] = {index: {} for index in range(2, place.width)}
        cells = {number: {**row, **beyond} for number, row in cells.items()}
    return Lines(list(blocks(place.sheet, cells, VALUE)), lines, max([*lines.values(), *cells]))


def grown(place: Place, changed: Lines) -> Place:
    """The hidden tab with its last row and its grid as they will be."""
    return replace(place, last=max([*changed.lines.values(), 1]), height=height_for(place, changed.rows))


def _free(taken: set[int]) -> Iterator[int]:
    number = _FIRST
    while True:
        if number not in taken:
            yield number
        number += 1
