"""What nobody has documented about Sheets, asked one by one. The emulator has a switch for most of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.live.desk import HEIGHT, WIDTH, Desk, mark, said, text, unmark


@dataclass(frozen=True, slots=True)
class Finding:
    """One question and its answer. ``switch``: the emulator's switch it decides, and its position, if it does."""

    question: str
    saw: str
    switch: str = ""
    position: Any = None


def duplicate_id(desk: Desk) -> Finding:
    """The compare-and-swap rests on this."""
    number = desk.id()
    desk.must(mark(number, "first"))
    status, answer = desk.batch(desk.put(1, text("OVERWRITTEN")), mark(number, "second"))
    whole = "the whole batch" if desk.column()[1] == "Cy" else "but the rest of its batch was applied"
    saw = f"{said(status, answer)}; {whole}" if status != 200 else f"accepted; now {len(desk.marks())} mark"
    refused = status == 400 and whole == "the whole batch"
    return Finding("an id that exists is refused, with its whole batch", saw, "duplicate_metadata_id_refused", refused)


def delete_no_match(desk: Desk) -> Finding:
    """Both answers are safe for the swap."""
    status, answer = desk.batch(unmark(metadataId=desk.id()))
    position = "noop" if status == 200 else "error"
    return Finding("a delete that matches nothing", said(status, answer), "delete_no_match", position)


def create_after_delete(desk: Desk) -> Finding:
    """Without this every swap would be refused."""
    number = desk.id()
    desk.must(mark(number, "1"))
    status, answer = desk.batch(unmark(metadataId=number, metadataValue="1"), mark(number, "2"))
    now = str(desk.marks()[number]["metadataValue"])
    saw = f"{said(status, answer)}; the value is now {now}"
    return Finding("a create sees the delete before it", saw, "create_sees_delete_of_same_batch", status == 200)


def stale_swap(desk: Desk) -> Finding:
    """The second of two writers, with the revision of the first."""
    number = desk.id()
    desk.must(mark(number, "2"))
    append = {"appendCells": {"sheetId": desk.tab, "rows": [text("TWICE")], "fields": "userEnteredValue"}}
    status, answer = desk.batch(unmark(metadataId=number, metadataValue="1"), mark(number, "2b"), append)
    kept = desk.marks()[number]["metadataValue"] == "2" and "TWICE" not in desk.column()
    outcome = "nothing of it was applied" if kept else "SOMETHING OF IT WAS APPLIED"
    return Finding("a swap from an old revision is refused whole", f"{said(status, answer)}; {outcome}")


def search_lag(desk: Desk) -> Finding:
    """A search right after the write."""
    number = desk.id()
    desk.must(mark(number, "x"))
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataId": number}}]}
    _, first = desk.call("POST", "/developerMetadata:search", lookup)
    lag = 0 if first.get("matchedDeveloperMetadata") else 1
    saw = "found at once" if not lag else "not found by the first search"
    return Finding("a search for metadata sees the write before it", saw, "metadata_lag", lag)


def after_a_sort(desk: Desk) -> Finding:
    """``sortRange`` over all filled columns."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    order = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    desk.must({"sortRange": {"range": desk.span(1, 5), "sortSpecs": order}})
    return _followed(desk, number, "Ada", "row metadata follows a sort through the API", "row_metadata_follows_sort")


def after_a_partial_sort(desk: Desk) -> Finding:
    """``sortRange`` over one of two columns: the row itself does not move."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    order = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    desk.must({"sortRange": {"range": desk.span(1, 5, 0, 1), "sortSpecs": order}})
    return _followed(desk, number, "Ada", "and a sort of some of the columns")


def after_a_move(desk: Desk) -> Finding:
    """``moveDimension``."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    desk.must({"moveDimension": {"source": desk.stretch(2, 3), "destinationIndex": 5}})
    return _followed(desk, number, "Ada", "row metadata follows a moved row")


def after_an_insert(desk: Desk) -> Finding:
    """Rows and columns inserted before it."""
    row, column = desk.id(), desk.id()
    desk.must(mark(row, "Ada", desk.line(2)), mark(column, "Note", desk.line(1, "COLUMNS")))
    for dimension in ("ROWS", "COLUMNS"):
        desk.must({"insertDimension": {"range": desk.stretch(0, 1, dimension), "inheritFromBefore": False}})
    marks = desk.marks()
    places = [int(marks[each]["location"]["dimensionRange"]["startIndex"]) for each in (row, column)]
    right = "both moved along" if places == [3, 2] else f"now at row {places[0]}, column {places[1]}"
    return Finding("metadata follows when rows and columns are inserted before it", right)


def after_a_cut(desk: Desk) -> Finding:
    """Cells that are cut and pasted leave their row."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    goal = {"sheetId": desk.tab, "rowIndex": 9, "columnIndex": 0}
    desk.must({"cutPaste": {"source": desk.span(2, 3), "destination": goal, "pasteType": "PASTE_NORMAL"}})
    at = desk.row_of(number)
    where = {None: "gone", 2: "stayed on the empty row", 9: "went with the cells"}.get(at, f"on row {at}")
    return Finding("row metadata after its cells were cut and pasted elsewhere", where)


