"""Security 1: nobody's name becomes a formula, in the workbook or in a file for other programs."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from syncer.core.csv_cells import inert
from syncer.core.workbook.layout import BY_KEY
from syncer.link_file import link_file
from syncer.match_file import match_file
from syncer.workbooks.excel import ExcelWorkbook
from tests.security.household import FORMULAS, household
from tests.workbooks.hand import sheet_part


def test_names_and_employers_like_formulas_arrive_as_text_and_no_formula_stands_outside_the_dashboard(
    tmp_path: Path,
) -> None:
    home = household(tmp_path)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("Connections.csv", connections())
    assert home.syncer("run").code == 3
    people = ExcelWorkbook(home.book).read().tabs["people"].rows
    assert {formula.strip() for formula in FORMULAS} <= {str(row.cells.get("employer")).strip() for row in people}
    dashboard = sheet_part(home.book, "Dashboard")
    with zipfile.ZipFile(home.book) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet") and name != dashboard:
                root = etree.fromstring(archive.read(name))
                assert not [node for node in root.iter() if etree.QName(node).localname == "f"], name
    named = home.syncer("plan")
    assert named.code == 3


def connections() -> str:
    """A LinkedIn export in which one person for every formula has it as a first name and as an employer."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"))
    for at, formula in enumerate(FORMULAS):
        page, mail = f"https://www.linkedin.com/in/canaryslug{at}", f"canarymail{at}@example.com"
        rows.writerow((formula, f"Kanarva{'abcdef'[at]}", page, mail, formula, "Canarytitle", "08 Feb 2026"))
    return text.getvalue()


@pytest.mark.parametrize("formula", FORMULAS)
def test_files_for_other_programs_hold_no_formula(formula: str, tmp_path: Path) -> None:
    quoted = '"' + formula.replace('"', '""') + '"'
    (tmp_path / "in.csv").write_text(f"employer,target_name\n{quoted},Acme\nAcme,Acme\n")
    match_file(tmp_path / "in.csv", tmp_path / "out.csv")
    (tmp_path / "people.csv").write_text(f"record_id,full_name,emails\n{quoted},Ann Quux,ann@example.com\n2,Bo Quux,\n")
    link_file(tmp_path / "people.csv", tmp_path / "linked.csv", tmp_path / "asked.csv")
    for name in ("out.csv", "linked.csv", "asked.csv"):
        with (tmp_path / name).open(newline="", encoding="utf-8") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝") and cell.strip() not in ("-2", "")]


@pytest.mark.parametrize("text", ["-5", "+3.5", "-", "Acme", "a=b", "", "p_aaaa", "2026-11-23"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_every_column_that_a_run_writes_holds_text_numbers_days_or_links() -> None:
    kinds = {column.kind for tab in BY_KEY.values() for column in tab.columns}
    assert kinds <= {"text", "number", "date", "link"}
