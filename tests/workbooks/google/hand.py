"""A person at the keyboard of a shared sheet; the same moves as ``tests.contract.hand.Hand``, on the emulated Google.

Text is typed into cells that are formatted as text, as set-up makes them, so that nothing becomes a formula.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from syncer.core.workbook.layout import BY_KEY, MEMORY_TAB
from syncer.core.workbook.state import Value
from syncer.google.sheets import bare
from syncer.workbooks.google import GoogleWorkbook
from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.cells import cell_of, value_of
from syncer.workbooks.sheets.reading import FIELDS, Place, see
from tests.emulator import masks, reading
from tests.emulator.grid import Book, Sheet
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.switches import Switches
from tests.workbooks.google.cloud import again

SWITCHES = Switches(unknown_formula="error value")


class GoogleHand:
    """Rows are named by their place below the header, from 0."""

    def __init__(self, google: Google, book: GoogleWorkbook) -> None:
        self.google, self.id = google, book.spreadsheet
        self.person = Person(google, book.spreadsheet)

    def place(self, tab: str) -> Place:
        """Where a tab and its columns stand now, as syncer finds them; nothing is calculated for that."""
        book = self.person.book.copy()
        book.sheets = [sheet for sheet in book.sheets if sheet.id != marks.number("tab:dashboard")]
        shown = reading.spreadsheet(book, None, True, masks.reply_mask(FIELDS, "sheets", "Spreadsheet"), SWITCHES)
        return see(json.loads(json.dumps(shown), object_hook=bare)).places[tab]

    def sheet(self, tab: str) -> tuple[Sheet, Place]:
        place = self.place(tab)
        return self.person.book.sheet(place.sheet), place

    def find(self, tab: str, **cells: Value) -> int:
        sheet, place = self.sheet(tab)
        for row in range(place.header, sheet.height):
            if all(_shown(sheet, row, place.columns[key], value) == value for key, value in cells.items()):
                return row - place.header
        raise LookupError(f"no such row in {tab}")

    def see(self, tab: str, place: int, column: str) -> Value:
        sheet, found = self.sheet(tab)
        kind = BY_KEY[tab].column(column).kind
        shown = sheet.cell(found.header + place, found.columns[column]).get("userEnteredValue", {})
        return value_of(next(iter(shown.values()), None), kind)

    def type(self, tab: str, place: int, column: str, value: Value) -> None:
        where = self.place(tab)
        index = where.columns.get(column)
        if index is None:
            index = self._own(where, column)
        self._write(where.sheet, where.header + place, {index: value})

    def _own(self, where: Place, header: str) -> int:
        """The column of the person's own with this header; made right of all others if there is none."""
        sheet = self.person.book.sheet(where.sheet)
        row = sheet.rows[where.header - 1]
        for index in range(len(row)):
            if sheet.cell(where.header - 1, index).get("userEnteredValue", {}).get("stringValue") == header:
                return index
        index = max(len(line) for line in sheet.rows)
        self._write(where.sheet, where.header - 1, {index: header})
        return index

    def _write(self, sheet: int, row: int, values: Mapping[int, Value]) -> None:
        def edit(book: Book) -> None:
            found = book.sheet(sheet)
            found.grow(row + 1, max(values, default=0) + 1)
            fresh = {}
            for column, value in values.items():
                kept = {name: each for name, each in found.cell(row, column).items() if name != "userEnteredValue"}
                fresh[column] = {**kept, **cell_of(value)}
            found.put(row, fresh)

        self.person._edit(edit)

    def add_row(self, tab: str, cells: Mapping[str, Value], place: int | None = None) -> None:
        where = self.place(tab)
        row = max(where.last, where.header) if place is None else where.header + place
        if place is not None:
            self.person.insert_rows(where.title, row)
        self._write(where.sheet, row, {where.columns[key]: value for key, value in cells.items()})

    def delete_rows(self, tab: str, places: Sequence[int]) -> None:
        where = self.place(tab)
        self.person.delete_rows(where.title, *(where.header + place for place in places))

    def move_row(self, tab: str, place: int, to: int) -> None:
        where = self.place(tab)
        first, target = where.header + place, where.header + to
        self.person.move_rows(where.title, first, first + 1, target + 1 if to > place else target)

    def copy_row(self, tab: str, place: int) -> None:
        where = self.place(tab)
        row = where.header + place
        self.person.insert_rows(where.title, row + 1)
        self.person.copy_row(where.title, row, row + 1)

    def sort(self, tab: str, column: str, *, reverse: bool = False, only: Sequence[str] = ()) -> None:
        where = self.place(tab)
        if not only:
            self.person.sort(where.title, where.columns[column], descending=reverse, header=where.header)
            return
        sheet = self.person.book.sheet(where.sheet)
        rows = list(range(where.header, where.last))
        by = where.columns[column]
        ordered = sorted(rows, key=lambda row: _order(sheet, row, by), reverse=reverse)
        moved = [where.columns[key] for key in only]
        block = [{index: sheet.cell(row, index) for index in moved} for row in ordered]

        def edit(book: Book) -> None:
            for row, line in zip(rows, block, strict=True):
                book.sheet(where.sheet).put(row, line)

        self.person._edit(edit)

    def rename_header(self, tab: str, column: str, text: str) -> None:
        where = self.place(tab)
        self._write(where.sheet, where.header - 1, {where.columns[column]: text})

    def rename_tab(self, tab: str, title: str) -> None:
        self.person.rename_tab(self.place(tab).title, title)

    def move_column(self, tab: str, column: str, to: int) -> None:
        where = self.place(tab)
        at = where.columns[column]
        self.person.move_columns(where.title, at, at + 1, to + 1 if to > at else to)

    def insert_column(self, tab: str, at: int, header: str, values: Sequence[Value] = ()) -> None:
        where = self.place(tab)
        self.person.insert_columns(where.title, at - 1)
        for row, value in enumerate((header, *values), where.header - 1):
            self._write(where.sheet, row, {at - 1: value})

    def delete_column(self, tab: str, column: str) -> None:
        where = self.place(tab)
        self.person.delete_columns(where.title, where.columns[column])

    def delete_header(self, tab: str) -> None:
        where = self.place(tab)
        self.person.delete_rows(where.title, where.header - 1)

    def delete_tab(self, tab: str) -> None:
        self.person.delete_tab(self.place(tab).title)

    def delete_memory(self) -> None:
        self.person.delete_tab(MEMORY_TAB)

    def keep_version(self) -> object:
        return self.person.book

    def restore_version(self, version: Any) -> None:
        """Cells and tabs as they were; metadata stays as it is, which is the harder of the two possible answers."""
        fresh = version.copy()
        fresh.metadata = dict(self.person.book.metadata)
        fresh.named = list(self.person.book.named)
        self.person._save(fresh)

    def copy_file(self) -> GoogleWorkbook:
        return again(self.google, self.person.make_copy(), "run-3")

    def protect(self, tab: str) -> None:
        title = self.place(tab).title
        self.person.protect(f"'{title}'!A1:ZZ")

    def own_tab(self, title: str, rows: Sequence[Sequence[Value]]) -> None:
        self.person.add_tab(title)
        made = self.person.book.titled(title)
        assert made is not None
        for number, row in enumerate(rows):
            self._write(made.id, number, dict(enumerate(row)))

    def see_own(self, title: str) -> list[list[Value]]:
        sheet = self.person.book.titled(title)
        assert sheet is not None
        rows = [
            [value_of(next(iter((cell or {}).get("userEnteredValue", {}).values()), None)) for cell in row]
            for row in sheet.rows
        ]
        return [row for row in rows if row]


def _shown(sheet: Sheet, row: int, column: int, like: Value) -> Value:
    shown = sheet.cell(row, column).get("userEnteredValue", {})
    return value_of(next(iter(shown.values()), None), "date" if isinstance(like, date) else "text")


def _order(sheet: Sheet, row: int, column: int) -> tuple[int, float, str]:
    value = _shown(sheet, row, column, "")
    if isinstance(value, str):
        return (1 if value else 2, 0.0, value.casefold())
    assert not isinstance(value, date)
    return (0, float(value), "")
