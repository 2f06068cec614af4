"""Several tables in one sheet: below each other, each under a header of its own, or side by side with a blank column
between. Read as one, a list of companies below a list of people would become people called "Acme".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from syncer.sources.reading.columns import Header, header_key
from syncer.sources.reading.delimited import Row
from syncer.sources.spreadsheet.fields import LAMP, LAMP_SIGNS, NAMES, is_header
from syncer.sources.spreadsheet.pages import Page

_MORE = ("domain", "website", "size", "sector", "industry", "location", "link", "salary", "date", "deadline", "vacancy")
_WORDS = frozenset(name.casefold() for names in NAMES.values() for name in names) | LAMP | LAMP_SIGNS | {*_MORE}
"""Words that head columns; a row of nothing else is a header, no entry."""


def tables_of(page: Page) -> list[Page]:
    """The tables of a page; most have one. Only the first carries what was left out and said so far.

    Rows below a header that is known for no list of people or employers are left out, and counted.
    """
    return [table for below in _below(page) for table in _beside(below)]


def _below(page: Page) -> Iterator[Page]:
    starts = [at for at, row in enumerate(page.rows) if _is_another_header(row.cells, page.header)]
    if not starts:
        yield page
        return
    yield replace(page, rows=page.rows[: starts[0]])
    for start, end in pairwise((*starts, len(page.rows))):
        row, rows = page.rows[start], page.rows[start + 1 : end]
        cells = tuple(row.cells)
        header = Header(row.line, cells, tuple(map(header_key, cells)))
        unread = not is_header(header.keys)
        yield Page(
            page.file,
            header=page.header if unread else header,
            rows=() if unread else rows,
            skipped=Counter({"rows of a table that is not known": len(rows)} if unread and rows else {}),
            links=page.links,
            wide=page.wide,
            notes=(f"{page.file}:{row.line}: a table begins that is none of people or employers: left out",) * unread,
        )


def _is_another_header(cells: Sequence[str], header: Header) -> bool:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(cell.casefold() not in _WORDS for cell in filled):
        return False
    return tuple(map(header_key, cells)) != header.keys


def _beside(page: Page) -> Iterator[Page]:
    keys = page.header.keys
    blank = [
        at for at, key in enumerate(keys) if not key and not any(row.cells[at : at + 1] != [""] for row in page.rows)
    ]
    parts = [(start + 1, end) for start, end in pairwise((-1, *blank, len(keys))) if end - start > 1]
    if len(parts) < 2 or not all(is_header(keys[start:end]) for start, end in parts):
        yield page
        return
    for number, (start, end) in enumerate(parts):
        rows = [Row(row.line, row.cells[start:end]) for row in page.rows]
        yield replace(
            page,
            header=Header(page.header.line, page.header.cells[start:end], keys[start:end]),
            rows=[row for row in rows if any(row.cells)],
            skipped=Counter(page.skipped) if not number else Counter(),
            rejected=page.rejected if not number else [],
            notes=page.notes if not number else (),
            links={(line, at - start): url for (line, at), url in page.links.items() if start <= at < end},
        )
