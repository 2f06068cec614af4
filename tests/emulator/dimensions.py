"""Requests about rows and columns: insert, delete, move, append, resize, hide, group, sort."""

from tests.emulator import a1, anchors, masks
from tests.emulator.cells import must_be_open
from tests.emulator.errors import NotEmulatedError, Refused
from tests.emulator.formulas import effective
from tests.emulator.grid import COLUMNS, ROWS, Book, Json, Sheet, Span
from tests.emulator.reading import PIXELS
from tests.emulator.switches import Switches

WORD = {ROWS: "row", COLUMNS: "column"}
GROUPS = {ROWS: "rowGroups", COLUMNS: "columnGroups"}
CONTROL = {ROWS: "rowGroupControlAfter", COLUMNS: "columnGroupControlAfter"}


def size(sheet: Sheet, dimension: str) -> int:
    """Rows or columns of a tab."""
    return sheet.height if dimension == ROWS else sheet.width


def _info(sheet: Sheet, dimension: str) -> list[Json]:
    return sheet.row_info if dimension == ROWS else sheet.column_info


def stretch(book: Book, given: Json) -> tuple[Sheet, str, int, int]:
    """Tab, dimension, start and end of a DimensionRange, open ends at the edge of the grid."""
    sheet, dimension = book.sheet(given.get("sheetId", 0)), given.get("dimension", "")
    if dimension not in WORD:
        raise Refused("A dimension must be specified.")
    end = given.get("endIndex", size(sheet, dimension))
    return sheet, dimension, given.get("startIndex", 0), end


def insert(book: Book, request: Json) -> None:
    """``insertDimension``: empty rows or columns that look like their neighbour."""
    sheet, dimension, start, end = stretch(book, request.get("range", {}))
    before, grid = request.get("inheritFromBefore", False), size(sheet, dimension)
    if start > grid:
        raise Refused(f"range.startIndex is larger than current grid size ({grid})")
    if start == grid and not before:
        raise Refused(f"range.startIndex must be less than the grid size ({grid}) if inheritFromBefore is false.")
    if before and start == 0:
        raise Refused("range.startIndex must be greater than 0 if inheritFromBefore is true.")
    place(book, sheet, dimension, start, end - start, start - 1 if before else start)
    book.must_fit()


def place(book: Book, sheet: Sheet, dimension: str, start: int, count: int, like: int | None) -> None:
    """Put in empty rows or columns before ``start``, formatted as the one at ``like``."""
    if dimension == ROWS:
        model = tuple(_looks(cell) for cell in sheet.rows[like]) if like is not None else ()
        sheet.rows[start:start] = [model if any(model) else ()] * count
    else:
        for index, row in enumerate(sheet.rows):
            if len(row) > start:
                kept = _looks(row[like]) if like is not None and like < len(row) else None
                sheet.rows[index] = (*row[:start], *([kept] * count), *row[start:])
    info = _info(sheet, dimension)
    size_kept = {"pixelSize": info[like]["pixelSize"]} if like is not None and "pixelSize" in info[like] else {}
    info[start:start] = [size_kept] * count
    anchors.shift(book, sheet, dimension, anchors.inserted(start, count))


def _looks(cell: Json | None) -> Json | None:
    """The part of a cell that a new neighbour inherits: format and validation, never content."""
    kept = {name: inner for name, inner in (cell or {}).items() if name in {"userEnteredFormat", "dataValidation"}}
    return kept or None


def delete(book: Book, request: Json) -> None:
    """``deleteDimension``: rows or columns with all that hangs on them."""
    sheet, dimension, start, end = stretch(book, request.get("range", {}))
    grid = size(sheet, dimension)
    if start >= grid:
        raise Refused(f"range.startIndex is larger than current grid size ({grid})")
    end = min(end, grid)
    if end - start >= grid:
        raise Refused(f"You can't delete all the {WORD[dimension]}s on the sheet.")
    _open(sheet, dimension, start, end)
    remove(book, sheet, dimension, start, end)


def _open(sheet: Sheet, dimension: str, start: int, end: int) -> None:
    whole = Span(start, end, 0, sheet.width) if dimension == ROWS else Span(0, sheet.height, start, end)
    must_be_open(sheet, whole)


