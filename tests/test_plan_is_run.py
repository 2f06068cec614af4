"""`syncer plan` tells exactly what `syncer run` then does: compared line by line, and with the cells of the file."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from syncer.core.workbook.layout import BY_KEY, TABS, Owner
from syncer.workbooks.excel import ExcelWorkbook
from tests.processes import done
from tests.samples.search import sample_search
from tests.workbooks.hand import ExcelHand

ROW_TABS = {tab.title: tab for tab in TABS if tab.id_column}
Cells = dict[tuple[str, str, str], Any]


def syncer(*words: str) -> dict[str, Any]:
    said = done(*words, "--json")
    assert said.returncode == 0, said.stderr
    return dict(json.loads(said.stdout))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples' workbook, made on one day, and what people and sources did to it since."""
    home = tmp_path_factory.mktemp("search")
    config = sample_search(home)
    config.write_text(f'state_dir = "{home}/state"\n' + config.read_text())
    hand = ExcelHand(home / "outreach.xlsx")
    place = hand.find("people", name="Priya Raghunathan")
    hand.type("people", place, "employer", "Globex Ltd")
    hand.type("people", place + 1, "grade", "A")
    hand.type("outreach", 4, "status", "Contacted")
    hand.type("outreach", 5, "why", "my own reason")
    hand.type("outreach", 6, "notes", "canary")
    hand.type("targets", 2, "motivation", 1)
    hand.add_row("people", {"name": "Elif Roe", "employer": "Stripe"})
    with hand.open("people") as sheet:  # one row selected, and the Delete key
        for cell in sheet[32]:
            cell.value = cell.hyperlink = None
    hand.type("today", 0, "channel", "call her mother")
    return config


def cells(path: Path) -> Cells:
    """Every managed cell of the rows that have an id: (tab's title, id, column) -> value."""
    state = ExcelWorkbook(path).read()
    found: Cells = {}
    for key, tab in state.tabs.items():
        for row in tab.rows:
            if row.row_id and BY_KEY[key].id_column:
                found |= {(BY_KEY[key].title, row.row_id, column): value for column, value in row.cells.items()}
    return found


def test_the_lines_of_a_plan_are_what_the_run_does_to_the_file(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made.parent, tmp_path / "search")
    path, day = made.parent / "outreach.xlsx", ["--config", str(made), "--today", "2026-12-07"]
    before, data = cells(path), path.read_bytes()
    plan = syncer("plan", *day)
    assert path.read_bytes() == data
    assert syncer("plan", *day)["changes"] == plan["changes"]
    run = syncer("run", *day)
    after = cells(path)

    assert run["counts"] == plan["run"]["counts"]
    assert run["warnings"] == plan["run"]["warnings"]
    assert (run["wrote"], run["questions"]) == (True, plan["run"]["questions"])

    filled = ("People", "Elif Roe")  # the row added by hand: it had no id to be compared by
    told = [line for line in plan["changes"] if line["sign"] == "+" or (line["tab"], line["subject"]) != filled]
    said = {sign: [line for line in told if line["sign"] == sign] for sign in "+~-="}
    headers = {(tab.title, column.key): column.header for tab in TABS for column in tab.columns}
    known = {(title, mark) for title, mark, _ in before}
    changed = [
        (title, headers[title, column])
        for title, mark, column in before.keys() | after.keys()
        if (title, mark) in known and before.get((title, mark, column), "") != after.get((title, mark, column), "")
    ]
    assert sorted(changed) == sorted((line["tab"], line["column"]) for line in said["~"] + said["-"])
    new = {(title, mark) for title, mark, _ in after} - known
    assert sorted(title for title, _ in new) == sorted(line["tab"] for line in said["+"])
    for line in said["="]:
        assert line["old"] in {str(value) for value in after.values()}

    # Not one cell of a people's column of a row that was there is another.
    theirs = {(tab.title, column.key) for tab in TABS for column in tab.columns if column.owner is Owner.PEOPLE}
    for (title, mark, column), value in before.items():
        if (title, column) in theirs:
            assert after[title, mark, column] == value
    assert not syncer("run", *day)["wrote"]
    assert {line["sign"] for line in syncer("plan", *day)["changes"]} <= {"="}


def test_nothing_outside_the_planned_cells_differs_in_the_file(made: Path) -> None:
    """Values and formulas of every cell, by another reader than our own, before and after a run that changes little."""
    path = made.parent / "outreach.xlsx"
    hand = ExcelHand(path)
    hand.type("outreach", 8, "grade", "B")
    before = load_workbook(path)
    day = ["--config", str(made), "--today", "2026-12-07"]
    lines = syncer("plan", *day)["changes"]
    syncer("run", *day)
    after = load_workbook(path)
    written = {line["tab"] for line in lines} | {"Start here", "Sync log", "Today", "Paths", "Review", "_syncer"}
    for sheet in before.worksheets:
        differ = [
            cell.coordinate
            for row in after[sheet.title].iter_rows()
            for cell in row
            if cell.value != sheet[cell.coordinate].value
        ]
        if sheet.title in ROW_TABS and sheet.title != "Review":
            planned = sum(line["tab"] == sheet.title and line["sign"] in "~-" for line in lines)
            assert len(differ) == planned
        elif sheet.title not in written:
            assert differ == []
