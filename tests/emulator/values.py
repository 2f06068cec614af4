"""``spreadsheets.values``: read, write, clear and append ranges of values."""

from typing import Any

from tests.emulator import a1, cells
from tests.emulator.cells import must_be_open
from tests.emulator.dimensions import place
from tests.emulator.entered import LONGEST
from tests.emulator.errors import PROTECTED, Refused, invalid, shown, violations
from tests.emulator.grid import ROWS, Book, Json, Sheet, Span
from tests.emulator.switches import Switches

Where = tuple[Sheet, Span]


def get(book: Book, where: Where, query: Json, switches: Switches) -> Json:
    """A ValueRange, trimmed at both ends as the service does; ``values`` is missing when all is empty."""
    sheet, span = where
    render, dates = query.get("valueRenderOption", "FORMATTED_VALUE"), query.get("dateTimeRenderOption", "")
    columns = query.get("majorDimension") == "COLUMNS"
    grid = []
    for row in sheet.rows[span.top : span.bottom]:
        stored = row[span.left : span.right]
        grid.append([cells.value(cell, sheet, book, render, dates, switches) if cell else "" for cell in stored])
    if columns:
        width = max((len(line) for line in grid), default=0)
        grid = [[line[place] if place < len(line) else "" for line in grid] for place in range(width)]
    for line in grid:
        while line and line[-1] == "":
            line.pop()
    while grid and not grid[-1]:
        grid.pop()
    out: Json = {"range": a1.said(sheet, span), "majorDimension": "COLUMNS" if columns else "ROWS"}
    if grid:
        out["values"] = grid
    return out


def clear(book: Book, where: Where) -> str:
    """Empty the values of a range, formats stay; returns the range as said back."""
    sheet, span = where
    _open(sheet, span)
    for row in range(span.top, span.bottom):
        fresh = {}
        for column in range(span.left, min(span.right, len(sheet.rows[row]))):
            cell = sheet.cell(row, column)
            if "userEnteredValue" in cell:
                fresh[column] = {name: value for name, value in cell.items() if name != "userEnteredValue"}
        sheet.put(row, fresh)
    return a1.said(sheet, span)


def _open(sheet: Sheet, span: Span) -> None:
    try:
        must_be_open(sheet, span)
    except Refused:
        raise invalid(PROTECTED) from None


def option(query: Json, name: str = "valueInputOption") -> str:
    """How values are taken; it must be said."""
    how: str = query.get(name, "")
    if how not in {"RAW", "USER_ENTERED"}:
        raise violations([("valueInputOption", "'valueInputOption' is required but not specified")])
    return how


def update(book: Book, where: Where, given: Json, how: str, at: str = "values") -> Json:
    """Write a ValueRange; the counts are of rows, columns and cells that were touched: null is skipped, "" is not."""
    sheet, span = where
    lines = _lines(given, at)
    height, width = len(lines), max((len(line) for line in lines), default=0)
    if span.bottom - span.top == 1 and span.right - span.left == 1:
        span = Span(span.top, span.top + max(height, 1), span.left, span.left + max(width, 1))
        _must_reach(sheet, span)
    _must_fit_range(sheet, span, height, width)
    written = Span(span.top, span.top + max(height, 1), span.left, span.left + max(width, 1))
    _open(sheet, written)
    touched = []
    for row, line in enumerate(lines, span.top):
        fresh = {}
        for column, value in enumerate(line, span.left):
            if value is not None:
                fresh[column] = _taken(sheet.cell(row, column), value, how, book.properties["locale"])
                touched.append((row, column))
        sheet.put(row, fresh)
    counts = {
        "updatedRows": len({row for row, _ in touched}),
        "updatedColumns": len({column for _, column in touched}),
        "updatedCells": len(touched),
    }
    out: Json = {"spreadsheetId": book.id, "updatedRange": a1.said(sheet, written)}
    return out | {name: number for name, number in counts.items() if number}


def _taken(old: Json, value: Any, how: str, locale: str) -> Json:
    try:
        return cells.written(old, value, how, locale)
    except Refused as refused:
        raise invalid(str(refused)) from None


