"""A person turned a list into a native Table: syncer writes cells and leaves the Table, header and types alone."""

from dataclasses import replace

import pytest

from tests.contract.workbook_suite import CARDS
from tests.core.workbook.service import TODAY, Card, Service
from tests.workbooks.google.cloud import account, again, calls, new, switched
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.google.test_moments import NAMES, persist, shared, told

TYPES = {"Status": "TEXT", "Score": "DOUBLE", "Do_not_contact": "BOOLEAN", "Last_contact": "DATE"}


def table(hand, title: str):
    (found,) = hand.person.book.titled(title).objects["tables"]
    return found


def begun(joins: bool):
    google = account(switched(append_joins_table=joins))
    book = new(google)
    service = Service(book, list(CARDS))
    service.run()
    hand = GoogleHand(google, book)
    for row in range(len(CARDS)):
        hand.type("people", row, "notes", f"note on {hand.see('people', row, 'name')}")
    persist(service)
    for tab in ("People", "Outreach"):
        sheet = hand.person.book.titled(tab)
        heads = {str((cell or {}).get("userEnteredValue", {}).get("stringValue", "")) for cell in sheet.rows[0]}
        hand.person.to_table(tab, tab, **{key: kind for key, kind in TYPES.items() if key.replace("_", " ") in heads})
    service.book = again(google, book.spreadsheet)
    return google, service, hand


@pytest.mark.parametrize("joins", [False, True], ids=["new rows stay below", "new rows join"])
def test_a_change_and_new_people_come_into_the_tables_list_and_the_table_stays_what_it_was(joins):
    google, service, hand = begun(joins)
    before = {tab: table(hand, tab) for tab in ("People", "Outreach")}
    service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
    service.cards += [Card("zed", "Zed Zebra", "Acme"), Card("yan", "Yan Yak", "Globex")]
    persist(service)
    people = {str(row.cells["name"]): row.cells for row in service.book.read().tabs["people"].rows}
    assert set(people) == {card.name for card in service.cards}
    assert {people[card.name]["position"] for card in CARDS} == {"Director"}
    assert {card.name: people[card.name]["notes"] for card in CARDS} == {c.name: f"note on {c.name}" for c in CARDS}
    for tab, then in before.items():
        now = table(hand, tab)
        assert (now["tableId"], now["name"], now["columnProperties"]) == (
            then["tableId"],
            then["name"],
            then["columnProperties"],
        )
        grown = 2 if google.switches.append_joins_table and tab == "People" else 0
        assert now["range"]["endRowIndex"] >= then["range"]["endRowIndex"] + grown
    since = len(google.log)
    assert not service.run()
    assert calls(google, since) == ["get"]


def test_boxes_that_nobody_ticked_say_no():
    _, service, hand = begun(joins=False)
    listed = {row.cells["name"] for row in service.book.read().tabs["outreach"].rows}
    assert {row.cells.get("do_not_contact") for row in service.book.read().tabs["people"].rows} == {False}
    persist(service)
    rows = service.book.read().tabs["outreach"].rows
    assert {row.cells["name"] for row in rows} == listed
    assert not any(row.cells.get("off_list") for row in rows)
    ana = hand.find("people", name="Ana Ruiz")
    hand.type("people", ana, "do_not_contact", True)
    persist(service)
    assert [row.cells["name"] for row in service.book.read().tabs["outreach"].rows if row.cells.get("off_list")] == [
        "Ana Ruiz"
    ]


@pytest.mark.parametrize("strict", [True, False], ids=["refused", "let in"])
def test_a_dropdown_column_of_a_table_is_held_to_and_what_it_refuses_is_named(strict):
    google, service, hand = shared(strict_validation_refuses=strict)
    hand.person.to_table("People", "People", Position=("Engineer", "Director"))
    service.cards = [
        replace(card, title="Director" if number % 2 else "Chair", employer=f"Firm {card.key}", as_of=TODAY)
        for number, card in enumerate(service.cards)
    ]
    persist(service)
    held = {"Chair": "Engineer"} if strict else {}
    people = told(service)
    assert {name: people[name]["position"] for name in NAMES} == {
        card.name: held.get(card.title, card.title) for card in service.cards
    }
    assert {name: people[name]["employer"] for name in NAMES} == {card.name: card.employer for card in service.cards}
    notes = "\n".join(str(row.cells) for row in service.book.read().tabs["start"].rows)
    assert ("People, Position: your dropdown refuses what should stand in 3 cells" in notes) is strict
    service.book = again(google, service.book.spreadsheet)
    revision = service.book.read().revision
    persist(service)
    assert service.book.read().revision == revision
