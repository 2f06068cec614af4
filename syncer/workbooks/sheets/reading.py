"""From what the Sheets API tells of a spreadsheet to the workbook's state, and where everything stands in it.

One read tells all: cells, column marks, guards, protections, the hidden tab and the revision.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from syncer.core.workbook.layout import MEMORY_TAB, TABS, Kind, Tab
from syncer.core.workbook.rows import is_mark
from syncer.core.workbook.state import NOTHING, CellError, Row, TabState, Value, WorkbookState
from syncer.workbooks import headers
from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.cells import value_of
from syncer.workbooks.sheets.marks import Mark, Spot, Ways

Json = Mapping[str, Any]
FIELDS = (
    "spreadsheetId,developerMetadata(metadataId,metadataKey,metadataValue),namedRanges(namedRangeId,name),"
    "sheets(properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount)),"
    "protectedRanges(range,warningOnly,requestingUserCanEdit,unprotectedRanges),"
    "data(rowData(values(effectiveValue)),"
    "rowMetadata(developerMetadata(metadataId,metadataKey,metadataValue)),"
    "columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue))))"
)
BEFORE = "@before:"
"""Prefix of the lines of the hidden tab that say what stood where the last batch wrote (``ledger``)."""
IDENTITY = "@workbook"
"""Key of the line of the hidden tab that is this adapter's own: layout, and the revision the memory is of."""
Grid = list[list[Any]]


class Box(NamedTuple):
    """A rectangle of cells: rows ``top`` to ``bottom``, columns ``left`` to ``right``, from 0, the ends excluded."""

    top: int
    bottom: int
    left: int
    right: int

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tab stands. Columns from 0; rows from 1, ``header`` 0 where there is none.

    ``last``: the last row that holds anything; ``foreign``: the last that does in a column that is not ours;
    ``right``: columns up to the last that holds anything.
    ``heads``: the header row as it stands. ``locked``: what this account may not edit, with the openings in it.
    """

    sheet: int
    title: str
    index: int
    header: int
    columns: Mapping[str, int]
    last: int
    foreign: int
    right: int
    height: int
    width: int
    heads: tuple[Value, ...] = ()
    own: Mapping[int, Mapping[int, Value]] = field(default_factory=dict, compare=False)
    """What people hold in columns that are not managed: row -> column -> value, below the header."""
    locked: tuple[tuple[Box, tuple[Box, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading: the state for the planner, and what a commit needs to know besides.

    ``marks``: all metadata of ours by id. ``lines``: key of the hidden tab -> its row (from 1); ``store``: where that
    tab is. ``names``: ids of the named ranges that stand for a revision. ``sheets``: every tab's title by id.
    """

    state: WorkbookState
    places: Mapping[str, Place]
    marks: Mapping[int, Mark]
    store: Place | None
    lines: Mapping[str, int]
    names: tuple[str, ...] = ()
    titles: Mapping[int, str] = field(default_factory=dict)
    blank: frozenset[int] = frozenset()
    """Tabs with nothing in them."""
    cells: int = 0
    """Cells of all grids together; a file holds ten million."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Lines of the hidden tab that say what stood where the last batch wrote (``ledger``)."""
    ways: Ways = field(default_factory=dict)
    """How revision and guards are swapped here, as it was found out once."""

    @property
    def swaps_names(self) -> bool:
        """Whether the revision is a named range, because metadata could not be used (``init`` tests that)."""
        return bool(self.ways)

    @property
    def guarded(self) -> bool:
        """Whether marks can refuse a batch when rows or columns moved."""
        return not self.swaps_names or self.ways.get(marks.MISS) == "error"


