"""Guards of consent: what keeps a member's words in their own part, and takes them out again."""

from tests.mutants.mutant import Mutant

CORE = "syncer/core/council"
RULES, SHARING = "tests/core/council/test_consent.py", "tests/council/test_sharing.py"
KNOWN, AT_ONCE = "tests/core/council/test_known.py", "tests/council/test_two_at_once.py"

COUNCIL = (
    Mutant(
        "names need everybody's consent",
        f"{CORE}/consent.py",
        "    if lesser((owner, common)) in (Consent.OFF, Consent.COMPANIES):\n        return False\n",
        "",
        RULES,
    ),
    Mutant(
        "no level is assumed", f"{CORE}/consent.py", "casefold(), Consent.OFF)", "casefold(), Consent.NAMES)", RULES
    ),
    Mutant(
        "others' names go when consent falls",
        f"{CORE}/agree.py",
        'if _still_told(line, level[fold(line.member)], common) else ""',
        'if line.names else ""',
        SHARING,
    ),
    Mutant(
        "who shares nothing reads nothing",
        "syncer/council/source.py",
        "        if self.consent is Consent.OFF:\n",
        "        if False:\n",
        SHARING,
    ),
    Mutant(
        "who was put out reads nothing",
        "syncer/council/source.py",
        "        if is_out(board, found.memory, self.me):\n",
        "        if False:\n",
        SHARING,
    ),
    Mutant(
        "what is held back stays back",
        f"{CORE}/agree.py",
        "if not mine.shares or found is None or ground.key(company) in mine.held_back:",
        "if not mine.shares or found is None:",
        SHARING,
    ),
    Mutant(
        "withdrawn lines leave the cells",
        f"{CORE}/reconcile.py",
        "            if mark not in wish.rows[tab]:\n                work.withdraw(tab, row)\n",
        "            if mark not in wish.rows[tab]:\n                pass\n",
        SHARING,
    ),
    Mutant(
        "withdrawn lines leave the memory",
        f"{CORE}/reconcile.py",
        "        self.rows.pop(row.row_id, None)\n        if kept:\n",
        "        if kept:\n",
        SHARING,
    ),
    Mutant(
        "typed over stays",
        f"{CORE}/reconcile.py",
        ' or (cell != "" and plain(cell) != written.get(column, ""))',
        "",
        SHARING,
    ),
    Mutant(
        "first-hand only",
        f"{CORE}/known.py",
        "council not in person.sources and not (",
        "not (",
        KNOWN,
    ),
    Mutant("do not contact", f"{CORE}/known.py", " and entry.do_not_contact)", " and False)", KNOWN),
    Mutant(
        "somebody else's workbook is refused",
        f"{CORE}/reconcile.py",
        '    if any(mark.startswith("p_") for mark in memory.rows):\n',
        "    if False:\n",
        SHARING,
    ),
    Mutant(
        "a conflict is read and agreed again",
        "syncer/council/publish.py",
        "            conflicts += 1\n",
        "            return Published(commits, warnings)\n",
        AT_ONCE,
    ),
    Mutant(
        "another member of that name",
        "syncer/council/publish.py",
        "    if any(one.email and mine.email and fold(one.email) != fold(mine.email) for one in same) or",
        "    if",
        SHARING,
    ),
    Mutant(
        "a copy of the council's workbook",
        f"{CORE}/reconcile.py",
        '    if before and state.workbook_id and before != state.workbook_id and "copy" not in accepted:\n',
        "    if False:\n",
        SHARING,
    ),
    Mutant(
        "a tab of the council's workbook that is gone",
        f"{CORE}/reconcile.py",
        '    if gone and "recreate" not in accepted:\n',
        "    if False:\n",
        SHARING,
    ),
    Mutant(
        "a header row of the council's workbook that is gone",
        f"{CORE}/reconcile.py",
        '        if not found.has_header or "_id" not in found.columns:\n',
        "        if False:\n",
        SHARING,
    ),
    Mutant(
        "a newer council's workbook",
        f"{CORE}/reconcile.py",
        "    if state.layout > LAYOUT_VERSION:\n",
        "    if False:\n",
        SHARING,
    ),
)
