"""A person does to the demo's workbook in LibreOffice whatever people do, saves, runs: every word stays in place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.errors import SafetyStop, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from tests.office.conftest import run
from tests.office.hands import Hands

pytestmark = pytest.mark.office
TABS = ("people", "outreach", "targets")
SERVICE = (Owner.FACT, Owner.PIN, Owner.DERIVED)


@pytest.fixture
def path(search: Path) -> Path:
    return search.parent / "outreach.xlsx"


def cells(path: Path, tab: str) -> dict[str, Mapping[str, Any]]:
    return {row.row_id: row.cells for row in ExcelWorkbook(path).read().tabs[tab].rows}


def peoples(path: Path) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Every people's cell of every row, by tab and id."""
    return {
        (tab, mark): {key: value for key, value in row.items() if BY_KEY[tab].column(key).owner is Owner.PEOPLE}
        for tab in TABS
        for mark, row in cells(path, tab).items()
    }


def service(path: Path) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (tab, mark): {key: value for key, value in row.items() if BY_KEY[tab].column(key).owner in SERVICE}
        for tab in TABS
        for mark, row in cells(path, tab).items()
    }


def a_note_in_every_row(office: Hands) -> None:
    for tab in TABS:
        words = [f"=canary {mark} 'é山" for mark in office.values(tab, "_id")[1:]]
        office.act("type_down", office.titles[tab], office.column(tab, "notes"), words)


def test_every_act_in_one_sitting(search: Path, path: Path, office: Hands) -> None:  # noqa: PLR0915
    with office.at(path):
        a_note_in_every_row(office)
    run(search)
    before = service(path)

    with office.at(path):
        # Words of every kind, in the person's own columns and over the service's.
        row = office.row("people", "name", "Priya Raghunathan")
        priya = office.values("people", "_id")[row]
        office.type("people", row, "employer", "Globex")
        office.type("people", row, "how_known", "= we met \t at 007")
        office.act("formula", "People", office.column("people", "keep_in_touch"), row, "=30+15")
        office.act("formula", "People", office.column("people", "same_as"), row, '=""')
        office.act("comment", "People", 0, row, "do not write on Mondays")
        row = office.row("people", "name", "Yusuf Demirel")
        yusuf = office.values("people", "_id")[row]
        office.act("rich", "People", office.column("people", "how_known"), row, "plain and ", "bold")
        office.type("people", row, "phone", "")
        # Rows come, go and move; one is copied with its hidden id.
        gone = office.values("people", "_id")[20:22]
        office.act("delete_rows", "People", 20, 2)
        office.act("insert_rows", "People", 12, 1)
        for column, value in {"name": "Elif Roe", "employer": "Stripe", "notes": "added by hand"}.items():
            office.type("people", 12, column, value)
        office.act("insert_rows", "People", 30, 1)
        office.act("move_row", "People", 40, 5)
        office.act("copy_row", "Outreach", 7)
        twin = office.values("outreach", "_id")[7]
        # Columns come, move and are called something else.
        office.act("insert_columns", "People", 4, 1)
        office.act("type", "People", 4, 0, "My own")
        office.act("type", "People", 4, 1, "a word of mine")
        first = office.values("people", "_id")[1]
        office.act("move_column", "People", office.column("people", "notes"), 3)
        office.act("type", "People", office.column("people", "phone"), 0, "Ring them")
        office.act("type", "Outreach", office.column("outreach", "status"), 0, "State")
        office.act("delete_columns", "Outreach", office.column("outreach", "channel"), 1)
        office.act("rename_tab", "Outreach", "My list")
        office.titles["outreach"] = "My list"
        # Everything is sorted, some of it filtered; a step is undone; a chart and a tab of the person's own.
        office.act("sort", "People", 0, True)
        office.act("sort", "My list", office.column("outreach", "score"), False)
        office.act("sort", "Targets", 0, True)
        office.act("type", "Targets", 0, 1, "typed by mistake")
        office.act("undo")
        office.act("hide_filtered", "People", office.column("people", "employer"), "Stripe")
        office.act("chart", "Targets", "reach by company", [0, 0, 1, 5])
        office.act("add_tab", "Cover letters")
        office.act("type", "Cover letters", 1, 2, "Dear Sir or Madam")
        office.act("chart", "Cover letters", "mine", [0, 0, 2, 3])
    typed = peoples(path)
    with office.at(path), pytest.raises(WorkbookError, match="open in LibreOffice"):
        run(search)

    run(search)
    after = peoples(path)
    assert {key: after.get(key) for key in typed if key[1]} == {key: cells for key, cells in typed.items() if key[1]}
    people, outreach = cells(path, "people"), cells(path, "outreach")
    assert people[priya]["employer"] == "Globex"
    assert people[priya]["keep_in_touch"] == 45
    assert people[yusuf].get("phone", "") == before["people", yusuf].get("phone", "")
    assert not set(gone) & people.keys()
    elif_roe = next(mark for mark, row in people.items() if row["name"] == "Elif Roe")
    assert people[elif_roe]["sources"] == "workbook"
    assert outreach[elif_roe]["target"] == "Stripe"
    assert people[elif_roe]["notes"] == "added by hand"
    assert sum(row.row_id == twin for row in ExcelWorkbook(path).read().tabs["outreach"].rows) == 2
    assert any("the same mark" in str(row["question"]) for row in cells(path, "review").values())
    assert "channel" in next(iter(outreach.values()))
    for key, row in before.items():
        if key[0] == "people" and key[1] not in (priya, *gone):
            kept = {column: row.get(column) for column in ("name", "employer", "position", "email", "linkedin")}
            assert {column: people[key[1]].get(column) for column in kept} == kept
    assert not run(search).wrote

    with office.at(path):
        row = office.row("people", "name", "Priya Raghunathan")
        assert office.act("look", "People", 0, row)["note"] == "do not write on Mondays"
        assert office.act("look", "People", office.column("people", "keep_in_touch"), row)["formula"] == "=30+15"
        row = office.row("people", "name", "Yusuf Demirel")
        shown = office.act("look", "People", office.column("people", "how_known"), row)
        assert (shown["text"], shown["bold"]) == ("plain and bold", [False, True])
        table = office.act("rows", "People")
        own = table[0].index("My own")
        assert [line[table[0].index("_id")] for line in table[1:] if line[own] == "a word of mine"] == [first]
        assert "Ring them" in table[0] and "State" in office.act("header", "My list")
        assert (office.act("charts", "Targets"), len(office.act("charts", "Cover letters"))) != ([], 0)
        assert office.act("look", "Cover letters", 1, 2)["text"] == "Dear Sir or Madam"
        # The override is cleared: the fact is the sources' again.
        office.type("people", office.row("people", "name", "Priya Raghunathan"), "employer", "")
    office.titles["outreach"] = BY_KEY["outreach"].title
    run(search)
    assert cells(path, "people")[priya]["employer"] == before["people", priya]["employer"]
    assert not run(search).wrote


