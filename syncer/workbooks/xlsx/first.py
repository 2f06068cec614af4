"""The first file: every tab with its headers and looks, and no rows yet; rows come by the same way as later ones."""

from io import BytesIO
from typing import Any

from syncer.core.workbook import layout
from syncer.core.workbook.layout import Column, Owner, Tab
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.book import NAME_PREFIX, quoted
from syncer.workbooks.xlsx.cells import LAST_ROW, letters


def first_file() -> bytes:
    """The bytes of a workbook with all tabs and no rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for tab in layout.TABS:
        sheet = book.create_sheet(tab.title)
        sheet.sheet_properties.tabColor = look.TAB_COLOURS[tab.key]
        _columns(sheet, tab)
        _names(book, tab)
    memory = book.create_sheet(layout.MEMORY_TAB)
    memory.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(sheet: Any, tab: Tab) -> None:
    from openpyxl.styles import Font, PatternFill

    for number, column in enumerate(tab.columns, 1):
        dimension = sheet.column_dimensions[letters(number)]
        dimension.width = column.width
        dimension.hidden = column.key == "_id"
        if tab.header:
            cell = sheet.cell(1, number, column.header)
            ground, text = look.PEOPLE_HEADER if column.owner is Owner.PEOPLE else look.SERVICE_HEADER
            cell.fill = PatternFill("solid", ground)
            cell.font = Font(look.FONT, 11, bold=True, color=text)
    if tab.header:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{letters(len(tab.columns))}1"


def _names(book: Any, tab: Tab) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    for number, column in enumerate(tab.columns, 1):
        span = f"${letters(number)}:${letters(number)}"
        name = f"{NAME_PREFIX}{tab.key}.{column.key}"
        book.defined_names[name] = DefinedName(name, attr_text=f"{quoted(tab.title)}!{span}", hidden=True)
