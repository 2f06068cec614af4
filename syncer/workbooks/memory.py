"""The workbook in memory: the port's promises with nothing behind them.

Tests and rehearsals use it; it keeps every rule the workbooks on disk and in the cloud keep.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from syncer.core.workbook.layout import BY_KEY, LAYOUT_VERSION, TABS, Tab, may_type, may_write
from syncer.core.workbook.plan import (
    AddColumns,
    AddTab,
    AdoptRow,
    AppendRow,
    Edit,
    Plan,
    ReplaceTab,
    SetCell,
    TypeCell,
)
from syncer.core.workbook.rows import is_mark
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
    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    """Column -> what a dropdown of the person's own lets in."""


class MemoryWorkbook:
    """A ``Workbook`` that lives as long as the process. ``revision`` counts every commit; hands do not change it.

    As in a shared sheet, people edit without a revision: a commit is refused when a cell it writes is not as read.
    ``by_number``: cells go to the row with the number that was read, whoever stands there by now, as in a sheet in the
    cloud when the run dies before it could repair that; a row more or less is still refused.
    """

    def __init__(self, workbook_id: str = "memory", *, by_number: bool = False, tabs: Sequence[Tab] = TABS) -> None:
        self.sheets: dict[str, Sheet] = {}
        self.memory: dict[str, str] = {}
        self.memory_lost = False
        self.workbook_id = workbook_id
        self.layout = LAYOUT_VERSION
        self.exists = False
        self.commits = 0
        self.remembered = 0
        """The commit that the memory is of; another than ``commits`` after an older version was restored."""
        self.protected: set[str] = set()
        """Tabs that the service may not write."""
        self.own: dict[str, list[list[Value]]] = {}
        """People's own tabs, by title."""
        self._by_number = by_number
        self._tabs = tuple(tabs)
        self._numbers: dict[str, tuple[str, ...]] = {}

    def read(self) -> WorkbookState:
        """The workbook at this moment."""
        if not self.exists:
            return NOTHING
        self._numbers = {key: _marks(key, sheet) for key, sheet in self.sheets.items()}
        return WorkbookState(
            exists=True,
            revision=self._revision(),
            workbook_id=self.workbook_id,
            layout=self.layout,
            tabs={key: _tab_state(key, sheet) for key, sheet in self.sheets.items()},
            memory=dict(self.memory),
            memory_lost=self.memory_lost,
            memory_stale=self.remembered != self.commits,
            by_number=self._by_number,
            elsewhere={
                str(cell): title
                for title, rows in self.own.items()
                for row in rows
                for cell in row
                if is_mark(str(cell))
            },
        )

    def commit(self, plan: Plan) -> WorkbookState:
        """Apply all of a plan or nothing; ``Conflict`` when the workbook is not as the plan found it."""
        if not plan:
            return self.read()
        if plan.create == self.exists or (self.exists and plan.base_revision != self._revision()):
            raise Conflict("The workbook changed since it was read.", code="E-SHEET-REVISION")
        sheets = copied(self.sheets) if self.exists else {tab.key: _blank(tab.key) for tab in self._tabs if tab.columns}
        numbers = self._as_read(plan.edits)
        for edit in plan.edits:
            _refuse_gone(sheets, edit)
            self._refuse_protected(edit)
            if self._by_number and isinstance(edit, SetCell):
                self._write_by_number(sheets, numbers.get(edit.tab, []), edit)
            elif self._by_number and isinstance(edit, AdoptRow):
                self._adopt_by_number(sheets, numbers.get(edit.tab, []), edit)
            else:
                _apply(sheets, edit)
        self.sheets, self.exists = sheets, True
        kept = {**self.memory, **plan.memory}
        self.memory = {key: text for key, text in kept.items() if text is not None}
        self.memory_lost = False
        self.commits += 1
        self.remembered = self.commits
        return self.read()

    def _revision(self) -> str:
        """Of the last commit; where the hidden tab is gone since, no plan made before can be written any more."""
        return f"{self.commits} without memory" if self.memory_lost else str(self.commits)

    def _as_read(self, edits: Sequence[Edit]) -> dict[str, list[str]]:
        """The ids by row as they were read, less those that stand on other rows and are taken off."""
        found = {key: list(marks) for key, marks in self._numbers.items()}
        for edit in edits:
            if isinstance(edit, AdoptRow) and edit.old and found.get(edit.tab, [])[_place(edit) :][:1] == [edit.old]:
                found[edit.tab][_place(edit)] = ""
        return found

    def _refuse_protected(self, edit: Edit) -> None:
        if edit.tab in self.protected:
            title = self.sheets[edit.tab].title
            raise WorkbookError(
                f"{title} is protected, so nothing was written. Take the protection off, or let syncer's account edit.",
                code="E-SHEET-PROTECTED",
            )

    def _write_by_number(self, sheets: dict[str, Sheet], marks: Sequence[str], edit: SetCell) -> None:
        if edit.row_id not in marks or len(marks) != len(self.sheets[edit.tab].rows):
            _apply(sheets, edit)
            return
        _refuse_peoples(edit)
        sheets[edit.tab].rows[marks.index(edit.row_id)][edit.column] = edit.new

    def _adopt_by_number(self, sheets: Mapping[str, Sheet], marks: list[str], edit: AdoptRow) -> None:
        place, there_already = _place(edit), edit.row_id in marks and not edit.old
        if len(marks) != len(self.sheets[edit.tab].rows) or marks[place:][:1] != [""] or there_already:
            raise Conflict("Rows came or went since it was read.", code="E-SHEET-ROW")
        marks[place] = edit.row_id
        sheets[edit.tab].rows[place][BY_KEY[edit.tab].id_column] = edit.row_id


