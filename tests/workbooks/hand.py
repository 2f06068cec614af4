"""A person at the keyboard of an .xlsx file, by way of openpyxl; the same moves as ``tests.contract.hand.Hand``.

Rows are named by their place in the tab, from 0. openpyxl loses charts and rich text, which real programs do not; tests
about those put them into the package with ``change_part`` and leave this hand alone.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from syncer.core.workbook.layout import MEMORY_TAB, TABS
from syncer.core.workbook.state import Value
from syncer.workbooks.excel import ExcelWorkbook


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    parts = parts_of(path)
    parts[name] = change(parts[name])
    write_parts(path, parts)


def add_part(parts: dict[str, bytes], name: str, data: bytes) -> None:
    """A part beside the workbook part, such as ``sharedStrings``, with its relationship and content type."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    media = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{name}+xml"
    rel = f'<Relationship Id="rId_{name}" Type="{office}/{name}" Target="{name}.xml"/></Relationships>'
    kind = f'<Override PartName="/xl/{name}.xml" ContentType="{media}"/></Types>'
    for part, end, added in (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", rel),
        ("[Content_Types].xml", b"</Types>", kind),
    ):
        parts[part] = parts[part].replace(end, added.encode())
    parts[f"xl/{name}.xml"] = data


def sheet_part(path: Path, title: str) -> str:
    names = load_workbook(path, read_only=True).sheetnames
    return f"xl/worksheets/sheet{names.index(title) + 1}.xml"


class ExcelHand:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.titles = {tab.key: tab.title for tab in TABS}

    @contextmanager
    def open(self, tab: str = "") -> Iterator[Any]:
        book = load_workbook(self.path)
        yield book[self.titles[tab]] if tab else book
        tie_links(book)
        book.save(self.path)

    @contextmanager
    def look(self, title: str) -> Iterator[Any]:
        """A tab to look at, without saving: not half the work, and charts are left unread."""
        book = load_workbook(self.path, read_only=True)
        try:
            yield book[title]
        finally:
            book.close()

    def columns(self, tab: str) -> dict[str, int]:
        """Column key -> column number, as syncer finds them."""
        workbook = ExcelWorkbook(self.path)
        workbook.read()
        assert workbook._seen is not None
        return dict(workbook._seen.located[tab].columns)

    def find(self, tab: str, **cells: Value) -> int:
        columns = self.columns(tab)
        wanted = {columns[key] - 1: value for key, value in cells.items()}
        with self.look(self.titles[tab]) as sheet:
            for place, row in enumerate(sheet.iter_rows(min_row=2, max_col=max(columns.values()), values_only=True)):
                if all(_plain(row[at]) == value for at, value in wanted.items()):
                    return place
        raise LookupError(f"no such row in {tab}")

    def see(self, tab: str, place: int, column: str) -> Value:
        columns = self.columns(tab)
        row, at = place + 2, columns[column]
        with self.look(self.titles[tab]) as sheet:
            [[value]] = sheet.iter_rows(min_row=row, max_row=row, min_col=at, max_col=at, values_only=True)
            return _plain(value)

    def type(self, tab: str, place: int, column: str, value: Value) -> None:
        columns = self.columns(tab)
        with self.open(tab) as sheet:
            cell = sheet.cell(place + 2, self._own(sheet, columns, column))
            cell.value = None if value == "" else _typed(value)
            if value == "":
                cell.hyperlink = None  # the Delete key takes it along; openpyxl would show its address instead
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"

    def add_row(self, tab: str, cells: Mapping[str, Value], place: int | None = None) -> None:
        columns = self.columns(tab)
        with self.open(tab) as sheet:
            row = _last(sheet) + 1 if place is None else place + 2
            if place is not None:
                sheet.insert_rows(row)
            for key, value in cells.items():
                sheet.cell(row, columns[key], _typed(value))

    def delete_rows(self, tab: str, places: Sequence[int]) -> None:
        with self.open(tab) as sheet:
            for place in sorted(places, reverse=True):
                sheet.delete_rows(place + 2)

    def move_row(self, tab: str, place: int, to: int) -> None:
        with self.open(tab) as sheet:
            rows = _rows(sheet)
            rows.insert(to, rows.pop(place))
            _put(sheet, rows)

    def copy_row(self, tab: str, place: int) -> None:
        with self.open(tab) as sheet:
            rows = _rows(sheet)
            rows.insert(place + 1, list(rows[place]))
            _put(sheet, rows)

    def sort(self, tab: str, column: str, *, reverse: bool = False, only: Sequence[str] = ()) -> None:
        columns = self.columns(tab)
        moved = [columns[key] - 1 for key in only]
        with self.open(tab) as sheet:
            rows = _rows(sheet)
            ordered = sorted(rows, key=lambda row: _order(row[columns[column] - 1].value), reverse=reverse)
            if only:
                pairs = zip(rows, ordered, strict=True)
                ordered = [[new[at] if at in moved else value for at, value in enumerate(old)] for old, new in pairs]
            _put(sheet, ordered)

    def rename_header(self, tab: str, column: str, text: str) -> None:
        columns = self.columns(tab)
        with self.open(tab) as sheet:
            sheet.cell(1, columns[column], text)

    def rename_tab(self, tab: str, title: str) -> None:
        old, self.titles[tab] = self.titles[tab], title
        with self.open() as book:
            book[old].title = title
            for name in book.defined_names.values():
                name.attr_text = name.attr_text.replace(f"'{old}'!", f"'{title}'!")

    def move_column(self, tab: str, column: str, to: int) -> None:
        """As a spreadsheet program does it: the names that mark columns move along."""
        columns = self.columns(tab)
        with self.open() as book:
            sheet = book[self.titles[tab]]
            table = _rows(sheet, first=1, width=max(columns.values()))
            order = list(range(len(table[0])))
            order.insert(to, order.pop(columns[column] - 1))
            _put(sheet, [[row[at] for at in order] for row in table], first=1)
            _rename(book, tab, {key: order.index(place - 1) + 1 for key, place in columns.items()})

    def insert_column(self, tab: str, at: int, header: str, values: Sequence[Value] = ()) -> None:
        columns = self.columns(tab)
        with self.open() as book:
            sheet = book[self.titles[tab]]
            sheet.insert_cols(at)
            for row, value in enumerate((header, *values), 1):
                sheet.cell(row, at, value)
            _rename(book, tab, {key: place + (place >= at) for key, place in columns.items()})

    def delete_column(self, tab: str, column: str) -> None:
        columns = self.columns(tab)
        gone = columns.pop(column)
        with self.open() as book:
            book[self.titles[tab]].delete_cols(gone)
            del book.defined_names[f"_syncer.{tab}.{column}"]
            _rename(book, tab, {key: place - (place > gone) for key, place in columns.items()})

    def delete_header(self, tab: str) -> None:
        with self.open(tab) as sheet:
            sheet.delete_rows(1)

    def delete_tab(self, tab: str) -> None:
        with self.open() as book:
            del book[self.titles[tab]]
            for name in [name for name in book.defined_names if name.startswith(f"_syncer.{tab}.")]:
                del book.defined_names[name]

    def keep_version(self) -> object:
        return self.path.read_bytes()

    def restore_version(self, version: Any) -> None:
        self.path.write_bytes(version)

    def copy_file(self) -> ExcelWorkbook:
        copy = self.path.with_name("a copy.xlsx")
        copy.write_bytes(self.path.read_bytes())
        return ExcelWorkbook(copy)

    def protect(self, tab: str) -> None:
        with self.open(tab) as sheet:
            sheet.protection.sheet = True

    def own_tab(self, title: str, rows: Sequence[Sequence[Value]]) -> None:
        with self.open() as book:
            for row in rows:
                (book[title] if title in book.sheetnames else book.create_sheet(title)).append(list(row))

    def see_own(self, title: str) -> list[list[Value]]:
        with self.look(title) as sheet:
            return [[_plain(value) for value in row] for row in sheet.iter_rows(values_only=True)]

    def delete_memory(self) -> None:
        with self.open() as book:
            del book[MEMORY_TAB]

    def _own(self, sheet: Any, columns: Mapping[str, int], column: str) -> int:
        """The number of a column; one that no managed column is called goes to the right end."""
        if column in columns:
            return columns[column]
        for number in range(1, sheet.max_column + 1):
            if sheet.cell(1, number).value == column:
                return number
        sheet.cell(1, sheet.max_column + 1, column)
        return int(sheet.max_column)


