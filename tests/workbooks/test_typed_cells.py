"""Grading one person after another in a file: backups that matter stay, formulas are not typed over."""

import re
from datetime import date

import pytest

from syncer.core.workbook.byhand import cell_typed
from syncer.core.workbook.plan import Plan, SetCell
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx.names import BACKUPS
from tests.contract.workbook_suite import ANA, BEN, created
from tests.workbooks.hand import ExcelHand, change_part, sheet_part


@pytest.fixture
def book(tmp_path):
    return ExcelWorkbook(tmp_path / "outreach.xlsx", today=date(2026, 11, 23))


def backups(book: ExcelWorkbook) -> list[bytes]:
    return sorted(path.read_bytes() for path in (book.path.parent / BACKUPS).glob("*"))


def test_twenty_grades_in_a_row_leave_the_backup_of_the_file_before_the_first(book):
    state = created(book)
    before = book.path.read_bytes()
    for old, new in zip(["", *"ABCABCABCABCABCABCA"], "ABCABCABCABCABCABCAB", strict=True):
        state = book.commit(cell_typed(state, "outreach", ANA, "grade", old, new))
    assert backups(book) == [before]


def test_what_a_person_saved_between_two_grades_has_a_backup_too(book):
    state = created(book)
    first = book.path.read_bytes()
    book.commit(cell_typed(state, "outreach", ANA, "grade", "", "A"))
    hand = ExcelHand(book.path)
    hand.type("people", hand.find("people", name="Ben Okafor"), "notes", "canary")
    theirs = book.path.read_bytes()
    book.commit(cell_typed(book.read(), "people", BEN, "grade", "B", "A"))
    assert backups(book) == sorted([first, theirs])


def test_a_run_after_a_grade_keeps_its_backup(book):
    state = book.commit(cell_typed(created(book), "outreach", ANA, "grade", "", "A"))
    graded = book.path.read_bytes()
    book.commit(reasoned(state))
    assert graded in backups(book)


def reasoned(state):
    return Plan(state.revision, edits=(SetCell("outreach", ANA, "why", "", "Works at Acme."),), digest="two")


def computed(xml: bytes) -> bytes:
    """The sheet as a spreadsheet program saves it: the formula's value, a blank, beside it."""
    made, count = re.subn(rb"<c ([^>]*)>(<f>IF.*?</f>)<v */>|<c ([^>]*)>(<f>IF.*?</f>)<v></v>", _as_text, xml)
    assert count == 1
    return made


def _as_text(found: re.Match[bytes]) -> bytes:
    attributes, formula = (found[1] or found[3], found[2] or found[4])
    return b'<c t="str" ' + re.sub(rb' ?t="[^"]*"', b"", attributes) + b">" + formula + b"<v></v>"


def test_a_cell_with_a_formula_that_shows_nothing_is_not_typed_over(book):
    created(book)
    hand = ExcelHand(book.path)
    place = hand.columns("outreach")["grade"]
    with hand.open("outreach") as sheet:
        sheet.cell(2, place).value = '=IF(1=1,"","A")'
    change_part(book.path, sheet_part(book.path, "Outreach"), computed)
    before = book.path.read_bytes()
    with pytest.raises(Conflict, match="formula"):
        book.commit(cell_typed(book.read(), "outreach", ANA, "grade", "", "A"))
    assert book.path.read_bytes() == before


def test_a_column_of_syncers_is_not_typed_into(book):
    state = created(book)
    before = book.path.read_bytes()
    with pytest.raises(WorkbookError, match="fault of syncer"):
        book.commit(cell_typed(state, "people", ANA, "employer", "Acme", "Globex"))
    assert book.path.read_bytes() == before


def test_a_file_that_is_open_is_not_typed_into(book):
    state = created(book)
    book.path.with_name(f".~lock.{book.path.name}#").write_text(",me,,;")
    with pytest.raises(WorkbookError, match="open"):
        book.commit(cell_typed(state, "outreach", ANA, "grade", "", "A"))
