"""What people do to their workbook in a spreadsheet program, and that every word is still there after a run."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from syncer.core.workbook.layout import TABS
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Edit, Plan, ReplaceTab, SetCell
from syncer.core.workbook.state import CellError, Value
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from tests.workbooks.hand import ExcelHand, change_part, parts_of, sheet_part
from tests.workbooks.small import ANA, BO, FORMULA, LINK, MEMORY, NAMES, TODAY, cells, make, run

NEW = AppendRow("people", "p_dddddddddd", {"name": "Dee Oh", "connected_on": date(2021, 5, 6)}, {"linkedin": LINK})
JOB = ("people", ANA, "employer", "Globex", "Initech")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outreach.xlsx"


def test_before_the_first_run_there_is_nothing(path: Path) -> None:
    assert not ExcelWorkbook(path).read().exists


def test_the_first_file_reads_back_as_it_was_planned(path: Path) -> None:
    workbook, state = make(path)
    assert set(state.tabs) == {tab.key for tab in TABS}
    for tab in TABS:
        assert state.tabs[tab.key].columns == tuple(column.key for column in tab.columns)
    assert {row.row_id: row.cells["name"] for row in state.tabs["people"].rows} == NAMES
    assert cells(state, "people", ANA)["connected_on"] == date(2020, 2, 1)
    assert state.tabs["today"].rows[0].cells["due"] == TODAY
    assert (dict(state.memory), state.memory_lost, state.layout) == (MEMORY, False, 1)
    assert state == ExcelWorkbook(path).read() == workbook.read()


def test_an_empty_plan_leaves_the_file_alone(path: Path) -> None:
    workbook, state = make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert workbook.commit(Plan(state.revision)) == state
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_fact_that_changes_is_the_only_cell_that_changes(path: Path) -> None:
    _, before = make(path)
    after = run(path, SetCell(*JOB)).read()
    assert cells(after, "people", ANA) == {**cells(before, "people", ANA), "employer": "Initech"}
    assert cells(after, "people", BO) == cells(before, "people", BO)
    untouched = ("outreach", "targets", "today", "start", "settings")
    assert [after.tabs[key] for key in untouched] == [before.tabs[key] for key in untouched]


def test_parts_that_nothing_concerns_are_copied_byte_for_byte(path: Path) -> None:
    make(path)
    before = parts_of(path)
    run(path, SetCell(*JOB))
    after = parts_of(path)
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert changed <= {sheet_part(path, "People"), "xl/workbook.xml"}


def test_a_persons_column_of_an_existing_row_is_never_written(path: Path) -> None:
    _, state = make(path)
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match="belongs to people"):
        ExcelWorkbook(path).commit(Plan(state.revision, edits=(SetCell("people", ANA, "notes", "", "mine now"),)))
    with pytest.raises(WorkbookError, match="not syncer's"):
        ExcelWorkbook(path).commit(Plan(state.revision, edits=(ReplaceTab("people", ()),)))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "edit",
    [
        SetCell("people", ANA, "employer", "Somewhere else", "Initech"),
        SetCell("people", "p_zzzzzzzzzz", "employer", "", "Initech"),
        AdoptRow("people", 2, "p_zzzzzzzzzz", {"name": "Ana Silva"}),
        AdoptRow("people", 40, "p_zzzzzzzzzz", {}),
        AppendRow("people", ANA, {"name": "Ana Silva"}),
    ],
)
def test_a_plan_for_another_moment_is_refused_whole(path: Path, edit: Edit) -> None:
    _, state = make(path)
    before = path.read_bytes()
    with pytest.raises(Conflict):
        ExcelWorkbook(path).commit(Plan(state.revision, edits=(SetCell(*JOB), edit)))
    assert path.read_bytes() == before


def test_a_stale_revision_is_a_conflict(path: Path) -> None:
    workbook, state = make(path)
    ExcelHand(path).type("people", 0, "notes", "met at the fair")
    with pytest.raises(Conflict):
        workbook.commit(Plan(state.revision, edits=(SetCell(*JOB),)))


def test_what_people_typed_is_read_and_kept(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    typed: dict[str, Value] = {"grade": "A", "notes": "Große Hilfe 🎉\nsecond line", "how_known": "  spaces  "}
    for column, value in typed.items():
        hand.type("people", 1, column, value)
    hand.type("outreach", 1, "next_date", date(2026, 12, 1))
    state = run(path, SetCell(*JOB), NEW).read()
    assert {key: cells(state, "people", BO)[key] for key in typed} == typed
    assert cells(state, "outreach", BO)["next_date"] == date(2026, 12, 1)


def test_sorted_inserted_and_deleted_rows_keep_what_is_beside_them(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    for place, row_id in enumerate(NAMES):
        hand.type("people", place, "notes", f"note of {row_id}")
    hand.sort("people", "name", reverse=True)
    hand.add_row("people", {"notes": "a line of my own"}, place=1)
    hand.delete_rows("people", [hand.find("people", _id=FORMULA)])
    state = run(path, SetCell(*JOB), SetCell("people", BO, "employer", "Globex", "Hooli")).read()
    assert cells(state, "people", ANA) | {"employer": "Initech", "notes": f"note of {ANA}"} == cells(
        state, "people", ANA
    )
    assert cells(state, "people", BO) | {"employer": "Hooli", "notes": f"note of {BO}"} == cells(state, "people", BO)
    assert [row.cells["notes"] for row in state.tabs["people"].rows if not row.row_id] == ["a line of my own"]


def test_columns_are_found_after_they_were_moved_renamed_and_joined_by_others(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.move_column("people", "employer", 9)
    hand.insert_column("people", 3, "My stars", [5, 4, 3])
    hand.rename_header("people", "employer", "Where they work")
    hand.type("people", 0, "notes", "kept")
    workbook = run(path, SetCell(*JOB), NEW)
    state = workbook.read()
    assert cells(state, "people", ANA) | {"employer": "Initech", "notes": "kept"} == cells(state, "people", ANA)
    with hand.open("people") as sheet:
        assert [sheet.cell(row, 3).value for row in (1, 2, 3, 4, 5)] == ["My stars", 5, 4, 3, None]
        assert sheet.cell(1, hand.columns("people")["employer"]).value == "Where they work"


def test_a_renamed_tab_is_still_the_same_tab(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.rename_tab("people", "Leute & Freunde")
    state = run(path, SetCell(*JOB), NEW).read()
    assert state.tabs["people"].title == "Leute & Freunde"
    assert cells(state, "people", ANA)["employer"] == "Initech"


def test_without_names_columns_and_tabs_are_found_by_their_words(path: Path) -> None:
    """As in a file that went through a program that knows no names with dots."""
    make(path)
    change_part(
        path, "xl/workbook.xml", lambda xml: re.sub(rb"<definedName [^>]*_syncer[^>]*>[^<]*</definedName>", b"", xml)
    )
    state = run(path, SetCell(*JOB), NEW).read()
    assert cells(state, "people", ANA)["employer"] == "Initech"
    assert len(state.tabs["people"].rows) == 4
    names = load_workbook(path).defined_names  # marked again, so that headers may be renamed from now on
    assert names["_syncer.people.employer"].attr_text == "'People'!$C:$C"


def test_where_a_name_and_a_header_disagree_the_header_counts(path: Path) -> None:
    make(path)
    change_part(path, "xl/workbook.xml", lambda xml: xml.replace(b"'People'!$C:$C", b"'People'!$X:$X"))
    assert cells(ExcelWorkbook(path).read(), "people", ANA)["employer"] == "Globex"


def test_rows_above_the_header_are_left_there(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("people") as sheet:
        sheet.insert_rows(1)
        sheet["A1"] = "My people, do not touch"
    state = run(path, SetCell(*JOB), NEW).read()
    assert cells(state, "people", ANA)["employer"] == "Initech"
    with ExcelHand(path).open("people") as sheet:
        assert sheet["A1"].value == "My people, do not touch"


def test_a_lost_header_row_and_a_lost_tab_are_said(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.delete_header("outreach")
    hand.delete_tab("log")
    hand.delete_memory()
    state = ExcelWorkbook(path).read()
    assert not state.tabs["outreach"].has_header
    assert "log" not in state.tabs
    assert state.memory_lost and not state.memory


def test_a_lost_memory_is_made_again(path: Path) -> None:
    make(path)
    ExcelHand(path).delete_memory()
    state = run(path, memory={"header": "{}"}).read()
    assert dict(state.memory) == {"header": "{}"}
    assert not state.memory_lost and state.workbook_id
    assert load_workbook(path)["_syncer"].sheet_state == "hidden"


def test_memory_longer_than_a_cell_and_deleted_keys(path: Path) -> None:
    make(path)
    long = '{"text": "' + "é🎉" * 24_000 + '"}'
    state = run(path, memory={"long": long, ANA: None}).read()
    assert dict(state.memory) == {"header": MEMORY["header"], "long": long}


def test_a_row_that_a_person_added_is_adopted_as_it_stands(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.add_row("people", {"name": "Cousin Vic", "grade": "A", "notes": "from the wedding"})
    row = next(row for row in ExcelWorkbook(path).read().tabs["people"].rows if not row.row_id)
    state = run(path, AdoptRow("people", row.number, "p_vvvvvvvvvv", row.cells)).read()
    assert cells(state, "people", "p_vvvvvvvvvv") == {"name": "Cousin Vic", "grade": "A", "notes": "from the wedding"}


def test_new_rows_go_below_everything_a_person_wrote_there(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("people") as sheet:
        sheet.cell(9, 30, "a remark far below and far right")
    state = run(path, NEW).read()
    assert next(row.number for row in state.tabs["people"].rows if row.row_id == NEW.row_id) == 10


def test_new_rows_look_like_their_columns_and_are_covered_by_filter_dropdowns_and_colours(path: Path) -> None:
    make(path)
    run(path, NEW, AppendRow("outreach", "p_dddddddddd", {"rank": 4, "name": "Dee Oh"}))
    book = load_workbook(path)
    people = book["People"]
    assert people.auto_filter.ref == "A1:W5"
    assert people["A5"].font.b and people["Q5"].number_format == people["Q4"].number_format
    assert people["G5"].hyperlink is None  # a link needs a text to stand on
    assert book["Outreach"].auto_filter.ref == "A1:AA5"
    assert "Outreach!$A$1:$AA$5" in parts_of(path)["xl/workbook.xml"].decode().replace("'", "")
    assert all(rule.cells.ranges for rule in people.data_validations.dataValidation)


def test_rules_that_end_at_the_last_row_grow_with_it(path: Path) -> None:
    """As in a download from a service that cuts every range at the end of the grid."""
    make(path)
    change_part(path, sheet_part(path, "People"), lambda xml: xml.replace(b"1048576", b"4"))
    run(path, NEW)
    people = load_workbook(path)["People"]
    assert {str(rule.sqref) for rule in people.data_validations.dataValidation} == {"H2:H5", "K2:K5", "N2:N5"}
    assert {str(found.sqref) for found in people.conditional_formatting} == {"H2:H5", "W2:W5", "U2:U5"}


def test_a_table_made_by_the_person_takes_the_new_rows_in(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("people") as sheet:
        sheet.auto_filter.ref = None
        sheet.add_table(Table(displayName="Leute", ref="A1:W4"))
    run(path, NEW)
    assert load_workbook(path)["People"].tables["Leute"].ref == "A1:W5"


def test_links_are_made_for_new_rows_only_to_known_hosts(path: Path) -> None:
    make(path)
    bad = {
        "name": "javascript:alert(1)",
        "linkedin": "https://linkedin.com.evil.example/in/x",
        "email": "http://linkedin.com/",
    }
    row = {"name": "Eve", "linkedin": "https://linkedin.com.evil.example/in/x", "email": "e@example.com"}
    run(path, AppendRow("people", "p_eeeeeeeeee", row, bad))
    people = load_workbook(path)["People"]
    assert people["G2"].hyperlink.target == LINK
    assert [cell.hyperlink for cell in people[5]] == [None] * len(people[5])


def test_a_link_that_changes_leads_to_the_new_place(path: Path) -> None:
    make(path)
    new = "https://www.linkedin.com/in/ana-s-2"
    run(path, SetCell("people", ANA, "linkedin", LINK, new), SetCell("people", BO, "linkedin", LINK, ""))
    people = load_workbook(path)["People"]
    assert (people["G2"].value, people["G2"].hyperlink.target) == (new, new)
    assert (people["G3"].value, people["G3"].hyperlink) == (None, None)
    assert people["G4"].hyperlink.target == LINK


def test_text_like_a_formula_stays_text(path: Path) -> None:
    _, state = make(path)
    assert cells(state, "people", FORMULA)["name"] == "=SUM(1) Jones"
    for text in ("=1+1", "+49 30 1234", "-x", "@home", '=HYPERLINK("https://evil.example")', "'quoted"):
        state = run(
            path, SetCell("people", BO, "position", cells(state, "people", BO).get("position", ""), text)
        ).read()  # type: ignore[arg-type]
        assert cells(state, "people", BO)["position"] == text
        cell = load_workbook(path)["People"]["D3"]
        assert cell.data_type == "s" and cell.quotePrefix
    assert b"<f>" not in parts_of(path)[sheet_part(path, "People")]


def test_text_that_no_cell_can_hold_is_refused_with_its_place_and_nothing_is_written(path: Path) -> None:
    _, state = make(path)
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match="People, Position: a text of 32,768 characters") as caught:
        ExcelWorkbook(path).commit(Plan(state.revision, edits=(SetCell("people", BO, "position", "", "x" * 32_768),)))
    assert "xxx" not in str(caught.value)
    assert path.read_bytes() == before
    assert (
        len(str(cells(run(path, SetCell("people", BO, "position", "", "x" * 32_767)).read(), "people", BO)["position"]))
        == 32_767
    )


def test_error_cells_are_unknown_not_words(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("people") as sheet:
        sheet["C2"].value, sheet["C2"].data_type = "#REF!", "e"
    value = cells(ExcelWorkbook(path).read(), "people", ANA)["employer"]
    assert isinstance(value, CellError) and value == "#REF!"


def test_a_number_in_a_date_column_is_a_day(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("outreach") as sheet:
        sheet["Q2"].value, sheet["Q2"].number_format = 46357, "General"
        sheet["O2"].value = "next spring"
    found = cells(ExcelWorkbook(path).read(), "outreach", ANA)
    assert (found["next_date"], found["last_contact"]) == (date(2026, 12, 1), "next spring")


def test_days_counted_from_1904_are_the_same_days(path: Path) -> None:
    make(path)
    shift = 1462
    change_part(path, "xl/workbook.xml", lambda xml: xml.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>'))
    for title in ("People", "Today"):
        change_part(path, sheet_part(path, title), lambda xml: re.sub(rb"<v>(4\d{4})</v>", _back(shift), xml))
    assert cells(ExcelWorkbook(path).read(), "people", ANA)["connected_on"] == date(2020, 2, 1)
    state = run(path, SetCell("people", ANA, "connected_on", date(2020, 2, 1), date(2020, 3, 4))).read()
    assert cells(state, "people", ANA)["connected_on"] == date(2020, 3, 4)


def _back(days: int):  # type: ignore[no-untyped-def]
    return lambda match: b"<v>%d</v>" % (int(match[1]) - days)


def test_a_whole_tab_is_rewritten_in_place_and_shorter_if_need_be(path: Path) -> None:
    make(path)
    with ExcelHand(path).open("paths") as sheet:
        sheet["J2"] = "my own remark"
    lines = tuple({"target": f"T{number}", "words": "w " * 90} for number in range(5))
    run(path, ReplaceTab("paths", lines))
    state = run(path, ReplaceTab("paths", lines[:2])).read()
    assert [row.cells["target"] for row in state.tabs["paths"].rows] == ["T0", "T1"]
    assert load_workbook(path)["Paths"]["J2"].value == "my own remark"


def test_a_missing_tab_is_made_again_with_its_looks(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.delete_tab("outreach")
    state = run(path, AddTab("outreach")).read()
    assert state.tabs["outreach"].columns == tuple(column.key for column in TABS[2].columns)
    state = run(
        path, AppendRow("outreach", ANA, {"rank": 1, "name": "Ana Silva", "since": TODAY}, {"name": LINK})
    ).read()
    assert cells(state, "outreach", ANA)["since"] == TODAY
    sheet = load_workbook(path)["Outreach"]
    assert sheet["I1"].fill.fgColor.rgb.endswith("1E7B4F") and sheet["I1"].comment is not None
    assert sheet["B2"].hyperlink.target == LINK and sheet["B2"].font.b
    assert sheet.column_dimensions["C"].hidden and sheet.freeze_panes == "D2"
    assert len(sheet.data_validations.dataValidation) == 3


def test_missing_columns_come_back_at_the_right_end(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.type("people", 0, "notes", "kept")
    hand.delete_column("people", "connected_on")
    hand.delete_column("people", "grade")
    state = run(path, AddColumns("people", ("connected_on", "grade"))).read()
    assert state.tabs["people"].columns[-2:] == ("connected_on", "grade")
    assert cells(state, "people", ANA)["notes"] == "kept"
    state = run(path, SetCell("people", ANA, "connected_on", "", date(2020, 2, 1))).read()
    assert cells(state, "people", ANA)["connected_on"] == date(2020, 2, 1)
    sheet = load_workbook(path)["People"]
    assert sheet.auto_filter.ref == "A1:W4"
    assert sheet["W1"].fill.fgColor.rgb.endswith("1E7B4F") and sheet.column_dimensions["V"].width > 10
    assert any("W2:W" in str(rule.sqref) for rule in sheet.data_validations.dataValidation)


def test_a_cell_of_words_may_lead_somewhere_also_in_a_row_that_was_there(path: Path) -> None:
    make(path)
    where = "https://www.linkedin.com/search/results/people/?keywords=Globex"
    run(path, SetCell("targets", "t_aaaaaaaaaa", "search_link", "", "Find people at Globex", where))
    sheet = load_workbook(path)["Targets"]
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [(cell.value, cell.hyperlink.target) for cell in linked] == [("Find people at Globex", where)]


def test_a_column_called_like_ours_is_the_persons_own_as_long_as_marks_tell_which_is_ours(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.insert_column("people", 5, "Notes", ["mine"])
    hand.insert_column("people", 6, "_id", ["mine too"])
    assert cells(ExcelWorkbook(path).read(), "people", ANA)["name"] == NAMES[ANA]
    with hand.open() as book:
        for name in [name for name in book.defined_names if name.startswith("_syncer.people.")]:
            del book.defined_names[name]
    with pytest.raises(WorkbookError, match=r"more than one column called (Notes|_id) \(.+ and .+\)") as refused:
        ExcelWorkbook(path).read()
    assert refused.value.code == "E-SHEET-TWICE"


def test_a_row_in_which_somebody_is_an_owner_is_not_taken_for_the_header(path: Path) -> None:
    make(path)
    hand = ExcelHand(path)
    hand.type("people", 0, "position", "Name")
    hand.type("people", 0, "notes", "Employer")
    hand.delete_header("people")
    assert not ExcelWorkbook(path).read().tabs["people"].has_header
