"""From the workbook as read and as it should be to the plan of one commit. Pure; an empty plan means nothing is new."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from syncer.core.model import Ref
from syncer.core.workbook import guards, journal, numbered, review, wholetabs
from syncer.core.workbook.adopt import name_of
from syncer.core.workbook.astray import put_right
from syncer.core.workbook.cells import digest, plain
from syncer.core.workbook.content import Behind, Content
from syncer.core.workbook.draft import Draft
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.layout import BY_KEY, LAYOUT_VERSION, TABS
from syncer.core.workbook.memory import EMPTY, GIVEN, JOURNAL, Header, Memory, RowMemory, encode
from syncer.core.workbook.plan import AddColumns, AddTab, Change, Plan, SetCell
from syncer.core.workbook.rowplan import bring_up
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.start import RING, LastRun, log_row, start_rows
from syncer.core.workbook.state import Value, WorkbookState

REWRITTEN = tuple(tab.key for tab in TABS if tab.whole)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """About the run itself. ``when``: date and time in words for Start here and the Sync log.

    ``accepted``: stops that a person accepted: shrink, restore, copy, recreate.
    """

    today: date
    version: str = ""
    when: str = ""
    accepted: frozenset[str] = frozenset()
    calls: int | None = None
    seconds: float | None = None


def reconcile(state: WorkbookState, entered: Entered, content: Content, run: RunFacts) -> Plan:
    """What one commit has to do. ``SafetyStop`` where nothing may be written.

    Never touches a people's column of a row that is there: every edit passes ``Draft``, which asserts it.
    """
    if state.astray:
        return _sealed(put_right(state))
    if state.exists and (structure := guards.check(state, entered, run.accepted, content.rows)):
        return _sealed(_structure(state, entered, structure))
    draft = Draft(_columns(state), content.partial, memory=dict(entered.memory.rows))
    draft.choices = {key: tab.choices for key, tab in state.tabs.items() if tab.choices}
    draft.ends = {key: max((row.number for row in state.tabs[key].rows), default=1) for key in draft.choices}
    draft.repairs = {(edit.tab, edit.row_id, edit.column): edit for edit in entered.repairs}
    for adoption in entered.adoptions:
        draft.adopt(adoption.tab, adoption.row, adoption.row_id, name_of(adoption.row))
    for tab in ("targets", "outreach", "people", "settings"):
        bring_up(draft, entered, tab, content.rows.get(tab, {}), run.today, run.accepted)
    content = replace(content, notes=(*content.notes, *draft.refusals()))
    _remember_people(draft, entered, content, run.today)
    _remember_log(draft, entered)
    tabs = _whole_tabs(draft, state, entered, content, run)
    changed = bool(draft.edits) or bool(entered.corrected) or draft.memory != entered.memory.rows
    if state.by_number and (first := _first(state, entered, draft, run.today)):
        return _sealed(first)
    header = _header(state, entered, content, run, written=changed)
    memory = encode(_stored(entered), Memory(header, draft.memory, tabs))
    if draft.edits or memory or entered.memory.given:
        memory |= _journal(state, entered, draft.written)
    return _sealed(
        Plan(
            base_revision=state.revision,
            edits=draft.edits,
            memory=memory,
            create=not state.exists,
            changes=tuple(draft.changes),
            warnings=content.notes,
            purge=bool(draft.edits and content.openings.changed),
        )
    )


def _stored(entered: Entered) -> Memory:
    """The memory that the workbook holds now, less what settling the journal corrected."""
    rows = entered.memory.rows
    if entered.corrected:
        rows = {mark: row for mark, row in rows.items() if mark not in entered.corrected}
    return replace(entered.memory, rows=rows)


def _first(state: WorkbookState, entered: Entered, draft: Draft, today: date) -> Plan | None:
    """Ids, then names of rows that are there, each in a batch of their own; None once the rest may follow."""
    memory: dict[str, str | None]
    rows = numbered.understood(entered.memory.rows, entered.rows, entered.same, entered.logbook.meant)
    ids = numbered.edits(entered.adoptions, entered.misplaced)
    if ids:
        for one in (each for each in entered.adoptions if each.tab != "log"):
            before, grade = rows.get(one.row_id, EMPTY), entered.grades.get(one.row_id, "")
            rows[one.row_id] = numbered.remembered(one, before, grade, today)
        memory = {**dict.fromkeys(entered.forgotten), **encode(entered.memory, _as_known(entered, rows))}
        new = {one.row_id for one in entered.adoptions if one.new}
        memory |= _replaced(entered, GIVEN, numbered.given(ids, new, entered.rows, entered.memory.rows))
        return Plan(state.revision, edits=ids, memory=memory, changes=tuple(draft.changes), again=True)
    names = [cell for cell in draft.sets if numbered.is_name(cell)]
    if not names or entered.repairs or entered.corrected or not draft.says_more_than(names):
        return None
    for cell in names:
        before = rows.get(cell.row_id, EMPTY)
        if cell.tab in before.written:  # else the other cells would count as known, and blank
            written = {**before.written[cell.tab], cell.column: plain(cell.new)}
            rows[cell.row_id] = replace(before, written={**before.written, cell.tab: written})
    memory = {**encode(entered.memory, _as_known(entered, rows)), **_journal(state, entered, names)}
    return Plan(state.revision, edits=tuple(names), memory=memory, changes=tuple(draft.changes), again=True)


def _as_known(entered: Entered, rows: Mapping[str, RowMemory]) -> Memory:
    """The memory after a commit that another plan follows: if it did not count before, it must not count then, only
    because a commit lies between."""
    header = replace(entered.memory.header, known=entered.memory.complete)
    return replace(entered.memory, header=header, rows=rows)


def _journal(state: WorkbookState, entered: Entered, sets: Sequence[SetCell]) -> dict[str, str | None]:
    """This commit's journal in place of the last one's."""
    after: dict[str, str] = {}
    if state.by_number:
        tabs = {edit.tab for edit in sets}
        numbers = {tab: {row.row_id: row.number for row in state.tabs[tab].rows} for tab in tabs}
        after = journal.encode(journal.entries(sets, numbers))
    return _replaced(entered, GIVEN, {}) | _replaced(entered, JOURNAL, after)


def _replaced(entered: Entered, prefix: str, after: Mapping[str, str]) -> dict[str, str | None]:
    """What to write so that these keys stand in place of all the others with the prefix."""
    before = {key: text for key, text in entered.memory.journal_keys.items() if key.startswith(prefix)}
    gone: dict[str, str | None] = dict.fromkeys(before.keys() - after.keys())
    return gone | {key: text for key, text in after.items() if before.get(key) != text}


def _structure(state: WorkbookState, entered: Entered, structure: tuple[AddTab | AddColumns, ...]) -> Plan:
    """Tabs and columns first, in a commit of their own. What stood in a tab that is made again is forgotten."""
    again = {edit.tab for edit in structure if isinstance(edit, AddTab)}
    rows = {
        mark: replace(
            row,
            written={tab: cells for tab, cells in row.written.items() if tab not in again},
            read={tab: cells for tab, cells in row.read.items() if tab not in again},
            absent={tab: day for tab, day in row.absent.items() if tab not in again},
            seen={tab: cells for tab, cells in row.seen.items() if tab not in again},
        )
        if again & (row.written.keys() | row.seen.keys())
        else row
        for mark, row in entered.memory.rows.items()
    }
    tabs = {tab: seal for tab, seal in entered.memory.tabs.items() if tab not in again}
    changes = tuple(Change("+", BY_KEY[edit.tab].title, _structure_words(edit)) for edit in structure)
    memory = encode(entered.memory, replace(_as_known(entered, rows), tabs=tabs))
    return Plan(state.revision, edits=structure, memory=memory, changes=changes, again=True)


def _structure_words(edit: AddTab | AddColumns) -> str:
    if isinstance(edit, AddTab):
        return "the tab, made again"
    tab = BY_KEY[edit.tab]
    return "columns at the right end: " + ", ".join(tab.column(column).header for column in edit.columns)


def _columns(state: WorkbookState) -> dict[str, frozenset[str]]:
    if state.exists:
        return {key: frozenset(found.columns) for key, found in state.tabs.items()}
    return {tab.key: frozenset(column.key for column in tab.columns) for tab in TABS}


def _remember_people(draft: Draft, entered: Entered, content: Content, today: date) -> None:
    """Whom each id stands for, the jobs seen, the grade that counts, the place on the list."""
    elders = {younger: elder for elder, behind in content.behind.items() for younger in behind.absorbed}
    held_elsewhere = {ref for younger in elders for ref in entered.memory.rows.get(younger, EMPTY).refs}
    owned: dict[Ref, str] = {}
    for mark in {**draft.memory, **content.behind}:
        if not mark.startswith("p_"):
            continue
        before, behind = draft.memory.get(mark, EMPTY), content.behind.get(mark)
        if mark in content.openings.changed and mark not in entered.rows.get("outreach", Rows()):
            before = _of_deleted(before)
        if mark in entered.heirs:
            after = replace(before, into=entered.heirs[mark])
        elif mark in elders:
            after = replace(before, into=elders[mark])
        elif behind is None:
            after = replace(before, opened={}, target="") if mark in content.openings.changed else before
        else:
            # What an id stood for stays with it, unless it now belongs to somebody else: a source left out of one
            # run must not make strangers of its people, nor a merge lose which row was whose.
            refs = behind.refs
            if before.refs != refs or held_elsewhere:
                owned = owned or {ref: one for one, held in content.behind.items() for ref in held.refs}
                kept = [ref for ref in before.refs if owned.get(ref, mark) == mark]
                refs = tuple(sorted({*kept, *(ref for ref in refs if ref not in held_elsewhere)}))
            after = _person(before, behind, refs, today, taken_back=mark in content.openings.taken_back)
        grade, said = _grade(mark, after, entered), entered.same.get(mark)
        same = (said.left, said.right) if said else ()
        turns = entered.people[mark].turns if mark in entered.people else after.turns
        if (grade, same, turns) != (after.grade, after.same, after.turns):
            after = replace(after, grade=grade, same=same, turns=turns)
        draft.memory[mark] = after


def _of_deleted(before: RowMemory) -> RowMemory:
    """What is remembered of a row of Outreach that a person deleted, without what stood in it."""
    return replace(before, written={tab: {} if tab == "outreach" else row for tab, row in before.written.items()})


def _remember_log(draft: Draft, entered: Entered) -> None:
    """Whom each line of the Log means; what was remembered of lines that are gone is forgotten."""
    for mark in [mark for mark in draft.memory if mark.startswith("l_") and mark not in entered.logbook.meant]:
        del draft.memory[mark]
    for mark, meant in entered.logbook.meant.items():
        before = draft.memory.get(mark, EMPTY)
        if before.meant != meant:
            draft.memory[mark] = replace(before, meant=meant)


def _person(
    before: RowMemory, behind: Behind, refs: tuple[Ref, ...], today: date, *, taken_back: bool = False
) -> RowMemory:
    placed = before.placed if behind.placed is None else behind.placed
    target = behind.target or ("" if taken_back else before.target)
    jobs, since, opened = behind.sightings or before.sightings, before.since or today, behind.opened
    now = (refs, since, jobs, placed, target, "", opened)
    if now == (
        before.refs,
        before.since,
        before.sightings,
        before.placed,
        before.target,
        before.into,
        before.opened,
    ):
        return before
    return replace(before, refs=refs, since=since, sightings=jobs, placed=placed, target=target, into="", opened=opened)


def _grade(mark: str, after: RowMemory, entered: Entered) -> str:
    if mark in entered.grades:
        return entered.grades[mark]
    return after.grade or str(
        after.read.get("people", {}).get("grade", after.read.get("outreach", {}).get("grade", ""))
    )


def _whole_tabs(
    draft: Draft, state: WorkbookState, entered: Entered, content: Content, run: RunFacts
) -> dict[str, str]:
    """Review, then the tabs that are rewritten, then the account of this run if it writes anything."""
    seals = dict(entered.memory.tabs)
    questions = [*content.questions, *review.kept_questions(draft.kept)]
    for tab in REWRITTEN:
        questions += wholetabs.typed(state, tab, seals.get(tab))
    told = review.taken_back(entered, content.openings)
    rows = review.review_rows(entered, questions, partial=content.partial, taken_back=told)
    bring_up(draft, entered, "review", rows, run.today, run.accepted)
    review.remember(draft, entered, questions, told)
    for tab, lines in sorted(content.whole.items()):
        if wholetabs.differs(state, tab, lines):
            draft.replace(tab, lines)
            seals[tab] = wholetabs.seal(lines)
    if draft.edits or _notes(content) != entered.memory.header.shown or not state.exists:
        last = LastRun(
            when=run.when or run.today.isoformat(),
            new=draft.new_rows("people"),
            changed=draft.changed_rows(),
            kept=len(draft.kept),
            sources=content.sources,
            notes=content.notes,
            version=run.version,
            calls=run.calls,
            seconds=run.seconds,
        )
        ring: list[dict[str, Value]] = [dict(row.cells) for row in wholetabs.rows_of(state, "sync_log")]
        for tab, lines in (("start", start_rows(last)), ("sync_log", (log_row(last), *ring[: RING - 1]))):
            draft.replace(tab, lines)
            seals[tab] = wholetabs.seal(lines)
    # In a new tab, or where the memory was lost, what stands is ours from here on: what is typed next is quoted.
    for tab in (tab for tab in REWRITTEN if tab not in seals and (tab in state.tabs or not state.exists)):
        seals[tab] = wholetabs.seal(row.cells for row in wholetabs.rows_of(state, tab))
    return seals


def _notes(content: Content) -> str:
    return digest(*content.notes) if content.notes else ""


def _header(state: WorkbookState, entered: Entered, content: Content, run: RunFacts, *, written: bool) -> Header:
    """The header after this run. A new version, or a file id where none was known, is no reason to write: they go along
    with the next. Another file id is: the copy was accepted, and would be refused again. Where the memory was lost and
    a source was left out nothing begins yet: whom that source knows is not new the day after.
    """
    before = entered.memory.header
    accepted = bool(before.workbook_id and state.workbook_id) and before.workbook_id != state.workbook_id
    if not written and not accepted and _notes(content) == before.shown:
        return before
    return Header(
        commits=before.commits + 1,
        layout=LAYOUT_VERSION,
        workbook_id=state.workbook_id or before.workbook_id,
        version=run.version,
        since=before.since or (run.today if entered.memory.complete or not content.partial else None),
        last_run=run.today,
        shown=_notes(content),
    )


def _sealed(plan: Plan) -> Plan:
    """The same plan with its digest: same edits and memory, same digest."""
    if not plan:
        return plan
    told = hashlib.sha256(plan.base_revision.encode())
    for edit in plan.edits:
        told.update(repr(edit).encode())
    told.update(repr(sorted(plan.memory.items())).encode())
    return replace(plan, digest=told.hexdigest()[:16])
