"""Requests about tabs and the file: add, delete, duplicate, rename, reorder, resize."""

import random
import re

from tests.emulator import a1, masks
from tests.emulator.dimensions import remove
from tests.emulator.errors import NotEmulatedError, Refused
from tests.emulator.grid import COLUMNS, GRID_SIZE, ROWS, Book, Json, Sheet, new_sheet
from tests.emulator.reading import properties


def add(book: Book, request: Json, rng: random.Random) -> Json:
    """``addSheet``: a free id and title where none is given."""
    given = request.get("properties", {})
    if given.get("sheetType", "GRID") != "GRID":
        raise Refused(f"Unsupported sheet type {given['sheetType']}")
    number = given["sheetId"] if "sheetId" in given else fresh_id(book, rng)
    if any(sheet.id == number for sheet in book.sheets):
        raise Refused(f"A sheet with id {number} already exists.")
    title = given.get("title") or _free_title(book)
    _title_is_free(book, title)
    index = given.get("index", len(book.sheets))
    if index > len(book.sheets):
        raise Refused(f"The index {index} is out of bounds.")
    sheet = new_sheet(number, title, given)
    book.sheets.insert(index, sheet)
    book.must_fit()
    return {"properties": properties(sheet, index)}


def fresh_id(book: Book, rng: random.Random) -> int:
    """A sheetId that no tab of the file has."""
    taken = {sheet.id for sheet in book.sheets}
    while (number := rng.randrange(1, 2**31)) in taken:
        pass
    return number


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _title_is_free(book: Book, title: str, besides: Sheet | None = None) -> None:
    found = book.titled(title)
    if found is not None and found is not besides:
        raise Refused(f'A sheet with the name "{title}" already exists. Please enter another name.')


def delete(book: Book, request: Json) -> None:
    """``deleteSheet``: with its names and metadata; never the last visible one."""
    sheet = _with_id(book, request.get("sheetId", 0))
    others = [each for each in book.sheets if each is not sheet]
    if not others:
        raise Refused("You can't remove all the sheets in a document.")
    if all(each.properties.get("hidden") for each in others):
        raise Refused("You can't remove all the visible sheets in a document.")
    book.sheets.remove(sheet)
    book.named[:] = [named for named in book.named if named["range"].get("sheetId", 0) != sheet.id]
    for number, each in list(book.metadata.items()):
        location = each["location"]
        here = location.get("sheetId", location.get("dimensionRange", {}).get("sheetId", 0))
        if location["locationType"] != "SPREADSHEET" and here == sheet.id:
            del book.metadata[number]


def _with_id(book: Book, number: int) -> Sheet:
    for sheet in book.sheets:
        if sheet.id == number:
            return sheet
    raise Refused(f"No sheet with id: {number}")


def duplicate(book: Book, request: Json, rng: random.Random) -> Json:
    """``duplicateSheet``: values, formats and objects come along, developer metadata does not."""
    source = _with_id(book, request.get("sourceSheetId", 0))
    number = request.get("newSheetId") or fresh_id(book, rng)
    if any(sheet.id == number for sheet in book.sheets):
        raise Refused(f"A sheet with id {number} already exists.")
    title = request.get("newSheetName") or copy_title(book, source.title)
    _title_is_free(book, title)
    index = request.get("insertSheetIndex", 0)
    sheet = copied(source, number, title, rng)
    book.sheets.insert(index, sheet)
    book.must_fit()
    return {"properties": properties(sheet, index)}


def copy_title(book: Book, title: str) -> str:
    """The name of a copy that no tab has."""
    name, number = f"Copy of {title}", 1
    while book.titled(name):
        number += 1
        name = f"Copy of {title} {number}"
    return name


def copied(source: Sheet, number: int, title: str, rng: random.Random) -> Sheet:
    """A tab again under another id: its objects get ids of their own and point to the new tab."""
    if source.objects["tables"]:
        raise NotEmulatedError("a copy of a tab with a Table")
    sheet = source.copy()
    sheet.properties = {**source.properties, "sheetId": number, "title": title}
    for kind, kept in sheet.objects.items():
        sheet.objects[kind] = [_pointed(each, number, rng) for each in kept]
    return sheet


