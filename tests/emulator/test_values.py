import pytest

from tests.emulator.client import client
from tests.emulator.errors import NotEmulatedError
from tests.emulator.switches import Switches


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Sheet1", "Sheet1!A1:H20"),
        ("'Sheet1'", "Sheet1!A1:H20"),
        ("A1:1", "Sheet1!A1:H1"),
        ("1:2", "Sheet1!A1:H2"),
        ("B:C", "Sheet1!B1:C20"),
        ("A2:C", "Sheet1!A2:C20"),
        ("D4:A1", "Sheet1!A1:D4"),
        ("$B$2", "Sheet1!B2"),
        ("sheet1!a1", "Sheet1!A1"),
        ("A1:ZZ99", "Sheet1!A1:H20"),
        ("two words!A:A", "'two words'!A1:A20"),
        ("'D3'!A1:D1", "'D3'!A1:D1"),
        ("D3", "Sheet1!D3"),
        ("Chosen", "Sheet1!B2:C3"),
        ("'Sheet1'!Chosen", "Sheet1!B2:C3"),
    ],
)
def test_a_range_may_be_said_in_many_ways_and_is_said_back_in_one(asked: str, said: str) -> None:
    desk = client()
    desk.new("Sheet1", "two words", "D3")
    span = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 3}
    desk.batch({"addNamedRange": {"namedRange": {"name": "Chosen", "range": span}}})
    answer = desk.ok("GET", f"{desk.file}/values:batchGet?ranges={asked.replace(' ', '+')}")
    assert [each["range"] for each in answer["valueRanges"]] == [said]


@pytest.mark.parametrize("wrong", ["NOPE!A5:F15", "'Sheet1'!x y", "A0", "Sheet1!A1:B2:C3", "Nobody"])
def test_what_is_no_range_is_refused(wrong: str) -> None:
    desk = client()
    desk.new("Sheet1")
    status, message = desk.refused("GET", f"{desk.file}/values:batchGet?ranges={wrong.replace(' ', '+')}")
    assert (status, message) == (400, f"Unable to parse range: {wrong}")


def test_a_range_outside_the_grid_is_refused_and_another_notation_fails_loudly() -> None:
    desk = client()
    desk.new("Sheet1")
    assert desk.refused("GET", f"{desk.file}/values/Sheet1!A100000") == (
        400,
        "Range (Sheet1!A100000) exceeds grid limits. Max rows: 20, max columns: 8",
    )
    with pytest.raises(NotEmulatedError, match="R1C1"):
        desk.read("R[1]C[1]")


def test_null_leaves_a_cell_alone_an_empty_text_clears_it_and_only_touched_cells_are_counted() -> None:
    desk = client()
    desk.new()
    desk.write("A1:B2", [["a", "b"], ["c", "d"]])
    counts = desk.write("A1:B2", [[None, ""], ["new", None]])
    assert (counts["updatedRows"], counts["updatedColumns"], counts["updatedCells"]) == (2, 2, 2)
    assert desk.read("A1:B2") == [["a"], ["new", "d"]]


def test_blanks_inside_stay_and_blanks_at_the_ends_are_left_out() -> None:
    desk = client()
    desk.new()
    desk.write("A1:D4", [["", "x", "", ""], ["", "", "", ""], ["", "", "", "y"], ["", "", "", ""]])
    assert desk.read("A1:D4") == [["", "x"], [], ["", "", "", "y"]]
    assert desk.read("A1:D4", majorDimension="COLUMNS") == [[], ["x"], [], ["", "", "y"]]
    assert desk.read("F1:G9") == []


def test_values_look_different_by_render_option() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["=4/2", "2020-01-01", "string", "2,000,000.01", "TRUE", "12%"]], "USER_ENTERED")
    assert desk.read("A1:F1") == [["2", "2020-01-01", "string", "2,000,000.01", "TRUE", "12%"]]
    plain = desk.read("A1:F1", valueRenderOption="UNFORMATTED_VALUE")
    assert plain == [[2, 43831, "string", 2000000.01, True, 0.12]]
    dated = desk.read("A1:F1", valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="FORMATTED_STRING")
    assert dated[0][1] == "2020-01-01"
    assert desk.read("A1:F1", valueRenderOption="FORMULA")[0][:2] == ["=4/2", 43831]


def test_raw_text_never_becomes_a_formula_or_a_date() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["=1+1", "2020-01-01", "+123", "'quoted"]])
    assert desk.read("A1:D1", valueRenderOption="UNFORMATTED_VALUE") == [["=1+1", "2020-01-01", "+123", "'quoted"]]