def deleted_tail(desk: Desk) -> Finding:
    """A guard on the last row, and a person who deletes that row."""
    number = desk.id()
    desk.must(mark(number, "tail", desk.line(4)))
    desk.must({"deleteDimension": {"range": desk.stretch(4, 5)}})
    gone = desk.row_of(number) is None
    exact = {"metadataLocation": desk.line(4), "locationMatchingStrategy": "EXACT_LOCATION"}
    status, answer = desk.batch(unmark(metadataId=number, **exact), mark(number, "tail", desk.line(4)))
    guard = "the guard passes on its neighbour" if status == 200 else f"the guard refuses: {said(status, answer)}"
    return Finding("the marker of a deleted tail row", f"{'goes with it' if gone else 'stays'}; {guard}")


def deleted_above_the_last_row(desk: Desk) -> Finding:
    """The second marker, on the last row of the grid, sees what the first does not."""
    number = desk.id()
    desk.must(mark(number, "end", desk.line(HEIGHT - 1)))
    desk.must({"deleteDimension": {"range": desk.stretch(4, 5)}})
    place = desk.line(HEIGHT - 2)
    exact = {"metadataLocation": desk.line(HEIGHT - 1), "locationMatchingStrategy": "EXACT_LOCATION"}
    status, answer = desk.batch(unmark(metadataId=number, **exact), mark(number, "end", place))
    saw = f"refused: {said(status, answer)}" if status != 200 else "NOT SEEN: the batch was applied"
    return Finding("a marker on the grid's last row sees a row deleted above", saw)


def read_back(desk: Desk) -> Finding:
    """What the reply shows of the file."""
    more = {"includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
    status, answer = desk.batch(desk.put(1, text("AFTER")), responseRanges=[f"'{desk.title}'!A2"], **more)
    cell: Any = answer.get("updatedSpreadsheet", {})
    try:
        shown = cell["sheets"][0]["data"][0]["rowData"][0]["values"][0]["effectiveValue"]["stringValue"]
    except (KeyError, IndexError):
        shown = said(status, answer)
    return Finding("the reply shows the state after the batch", "yes" if shown == "AFTER" else f"it shows {shown}")


def append_under_a_filter(desk: Desk) -> Finding:
    """Some of the rows are hidden by a filter."""
    hidden = [{"columnIndex": 0, "filterCriteria": {"hiddenValues": ["Dee"]}}]
    desk.must({"setBasicFilter": {"filter": {"range": desk.span(0, 5), "filterSpecs": hidden}}})
    desk.must({"appendCells": {"sheetId": desk.tab, "rows": [text("NEW")], "fields": "userEnteredValue"}})
    return Finding("appendCells under a filter that hides the last row", _landed(desk))


def append_below_a_table(desk: Desk) -> Finding:
    """A native Table, and appendCells that does not name it."""
    table = {"name": "Probe", "tableId": "syncerprobe", "range": desk.span(0, 5)}
    status, answer = desk.batch({"addTable": {"table": table}})
    if status != 200:
        return Finding("appendCells in a native Table", f"no Table could be made: {said(status, answer)}")
    desk.must({"appendCells": {"sheetId": desk.tab, "rows": [text("NEW")], "fields": "userEnteredValue"}})
    found = desk.get("sheets(properties(sheetId),tables(range))")["sheets"]
    ends = [each["tables"][0]["range"]["endRowIndex"] for each in found if each.get("tables")]
    return Finding("appendCells in a native Table", f"{_landed(desk)}; the Table now ends at row {ends}")


def strict_validation(desk: Desk) -> Finding:
    """A dropdown that rejects other values."""
    allowed = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "yes"}]}
    rule = {"condition": allowed, "strict": True}
    desk.must({"setDataValidation": {"range": desk.span(1, 2, 0, 1), "rule": rule}})
    status, answer = desk.batch(desk.put(1, text("no")))
    question = "a value that a strict dropdown rejects"
    return Finding(question, said(status, answer), "strict_validation_refuses", status != 200)


