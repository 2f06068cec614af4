"""The workbook on disk keeps the contract."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from syncer.workbooks.excel import ExcelWorkbook
from tests.contract.workbook_suite import CARDS, WorkbookSuite
from tests.core.workbook.service import TODAY, Service
from tests.workbooks.hand import ExcelHand


@cache
def filled() -> bytes:
    """The file after a first run: made once, and every test has a copy."""
    with TemporaryDirectory() as folder:
        book = ExcelWorkbook(Path(folder) / "outreach.xlsx", today=TODAY)
        Service(book, list(CARDS)).run()
        return book.path.read_bytes()


class TestExcelWorkbook(WorkbookSuite):
    @pytest.fixture
    def book(self, tmp_path, request):
        if "service" in request.fixturenames:
            (tmp_path / "outreach.xlsx").write_bytes(filled())
        return ExcelWorkbook(tmp_path / "outreach.xlsx", today=TODAY)

    @pytest.fixture
    def hand(self, book):
        return ExcelHand(book.path)
