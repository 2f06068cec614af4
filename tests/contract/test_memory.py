"""The workbook in memory keeps the contract."""

import pytest

from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.contract.workbook_suite import WorkbookSuite


class TestMemoryWorkbook(WorkbookSuite):
    @pytest.fixture
    def book(self):
        return MemoryWorkbook()

    @pytest.fixture
    def hand(self, book):
        return Hand(book)
