"""A person at the keyboard between two calls of the service."""

from tests.emulator.client import Client, client, mark, text
from tests.emulator.person import Person


def shared() -> tuple[Client, Person]:
    desk = client()
    desk.new("Outreach")
    desk.write("A1", [["Name", "Id", "Note"], ["Cy", "p_3", ""], ["Ada", "p_1", "call"], ["Bob", "p_2", ""]])
    return desk, Person(desk.google, desk.id)


def test_types_numbers_formulas_and_text_as_people_do() -> None:
    desk, person = shared()
    for where, typed in (("Outreach!C2", "'007"), ("Outreach!C3", ""), ("Outreach!C4", "=2*3"), ("Outreach!D4", "12")):
        person.type(where, typed)
    assert person.see("Outreach")[1:] == [["Cy", "p_3", "007"], ["Ada", "p_1"], ["Bob", "p_2", "6", "12"]]
    assert desk.read("C4", valueRenderOption="FORMULA") == [["=2*3"]]


def test_sorts_all_columns_or_leaves_some_behind() -> None:
    _, person = shared()
    person.sort("Outreach", 0)
    assert person.see("Outreach")[1:] == [["Ada", "p_1", "call"], ["Bob", "p_2"], ["Cy", "p_3"]]
    person.sort("Outreach", 0, descending=True, columns=(0, 1))
    assert [line[:2] for line in person.see("Outreach")[1:]] == [["Cy", "p_1"], ["Bob", "p_2"], ["Ada", "p_3"]]


def test_copies_cuts_and_pastes_rows_and_blocks() -> None:
    _, person = shared()
    person.copy_row("Outreach", 2, 4)
    assert person.see("Outreach")[4] == ["Ada", "p_1", "call"]
    person.cut_row("Outreach", 1, 5)
    assert person.see("Outreach")[1] == []
    assert person.see("Outreach")[5] == ["Cy", "p_3"]
    person.paste("Outreach!A20", [["new", "by hand"], ["and", "below"]])
    assert person.see("Outreach")[20] == ["and", "below"]


def test_filters_hide_rows_and_a_read_tells_which() -> None:
    desk, person = shared()
    person.filter("Outreach", 0, "Ada")
    rows = desk.get("sheets.data.rowMetadata.hiddenByFilter")["sheets"][0]["data"][0]["rowMetadata"]
    assert [index for index, each in enumerate(rows) if each] == [2]
    person.request("clearBasicFilter", {"sheetId": 0})
    rows = desk.get("sheets.data.rowMetadata.hiddenByFilter")["sheets"][0]["data"][0]["rowMetadata"]
    assert not any(rows)


def test_renames_adds_duplicates_and_deletes_tabs() -> None:
    desk, person = shared()
    desk.batch(mark(1, "", {"sheetId": 0}))
    person.rename_tab("Outreach", "My people")
    person.duplicate_tab("My people")
    person.add_tab("Scratch")
    assert [sheet.title for sheet in person.book.sheets] == ["My people", "Copy of My people", "Scratch"]
    assert len(person.book.metadata) == 1
    person.delete_tab("My people")
    assert person.book.metadata == {}


def test_deletes_columns_and_undoes_it_metadata_and_all() -> None:
    desk, person = shared()
    span = {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    desk.batch(mark(1, "Id", {"dimensionRange": span}))
    person.delete_columns("Outreach", 1)
    assert (person.see("Outreach")[0], person.book.metadata) == (["Name", "Note"], {})
    person.undo()
    assert person.see("Outreach")[0] == ["Name", "Id", "Note"]
    assert list(person.book.metadata) == [1]


def test_restores_an_old_version_over_what_the_service_wrote() -> None:
    desk, person = shared()
    desk.batch(mark(7001, "revision 1"))
    desk.batch({"appendCells": {"sheetId": 0, "rows": [text("Dee")], "fields": "userEnteredValue"}})
    person.undo(2)
    assert len(person.see("Outreach")) == 4
    assert person.book.metadata == {}


def test_makes_a_copy_of_the_file_that_still_carries_the_revision() -> None:
    desk, person = shared()
    desk.batch(mark(7001, desk.id))
    desk.id = person.make_copy()
    assert desk.get("properties.title")["properties"] == {"title": "Copy of Job search"}
    other = desk.get("developerMetadata.metadataValue")["developerMetadata"][0]["metadataValue"]
    assert other != desk.id


def test_changes_the_locale_and_what_is_typed_follows_it() -> None:
    desk, person = shared()
    person.set_locale("de_DE")
    person.type("Outreach!C2", "1,5")
    assert desk.read("C2", valueRenderOption="UNFORMATTED_VALUE") == [[1.5]]


def test_a_row_put_in_by_hand_looks_like_its_neighbour_and_is_empty() -> None:
    desk, person = shared()
    rule = {"condition": {"type": "BOOLEAN"}}
    span = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 3, "endColumnIndex": 4}
    desk.batch({"setDataValidation": {"range": span, "rule": rule}})
    person.insert_rows("Outreach", 2)
    data = desk.get("sheets.data.rowData.values(userEnteredValue,dataValidation)", "A3:D3")["sheets"][0]["data"][0]
    assert data["rowData"][0]["values"] == [{}, {}, {}, {"dataValidation": rule}]
