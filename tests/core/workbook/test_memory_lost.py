"""The hidden tab is deleted on a day on which a source cannot be read, and what people do before it can be again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service

BEN = "Ben Okafor"
CARDS = [
    Card("ana", "Ana Ruiz"),
    Card("ben", BEN, source="linkedin"),
    Card("cai", "Cai Lund", "Globex", source="linkedin"),
]
NEXT = TODAY + timedelta(days=1)


@pytest.fixture(params=[False, True], ids=["by id", "by number"])
def lost(request: pytest.FixtureRequest) -> tuple[Service, Hand]:
    """A list of three, the memory deleted, and a run behind it that could not read LinkedIn."""
    book = MemoryWorkbook(by_number=request.param)
    service, hand = Service(book, list(CARDS)), Hand(book)
    service.run()
    hand.type("people", hand.find("people", name=BEN), "notes", "met in Lisbon")
    service.run()
    hand.delete_memory()
    service.failed = frozenset({"linkedin"})
    service.run()
    return service, hand


def _read_again(service: Service) -> None:
    service.failed = frozenset()
    service.run(NEXT)
    service.run(NEXT)
    assert not service.plan(NEXT)


def _rows(hand: Hand, tab: str, name: str) -> int:
    return sum(row.get("name") == name for row in hand.tab(tab).rows)


def test_such_a_run_writes_no_cell_and_adds_nobody(lost: tuple[Service, Hand]) -> None:
    service, hand = lost
    service.cards = [replace(CARDS[0], title="Director"), *CARDS[1:], Card("dee", "Dee Moss")]
    tabs = ("people", "outreach", "targets", "today", "review")
    before = {tab: [dict(row) for row in hand.tab(tab).rows] for tab in tabs}
    service.run(NEXT)
    assert {tab: [dict(row) for row in hand.tab(tab).rows] for tab in tabs} == before
    assert not service.plan(NEXT)


@pytest.mark.parametrize("tab", ["people", "outreach"])
def test_a_row_deleted_after_it_stays_deleted(lost: tuple[Service, Hand], tab: str) -> None:
    service, hand = lost
    for each in ("outreach", tab):
        hand.delete_rows(each, [place for place, row in enumerate(hand.tab(each).rows) if row.get("name") == BEN])
    _read_again(service)
    assert _rows(hand, "outreach", BEN) == 0
    assert _rows(hand, "people", BEN) == (0 if tab == "people" else 1)


@pytest.mark.parametrize("tab, column", [("outreach", "why"), ("people", "changed"), ("targets", "next_step")])
def test_a_word_over_a_derived_cell_after_it_is_a_persons(lost: tuple[Service, Hand], tab: str, column: str) -> None:
    service, hand = lost
    place = hand.find(tab, company="Acme") if tab == "targets" else hand.find(tab, name=BEN)
    hand.type(tab, place, column, "as I see it")
    _read_again(service)
    assert hand.see(tab, place, column) == "as I see it"


def test_a_fact_typed_after_it_is_a_persons_and_one_that_agrees_stays_the_sources(lost: tuple[Service, Hand]) -> None:
    service, hand = lost
    ben, cai = hand.find("people", name=BEN), hand.find("people", name="Cai Lund")
    hand.type("people", ben, "position", "Director")
    _read_again(service)
    moved = {"ben": "Chief", "cai": "Chief"}
    service.cards = [replace(card, title=moved.get(card.key, card.title)) for card in service.cards]
    service.run(NEXT)
    assert hand.see("people", ben, "position") == "Director"
    assert hand.see("people", cai, "position") == "Chief"
    assert hand.see("people", ben, "notes") == "met in Lisbon"


def test_whom_the_source_knows_is_not_new_the_day_after(lost: tuple[Service, Hand]) -> None:
    service, hand = lost
    _read_again(service)
    assert [row.get("changed", "") for row in hand.tab("people").rows] == ["", "", ""]


def test_somebody_who_was_added_by_hand_is_still_on_the_list_when_the_source_is_back() -> None:
    book = MemoryWorkbook()
    service, hand = Service(book, list(CARDS)), Hand(book)
    service.run()
    hand.add_row("people", {"name": "Eli Roe", "employer": "Globex"})
    service.run()
    hand.delete_memory()
    service.failed = frozenset({"linkedin"})
    service.run()
    _read_again(service)
    assert _rows(hand, "people", "Eli Roe") == 1
    eli = hand.find("outreach", name="Eli Roe")
    assert hand.see("outreach", eli, "target") == "Globex"
    assert hand.see("outreach", eli, "off_list") == ""
