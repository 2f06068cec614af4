"""Months without a new export: the workbook says so once, and a new one brings the news."""

from datetime import date

from syncer.linkage.splink_linker import SplinkLinker
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.month.search import Remembering, Search, export

AUTUMN, WINTER = date(2026, 10, 26), date(2027, 1, 11)
BEFORE = [("Ana Ruiz", "Fabrikam", "Engineer"), ("Eli Roe", "Initech", "Designer")]
AFTER = [("Ana Ruiz", "Fabrikam", "Engineer"), ("Eli Roe", "Contoso", "Design Lead")]


def noted(search: Search) -> list[str]:
    """What Start here says about exports."""
    lines = [str(row.cells.get("detail", "")) for row in search.book.read().tabs["start"].rows]
    return [line for line in lines if "Get a new one" in line]


def test_an_old_export_is_asked_for_in_start_here_once_and_a_new_one_ends_it_with_its_news(tmp_path) -> None:
    book = MemoryWorkbook()
    search = Search(book, Hand(book), export(tmp_path, AUTUMN, BEFORE), {"Contoso": 5}, Remembering(SplinkLinker()))
    search.morning(date(2026, 12, 25))
    assert not noted(search), "60 days old"
    search.morning(date(2026, 12, 26))
    (line,) = noted(search)
    assert "26 Oct 2026" in line
    assert "https://www.linkedin.com/mypreferences/d/download-my-data" in line
    commits = book.commits
    search.morning(date(2027, 1, 4))
    search.morning(date(2027, 1, 4))
    assert noted(search) == [line]
    assert book.commits <= commits + 1, "the note alone is no reason to write"
    search.source = export(tmp_path, WINTER, AFTER)
    search.morning(WINTER)
    assert not noted(search)
    search.morning(date(2027, 2, 15))
    assert "Changed job about 5 weeks ago: congratulate first." in str(search.cell("outreach", "Eli Roe", "why"))
    assert search.cell("people", "Eli Roe", "former_employers") == "Initech"
