"""The shared Google Sheet keeps the contract."""

from functools import cache

import pytest

from tests.contract.workbook_suite import CARDS, WorkbookSuite
from tests.core.workbook.service import Service
from tests.workbooks.google.cloud import account, again, cloned, new, person
from tests.workbooks.google.hand import GoogleHand

ROOM = 8
"""Blank rows left below the last of every tab."""


@cache
def filled():
    """An account with the workbook of a first run: made once, and every test has a copy.

    Without the Dashboard, which no story here looks at, and with grids that end soon: both cost every reading time.
    """
    google = account()
    book = new(google)
    Service(book, list(CARDS)).run()
    hand = person(google, book)
    hand.delete_tab("Dashboard")
    for sheet in hand.book.sheets:
        hand.delete_rows(sheet.title, *range(sheet.last_row_with_data() + ROOM, sheet.height))
    return google


class TestGoogleWorkbook(WorkbookSuite):
    @pytest.fixture
    def google(self, request):
        return cloned(filled()) if "service" in request.fixturenames else account()

    @pytest.fixture
    def book(self, google):
        for number in google.files.by_id:
            return again(google, number)
        return new(google)

    @pytest.fixture
    def hand(self, google, book):
        return GoogleHand(google, book)
