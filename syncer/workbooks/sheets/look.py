"""How a tab is made to look, once, when it is made. No later run formats anything but rows of Start here.

Formats and rules reach to the end of the grid and beyond, so that new rows have them too.
"""

from collections.abc import Iterator, Sequence

from syncer.core.workbook.layout import DASHBOARD, START, Column, Owner, Tab
from syncer.workbooks.sheets import formats
from syncer.workbooks.sheets.board import dress_dashboard
from syncer.workbooks.sheets.cells import cell_of
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.sheets.rules import banding, rules, views
from syncer.workbooks.xlsx import look

_HEADER_PIXELS = 46
_CELL = (
    "userEnteredFormat(numberFormat,backgroundColorStyle,textFormat,verticalAlignment,horizontalAlignment,wrapStrategy)"
)
_WARNED = frozenset((Owner.DERIVED, Owner.ID))
"""Columns that ask whether you mean it when you type in them. Typing over a fact or the target is meant."""


def dress(tab: Tab, number: int) -> Iterator[Json]:
    """Everything about the look of a tab just made, its headers included."""
    yield _properties(tab, number)
    if tab is DASHBOARD:
        yield from dress_dashboard(number)
    if not tab.columns:
        return
    if tab is START:
        yield from _widths(number, (30, 96))
        return
    for index, column in enumerate(tab.columns):
        yield from dress_column(tab, column, number, 1, index)
    yield _dimension(number, "ROWS", (0, 1), {"pixelSize": _HEADER_PIXELS}, "pixelSize")
    width = len(tab.columns)
    yield {"setBasicFilter": {"filter": {"range": columns(number, 0, width, 0)}}}
    yield banding(number, width)
    yield from _warnings(tab, number)
    yield from rules(tab, number)
    yield from views(tab, number)


def dress_column(tab: Tab, column: Column, number: int, header: int, index: int) -> Iterator[Json]:
    """Header, note, format, width and dropdown of one column. ``header``: its row, from 1; ``index``: from 0."""
    cell = {**cell_of(column.header), "userEnteredFormat": formats.header(column)}
    cell |= {"note": column.note} if column.note else {}
    start = {"sheetId": number, "rowIndex": header - 1, "columnIndex": index}
    fields = f"userEnteredValue,note,{_CELL}"
    yield {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": fields}}
    yield from dress_below(tab, column, number, header, index)
    size = {"pixelSize": formats.pixels(column.width)}
    yield _dimension(number, "COLUMNS", (index, index + 1), size, "pixelSize")
    if column.key == "_id":
        yield _dimension(number, "COLUMNS", (index, index + 1), {"hiddenByUser": True}, "hiddenByUser")


def dress_below(tab: Tab, column: Column, number: int, header: int, index: int) -> Iterator[Json]:
    """Format and dropdown of the cells of one column below its header."""
    below = columns(number, index, index + 1, header)
    yield {"repeatCell": {"range": below, "cell": {"userEnteredFormat": formats.body(tab, column)}, "fields": _CELL}}
    if (rule := _dropdown(tab, column)) is not None:
        yield {"setDataValidation": {"range": below, "rule": rule}}


def columns(number: int, left: int, right: int, top: int) -> Json:
    """Columns from a row (from 0) to whatever end the grid has, now and later."""
    return {"sheetId": number, "startRowIndex": top, "startColumnIndex": left, "endColumnIndex": right}


def _properties(tab: Tab, number: int) -> Json:
    grid: Json = {"hideGridlines": tab in (START, DASHBOARD)}
    fields = ["tabColorStyle", "gridProperties.hideGridlines"]
    if tab.header and tab.columns:
        grid |= {"frozenRowCount": 1, "frozenColumnCount": look.frozen(tab)}
        fields += ["gridProperties.frozenRowCount", "gridProperties.frozenColumnCount"]
    shown = {"sheetId": number, "tabColorStyle": formats.colour(look.TAB_COLOURS[tab.key]), "gridProperties": grid}
    return {"updateSheetProperties": {"properties": shown, "fields": ",".join(fields)}}


def _dimension(number: int, dimension: str, ends: tuple[int, int], properties: Json, fields: str) -> Json:
    span = {"sheetId": number, "dimension": dimension, "startIndex": ends[0], "endIndex": ends[1]}
    return {"updateDimensionProperties": {"range": span, "properties": properties, "fields": fields}}


def _widths(number: int, widths: Sequence[float]) -> Iterator[Json]:
    for index, width in enumerate(widths):
        size = {"pixelSize": formats.pixels(width)}
        yield _dimension(number, "COLUMNS", (index, index + 1), size, "pixelSize")


def _dropdown(tab: Tab, column: Column) -> Json | None:
    """A list to choose from; other values are marked, not refused, because people know better."""
    if column.choices:
        values = [{"userEnteredValue": choice} for choice in column.choices]
        return {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
    found = look.CHOSEN_FROM.get((tab.key, column.key))
    if found is None:
        return None
    title, letter, _ = found
    values = [{"userEnteredValue": f"={title}!${letter}$2:${letter}"}]
    return {"condition": {"type": "ONE_OF_RANGE", "values": values}, "showCustomUi": True}


def _warnings(tab: Tab, number: int) -> Iterator[Json]:
    """Runs of columns that are syncer's alone ask before a person types in them."""
    left: int | None = None
    for index, column in enumerate((*tab.columns, None)):
        warned = column is not None and (tab.whole or column.owner in _WARNED)
        if warned and left is None:
            left = index
        if not warned and left is not None:
            said = "syncer writes these columns. What you type here stays until you clear it."
            span = columns(number, left, index, 0)
            yield {"addProtectedRange": {"protectedRange": {"range": span, "description": said, "warningOnly": True}}}
            left = None
