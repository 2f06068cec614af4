"""A person puts a dropdown of their own on one of syncer's columns; a value that it refuses is never forced in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from syncer.workbooks.excel import ExcelWorkbook
from tests.workbooks.small import make

LAST = 400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "outreach.xlsx"
    make(made)
    return made


def dropdown(path: Path, header: str, formula: str, rows: tuple[int, int] = (2, LAST), **more: object) -> None:
    book = load_workbook(path)
    sheet = book["People"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == header)
    rule = DataValidation(type="list", formula1=formula, showErrorMessage=True, **more)
    rule.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    sheet.add_data_validation(rule)
    book.save(path)


def choices(path: Path) -> dict[str, frozenset[str]]:
    return dict(ExcelWorkbook(path).read().tabs["people"].choices)


def test_no_workbook_of_ours_restricts_our_own_columns(path: Path) -> None:
    assert choices(path) == {}


def test_the_words_of_a_dropdown_that_refuses_others_are_seen(path: Path) -> None:
    dropdown(path, "Position", '"Engineer, R&D lead,Founder"')
    assert choices(path) == {"position": frozenset({"Engineer", "R&D lead", "Founder"})}


def test_a_dropdown_that_only_warns_or_covers_some_rows_refuses_nothing(path: Path) -> None:
    dropdown(path, "Position", '"Engineer"', errorStyle="warning")
    dropdown(path, "Employer", '"Acme"', rows=(3, 3))
    dropdown(path, "Name", "=$A$1:$A$9")
    assert choices(path) == {}


def test_a_dropdown_on_a_persons_own_column_is_none_of_our_business(path: Path) -> None:
    dropdown(path, "Notes", '"yes,no"')
    assert choices(path) == {}
