"""From the bytes of an .xlsx to the workbook's state, and where everything stands in the sheets.

Values come from calamine, which reads 30,000 rows in .4 s; what it does not tell (defined names, which cells show an
error) is read from the parts themselves.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from operator import itemgetter
from typing import Any

from syncer.core.sheet_extent import far
from syncer.core.workbook import layout
from syncer.core.workbook.layout import Column, Owner, Tab
from syncer.core.workbook.rows import is_mark
from syncer.core.workbook.state import CellError, Row, TabState, Value, WorkbookState
from syncer.errors import WorkbookError
from syncer.workbooks import headers
from syncer.workbooks.xlsx.book import Book, Sheet
from syncer.workbooks.xlsx.cells import as_value, letters
from syncer.workbooks.xlsx.dropdowns import choices
from syncer.workbooks.xlsx.opening import expect_openable
from syncer.workbooks.xlsx.package import Package
from syncer.workbooks.xlsx.sheetxml import SheetXml

IDENTITY_KEY = "@workbook"
"""First line of the memory tab, the adapter's own: the workbook's id and layout. Not part of ``state.memory``."""

MOST_CELLS = 40_000_000
"""Cells in the rectangle of a sheet; calamine and Python take about 40 bytes for each, blank or not."""
Grid = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a managed tab stands. Rows and columns 1-based; ``last_row``, ``last_column``: the last with any value."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading of the file: the state for the planner, and what a commit on the same bytes needs."""

    state: WorkbookState
    package: Package
    book: Book
    located: Mapping[str, Located]


def see(data: bytes, revision: str, wanted: Sequence[Tab] = layout.TABS) -> Seen:
    """Read a workbook. ``WorkbookError`` if the bytes are none, or no program could open them."""
    package = Package(data)
    book = Book(package)
    expect_openable(book)
    grids = _Grids(data)
    located: dict[str, Located] = {}
    tabs: dict[str, TabState] = {}
    names = book.names()
    for tab in wanted:
        sheet = find_sheet(tab, book, names)
        if sheet is not None:
            content = package.read(sheet.part)
            grid = grids.read(sheet, content)
            located[tab.key], tabs[tab.key] = _read_tab(tab, sheet, grid, names, content, book.date1904)
    lines = _memory_lines(book, grids)
    identity = _identity(lines)
    state = WorkbookState(
        exists=True,
        revision=revision,
        workbook_id=str(identity.get("workbook_id", "")),
        layout=int(identity.get("layout", 0)),
        tabs=tabs,
        memory={key: text for key, text in lines.items() if key != IDENTITY_KEY},
        memory_lost=IDENTITY_KEY not in lines,
        elsewhere=_elsewhere(book, grids, {place.sheet.title for place in located.values()}),
    )
    return Seen(state, package, book, located)


def _elsewhere(book: Book, grids: "_Grids", ours: Collection[str]) -> dict[str, str]:
    """Ids that stand in tabs of a person's own: id -> title."""
    own = [sheet for sheet in book.sheets if sheet.title not in ours and sheet.title != layout.MEMORY_TAB]
    return {
        value: sheet.title
        for sheet in own
        if sheet.part in book.package and book.kinds.get(sheet.part, "").endswith("/worksheet")
        for row in grids.read(sheet, book.package.read(sheet.part))
        for value in row
        if type(value) is str and is_mark(value)
    }


class _Grids:
    """Values of the sheets, read when asked for."""

    def __init__(self, data: bytes) -> None:
        from python_calamine import CalamineError, CalamineWorkbook

        self._failure: type[Exception] = CalamineError
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))
        except CalamineError as error:
            raise _unreadable() from error

    def read(self, sheet: Sheet, content: bytes) -> Grid:
        """All rows from the first on, so that position + 1 is the row number. ``content``: the sheet's part."""
        _expect_room(sheet, content)
        try:
            return self._book.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        except self._failure as error:
            raise _unreadable() from error


def _unreadable() -> WorkbookError:
    return WorkbookError(
        "a sheet of the workbook cannot be read. Open it in your spreadsheet program and save it again, or take the "
        "newest copy from .syncer-backup.",
        code="E-XLSX-DAMAGED",
    )


def _expect_room(sheet: Sheet, content: bytes) -> None:
    """``WorkbookError`` E-XLSX-SIZE for a sheet that cannot be laid out: calamine would end the process for it."""
    found = far(content)
    if found and found.cells > MOST_CELLS:
        raise WorkbookError(
            f"something stands far below or far to the right of all else in {sheet.title}: its cells reach to "
            f"{letters(found.columns)}{found.rows}. Press Ctrl+End there, delete or move what stands in that column or "
            "row, and save. Nothing was written.",
            code="E-XLSX-SIZE",
        )