def stopped(search: Path, path: Path, code: str) -> None:
    data = path.read_bytes()
    with pytest.raises(SafetyStop) as stop:
        run(search)
    assert stop.value.code == code
    assert path.read_bytes() == data


def test_a_block_sorted_without_the_ids_stops_the_run_and_the_backup_has_every_word(
    search: Path, path: Path, office: Hands
) -> None:
    with office.at(path):
        a_note_in_every_row(office)
    run(search)
    typed, good = peoples(path), path.read_bytes()
    with office.at(path):
        office.act("sort", "People", office.column("people", "employer"), True, 2)
    stopped(search, path, "E-SHEET-SORTED")
    path.write_bytes(good)
    assert not run(search).wrote
    assert peoples(path) == typed


def test_a_sort_without_ids_is_undone_in_the_same_sitting(search: Path, path: Path, office: Hands) -> None:
    with office.at(path):
        office.act("sort", "People", office.column("people", "employer"), True, 2)
        office.act("undo")
    assert not run(search).wrote


def test_many_deleted_rows_and_a_deleted_tab(search: Path, path: Path, office: Hands) -> None:
    before = len(cells(path, "people"))
    with office.at(path):
        office.act("delete_rows", "People", 10, 100)
    stopped(search, path, "E-SHEET-SHRUNK")
    run(search, "restore")
    assert len(cells(path, "people")) == before
    with office.at(path):
        office.act("delete_tab", "Targets")
    stopped(search, path, "E-SHEET-TAB")
    run(search, "recreate")
    assert cells(path, "targets")
    with office.at(path):
        office.act("delete_rows", "Outreach", 0, 1)
    stopped(search, path, "E-SHEET-HEADER")


def test_rows_cut_to_another_tab_and_a_copied_tab(search: Path, path: Path, office: Hands) -> None:
    with office.at(path):
        office.act("copy_tab", "Outreach", "Copy of Outreach")
        office.act("add_tab", "Done")
        row = office.values("outreach", "_id")[3]
        office.act("cut_row_to", "Outreach", 3, "Done")
    report = run(search)
    assert row not in cells(path, "outreach")
    assert any("'Done'" in warning for warning in report.warnings)
    assert not run(search).wrote
    with office.at(path):
        assert any(row in line for line in office.act("rows", "Done"))
        assert len(office.act("rows", "Copy of Outreach")) > 10
