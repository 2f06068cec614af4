"""What the commit of the sheet protocol rests on."""

import pytest

from tests.emulator.client import Client, client, column, mark, row, text, unmark
from tests.emulator.person import Person
from tests.emulator.switches import Switches


def filled(**more: object) -> Client:
    desk = client(**more)
    desk.new("Outreach")
    desk.write("A1", [["Name", "Note"], ["Ada", "old friend"], ["Bob", "met in Oslo"], ["Cy", ""]])
    return desk


def test_a_batch_is_applied_wholly_or_not_at_all() -> None:
    desk = filled()
    message = desk.batch_refused(
        {"appendCells": {"sheetId": 0, "rows": [text("Dee")], "fields": "userEnteredValue"}},
        {"addSheet": {"properties": {"title": "Outreach"}}},
    )
    assert message == (
        'Invalid requests[1].addSheet: A sheet with the name "Outreach" already exists. Please enter another name.'
    )
    assert len(desk.read("A:A")) == 4


def test_later_requests_see_what_earlier_ones_of_the_batch_made_and_each_has_a_reply() -> None:
    desk = filled()
    replies = desk.batch(
        {"addSheet": {"properties": {"sheetId": 9, "title": "Log"}}},
        {"appendCells": {"sheetId": 9, "rows": [text("ran")], "fields": "userEnteredValue"}},
    )
    assert replies[0]["addSheet"]["properties"]["index"] == 1
    assert replies[1] == {}
    assert desk.read("Log") == [["ran"]]


def test_one_request_holds_one_kind() -> None:
    desk = filled()
    assert "exactly one request" in desk.batch_refused({"deleteSheet": {"sheetId": 0}, "clearBasicFilter": {}})


def test_appended_rows_follow_the_last_value_and_grow_the_grid() -> None:
    desk = client()
    desk.new("Outreach", rows=2, columns=2)
    desk.write("B1", [["x"]])
    desk.batch({"appendCells": {"sheetId": 0, "rows": [text("a", "b", "c")] * 3, "fields": "userEnteredValue"}})
    assert desk.read("Outreach") == [["", "x"], *[["a", "b", "c"]] * 3]
    grid = desk.get("sheets.properties.gridProperties")["sheets"][0]["properties"]["gridProperties"]
    assert grid == {"rowCount": 4, "columnCount": 3}


def test_writing_with_a_range_clears_what_the_rows_do_not_cover_and_with_a_start_does_not() -> None:
    desk = filled()
    cells = {"rows": [text("Ann")], "fields": "userEnteredValue"}
    desk.batch({"updateCells": {"start": {"rowIndex": 1}, **cells}})
    assert desk.read("A2:B2") == [["Ann", "old friend"]]
    desk.batch({"updateCells": {"range": {"startRowIndex": 1, "endRowIndex": 3, "endColumnIndex": 2}, **cells}})
    assert desk.read("A2:B3") == [["Ann"]]


def test_only_masked_fields_of_a_cell_change() -> None:
    desk = filled()
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}, "note": "a remark"}
    where = {"start": {"rowIndex": 1}, "rows": [{"values": [bold]}]}
    desk.batch({"updateCells": {**where, "fields": "userEnteredFormat.textFormat.bold"}})
    seen = desk.get("sheets.data.rowData.values(userEnteredValue,userEnteredFormat,note)", "A2")
    assert seen["sheets"][0]["data"][0]["rowData"] == [
        {
            "values": [
                {
                    "userEnteredValue": {"stringValue": "Ada"},
                    "userEnteredFormat": {"textFormat": {"bold": True}},
                }
            ]
        }
    ]


