"""A person at the keyboard: edits of a file that come between two calls of a client, past all quotas and checks."""

from collections.abc import Callable
from typing import Any

from tests.emulator import a1, batch, cells, content, dimensions, tables, tabs, values
from tests.emulator.batch import Context
from tests.emulator.errors import Refused
from tests.emulator.grid import COLUMNS, ROWS, Book, Json, Sheet, Span
from tests.emulator.service import Google
from tests.emulator.tokens import USER

Edit = Callable[[Book], Any]


class Person:
    """Edits one file. Tabs are named by title; rows and columns count from 0, as in the API."""

    def __init__(self, google: Google, spreadsheet_id: str, user: str = "colleague@example.com") -> None:
        self.google, self.id, self.user = google, spreadsheet_id, user

    @property
    def book(self) -> Book:
        """The file as it is now."""
        return self.google.files.by_id[self.id].book

    def _edit(self, edit: Edit) -> None:
        fresh = self.book.copy()
        edit(fresh)
        tables.name_columns(fresh)
        fresh.graves.clear()
        self._save(fresh)

    def _save(self, fresh: Book) -> None:
        self.google.files.by_id[self.id].save(fresh, self.google.clock.now(), len(self.google.log))

    def _sheet(self, book: Book, tab: str) -> Sheet:
        found = book.titled(tab)
        assert found is not None, f"no tab {tab}"
        return found

    def request(self, kind: str, inner: Json) -> None:
        """Any request kind of a batch, as the person's own doing."""
        context = Context(self.google.switches, self.google.rng, self.user)
        self._edit(lambda book: batch.HANDLERS[kind](book, inner, context))

    def see(self, tab: str) -> list[list[str]]:
        """What the tab shows, row by row, as displayed."""
        sheet = self._sheet(self.book, tab)
        found: list[list[str]] = values.get(self.book, (sheet, sheet.all), {}, self.google.switches).get("values", [])
        return found

    def type(self, where: str, text: Any) -> None:
        """Type into a cell (``Outreach!C5``) as one does: ``=1+1`` is a formula, ``12`` a number, "" clears."""

        def edit(book: Book) -> None:
            sheet, span = a1.located(book, where)
            old = sheet.cell(span.top, span.left)
            sheet.put(span.top, {span.left: cells.written(old, text, "USER_ENTERED", book.properties["locale"])})

        self._edit(edit)

    def paste(self, where: str, block: list[list[Any]]) -> None:
        """Paste text over a block of cells; the grid grows if it must."""

        def edit(book: Book) -> None:
            sheet, span = a1.located(book, where)
            sheet.grow(span.top + len(block), span.left + max(len(line) for line in block))
            for row, line in enumerate(block, span.top):
                taken = {
                    column: cells.written(sheet.cell(row, column), value, "USER_ENTERED", book.properties["locale"])
                    for column, value in enumerate(line, span.left)
                }
                sheet.put(row, taken)

        self._edit(edit)

    def sort(
        self,
        tab: str,
        column: int,
        *,
        descending: bool = False,
        header: int = 1,
        columns: tuple[int, int] | None = None,
    ) -> None:
        """Sort the rows below the header by a column; ``columns`` (start, end) leaves the others where they are."""
        sheet = self._sheet(self.book, tab)
        left, right = columns or (0, sheet.width)
        span = sheet.ranged(Span(header, max(sheet.last_row_with_data(), header + 1), left, right))
        order = "DESCENDING" if descending else "ASCENDING"
        self.request("sortRange", {"range": span, "sortSpecs": [{"dimensionIndex": column, "sortOrder": order}]})

    def insert_rows(self, tab: str, at: int, count: int = 1) -> None:
        """Insert empty rows before a row."""
        self._insert(tab, ROWS, at, count)

    def insert_columns(self, tab: str, at: int, count: int = 1) -> None:
        """Insert empty columns before a column."""
        self._insert(tab, COLUMNS, at, count)

    def _insert(self, tab: str, dimension: str, at: int, count: int) -> None:
        def edit(book: Book) -> None:
            sheet = self._sheet(book, tab)
            like = at - 1 if at >= dimensions.size(sheet, dimension) else at
            dimensions.place(book, sheet, dimension, at, count, like)

        self._edit(edit)

    def delete_rows(self, tab: str, *rows: int) -> None:
        """Delete rows, wherever they stand."""
        self._delete(tab, ROWS, rows)

    def delete_columns(self, tab: str, *columns: int) -> None:
        """Delete columns."""
        self._delete(tab, COLUMNS, columns)

    def _delete(self, tab: str, dimension: str, places: tuple[int, ...]) -> None:
        def edit(book: Book) -> None:
            sheet = self._sheet(book, tab)
            if len(set(places)) >= dimensions.size(sheet, dimension):
                raise Refused(f"You can't delete all the {dimensions.WORD[dimension]}s on the sheet.")
            for place in sorted(set(places), reverse=True):
                dimensions.remove(book, sheet, dimension, place, place + 1)

        self._edit(edit)

    def move_rows(self, tab: str, start: int, end: int, before: int) -> None:
        """Drag rows ``start`` to ``end`` (excluded) to stand before another."""
        self._move(tab, ROWS, (start, end), before)

    def move_columns(self, tab: str, start: int, end: int, before: int) -> None:
        """Drag columns."""
        self._move(tab, COLUMNS, (start, end), before)

    def _move(self, tab: str, dimension: str, ends: tuple[int, int], before: int) -> None:
        source = {"sheetId": self._sheet(self.book, tab).id, "dimension": dimension, "startIndex": ends[0]}
        self.request("moveDimension", {"source": {**source, "endIndex": ends[1]}, "destinationIndex": before})

    def copy_row(self, tab: str, row: int, to: int) -> None:
        """Copy a row over another: ids and all."""
        sheet = self._sheet(self.book, tab)
        source = sheet.ranged(Span(row, row + 1, 0, sheet.width))
        self._edit(lambda book: content.copy(book, {"source": source, "destination": _row(source, to)}))

    def cut_row(self, tab: str, row: int, to: int) -> None:
        """Cut the cells of a row and paste them over another; the rows themselves stay."""
        sheet = self._sheet(self.book, tab)
        source = sheet.ranged(Span(row, row + 1, 0, sheet.width))
        goal = {"sheetId": sheet.id, "rowIndex": to, "columnIndex": 0}
        self._edit(lambda book: content.cut(book, {"source": source, "destination": goal}))

    def hide_rows(self, tab: str, start: int, end: int) -> None:
        """Hide rows by hand."""
        span = {"sheetId": self._sheet(self.book, tab).id, "dimension": ROWS, "startIndex": start, "endIndex": end}
        self.request(
            "updateDimensionProperties",
            {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"},
        )

    def filter(self, tab: str, column: int, *hidden: str) -> None:
        """Filter a tab so that rows with these texts in a column are hidden."""
        sheet = self._sheet(self.book, tab)
        specs = [{"columnIndex": column, "filterCriteria": {"hiddenValues": list(hidden)}}]
        span = sheet.ranged(Span(0, max(sheet.last_row_with_data(), 1), 0, sheet.width))
        self.request("setBasicFilter", {"filter": {"range": span, "filterSpecs": specs}})

    def protect(self, where: str) -> None:
        """Protect a range so that only this person may edit it."""

        def edit(book: Book) -> None:
            sheet, span = a1.located(book, where)
            number = self.google.rng.randrange(1, 2**31)
            rule = {"protectedRangeId": number, "range": sheet.ranged(span), "editors": {"users": [self.user]}}
            sheet.objects["protectedRanges"].append(rule)

        self._edit(edit)

    def to_table(self, tab: str, name: str, **types: str | tuple[str, ...]) -> None:
        """Format > Convert to table: all cells from the header row down, with a type for columns by their header
        (blanks as ``_``), or the words of a dropdown. The list's own filter and colours give way to the Table's."""
        sheet = self._sheet(self.book, tab)
        heads = [(cell or {}).get("userEnteredValue", {}).get("stringValue", "") for cell in sheet.rows[0]]
        span = Span(0, sheet.last_row_with_data(), 0, len(heads))
        columns = [
            {"columnIndex": place, "columnName": head, **_column_type(types[head.replace(" ", "_")])}
            for place, head in enumerate(heads)
            if head.replace(" ", "_") in types
        ]

        def edit(book: Book) -> None:
            found = self._sheet(book, tab)
            found.objects["bandedRanges"], found.objects["basicFilter"] = [], []
            table = {"name": name, "range": found.ranged(span), "columnProperties": columns}
            tables.add(book, {"table": table}, self.google.rng)

        self._edit(edit)

    def rename_tab(self, tab: str, title: str) -> None:
        """Rename a tab."""
        given = {"sheetId": self._sheet(self.book, tab).id, "title": title}
        self._edit(lambda book: tabs.update(book, {"properties": given, "fields": "title"}))

    def add_tab(self, title: str) -> None:
        """Add an empty tab at the end."""
        self.request("addSheet", {"properties": {"title": title}})

    def delete_tab(self, tab: str) -> None:
        """Delete a tab."""
        self._edit(lambda book: tabs.delete(book, {"sheetId": self._sheet(book, tab).id}))

    def duplicate_tab(self, tab: str) -> None:
        """Duplicate a tab, next to itself."""
        index = self.book.sheets.index(self._sheet(self.book, tab)) + 1
        self.request("duplicateSheet", {"sourceSheetId": self._sheet(self.book, tab).id, "insertSheetIndex": index})

    def trash(self, *, restore: bool = False) -> None:
        """Put the file into the bin, or take it out again."""
        self.google.files.by_id[self.id].trashed = not restore

    def set_locale(self, locale: str) -> None:
        """Change the locale of the file (``de_DE``)."""

        def edit(book: Book) -> None:
            book.properties = {**book.properties, "locale": locale}

        self._edit(edit)

    def undo(self, steps: int = 1) -> None:
        """Go back to an earlier version, as undo or the version history do; it becomes the newest."""
        self._save(self.google.files.by_id[self.id].versions[-steps][1])

    def make_copy(self) -> str:
        """ "File, Make a copy": returns the id of the copy, which keeps the developer metadata."""
        fresh = self.book.copy()
        fresh.id = self.google.files.fresh_id()
        fresh.properties = {**fresh.properties, "title": f"Copy of {fresh.properties['title']}"}
        made = self.google.files.add(fresh, USER, self.google.clock.now())
        made.by_app = False
        return fresh.id


def _column_type(given: str | tuple[str, ...]) -> Json:
    if isinstance(given, str):
        return {"columnType": given}
    words = [{"userEnteredValue": word} for word in given]
    return {"columnType": "DROPDOWN", "dataValidationRule": {"condition": {"type": "ONE_OF_LIST", "values": words}}}


def _row(source: Json, row: int) -> Json:
    return {**source, "startRowIndex": row, "endRowIndex": row + 1}
