"""The first file: every tab with its headers, dropdowns and looks, and no rows yet.

Rows come by the same way as in every later run. openpyxl is used here and nowhere else.
"""

from functools import cache
from io import BytesIO
from typing import Any

from syncer.core.workbook import layout
from syncer.core.workbook.layout import Column, Owner, Tab
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.book import NAME_PREFIX, quoted
from syncer.workbooks.xlsx.cells import LAST_ROW, letters
from syncer.workbooks.xlsx.dashboard import build_dashboard
from syncer.workbooks.xlsx.rules import add_rules
from syncer.workbooks.xlsx.start import build_start

_PAGES_ACROSS = {"targets": 2}
"""Tabs too wide to be read on one printed page; their first column stands on each."""
_PRINTED = {"outreach": "channel", "people": "notes"}
"""Last column on paper of tabs that would be too small to read if all their columns were printed."""
_NOTE_SIZE = (240, 76)


@cache
def first_file(tabs: tuple[Tab, ...] = layout.TABS) -> bytes:
    """The bytes of a workbook with all tabs and no rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for tab in tabs:
        sheet = book.create_sheet(tab.title)
        sheet.sheet_properties.tabColor = look.TAB_COLOURS[tab.key]
        _names(book, tab)
        if tab.header:
            _table(sheet, tab)
        _print(sheet, tab)
    if layout.START in tabs:
        build_start(book[layout.START.title], book)
    if layout.DASHBOARD in tabs:
        build_dashboard(book[layout.DASHBOARD.title])
    memory = book.create_sheet(layout.MEMORY_TAB)
    memory.sheet_state = "hidden"
    book.properties.creator = "syncer"
    book.properties.title = "Who to contact next, and why" if layout.OUTREACH in tabs else "Who knows people where"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _table(sheet: Any, tab: Tab) -> None:
    for number, column in enumerate(tab.columns, 1):
        _column(sheet, tab, number, column)
        _header(sheet, number, column)
        _dropdown(sheet, tab, number, column)
    sheet.row_dimensions[1].height = 34
    if tab.key in look.SINGLE_LINE:
        sheet.sheet_format.defaultRowHeight = 18
        sheet.sheet_format.customHeight = True
    sheet.freeze_panes = f"{letters(look.frozen(tab) + 1)}2"
    sheet.auto_filter.ref = f"A1:{letters(len(tab.columns))}1"
    sheet.sheet_view.zoomScale = 100
    add_rules(sheet, tab)


def _column(sheet: Any, tab: Tab, number: int, column: Column) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    dimension = sheet.column_dimensions[letters(number)]
    dimension.width = column.width + 2.7
    dimension.hidden = column.key == "_id"
    across = {"horizontal": "center"} if look.centred(column) else {"horizontal": "left", "indent": 1}
    if column.kind == "link" and column.owner is not Owner.PEOPLE:
        across = {"horizontal": "fill"}  # cuts a long address at the edge instead of running over the next column
    dimension.alignment = Alignment(vertical="center", wrap_text=look.wraps(tab, column), **across)
    dimension.border = Border(bottom=Side("thin", look.LINE))
    colour, underline = (look.LINK, "single") if column.kind == "link" else (look.INK, None)
    dimension.font = Font(look.FONT, 11, bold=column.key in look.BOLD, color=colour, underline=underline)
    dimension.number_format = look.NUMBERS.get(column.key, look.DAY if column.kind == "date" else "General")
    if column.owner is Owner.PEOPLE:
        dimension.fill = PatternFill("solid", look.PEOPLE_CELL)


def _header(sheet: Any, number: int, column: Column) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, number, column.header)
    ground, text = look.PEOPLE_HEADER if column.owner is Owner.PEOPLE else look.SERVICE_HEADER
    cell.fill = PatternFill("solid", ground)
    cell.font = Font(look.FONT, 11, bold=True, color=text)
    across = {"horizontal": "center"} if look.centred(column) else {"horizontal": "left", "indent": 1}
    cell.alignment = Alignment(vertical="center", wrap_text=True, **across)
    white = Side("thin", "FFFFFF")
    cell.border = Border(left=white, right=white, bottom=Side("medium", ground))
    if column.note:
        comment = Comment(column.note, "syncer")
        comment.width, comment.height = _NOTE_SIZE
        cell.comment = comment


def _dropdown(sheet: Any, tab: Tab, number: int, column: Column) -> None:
    """A list to choose from; another value is accepted after a warning, because people know better."""
    from openpyxl.worksheet.datavalidation import DataValidation

    source = f'"{",".join(column.choices)}"' if column.choices else _listed(tab, column)
    if source is None:
        return
    rule = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning", showErrorMessage=True)
    rule.errorTitle, rule.error = "Not on the list", "This value is not on the list. Keep it all the same?"
    rule.add(f"{letters(number)}2:{letters(number)}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _listed(tab: Tab, column: Column) -> str | None:
    """What stands in another tab, as the source of a dropdown."""
    found = look.CHOSEN_FROM.get((tab.key, column.key))
    if found is None:
        return None
    other, letter, last = found
    return f"{other}!${letter}$2:${letter}${last}"


def _names(book: Any, tab: Tab) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    for number, column in enumerate(tab.columns, 1):
        span = f"${letters(number)}:${letters(number)}"
        name = f"{NAME_PREFIX}{tab.key}.{column.key}"
        book.defined_names[name] = DefinedName(name, attr_text=f"{quoted(tab.title)}!{span}", hidden=True)
    if not tab.columns:
        name = f"{NAME_PREFIX}{tab.key}.tab"
        book.defined_names[name] = DefinedName(name, attr_text=f"{quoted(tab.title)}!$A:$A", hidden=True)


def _print(sheet: Any, tab: Tab) -> None:
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.pagebreak import Break

    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = _PAGES_ACROSS.get(tab.key, 1), 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P of &N"
    if tab.header:
        sheet.print_title_rows = "1:1"
    if tab.key in _PAGES_ACROSS:
        sheet.print_title_cols = "A:A"
    if tab.key in _PRINTED:
        keys = [column.key for column in tab.columns]
        last = letters(keys.index(_PRINTED[tab.key]) + 1)
        area = DefinedName("_xlnm.Print_Area", attr_text=f"{quoted(tab.title)}!$A$1:${last}${LAST_ROW}")
        sheet.defined_names["_xlnm.Print_Area"] = area
    if tab in (layout.START, layout.DASHBOARD):
        sheet.page_setup.orientation = "portrait"
    if tab is layout.DASHBOARD:
        sheet.row_breaks.append(Break(56))
