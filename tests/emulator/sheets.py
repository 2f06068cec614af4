"""The methods of Sheets v4, each as a function of the file and the call."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.emulator import a1, batch, metadata, reading, tabs, values
from tests.emulator.batch import Context
from tests.emulator.errors import ApiError, Refused, invalid
from tests.emulator.files import File
from tests.emulator.grid import Book, Json, Sheet, Span
from tests.emulator.masks import Mask, below, wants


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a file, checked: the file, its content to read, path, query and body, and who asks."""

    file: File
    book: Book
    searched: Book
    """The content that searches for developer metadata see, which may lag."""
    path: dict[str, str]
    query: Json
    body: Json
    mask: Mask
    context: Context
    open: Callable[[str], File]
    """Another file for the same caller."""
    save: Callable[[File, Book], None]
    """Replaces the content of a file."""


Answer = tuple[Json, Book | None]
"""What to reply, and the new content of the file, if it has changed."""


def get(call: Call) -> Answer:
    """``spreadsheets.get``; a field mask decides about cells by itself."""
    picked = [a1.located(call.book, text) for text in call.query["ranges"]] if "ranges" in call.query else None
    return _spreadsheet(call, picked, call.query.get("includeGridData", False)), None


def get_by_filter(call: Call) -> Answer:
    """``spreadsheets.getByDataFilter``."""
    picked = [place for each in call.body.get("dataFilters", ()) for place in located(call, each)]
    return _spreadsheet(call, picked or None, call.body.get("includeGridData", False)), None


def _spreadsheet(call: Call, picked: reading.Picked | None, grid: bool) -> Json:
    with_cells = grid if call.mask is None else True
    return reading.spreadsheet(call.book, picked, with_cells, call.mask, call.context.switches)


def located(call: Call, data_filter: Json) -> list[tuple[Sheet, Span]]:
    """The rectangles that a data filter selects."""
    book = call.book
    if "a1Range" in data_filter:
        return [a1.located(book, data_filter["a1Range"])]
    try:
        if "gridRange" in data_filter:
            return [book.of(data_filter["gridRange"])]
        hits = [call.searched.metadata[number] for number in metadata.matching(call.searched, data_filter)]
    except Refused as refused:
        raise invalid(f"Invalid dataFilter: {refused}") from None
    return [place for each in hits for place in _place(book, each)]


def _place(book: Book, each: Json) -> list[tuple[Sheet, Span]]:
    kind, sheet_id, index = metadata.place_of(each["location"])
    if kind == "SPREADSHEET":
        return [(sheet, sheet.all) for sheet in book.sheets]
    sheet = book.sheet(sheet_id or 0)
    if index is None:
        return [(sheet, sheet.all)]
    whole = sheet.all
    if kind == "ROW":
        return [(sheet, Span(index, index + 1, 0, whole.right))]
    return [(sheet, Span(0, whole.bottom, index, index + 1))]


