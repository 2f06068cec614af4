from urllib.parse import quote

import pytest

from tests.emulator.client import Client, client
from tests.emulator.errors import NotEmulatedError
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN, SCOPE
from tests.emulator.wire import Request


def test_a_new_file_looks_as_the_service_makes_it() -> None:
    desk = client()
    made = desk.ok("POST", "/drive/v3/files", {"name": "Mine", "mimeType": "application/vnd.google-apps.spreadsheet"})
    seen = desk.ok("GET", f"/v4/spreadsheets/{made['id']}")
    assert {name: value for name, value in seen["properties"].items() if isinstance(value, str)} == {
        "title": "Mine",
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
    }
    grid = {"rowCount": 1000, "columnCount": 26}
    sheet = {"sheetId": 0, "title": "Sheet1", "index": 0, "sheetType": "GRID", "gridProperties": grid}
    assert seen["sheets"] == [{"properties": sheet}]
    assert desk.send("DELETE", f"/drive/v3/files/{made['id']}") == (204, None)
    assert desk.refused("GET", f"/v4/spreadsheets/{made['id']}") == (404, "Requested entity was not found.")


def test_without_a_valid_token_nothing_is_told() -> None:
    google = Google()
    assert Client(google, "stolen").refused("GET", "/v4/spreadsheets/x")[0] == 401
    reply = google.handle(Request.to("GET", "https://sheets.googleapis.com/v4/spreadsheets/x", {}))
    assert ("WWW-Authenticate", 'Bearer realm="https://accounts.google.com/", error="invalid_token"') in reply.headers


def test_a_token_does_what_its_scopes_allow() -> None:
    desk = client()
    desk.new()
    reader = Client(desk.google, desk.google.tokens.issue(frozenset({f"{SCOPE}spreadsheets.readonly"})))
    reader.id = desk.id
    assert reader.get("spreadsheetId") == {"spreadsheetId": desk.id}
    status, message = reader.refused("POST", f"{desk.file}/developerMetadata:search", {"dataFilters": []})
    assert (status, message) == (403, "Request had insufficient authentication scopes.")


def test_a_file_of_somebody_else_is_refused_until_it_is_shared() -> None:
    desk = client()
    desk.new()
    robot = Client(desk.google, desk.google.tokens.issue(user="robot@example.com"))
    assert robot.refused("GET", desk.file) == (403, "The caller does not have permission")
    desk.google.files.by_id[desk.id].editors.add("robot@example.com")
    assert robot.ok("GET", desk.file)["spreadsheetId"] == desk.id


def test_titles_with_slashes_and_quotes_reach_their_tab() -> None:
    desk = client()
    desk.new("a/b", "it's")
    desk.write("'a/b'!A1", [["slash"]])
    desk.write("'it''s'!A1", [["quote"]])
    assert (desk.read("'a/b'!A1"), desk.read("'it''s'!A1")) == ([["slash"]], [["quote"]])


