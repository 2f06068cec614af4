"""Everything ``init`` puts into a new sheet comes back in a read, and goes along when rows are inserted."""

import pytest

from tests.emulator.client import Client, client
from tests.emulator.errors import NotEmulatedError
from tests.emulator.person import Person

SPAN = {"startRowIndex": 0, "endRowIndex": 10, "startColumnIndex": 0, "endColumnIndex": 3}
RULE = {
    "ranges": [SPAN],
    "booleanRule": {
        "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "Replied"}]},
        "format": {"backgroundColor": {"green": 1}},
    },
}
CHART = {
    "spec": {"title": "By stage", "pieChart": {"legendPosition": "RIGHT_LEGEND"}},
    "position": {"overlayPosition": {"anchorCell": {"rowIndex": 4, "columnIndex": 1}, "widthPixels": 400}},
}


def furnished() -> Client:
    desk = client()
    desk.new("Outreach", "Dashboard")
    desk.batch(
        {"addBanding": {"bandedRange": {"bandedRangeId": 1, "range": SPAN, "rowProperties": {}}}},
        {"addFilterView": {"filter": {"filterViewId": 2, "title": "Due", "range": SPAN}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 3, "range": SPAN, "warningOnly": True}}},
        {"addConditionalFormatRule": {"rule": RULE}},
        {"addChart": {"chart": {"chartId": 4, **CHART}}},
        {"addNamedRange": {"namedRange": {"namedRangeId": "5", "name": "Contacts", "range": SPAN}}},
        {"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}},
        {"mergeCells": {"range": {**SPAN, "endRowIndex": 1}, "mergeType": "MERGE_ALL"}},
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
                "fields": "gridProperties.frozenRowCount",
            }
        },
        {
            "updateDimensionProperties": {
                "range": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2},
                "properties": {"hiddenByUser": True, "pixelSize": 50},
                "fields": "hiddenByUser,pixelSize",
            }
        },
        {"addDimensionGroup": {"range": {"dimension": "ROWS", "startIndex": 2, "endIndex": 4}}},
    )
    return desk


def test_what_set_up_makes_can_be_read_back() -> None:
    desk = furnished()
    sheet = desk.ok("GET", desk.file)["sheets"][0]
    assert sheet["properties"]["gridProperties"]["frozenRowCount"] == 1
    assert sheet["bandedRanges"] == [{"bandedRangeId": 1, "range": SPAN, "rowProperties": {}}]
    assert sheet["filterViews"] == [{"filterViewId": 2, "title": "Due", "range": SPAN}]
    assert sheet["protectedRanges"][0]["warningOnly"] is True
    green = {"rgbColor": {"green": 1}}
    shown = sheet["conditionalFormats"][0]["booleanRule"]["format"]
    assert shown == {"backgroundColor": {"green": 1}, "backgroundColorStyle": green}
    assert sheet["charts"][0]["spec"]["title"] == "By stage"
    assert sheet["basicFilter"]["range"] == {**SPAN, "endRowIndex": 20, "endColumnIndex": 8}
    assert sheet["rowGroups"][0]["depth"] == 1
    widths = desk.get("sheets.data.columnMetadata(hiddenByUser,pixelSize)")["sheets"][0]["data"][0]["columnMetadata"]
    assert widths[:2] == [{"pixelSize": 100}, {"hiddenByUser": True, "pixelSize": 50}]


