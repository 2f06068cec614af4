"""``make mutants``: takes away one guard or assertion after the other; some test must notice each time.

The tree is copied to a temporary folder and changed there. A mutant is a file, a piece of it, what stands in its place,
and the tests that must fail. A piece that is not found once is an error too: the list keeps up with the code. Guards
that stand twice on purpose (the digest of a file is asked before and after it is replaced) are not in the list: taking
away one of them changes nothing.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE, XLSX = "syncer/core/workbook", "syncer/workbooks/xlsx"
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


MUTANTS = (
    Mutant("keys left behind by a sort", f"{CORE}/guards.py", "SORTED_ROWS = 5", "SORTED_ROWS = 10**9", GUARDS),
    Mutant(
        "many rows gone",
        f"{CORE}/guards.py",
        "MANY_ROWS, MANY_SHARE, FEW_ROWS = 50, 0.20, 10",
        "MANY_ROWS, MANY_SHARE, FEW_ROWS = 10**9, 2.0, 10",
        GUARDS,
    ),
    Mutant("one row fewer than many", f"{CORE}/guards.py", "new >= FEW_ROWS and", "new >= FEW_ROWS - 1 and", GUARDS),
    Mutant("a newer layout", f"{CORE}/guards.py", "    _newer(state)\n", "", GUARDS),
    Mutant("a copy of the file", f"{CORE}/guards.py", "    _copied(state, entered, accepted)\n", "", GUARDS),
    Mutant("a header row that is gone", f"{CORE}/guards.py", "    _headers(state)\n", "", GUARDS),
    Mutant("a tab that is gone", f"{CORE}/guards.py", 'if gone and "recreate" not in accepted:', "if False:", GUARDS),
    Mutant("a people's column in a plan", f"{CORE}/draft.py", "assert may_write(tab, column)", "assert True", MEMORY),
    Mutant(
        "a people's column, in memory",
        "syncer/workbooks/memory.py",
        "    if not may_write(edit.tab, edit.column):\n",
        "    if False:\n",
        CONTRACT,
    ),
    Mutant(
        "a people's column, in a file",
        f"{XLSX}/apply.py",
        "if not layout.may_write(edit.tab, edit.column):",
        "if False:",
        EXCEL,
    ),
    Mutant(
        "what a person typed over",
        f"{CORE}/rowplan.py",
        "    return Verdict(base, kept=True)\n",
        "    return Verdict(wanted, write=True)\n",
        RUNS,
    ),
    Mutant(
        "a cell in error",
        f"{CORE}/rowplan.py",
        "    if isinstance(sheet, CellError):\n        return Verdict(base)\n",
        "",
        GUARDS,
    ),
    Mutant(
        "two rows with one id", f"{CORE}/rows.py", "twins[mark] = [by_id.pop(mark), row]", "by_id[mark] = row", CHANGES
    ),
    Mutant("a deleted row comes back", f"{CORE}/rowplan.py", "and (never or mark in back)", "and True", RUNS),
    Mutant(
        "settling the journal",
        f"{CORE}/entries.py",
        "settled = settle_journal(state, decode(state))",
        "settled = settle_journal(state, replace(decode(state), journal=()))",
        JOURNAL,
    ),
    Mutant("no proof, no settling", f"{CORE}/journal.py", "    if missed:\n", "    if True:\n", JOURNAL),
    Mutant(
        "words that were hit come back",
        f"{CORE}/journal.py",
        'was = last if typed == "" else typed',
        "was = last",
        JOURNAL,
    ),
    Mutant(
        "memory of another revision", f"{CORE}/memory.py", "    if state.memory_stale:\n", "    if False:\n", GUARDS
    ),
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
    Mutant("a save in between, put back after", f"{XLSX}/save.py", "            _put_back(backup, path)\n", "", SAVE),
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
        f"{XLSX}/reading.py",
        "(key in found or 2 * len(found) >= len(ours))",
        "True",
        EXCEL,
    ),
    Mutant("two columns of one name", f"{XLSX}/reading.py", "if not named and len(written) > 1:", "if False:", EXCEL),
)


def survives(mutant: Mutant, tree: Path) -> str:
    """Why a mutant was not noticed; ``""`` when it was."""
    path = tree / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        return f"its piece stands {text.count(mutant.old)} times in {mutant.file}"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", mutant.tests]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    path.write_text(text, encoding="utf-8")
    if done.returncode == 1:
        return ""
    return (
        "no test failed" if done.returncode == 0 else f"the tests did not run: {done.stdout[-300:]}{done.stderr[-300:]}"
    )


def main() -> int:
    """One line a mutant; exit 1 if one survived."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="syncer-mutants-") as folder:
        tree = Path(folder)
        shutil.copy(ROOT / "pyproject.toml", tree)
        for part in ("syncer", "tests", "config"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        whole = [sys.executable, "-m", "pytest", "-q", *sorted({mutant.tests for mutant in MUTANTS})]
        subprocess.run(whole, cwd=tree, check=True, stdout=subprocess.DEVNULL)
        for mutant in MUTANTS:
            start = time.perf_counter()
            why = survives(mutant, tree)
            failed += bool(why)
            print(
                f"{'SURVIVED' if why else 'noticed '} {time.perf_counter() - start:5.1f} s  {mutant.what}  {why}",
                flush=True,
            )
    print(f"{len(MUTANTS) - failed} of {len(MUTANTS)} mutants were noticed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