def find_sheet(tab: Tab, book: Book, names: Mapping[str, tuple[str, int]]) -> Sheet | None:
    """The tab by the sheet that most of its column names point at, else by title."""
    votes: dict[str, int] = {}
    for name, (title, _) in names.items():
        if name.partition(".")[0] == tab.key:
            votes[title] = votes.get(title, 0) + 1
    if votes:
        sheet = book.sheet(max(sorted(votes), key=lambda title: votes[title]))
        if sheet is not None:
            return sheet
    return book.sheet(tab.title)


def _read_tab(
    tab: Tab, sheet: Sheet, grid: Grid, names: Mapping[str, tuple[str, int]], data: bytes, date1904: bool
) -> tuple[Located, TabState]:
    header_row = headers.header_row(tab, grid) if tab.header else 0
    columns = headers.columns(tab, sheet.title, grid[header_row - 1] if header_row else [], _marked(tab, sheet, names))
    errors = _errors(data)
    rows = tuple(_rows(tab, grid, header_row, columns, errors, date1904)) if columns else ()
    last = next((number for number in range(len(grid), 0, -1) if any(value != "" for value in grid[number - 1])), 0)
    last = max(last, max((number for number, _ in errors), default=0))
    located = Located(sheet, header_row, columns, last, max((len(row) for row in grid), default=0))
    ordered = tuple(sorted(columns, key=lambda key: columns[key]))
    found = TabState(tab.key, sheet.title, ordered, rows, has_header=bool(header_row) or not tab.header)
    ours = {key: place for key, place in columns.items() if layout.may_write(tab.key, key)}
    return located, replace(found, choices=choices(data, ours, header_row + 1, last))


def _marked(tab: Tab, sheet: Sheet, names: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """Column of each key whose defined name points into this sheet."""
    named = ((column.key, names.get(f"{tab.key}.{column.key}", ("", 0))) for column in tab.columns)
    return {key: number for key, (title, number) in named if title.casefold() == sheet.title.casefold()}


def _errors(data: bytes) -> dict[tuple[int, int], str]:
    """Cells that show an error. Most sheets have none, which one search of the bytes tells."""
    return SheetXml(data).errors() if b't="e"' in data else {}


def _rows(
    tab: Tab, grid: Grid, header_row: int, columns: dict[str, int], errors: dict[tuple[int, int], str], date1904: bool
) -> list[Row]:
    keys = tuple(columns)
    places = [columns[key] for key in keys]
    kinds = [_kind(tab.column(key)) for key in keys]
    width = max(places)
    pick = itemgetter(*(place - 1 for place in places), 0)
    failed = {number for number, _ in errors}
    rows: list[Row] = []
    missing = [""] * max(width - len(grid[0] if grid else []), 0)
    for number, raw in enumerate(grid[header_row:], header_row + 1):
        picked = pick(raw + missing if missing else raw)
        cells: dict[str, Value] = {
            key: value if type(value) is str else as_value(value, kind, date1904)
            for key, value, kind in zip(keys, picked, kinds, strict=False)  # the one too many is for itemgetter
            if value != ""
        }
        if number in failed:
            shown = {key: errors.get((number, place), "") for key, place in columns.items()}
            cells.update({key: CellError(text) for key, text in shown.items() if text})
        mark = cells.pop(tab.id_column, "") if tab.id_column else ""
        if cells or mark:
            rows.append(Row("" if isinstance(mark, CellError) else str(mark).strip(), number, cells))
    return rows


def _kind(column: Column) -> str:
    """How a column's cells are read. People may well type a date where a number is asked for: that is told as it is."""
    return "text" if column.owner is Owner.PEOPLE and column.kind == "number" else column.kind


def _memory_lines(book: Book, grids: _Grids) -> dict[str, str]:
    """Key -> text of the memory tab. Text longer than a cell goes on in the cells to its right."""
    sheet = book.sheet(layout.MEMORY_TAB)
    if sheet is None:
        return {}
    lines: dict[str, str] = {}
    for row in grids.read(sheet, book.package.read(sheet.part)):
        if row and row[0] != "" and any(row[1:]):  # the first line tells people what the tab is
            lines[str(row[0])] = row[1] if len(row) == 2 and type(row[1]) is str else "".join(map(str, row[1:]))
    return lines


def _identity(lines: Mapping[str, str]) -> dict[str, Any]:
    try:
        found = json.loads(lines.get(IDENTITY_KEY, "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
