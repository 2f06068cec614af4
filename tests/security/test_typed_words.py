"""P11: whatever people type wherever, no report of a run repeats it: schedulers log what a run says."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from syncer import app
from syncer.core.workbook.layout import MEMORY_TAB
from tests.security.household import CANARIES, household

DAY = date(2026, 11, 23)
WORDS = ("Canary", "Kanarva", "canary@x.example", "312-555-0195", "Canary, who knows everybody at Acme and wrote twice")


@pytest.fixture(scope="module")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = household(tmp_path_factory.mktemp("typed"))
    app.run(made.folder / "syncer.toml", DAY, lambda _: None, frozenset())
    return made.folder


def typed_over(book: Path, first: int) -> int:
    """Writes one word after another over the cells of every tab, ids and headers left alone; how many those are."""
    opened, count = load_workbook(book), 0
    for sheet in opened.worksheets:
        if sheet.title in (MEMORY_TAB, "Dashboard"):
            continue
        headers = {str(cell.value).casefold(): cell.row for row in sheet.iter_rows(max_row=5) for cell in row}
        top = 0 if sheet.title == "Start here" else next((row for text, row in headers.items() if text == "_id"), 1)
        for row in sheet.iter_rows(min_row=top + 1):
            for cell in row:
                if sheet.cell(top or 1, cell.column).value != "_id" and not str(cell.value).startswith(
                    ("p_", "t_", "q_")
                ):
                    cell.value = WORDS[(first + count) % len(WORDS)]
                    count += 1
    opened.save(book)
    return count


@pytest.mark.parametrize("first", [0, 2])
def test_no_word_that_is_typed_anywhere_comes_out_of_a_run(first: int, in_use: Path) -> None:
    book = in_use / "outreach.xlsx"
    whole = book.read_bytes()
    try:
        assert typed_over(book, first) > 50
        config = in_use / "syncer.toml"
        report = app.run(config, DAY, lambda _: None, frozenset())
        said = f"{report} {app.check(config, lambda _: None)}".casefold()
        assert any("what stands there" in warning or "row" in warning for warning in report.warnings)
        assert not [canary for canary in CANARIES if canary in said]
    finally:
        book.write_bytes(whole)
