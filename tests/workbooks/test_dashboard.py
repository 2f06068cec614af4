"""The Dashboard: numbers that are right before anybody opened the file, from formulas that hold nobody's name."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from syncer.core.workbook.plan import AppendRow, Plan
from syncer.core.workbook.state import NOTHING, Value
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx.dashboard import all_figures
from tests.workbooks.hand import ExcelHand, parts_of
from tests.workbooks.small import TODAY, run

STATUSES = ("Contacted", "Waiting", "Met", "Helping", "Declined", "No answer", "", "To contact")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "outreach.xlsx"
    edits = [AppendRow("outreach", f"p_{number:010}", _row(number, status)) for number, status in enumerate(STATUSES)]
    edits += [
        AppendRow("people", f"p_{number:010}", {"name": "X", "grade_used": grade})
        for number, grade in enumerate("AABC ")
    ]
    edits += [
        AppendRow("targets", "t_0000000001", {"company": "Globex", "insiders": 2, "former": 1, "bridges": 0}),
        AppendRow("targets", "t_0000000002", {"company": "Initech"}),
        AppendRow("targets", "t_0000000003", {"company": "Hooli", "insiders": 7, "former": 1, "bridges": 3}),
        AppendRow("log", "l_0000000001", {"date": TODAY, "what": "Call", "outcome": "Replied"}),
    ]
    ExcelWorkbook(found, today=TODAY).commit(Plan("", edits=tuple(edits), create=True))
    return found


def _row(number: int, status: str) -> dict[str, Value]:
    row: dict[str, Value] = {"name": "X", "status": status, "path": "works there now", "grade_used": "AB"[number % 2]}
    row["last_contact"] = TODAY - timedelta(7 * number)
    return row | ({"off_list": "No path"} if status == "Declined" else {})


def shown(path: Path) -> dict[str, Value]:
    sheet = load_workbook(path, data_only=True)["Dashboard"]
    return {figure.cell: sheet[figure.cell].value for figure in all_figures()}


def test_the_numbers_are_there_before_anybody_opened_the_file(path: Path) -> None:
    values = shown(path)
    assert [values[f"{column}5"] for column in "BCDEFG"] == [7, 6, 4, 4 / 6, 1, 4 / 5]
    assert [values[f"C{row}"] for row in range(60, 65)] == [7, 6, 4, 2, 1]
    assert [(values[f"B{row}"], values[f"C{row}"]) for row in (76, 77, 78)] == [
        ("Hooli", 7),
        ("Globex", 2),
        ("Initech", 0),
    ]
    assert values["B79"] in ("", None)
    assert [(values[f"G{row}"], values[f"H{row}"]) for row in (71, 70, 69)] == [(1, 1), (1, 1), (1, 1)]
    assert [values[f"G{row}"] for row in (66, 65, 64)] == [1, 0, 0], "a Last contact from the sources is no outreach"
    assert [values[f"C{row}"] for row in range(68, 72)] == [2, 1, 1, 1]
    assert (values["C92"], values["D92"], values["C93"]) == (3, 2, 3)


def test_they_follow_a_run_that_changes_rows(path: Path) -> None:
    run(path, AppendRow("outreach", "p_zzzzzzzzzz", {"name": "X", "status": "Helping"}))
    values = shown(path)
    assert (values["B5"], values["C5"], values["F5"]) == (8, 7, 2)


def test_a_cell_that_a_person_changed_is_theirs(path: Path) -> None:
    with ExcelHand(path).open("dashboard") as sheet:
        sheet["B5"] = 1000
        sheet["C5"] = "=1+1"
    run(path, AppendRow("outreach", "p_zzzzzzzzzz", {"name": "X", "status": "Helping"}))
    sheet = load_workbook(path)["Dashboard"]
    assert (sheet["B5"].value, sheet["C5"].value) == (1000, "=1+1")
    assert shown(path)["F5"] == 2


def test_formulas_hold_words_of_the_layout_only_and_stand_on_the_dashboard_only(path: Path) -> None:
    from syncer.core.workbook.layout import STATUSES as LAYOUT_STATUSES
    from syncer.workbooks.xlsx.figures import PATHS

    known = {*LAYOUT_STATUSES, *PATHS, "A", "B", "C", "", "–", "=", "p_*", "?*", ">=", "<"}
    for figure in all_figures():
        assert set(re.findall(r'"([^"]*)"', figure.formula)) <= known
    holding = [name for name, data in parts_of(path).items() if "worksheets/sheet" in name and b"<f>" in data]
    assert holding == ["xl/worksheets/sheet9.xml"]


def test_an_empty_workbook_shows_zeros_and_blanks_not_errors() -> None:
    from syncer.workbooks.xlsx.figures import Facts

    facts = Facts(NOTHING, date(2026, 11, 23))
    assert {figure.value(facts) for figure in all_figures() if not figure.cell.startswith("F")} == {0, "", "–"}