def test_the_reply_shows_the_file_as_it_is_after_the_batch() -> None:
    desk = filled()
    body = {
        "requests": [{"appendCells": {"sheetId": 0, "rows": [text("Dee")], "fields": "userEnteredValue"}}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["Outreach!A5"],
    }
    fields = "updatedSpreadsheet.sheets.data(startRow,rowData.values.userEnteredValue)"
    shown = desk.ok("POST", f"{desk.file}:batchUpdate?fields={fields}", body)
    data = shown["updatedSpreadsheet"]["sheets"][0]["data"]
    assert data == [{"startRow": 4, "rowData": [{"values": [{"userEnteredValue": {"stringValue": "Dee"}}]}]}]


def swap(old: str, new: str) -> list[dict[str, object]]:
    return [unmark(metadataId=7001, metadataValue=old), mark(7001, new)]


@pytest.mark.parametrize("no_match", ["noop", "error"])
def test_of_two_writers_with_the_same_revision_only_the_first_commits(no_match: str) -> None:
    desk = filled(switches=Switches(delete_no_match=no_match))
    desk.batch(mark(7001, "revision 1"))
    append = {"appendCells": {"sheetId": 0, "rows": [text("Dee")], "fields": "userEnteredValue"}}
    desk.batch(*swap("revision 1", "revision 2"), append)
    message = desk.batch_refused(*swap("revision 1", "revision 2b"), append)
    if no_match == "noop":
        assert message == (
            "Invalid requests[1].createDeveloperMetadata: Cannot add developer metadata with ID [7001] because "
            "developer metadata with that ID already exists."
        )
    assert len(desk.read("A:A")) == 5
    assert desk.get("developerMetadata.metadataValue") == {"developerMetadata": [{"metadataValue": "revision 2"}]}


def test_where_duplicate_ids_are_not_refused_the_probe_of_init_can_tell() -> None:
    desk = filled(switches=Switches(duplicate_metadata_id_refused=False))
    desk.batch(mark(1, "one"), mark(1, "two"))
    assert desk.get("developerMetadata.metadataValue") == {"developerMetadata": [{"metadataValue": "two"}]}


def test_where_a_delete_does_not_free_its_id_within_a_batch_every_swap_is_refused() -> None:
    desk = filled(switches=Switches(create_sees_delete_of_same_batch=False))
    desk.batch(mark(7001, "revision 1"))
    assert "already exists" in desk.batch_refused(*swap("revision 1", "revision 2"))
    desk.batch(unmark(metadataId=7001))
    desk.batch(mark(7001, "revision 2"))


def places(desk: Client) -> dict[int, int]:
    found = desk.ok("POST", f"{desk.file}/developerMetadata:search", {"dataFilters": [{"developerMetadataLookup": {
        "metadataKey": "mark"}}]})  # fmt: skip
    hits = [each["developerMetadata"] for each in found.get("matchedDeveloperMetadata", [])]
    return {each["metadataId"]: each["location"]["dimensionRange"]["startIndex"] for each in hits}


def test_metadata_of_rows_and_columns_moves_with_them() -> None:
    desk = filled()
    desk.batch(mark(1, "", row(1)), mark(2, "", row(2)), mark(3, "", column(1)))
    person = Person(desk.google, desk.id)
    person.insert_rows("Outreach", 1, 2)
    assert places(desk) == {1: 3, 2: 4, 3: 1}
    person.delete_rows("Outreach", 0, 3)
    assert places(desk) == {2: 2, 3: 1}
    person.move_rows("Outreach", 2, 3, 0)
    assert places(desk) == {2: 0, 3: 1}
    person.insert_columns("Outreach", 0)
    person.move_columns("Outreach", 2, 3, 1)
    assert places(desk) == {2: 0, 3: 1}
    assert desk.read("Outreach!B1:C1") == [["met in Oslo", "Bob"]]


@pytest.mark.parametrize("follows", [True, False])
def test_metadata_goes_along_with_a_sort_or_stays_by_switch(follows: bool) -> None:
    desk = filled(switches=Switches(row_metadata_follows_sort=follows))
    desk.batch(mark(1, "Ada", row(1)))
    Person(desk.google, desk.id).sort("Outreach", 0, descending=True)
    assert desk.read("A2:A4") == [["Cy"], ["Bob"], ["Ada"]]
    assert places(desk) == {1: 3 if follows else 1}


def test_a_guard_at_its_exact_place_is_not_found_when_rows_moved() -> None:
    desk = filled()
    desk.batch(mark(7002, "", row(3)))
    Person(desk.google, desk.id).insert_rows("Outreach", 1)
    guard = unmark(metadataId=7002, metadataLocation=row(3), locationMatchingStrategy="EXACT_LOCATION")
    assert "already exists" in desk.batch_refused(guard, mark(7002, "", row(3)))


@pytest.mark.parametrize(
    ("place", "hits"),
    [(row(1), [1, 2, 4]), (column(1), [1, 2, 4]), ({"sheetId": 0}, [1, 2, 4]), ({"spreadsheet": True}, [1, 2, 3, 4])],
)
def test_a_lookup_without_a_strategy_finds_what_crosses_the_place(place: dict[str, object], hits: list[int]) -> None:
    desk = filled()
    desk.batch(mark(1, "", row(1)), mark(2, "", column(1)), mark(3, ""), mark(4, "", {"sheetId": 0}))
    lookup = {"developerMetadataLookup": {"metadataLocation": place}}
    found = desk.ok("POST", f"{desk.file}/developerMetadata:search", {"dataFilters": [lookup]})
    assert [each["developerMetadata"]["metadataId"] for each in found["matchedDeveloperMetadata"]] == hits


def test_metadata_is_read_and_changed_by_filter() -> None:
    desk = filled()
    desk.batch(mark(1, "a", row(1)), mark(2, "b", row(2)))
    change = {
        "dataFilters": [{"developerMetadataLookup": {"metadataValue": "a"}}],
        "developerMetadata": {"metadataValue": "c"},
        "fields": "metadataValue",
    }
    reply = desk.batch({"updateDeveloperMetadata": change})[0]["updateDeveloperMetadata"]
    assert [each["metadataId"] for each in reply["developerMetadata"]] == [1]
    assert desk.ok("GET", f"{desk.file}/developerMetadata/1")["metadataValue"] == "c"
    gone = desk.batch(unmark(metadataId=2))[0]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert gone[0]["metadataValue"] == "b"
    assert desk.refused("GET", f"{desk.file}/developerMetadata/2")[0] == 404
    seen = desk.get("sheets.data.rowMetadata.developerMetadata.metadataId")
    assert seen["sheets"][0]["data"][0]["rowMetadata"][:3] == [{}, {"developerMetadata": [{"metadataId": 1}]}, {}]


def test_a_search_may_lag_behind_writes_by_switch() -> None:
    desk = filled(switches=Switches(metadata_lag=1))
    desk.batch(mark(1, "", row(1)))
    assert places(desk) == {}
    desk.read("A1")
    assert places(desk) == {1: 1}


def test_data_filters_read_and_write_the_rows_they_select() -> None:
    desk = filled()
    desk.batch(mark(1, "", row(2)))
    by_mark = {"developerMetadataLookup": {"metadataId": 1}}
    found = desk.ok("POST", f"{desk.file}/values:batchGetByDataFilter", {"dataFilters": [by_mark]})
    assert found["valueRanges"][0]["valueRange"]["values"] == [["Bob", "met in Oslo"]]
    data = [{"dataFilter": by_mark, "majorDimension": "ROWS", "values": [["Bobby"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    assert desk.ok("POST", f"{desk.file}/values:batchUpdateByDataFilter", body)["totalUpdatedCells"] == 1
    filters = {"dataFilters": [by_mark, {"a1Range": "A1"}, {"gridRange": {"startRowIndex": 1, "endRowIndex": 2}}]}
    fields = "sheets.data.rowData.values.formattedValue"
    seen = desk.ok("POST", f"{desk.file}:getByDataFilter?fields={fields}", filters)
    firsts = [each["rowData"][0]["values"][0]["formattedValue"] for each in seen["sheets"][0]["data"]]
    assert firsts == ["Bobby", "Name", "Ada"]
    cleared = desk.ok("POST", f"{desk.file}/values:batchClearByDataFilter", {"dataFilters": [by_mark]})
    assert cleared["clearedRanges"] == ["Outreach!A3:H3"]


def test_a_name_and_every_caller_chosen_id_can_be_taken_only_once() -> None:
    desk = filled()
    span = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    cell = {"overlayPosition": {"anchorCell": {}}}
    kinds = [
        {"addSheet": {"properties": {"sheetId": 5, "title": "Five"}}},
        {"addNamedRange": {"namedRange": {"namedRangeId": "5", "name": "five", "range": span}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 5, "range": span}}},
        {"addBanding": {"bandedRange": {"bandedRangeId": 5, "range": span}}},
        {"addFilterView": {"filter": {"filterViewId": 5, "range": span}}},
        {"addChart": {"chart": {"chartId": 5, "position": cell}}},
    ]
    desk.batch(*kinds)
    for kind in kinds:
        assert "already exists" in desk.batch_refused(kind), kind
    message = desk.batch_refused({"addNamedRange": {"namedRange": {"name": "five", "range": span}}})
    assert message == (
        "Invalid requests[0].addNamedRange: Cannot add named range with name: five, a named range with that name "
        "already exists."
    )


def test_a_cell_that_somebody_protected_refuses_the_whole_batch_with_400() -> None:
    desk = filled()
    Person(desk.google, desk.id).protect("Outreach!B2:B3")
    seen = desk.get("sheets.protectedRanges(requestingUserCanEdit,range)")["sheets"][0]["protectedRanges"]
    assert set(seen[0]) == {"range"}
    cells = {"rows": [text("x")], "fields": "userEnteredValue"}
    message = desk.batch_refused(
        {"updateCells": {"start": {"rowIndex": 1}, **cells}},
        {"updateCells": {"start": {"rowIndex": 1, "columnIndex": 1}, **cells}},
    )
    assert message.startswith("Invalid requests[1].updateCells: You are trying to edit a protected cell or object.")
    assert desk.read("A2") == [["Ada"]]
    path = f"{desk.file}/values/B2?valueInputOption=RAW"
    assert desk.refused("PUT", path, {"values": [["x"]]})[0] == 400


def test_a_value_outside_a_strict_list_is_refused_only_by_switch() -> None:
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "yes"}]}, "strict": True}
    span = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 2}
    cells = {"rows": [text("no")], "fields": "userEnteredValue", "start": {"rowIndex": 1, "columnIndex": 1}}
    for strict in (True, False):
        desk = filled(switches=Switches(strict_validation_refuses=strict))
        desk.batch({"setDataValidation": {"range": span, "rule": rule}})
        seen = desk.get("sheets.data.rowData.values.dataValidation", "B2")
        assert seen["sheets"][0]["data"][0]["rowData"][0]["values"][0]["dataValidation"]["strict"] is True
        if strict:
            assert "data validation" in desk.batch_refused({"updateCells": cells})
        else:
            desk.batch({"updateCells": cells})


