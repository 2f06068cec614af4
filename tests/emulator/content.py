"""Requests about what cells hold: write, append, repeat, copy, cut, validate."""

import re

from tests.emulator import cells, masks, tables
from tests.emulator.cells import must_be_open
from tests.emulator.errors import NotEmulatedError, Refused
from tests.emulator.grid import Book, Json, Sheet, Span
from tests.emulator.masks import Mask
from tests.emulator.switches import Switches

PASTED: dict[str, tuple[str, ...]] = {
    "PASTE_NORMAL": ("userEnteredValue", "userEnteredFormat", "dataValidation", "note", "textFormatRuns", "chipRuns"),
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat",),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
}


def update(book: Book, request: Json, switches: Switches) -> None:
    """``updateCells``: with a range, its cells that no row covers lose the masked fields."""
    rows = request.get("rows", [])
    if "range" in request:
        sheet, span = book.of(request["range"])
    else:
        sheet, span = _from_start(book, request.get("start", {}), rows)
    mask = masks.in_update(request.get("fields"), "sheets", "CellData")
    if len(rows) > span.bottom - span.top:
        last, row = span.bottom - 1, span.top + len(rows) - 1
        raise Refused(f"Attempting to write row: {row}, beyond the last requested row of: {last}")
    must_be_open(sheet, span)
    depth = span.bottom if "range" in request else span.top + len(rows)
    for index in range(span.top, depth):
        given = rows[index - span.top].get("values", []) if index - span.top < len(rows) else []
        if len(given) > span.right - span.left:
            column, last = span.left + len(given) - 1, span.right - 1
            raise Refused(f"Attempting to write column: {column}, beyond the last requested column of: {last}")
        width = span.right if "range" in request else span.left + len(given)
        _write(sheet, index, (span.left, width), given, (mask, switches))


