"""Guards of the shared sheet: compare-and-swap, marks, reading back, repair, journal, lost answers.

The revision alone is not in the list: the marks of the hidden tab refuse a second run too. Nor are the two halves of
the reading back of rows that the marks let pass.
"""

from tests.mutants.mutant import CHANGED, REFUSED, Mutant

SHEETS, SEAM = "syncer/workbooks/sheets", "syncer/google/sheets.py"
MOMENTS, ANSWERS = (f"tests/workbooks/google/test_{name}.py" for name in ("moments", "answers"))
PROTOCOL, COMMITS = (f"tests/simulation/test_{name}.py" for name in ("protocol", "commits"))
CONTRACT, MOVED = "tests/contract/test_google.py", "tests/workbooks/google/test_moved_columns.py"

CLOUD = (
    Mutant(
        "an id that is taken off one row is free for another",
        f"{SHEETS}/checks.py",
        'if row.row_id == taken_off.get(row.number, ""):',
        'if row.row_id == "":',
        "tests/simulation/test_found.py -k loose",
    ),
    Mutant(
        "compare-and-swap, and marks",
        f"{SHEETS}/committing.py",
        "head = [*guards.swap(seen, stamp), *known, *grown, *guards.set_again(seen, ends)]",
        "head = [*known, *grown]",
        COMMITS,
    ),
    Mutant(
        "compare-and-swap by named ranges",
        f"{SHEETS}/guards.py",
        '    name = f"{marks.NAME_PREFIX}{stamp.count}"\n'
        '    named = {"namedRangeId": revision(stamp, swaps_names=True), "name": name, "range": corner}\n'
        '    gone: list[Json] = [{"deleteNamedRange": {"namedRangeId": old}}] if old else []\n',
        '    name = f"{marks.NAME_PREFIX}{stamp.count}_{stamp.run}_{stamp.attempt}"\n'
        '    named = {"namedRangeId": revision(stamp, swaps_names=True), "name": name, "range": corner}\n'
        "    gone: list[Json] = []\n",
        COMMITS,
    ),
    Mutant(
        "marks on rows and columns",
        f"{SHEETS}/guards.py",
        "        return list(marks.set_again(seen.marks, {mark: made}))\n",
        "        return [] if mark in seen.marks else list(marks.set_again({}, {mark: made}))\n",
        PROTOCOL,
    ),
    Mutant(
        "marks on columns",
        f"{SHEETS}/guards.py",
        "    for column, index in place.columns.items():\n",
        "    for column, index in list(place.columns.items())[:0]:\n",
        COMMITS,
    ),
    Mutant(
        "marks on rows",
        f"{SHEETS}/guards.py",
        "for name, row in rows.items()\n",
        "for name, row in list(rows.items())[:0]\n",
        COMMITS,
    ),
    Mutant(
        "columns made again are put in",
        f"{SHEETS}/setup.py",
        '    requests.append({"insertDimension": {"range": {"sheetId": place.sheet, **span}',
        '    (lambda _: 0)({"insertDimension": {"range": {"sheetId": place.sheet, **span}',
        "tests/workbooks/google/test_added_columns.py",
    ),
    Mutant(
        "the Sync log counts every batch",
        "syncer/run.py",
        "        facts = replace(facts, calls=calls)",
        "        facts = replace(facts)",
        "tests/test_google_run.py -k sync_log",
    ),
    Mutant(
        "ids read back",
        f"{SHEETS}/readback.py",
        "    if {number: mark for number, mark in ids.items() if number <= place.last} != stand:\n",
        "    if False:\n",
        COMMITS,
    ),
    Mutant(
        "the header row read back",
        f"{SHEETS}/readback.py",
        "if place.header and tuple(rows.get(place.header, ())) != place.heads:",
        "if False:",
        f"{COMMITS} -k dragged",
    ),
    Mutant(
        "repair of what went astray",
        f"{SHEETS}/committing.py",
        "            if not puts:\n",
        "            if True:\n",
        COMMITS,
    ),
    Mutant(
        "the journal of a commit",
        f"{SHEETS}/committing.py",
        "        return {**piece.memory, **gone, **entries}\n",
        "        return {**piece.memory, **gone}\n",
        COMMITS,
    ),
    Mutant(
        "a revision that is not this attempt's",
        f"{SHEETS}/committing.py",
        "if self.look().state.revision == revision:",
        "if True:",
        COMMITS,
    ),
    Mutant(
        "a lost answer is never sent again",
        f"{SHEETS}/committing.py",
        'raise Conflict("A write got no answer and had not arrived.", code="E-GOOGLE-UNKNOWN") from None',
        "return self.sheets.send(self.spreadsheet, body, fields)",
        COMMITS,
    ),
    Mutant(
        "another look before a batch goes again",
        f"{SHEETS}/committing.py",
        "                self._unchanged(seen)\n",
        "                pass\n",
        ANSWERS,
    ),
    Mutant(
        "the second reading",
        "syncer/workbooks/google.py",
        "        if changed is None or changed:\n",
        "        if False:\n",
        f"{COMMITS} -k between",
    ),
    Mutant(
        "the revision of the plan, in the cloud",
        "syncer/workbooks/google.py",
        "if not fresh.state.exists or fresh.state.revision != plan.base_revision:",
        "if not fresh.state.exists:",
        CONTRACT,
    ),
    Mutant(
        "a people's column, in the cloud",
        f"{SHEETS}/checks.py",
        "if isinstance(edit, SetCell) and not may_write(edit.tab, edit.column):",
        "if False:",
        CONTRACT,
    ),
    Mutant(
        "the value that was read, in the cloud",
        f"{SHEETS}/checks.py",
        'or not same(rows[0].cells.get(edit.column, ""), edit.old)',
        "",
        CONTRACT,
    ),
    Mutant(
        "a tab that is not the service's to rewrite",
        f"{SHEETS}/checks.py",
        "    elif isinstance(edit, ReplaceTab) and not tab.whole:\n",
        "    elif False:\n",
        CONTRACT,
    ),
    Mutant(
        "a range that somebody protected",
        f"{SHEETS}/committing.py",
        "        refuse_locked(place, writes.boxes(made, place))\n",
        "",
        f"{COMMITS} -k protected",
    ),
    Mutant(
        "a reading that is older than the batch before it",
        f"{SHEETS}/committing.py",
        "        if fresh.state.revision != revision:\n",
        "        if False:\n",
        "tests/simulation/test_found.py -k reading",
    ),
    Mutant(
        "a new row that is there already, in the cloud",
        f"{SHEETS}/checks.py",
        "        if edit.row_id in by_id:\n",
        "        if False:\n",
        f"{CONTRACT} -k {REFUSED}",
    ),
    Mutant(
        "the row that gets an id, in the cloud",
        f"{SHEETS}/checks.py",
        " or _filled(found.cells) != _filled(edit.expect)",
        "",
        f"{CONTRACT} -k {CHANGED}",
    ),
    Mutant(
        "more cells than a spreadsheet may have",
        f"{SHEETS}/checks.py",
        "    if cells > MOST_CELLS:\n",
        "    if False:\n",
        "tests/workbooks/google/test_batches.py -k too_large",
    ),
    Mutant(
        "a formula that shows the value a command was shown",
        f"{SHEETS}/committing.py",
        "            self._no_formula(seen, typed)\n",
        "            pass\n",
        "tests/workbooks/google/test_moments.py -k formula",
    ),
    Mutant(
        "marks that a batch leaves on the columns it wrote",
        f"{SHEETS}/committing.py",
        "        requests += guards.landing(seen, written)\n",
        "",
        MOVED,
    ),
    Mutant(
        "what stood where a batch writes",
        f"{SHEETS}/committing.py",
        "{} if piece.purge else ledger.encode(found)",
        "{}",
        MOVED,
    ),
    Mutant(
        "what an earlier run left in a wrong column",
        f"{SHEETS}/committing.py",
        "seen = with_astray(see(self.sheets.read(self.spreadsheet, FIELDS), self.tabs))",
        "seen = see(self.sheets.read(self.spreadsheet, FIELDS), self.tabs)",
        MOVED,
    ),
    Mutant(
        "what a run that died left in a wrong column",
        f"{SHEETS}/astray.py",
        "    return replace(seen, state=replace(seen.state, astray=tuple(puts))) if puts else seen\n",
        "    return seen\n",
        "tests/simulation/test_protocol.py -k cannot",
    ),
    Mutant(
        "what somebody typed over a value that went astray",
        f"{SHEETS}/astray.py",
        "                if not self._is_stray(label, number, self.shows(number, index), row, stood):\n",
        "                if False:\n",
        MOVED,
    ),
    Mutant(
        "how marks can be swapped here",
        f"{SHEETS}/probing.py",
        "    return refused is not None and refused.place == len(requests) - 1\n",
        "    return True\n",
        MOVED,
    ),
    Mutant(
        "a sheet in the bin",
        "syncer/workbooks/google.py",
        "        self._expect_kept()\n",
        "",
        "tests/test_google_run.py -k bin",
    ),
    Mutant(
        "a tab that only shows another sheet",
        f"{SHEETS}/committing.py",
        "        self._expect_no_view(seen)\n",
        "",
        "tests/workbooks/google/test_views.py",
    ),
    Mutant(
        "rows that a formula brings below typed headers",
        f"{SHEETS}/views.py",
        "(id_column,)",
        "()",
        "tests/workbooks/google/test_views.py",
    ),
    Mutant(
        "a dropdown of a Table's column",
        f"{SHEETS}/dropdowns.py",
        "typed.get(index, same)",
        "same",
        "tests/workbooks/google/test_tables.py",
    ),
    Mutant(
        "inputs outside of the settings' folder",
        "syncer/adapters/sources.py",
        "        return Outside(source.name, why)\n",
        "        pass\n",
        "tests/bad_inputs/test_bad_settings.py",
    ),
)
