"""Guards of the workbooks in memory and on disk."""

from tests.mutants.mutant import CONTRACT, CORE, EXCEL, SAVE, TYPED, XLSX, Mutant

BOOKS = (
    Mutant(
        "the revision of the plan, in memory",
        "syncer/workbooks/memory.py",
        "plan.base_revision != str(self.commits)",
        "False",
        CONTRACT,
    ),
    Mutant(
        "the value that was read, in memory",
        "syncer/workbooks/memory.py",
        'if row.get(edit.column, "") != edit.old:',
        "if False:",
        CONTRACT,
    ),
    Mutant(
        "the value that was read, in a file",
        f"{XLSX}/apply.py",
        'or not cells.same(rows[0].cells.get(edit.column, ""), edit.old)',
        "",
        EXCEL,
    ),
    Mutant("a save in between, put back after", f"{XLSX}/save.py", "        _put_back(backup, path)\n", "", SAVE),
    Mutant(
        "a command typing into syncer's column, in memory",
        "syncer/workbooks/memory.py",
        "    if not may_type(edit.tab, edit.column):\n",
        "    if False:\n",
        CONTRACT,
    ),
    Mutant(
        "a command typing into syncer's column, in a file",
        f"{XLSX}/apply.py",
        "isinstance(edit, TypeCell) and not layout.may_type(edit.tab, edit.column)",
        "False",
        TYPED,
    ),
    Mutant(
        "a formula typed over",
        f"{XLSX}/apply.py",
        "if isinstance(edit, TypeCell) and self._sheet(place).has_formula(row.number, column):",
        "if False:",
        TYPED,
    ),
    Mutant(
        "backups pushed out by grades",
        "syncer/workbooks/excel.py",
        "keep=not (typed and plan.base_revision == self._typed)",
        "keep=True",
        TYPED,
    ),
    Mutant(
        "something beside what a person types",
        f"{CORE}/plan.py",
        "if typed and (len(self.edits) > 1 or self.memory or self.create or self.again):",
        "if False:",
        "tests/core/workbook/test_byhand.py",
    ),
    Mutant("a file that is open", "syncer/workbooks/excel.py", "        save.refuse_open(path)\n", "", SAVE),
    Mutant(
        "text like a formula", f"{XLSX}/apply.py", "if self.styles and cells.formula_like(value):", "if False:", EXCEL
    ),
    Mutant("text too long for a cell", f"{XLSX}/apply.py", "if len(value) > cells.SURELY_SHORT:", "if False:", EXCEL),
    Mutant(
        "links to anywhere", f"{XLSX}/tail.py", 'return parts.scheme == "https" and any(', "return True or any(", EXCEL
    ),
    Mutant(
        "a person's row taken for the header",
        "syncer/workbooks/headers.py",
        "(key in found or 2 * len(found) >= len(ours))",
        "True",
        EXCEL,
    ),
    Mutant(
        "two columns of one name",
        "syncer/workbooks/headers.py",
        "if not named and len(written) > 1:",
        "if False:",
        EXCEL,
    ),
    Mutant(
        "a tab deleted between reading and writing",
        "syncer/workbooks/memory.py",
        "if edit.tab not in sheets and not isinstance(edit, AddTab):",
        "if False:",
        "tests/simulation/test_found.py",
    ),
    Mutant(
        "a backup that another run looks at is never missing",
        f"{XLSX}/save.py",
        "        link.replace(backup)\n",
        "        backup.unlink(missing_ok=True)\n        os.link(link, backup)\n",
        "tests/simulation/test_found.py",
    ),
)
