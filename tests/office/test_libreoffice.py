"""What a person does in LibreOffice: open the workbook, type, sort, save. Needs LibreOffice: `make test-office`."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from syncer.core.workbook.layout import BY_KEY
from syncer.workbooks.excel import ExcelWorkbook
from tests.office.conftest import TODAY, run

pytestmark = pytest.mark.office


def saved_by_libreoffice(book: Path) -> None:
    """Open and save the file in LibreOffice, in place."""
    folder = book.parent / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{book.parent}/profile", "--headless"]
    subprocess.run([*command, "--convert-to", "xlsx", "--outdir", folder, book], check=True, timeout=180)
    shutil.move(folder / book.name, book)


def cells(config: Path, tab: str) -> dict[str, dict[str, object]]:
    state = ExcelWorkbook(config.parent / "outreach.xlsx").read()
    return {row.row_id: dict(row.cells) for row in state.tabs[tab].rows}


def test_saved_in_libreoffice_nothing_is_new(search: Path) -> None:
    before = {tab: cells(search, tab) for tab in ("outreach", "people", "targets", "settings")}
    saved_by_libreoffice(search.parent / "outreach.xlsx")
    assert {tab: cells(search, tab) for tab in before} == before
    report = run(search)
    assert (report.wrote, dict(report.counts)) == (False, {})


def test_typed_sorted_and_saved_in_libreoffice_every_word_is_where_it_was(search: Path) -> None:
    path = search.parent / "outreach.xlsx"
    book = openpyxl.load_workbook(path)
    notes = type_a_note_in_every_row(book["People"], "people")
    turn_upside_down(book["People"])
    book.save(path)
    saved_by_libreoffice(path)
    for day in (TODAY, date(2026, 12, 3)):
        run(search, today=day)
        assert {mark: row.get("notes") for mark, row in cells(search, "people").items()} == notes
        saved_by_libreoffice(path)
    assert not run(search, today=date(2026, 12, 3)).wrote


def type_a_note_in_every_row(sheet: openpyxl.worksheet.worksheet.Worksheet, tab: str) -> dict[str, str]:
    keys = [column.key for column in BY_KEY[tab].columns]
    notes = {}
    for row in range(2, sheet.max_row + 1):
        mark = str(sheet.cell(row, keys.index("_id") + 1).value)
        notes[mark] = f"=canary {mark} 'é山"
        cell = sheet.cell(row, keys.index("notes") + 1)
        cell.value, cell.data_type = notes[mark], "s"
    return notes


def turn_upside_down(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    types = [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)]
    for place, (values, kinds) in enumerate(zip(reversed(rows), reversed(types), strict=True), 2):
        for column, (value, kind) in enumerate(zip(values, kinds, strict=True), 1):
            cell = sheet.cell(place, column)
            cell.value = value
            if kind == "s":
                cell.data_type = "s"
