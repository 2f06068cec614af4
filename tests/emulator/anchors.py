"""What hangs on rows and columns goes with them: merges, filters, names, protections, bandings, charts, metadata."""

from collections.abc import Callable

from tests.emulator.grid import Book, Json, Sheet

Move = Callable[[int, int, bool], tuple[int, int] | None]
"""Where a stretch of rows or columns lies afterwards (start, end), None when it is gone.

The third argument says that the stretch is one thing (metadata of a row), not a range that may grow or shrink.
"""

KEYS = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}
CELL_KEY = {"ROWS": "rowIndex", "COLUMNS": "columnIndex"}


def inserted(at: int, count: int) -> Move:
    """Rows or columns put in before ``at``: what begins there is pushed on, what spans it grows."""

    def move(start: int, end: int, single: bool) -> tuple[int, int]:
        return start + (count if start >= at else 0), end + (count if end > at else 0)

    return move


def deleted(at: int, count: int) -> Move:
    """Rows or columns taken out: what lies inside is gone, what overlaps shrinks."""

    def move(start: int, end: int, single: bool) -> tuple[int, int] | None:
        first = start - min(max(start - at, 0), count)
        last = end - min(max(end - at, 0), count)
        return (first, last) if first < last else None

    return move


def permuted(order: list[int]) -> Move:
    """Rows or columns in another order: ``order[new] = old``. A range follows the part of it that stays together."""
    place = {old: new for new, old in enumerate(order)}

    def move(start: int, end: int, single: bool) -> tuple[int, int]:
        places = sorted(place.get(old, old) for old in range(start, min(end, len(order))))
        if not places:
            return start, end
        whole = places[-1] - places[0] + 1 == len(places)
        return (places[0], places[0] + len(places)) if whole else (start, end)

    return move


def shift(book: Book, sheet: Sheet, dimension: str, move: Move, *, objects: bool = True) -> None:
    """Apply a move to everything anchored on a tab."""
    if objects:
        for kind, kept in sheet.objects.items():
            moved = [_object(each, kind, dimension, move) for each in kept]
            sheet.objects[kind] = [each for each in moved if each is not None]
        book.named[:] = [each for named in book.named if (each := _named(named, sheet, dimension, move)) is not None]
    for number, each in list(book.metadata.items()):
        _metadata(book, number, each, sheet, dimension, move)


def _object(each: Json, kind: str, dimension: str, move: Move) -> Json | None:
    if kind == "merges":
        moved = _range(each, dimension, move)
        return moved if moved and _wide(moved) else None
    if kind == "conditionalFormats":
        ranges = [moved for part in each.get("ranges", ()) if (moved := _range(part, dimension, move)) is not None]
        return {**each, "ranges": ranges} if ranges else None
    if kind in {"rowGroups", "columnGroups"}:
        return _group(each, dimension, move)
    if kind == "tables":
        return _table(each, dimension, move)
    if kind == "charts":
        return _chart(each, dimension, move)
    if "range" not in each:
        return each
    inside = _range(each["range"], dimension, move)
    return None if inside is None else {**each, "range": inside}


def _wide(merge: Json) -> bool:
    """Whether a merge still joins more than one cell."""
    rows: int = merge["endRowIndex"] - merge["startRowIndex"]
    columns: int = merge["endColumnIndex"] - merge["startColumnIndex"]
    return rows * columns > 1


def _range(grid_range: Json, dimension: str, move: Move) -> Json | None:
    first, last = KEYS[dimension]
    if first not in grid_range and last not in grid_range:
        return grid_range
    start, end = grid_range.get(first, 0), grid_range.get(last, 2**31)
    moved = move(start, end, False)
    if moved is None:
        return None
    fresh = {**grid_range, first: moved[0]}
    if last in grid_range:
        fresh[last] = moved[1]
    return fresh


def _group(each: Json, dimension: str, move: Move) -> Json | None:
    inside = each["range"]
    if inside["dimension"] != dimension:
        return each
    moved = move(inside["startIndex"], inside["endIndex"], False)
    return None if moved is None else {**each, "range": {**inside, "startIndex": moved[0], "endIndex": moved[1]}}


def _table(each: Json, dimension: str, move: Move) -> Json | None:
    inside = _range(each["range"], dimension, move)
    if inside is None or dimension == "ROWS":
        return None if inside is None else {**each, "range": inside}
    left, first = each["range"].get("startColumnIndex", 0), inside.get("startColumnIndex", 0)
    columns = []
    for column in each["columnProperties"]:
        place = left + column.get("columnIndex", 0)
        moved = move(place, place + 1, True)
        if moved is not None and first <= moved[0] < inside["endColumnIndex"]:
            columns.append({**column, "columnIndex": moved[0] - first})
    columns.sort(key=lambda column: column["columnIndex"])
    return {**each, "range": inside, "columnProperties": columns}


def _chart(each: Json, dimension: str, move: Move) -> Json:
    place = each.get("position", {}).get("overlayPosition")
    if not place or "anchorCell" not in place:
        return each
    cell, key = place["anchorCell"], CELL_KEY[dimension]
    moved = move(cell.get(key, 0), cell.get(key, 0) + 1, True) or (cell.get(key, 0), 0)
    fresh = {**place, "anchorCell": {**cell, key: moved[0]}}
    return {**each, "position": {**each["position"], "overlayPosition": fresh}}


def _named(named: Json, sheet: Sheet, dimension: str, move: Move) -> Json | None:
    if named["range"].get("sheetId", 0) != sheet.id:
        return named
    inside = _range(named["range"], dimension, move)
    return None if inside is None else {**named, "range": inside}


def _metadata(book: Book, number: int, each: Json, sheet: Sheet, dimension: str, move: Move) -> None:
    span = each["location"].get("dimensionRange")
    if not span or span.get("sheetId", 0) != sheet.id or span["dimension"] != dimension:
        return
    moved = move(span["startIndex"], span["endIndex"], True)
    if moved is None:
        del book.metadata[number]
        book.graves.add(number)
        return
    fresh = {**span, "startIndex": moved[0], "endIndex": moved[1]}
    book.metadata[number] = {**each, "location": {**each["location"], "dimensionRange": fresh}}
