"""What the simulation found once, each as a story of its own."""

import pytest

from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import Card, Service


@pytest.mark.parametrize("by_number", [False, True])
def test_a_name_changes_on_the_day_after_the_hidden_tab_was_deleted(by_number: bool) -> None:
    """Rows written by number get their names in a commit of its own: nothing was remembered of them then."""
    book = MemoryWorkbook(by_number=by_number)
    service, hand = Service(book, [Card("ana", "Ana Ruiz"), Card("ben", "Ben Okafor", "Globex")]), Hand(book)
    service.run()
    hand.type("people", hand.find("people", name="Ben Okafor"), "employer", "Initech")
    service.run()
    hand.delete_memory()
    hand.type("outreach", hand.find("outreach", name="Ana Ruiz"), "name", "")
    service.run()
    service.run()
    assert not service.plan()
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "position") == "Engineer"
    assert hand.see("people", hand.find("people", name="Ben Okafor"), "employer") == "Initech"