def remove(book: Book, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Take out rows or columns."""
    if dimension == ROWS:
        del sheet.rows[start:end]
    else:
        for index, row in enumerate(sheet.rows):
            if len(row) > start:
                sheet.rows[index] = _trimmed((*row[:start], *row[end:]))
    del _info(sheet, dimension)[start:end]
    anchors.shift(book, sheet, dimension, anchors.deleted(start, end - start))


def _trimmed(row: tuple[Json | None, ...]) -> tuple[Json | None, ...]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def move(book: Book, request: Json) -> None:
    """``moveDimension``: ``destinationIndex`` counts as before the move."""
    sheet, dimension, start, end = stretch(book, request.get("source", {}))
    target, grid = request.get("destinationIndex", 0), size(sheet, dimension)
    if end > grid or target > grid:
        raise Refused(f"source.endIndex or destinationIndex is larger than current grid size ({grid})")
    if start <= target <= end:
        return
    _crosses_no_merge(sheet, dimension, (start, end, target))
    rest = [index for index in range(grid) if not start <= index < end]
    at = target if target <= start else target - (end - start)
    order = [*rest[:at], *range(start, end), *rest[at:]]
    if dimension == ROWS:
        sheet.rows[:] = [sheet.rows[index] for index in order]
    else:
        wide = [(*row, *([None] * (grid - len(row)))) for row in sheet.rows]
        sheet.rows[:] = [_trimmed(tuple(row[index] for index in order)) if any(row) else () for row in wide]
    info = _info(sheet, dimension)
    info[:] = [info[index] for index in order]
    anchors.shift(book, sheet, dimension, anchors.permuted(order))


def _crosses_no_merge(sheet: Sheet, dimension: str, places: tuple[int, int, int]) -> None:
    first, last = anchors.KEYS[dimension]
    for merge in sheet.objects["merges"]:
        if any(merge[first] < place < merge[last] for place in places):
            raise Refused(
                f"Sorry, it is not possible to move a {WORD[dimension]} to a position that crosses a merged cell. "
                "Please unmerge and try again."
            )


def append(book: Book, request: Json) -> None:
    """``appendDimension``: rows or columns at the end."""
    sheet, count = book.sheet(request.get("sheetId", 0)), request.get("length", 0)
    rows, columns = (count, 0) if request.get("dimension") == ROWS else (0, count)
    sheet.grow(sheet.height + rows, sheet.width + columns)
    book.must_fit()


def update(book: Book, request: Json) -> None:
    """``updateDimensionProperties``: hide, show, set a size."""
    sheet, dimension, start, end = stretch(book, request.get("range", {}))
    mask = masks.in_update(request.get("fields"), "sheets", "DimensionProperties")
    info = _info(sheet, dimension)
    for index in range(start, min(end, len(info))):
        info[index] = masks.update(info[index], request.get("properties", {}), mask)


def fit(book: Book, request: Json) -> None:
    """``autoResizeDimensions``: about seven pixels a letter; the service measures its fonts."""
    sheet, dimension, start, end = stretch(book, request.get("dimensions", {}))
    if dimension == ROWS:
        return
    for column in range(start, min(end, sheet.width)):
        widths = [_letters(row[column]) for row in sheet.rows if column < len(row)]
        widest = max(widths, default=0)
        pixels = max(widest * 7 + 6, 21) if widest else PIXELS[COLUMNS]
        sheet.column_info[column] = {**sheet.column_info[column], "pixelSize": pixels}


def _letters(cell: Json | None) -> int:
    return max((len(str(value)) for value in (cell or {}).get("userEnteredValue", {}).values()), default=0)


def group(book: Book, request: Json) -> Json:
    """``addDimensionGroup``, one depth; nested groups are not emulated."""
    sheet, dimension, start, end = stretch(book, request.get("range", {}))
    kept = sheet.objects[GROUPS[dimension]]
    if any(each["range"]["startIndex"] < end and start < each["range"]["endIndex"] for each in kept):
        raise NotEmulatedError("dimension groups that overlap")
    kept.append({"range": {**request["range"], "startIndex": start, "endIndex": end}, "depth": 1})
    kept.sort(key=lambda each: each["range"]["startIndex"])
    grid = {**sheet.properties["gridProperties"], CONTROL[dimension]: True}
    sheet.properties = {**sheet.properties, "gridProperties": grid}
    return {"dimensionGroups": list(kept)}


def ungroup(book: Book, request: Json) -> Json:
    """``deleteDimensionGroup``; replies with the groups that remain."""
    sheet, dimension, start, end = stretch(book, request.get("range", {}))
    kept = sheet.objects[GROUPS[dimension]]
    gone = [each for each in kept if (each["range"]["startIndex"], each["range"]["endIndex"]) == (start, end)]
    if not gone:
        raise Refused("No dimension group exists over the given range.")
    kept.remove(gone[0])
    return {"dimensionGroups": list(kept)} if kept else {}


def sort(book: Book, request: Json, switches: Switches) -> None:
    """``sortRange``: hidden rows stay where they are, blanks go last, numbers stand before text when ascending."""
    sheet, span = book.of(request.get("range", {}))
    for merge in sheet.objects["merges"]:
        if merge["endRowIndex"] - merge["startRowIndex"] > 1 and sheet.span(merge).meets(span):
            where = f"{a1.letters(merge['startColumnIndex'])}{merge['startRowIndex'] + 1}"
            raise Refused(f"You can't sort a range containing vertical merges. There is a vertical merge at {where}")
    must_be_open(sheet, span)
    rows = [index for index in range(span.top, span.bottom) if not _hidden(sheet.row_info[index])]
    order = list(rows)
    for spec in reversed(request.get("sortSpecs", [])):
        order = _sorted(book, sheet, order, spec, switches)
    olds = {index: sheet.rows[index] for index in rows}
    for target, source in zip(rows, order, strict=True):
        moved = olds[source]
        fresh = {column: (moved[column] if column < len(moved) else None) or {} for column in range(*span[2:])}
        sheet.put(target, fresh)
    if switches.row_metadata_follows_sort:
        whole = list(range(sheet.height))
        for target, source in zip(rows, order, strict=True):
            whole[target] = source
        anchors.shift(book, sheet, ROWS, anchors.permuted(whole), objects=False)


def _hidden(info: Json) -> bool:
    return bool(info.get("hiddenByUser") or info.get("hiddenByFilter"))


def _sorted(book: Book, sheet: Sheet, order: list[int], spec: Json, switches: Switches) -> list[int]:
    column = spec.get("dimensionIndex", 0)
    values = {index: effective(sheet.cell(index, column), sheet, book, switches) for index in order}
    filled = [index for index in order if values[index] is not None]
    blank = [index for index in order if values[index] is None]
    backwards = spec.get("sortOrder") == "DESCENDING"
    return sorted(filled, key=lambda index: _rank(values[index]), reverse=backwards) + blank


def _rank(value: Json | None) -> tuple[int, float, str]:
    assert value is not None
    if "numberValue" in value:
        return 0, value["numberValue"], ""
    if "stringValue" in value:
        return 1, 0, value["stringValue"].casefold()
    return 2, float(bool(value.get("boolValue"))), ""
