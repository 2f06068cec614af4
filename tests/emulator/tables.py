"""Native Tables: a range with a name, a header row that names its columns, and a type for each column.

Known from the discovery document, from Google's guide to tables and from another project's notes on the real service
(how columns are named, what typing a column as a checkbox does, how a list of columns is replaced, two refusals). What
nobody has told fails loudly: footers, chips, and appending to a Table that has rows below it.
"""

import random
from typing import Any

from tests.emulator import masks
from tests.emulator.errors import NotEmulatedError, Refused
from tests.emulator.grid import Book, Json, Sheet, Span

TYPES = frozenset(["DOUBLE", "CURRENCY", "PERCENT", "DATE", "TIME", "DATE_TIME", "TEXT", "BOOLEAN", "DROPDOWN"])
_FOOTER = ("rowsProperties", "footerColorStyle")


def add(book: Book, request: Json, rng: random.Random) -> Json:
    """``addTable``: every column gets an entry, named by its header cell; a name that is given goes into that cell."""
    given = request.get("table", {})
    if "range" not in given:
        raise Refused("A range must be specified.")
    sheet, span = book.of(given["range"])
    name = given.get("name") or _free_name(book)
    if any(each["name"] == name for other in book.sheets for each in other.objects["tables"]):
        raise Refused(f"A table with the name {name} already exists.")
    number = given.get("tableId") or str(rng.randrange(1, 2**31))
    if any(each["tableId"] == number for other in book.sheets for each in other.objects["tables"]):
        raise Refused(f"A table with id {number} already exists.")
    _free(sheet, span)
    fresh = {"tableId": number, "name": name, "range": sheet.ranged(span)}
    fresh |= {key: value for key, value in given.items() if key not in (*fresh, "columnProperties")}
    _known(fresh)
    table = {**fresh, "columnProperties": _typed(sheet, span, given.get("columnProperties", []))}
    sheet.objects["tables"].append(table)
    return {"table": table}


def _free_name(book: Book) -> str:
    taken = {each["name"] for sheet in book.sheets for each in sheet.objects["tables"]}
    number = 1
    while f"Table{number}" in taken:
        number += 1
    return f"Table{number}"


def _free(sheet: Sheet, span: Span, besides: Json | None = None) -> None:
    for each in sheet.objects["tables"]:
        if each is not besides and sheet.span(each["range"]).meets(span):
            raise Refused("A table cannot overlap another table.")
    if any(sheet.span(each["range"]).meets(span) for each in sheet.objects["bandedRanges"]):
        raise Refused(
            "You cannot add alternating background colors to a range that already has alternating background colors."
        )


def _known(table: Json) -> None:
    if table.get(_FOOTER[0], {}).get(_FOOTER[1]):
        raise NotEmulatedError("a Table with a footer")


def _typed(sheet: Sheet, span: Span, given: list[Json]) -> list[Json]:
    """One entry a column. Checkboxes turn whatever is none into FALSE, blank cells too."""
    wanted: dict[int, Json] = {}
    for each in given:
        place = each.get("columnIndex", 0)
        if place >= span.right - span.left or place in wanted:
            raise Refused(f"Invalid column index: {place}.")
        wanted[place] = each
        kind = each.get("columnType", "")
        if kind and kind not in TYPES:
            raise NotEmulatedError(f"a column of the type {kind}")
        if kind == "DROPDOWN" and not each.get("dataValidationRule", {}).get("condition"):
            raise Refused("Condition must be set for dropdown column type.")
        if kind != "DROPDOWN" and "dataValidationRule" in each:
            raise Refused("Cannot set condition for non-dropdown column type.")
    found = []
    for place in range(span.right - span.left):
        each = wanted.get(place, {})
        default = f"Column {place + 1}"
        name = each.get("columnName") or (default if each.get("columnType") else _head(sheet, span, place) or default)
        _write_head(sheet, span, place, name)
        if each.get("columnType") == "BOOLEAN":
            _tick(sheet, span, span.left + place)
        entry = {**({"columnIndex": place} if place else {}), "columnName": name}
        found.append(entry | {key: each[key] for key in ("columnType", "dataValidationRule") if key in each})
    return found


def _head(sheet: Sheet, span: Span, place: int) -> str:
    shown: Any = sheet.cell(span.top, span.left + place).get("userEnteredValue", {}).get("stringValue", "")
    return str(shown)


def _write_head(sheet: Sheet, span: Span, place: int, name: str) -> None:
    if _head(sheet, span, place) != name:
        kept = sheet.cell(span.top, span.left + place)
        sheet.put(span.top, {span.left + place: {**kept, "userEnteredValue": {"stringValue": name}}})