def test_what_set_up_made_moves_with_inserted_and_deleted_rows() -> None:
    desk = furnished()
    person = Person(desk.google, desk.id)
    person.insert_rows("Outreach", 0, 2)
    person.insert_columns("Outreach", 0)
    sheet = desk.ok("GET", desk.file)["sheets"][0]
    moved = {"startRowIndex": 2, "endRowIndex": 12, "startColumnIndex": 1, "endColumnIndex": 4}
    for kind in ("bandedRanges", "filterViews", "protectedRanges"):
        assert sheet[kind][0]["range"] == moved
    assert sheet["conditionalFormats"][0]["ranges"] == [moved]
    assert sheet["charts"][0]["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 6, "columnIndex": 2}
    assert sheet["merges"] == [{**moved, "endRowIndex": 3}]
    assert desk.get("namedRanges.range")["namedRanges"][0]["range"] == moved
    person.delete_rows("Outreach", *range(2, 12))
    sheet = desk.ok("GET", desk.file)["sheets"][0]
    assert {"bandedRanges", "filterViews", "protectedRanges", "merges", "rowGroups"} & set(sheet) == set()


def test_what_set_up_made_can_be_changed_and_removed() -> None:
    desk = furnished()
    desk.batch(
        {"updateFilterView": {"filter": {"filterViewId": 2, "title": "Late"}, "fields": "title"}},
        {"updateBanding": {"bandedRange": {"bandedRangeId": 1, "range": SPAN}, "fields": "range"}},
        {"updateProtectedRange": {"protectedRange": {"protectedRangeId": 3, "description": "d"}, "fields": "*"}},
        {"updateChartSpec": {"chartId": 4, "spec": {"title": "By week"}}},
        {"updateNamedRange": {"namedRange": {"namedRangeId": "5", "name": "People"}, "fields": "name"}},
        {"updateConditionalFormatRule": {"index": 0, "rule": {**RULE, "booleanRule": {}}}},
    )
    sheet = desk.ok("GET", desk.file)["sheets"][0]
    assert (sheet["filterViews"][0]["title"], sheet["charts"][0]["spec"]["title"]) == ("Late", "By week")
    desk.batch(
        {"deleteBanding": {"bandedRangeId": 1}},
        {"deleteFilterView": {"filterId": 2}},
        {"deleteProtectedRange": {"protectedRangeId": 3}},
        {"deleteEmbeddedObject": {"objectId": 4}},
        {"deleteNamedRange": {"namedRangeId": "5"}},
        {"deleteConditionalFormatRule": {"index": 0}},
        {"clearBasicFilter": {"sheetId": 0}},
        {"unmergeCells": {"range": SPAN}},
        {"deleteDimensionGroup": {"range": {"dimension": "ROWS", "startIndex": 2, "endIndex": 4}}},
    )
    assert set(desk.ok("GET", desk.file)["sheets"][0]) == {"properties"}
    assert "No filterView with id: 2" in desk.batch_refused({"deleteFilterView": {"filterId": 2}})


def test_colours_are_kept_twice_and_in_256_steps() -> None:
    desk = client()
    desk.new()
    colour = {"rgbColor": {"red": 1.0, "green": 0.0, "blue": 0.5}}
    tab = {"properties": {"sheetId": 0, "tabColorStyle": colour}, "fields": "tabColorStyle"}
    desk.batch({"updateSheetProperties": tab})
    kept = {"red": 1, "blue": 0.49803922}
    assert desk.get("sheets.properties(tabColor,tabColorStyle)")["sheets"][0]["properties"] == {
        "tabColor": kept,
        "tabColorStyle": {"rgbColor": kept},
    }


def test_tabs_are_added_ordered_duplicated_hidden_and_deleted() -> None:
    desk = client()
    desk.new("One", "Two", "Three")
    desk.write("Two!A1", [["kept"]])
    desk.batch({"updateSheetProperties": {"properties": {"sheetId": 0, "index": 2}, "fields": "index"}})
    desk.batch({"duplicateSheet": {"sourceSheetId": 1, "insertSheetIndex": 3, "newSheetName": "Again"}})
    titles = [each["properties"]["title"] for each in desk.get("sheets.properties.title")["sheets"]]
    assert titles == ["Two", "One", "Three", "Again"]
    assert desk.read("Again!A1") == [["kept"]]
    copied = desk.ok("POST", f"{desk.file}/sheets/1:copyTo", {"destinationSpreadsheetId": desk.id})
    assert copied["title"] == "Copy of Two"
    desk.batch({"deleteSheet": {"sheetId": 0}})
    assert desk.batch_refused({"deleteSheet": {"sheetId": 0}}).endswith("No sheet with id: 0")
    for number in (1, 2):
        desk.batch({"updateSheetProperties": {"properties": {"sheetId": number, "hidden": True}, "fields": "hidden"}})
    assert len(desk.get("sheets.properties(title,hidden)")["sheets"]) == 4


def test_a_smaller_grid_cuts_off_what_lies_beyond() -> None:
    desk = client()
    desk.new()
    desk.write("A1:A3", [["a"], ["b"], ["c"]])
    grid = {"properties": {"sheetId": 0, "gridProperties": {"rowCount": 2, "columnCount": 1}}}
    desk.batch({"updateSheetProperties": {**grid, "fields": "gridProperties(rowCount,columnCount)"}})
    assert desk.ok("GET", f"{desk.file}/values/Outreach") == {
        "range": "Outreach!A1:A2",
        "majorDimension": "ROWS",
        "values": [["a"], ["b"]],
    }


def test_copied_and_cut_cells_arrive_and_formulas_with_references_fail_loudly() -> None:
    desk = client()
    desk.new()
    desk.write("A1:B2", [["a", "b"], ["c", "d"]])
    source = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}
    desk.batch({"addNamedRange": {"namedRange": {"name": "Top", "range": source}}})
    two = {"startRowIndex": 4, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 2}
    desk.batch({"copyPaste": {"source": source, "destination": two, "pasteType": "PASTE_NORMAL"}})
    assert desk.read("A5:B6") == [["a", "b"], ["a", "b"]]
    desk.batch({"cutPaste": {"source": source, "destination": {"rowIndex": 2}, "pasteType": "PASTE_NORMAL"}})
    assert desk.read("A1:B3") == [[], ["c", "d"], ["a", "b"]]
    assert desk.read("Top") == [["a", "b"]]
    desk.write("A1", [["=B2"]], "USER_ENTERED")
    with pytest.raises(NotEmulatedError, match="references"):
        desk.batch({"copyPaste": {"source": source, "destination": two}})


