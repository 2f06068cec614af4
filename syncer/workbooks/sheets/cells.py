"""A cell as the Sheets API has it and as the state holds it. Text goes as text: nothing here can become a formula."""

from datetime import date, timedelta
from typing import Any

from syncer.core.workbook.layout import Kind
from syncer.core.workbook.state import CellError, Value
from syncer.errors import WorkbookError
from syncer.google.sheets import BadCell

LONGEST_TEXT = 50_000
"""Characters a cell holds (google-api.md, section 3)."""
_DAY_ZERO = date(1899, 12, 30)
_LAST_DAY = (date(9999, 12, 31) - _DAY_ZERO).days
_ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}


def value_of(cell: Any, kind: Kind = "text") -> Value:
    """A bare cell (``google.sheets.bare``) as the state holds it; a number in a column of dates is a day."""
    if isinstance(cell, str | bool):
        return cell
    if isinstance(cell, int | float):
        if kind == "date" and 0 < cell <= _LAST_DAY:
            return _DAY_ZERO + timedelta(days=int(cell))
        return int(cell) if cell == int(cell) else cell
    if isinstance(cell, BadCell):
        return CellError(_ERRORS.get(cell.kind, "#ERROR!"))
    return ""


def cell_of(value: Value) -> dict[str, Any]:
    """What is sent for a value; blank clears the cell. ``WorkbookError`` for a text no cell can hold."""
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, str):
        if len(value) >= LONGEST_TEXT:
            raise WorkbookError("A text is longer than a cell can hold. Nothing was written.", code="E-SHEET-LONG")
        return {"userEnteredValue": {"stringValue": value}} if value else {}
    if isinstance(value, date):
        return {"userEnteredValue": {"numberValue": (value - _DAY_ZERO).days}}
    return {"userEnteredValue": {"numberValue": value}}