def _lines(given: Json, at: str) -> list[list[Any]]:
    lines: list[list[Any]] = given.get("values", [])
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise invalid(f"Invalid {at}[{row}][{column}]: {kind} {shown(value)}")
            if isinstance(value, str) and len(value) > LONGEST:
                raise invalid(f"Your input contains more than the maximum of {LONGEST} characters in a single cell.")
    if given.get("majorDimension") != "COLUMNS":
        return lines
    height = max((len(line) for line in lines), default=0)
    return [[line[row] if row < len(line) else None for line in lines] for row in range(height)]


def _must_reach(sheet: Sheet, span: Span) -> None:
    if span.bottom > sheet.height or span.right > sheet.width:
        raise invalid(
            f"Range ({a1.said(sheet, span)}) exceeds grid limits. Max rows: {sheet.height}, max columns: {sheet.width}"
        )


def _must_fit_range(sheet: Sheet, span: Span, height: int, width: int) -> None:
    where = a1.said(sheet, span)
    if height > span.bottom - span.top:
        row = span.bottom + 1
        raise invalid(f"Requested writing within range [{where}], but tried writing to row [{row}]")
    if width > span.right - span.left:
        column = a1.letters(span.right)
        raise invalid(f"Requested writing within range [{where}], but tried writing to column [{column}]")


def must_match(book: Book, asked: Where, given: Json) -> None:
    """The range in the body, where there is one, must be the range in the path."""
    if "range" in given and a1.located(book, given["range"]) != asked:
        said, other = a1.said(*asked), a1.said(*a1.located(book, given["range"]))
        raise invalid(f"Request range[{said}] does not match value's range[{other}]")


def append(book: Book, where: Where, given: Json, how: str, insert: bool) -> Json:
    """``values.append``: after the table found in the range, in the table's first column [drift as recorded]."""
    sheet, span = where
    table = _table(sheet, span)
    top, left = (table.bottom, table.left) if table else (span.top, span.left)
    lines = _lines(given, "values")
    height, width = max(len(lines), 1), max((len(line) for line in lines), default=1) or 1
    if insert and top < sheet.height:
        place(book, sheet, ROWS, top, height, top - 1 if top else None)
    sheet.grow(top + height, left + width)
    try:
        book.must_fit()
    except Refused as refused:
        raise invalid(str(refused)) from None
    target = Span(top, top + height, left, left + width)
    out: Json = {"spreadsheetId": book.id}
    if table:
        out["tableRange"] = a1.said(sheet, table)
    return out | {"updates": update(book, (sheet, target), given, how)}


def _table(sheet: Sheet, span: Span) -> Span | None:
    """The last block of filled cells that begins in the range, grown until its border is empty."""
    seed = _seed(sheet, span)
    if seed is None:
        return None
    block = Span(seed[0], seed[0] + 1, seed[1], seed[1] + 1)
    while (wider := _grown(sheet, block)) != block:
        block = wider
    return block


def _filled(sheet: Sheet, row: int, column: int) -> bool:
    inside = 0 <= row < sheet.height and 0 <= column < sheet.width
    return inside and "userEnteredValue" in sheet.cell(row, column)


def _seed(sheet: Sheet, span: Span) -> tuple[int, int] | None:
    for row in range(span.bottom - 1, span.top - 1, -1):
        for column in range(min(span.right, len(sheet.rows[row])) - 1, span.left - 1, -1):
            if _filled(sheet, row, column):
                return row, column
    return None


def _grown(sheet: Sheet, block: Span) -> Span:
    top, bottom, left, right = block
    columns, rows = range(left - 1, right + 1), range(top - 1, bottom + 1)
    return Span(
        top - any(_filled(sheet, top - 1, column) for column in columns),
        bottom + any(_filled(sheet, bottom, column) for column in columns),
        left - any(_filled(sheet, row, left - 1) for row in rows),
        right + any(_filled(sheet, row, right) for row in rows),
    )