def see(answer: Json, wanted: Sequence[Tab] = TABS) -> Seen:
    """Understand one reading. ``WorkbookError`` where two columns cannot be told apart."""
    sheets = [_Sheet(each) for each in answer.get("sheets", ()) if _is_grid(each)]
    found = _marks(answer, sheets)
    tabs = marks.fields_of(found[marks.TABS].value) if marks.TABS in found else {}
    places: dict[str, Place] = {}
    states: dict[str, TabState] = {}
    taken: set[int] = set()
    for tab in wanted:
        sheet = _find(tab.key, tab.title, tabs, sheets)
        if sheet is not None and sheet.id not in taken:
            taken.add(sheet.id)
            places[tab.key], states[tab.key] = _tab(tab, sheet)
    store = _find(MEMORY_TAB, MEMORY_TAB, tabs, [sheet for sheet in sheets if sheet.id not in taken])
    lines = _lines(store)
    names = tuple(sorted(str(each["namedRangeId"]) for each in answer.get("namedRanges", ()) if _is_ours(each)))
    seen = Seen(
        NOTHING,
        places,
        found,
        None if store is None else _place(store, 0, {"key": 0, "text": 1}),
        {key: number for key, (number, _) in lines.items()},
        names,
        {sheet.id: sheet.title for sheet in sheets},
        frozenset(sheet.id for sheet in sheets if not any(value != "" for row in sheet.grid for value in row)),
        sum(sheet.height * sheet.width for sheet in sheets),
        {key: text for key, (_, text) in lines.items() if key.startswith(BEFORE)},
        _ways(tabs, names),
    )
    own = [sheet for sheet in sheets if sheet.id not in taken and sheet is not store]
    return _with_state(seen, str(answer["spreadsheetId"]), states, {key: text for key, (_, text) in lines.items()}, own)


def _ways(tabs: Json, names: Sequence[str]) -> Ways:
    found = {key: str(tabs[key]) for key in (marks.SWAP, marks.MISS) if key in tabs}
    return {marks.SWAP: "name", **found} if names else found


def _with_state(
    seen: Seen, spreadsheet: str, tabs: Mapping[str, TabState], lines: Mapping[str, str], own: Collection["_Sheet"]
) -> Seen:
    revision = _revision(seen)
    made = bool(revision) or IDENTITY in lines or any(seen.places[key].header for key in tabs)
    if not made:  # the file is known all the same: the first commit remembers it, and so a copy is told from it
        return replace(seen, state=replace(seen.state, workbook_id=spreadsheet))
    identity = marks.fields_of(lines.get(IDENTITY, ""))
    stamped = marks.fields_of(revision).get("layout", identity.get("layout", 0))
    state = WorkbookState(
        exists=True,
        revision=revision,
        workbook_id=spreadsheet,
        layout=int(stamped) if isinstance(stamped, int) else 0,
        tabs=tabs,
        memory={key: text for key, text in sorted(lines.items()) if key != IDENTITY and not key.startswith(BEFORE)},
        memory_lost=IDENTITY not in lines,
        memory_stale=IDENTITY in lines and str(identity.get("revision", "")) != revision,
        by_number=True,
        elsewhere={cell: sheet.title for sheet in own for row in sheet.grid for cell in row if _is_id(cell)},
    )
    return replace(seen, state=state)


def _revision(seen: Seen) -> str:
    if seen.swaps_names:
        return max(seen.names, default="", key=_count)
    return seen.marks[marks.REVISION].value if marks.REVISION in seen.marks else ""


def _count(name: str) -> tuple[int, str]:
    digits = name.removeprefix(marks.NAME_PREFIX).split("_")[0]
    return (int(digits) if digits.isdigit() else 0, name)


def _is_ours(named: Json) -> bool:
    return str(named.get("namedRangeId", "")).startswith(marks.NAME_PREFIX)


def _is_id(cell: object) -> bool:
    return isinstance(cell, str) and is_mark(cell)


def _is_grid(sheet: Json) -> bool:
    return bool(sheet["properties"].get("sheetType", "GRID") == "GRID")


class _Sheet:
    """One tab as read: its cells as lists of values, blank ones ``""``."""

    def __init__(self, sheet: Json) -> None:
        self.properties = sheet["properties"]
        self.data = sheet.get("data", [{}])[0]
        self.protected = sheet.get("protectedRanges", ())
        self.grid: Grid = [
            [cell if cell.__class__ is str else value_of(cell) if cell != {} else "" for cell in row.get("values", ())]
            for row in self.data.get("rowData", ())
        ]

    @property
    def id(self) -> int:
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        return str(self.properties["title"])

    @property
    def height(self) -> int:
        return int(self.properties.get("gridProperties", {}).get("rowCount", 0))

    @property
    def width(self) -> int:
        return int(self.properties.get("gridProperties", {}).get("columnCount", 0))

    def marks(self) -> Iterator[tuple[int, Mark]]:
        """Metadata on rows and columns."""
        for name, dimension in (("rowMetadata", "ROWS"), ("columnMetadata", "COLUMNS")):
            for index, each in enumerate(self.data.get(name, ())):
                for found in each.get("developerMetadata", ()) if each else ():
                    yield _mark(found, Spot(self.id, dimension, index))  # type: ignore[arg-type]


