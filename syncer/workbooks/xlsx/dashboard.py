"""The Dashboard: six large numbers, six native charts, and the numbers behind them further down."""

from typing import Any

from syncer.core.workbook.layout import GRADES
from syncer.workbooks.xlsx import charts, figures, look
from syncer.workbooks.xlsx.figures import Figure

_FUNNEL, _WEEKLY, _TARGETS, _GRADES, _PATHS, _GRADED = 60, 60, 76, 92, 100, 68
TILES = ("On the list", "Contacted", "Heard back", "Reply rate", "Helping you", "People graded")
_STEPS = ("On the list", "Contacted", "Heard back", "Met", "Helping")
WIDTHS = {"A": 2, "B": 23, "C": 23, "D": 23, "E": 23, "F": 23, "G": 23, "H": 14, "I": 14, "J": 14}
TEXTS = {
    "B1": "Dashboard",
    "B2": "How the search is going. Everything here follows what stands in Outreach, Targets, People and Log.",
    "B57": "The numbers behind the charts",
}


def all_figures() -> tuple[Figure, ...]:
    """Every formula of the Dashboard; the only formulas syncer ever writes."""
    return tuple(
        figures.tiles(5, _FUNNEL, _GRADED)
        + figures.funnel(_FUNNEL)
        + figures.weekly(_WEEKLY)
        + figures.graded(_GRADED)
        + figures.targets(_TARGETS)
        + figures.rates(_GRADES, "grade_used", (*GRADES, ""))
        + figures.rates(_PATHS, "path", figures.PATHS)
    )


def build_dashboard(sheet: Any) -> None:
    """Texts, formulas and charts on an empty sheet."""
    sheet.sheet_view.showGridLines = False
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["J"].hidden = True
    _titles(sheet)
    for figure in all_figures():
        cell = sheet[figure.cell]
        cell.value, cell.number_format = "=" + figure.formula, figure.shown
    _labels(sheet)
    _tiles(sheet)
    charts.add_charts(sheet, places())


def _titles(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    for cell, text in TEXTS.items():
        sheet[cell] = text
    sheet["B1"].font = Font(look.FONT, 22, bold=True, color=look.TITLE)
    sheet.row_dimensions[1].height = 36
    sheet["B2"].font = Font(look.FONT, 11, color=look.MUTED)
    sheet["B57"].font = Font(look.FONT, 14, bold=True, color=look.TITLE)
    sheet.row_dimensions[57].height = 26
    for row in (1, 2, 57):
        sheet.cell(row, 2).alignment = Alignment("left", "center")


def _tiles(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    gap = Border(left=Side("thick", "FFFFFF"), right=Side("thick", "FFFFFF"))
    fill = PatternFill("solid", look.TILE)
    for column, label in enumerate(TILES, 2):
        above, number = sheet.cell(4, column, label), sheet.cell(5, column)
        above.font, number.font = (
            Font(look.FONT, 11, color=look.MUTED),
            Font(look.FONT, 26, bold=True, color=look.TITLE),
        )
        above.alignment, number.alignment = Alignment("center", "bottom"), Alignment("center", "center")
        for cell in (above, number):
            cell.fill, cell.border = fill, gap
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 24, 42


def tables() -> dict[tuple[int, int], tuple[tuple[str, ...], tuple[str, ...]]]:
    """The tables behind the charts: (first row, first column) -> headers above it and names down its left side."""
    return {
        (_FUNNEL, 2): (("Step", "People"), _STEPS),
        (_WEEKLY, 6): (("Week from", "Contacted", "Answers"), ()),
        (_GRADED, 2): (("How well you know them", "People"), ("A", "B", "C", "Not graded yet")),
        (_TARGETS, 2): (("Target", "Insiders", "Former", "Bridges"), ()),
        (_GRADES, 2): (("Grade", "Contacted", "Heard back", "Reply rate"), ("A", "B", "C", "Not graded")),
        (_PATHS, 2): (("Path", "Contacted", "Heard back", "Reply rate"), figures.PATHS),
    }


def places() -> charts.Places:
    """First row of each table behind the charts."""
    return charts.Places(_FUNNEL, _WEEKLY, _TARGETS, _GRADES, _PATHS, _GRADED)


def _labels(sheet: Any) -> None:
    for (row, column), (headers, names) in tables().items():
        for offset, text in enumerate(headers):
            _header(sheet.cell(row - 1, column + offset, text), left=offset == 0)
        for offset, text in enumerate(names):
            sheet.cell(row + offset, column, text)


def _header(cell: Any, left: bool) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    ground, text = look.SERVICE_HEADER
    cell.font, cell.fill = Font(look.FONT, 11, bold=True, color=text), PatternFill("solid", ground)
    cell.alignment = Alignment("left" if left else "right", "center")
