import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from syncer.core.model import Record, Snapshot
from syncer.errors import SourceError
from syncer.sources.reading.limits import Limits
from syncer.sources.spreadsheet import Spreadsheet


def fetch(path: Path, limits: Limits | None = None) -> Snapshot:
    snapshot = Spreadsheet("people", path, limits or Limits()).fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    return snapshot


def read(folder: Path, text: str) -> Snapshot:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return fetch(path)


def book(folder: Path, fill: Callable[[Worksheet], None]) -> Path:
    made = Workbook()
    assert isinstance(made.active, Worksheet)
    fill(made.active)
    path = folder / "people.xlsx"
    made.save(path)
    return path


def only(snapshot: Snapshot) -> Record:
    (record,) = snapshot.records
    return record


def test_the_header_is_found_below_titles_and_blank_rows(tmp_path: Path) -> None:
    rows = "My network\n\nupdated on Sundays,,\n\nFull name,Where they work,How well I know them\nAnn Lee,Acme,4/5\n"
    record = only(read(tmp_path, rows))
    assert (record.full_name, record.positions[0].employer, record.said.grade) == ("Ann Lee", "Acme", "B")
    assert record.place.line == 6


@pytest.mark.parametrize(
    "header",
    [
        "Full name,Position,Company / school / employer,Description of initial meeting,Date & form of last contact",
        "name,job title,company,how we met,last contact",
        "Contact,Role,Firm,Met at,Last spoke",
        "NAME , current position,EMPLOYER,Context,last touch",
    ],
)
def test_headers_of_published_sheets_mean_the_same(tmp_path: Path, header: str) -> None:
    record = only(read(tmp_path, f"{header}\nAnn Lee,CEO,Acme,a conference,2026-03-01\n"))
    assert (record.positions[0].employer, record.positions[0].title) == ("Acme", "CEO")
    assert (record.said.how_met, record.said.last_contact) == ("a conference", date(2026, 3, 1))


def test_title_url_and_priority_serve_only_when_no_better_column_is_there(tmp_path: Path) -> None:
    record = only(
        read(tmp_path, "Title,Name,Job Title,Priority,Strength,URL\nDr.,Ann Lee,CEO,2,A,https://lee.example\n")
    )
    assert (record.positions[0].title, record.said.grade) == ("CEO", "A")
    assert "Title: Dr." in record.said.notes
    record = only(read(tmp_path, "Title,Name,Priority\nCEO,Ann Lee,2\n"))
    assert (record.positions[0].title, record.said.grade) == ("CEO", "B")


def test_headings_become_labels_and_stand_in_for_a_missing_closeness(tmp_path: Path) -> None:
    text = "Name,Company\nFamily,\nRose Pike,Merrow\nOld colleagues,\nBo Kim,Acme\nService providers,\nCy Dow,Snips\n"
    snapshot = read(tmp_path, text + "Neha,\n")
    told = [(record.full_name, record.said.labels[0], record.said.grade) for record in snapshot.records]
    assert told[:3] == [
        ("Rose Pike", "Family", "A"),
        ("Bo Kim", "Old colleagues", "B"),
        ("Cy Dow", "Service providers", "C"),
    ]
    assert told[3][0] == "Neha", "a name that stands alone is somebody, not a heading"
    assert snapshot.skipped == {"section rows": 3}


def test_sums_and_repeated_headers_are_no_people(tmp_path: Path) -> None:
    text = "Name,Company\nAnn Lee,Acme\nName,Company\nBo Kim,Acme\nTotal,2\nTotal: 2,\n,,\nTotally Fine,Acme\n"
    snapshot = read(tmp_path, text)
    assert [record.full_name for record in snapshot.records] == ["Ann Lee", "Bo Kim", "Totally Fine"]
    assert [(rejected.place.line, rejected.code) for rejected in snapshot.rejected] == [
        (5, "E-SHEET-TOTAL"),
        (6, "E-SHEET-TOTAL"),
    ]
    assert snapshot.skipped == {"blank rows": 1, "repeated headers": 1}