def _from_start(book: Book, start: Json, rows: list[Json]) -> tuple[Sheet, Span]:
    sheet = book.sheet(start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    width = max((len(row.get("values", [])) for row in rows), default=0)
    if top + len(rows) > sheet.height:
        raise Refused(
            f"Attempting to write row: {top + len(rows) - 1}, beyond the last requested row of: {sheet.height - 1}"
        )
    if left + width > sheet.width:
        raise Refused(
            f"Attempting to write column: {left + width - 1}, beyond the last requested column of: {sheet.width - 1}"
        )
    return sheet, Span(top, max(top + len(rows), top + 1), left, max(left + width, left + 1))


def _write(sheet: Sheet, row: int, ends: tuple[int, int], given: list[Json], how: tuple[Mask, Switches]) -> None:
    fresh = {}
    for column in range(*ends):
        place = column - ends[0]
        new = cells.checked(given[place], f"rows[{row}].values[{place}]") if place < len(given) else {}
        old = sheet.cell(row, column)
        if old or new:
            fresh[column] = cells.updated(old, new, how[0])
            cells.must_be_valid(fresh[column], how[1], tables.rule(sheet, row, column))
    sheet.put(row, fresh)


def append(book: Book, request: Json, switches: Switches) -> None:
    """``appendCells``: after the last row with data, from column A, growing the grid."""
    rows = request.get("rows", [])
    table = tables.body(book, request["tableId"]) if "tableId" in request else None
    sheet = book.sheet(request.get("sheetId", 0)) if table is None else table[0]
    mask = masks.in_update(request.get("fields"), "sheets", "CellData")
    if not rows:
        return
    top, left = (sheet.last_row_with_data(), 0) if table is None else (table[2], table[1].left)
    width = max(len(row.get("values", [])) for row in rows)
    sheet.grow(top + len(rows), left + width)
    book.must_fit()
    must_be_open(sheet, Span(top, top + len(rows), left, left + max(width, 1)))
    joined = [sheet.span(each["range"]) for each in sheet.objects["tables"]] if switches.append_joins_table else []
    for index, row in enumerate(rows, top):
        given = row.get("values", [])
        _write(sheet, index, (left, left + len(given)), given, (mask, switches))
    for span in [table[1]] if table else [span for span in joined if span.bottom == top]:
        tables.grow(sheet, span, top + len(rows))


def repeat(book: Book, request: Json, switches: Switches) -> None:
    """``repeatCell``: the same cell over a whole range. Formulas with references are not shifted, so refused."""
    sheet, span = book.of(request.get("range", {}))
    mask = masks.in_update(request.get("fields"), "sheets", "CellData")
    given = request.get("cell", {})
    if "formulaValue" in given.get("userEnteredValue", {}):
        raise NotEmulatedError("repeatCell with a formula")
    must_be_open(sheet, span)
    new = cells.checked(given, "cell")
    blank = cells.updated({}, new, mask)
    for row in range(span.top, span.bottom):
        fresh = {}
        for column in range(span.left, span.right):
            old = sheet.cell(row, column)
            fresh[column] = cells.updated(old, new, mask) if old else blank
            cells.must_be_valid(fresh[column], switches, tables.rule(sheet, row, column))
        sheet.put(row, fresh)


def validate(book: Book, request: Json) -> None:
    """``setDataValidation``: a rule over a range; without a rule, the range loses its rules."""
    sheet, span = book.of(request.get("range", {}))
    rule = request.get("rule")
    must_be_open(sheet, span)
    for row in range(span.top, span.bottom):
        fresh = {}
        for column in range(span.left, span.right):
            kept = {name: inner for name, inner in sheet.cell(row, column).items() if name != "dataValidation"}
            fresh[column] = kept | ({"dataValidation": rule} if rule else {})
        sheet.put(row, fresh)


def copy(book: Book, request: Json) -> None:
    """``copyPaste``: the source over and over until it fills the destination; formulas with references are refused."""
    kind = request.get("pasteType", "PASTE_NORMAL")
    if kind not in PASTED or request.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise NotEmulatedError(f"copyPaste {kind} {request.get('pasteOrientation', '')}".strip())
    source, origin = book.of(request.get("source", {}))
    target, aim = book.of(request.get("destination", {}))
    block = _block(source, origin)
    height, width = len(block), len(block[0])
    rows = max(height, (aim.bottom - aim.top) // height * height)
    columns = max(width, (aim.right - aim.left) // width * width)
    _must_reach(target, aim.top + rows, aim.left + columns)
    must_be_open(target, Span(aim.top, aim.top + rows, aim.left, aim.left + columns))
    for row in range(rows):
        fresh = {}
        for column in range(columns):
            old = target.cell(aim.top + row, aim.left + column)
            fresh[aim.left + column] = _pasted(old, block[row % height][column % width], kind)
        target.put(aim.top + row, fresh)


def _pasted(old: Json, new: Json, kind: str) -> Json:
    taken = PASTED[kind]
    kept = {name: inner for name, inner in old.items() if name not in taken}
    fresh = kept | {name: new[name] for name in taken if name in new}
    formula = fresh.get("userEnteredValue", {}).get("formulaValue", "")
    if any(letter.isalpha() for letter in formula):
        raise NotEmulatedError("pasting a formula with references")
    return fresh


def replace(book: Book, request: Json) -> Json:
    """``findReplace`` in text; a formula that holds what is sought fails loudly when formulas are included."""
    if not request.get("find"):
        raise Refused("The find string must not be empty.")
    rows = [
        (sheet, *changed)
        for sheet, span in _places(book, request)
        for row in range(span.top, span.bottom)
        if (changed := _replaced_row(sheet, row, span, request))[1]
    ]
    counts = {
        "valuesChanged": sum(values for _, values, _ in rows),
        "occurrencesChanged": sum(hits for _, _, hits in rows),
        "rowsChanged": len(rows),
        "sheetsChanged": len({sheet.id for sheet, _, _ in rows}),
    }
    return {name: count for name, count in counts.items() if count}


def _places(book: Book, request: Json) -> list[tuple[Sheet, Span]]:
    if "range" in request:
        return [book.of(request["range"])]
    sheets = book.sheets if request.get("allSheets") else [book.sheet(request.get("sheetId", 0))]
    return [(sheet, sheet.all) for sheet in sheets]


def _replaced_row(sheet: Sheet, row: int, span: Span, request: Json) -> tuple[int, int]:
    """Cells changed in a row and occurrences in them."""
    fresh, total = {}, 0
    for column in range(span.left, min(span.right, len(sheet.rows[row]))):
        old = sheet.cell(row, column)
        text, hits = _replaced(old.get("userEnteredValue", {}), request)
        if hits:
            must_be_open(sheet, Span(row, row + 1, column, column + 1))
            fresh[column] = {**old, "userEnteredValue": {"stringValue": text}}
            total += hits
    sheet.put(row, fresh)
    return len(fresh), total


def _replaced(value: Json, request: Json) -> tuple[str, int]:
    flags = re.NOFLAG if request.get("matchCase") else re.IGNORECASE
    sought = request["find"] if request.get("searchByRegex") else re.escape(request["find"])
    pattern = re.compile(rf"(?:{sought})\Z" if request.get("matchEntireCell") else sought, flags)
    if request.get("includeFormulas") and pattern.search(value.get("formulaValue", "")):
        raise NotEmulatedError("findReplace in a formula")
    text = value.get("stringValue", "")
    if request.get("matchEntireCell") and not pattern.match(text):
        return text, 0
    return pattern.subn(lambda _: request.get("replacement", ""), text)


def _block(sheet: Sheet, span: Span) -> list[list[Json]]:
    return [
        [sheet.cell(row, column) for column in range(span.left, span.right)] for row in range(span.top, span.bottom)
    ]


def _must_reach(sheet: Sheet, bottom: int, right: int) -> None:
    if bottom > sheet.height or right > sheet.width:
        raise Refused("The destination range is outside the grid.")


def cut(book: Book, request: Json) -> None:
    """``cutPaste``: cells go, rows stay. Named ranges over exactly these cells follow; metadata of rows does not."""
    if request.get("pasteType", "PASTE_NORMAL") != "PASTE_NORMAL":
        raise NotEmulatedError(f"cutPaste {request['pasteType']}")
    source, origin = book.of(request.get("source", {}))
    goal = request.get("destination", {})
    target, top, left = book.sheet(goal.get("sheetId", 0)), goal.get("rowIndex", 0), goal.get("columnIndex", 0)
    aim = Span(top, top + origin.bottom - origin.top, left, left + origin.right - origin.left)
    _must_reach(target, aim.bottom, aim.right)
    must_be_open(source, origin)
    must_be_open(target, aim)
    block = _block(source, origin)
    for row in range(origin.top, origin.bottom):
        source.put(row, {column: {} for column in range(origin.left, origin.right)})
    for row, line in enumerate(block, top):
        target.put(row, {left + column: cell for column, cell in enumerate(line)})
    for place, named in enumerate(book.named):
        if book.of(named["range"]) == (source, origin):
            book.named[place] = {**named, "range": target.ranged(aim)}