def test_ten_million_cells_are_the_end() -> None:
    desk = filled()
    grid = {"rowCount": 1_000_000, "columnCount": 10}
    message = desk.batch_refused({"addSheet": {"properties": {"title": "Huge", "gridProperties": grid}}})
    assert message == (
        "Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the "
        "limit of 10000000 cells."
    )


def test_metadata_has_a_budget_of_thirty_thousand_characters() -> None:
    desk = filled()
    desk.batch(mark(1, "x" * 29_000))
    assert "30000 characters" in desk.batch_refused(mark(2, "x" * 2_000))


def test_hidden_rows_stay_where_they_are_while_the_others_are_sorted() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["n"], ["c"], ["a"], ["b"], [""], [3]])
    person = Person(desk.google, desk.id)
    person.hide_rows("Outreach", 1, 2)
    person.sort("Outreach", 0)
    assert [line[0] for line in desk.read("A1:A6")] == ["n", "c", "3", "a", "b"]


ROWS = {"dimension": "ROWS"}
MERGED = {"mergeCells": {"range": {"startRowIndex": 1, "endRowIndex": 3, "endColumnIndex": 1}}}
ALL = "deleteDimension: You can't delete all the rows on the sheet."
FAR = "insertDimension: range.startIndex is larger than current grid size (20)"
EDGE = "insertDimension: range.startIndex must be less than the grid size (20) if inheritFromBefore is false."
CROSSED = (
    "moveDimension: Sorry, it is not possible to move a row to a position that crosses a merged cell. Please unmerge "
    "and try again."
)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"insertDimension": {"range": {**ROWS, "startIndex": 21, "endIndex": 22}}}, FAR),
        ({"insertDimension": {"range": {**ROWS, "startIndex": 20, "endIndex": 21}}}, EDGE),
        ({"deleteDimension": {"range": {**ROWS, "startIndex": 0, "endIndex": 20}}}, ALL),
        ({"moveDimension": {"source": {**ROWS, "startIndex": 5, "endIndex": 6}, "destinationIndex": 2}}, CROSSED),
        (
            {"sortRange": {"range": {"startRowIndex": 1}, "sortSpecs": [{}]}},
            "sortRange: You can't sort a range containing vertical merges. There is a vertical merge at A2",
        ),
        (
            {"sortRange": {"range": {"startRowIndex": 20}}},
            "sortRange: range.startRowIndex is larger than current grid size (20)",
        ),
        ({"deleteSheet": {}}, "deleteSheet: You can't remove all the sheets in a document."),
        ({"updateSheetProperties": {"properties": {"sheetId": 9}}}, "updateSheetProperties: No sheet with id: 9"),
        (
            {"unmergeCells": {"range": {"startRowIndex": 2, "endRowIndex": 4}}},
            "unmergeCells: You must select all cells in a merged range to merge or unmerge them.",
        ),
        (
            {"updateCells": {"rows": [{}], "range": {"endRowIndex": 1}, "fields": "frob"}},
            "updateCells: Invalid field: frob",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_the_service_s_words(request_: dict[str, object], message: str) -> None:
    desk = filled()
    desk.batch(MERGED)
    assert desk.batch_refused(request_) == f"Invalid requests[0].{message}"


def test_rows_and_columns_are_appended_inserted_fitted_and_filled_by_request() -> None:
    desk = filled()
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    header = {"endRowIndex": 1, "endColumnIndex": 2}
    desk.batch(
        {"repeatCell": {"range": header, "cell": bold, "fields": "userEnteredFormat.textFormat"}},
        {"appendDimension": {"dimension": "ROWS", "length": 5}},
        {"insertDimension": {"range": {**ROWS, "startIndex": 1, "endIndex": 2}, "inheritFromBefore": True}},
        {"autoResizeDimensions": {"dimensions": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}},
        {"deleteDimension": {"range": {**ROWS, "startIndex": 25}}},
    )
    seen = desk.get("sheets(properties.gridProperties.rowCount,data(rowData.values.userEnteredFormat,columnMetadata))")
    sheet = seen["sheets"][0]
    assert sheet["properties"]["gridProperties"] == {"rowCount": 25}
    assert [each["values"] for each in sheet["data"][0]["rowData"][:2]] == [[bold, bold]] * 2
    widths = [each["pixelSize"] for each in sheet["data"][0]["columnMetadata"][:2]]
    assert widths == [100, len("met in Oslo") * 7 + 6]