def test_two_people_in_one_cell_stay_one_record_that_is_merged_with_nobody(tmp_path: Path) -> None:
    snapshot = read(tmp_path, "Name,Email\nBob & Carol Tennant,tennants@example.com\nAnn Lee / Bo Lee,\n")
    assert [record.weak_key for record in snapshot.records] == [True, True]
    assert snapshot.notes[0] == "people.csv:2: two people in one cell, kept as one"


def test_an_address_in_the_notes_or_the_name_is_theirs(tmp_path: Path) -> None:
    text = "Name,Notes\nAnn Lee,writes from ann@lee.example and likes tea\nBo Kim <bo@kim.example>,\n"
    ann, bo = read(tmp_path, text).records
    assert (ann.emails, ann.ref.key) == (("ann@lee.example",), "ann@lee.example")
    assert ann.said.notes == "writes from ann@lee.example and likes tea"
    assert (bo.full_name, bo.emails) == ("Bo Kim", ("bo@kim.example",))


def test_columns_of_no_known_meaning_are_kept_word_for_word(tmp_path: Path) -> None:
    record = only(read(tmp_path, "Name,Company,Favourite tea,Notes\nAnn Lee,Acme,Assam,Tall\n"))
    assert record.said.notes == "Tall\nFavourite tea: Assam"


def test_a_name_with_its_employer_is_enough_and_a_name_alone_is_weak(tmp_path: Path) -> None:
    with_employer, alone = read(tmp_path, "Name,Company,Notes\nAnn Lee,Acme,\nNeha,,sauna\n").records
    assert (with_employer.ref.key, with_employer.weak_key) == ("annlee|acme", False)
    assert (alone.ref.key, alone.weak_key) == ("neha|", True)


def test_lamp_lists_are_the_companies_somebody_wants(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for line, text in enumerate(("LAMP List Template", "From a book", "Questions?"), start=1):
            sheet.cell(line, 1, text)
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=5)
        sheet.append(["#", "Employer List", "Advocacy", "Motivation", "Posting"])
        sheet.append([1, "Merrow Bank", "Y", 3, 3])
        sheet.append([2, "Hoshi, Inc.", "N", 0, 1])
        for number in range(3, 101):
            sheet.append([number])

    snapshot = fetch(book(tmp_path, fill))
    told = [(target.name, target.motivation, target.posting) for target in snapshot.suggested_targets]
    assert told == [("Merrow Bank", 5, "Fresh relevant role"), ("Hoshi, Inc.", 1, "None")]
    assert (snapshot.records, snapshot.skipped) == ((), {"target companies": 2, "numbered empty rows": 98})


def test_links_dates_numbers_and_merged_headings_of_a_workbook_are_read(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Name", "Company", "Mobile", "Last contact", "How well"])
        sheet.append(["Rowing"])
        sheet.merge_cells("A2:E2")
        sheet.append(["Ann Lee", "Acme", 12125550142, date(2026, 9, 1), 4])
        sheet.append(["Bo Kim", "Acme", None, 45292, None])
        sheet["A3"].hyperlink = "https://www.linkedin.com/in/ann-lee-ex"
        sheet["A4"].hyperlink = "mailto:bo@kim.example"

    ann, bo = fetch(book(tmp_path, fill)).records
    assert ann.urls == ("https://www.linkedin.com/in/ann-lee-ex",)
    assert (ann.phones, ann.said.last_contact, ann.said.labels) == (("12125550142",), date(2026, 9, 1), ("Rowing",))
    assert (bo.emails, bo.said.last_contact) == (("bo@kim.example",), date(2024, 1, 1))
    assert ann.place.file == "people.xlsx[Sheet]"


def test_every_sheet_with_a_known_header_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    made = Workbook()
    for title, rows in {
        "Friends": [["Name", "Company"], ["Ann Lee", "Acme"]],
        "Recruiters": [["Contact", "Firm"], ["Bo Kim", "Larch"]],
        "Budget": [["Item", "Cost"], ["Tea", 3]],
    }.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.create_sheet("Secret").sheet_state = "hidden"
    made.save(tmp_path / "people.xlsx")
    snapshot = fetch(tmp_path / "people.xlsx")
    assert [record.full_name for record in snapshot.records] == ["Ann Lee", "Bo Kim"]
    assert [note for note in snapshot.notes if "Budget" in note or "Secret" in note] == list(snapshot.notes[1:])


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)