def test_typing_follows_the_locale_of_the_file() -> None:
    desk = client()
    desk.new()
    properties = {"updateSpreadsheetProperties": {"properties": {"locale": "de_DE"}, "fields": "locale"}}
    desk.batch(properties)
    desk.write("A1", [["1,5"]], "USER_ENTERED")
    assert desk.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [[1.5]]


def test_a_gap_in_a_row_makes_the_next_append_drift_to_the_right() -> None:
    desk = client()
    desk.new("Sheet1")
    path = f"{desk.file}/values/Sheet1:append?valueInputOption=RAW"
    first = desk.ok("POST", path, {"values": [["a", "", "c"]]})
    second = desk.ok("POST", path, {"values": [["a", "", "c"]]})
    assert "tableRange" not in first
    assert (second["tableRange"], second["updates"]["updatedRange"]) == ("Sheet1!C1", "Sheet1!C2:E2")


def test_an_append_grows_the_grid_where_an_update_beyond_it_is_refused() -> None:
    desk = client()
    desk.new("Sheet1", rows=1, columns=2)
    desk.write("A1", [["a", "b"]])
    path = f"{desk.file}/values/Sheet1:append?valueInputOption=RAW&includeValuesInResponse=true"
    added = desk.ok("POST", path, {"values": [["c", "d"]]})
    assert added["updates"]["updatedData"]["values"] == [["c", "d"]]
    assert desk.read("Sheet1") == [["a", "b"], ["c", "d"]]
    path = f"{desk.file}/values/A1:B1?valueInputOption=RAW"
    wide = desk.refused("PUT", path, {"values": [["a", "b", "c"]]})
    assert wide[1] == "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"
    long = desk.refused("PUT", path, {"values": [["a"], ["b"]]})
    assert long[1] == "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"


def test_an_append_that_inserts_rows_does_so_even_on_an_empty_tab() -> None:
    desk = client()
    desk.new("Sheet1", rows=5)
    path = f"{desk.file}/values/Sheet1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS"
    desk.ok("POST", path, {"values": [["a"], ["b"]]})
    desk.write("A4", [["below"]])
    desk.ok("POST", path.replace("Sheet1:", "A1:"), {"values": [["c"]]})
    grid = desk.get("sheets.properties.gridProperties")["sheets"][0]["properties"]["gridProperties"]
    assert grid["rowCount"] == 8
    assert [line[:1] for line in desk.read("A1:A5")] == [["a"], ["b"], ["c"], [], ["below"]]


def test_how_values_are_to_be_taken_must_be_said() -> None:
    desk = client()
    desk.new()
    assert desk.refused("PUT", f"{desk.file}/values/A1", {"values": [["x"]]})[0] == 400


def test_a_batch_of_values_is_written_wholly_or_not_at_all() -> None:
    desk = client()
    desk.new("Sheet1")
    data = [{"range": "A1:B1", "values": [["x", "y"]]}, {"range": "C1", "values": [["z"]]}]
    done = desk.ok("POST", f"{desk.file}/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert (done["totalUpdatedCells"], done["totalUpdatedSheets"]) == (3, 1)
    data = [{"range": "A1", "values": [["lost"]]}, {"range": "Nowhere!A1", "values": [["z"]]}]
    desk.refused("POST", f"{desk.file}/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert desk.read("A1:C1") == [["x", "y", "z"]]
    cleared = desk.ok("POST", f"{desk.file}/values:batchClear", {"ranges": ["A1", "C:C"]})
    assert cleared["clearedRanges"] == ["Sheet1!A1", "Sheet1!C1:C20"]
    assert desk.read("A1:C1") == [["", "y"]]


def test_a_cell_takes_fifty_thousand_characters_and_not_one_more() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["x" * 50_000]])
    path = f"{desk.file}/values/A1?valueInputOption=RAW"
    status, message = desk.refused("PUT", path, {"values": [["x" * 50_001]]})
    assert (status, "maximum of 50000 characters" in message) == (400, True)


def test_in_a_comparison_numbers_come_before_text_and_text_before_ticks() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["soon", 5, True, "=A1<B1", "=A1>B1", "=C1>A1", "=B1<=A2"]], "USER_ENTERED")
    assert desk.read("D1:G1") == [["FALSE", "TRUE", "TRUE", "FALSE"]]


def test_a_formula_outside_the_calculator_is_never_guessed() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["=SUM(B1:C1)*2", 3, 4], ['=QUERY(A1:C1,"select A")']], "USER_ENTERED")
    assert desk.read("A1") == [["14"]]
    with pytest.raises(NotEmulatedError, match="QUERY"):
        desk.read("A2")
    lenient = client(switches=Switches(unknown_formula="error value"))
    lenient.new()
    lenient.write("A1", [["=QUERY(B1)", "=1/0"]], "USER_ENTERED")
    assert lenient.read("A1:B1") == [["#N/A", "#DIV/0!"]]
