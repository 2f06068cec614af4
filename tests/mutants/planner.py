"""Guards and assertions of the planner."""

from tests.mutants.mutant import CHANGES, CONTRACT, CORE, EXCEL, GUARDS, JOURNAL, MEMORY, RUNS, XLSX, Mutant

PLANNER = (
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
        "if isinstance(edit, SetCell) and not layout.may_write(edit.tab, edit.column):",
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
        "settled = settle_journal(placed.state, placed.memory)",
        "settled = settle_journal(placed.state, replace(placed.memory, journal=()))",
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
        "memory of another revision",
        f"{CORE}/memory.py",
        "    if state.memory_stale or not header.known:\n",
        "    if False:\n",
        GUARDS,
    ),
    Mutant(
        "where a row stood in an older version",
        f"{CORE}/memory.py",
        "tab in row.absent or tab in row.stands",
        "tab in row.absent",
        "tests/simulation/test_triples.py",
    ),
    Mutant(
        "a memory that does not count after a commit of structure",
        f"{CORE}/reconcile.py",
        "header = replace(entered.memory.header, known=entered.memory.complete)",
        "header = entered.memory.header",
        "tests/simulation/test_triples.py",
    ),
    Mutant(
        "ids and names in batches of their own",
        f"{CORE}/reconcile.py",
        "if state.by_number and (first := _first(state, entered, draft, run.today)):",
        "if False and (first := _first(state, entered, draft, run.today)):",
        JOURNAL,
    ),
    Mutant(
        "ids that landed on other rows",
        f"{CORE}/entries.py",
        "placed = settle_ids(state, stored)",
        "placed = settle_ids(state, replace(stored, given=()))",
        JOURNAL,
    ),
)
