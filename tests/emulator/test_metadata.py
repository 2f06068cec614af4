"""Developer metadata: the revision that two writers compete for, the guards, and what moves with rows."""

import pytest

from tests.emulator.client import Client, column, filled, mark, row, text, unmark
from tests.emulator.person import Person
from tests.emulator.switches import Switches


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


def test_metadata_has_a_budget_of_thirty_thousand_characters() -> None:
    desk = filled()
    desk.batch(mark(1, "x" * 29_000))
    assert "30000 characters" in desk.batch_refused(mark(2, "x" * 2_000))