def _pointed(each: Json, number: int, rng: random.Random) -> Json:
    fresh = dict(each)
    for name in ("protectedRangeId", "bandedRangeId", "filterViewId", "chartId"):
        if name in fresh:
            fresh[name] = rng.randrange(1, 2**31)
    if "startRowIndex" in fresh or "endRowIndex" in fresh:
        fresh["sheetId"] = number
    if "range" in fresh:
        fresh["range"] = {**fresh["range"], "sheetId": number}
    if "ranges" in fresh:
        fresh["ranges"] = [{**inner, "sheetId": number} for inner in fresh["ranges"]]
    return fresh


def update(book: Book, request: Json) -> None:
    """``updateSheetProperties``: title, place, size, frozen rows, hidden and so on."""
    given = request.get("properties", {})
    sheet = _with_id(book, given.get("sheetId", 0))
    mask = masks.in_update(request.get("fields"), "sheets", "SheetProperties")
    old = properties(sheet, book.sheets.index(sheet))
    fresh = {**old, **given} if mask is None else masks.update(old, given, mask)
    fresh = {**fresh, "sheetId": sheet.id, "gridProperties": _nonzero(fresh.get("gridProperties", {}))}
    _title_is_free(book, fresh["title"], sheet)
    if fresh.get("hidden") and all(each.properties.get("hidden") for each in book.sheets if each is not sheet):
        raise Refused("You can't hide all the sheets in a document.")
    _resize(book, sheet, fresh["gridProperties"])
    kept = {name: value for name, value in fresh["gridProperties"].items() if name not in GRID_SIZE}
    if fresh["title"] != sheet.title:
        formulas_follow(book, sheet.title, fresh["title"])
    sheet.properties = {name: value for name, value in fresh.items() if name != "index"} | {"gridProperties": kept}
    if masks.wants(mask, "index") and "index" in given:
        _reorder(book, sheet, given["index"])


def formulas_follow(book: Book, old: str, new: str) -> None:
    """Formulas that name a tab go on naming it under its new title."""
    doubled = old.replace("'", "''")
    named = re.compile(rf"(?:'{re.escape(doubled)}'|(?<![\w']){re.escape(old)})!")
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows):
            fresh = {}
            for column, cell in enumerate(cells):
                formula = ((cell or {}).get("userEnteredValue") or {}).get("formulaValue", "")
                if cell and named.search(formula):
                    text = named.sub(lambda _: f"{a1.quoted(new)}!", formula)
                    fresh[column] = {**cell, "userEnteredValue": {"formulaValue": text}}
            sheet.put(row, fresh)


def _nonzero(grid: Json) -> Json:
    return {name: value for name, value in grid.items() if value}


def _reorder(book: Book, sheet: Sheet, index: int) -> None:
    """The index counts as before the move, so one to the right needs one more."""
    old = book.sheets.index(sheet)
    if index > len(book.sheets):
        raise Refused(f"The index {index} is out of bounds.")
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > old else index, sheet)


def _resize(book: Book, sheet: Sheet, grid: Json) -> None:
    rows, columns = grid.get("rowCount", sheet.height), grid.get("columnCount", sheet.width)
    if grid.get("frozenRowCount", 0) >= rows or grid.get("frozenColumnCount", 0) >= columns:
        raise Refused("You can't freeze all visible rows or columns on the sheet.")
    if rows < sheet.height:
        remove(book, sheet, ROWS, rows, sheet.height)
    if columns < sheet.width:
        remove(book, sheet, COLUMNS, columns, sheet.width)
    sheet.grow(rows, columns)
    book.must_fit()


def update_file(book: Book, request: Json) -> None:
    """``updateSpreadsheetProperties``: title, locale, time zone."""
    mask = masks.in_update(request.get("fields"), "sheets", "SpreadsheetProperties")
    fresh = masks.update(book.properties, request.get("properties", {}), mask)
    book.properties = {**book.properties, **fresh} if mask is None else fresh
    if not book.properties.get("title"):
        raise Refused("The title of a spreadsheet cannot be empty.")
