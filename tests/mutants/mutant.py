"""One piece of the code taken away, and the tests that must notice."""

from dataclasses import dataclass

CORE, XLSX, SHEETS = "syncer/core/workbook", "syncer/workbooks/xlsx", "syncer/workbooks/sheets"
GUARDS, RUNS, CHANGES = (f"tests/core/workbook/test_{name}.py" for name in ("guards", "runs", "people_change"))
JOURNAL, MEMORY = "tests/core/workbook/test_journal.py", "tests/core/workbook/test_memory.py"
TYPED = "tests/workbooks/test_typed_cells.py"
CONTRACT, EXCEL, SAVE = "tests/contract/test_memory.py", "tests/workbooks/test_excel.py", "tests/workbooks/test_save.py"


@dataclass(frozen=True)
class Mutant:
    what: str
    file: str
    old: str
    new: str
    tests: str