def _far(path: Path) -> None:
    made = Workbook()
    assert isinstance(made.active, Worksheet)
    made.active["A1"], made.active["XFD1048576"] = "Name", "far"
    made.save(path)


def _entities(path: Path) -> None:
    made = Workbook()
    made.save(path)
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts["xl/workbook.xml"].partition(b"?>")[2]
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)


def _ours(path: Path) -> None:
    made = Workbook()
    assert isinstance(made.active, Worksheet)
    made.active.append(["Name", "Employer"])
    made.create_sheet("_syncer").sheet_state = "hidden"
    made.save(path)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_ours, "E-XLSX-OURS"),
        (lambda path: path.write_bytes(b"PK\x03\x04cut"), "E-ZIP-BROKEN"),
        (lambda path: zipfile.ZipFile(path, "w").writestr("photo.txt", "x"), "E-XLSX-TYPE"),
        (_bomb, "E-ZIP-SIZE"),
        (_far, "E-XLSX-SIZE"),
        (_entities, "E-XLSX-BROKEN"),
        (lambda path: path.write_text("Item,Cost\nTea,3\n"), "E-CSV-HEADER"),
        (lambda path: path.write_text(""), "E-CSV-EMPTY"),
        (lambda path: Workbook().save(path), "E-CSV-HEADER"),
    ],
)
def test_hostile_broken_and_foreign_files_are_refused_with_a_code(
    tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    make(tmp_path / "people.xlsx")
    with pytest.raises(SourceError) as refused:
        fetch(tmp_path / "people.xlsx")
    assert refused.value.code in code.split("|")
    assert "people.xlsx" in str(refused.value)


def test_lc17_too_many_rows_are_refused(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for _ in range(30):
            sheet.append(["Name", "Company"])

    with pytest.raises(SourceError, match="E-CSV-ROWS"):
        fetch(book(tmp_path, fill), Limits(rows=20))


@pytest.mark.parametrize("header", ["How well (A/B/C)", "Rank (A-C)", "?", "Ring", "Nähe A-C"])
def test_a_column_of_a_b_and_c_is_how_well_they_are_known_whatever_its_header_says(tmp_path: Path, header: str) -> None:
    rows = f"Name,Where they work,{header},Notes\nAnn Lee,Acme,A,\nBo Ek,Birch,b?,\nCy Day,Acme,,\nDi Fox,Cedar,C+,\n"
    graded = {record.full_name: record.said.grade for record in read(tmp_path, rows).records}
    assert graded == {"Ann Lee": "A", "Bo Ek": "B", "Cy Day": "", "Di Fox": "C"}


def test_marks_of_a_class_and_two_columns_of_letters_are_no_grades_and_are_told(tmp_path: Path) -> None:
    marks = read(tmp_path, "Name,City,English\nAnn Lee,Ulm,A\nBo Ek,Ulm,B\nCy Day,Ulm,F\nDi Fox,Ulm,C\n")
    assert {record.said.grade for record in marks.records} == {""}
    assert [note for note in marks.notes if "English" in note]
    both = read(tmp_path, "Name,City,Row,Seat\nAnn Lee,Ulm,A,B\nBo Ek,Ulm,B,B\nCy Day,Ulm,C,A\n")
    assert {record.said.grade for record in both.records} == {""}
    assert only(read(tmp_path, "Name,City,Row\nAnn Lee,Ulm,A\n")).said.grade == ""


def test_a_former_colleague_is_one_and_last_talked_is_a_day(tmp_path: Path) -> None:
    record = only(read(tmp_path, "Name,Company,Ex-colleague from,Last talked\nAnn Lee,Acme,Birch,2026-03-01\n"))
    assert (record.said.past_employers, record.said.last_contact) == (("Birch",), date(2026, 3, 1))
