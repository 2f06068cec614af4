"""Sheets that hold more than one table, cells merged downwards, and cells that say nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from syncer.core.model import Snapshot
from syncer.sources.spreadsheet import Spreadsheet

PEOPLE = (("Name", "Company", "Email"), ("Ann Lee", "Acme", "ann@example.com"), ("Bo Kim", "Globex", "bo@example.com"))
TARGETS = (("Company", "Motivation"), ("Initech", 5), ("Hooli", 3))


def nothing(_: Worksheet) -> None:
    """Leaves the sheet as it is."""


def read(folder: Path, rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] = nothing) -> Snapshot:
    made = Workbook()
    assert isinstance(made.active, Worksheet)
    for row in rows:
        made.active.append(list(row))
    change(made.active)
    made.save(folder / "people.xlsx")
    snapshot = Spreadsheet("people", folder / "people.xlsx").fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    return snapshot


def names(snapshot: Snapshot) -> list[str]:
    return [record.full_name for record in snapshot.records]


def test_a_list_of_companies_below_is_none_of_people(tmp_path: Path) -> None:
    snapshot = read(tmp_path, (*PEOPLE, (), *TARGETS))
    assert names(snapshot) == ["Ann Lee", "Bo Kim"]
    assert [target.name for target in snapshot.suggested_targets] == ["Initech", "Hooli"]


def test_a_second_list_of_people_is_read_by_its_own_header(tmp_path: Path) -> None:
    below = (("Email", "Name", "Phone"), ("cy@example.com", "Cy Roe", "+1 212 555 0142"))
    snapshot = read(tmp_path, (*PEOPLE, (), *below))
    assert names(snapshot) == ["Ann Lee", "Bo Kim", "Cy Roe"]
    assert (snapshot.records[2].emails, snapshot.records[2].phones) == (("cy@example.com",), ("+1 212 555 0142",))


def test_a_table_of_something_else_is_left_out_and_told(tmp_path: Path) -> None:
    snapshot = read(
        tmp_path, (*PEOPLE, (), ("Company", "Domain", "Location"), ("Initech", "initech.example", "Berlin"))
    )
    assert names(snapshot) == ["Ann Lee", "Bo Kim"]
    assert snapshot.skipped == {"blank rows": 1, "rows of a table that is not known": 1}
    assert snapshot.notes == ("people.xlsx[Sheet]:5: a table begins that is none of people or employers: left out",)


def test_a_list_of_companies_beside_gives_nobody_an_employer(tmp_path: Path) -> None:
    rows = [(*left, "", *right) for left, right in zip([(row[0], row[2]) for row in PEOPLE], TARGETS, strict=True)]
    snapshot = read(tmp_path, rows)
    assert [(record.full_name, record.positions) for record in snapshot.records] == [("Ann Lee", ()), ("Bo Kim", ())]
    assert [target.motivation for target in snapshot.suggested_targets] == [5, 3]


def test_blank_columns_between_the_columns_of_one_table_divide_nothing(tmp_path: Path) -> None:
    snapshot = read(tmp_path, [(name, "", company, "", email) for name, company, email in PEOPLE])
    assert [record.positions[0].employer for record in snapshot.records] == ["Acme", "Globex"]


def test_a_company_merged_over_several_people_is_everybody_s(tmp_path: Path) -> None:
    rows = (*PEOPLE[:2], ("Bo Kim", "", "bo@example.com"), ("Cy Roe", "", "cy@example.com"))
    snapshot = read(tmp_path, rows, lambda sheet: sheet.merge_cells("B2:B3"))
    assert [bool(record.positions) for record in snapshot.records] == [True, True, False]
    assert snapshot.records[1].positions == snapshot.records[0].positions


@pytest.mark.parametrize("blank", ["N/A", "-", "—", "?", "n.a.", "#N/A", "\\N", "[object Object]"])
def test_a_cell_that_says_nothing_is_blank(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"Name,Company,Email,Phone\nAnn Lee,{blank},{blank},{blank}\n{blank},{blank},{blank},{blank}\n")
    snapshot = Spreadsheet("people", path).fetch()
    (record,) = snapshot.records
    assert (record.emails, record.phones, record.positions, record.weak_key) == ((), (), (), True)
    assert (snapshot.notes, snapshot.skipped) == ((), {"blank rows": 1})


def test_two_people_on_two_lines_of_a_cell_are_told(tmp_path: Path) -> None:
    snapshot = read(tmp_path, (PEOPLE[0], ("Ann Lee\nBo Kim", "Acme", "ann@example.com"), ("Cy\nRoe", "Acme", "")))
    assert snapshot.notes == ("people.xlsx[Sheet]:2: two people in one cell, kept as one",)
