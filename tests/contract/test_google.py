"""The shared Google Sheet keeps the contract."""

from functools import cache

import pytest

from tests.contract.workbook_suite import CARDS, WorkbookSuite
from tests.core.workbook.service import Service
from tests.workbooks.google.cloud import account, again, cloned, new
from tests.workbooks.google.hand import GoogleHand


@cache
def filled():
    """An account with the workbook of a first run: made once, and every test has a copy."""
    google = account()
    Service(new(google), list(CARDS)).run()
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
