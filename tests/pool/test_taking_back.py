"""What a member opened for others and takes back: it stands in nobody's workbook after the next run, come what may."""

from pathlib import Path

import openpyxl
import pytest

from tests.pool.books import Pool
from tests.pool.test_workbooks import cells, counted, firm, run, typed

MANY = 12
"""Contacts of Ann's own that go missing all at once, which nobody believes."""


def with_many(dana: str = "names", many: int = MANY) -> Pool:
    """The firm; Ann knows some more people."""
    pool = firm(dana)
    for at in range(many):
        pool.knows("Ann", f"Person {chr(97 + at) * 5}", "Globex", emails=f"p{at}@example.com")
    return pool


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """What a first run over it left behind."""
    assert counted(run(with_many(), tmp_path)) == (3, 0, 0)
    assert "Zerlina Quixwood" in cells(tmp_path, "ann", "Paths")
    return tmp_path


def rows(folder: Path, tab: str, name: str) -> list[dict[str, object]]:
    """The rows of a tab about somebody, by header; blank cells left out."""
    first, *others = openpyxl.load_workbook(folder / "books" / "ann.xlsx")[tab].values
    named = [dict(zip(map(str, first), row, strict=True)) for row in others if name in row]
    return [{header: value for header, value in row.items() if value is not None} for row in named]


def at(folder: Path, tab: str, name: str) -> int:
    """The number of somebody's row."""
    values = openpyxl.load_workbook(folder / "books" / "ann.xlsx")[tab].values
    return next(number for number, row in enumerate(values, 1) if name in row)


def hidden(folder: Path, name: str) -> str:
    """All that the hidden tab remembers of the person with that row."""
    [row] = rows(folder, "People", name)
    values = openpyxl.load_workbook(folder / "books" / "ann.xlsx")["_syncer"].values
    return "".join(str(text) for key, *text in values if key == row["_id"])


def test_who_takes_it_back_leaves_no_company_no_path_and_no_evidence_in_the_row(tmp_path: Path) -> None:
    run(firm(), tmp_path)
    [row] = rows(tmp_path, "Outreach", "Dana")
    assert (row["Target"], row["Path"]) == ("Initech", "knows someone there")
    assert '"target"' in hidden(tmp_path, "Dana")
    run(firm("off"), tmp_path)
    [row] = rows(tmp_path, "Outreach", "Dana")
    assert row.keys() == {"Name", "_id", "Off list", "Since"}
    assert row["Off list"] == "Not shared any more"
    for told in ('"target"', '"path"', '"evidence"', '"opened"'):
        assert told not in hidden(tmp_path, "Dana"), told
    assert counted(run(firm("off"), tmp_path, "--refresh")) == (0, 0, 0)


def test_a_member_who_shares_nothing_any_more_is_not_told_that_the_others_left(tmp_path: Path) -> None:
    run(firm(), tmp_path)
    pool = firm()
    pool.members[0]["consent"] = "off"
    run(pool, tmp_path)
    for name in ("Ben", "Dana"):
        assert rows(tmp_path, "Outreach", name)[0]["Off list"] == "Not shared any more"
        assert rows(tmp_path, "People", name)[0]["New or changed"] == "Not shared any more"


def test_what_a_person_typed_into_such_a_row_stays_and_nothing_beside_it_tells_more(tmp_path: Path) -> None:
    run(firm(), tmp_path)
    row = at(tmp_path, "Outreach", "Dana")
    for header, value in (
        ("Status", "Contacted"),
        ("Notes", "call in May"),
        ("Why", "old friend"),
        ("Target", "Hooli"),
    ):
        typed(tmp_path, "ann", "Outreach", row, header, value)
    run(firm(), tmp_path, "--refresh")
    assert "Zerlina Quixwood" in cells(tmp_path, "ann", "Review")  # what stands beside the words typed over Why
    run(firm("off"), tmp_path)
    [left] = rows(tmp_path, "Outreach", "Dana")
    assert (left["Status"], left["Notes"], left["Why"], left["Target"]) == (
        "Contacted",
        "call in May",
        "old friend",
        "Hooli",
    )
    assert left.keys().isdisjoint({"Path", "Evidence", "Suggested ask"})
    for told in ("Zerlina", "Initech"):
        assert told not in hidden(tmp_path, "Dana"), told
        assert told not in cells(tmp_path, "ann", "Review"), told
    assert "Zerlina" not in cells(tmp_path, "ann")