def _tick(sheet: Sheet, span: Span, column: int) -> None:
    for row in range(span.top + 1, span.bottom):
        cell = sheet.cell(row, column)
        if "boolValue" not in cell.get("userEnteredValue", {}):
            sheet.put(row, {column: {**cell, "userEnteredValue": {"boolValue": False}}})


def update(book: Book, request: Json) -> None:
    """``updateTable``: the list of columns is replaced whole; those left out keep their names and lose their types."""
    given = request.get("table", {})
    sheet, place = _with_id(book, str(given.get("tableId", "")))
    mask = masks.in_update(request.get("fields"), "sheets", "Table")
    old = sheet.objects["tables"][place]
    fresh = {**masks.update(old, given, mask), "tableId": old["tableId"]}
    _known(fresh)
    span = sheet.span(fresh["range"])
    _free(sheet, span, old)
    columns = given.get("columnProperties", []) if masks.wants(mask, "columnProperties") else old["columnProperties"]
    sheet.objects["tables"][place] = {**fresh, "columnProperties": _typed(sheet, span, columns)}


def delete(book: Book, request: Json) -> None:
    """``deleteTable``: the Table goes with all that its cells held, as Google's guide says; nobody has shown it."""
    sheet, place = _with_id(book, str(request.get("tableId", "")))
    span = sheet.span(sheet.objects["tables"].pop(place)["range"])
    for row in range(span.top, span.bottom):
        sheet.put(row, {column: {} for column in range(span.left, min(span.right, len(sheet.rows[row])))})


def _with_id(book: Book, number: str) -> tuple[Sheet, int]:
    for sheet in book.sheets:
        for place, each in enumerate(sheet.objects["tables"]):
            if each["tableId"] == number:
                return sheet, place
    raise Refused(f"No table with id: {number}")


def body(book: Book, number: str) -> tuple[Sheet, Span, int]:
    """Where ``appendCells`` adds rows to a Table: its tab, its range, and the row after the last that holds anything.

    Ends beyond the range where that is full; the Table grows. Nothing is known of one with anything below it.
    """
    sheet, place = _with_id(book, number)
    span = sheet.span(sheet.objects["tables"][place]["range"])
    last = max((row for row in range(span.top, span.bottom) if _filled(sheet, row, span)), default=span.top)
    if any(_filled(sheet, row, span) for row in range(span.bottom, sheet.height)):
        raise NotEmulatedError("appendCells.tableId with cells below the Table")
    return sheet, span, last + 1


def _filled(sheet: Sheet, row: int, span: Span) -> bool:
    return any(
        sheet.cell(row, column).get("userEnteredValue") not in (None, {"boolValue": False})
        for column in range(span.left, span.right)
    )


def grow(sheet: Sheet, span: Span, bottom: int) -> None:
    """A Table down to this row at least: cells that joined it below are its own, its checkboxes ticked off."""
    for place, each in enumerate(sheet.objects["tables"]):
        if sheet.span(each["range"]) == span and bottom > span.bottom:
            fresh = {**each["range"], "endRowIndex": bottom}
            sheet.objects["tables"][place] = {**each, "range": fresh}
            for column in each["columnProperties"]:
                if column.get("columnType") == "BOOLEAN":
                    _tick(sheet, sheet.span(fresh), span.left + column.get("columnIndex", 0))


def rule(sheet: Sheet, row: int, column: int) -> Json:
    """The rule of a dropdown column over a cell of a Table's body; nobody has told whether it shows in the cell."""
    for each in sheet.objects["tables"]:
        span = sheet.span(each["range"])
        if span.top < row < span.bottom:
            for head in each["columnProperties"]:
                if span.left + head.get("columnIndex", 0) == column and "dataValidationRule" in head:
                    return {**head["dataValidationRule"], "strict": True}
    return {}


def name_columns(book: Book) -> None:
    """What stands in a header cell names its column; a formula or nothing there becomes ``Column`` and its place."""
    for sheet in book.sheets:
        for index, each in enumerate(sheet.objects["tables"]):
            span = sheet.span(each["range"])
            known = {column.get("columnIndex", 0): column for column in each["columnProperties"]}
            columns = []
            for place in range(span.right - span.left):
                name = _head(sheet, span, place) or f"Column {place + 1}"
                _write_head(sheet, span, place, name)
                head = {**({"columnIndex": place} if place else {}), "columnName": name}
                columns.append({**{k: v for k, v in known.get(place, {}).items() if k != "columnIndex"}, **head})
            if columns != each["columnProperties"]:
                sheet.objects["tables"][index] = {**each, "columnProperties": columns}
