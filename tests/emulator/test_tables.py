"""Native Tables, as far as anybody has told how they behave."""

import pytest

from tests.emulator.client import client, text
from tests.emulator.errors import NotEmulatedError
from tests.emulator.switches import Switches

LIST = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Open"}]}}
RANGE = {"startRowIndex": 0, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 3}


def begun(switches: Switches | None = None, **table):
    desk = client(switches=switches) if switches else client()
    desk.new()
    desk.write("A1:C3", [["Task", "Done", "Note"], ["one", "maybe", "x"], ["two", "", "y"]])
    (reply,) = desk.batch({"addTable": {"table": {"name": "Tasks", "range": RANGE, **table}}})
    return desk, reply["addTable"]["table"]


def columns(desk):
    found = desk.ok("GET", f"{desk.file}?fields=sheets(tables)")["sheets"][0].get("tables", [])
    return [each["columnProperties"] for each in found]


def test_every_column_is_named_by_its_header_and_the_name_given_goes_into_the_header():
    desk, made = begun(columnProperties=[{"columnIndex": 2, "columnName": "Remark"}])
    assert made["columnProperties"] == [
        {"columnName": "Task"},
        {"columnIndex": 1, "columnName": "Done"},
        {"columnIndex": 2, "columnName": "Remark"},
    ]
    assert desk.read("A1:C1") == [["Task", "Done", "Remark"]]
    desk.write("B1", [["Finished"]])
    sum_ = {"rows": [{"values": [{"userEnteredValue": {"formulaValue": "=1+1"}}]}], "fields": "userEnteredValue"}
    desk.batch({"updateCells": {**sum_, "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 2}}})
    assert [each["columnName"] for each in columns(desk)[0]] == ["Task", "Finished", "Column 3"]


def test_a_column_of_checkboxes_turns_words_and_blanks_into_false():
    desk, _ = begun(columnProperties=[{"columnIndex": 1, "columnName": "Done", "columnType": "BOOLEAN"}])
    assert desk.read("B2:B4") == [["FALSE"], ["FALSE"], ["FALSE"]]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"columnType": "DROPDOWN"}, "Condition must be set for dropdown column type."),
        ({"columnType": "DOUBLE", "dataValidationRule": LIST}, "Cannot set condition for non-dropdown column type."),
    ],
)
def test_a_list_belongs_to_a_dropdown_and_to_nothing_else(column, words):
    desk = client()
    desk.new()
    status, body = desk.send(
        "POST",
        f"{desk.file}:batchUpdate",
        {"requests": [{"addTable": {"table": {"name": "T", "range": RANGE, "columnProperties": [column]}}}]},
    )
    assert (status, body["error"]["message"]) == (400, f"Invalid requests[0].addTable: {words}")


def test_two_tables_share_no_name_and_no_cell():
    desk, _ = begun()
    far = {"startRowIndex": 10, "endRowIndex": 12, "startColumnIndex": 0, "endColumnIndex": 2}
    for table in ({"name": "Tasks", "range": far}, {"name": "Other", "range": {**RANGE, "startRowIndex": 2}}):
        assert desk.send("POST", f"{desk.file}:batchUpdate", {"requests": [{"addTable": {"table": table}}]})[0] == 400
    assert len(columns(desk)) == 1


def test_an_update_of_the_columns_replaces_their_list_whole():
    desk, made = begun(columnProperties=[{"columnIndex": 1, "columnName": "Done", "columnType": "BOOLEAN"}])
    given = [{"columnIndex": 2, "columnName": "State", "columnType": "DROPDOWN", "dataValidationRule": LIST}]
    table = {"tableId": made["tableId"], "columnProperties": given}
    desk.batch({"updateTable": {"table": table, "fields": "columnProperties"}})
    assert columns(desk) == [[{"columnName": "Task"}, {"columnIndex": 1, "columnName": "Done"}, *given]]


def test_a_table_goes_with_its_rows_and_columns():
    desk, _ = begun(columnProperties=[{"columnIndex": 2, "columnName": "Note", "columnType": "TEXT"}])
    row = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    desk.batch({"insertDimension": {"range": row}}, {"insertDimension": {"range": column}})
    (table,) = desk.ok("GET", f"{desk.file}?fields=sheets(tables)")["sheets"][0]["tables"]
    assert (table["range"]["endRowIndex"], table["range"]["endColumnIndex"]) == (5, 4)
    assert table["columnProperties"][1:] == [
        {"columnIndex": 1, "columnName": "Column 2"},
        {"columnIndex": 2, "columnName": "Done"},
        {"columnIndex": 3, "columnName": "Note", "columnType": "TEXT"},
    ]
    desk.batch({"deleteDimension": {"range": column}}, {"deleteTable": {"tableId": table["tableId"]}})
    assert columns(desk) == []
    assert desk.read("A1:C9") == []


@pytest.mark.parametrize("joins", [False, True])
def test_rows_appended_to_a_table_extend_it_and_those_appended_to_its_tab_do_if_the_switch_says_so(joins):
    full = {"range": {**RANGE, "endRowIndex": 3}}
    desk, made = begun(Switches(append_joins_table=joins), **full)
    row = {"rows": [text("three")], "fields": "userEnteredValue"}

    def end():
        return desk.ok("GET", f"{desk.file}?fields=sheets(tables(range))")["sheets"][0]["tables"][0]["range"][
            "endRowIndex"
        ]

    desk.batch({"appendCells": {"sheetId": 0, **row}})
    assert end() == (4 if joins else 3)
    if joins:
        desk.batch({"appendCells": {"tableId": made["tableId"], **row}})
        assert (end(), desk.read("A5")) == (5, [["three"]])
    else:
        with pytest.raises(NotEmulatedError, match="below the Table"):
            desk.batch({"appendCells": {"tableId": made["tableId"], **row}})
