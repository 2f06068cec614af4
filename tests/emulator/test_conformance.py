"""The comparison with recordings, on recordings written by hand: what is the same counts, what differs is named."""

import json
from pathlib import Path

from tests.emulator.conformance import compare, difference, main

FILE = "1theirs_" + "x" * 36
DRIVE, SHEETS = "https://www.googleapis.com/drive/v3/files", f"https://sheets.googleapis.com/v4/spreadsheets/{FILE}"
KIND = "application/vnd.google-apps.spreadsheet"


def step(method: str, uri: str, body: object, reply: object, status: int = 200) -> dict[str, object]:
    sent = None if body is None else json.dumps(body)
    return {"method": method, "uri": uri, "body": sent, "status": status, "reply": json.dumps(reply)}


def recording(name: str) -> list[dict[str, object]]:
    made = {"kind": "drive#file", "id": FILE, "name": "Mine", "mimeType": KIND}
    sheet = {"sheetId": 4711, "title": "Log", "index": 1, "sheetType": "GRID"}
    added = {"addSheet": {"properties": {**sheet, "gridProperties": {"rowCount": 2, "columnCount": 2}}}}
    grid = {"title": "Log", "gridProperties": {"rowCount": 2, "columnCount": 2}}
    cells = {"sheetId": 4711, "rows": [{"values": [{"note": "n"}]}], "fields": "note"}
    return [
        step("POST", DRIVE, {"name": "Mine", "mimeType": KIND}, made),
        step("POST", f"{SHEETS}:batchUpdate", {"requests": [{"addSheet": {"properties": grid}}]},
             {"spreadsheetId": FILE, "replies": [added]}),
        step("POST", f"{SHEETS}:batchUpdate", {"requests": [{"appendCells": cells}]},
             {"spreadsheetId": FILE, "replies": [{}]}),
        step("GET", f"{SHEETS}?fields=properties.title,spreadsheetUrl", None,
             {"properties": {"title": name}, "spreadsheetUrl": "https://other.example"}),
    ]  # fmt: skip


def test_made_up_ids_are_bound_and_links_stand_aside(tmp_path: Path) -> None:
    (tmp_path / "scenario.json").write_text(json.dumps(recording("Mine")), encoding="utf-8")
    tally = compare(tmp_path)
    assert (tally.share, tally.total, tally.shown) == (1.0, 4, [])
    assert main([str(tmp_path)]) == 0


def test_a_difference_is_counted_by_kind_and_shown(tmp_path: Path) -> None:
    (tmp_path / "scenario.json").write_text(json.dumps(recording("Yours")), encoding="utf-8")
    tally = compare(tmp_path)
    assert tally.share == 0.75
    assert tally.shown == ["scenario[3] GET /v4/ID: .properties.title: 'Mine', recorded 'Yours'"]
    assert main([str(tmp_path), "--show", "1"]) == 1


def test_an_empty_folder_proves_nothing(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1


def test_files_that_stood_before_are_made_under_the_names_of_the_recorded_list(tmp_path: Path) -> None:
    listed = {"kind": "drive#fileList", "files": [{"id": FILE, "name": "Old"}]}
    steps = [
        step("GET", f"{DRIVE}?fields=kind,files(id,name)", None, listed),
        step("GET", f"{SHEETS}?fields=properties.title", None, {"properties": {"title": "Old"}}),
        step("GET", "https://sheets.googleapis.com/v4/spreadsheets/" + "9" * 44, None,
             {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}},
             403),
    ]  # fmt: skip
    (tmp_path / "scenario.json").write_text(json.dumps(steps), encoding="utf-8")
    tally = compare(tmp_path)
    assert (tally.same.total(), tally.shown) == (2, ["scenario[0] GET /drive/v3/files: tells what stood before"])


def test_true_is_not_one_and_what_is_missing_or_too_much_is_said() -> None:
    assert difference({"a": 1.0, "spreadsheetUrl": "x"}, {"a": 1}) is None
    assert difference({"a": True}, {"a": 1}) == ".a: 1, recorded True"
    assert difference({"a": 1}, {}) == ".a missing: 1"
    assert difference({}, {"a": [1]}) == ".a too much: [1]"
    assert difference([1, 2], [1]) == ": 1 entries, recorded 2"
