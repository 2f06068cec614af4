"""Which column of a tab is which: shared by the workbooks whose tabs people can rearrange."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncer.core.workbook.layout import Tab
from syncer.core.workbook.state import Value
from syncer.errors import WorkbookError
from syncer.workbooks.xlsx.cells import letters

_SEARCH = 20
"""Rows in which the header is looked for; people put titles and notes above it."""


def header_text(value: Value) -> str:
    """A header for comparison: no case, no doubled blanks."""
    return " ".join(str(value).casefold().split())


def header_row(tab: Tab, grid: Sequence[Sequence[Any]]) -> int:
    """The row (from 1) among the first 20 that holds most of our headers; 0 if none does.

    It must hold the header of the id column, or half of ours: one or two of our words stand in people's rows as well.
    """
    ours = {header_text(column.header) for column in tab.columns}
    key = header_text(tab.column(tab.id_column).header) if tab.id_column else ""
    best, most = 0, 0
    for number, row in enumerate(grid[:_SEARCH], 1):
        found = ours & {header_text(value) for value in row if value != ""}
        if len(found) > most and (key in found or 2 * len(found) >= len(ours)):
            best, most = number, len(found)
    return best


def columns(tab: Tab, title: str, header: Sequence[Any], marked: Mapping[str, int]) -> dict[str, int]:
    """Column number (from 1) of each key: where it is marked, unless our header stands once elsewhere and not there.

    ``marked``: where each key was last known to be. ``WorkbookError`` where a header stands twice and no mark tells.
    """
    places: dict[str, list[int]] = {}
    for number, value in enumerate(header, 1):
        if value != "":
            places.setdefault(header_text(value), []).append(number)
    found: dict[str, int] = {}
    for position, column in enumerate(tab.columns, 1):
        named = marked.get(column.key, 0)
        written = places.get(header_text(column.header), []) if tab.header else []
        if not named and len(written) > 1:
            raise _twice(title, column.header, written)
        place = named if named in written or len(written) != 1 else written[0]
        place = place if tab.header else named or position
        if place and place not in found.values():
            found[column.key] = place
    return found


def _twice(title: str, header: str, places: Sequence[int]) -> WorkbookError:
    named = " and ".join(letters(place) for place in places)
    return WorkbookError(
        f"{title} has more than one column called {header} ({named}), and the marks that tell which of them is "
        "syncer's are gone. Give the others another header. Nothing was written.",
        code="E-SHEET-TWICE",
    )