def test_a_get_that_was_too_long_comes_as_a_post() -> None:
    desk = client()
    desk.new()
    desk.write("A1", [["x"]])
    body = "&".join(f"ranges={quote(where)}" for where in ("A1", "B1"))
    headers = {"Authorization": f"Bearer {KNOWN}", "X-HTTP-Method-Override": "GET"}
    url = f"https://sheets.googleapis.com{desk.file}/values:batchGet"
    reply = desk.google.handle(Request.to("POST", url, headers, body.encode()))
    assert b'"values":[["x"]]' in reply.body


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {"requests": [{"updateCells": {"frobnicate": 1}}]},
            "Invalid JSON payload received. Unknown name \"frobnicate\" at 'requests[0].update_cells': "
            "Cannot find field.",
        ),
        (
            {"requests": [{"addSheet": {"properties": {"sheetId": "abc"}}}]},
            "Invalid value at 'requests[0].add_sheet.properties.sheet_id' (TYPE_INT32), \"abc\"",
        ),
        (
            {"requests": ["repeatCell"]},
            "Invalid value at 'requests[0]' "
            '(type.googleapis.com/google.apps.sheets.v4.BatchUpdateSpreadsheetRequest.Request), "repeatCell"',
        ),
        (
            {"requests": [{"appendCells": {"rows": [{"values": [{"userEnteredValue": {"stringValue": 5}}]}]}}]},
            "Invalid value at 'requests[0].append_cells.rows[0].values[0].user_entered_value.string_value' "
            "(TYPE_STRING), 5",
        ),
        (
            {"requests": [{"repeatCell": {"range": {"sheetId": 0}, "cell": {}}}]},
            "Invalid requests[0].repeatCell: At least one field must be listed in 'fields'. "
            "(Use '*' to indicate all fields.)",
        ),
        ({"requests": []}, "Must specify at least one request."),
    ],
)
def test_a_mistake_in_a_body_is_named(body: dict[str, object], message: str) -> None:
    desk = client()
    desk.new()
    assert desk.refused("POST", f"{desk.file}:batchUpdate", body) == (400, message)


def test_a_mistake_in_a_query_is_named() -> None:
    desk = client()
    desk.new()
    assert desk.refused("GET", f"{desk.file}?bogus=1") == (
        400,
        'Invalid JSON payload received. Unknown name "bogus": Cannot bind query parameter. '
        "Field 'bogus' could not be found in request message.",
    )
    _, content = desk.send("GET", f"{desk.file}?fields=sheets.sheetProperties")
    assert content["error"]["details"][0]["fieldViolations"][0] == {
        "field": "sheets.sheetProperties",
        "description": "Error expanding 'fields' parameter. Cannot find matching fields for path "
        "'sheets.sheetProperties'.",
    }


def test_names_may_be_spelt_as_protobuf_does_and_null_is_unset() -> None:
    desk = client()
    desk.new()
    sheet = {"sheet_id": "7", "title": "More", "tab_color_style": None}
    reply = desk.batch({"add_sheet": {"properties": sheet}})
    assert reply[0]["addSheet"]["properties"]["sheetId"] == 7


def test_what_is_not_emulated_fails_loudly_and_by_name() -> None:
    desk = client()
    desk.new()
    with pytest.raises(NotEmulatedError, match=r"requests\[0\].addSlicer"):
        desk.batch({"addSlicer": {"slicer": {}}})
    with pytest.raises(NotEmulatedError, match="/v9/anything"):
        desk.ok("GET", "/v9/anything")
    for query in ("?alt=media", "?commentsViewMode=COMMENTS_VIEW_MODE_UNSPECIFIED"):
        with pytest.raises(NotEmulatedError):
            desk.ok("GET", desk.file + query)
    pivot = {"rows": [{"values": [{"pivotTable": {}}]}], "fields": "pivotTable"}
    with pytest.raises(NotEmulatedError, match="pivotTable"):
        desk.batch({"appendCells": pivot})
    quiet = client(loud=False)
    quiet.new()
    assert quiet.send("POST", f"{quiet.file}:batchUpdate", {"requests": [{"addSlicer": {}}]})[0] == 501
    assert quiet.google.not_emulated == ["requests[0].addSlicer"]


def test_a_body_past_two_megabytes_is_refused() -> None:
    desk = client()
    desk.new()
    rows = [{"values": [{"note": "n" * 30_000}]}] * 80
    request = {"appendCells": {"sheetId": 0, "rows": rows, "fields": "note"}}
    assert desk.refused("POST", f"{desk.file}:batchUpdate", {"requests": [request]})[0] == 413


def test_an_api_that_is_switched_off_says_how_to_enable_it() -> None:
    desk = client()
    desk.new()
    desk.google.disabled.add("sheets")
    _, content = desk.send("GET", desk.file)
    assert content["error"]["details"][0]["reason"] == "SERVICE_DISABLED"