@pytest.mark.parametrize("status", ["", "Contacted"])
def test_somebody_of_your_own_who_takes_it_back_tells_it_no_more_either(tmp_path: Path, status: str) -> None:
    def known(consent: str) -> Pool:
        pool = firm(consent)
        pool.members[2]["emails"] = "dana@example.com"
        pool.knows("Ann", "Dana Okafor", "", emails="dana@example.com", grade="A")
        return pool

    run(known("names"), tmp_path)
    assert rows(tmp_path, "Outreach", "Dana Okafor")[0]["Target"] == "Initech"
    if status:
        typed(tmp_path, "ann", "Outreach", at(tmp_path, "Outreach", "Dana Okafor"), "Status", status)
        run(known("names"), tmp_path, "--refresh")
    run(known("off"), tmp_path)
    [row] = rows(tmp_path, "Outreach", "Dana Okafor")
    assert row.keys().isdisjoint({"Target", "Path", "Evidence", "Why"})
    assert row["Off list"] == "No path to a company on your list any more"
    assert row.get("Status", "") == status


def test_it_is_taken_back_also_where_the_readers_own_book_came_back_almost_empty(many: Path) -> None:
    before = rows(many, "Outreach", "Tove Lanyon")
    found = run(with_many("off", 0), many)
    assert "E-SOURCE-SHRUNK" in found.stdout
    for told in ("Dana (pool)", "Zerlina"):
        assert told not in cells(many, "ann"), told
    assert rows(many, "Outreach", "Dana")[0].keys() == {"Name", "_id", "Off list", "Since"}
    assert not rows(many, "Paths", "Dana")
    assert not rows(many, "Today", "Dana")
    assert [one["Company"] for one in rows(many, "Targets", "Dana")] == []
    assert rows(many, "Outreach", "Tove Lanyon") == before
    assert "Person aaaaa" in cells(many, "ann", "Outreach")
    after = (many / "books" / "ann.xlsx").read_bytes()
    run(with_many("off", 0), many)
    assert (many / "books" / "ann.xlsx").read_bytes() == after


def test_names_that_are_not_told_any_more_go_and_what_is_still_told_stays(many: Path) -> None:
    run(with_many("companies", 0), many)
    assert "Zerlina" not in cells(many, "ann")
    [row] = rows(many, "Outreach", "Dana")
    assert row["Target"] == "Initech"
    assert str(row["Why"]).startswith("Dana (pool) knows 1 person at Initech.")
    assert "Off list" not in row


def test_while_a_book_is_left_out_nothing_else_of_the_list_moves(many: Path) -> None:
    tabs = ("Outreach", "Today", "Paths", "Targets")
    before = [cells(many, "ann", tab) for tab in tabs]
    pool = with_many(many=0)
    pool.knows("Ben", "Mira Pellworm", "Initech", emails="mira@example.com")  # Ben opens one company more
    run(pool, many)
    assert [cells(many, "ann", tab) for tab in tabs] == before


def test_what_was_typed_into_a_line_that_goes_is_quoted_in_review(many: Path) -> None:
    typed(many, "ann", "Paths", at(many, "Paths", "Dana"), "Evidence", "asked her in Graz")
    typed(many, "ann", "Outreach", at(many, "Outreach", "Dana"), "Notes", "call in May")
    run(with_many("off", 0), many)
    assert "Dana" not in cells(many, "ann", "Paths")
    assert "asked her in Graz" in cells(many, "ann", "Review")
    assert rows(many, "Outreach", "Dana")[0]["Notes"] == "call in May"


def test_the_next_whole_run_puts_the_list_right(many: Path) -> None:
    run(with_many("off", 0), many)
    assert counted(run(with_many("names"), many))[2] == 0
    [row] = rows(many, "Outreach", "Dana")
    assert (row["Target"], "Off list" in row) == ("Initech", False)
    assert rows(many, "Paths", "Dana")
    assert counted(run(with_many("names"), many)) == (0, 3, 0)


def test_of_a_row_that_was_deleted_nothing_is_remembered_that_was_taken_back(tmp_path: Path) -> None:
    run(firm(), tmp_path)
    path = tmp_path / "books" / "ann.xlsx"
    book = openpyxl.load_workbook(path)
    book["Outreach"].delete_rows(at(tmp_path, "Outreach", "Dana"))
    book.save(path)
    run(firm(), tmp_path, "--refresh")
    assert "knows someone there" in hidden(tmp_path, "Dana")
    run(firm("off"), tmp_path)
    for told in ("Initech", "knows someone there", '"target"'):
        assert told not in hidden(tmp_path, "Dana"), told
