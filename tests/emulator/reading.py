"""``spreadsheets.get`` and its kin: a file as JSON, only as much of it as is asked for."""

from typing import Any

from tests.emulator import cells, masks, metadata
from tests.emulator.cells import DEFAULT_FORMAT
from tests.emulator.errors import NotEmulatedError
from tests.emulator.grid import KINDS, Book, Json, Sheet, Span
from tests.emulator.masks import Mask, below, wants
from tests.emulator.switches import Switches

ACCENTS = [
    ("ACCENT1", (0.25882354, 0.52156866, 0.95686275)),
    ("ACCENT2", (0.91764706, 0.2627451, 0.20784314)),
    ("ACCENT3", (0.9843137, 0.7372549, 0.015686275)),
    ("ACCENT4", (0.20392157, 0.65882355, 0.3254902)),
    ("ACCENT5", (1, 0.42745098, 0.003921569)),
    ("ACCENT6", (0.27450982, 0.7411765, 0.7764706)),
    ("LINK", (0.06666667, 0.33333334, 0.8)),
]
"""The theme of a new file [recorded]."""
PIXELS = {"ROWS": 21, "COLUMNS": 100}

Picked = list[tuple[Sheet, Span]]


def spreadsheet(book: Book, picked: Picked | None, grid: bool, mask: Mask, switches: Switches) -> Json:
    """The file as JSON; with ``picked`` only those tabs, and of their cells only those rectangles."""
    out: Json = {}
    book.memo = {} if book.memo is None else book.memo
    if wants(mask, "spreadsheetId"):
        out["spreadsheetId"] = book.id
    if wants(mask, "properties"):
        out["properties"] = masks.project(_properties(book), below(mask, "properties"))
    if wants(mask, "sheets"):
        out["sheets"] = _sheets(book, picked, grid, below(mask, "sheets"), switches)
    if wants(mask, "namedRanges") and book.named:
        out["namedRanges"] = masks.project(book.named, below(mask, "namedRanges"))
    if wants(mask, "spreadsheetUrl"):
        out["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    own = metadata.at(book, "SPREADSHEET") if wants(mask, "developerMetadata") else []
    if own:
        out["developerMetadata"] = masks.project(own, below(mask, "developerMetadata"))
    return out


def _properties(book: Book) -> Json:
    theme = [{"colorType": "TEXT", "color": {"rgbColor": {}}}]
    theme.append({"colorType": "BACKGROUND", "color": {"rgbColor": {"red": 1, "green": 1, "blue": 1}}})
    for name, parts in ACCENTS:
        colour = dict(zip(("red", "green", "blue"), parts, strict=True))
        theme.append({"colorType": name, "color": {"rgbColor": colour}})
    fixed = {
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": {"primaryFontFamily": "Arial", "themeColors": theme},
    }
    return book.properties | fixed


def _sheets(book: Book, picked: Picked | None, grid: bool, mask: Mask, switches: Switches) -> list[Json]:
    out = []
    for index, sheet in enumerate(book.sheets):
        spans = [sheet.all] if picked is None else [span for each, span in picked if each is sheet]
        if spans:
            out.append(_sheet(book, sheet, index, spans if grid else [], mask, switches))
    return out


def _sheet(book: Book, sheet: Sheet, index: int, spans: list[Span], mask: Mask, switches: Switches) -> Json:
    out: Json = {}
    if wants(mask, "properties"):
        out["properties"] = masks.project(properties(sheet, index), below(mask, "properties"))
    if spans and wants(mask, "data"):
        out["data"] = [_grid(book, sheet, span, below(mask, "data"), switches) for span in spans]
    if sheet.objects["tables"] and mask is not None and wants(mask, "bandedRanges"):
        raise NotEmulatedError("bandedRanges of a tab with a Table, which has colours of its own")
    for kind in KINDS:
        if sheet.objects[kind] and wants(mask, kind):
            kept = sheet.objects[kind]
            out[kind] = masks.project(kept[0] if kind == "basicFilter" else kept, below(mask, kind))
    own = metadata.at(book, "SHEET", sheet.id) if wants(mask, "developerMetadata") else []
    if own:
        out["developerMetadata"] = masks.project(own, below(mask, "developerMetadata"))
    return out


def properties(sheet: Sheet, index: int) -> Json:
    """SheetProperties, with where the tab stands and how large its grid is."""
    size = {"rowCount": sheet.height, "columnCount": sheet.width}
    grid = size | sheet.properties["gridProperties"]
    return {**sheet.properties, "index": index, "gridProperties": grid}


def _grid(book: Book, sheet: Sheet, span: Span, mask: Mask, switches: Switches) -> Json:
    out: Json = {}
    if span.top and wants(mask, "startRow"):
        out["startRow"] = span.top
    if span.left and wants(mask, "startColumn"):
        out["startColumn"] = span.left
    if wants(mask, "rowData"):
        rows = _rows(book, sheet, span, below(mask, "rowData"), switches)
        if rows:
            out["rowData"] = rows
    for name, dimension, first, last in (
        ("rowMetadata", "ROWS", span.top, span.bottom),
        ("columnMetadata", "COLUMNS", span.left, span.right),
    ):
        if wants(mask, name):
            out[name] = _dimension(book, sheet, dimension, (first, last), below(mask, name))
    return out


def _rows(book: Book, sheet: Sheet, span: Span, mask: Mask, switches: Switches) -> list[Json]:
    """Rows up to the last with anything in it, cells up to the last of their row; empty ones in between stay."""
    out, inner = [], below(mask, "values") if wants(mask, "values") else {}
    whole = inner != cells.VALUES_ONLY
    for index in range(span.top, span.bottom):
        stored = sheet.rows[index][span.left : span.right]
        row = [
            cells.shown(cell, sheet, book, inner, switches) if cell and (whole or "userEnteredValue" in cell) else {}
            for cell in stored
        ]
        while row and not stored[len(row) - 1]:
            row.pop()
        out.append({"values": row} if row else {})
    while out and not out[-1]:
        out.pop()
    return out


def _dimension(book: Book, sheet: Sheet, dimension: str, ends: tuple[int, int], mask: Mask) -> list[Json]:
    info = sheet.row_info if dimension == "ROWS" else sheet.column_info
    marks = metadata.by_place(book, sheet.id, dimension) if wants(mask, "developerMetadata") else {}
    plain: Json = masks.project({"pixelSize": PIXELS[dimension]}, mask)
    out: list[Any] = []
    for index in range(*ends):
        if not info[index] and index not in marks:
            out.append(plain)
            continue
        full = {"pixelSize": PIXELS[dimension], **info[index]}
        if index in marks:
            full["developerMetadata"] = marks[index]
        out.append(masks.project(full, mask))
    return out
