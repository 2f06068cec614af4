"""A person at the keyboard of a ``MemoryWorkbook``; ``tests/workbooks/hand.py`` does the same moves in a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from syncer.core.workbook.state import Value
from syncer.workbooks.memory import MemoryWorkbook, Sheet, copied


class Hand:
    """A person at the keyboard of a ``MemoryWorkbook``. Rows are named by their place in the tab, from 0."""

    def __init__(self, book: MemoryWorkbook) -> None:
        self._book = book

    def tab(self, tab: str) -> Sheet:
        """The tab itself."""
        return self._book.sheets[tab]

    def find(self, tab: str, **cells: Value) -> int:
        """The place of the first row with these cells; ``LookupError`` if there is none."""
        for place, row in enumerate(self.tab(tab).rows):
            if all(row.get(key, "") == value for key, value in cells.items()):
                return place
        raise LookupError(f"no such row in {tab}")

    def see(self, tab: str, place: int, column: str) -> Value:
        """What a cell shows."""
        return self.tab(tab).rows[place].get(column, "")

    def type(self, tab: str, place: int, column: str, value: Value) -> None:
        """Type into a cell; ``""`` clears it. Any column may be named, also one of the person's own."""
        self.tab(tab).rows[place][column] = value

    def add_row(self, tab: str, cells: Mapping[str, Value], place: int | None = None) -> None:
        """Insert a row without id, at the end if no place is given."""
        rows = self.tab(tab).rows
        rows.insert(len(rows) if place is None else place, dict(cells))

    def delete_rows(self, tab: str, places: Sequence[int]) -> None:
        """Delete whole rows."""
        gone = set(places)
        sheet = self.tab(tab)
        sheet.rows = [row for place, row in enumerate(sheet.rows) if place not in gone]

    def move_row(self, tab: str, place: int, to: int) -> None:
        """Cut a row and insert it elsewhere."""
        rows = self.tab(tab).rows
        rows.insert(to, rows.pop(place))

    def copy_row(self, tab: str, place: int) -> None:
        """Copy a row with its hidden id and insert it below."""
        rows = self.tab(tab).rows
        rows.insert(place + 1, dict(rows[place]))

    def sort(self, tab: str, column: str, *, reverse: bool = False, only: Sequence[str] = ()) -> None:
        """Sort by a column: whole rows, or only a block of columns (the others stay where they are)."""
        sheet = self.tab(tab)

        def by(row: Mapping[str, Value]) -> tuple[int, float, str]:
            value = row.get(column, "")
            if isinstance(value, date):
                value = value.toordinal()
            if isinstance(value, str):
                return (1 if value else 2, 0.0, value.casefold())
            return (0, float(value), "")

        ordered = [dict(row) for row in sorted(sheet.rows, key=by, reverse=reverse)]
        if only:
            ordered = [
                {**row, **{key: moved.get(key, "") for key in only}}
                for row, moved in zip(sheet.rows, ordered, strict=True)
            ]
        sheet.rows = ordered

    def rename_header(self, tab: str, column: str, text: str) -> None:
        """Type another header."""
        self.tab(tab).headers[column] = text

    def rename_tab(self, tab: str, title: str) -> None:
        """Give a tab another title."""
        self.tab(tab).title = title

    def move_column(self, tab: str, column: str, to: int) -> None:
        """Drag a column elsewhere."""
        columns = self.tab(tab).columns
        columns.remove(column)
        columns.insert(to, column)

    def insert_column(self, tab: str, at: int, header: str, values: Sequence[Value] = ()) -> None:
        """Insert a column of the person's own; ``at`` is 1 for the first. Only its cells are kept here."""
        del at
        for row, value in zip(self.tab(tab).rows, values, strict=False):
            row[header] = value

    def delete_column(self, tab: str, column: str) -> None:
        """Delete a column with all it holds."""
        sheet = self.tab(tab)
        sheet.columns.remove(column)
        for row in sheet.rows:
            row.pop(column, None)

    def delete_header(self, tab: str) -> None:
        """Delete row 1."""
        self.tab(tab).has_header = False

    def delete_tab(self, tab: str) -> None:
        """Delete a tab, and its protection with it."""
        del self._book.sheets[tab]
        self._book.protected.discard(tab)

    def delete_memory(self) -> None:
        """Delete the hidden tab."""
        self._book.memory, self._book.memory_lost = {}, True

    def copy_file(self) -> MemoryWorkbook:
        """Make a copy of the whole workbook: another file with the same content."""
        copy = MemoryWorkbook(self._book.workbook_id + " (copy)")
        copy.sheets, copy.memory = copied(self._book.sheets), dict(self._book.memory)
        copy.exists, copy.commits, copy.layout = True, self._book.commits, self._book.layout
        copy.remembered = self._book.remembered
        return copy

    def keep_version(self) -> object:
        """What the version history holds of this moment."""
        return copied(self._book.sheets), dict(self._book.memory), self._book.remembered

    def restore_version(self, version: Any) -> None:
        """Bring back cells and hidden tab as they were; the revision stands beside them and stays."""
        sheets, memory, remembered = version
        self._book.sheets, self._book.memory, self._book.remembered = copied(sheets), dict(memory), remembered

    def protect(self, tab: str) -> None:
        """Protect a tab against everybody else."""
        self._book.protected.add(tab)

    def own_tab(self, title: str, rows: Sequence[Sequence[Value]]) -> None:
        """Add a tab of the person's own with these cells."""
        self._book.own[title] = [list(row) for row in rows]

    def see_own(self, title: str) -> list[list[Value]]:
        """What stands in a tab of the person's own."""
        return self._book.own[title]
