"""What the commit of the sheet protocol rests on."""

import pytest

from tests.emulator.client import client, filled, text
from tests.emulator.person import Person
from tests.emulator.switches import Switches


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
