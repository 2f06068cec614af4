"""Colours that follow what the cells say: grades, states of a conversation, days that have come or passed."""

from typing import Any

from syncer.core.workbook.layout import Tab
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.cells import LAST_ROW, letters

STATE_OF_STATUS = {"Waiting": "waiting", "Helping": "helping", "Introduced me": "helping"}
DUE_COLUMNS = {
    "outreach": ("next_date", "suggested_date"),
    "today": ("due",),
    "people": ("keep_in_touch_due",),
}
"""Tab -> columns whose days are shown as overdue or due."""
_SOON = 3
"""Days ahead that count as due, so that a glance shows the next days too."""


def soon(tab: str) -> int:
    """Days ahead that count as due in a tab."""
    return 0 if tab == "today" else _SOON


def add_rules(sheet: Any, tab: Tab) -> None:
    """Conditional formats of one tab, over every row below its header."""
    places = {column.key: letters(number) for number, column in enumerate(tab.columns, 1)}
    if "off_list" in places:
        _off_list(sheet, places["off_list"], letters(len(tab.columns)))
    for key in ("grade", "grade_used"):
        if key in places:
            _values(sheet, places[key], {grade: look.TEAL[grade] for grade in look.TEAL}, bold=True)
    if tab.key == "outreach":
        states = {status: look.STATES[state] for status, state in STATE_OF_STATUS.items()}
        _values(sheet, places["status"], states, bold=False)
    for key in DUE_COLUMNS.get(tab.key, ()):
        _due(sheet, places[key], soon(tab.key))


def _span(column: str) -> str:
    return f"{column}2:{column}{LAST_ROW}"


def _style(pair: tuple[str, str], bold: bool | None = None) -> dict[str, Any]:
    from openpyxl.styles import Font, PatternFill

    ground, text = pair
    return {"fill": PatternFill(bgColor=ground, fill_type="solid"), "font": Font(color=text, bold=bold)}


def _off_list(sheet: Any, column: str, last: str) -> None:
    from openpyxl.formatting.rule import FormulaRule

    rule = FormulaRule([f"LEN(${column}2)>0"], stopIfTrue=True, **_style(look.STATES["off"]))
    sheet.conditional_formatting.add(f"A2:{last}{LAST_ROW}", rule)


def _values(sheet: Any, column: str, colours: dict[str, tuple[str, str]], bold: bool) -> None:
    from openpyxl.formatting.rule import CellIsRule

    for value, pair in colours.items():
        rule = CellIsRule(operator="equal", formula=[f'"{value}"'], **_style(pair, bold or None))
        sheet.conditional_formatting.add(_span(column), rule)


def _due(sheet: Any, column: str, days: int) -> None:
    from openpyxl.formatting.rule import FormulaRule

    cell = f"{column}2"
    late = f"AND(ISNUMBER({cell}),{cell}<TODAY())"
    now = f"AND(ISNUMBER({cell}),{cell}>=TODAY(),{cell}<=TODAY()+{days})"
    sheet.conditional_formatting.add(_span(column), FormulaRule([late], **_style(look.STATES["overdue"])))
    sheet.conditional_formatting.add(_span(column), FormulaRule([now], **_style(look.STATES["due"])))
