"""The workbook in memory: the port's promises with nothing behind them, and a hand that edits like a person would.

Tests and rehearsals use it; it keeps every rule the workbooks on disk and in the cloud keep.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from syncer.core.workbook.layout import BY_KEY, LAYOUT_VERSION, TABS, may_write
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Edit, Plan, ReplaceTab, SetCell
from syncer.core.workbook.state import NOTHING, Row, TabState, Value, WorkbookState
from syncer.errors import Conflict, WorkbookError


@dataclass(slots=True)
class Sheet:
    """One tab: managed columns left to right, and rows as dictionaries by column key, the id column included.

    A person's own columns are keys that no managed column has.
    """

    title: str
    columns: list[str]
    rows: list[dict[str, Value]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    has_header: bool = True


class MemoryWorkbook:
    """A ``Workbook`` that lives as long as the process. ``revision`` counts every commit; hands do not change it.

    As in a shared sheet, people edit without a revision: a commit is refused when a cell it writes is not as read.
    """

    def __init__(self, workbook_id: str = "memory") -> None:
        self.sheets: dict[str, Sheet] = {}
        self.memory: dict[str, str] = {}
        self.memory_lost = False
        self.workbook_id = workbook_id
        self.layout = LAYOUT_VERSION
        self.exists = False
        self.commits = 0

    def read(self) -> WorkbookState:
        """The workbook at this moment."""
        if not self.exists:
            return NOTHING
        return WorkbookState(
            exists=True,
            revision=str(self.commits),
            workbook_id=self.workbook_id,
            layout=self.layout,
            tabs={key: _tab_state(key, sheet) for key, sheet in self.sheets.items()},
            memory=dict(self.memory),
            memory_lost=self.memory_lost,
        )

    def commit(self, plan: Plan) -> WorkbookState:
        """Apply all of a plan or nothing; ``Conflict`` when the workbook is not as the plan found it."""
        if not plan:
            return self.read()
        if plan.create == self.exists or (self.exists and plan.base_revision != str(self.commits)):
            raise Conflict("The workbook changed since it was read.", code="E-SHEET-REVISION")
        sheets = _copy(self.sheets) if self.exists else {tab.key: _blank(tab.key) for tab in TABS if tab.columns}
        for edit in plan.edits:
            _apply(sheets, edit)
        self.sheets, self.exists = sheets, True
        kept = {**self.memory, **plan.memory}
        self.memory = {key: text for key, text in kept.items() if text is not None}
        self.memory_lost = False
        self.commits += 1
        return self.read()


def _tab_state(key: str, sheet: Sheet) -> TabState:
    tab = BY_KEY[key]
    rows = []
    for number, cells in enumerate(sheet.rows, start=2 if tab.header else 1):
        shown = {column: cells[column] for column in sheet.columns if cells.get(column, "") != ""}
        mark = str(shown.pop(tab.id_column, "")) if tab.id_column else ""
        if mark or shown:
            rows.append(Row(mark, number, shown))
    return TabState(key, sheet.title, tuple(sheet.columns), tuple(rows), sheet.has_header)


def _blank(key: str) -> Sheet:
    tab = BY_KEY[key]
    return Sheet(tab.title, [column.key for column in tab.columns], [], {c.key: c.header for c in tab.columns})


def _copy(sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    return {
        key: Sheet(
            sheet.title, list(sheet.columns), [dict(row) for row in sheet.rows], dict(sheet.headers), sheet.has_header
        )
        for key, sheet in sheets.items()
    }


def _apply(sheets: dict[str, Sheet], edit: Edit) -> None:
    actions: dict[type, Callable[[dict[str, Sheet], Any], None]] = {
        SetCell: _set_cell,
        AppendRow: _append_row,
        AdoptRow: _adopt_row,
        ReplaceTab: _replace_tab,
        AddColumns: _add_columns,
        AddTab: _add_tab,
    }
    actions[type(edit)](sheets, edit)


def _set_cell(sheets: dict[str, Sheet], edit: SetCell) -> None:
    if not may_write(edit.tab, edit.column):
        raise WorkbookError(f"{edit.column} of {edit.tab} belongs to people; refused.", code="E-SHEET-OWNER")
    row = _only(sheets[edit.tab], edit.tab, edit.row_id)
    if row.get(edit.column, "") != edit.old:
        raise Conflict("A cell changed since it was read.", code="E-SHEET-CELL")
    row[edit.column] = edit.new


def _append_row(sheets: dict[str, Sheet], edit: AppendRow) -> None:
    sheet, id_column = sheets[edit.tab], BY_KEY[edit.tab].id_column
    if any(row.get(id_column) == edit.row_id for row in sheet.rows):
        raise Conflict("A new row's id stands in the tab already.", code="E-SHEET-ROW")
    if foreign := set(edit.cells) - set(sheet.columns):
        raise WorkbookError(f"{edit.tab} has no column {', '.join(sorted(foreign))}.", code="E-SHEET-COLUMN")
    sheet.rows.append({id_column: edit.row_id, **edit.cells})


def _adopt_row(sheets: dict[str, Sheet], edit: AdoptRow) -> None:
    sheet, tab = sheets[edit.tab], BY_KEY[edit.tab]
    place = edit.number - (2 if tab.header else 1)
    row = sheet.rows[place] if 0 <= place < len(sheet.rows) else {}
    now = {key: row[key] for key in sheet.columns if row.get(key, "") != "" and key != tab.id_column}
    if row.get(tab.id_column, "") or now != {key: value for key, value in edit.expect.items() if value != ""}:
        raise Conflict("A row that was to get an id moved or changed.", code="E-SHEET-ROW")
    row[tab.id_column] = edit.row_id


def _replace_tab(sheets: dict[str, Sheet], edit: ReplaceTab) -> None:
    if not BY_KEY[edit.tab].whole:
        raise WorkbookError(f"{edit.tab} is not wholly the service's; refused.", code="E-SHEET-OWNER")
    sheet = sheets[edit.tab]
    own = [{key: value for key, value in row.items() if key not in sheet.columns} for row in sheet.rows]
    height = max(len(edit.rows), max((place + 1 for place, row in enumerate(own) if row), default=0))
    sheet.rows = [
        {**(own[place] if place < len(own) else {}), **(edit.rows[place] if place < len(edit.rows) else {})}
        for place in range(height)
    ]


def _add_columns(sheets: dict[str, Sheet], edit: AddColumns) -> None:
    sheet = sheets[edit.tab]
    for key in edit.columns:
        sheet.columns.append(key)
        sheet.headers[key] = BY_KEY[edit.tab].column(key).header


def _add_tab(sheets: dict[str, Sheet], edit: AddTab) -> None:
    if edit.tab in sheets:
        raise Conflict("A tab that was gone is there again.", code="E-SHEET-TAB")
    sheets[edit.tab] = _blank(edit.tab)


def _only(sheet: Sheet, tab: str, mark: str) -> dict[str, Value]:
    found = [row for row in sheet.rows if row.get(BY_KEY[tab].id_column) == mark]
    if len(found) != 1:
        raise Conflict("A row that was to be written is gone, or there twice.", code="E-SHEET-ROW")
    return found[0]


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
        """Delete a tab."""
        del self._book.sheets[tab]

    def delete_memory(self) -> None:
        """Delete the hidden tab."""
        self._book.memory, self._book.memory_lost = {}, True

    def copy_file(self) -> MemoryWorkbook:
        """Make a copy of the whole workbook: another file with the same content."""
        copy = MemoryWorkbook(self._book.workbook_id + " (copy)")
        copy.sheets, copy.memory = _copy(self._book.sheets), dict(self._book.memory)
        copy.exists, copy.commits, copy.layout = True, self._book.commits, self._book.layout
        return copy
