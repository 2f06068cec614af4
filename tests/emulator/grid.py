"""A spreadsheet as the emulator keeps it: plain JSON in the shapes of the API.

Cells, ranges and objects are never changed in place, only replaced. So a copy of a file of 30,000 rows copies lists of
references, which makes a batch atomic (copy, apply, swap), and every earlier version of a file can be kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.emulator.errors import Refused

Json = dict[str, Any]
Row = tuple[Json | None, ...]
"""The cells of a row as ``CellData``, without trailing empty ones."""

MAX_CELLS = 10_000_000
ROWS, COLUMNS = "ROWS", "COLUMNS"
KINDS = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "basicFilter",
    "charts",
    "bandedRanges",
    "rowGroups",
    "columnGroups",
    "tables",
)


class Span(NamedTuple):
    """A rectangle of cells: rows ``top`` to ``bottom``, columns ``left`` to ``right``, the ends excluded."""

    top: int
    bottom: int
    left: int
    right: int

    def meets(self, other: "Span") -> bool:
        """Whether two rectangles share a cell."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def holds(self, other: "Span") -> bool:
        """Whether the other rectangle lies inside."""
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right


@dataclass(slots=True)
class Sheet:
    """One tab. ``properties`` has no index and no grid size: those follow from where it stands and what it holds."""

    properties: Json
    rows: list[Row]
    row_info: list[Json]
    column_info: list[Json]
    objects: dict[str, list[Json]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    @property
    def id(self) -> int:
        """The sheetId."""
        found: int = self.properties["sheetId"]
        return found

    @property
    def title(self) -> str:
        """The name on the tab."""
        found: str = self.properties["title"]
        return found

    @property
    def height(self) -> int:
        """Rows of the grid."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return len(self.column_info)

    @property
    def all(self) -> Span:
        """The whole grid."""
        return Span(0, self.height, 0, self.width)

    def copy(self) -> "Sheet":
        """A copy that can be changed without the original noticing."""
        objects = {kind: list(kept) for kind, kept in self.objects.items()}
        return Sheet(self.properties, list(self.rows), list(self.row_info), list(self.column_info), objects)

    def cell(self, row: int, column: int) -> Json:
        """The stored cell, empty where there is none."""
        cells = self.rows[row]
        return (cells[column] or {}) if column < len(cells) else {}

    def put(self, row: int, cells: Mapping[int, Json]) -> None:
        """Replace cells of a row, by column."""
        if not cells:
            return
        old = self.rows[row]
        fresh: list[Json | None] = [*old, *([None] * (max(cells) + 1 - len(old)))]
        for column, cell in cells.items():
            fresh[column] = cell or None
        while fresh and not fresh[-1]:
            fresh.pop()
        self.rows[row] = tuple(fresh)

    def span(self, grid_range: Json) -> Span:
        """The rectangle of a GridRange, open ends at the edges of the grid; refuses one that begins outside."""
        top, left = grid_range.get("startRowIndex", 0), grid_range.get("startColumnIndex", 0)
        bottom = min(grid_range.get("endRowIndex", self.height), self.height)
        right = min(grid_range.get("endColumnIndex", self.width), self.width)
        if top >= self.height:
            raise Refused(f"range.startRowIndex is larger than current grid size ({self.height})")
        if left >= self.width:
            raise Refused(f"range.startColumnIndex is larger than current grid size ({self.width})")
        if top >= bottom:
            raise Refused("range.endRowIndex must be larger than range.startRowIndex")
        if left >= right:
            raise Refused("range.endColumnIndex must be larger than range.startColumnIndex")
        return Span(top, bottom, left, right)

    def last_row_with_data(self) -> int:
        """Index after the last row in which any cell holds a value."""
        for index in range(self.height - 1, -1, -1):
            if any(cell and "userEnteredValue" in cell for cell in self.rows[index]):
                return index + 1
        return 0

    def grow(self, rows: int, columns: int) -> None:
        """Make the grid at least this large."""
        self.rows += [()] * (rows - self.height)
        self.row_info += [{}] * (rows - len(self.row_info))
        self.column_info += [{}] * (columns - self.width)

    def ranged(self, span: Span) -> Json:
        """A rectangle of this tab as a GridRange; tab 0 is left out, as protobuf leaves out zeros."""
        here = {"sheetId": self.id} if self.id else {}
        return here | {
            "startRowIndex": span.top,
            "endRowIndex": span.bottom,
            "startColumnIndex": span.left,
            "endColumnIndex": span.right,
        }


@dataclass(slots=True)
class Book:
    """One file: its tabs in order, its named ranges, its developer metadata by id."""

    id: str
    properties: Json
    sheets: list[Sheet]
    named: list[Json] = field(default_factory=list)
    metadata: dict[int, Json] = field(default_factory=dict)
    graves: set[int] = field(default_factory=set)
    """Metadata ids deleted in the batch that is being applied."""
    memo: dict[Any, Any] | None = None
    """What was worked out for readings: by the calculator, of metadata; only while the content stands still."""

    def copy(self) -> "Book":
        """A copy that can be changed without the original noticing."""
        sheets = [sheet.copy() for sheet in self.sheets]
        return Book(self.id, self.properties, sheets, list(self.named), dict(self.metadata))

    def sheet(self, sheet_id: int) -> Sheet:
        """The tab with an id, or the service's refusal."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise Refused(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """The tab of a name; names differ by more than case."""
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()), None)

    def of(self, grid_range: Json) -> tuple[Sheet, Span]:
        """The tab and the rectangle of a GridRange."""
        sheet = self.sheet(grid_range.get("sheetId", 0))
        return sheet, sheet.span(grid_range)

    def cells(self) -> int:
        """Cells of all tabs, which may be at most ten million."""
        return sum(sheet.height * sheet.width for sheet in self.sheets)

    def must_fit(self) -> None:
        """Refuse more cells than a file may have."""
        if self.cells() > MAX_CELLS:
            raise Refused(
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
            )


GRID_SIZE = {"rowCount", "columnCount"}


def new_sheet(sheet_id: int, title: str, given: Json | None = None) -> Sheet:
    """An empty tab: 1,000 by 26 unless said otherwise."""
    given = given or {}
    grid = given.get("gridProperties", {})
    kept = {name: value for name, value in grid.items() if name not in GRID_SIZE}
    properties = {**given, "sheetId": sheet_id, "title": title, "gridProperties": kept}
    properties.setdefault("sheetType", "GRID")
    properties.pop("index", None)
    rows, columns = grid.get("rowCount", 1000), grid.get("columnCount", 26)
    return Sheet(properties, [()] * rows, [{}] * rows, [{}] * columns)


def book_properties(title: str, given: Json | None = None) -> Json:
    """What a new file says about itself."""
    defaults = {"title": title, "locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}
    return defaults | (given or {})