def batch_update(call: Call) -> Answer:
    """``spreadsheets.batchUpdate``, with the file as it then is when asked for."""
    fresh, replies = batch.apply(call.book, call.body.get("requests", []), call.context)
    out: Json = {"spreadsheetId": fresh.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        out["updatedSpreadsheet"] = _updated(call, fresh)
    return out, fresh


def _updated(call: Call, fresh: Book) -> Json:
    texts = call.body.get("responseRanges")
    picked = [a1.located(fresh, text) for text in texts] if texts else None
    inner = below(call.mask, "updatedSpreadsheet") if wants(call.mask, "updatedSpreadsheet") else {}
    grid = call.body.get("responseIncludeGridData", False) if call.mask is None else True
    return reading.spreadsheet(fresh, picked, grid, inner, call.context.switches)


def values_get(call: Call) -> Answer:
    """``values.get``."""
    where = a1.located(call.book, call.path["range"])
    return values.get(call.book, where, call.query, call.context.switches), None


def values_batch_get(call: Call) -> Answer:
    """``values.batchGet``."""
    places = [a1.located(call.book, text) for text in call.query.get("ranges", ())]
    found = [values.get(call.book, place, call.query, call.context.switches) for place in places]
    return {"spreadsheetId": call.book.id} | ({"valueRanges": found} if found else {}), None


def values_batch_get_by_filter(call: Call) -> Answer:
    """``values.batchGetByDataFilter``."""
    found = [
        {"valueRange": values.get(call.book, place, call.body, call.context.switches), "dataFilters": [each]}
        for each in call.body.get("dataFilters", ())
        for place in located(call, each)
    ]
    return {"spreadsheetId": call.book.id} | ({"valueRanges": found} if found else {}), None


def values_update(call: Call) -> Answer:
    """``values.update``."""
    how, fresh = values.option(call.query), call.book.copy()
    where = a1.located(fresh, call.path["range"])
    values.must_match(fresh, where, call.body)
    out = values.update(fresh, where, call.body, how, "values")
    if call.query.get("includeValuesInResponse"):
        out["updatedData"] = _said_back(call, fresh, out)
    return out, fresh


def _said_back(call: Call, fresh: Book, out: Json) -> Json:
    names = {
        "valueRenderOption": call.query.get("responseValueRenderOption", "FORMATTED_VALUE"),
        "dateTimeRenderOption": call.query.get("responseDateTimeRenderOption", ""),
    }
    return values.get(fresh, a1.located(fresh, out["updatedRange"]), names, call.context.switches)


def values_append(call: Call) -> Answer:
    """``values.append``."""
    how, fresh = values.option(call.query), call.book.copy()
    insert = call.query.get("insertDataOption") == "INSERT_ROWS"
    out = values.append(fresh, a1.located(fresh, call.path["range"]), call.body, how, insert)
    if call.query.get("includeValuesInResponse"):
        out["updates"]["updatedData"] = _said_back(call, fresh, out["updates"])
    return out, fresh


def values_clear(call: Call) -> Answer:
    """``values.clear``."""
    fresh = call.book.copy()
    said = values.clear(fresh, a1.located(fresh, call.path["range"]))
    return {"spreadsheetId": fresh.id, "clearedRange": said}, fresh


def values_batch_clear(call: Call) -> Answer:
    """``values.batchClear``: all or none."""
    fresh = call.book.copy()
    places = [a1.located(fresh, text) for text in call.body.get("ranges", ())]
    return _cleared(fresh, places)


def values_batch_clear_by_filter(call: Call) -> Answer:
    """``values.batchClearByDataFilter``."""
    fresh = call.book.copy()
    found = [place for each in call.body.get("dataFilters", ()) for place in located(call, each)]
    return _cleared(fresh, [(fresh.sheet(sheet.id), span) for sheet, span in found])


def _cleared(fresh: Book, places: list[tuple[Sheet, Span]]) -> Answer:
    said = [values.clear(fresh, place) for place in places]
    return {"spreadsheetId": fresh.id} | ({"clearedRanges": said} if said else {}), fresh


def values_batch_update(call: Call) -> Answer:
    """``values.batchUpdate``: all or none."""
    how, fresh = values.option(call.body), call.book.copy()
    responses = [
        values.update(fresh, a1.located(fresh, each.get("range", "")), each, how, f"data[{number}].values")
        for number, each in enumerate(call.body.get("data", ()))
    ]
    return _totals(fresh, responses), fresh


def values_batch_update_by_filter(call: Call) -> Answer:
    """``values.batchUpdateByDataFilter``: the values go to every range that a filter matches."""
    how, fresh, responses = values.option(call.body), call.book.copy(), []
    for number, each in enumerate(call.body.get("data", ())):
        for sheet, span in located(call, each.get("dataFilter", {})):
            done = values.update(fresh, (fresh.sheet(sheet.id), span), each, how, f"data[{number}].values")
            done.pop("spreadsheetId")
            responses.append(done | {"dataFilter": each["dataFilter"]})
    return _totals(fresh, responses), fresh


def _totals(fresh: Book, responses: list[Json]) -> Json:
    out: Json = {"spreadsheetId": fresh.id, "responses": responses}
    ranges = [a1.located(fresh, each["updatedRange"]) for each in responses if "updatedCells" in each]
    columns = {(sheet.id, column) for sheet, span in ranges for column in range(span.left, span.right)}
    totals = {
        "totalUpdatedRows": sum(each.get("updatedRows", 0) for each in responses),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(each.get("updatedCells", 0) for each in responses),
        "totalUpdatedSheets": len({sheet.id for sheet, _ in ranges}),
    }
    return out | {name: total for name, total in totals.items() if total}


def metadata_get(call: Call) -> Answer:
    """``developerMetadata.get``."""
    found = call.searched.metadata.get(int(call.path["metadataId"]))
    if found is None:
        raise ApiError(404)
    return found, None


def metadata_search(call: Call) -> Answer:
    """``developerMetadata.search``."""
    try:
        return metadata.search(call.searched, call.body.get("dataFilters", [])), None
    except Refused as refused:
        raise invalid(f"Invalid dataFilter: {refused}") from None


def copy_to(call: Call) -> Answer:
    """``sheets.copyTo``: into another file, or the same."""
    number = int(call.path["sheetId"])
    source = next((sheet for sheet in call.book.sheets if sheet.id == number), None)
    if source is None:
        raise ApiError(404)
    target = call.open(call.body.get("destinationSpreadsheetId", ""))
    fresh = target.book.copy()
    title = tabs.copy_title(fresh, source.title)
    sheet = tabs.copied(source, tabs.fresh_id(fresh, call.context.rng), title, call.context.rng)
    fresh.sheets.append(sheet)
    call.save(target, fresh)
    return reading.properties(sheet, len(fresh.sheets) - 1), None


METHODS: dict[str, Callable[[Call], Answer]] = {
    "get": get,
    "getByDataFilter": get_by_filter,
    "batchUpdate": batch_update,
    "values.get": values_get,
    "values.batchGet": values_batch_get,
    "values.batchGetByDataFilter": values_batch_get_by_filter,
    "values.update": values_update,
    "values.append": values_append,
    "values.clear": values_clear,
    "values.batchClear": values_batch_clear,
    "values.batchClearByDataFilter": values_batch_clear_by_filter,
    "values.batchUpdate": values_batch_update,
    "values.batchUpdateByDataFilter": values_batch_update_by_filter,
    "developerMetadata.get": metadata_get,
    "developerMetadata.search": metadata_search,
    "sheets.copyTo": copy_to,
}
