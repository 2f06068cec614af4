"""A sheet of a workbook, or a CSV, as rows of text under a header: the same for what follows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from syncer.core.model import Rejected
from syncer.core.normalise.blanks import stated
from syncer.sources.reading.columns import Header, header_key
from syncer.sources.reading.delimited import BLANK, IsHeader, Row, Table

SEARCHED = 20
"""Rows from the top among which the header is looked for."""


@dataclass(slots=True)
class Page:
    """One table: its rows below the header, blank ones left out and counted."""

    file: str
    header: Header
    rows: Sequence[Row]
    skipped: Counter[str] = field(default_factory=Counter)
    """Rows left out so far, by reason."""
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(line, column from 0) -> the address that a cell links to."""
    wide: frozenset[int] = frozenset()
    """Lines in which the first cell is merged with others: headings."""
    rejected: list[Rejected] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def page_of_table(table: Table) -> Page:
    """The page of a CSV."""
    rows = list(table.rows())
    rejected = list(table.rejected)
    return Page(table.file, table.header, rows, Counter(table.skipped), rejected=rejected, notes=table.notes())


def header_of(rows: Sequence[Sequence[str]], is_header: IsHeader) -> Header | None:
    """The first line near the top that is a header."""
    for number, cells in enumerate(rows[:SEARCHED], start=1):
        keys = tuple(header_key(cell) for cell in cells)
        if is_header(keys):
            return Header(number, tuple(cells), keys)
    return None


def fill_merged(rows: Sequence[list[str]], below: int, merges: Iterable[tuple[int, int, int, int]]) -> None:
    """Writes what cells merged downwards say into each of them that stands in a row with something else.

    ``merges``: first and last row, first and last column, from 0. ``below``: rows of the header and above it.
    """
    for top, bottom, left, right in merges:
        if left == right and bottom > top >= below and bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                if any(row) and not row[left]:
                    row[left] = rows[top][left]


def page_of_rows(path: Path, name: str, rows: Sequence[Sequence[str]], header: Header) -> Page:
    """The page of a sheet in a workbook; ``rows`` begin at its first line."""
    kept = [
        Row(number, told)
        for number, cells in enumerate(rows[header.line :], start=header.line + 1)
        if any(told := [stated(cell) for cell in cells])
    ]
    return Page(f"{path.name}[{name}]", header, kept, Counter({BLANK: len(rows) - header.line - len(kept)}))