def _mark(found: Json, spot: Spot | None) -> tuple[int, Mark]:
    return int(found["metadataId"]), Mark(str(found.get("metadataKey", "")), str(found.get("metadataValue", "")), spot)


def _marks(answer: Json, sheets: Sequence[_Sheet]) -> dict[int, Mark]:
    own = [_mark(each, None) for each in answer.get("developerMetadata", ())]
    return dict([*own, *(each for sheet in sheets for each in sheet.marks())])


def _find(key: str, title: str, tabs: Json, sheets: Sequence[_Sheet]) -> _Sheet | None:
    """The tab where it is remembered to be, else the one with its title."""
    known = [sheet for sheet in sheets if sheet.id == tabs.get(key)]
    return next(iter([*known, *(sheet for sheet in sheets if sheet.title.casefold() == title.casefold())]), None)


def _tab(tab: Tab, sheet: _Sheet) -> tuple[Place, TabState]:
    header = headers.header_row(tab, sheet.grid) if tab.header else 0
    top = sheet.grid[header - 1] if header else []
    prefix = f"{tab.key}."
    marked = {
        mark.value.removeprefix(prefix): mark.spot.place + 1
        for _, mark in sheet.marks()
        if mark.spot is not None and mark.key == marks.COLUMN_KEY and mark.value.startswith(prefix)
    }
    numbers = headers.columns(tab, sheet.title, top, marked)
    columns = {key: number - 1 for key, number in numbers.items()}
    place = _place(sheet, header, columns)
    ordered = tuple(sorted(columns, key=lambda key: columns[key]))
    rows = tuple(_rows(tab, sheet.grid, header, columns)) if columns else ()
    return place, TabState(tab.key, sheet.title, ordered, rows, has_header=bool(header) or not tab.header)


def _place(sheet: _Sheet, header: int, columns: Mapping[str, int]) -> Place:
    ours = set(columns.values())
    last = foreign = right = 0
    own: dict[int, dict[int, Value]] = {}
    for number, row in enumerate(sheet.grid, 1):
        for index, value in enumerate(row):
            if value != "":
                last, right = number, max(right, index + 1)
                if index not in ours:
                    foreign = number
                    if number > header:
                        own.setdefault(number, {})[index] = value_of(value)
    locked = tuple(_locked(sheet))
    heads = tuple(sheet.grid[header - 1]) if header else ()
    index = int(sheet.properties.get("index", 0))
    return Place(
        sheet.id,
        sheet.title,
        index,
        header,
        columns,
        last,
        foreign,
        right,
        sheet.height,
        sheet.width,
        heads,
        own,
        locked,
    )


def _locked(sheet: _Sheet) -> Iterator[tuple[Box, tuple[Box, ...]]]:
    for each in sheet.protected:
        if not each.get("warningOnly") and not each.get("requestingUserCanEdit"):
            openings = tuple(_box(opening, sheet) for opening in each.get("unprotectedRanges", ()))
            yield _box(each.get("range", {}), sheet), openings


def _box(span: Json, sheet: _Sheet) -> Box:
    return Box(
        span.get("startRowIndex", 0),
        span.get("endRowIndex", sheet.height),
        span.get("startColumnIndex", 0),
        span.get("endColumnIndex", sheet.width),
    )


def _rows(tab: Tab, grid: Grid, header: int, columns: Mapping[str, int]) -> Iterator[Row]:
    wanted: list[tuple[str, int, Kind]] = [(key, index, tab.column(key).kind) for key, index in columns.items()]
    for number, row in enumerate(grid[header:], header + 1):
        width = len(row)
        cells: dict[str, Value] = {
            key: value if value.__class__ is str else value_of(value, kind)
            for key, index, kind in wanted
            if index < width and (value := row[index]) != ""
        }
        mark = cells.pop(tab.id_column, "") if tab.id_column else ""
        if cells or mark != "":
            yield Row("" if isinstance(mark, CellError) else str(mark).strip(), number, cells)


def _lines(store: _Sheet | None) -> dict[str, tuple[int, str]]:
    """Key -> row and text of the hidden tab. Text longer than a cell of a file goes on in the cells to its right."""
    lines: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(store.grid if store else (), 1):
        if row and row[0] != "" and any(piece != "" for piece in row[1:]):
            lines[str(row[0])] = (number, str(row[1]) if len(row) == 2 else "".join(map(str, row[1:])))
    return lines
