"""A dropdown of a person's own over a column of syncer's, where Google holds syncer to it."""

from dataclasses import replace

import pytest

from syncer.errors import WorkbookError
from tests.core.workbook.service import TODAY
from tests.workbooks.google.cloud import again, calls
from tests.workbooks.google.test_moments import NAMES, persist, shared, told

ALLOWED = ("Engineer", "Director")


def dropdown(hand, column: str, words, rows: tuple[int, int] = (1, 1000)) -> None:
    """Data > Data validation, over these rows of People: a list, and the input is rejected."""
    place = hand.place("people")
    at = place.columns[column]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": word} for word in words]}}
    span = {"sheetId": place.sheet, "startRowIndex": rows[0], "endRowIndex": min(rows[1], place.height)}
    span |= {"startColumnIndex": at, "endColumnIndex": at + 1}
    hand.person.request("setDataValidation", {"range": span, "rule": {**rule, "strict": True}})


def changed(strict: bool):
    google, service, hand = shared(strict_validation_refuses=strict)
    service.cards = [
        replace(card, title="Director" if number % 2 else "Chair", employer=f"Firm {card.key}", as_of=TODAY)
        for number, card in enumerate(service.cards)
    ]
    return google, service, hand


def test_what_a_dropdown_refuses_stays_as_it_is_is_named_and_holds_up_nothing_else():
    google, service, hand = changed(strict=True)
    dropdown(hand, "position", ALLOWED)
    persist(service)
    people = told(service)
    expected = {card.name: "Engineer" if card.title == "Chair" else card.title for card in service.cards}
    assert {name: people[name]["position"] for name in NAMES} == expected
    assert {name: people[name]["employer"] for name in NAMES} == {card.name: card.employer for card in service.cards}
    notes = "\n".join(str(row.cells) for row in service.book.read().tabs["start"].rows)
    assert "People, Position: your dropdown refuses what should stand in 3 cells" in notes
    service.book = again(google, service.book.spreadsheet)
    revision = service.book.read().revision
    persist(service)
    assert service.book.read().revision == revision
    dropdown(hand, "position", (*ALLOWED, "Chair"))
    service.book = again(google, service.book.spreadsheet)
    persist(service)
    assert {name: told(service)[name]["position"] for name in NAMES} == {
        card.name: card.title for card in service.cards
    }


def test_where_google_lets_it_in_all_the_same_nothing_is_held_back_and_no_call_is_spent():
    google, service, hand = changed(strict=False)
    dropdown(hand, "position", ALLOWED)
    persist(service)
    assert {name: told(service)[name]["position"] for name in NAMES} == {
        card.name: card.title for card in service.cards
    }
    since = len(google.log)
    assert not service.run()
    assert calls(google, since) == ["get"]


def test_a_rule_that_holds_for_some_rows_only_is_named_with_what_to_do():
    _, service, hand = changed(strict=True)
    dropdown(hand, "employer", ("Acme",), rows=(1, 3))
    with pytest.raises(WorkbookError, match=r"A rule in People, .*Employer.* refuses what syncer writes"):
        persist(service)
    assert {cells["employer"] for cells in told(service).values()} == {"Acme"}
