"""One piece of the code taken away, and the tests that must notice."""

from dataclasses import dataclass

CORE, XLSX, SHEETS = "syncer/core/workbook", "syncer/workbooks/xlsx", "syncer/workbooks/sheets"
GUARDS, RUNS, CHANGES = (f"tests/core/workbook/test_{name}.py" for name in ("guards", "runs", "people_change"))
JOURNAL, MEMORY = "tests/core/workbook/test_journal.py", "tests/core/workbook/test_memory.py"
TYPED = "tests/workbooks/test_typed_cells.py"
CONTRACT, EXCEL, SAVE = "tests/contract/test_memory.py", "tests/workbooks/test_excel.py", "tests/workbooks/test_save.py"

CHANGED = "test_a_row_that_changed_since_it_was_read_gets_no_id"
REFUSED = "test_one_edit_that_cannot_be_made_refuses_the_whole_plan"


@dataclass(frozen=True)
class Mutant:
    """``tests``: a file, or tests in it: ``FILE -k WORDS``, as pytest takes it."""

    what: str
    file: str
    old: str
    new: str
    tests: str
