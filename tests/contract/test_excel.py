"""The workbook on disk keeps the contract."""

import pytest

from syncer.workbooks.excel import ExcelWorkbook
from tests.contract.workbook_suite import WorkbookSuite
from tests.core.workbook.service import TODAY
from tests.workbooks.hand import ExcelHand


class TestExcelWorkbook(WorkbookSuite):
    @pytest.fixture
    def book(self, tmp_path):
        return ExcelWorkbook(tmp_path / "outreach.xlsx", today=TODAY)

    @pytest.fixture
    def hand(self, book):
        return ExcelHand(book.path)