def _typed(value: Value) -> Value:
    """A text as a spreadsheet program saves it: what looks like an escape is escaped, which openpyxl leaves to us."""
    return re.sub("_(?=x[0-9A-F]{4}_)", "_x005F_", value) if isinstance(value, str) else value


def _plain(value: Any) -> Value:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, int | float | bool | date):
        return value
    raise TypeError(type(value))


def _order(value: Any) -> tuple[int, float, str]:
    value = _plain(value)
    if isinstance(value, date):
        value = value.toordinal()
    if isinstance(value, str):
        return (1 if value else 2, 0.0, value.casefold())
    return (0, float(value), "")


def _last(sheet: Any) -> int:
    return max(
        (row for row in range(1, sheet.max_row + 1) if any(cell.value is not None for cell in sheet[row])), default=1
    )


def tie_links(book: Any) -> None:
    """A link goes along with its cell, as in any spreadsheet program; openpyxl leaves it where the cell was."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    cell.hyperlink.ref = cell.coordinate


@dataclass(frozen=True)
class _Held:
    """What moves when a cell is moved, sorted or copied."""

    value: Any
    link: Any
    style: Any


def _rows(sheet: Any, first: int = 2, width: int = 1) -> list[list[_Held]]:
    """``width``: so many columns at least, also where the last ones stand empty."""
    rows = sheet.iter_rows(min_row=first, max_row=_last(sheet), max_col=max(width, sheet.max_column))
    return [[_Held(cell.value, cell.hyperlink, copy(cell._style)) for cell in row] for row in rows]


def _put(sheet: Any, rows: Sequence[Sequence[_Held]], first: int = 2) -> None:
    for number, row in enumerate(rows, first):
        for column, held in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell._style = held.value, copy(held.style)
            cell.hyperlink = copy(held.link)
            if isinstance(held.value, str) and held.value.startswith("="):
                cell.data_type = "s"


def _rename(book: Any, tab: str, columns: Mapping[str, int]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    for key, place in columns.items():
        letter, name = get_column_letter(place), f"_syncer.{tab}.{key}"
        title = book.defined_names[name].attr_text.rpartition("!")[0]
        book.defined_names[name] = DefinedName(name, attr_text=f"{title}!${letter}:${letter}", hidden=True)