def _place(edit: AdoptRow) -> int:
    return edit.number - (2 if BY_KEY[edit.tab].header else 1)


def _marks(key: str, sheet: Sheet) -> tuple[str, ...]:
    return tuple(str(row.get(BY_KEY[key].id_column, "")) for row in sheet.rows)


def _tab_state(key: str, sheet: Sheet) -> TabState:
    tab = BY_KEY[key]
    rows = []
    for number, cells in enumerate(sheet.rows, start=2 if tab.header else 1):
        shown = {column: cells[column] for column in sheet.columns if cells.get(column, "") != ""}
        mark = str(shown.pop(tab.id_column, "")) if tab.id_column else ""
        if mark or shown:
            rows.append(Row(mark, number, shown))
    return TabState(key, sheet.title, tuple(sheet.columns), tuple(rows), sheet.has_header, sheet.choices)


def _blank(key: str) -> Sheet:
    tab = BY_KEY[key]
    return Sheet(tab.title, [column.key for column in tab.columns], [], {c.key: c.header for c in tab.columns})


def copied(sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """Tabs that no longer change with these."""
    return {
        key: Sheet(
            sheet.title,
            list(sheet.columns),
            [dict(row) for row in sheet.rows],
            dict(sheet.headers),
            sheet.has_header,
            dict(sheet.choices),
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
        TypeCell: _type_cell,
    }
    actions[type(edit)](sheets, edit)


def _refuse_gone(sheets: Mapping[str, Sheet], edit: Edit) -> None:
    if edit.tab not in sheets and not isinstance(edit, AddTab):
        raise Conflict("A tab that was to be written is gone.", code="E-SHEET-TAB-GONE")


def _refuse_peoples(edit: SetCell) -> None:
    if not may_write(edit.tab, edit.column):
        raise WorkbookError(f"{edit.column} of {edit.tab} belongs to people; refused.", code="E-SHEET-OWNER")


def _set_cell(sheets: dict[str, Sheet], edit: SetCell) -> None:
    _refuse_peoples(edit)
    _put(sheets, edit)


def _type_cell(sheets: dict[str, Sheet], edit: TypeCell) -> None:
    if not may_type(edit.tab, edit.column):
        raise WorkbookError(f"{edit.column} of {edit.tab} is nobody's to type into; refused.", code="E-SHEET-OWNER")
    _put(sheets, edit)


def _put(sheets: dict[str, Sheet], edit: SetCell | TypeCell) -> None:
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
    sheet, tab, place = sheets[edit.tab], BY_KEY[edit.tab], _place(edit)
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