def test_charts_are_lettered_in_roboto_and_move_over_their_tab() -> None:
    desk = client()
    desk.new()
    made = desk.batch({"addChart": {"chart": {"chartId": 4, **CHART}}})[0]["addChart"]["chart"]
    assert (made["spec"]["fontName"], made["spec"]["titleTextFormat"]) == ("Roboto", {"fontFamily": "Roboto"})
    move = {"objectId": 4, "newPosition": {"overlayPosition": {"anchorCell": {"rowIndex": 9}}}, "fields": "anchorCell"}
    reply = desk.batch({"updateEmbeddedObjectPosition": move})[0]["updateEmbeddedObjectPosition"]
    assert reply["position"]["overlayPosition"] == {"anchorCell": {"rowIndex": 9}, "widthPixels": 400}


def test_a_filter_that_sorts_leaves_its_first_row_alone() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["z"], ["c"], ["a"]])
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    desk.batch({"setBasicFilter": {"filter": {"range": {"endRowIndex": 3}, "sortSpecs": specs}}})
    assert desk.read("A1:A3") == [["z"], ["a"], ["c"]]
    kept = desk.get("sheets.basicFilter.sortSpecs")["sheets"][0]["basicFilter"]["sortSpecs"]
    assert kept == specs


def test_a_filter_by_column_is_told_in_the_old_form_and_in_the_new() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["z"], ["c"], ["a"]])
    hiding = {"hiddenValues": ["c"]}
    for given in ({"criteria": {"0": hiding}}, {"filterSpecs": [{"columnIndex": 0, "filterCriteria": hiding}]}):
        desk.batch({"setBasicFilter": {"filter": {"range": {"endRowIndex": 3}, **given}}})
        kept = desk.get("sheets.basicFilter(criteria,filterSpecs)")["sheets"][0]["basicFilter"]
        assert kept == {
            "criteria": {"0": hiding},
            "filterSpecs": [{"columnIndex": 0, "filterCriteria": hiding}],
        }


def test_text_is_found_and_replaced_and_counted() -> None:
    desk = client()
    desk.new("One", "Two")
    desk.write("One!A1", [["Acme, acme", "other"], ["ACME"]])
    desk.write("Two!A1", [["acme"]])
    wanted = {"find": "acme", "replacement": "Acme Ltd"}
    reply = desk.batch({"findReplace": {**wanted, "sheetId": 0}})[0]["findReplace"]
    assert reply == {"valuesChanged": 2, "occurrencesChanged": 3, "rowsChanged": 2, "sheetsChanged": 1}
    assert desk.read("One!A1:B2") == [["Acme Ltd, Acme Ltd", "other"], ["Acme Ltd"]]
    assert desk.batch({"findReplace": {**wanted, "allSheets": True, "matchCase": True}})[0]["findReplace"] == {
        "valuesChanged": 1,
        "occurrencesChanged": 1,
        "rowsChanged": 1,
        "sheetsChanged": 1,
    }
    whole = {"find": "Acme", "replacement": "x", "allSheets": True, "matchEntireCell": True}
    assert desk.batch({"findReplace": whole}) == [{"findReplace": {}}]


def test_a_tab_goes_to_another_file() -> None:
    desk = client()
    other = desk.new("Target")
    desk.new("Source")
    desk.write("A1", [["kept"]])
    desk.ok("POST", f"{desk.file}/sheets/0:copyTo", {"destinationSpreadsheetId": other})
    desk.id = other
    assert desk.read("'Copy of Source'!A1") == [["kept"]]
