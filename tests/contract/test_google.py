"""The shared Google Sheet keeps the contract."""

import pytest

from tests.contract.workbook_suite import WorkbookSuite
from tests.workbooks.google.cloud import account, new
from tests.workbooks.google.hand import GoogleHand


class TestGoogleWorkbook(WorkbookSuite):
    @pytest.fixture
    def google(self):
        return account()

    @pytest.fixture
    def book(self, google):
        return new(google)

    @pytest.fixture
    def hand(self, google, book):
        return GoogleHand(google, book)
