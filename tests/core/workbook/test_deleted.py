"""P6: a row deleted before, during or after a run stays deleted, whatever has become of the memory before that."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from syncer.errors import Conflict
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service

BEN = "Ben Okafor"
CARDS = [Card("ana", "Ana Ruiz"), Card("ben", BEN), Card("cai", "Cai Lund", "Globex")]
WHEN = ("before a run", "between its reading and its writing", "after it", "between two runs that write")
MEMORY = ("kept", "lost", "old")


def _delete(hand: Hand, tab: str) -> None:
    hand.delete_rows(tab, [place for place, row in enumerate(hand.tab(tab).rows) if row.get("name") == BEN])


def _standing(hand: Hand, tab: str) -> bool:
    return any(row.get("name") == BEN for row in hand.tab(tab).rows)


def _news(service: Service, title: str) -> None:
    """Every card says something else, so that the next run writes."""
    service.cards = [replace(card, title=title, as_of=TODAY) for card in service.cards]


@pytest.mark.parametrize("by_number", [False, True], ids=["by id", "by number"])
@pytest.mark.parametrize("tab", ["outreach", "people"])
@pytest.mark.parametrize("memory", MEMORY)
@pytest.mark.parametrize("when", WHEN)
def test_a_row_that_is_deleted_stays_deleted(when: str, memory: str, tab: str, by_number: bool) -> None:
    """From the first run after the memory was lost, or an older version restored, a deletion is seen again."""
    book = MemoryWorkbook(by_number=by_number)
    service, hand = Service(book, list(CARDS)), Hand(book)
    service.run()
    version = hand.keep_version()
    _news(service, "Analyst")
    service.run()
    if memory == "lost":
        hand.delete_memory()
    elif memory == "old":
        hand.restore_version(version)
    service.run()
    if tab == "people":
        _delete(hand, "outreach")  # or the person is still on the list, and wanted in People
    if when == "before a run":
        _delete(hand, tab)
        _news(service, "Director")
        service.run()
    elif when == "between its reading and its writing":
        _news(service, "Director")
        service.between = lambda: _delete(hand, tab)
        _run_again_after_a_conflict(service)
    elif when == "after it":
        _news(service, "Director")
        service.run()
        _delete(hand, tab)
    else:
        _news(service, "Director")
        service.run()
        _delete(hand, tab)
        _news(service, "Chief")
        service.run()
    for day in range(1, 4):
        _news(service, f"Chief {day}")
        service.run(TODAY + timedelta(days=day))
        assert not _standing(hand, tab)
    assert not service.plan(TODAY + timedelta(days=3))
    assert sum(row.get("name") == "Ana Ruiz" for row in hand.tab(tab).rows) == 1


def _run_again_after_a_conflict(service: Service) -> None:
    with suppress(Conflict):
        service.run()
    service.between = None
    service.run()