def protected_cell(desk: Desk) -> Finding:
    """Whoever owns the file may always write: only another account can be refused."""
    desk.must({"addProtectedRange": {"protectedRange": {"range": desk.span(1, 2)}}})
    found = desk.get("sheets(properties(sheetId),protectedRanges(requestingUserCanEdit))")["sheets"]
    mine = next(each for each in found if each["properties"].get("sheetId", 0) == desk.tab)["protectedRanges"]
    status, answer = desk.batch(desk.put(1, text("x")))
    saw = f"{said(status, answer)}; requestingUserCanEdit {bool(mine[0].get('requestingUserCanEdit'))}"
    return Finding("a cell protected by this account itself", saw)


def named_range(desk: Desk) -> Finding:
    """The fallback of the compare-and-swap, should ids not be refused."""
    first = {"name": "syncer_probe_1", "namedRangeId": "syncerprobe1", "range": desk.span(0, 1)}
    desk.must({"addNamedRange": {"namedRange": first}})
    twice, said_twice = desk.batch({"addNamedRange": {"namedRange": {**first, "namedRangeId": "syncerprobe2"}}})
    second = {**first, "name": "syncer_probe_2", "namedRangeId": "syncerprobe3"}
    swap = ({"deleteNamedRange": {"namedRangeId": "syncerprobe1"}}, {"addNamedRange": {"namedRange": second}})
    done, _ = desk.batch(*swap)
    again, said_again = desk.batch(*swap)
    desk.batch({"deleteNamedRange": {"namedRangeId": "syncerprobe3"}})
    good = twice != 200 and done == 200 and again != 200
    saw = f"name twice: {said(twice, said_twice)}; swap: {done}; the same swap again: {said(again, said_again)}"
    return Finding("named ranges can stand in for the swap", saw if good else f"THEY CANNOT: {saw}")


def budget(desk: Desk) -> Finding:
    """How many characters of metadata a file may hold."""
    first, second = desk.id(), desk.id()
    one, _ = desk.batch(mark(first, "x" * 29_000))
    two, answer = desk.batch(mark(second, "x" * 2_000))
    desk.batch(unmark(metadataId=first), unmark(metadataId=second))
    saw = f"29,000: {one}; 2,000 more: {said(two, answer)}"
    return Finding("metadata beyond 30,000 characters in one file", saw)


def duplicated_tab(desk: Desk) -> Finding:
    """A tab duplicated inside the file."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    reply = desk.must({"duplicateSheet": {"sourceSheetId": desk.tab, "newSheetName": f"{desk.title} again"}})
    double = int(reply["replies"][0]["duplicateSheet"]["properties"]["sheetId"])
    inside = "sheets(properties(sheetId),data(rowMetadata(developerMetadata(metadataId))))"
    marks = [
        each
        for sheet in desk.get(inside)["sheets"]
        if sheet["properties"].get("sheetId", 0) == double
        for row in sheet.get("data", [{}])[0].get("rowMetadata", [])
        for each in row.get("developerMetadata", [])
    ]
    desk.must({"deleteSheet": {"sheetId": double}})
    return Finding("a duplicated tab carries its metadata", "yes" if marks else "no")


def columns_by_right_edge(desk: Desk) -> Finding:
    """The marker right of the last column sees a column deleted on its left."""
    number = desk.id()
    desk.must(mark(number, "right", desk.line(WIDTH - 1, "COLUMNS")))
    desk.must({"deleteDimension": {"range": desk.stretch(2, 3, "COLUMNS")}})
    exact = {"metadataLocation": desk.line(WIDTH - 1, "COLUMNS"), "locationMatchingStrategy": "EXACT_LOCATION"}
    status, answer = desk.batch(unmark(metadataId=number, **exact), mark(number, "right", desk.line(0, "COLUMNS")))
    saw = f"refused: {said(status, answer)}" if status != 200 else "NOT SEEN: the batch was applied"
    return Finding("a marker right of the last column sees a column deleted before it", saw)


def _followed(desk: Desk, number: int, name: str, question: str, switch: str = "") -> Finding:
    at, stands = desk.row_of(number), desk.column().index(name)
    where = "follows" if at == stands else "gone" if at is None else f"stays on row {at}, {name} is on {stands}"
    return Finding(question, where, switch, at == stands if switch else None)


def _landed(desk: Desk) -> str:
    texts = desk.column()
    return f"on row {texts.index('NEW') + 1} (the last with data was 5)" if "NEW" in texts else "nowhere to be seen"


QUESTIONS: tuple[Callable[[Desk], Finding], ...] = (
    duplicate_id,
    delete_no_match,
    create_after_delete,
    stale_swap,
    search_lag,
    after_a_sort,
    after_a_partial_sort,
    after_a_move,
    after_an_insert,
    after_a_cut,
    deleted_tail,
    deleted_above_the_last_row,
    columns_by_right_edge,
    read_back,
    append_under_a_filter,
    append_below_a_table,
    strict_validation,
    protected_cell,
    named_range,
    budget,
    duplicated_tab,
)
