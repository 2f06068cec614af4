"""Somebody's other add-on has cleaned out what syncer keeps beside the cells: marks, named ranges, or both."""

from dataclasses import replace

import pytest

from syncer.workbooks.sheets import marks
from tests.core.workbook.service import TODAY
from tests.workbooks.google.cloud import IN_FULL, again, commits
from tests.workbooks.google.test_moments import NAMES, WAYS, persist, shared, told

CLEANED = {
    "metadata": lambda file: file.metadata.clear(),
    "named ranges": lambda file: file.named.clear(),
    "both": lambda file: (file.metadata.clear(), file.named.clear()),
}


CASES = [
    (what, way)
    for what in CLEANED
    for way in WAYS
    if IN_FULL
    or (way in ("ids twice", "ids freed late") and what == "both")
    or (what, way) == ("metadata", "marks swapped")
]


@pytest.mark.parametrize(("what", "way"), CASES)
def test_a_sheet_whose_marks_are_gone_finds_out_again_how_to_swap_them_and_goes_on(what, way):
    google, service, hand = shared(**WAYS[way])
    before = told(service)
    hand.person._edit(CLEANED[what])
    service.book = again(google, service.book.spreadsheet)
    persist(service)
    assert told(service) == before
    assert service.book.read().revision
    for title in ("Director", "Chair"):  # the first change makes marks, the second swaps them
        service.cards = [replace(card, title=f"{title} {card.key}", as_of=TODAY) for card in service.cards]
        count = commits(google, service.book.spreadsheet)
        service.book = again(google, service.book.spreadsheet)
        persist(service)
        assert commits(google, service.book.spreadsheet) == count + 1
        people = told(service)
        assert {name: people[name]["position"] for name in NAMES} == {
            name: f"{title} {name.split()[0].casefold()}" for name in NAMES
        }
    assert all(cells["notes"] == before[name]["notes"] for name, cells in told(service).items())
    assert not service.book.read().memory_stale
    assert marks.TABS in hand.person.book.metadata
