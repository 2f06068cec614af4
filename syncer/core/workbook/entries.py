"""What people said in the workbook, as values for the steps that follow: entries, targets, judgements, overrides.

``read_entries`` reads the state; what can only be known after identity is in ``merges``.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from syncer.core.identity.model import Judgement, Known
from syncer.core.model import Grade, Record, Sighting
from syncer.core.outreach import LogEntry, PersonEntry, Target
from syncer.core.workbook import adopt, answers, typed
from syncer.core.workbook.adopt import Adoption
from syncer.core.workbook.cells import fold
from syncer.core.workbook.grades import settle
from syncer.core.workbook.identities import (
    PERSON_TABS,
    PersonRows,
    heirs_of,
    hidden_people,
    known_people,
    names_in,
    person_rows,
    same_as,
)
from syncer.core.workbook.journal import Settled
from syncer.core.workbook.journal import settle as settle_journal
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.logbook import Logbook, read_log
from syncer.core.workbook.memory import EMPTY, Memory, RowMemory, decode, stood
from syncer.core.workbook.misplaced import Placed, settle_ids
from syncer.core.workbook.names import Directory
from syncer.core.workbook.overrides import Overrides, pin, read_overrides
from syncer.core.workbook.plan import AdoptRow, SetCell
from syncer.core.workbook.questions import Doubt, conflict_question, grade_question, twin_question
from syncer.core.workbook.rows import Rows, index, touched
from syncer.core.workbook.state import CellError, Row, Value, WorkbookState
from syncer.core.workbook.turns import turns, typed_on

TABS = ("people", "outreach", "targets", "review", "log", "settings")
LINES = ("today", "paths")
"""Tabs of lines that are the service's and name people."""
FRESH_STATUSES = ("", "To contact")


@dataclass(frozen=True, slots=True)
class Entered:
    """Everything people said in the workbook, and what it remembers.

    ``touched``: ids of rows of People and Outreach that do not hold exactly what was last written.
    ``people``: entries by person id; whoever has a row in the workbook has one. ``overrides``: person id -> fact
    column -> value typed over it, as the fact for both tabs. ``grades``: the grade that counts by each id's own rows.
    ``added``: people whom a person added by hand. ``listed``: ids with a row in Outreach. ``hidden``: ids whose row a
    person deleted; they stay off. ``same``: id -> what its "Same person as" says. ``heirs``: elder id without a row ->
    the younger that takes over. ``first_fill``: Targets was never filled, or is made again. ``answers``: question id ->
    answer.
    ``company_answers``: (target id, employer text, same). ``notes``: cells that could not be read, each with its place.
    ``names``: (id, name) of everybody with a row. ``unclear``: id -> row whose "Same person as" means nobody yet
    (``meant.follow_names``).
    ``misplaced``, ``forgotten``: ids that landed on other rows, and what memory held of them (``settle_ids``).
    ``corrected``, ``repairs``: what settling the journal changed (``journal.Settled``).
    """

    memory: Memory = field(default_factory=Memory)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: Mapping[str, PersonEntry] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    log: tuple[LogEntry, ...] = ()
    logbook: Logbook = field(default_factory=Logbook)
    names: tuple[tuple[str, str], ...] = ()
    unclear: Mapping[str, Row] = field(default_factory=dict)
    settings: Mapping[str, Value] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    company_answers: tuple[tuple[str, str, bool], ...] = ()
    overrides: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    sightings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    added: tuple[Record, ...] = ()
    listed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    same: Mapping[str, Judgement] = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)
    first_fill: bool = True
    answers: Mapping[str, str] = field(default_factory=dict)
    use_new: frozenset[tuple[str, ...]] = frozenset()
    adoptions: tuple[Adoption, ...] = ()
    questions: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    corrected: frozenset[str] = frozenset()
    repairs: tuple[SetCell, ...] = ()
    misplaced: tuple[AdoptRow, ...] = ()
    forgotten: tuple[str, ...] = ()


def read_settings(state: WorkbookState) -> Mapping[str, Value]:
    """The Value column of Settings by the text of its Setting column; blank and unknown cells are left out."""
    found = {}
    for name, row in index(state, "settings").by_id.items():
        value = row.cells.get("value", "")
        if value != "" and not isinstance(value, CellError):
            found[name] = value
    return found


def read_entries(state: WorkbookState, today: date, accepted: frozenset[str] = frozenset()) -> Entered:
    """Everything people said in the workbook. ``accepted``: safety stops accepted, as ``reconcile`` takes them."""
    if not state.exists:
        return Entered()
    stored = decode(state)
    placed = settle_ids(state, stored)
    settled = settle_journal(placed.state, placed.memory)
    return _read(settled, placed, stored, today, accepted)


def _read(settled: Settled, placed: Placed, stored: Memory, today: date, accepted: frozenset[str]) -> Entered:
    """As ``read_entries``, once every write of the last commit is where it was meant to be."""
    state, memory = settled.state, settled.memory
    reader = typed.Reader([*state.notes, *settled.notes])
    rows = {tab: index(state, tab) for tab in (*TABS, *LINES)}
    taken = _taken(rows, memory)
    targets, target_rows = _targets(rows["targets"], taken, memory, reader)
    hands = {tab: touched(tab, rows[tab], memory) for tab in PERSON_TABS}
    anybody = frozenset().union(*hands.values())
    adopted, named = _everybody(rows, taken, memory, hands)
    names = Directory(named, targets, {mark: before.into for mark, before in memory.rows.items() if before.into})
    logbook, log_rows = read_log(rows["log"], names, memory, taken, reader)
    said = answers.read_answers(rows["review"], memory, reader)
    people = person_rows(rows, memory, adopted)
    overrides = read_overrides(people, memory, said.use_new, anybody)
    logged = frozenset(line.person_id for line in logbook.entries)
    days = (today, typed_on(memory.header.last_run, today))
    entries, questions = _entries(people, memory, names, reader, logged, days, anybody)
    hidden = frozenset() if "restore" in accepted else hidden_people(memory, people)
    heirs = heirs_of(memory, people)
    known, sightings = known_people(memory, people, heirs, [a.row_id for a in adopted if a.new], today)
    same, unclear = same_as(people, memory, names, anybody)
    _note_left_alone(rows, memory, reader)
    _note_moved_away(rows, memory, state.elsewhere, reader)
    return Entered(
        memory=memory,
        rows=rows,
        touched=hands,
        grades={mark: entry.grade for mark, entry in entries.items()},
        people=entries,
        targets=targets,
        log=logbook.entries,
        logbook=logbook,
        names=named,
        unclear=unclear,
        settings=read_settings(state),
        judgements=(*said.judgements, *sorted(set(same.values()), key=lambda each: (each.left, each.right))),
        company_answers=said.companies,
        overrides=overrides.facts,
        known=known,
        sightings=sightings,
        added=_added(people, known, memory),
        listed=frozenset(mark for mark, pair in people.items() if pair.outreach),
        hidden=hidden,
        same=same,
        heirs=heirs,
        first_fill=not rows["targets"].by_id and (memory.header.since is None or "recreate" in accepted),
        answers=said.by_question,
        use_new=said.use_new,
        adoptions=(*adopted, *target_rows, *log_rows),
        questions=(*questions, *_conflicts(overrides, people), *_twins(rows)),
        notes=tuple(reader.notes),
        corrected=settled.corrected,
        repairs=settled.repairs,
        misplaced=placed.repairs,
        forgotten=tuple(sorted(stored.rows.keys() - placed.memory.rows.keys())),
    )


def _everybody(
    rows: Mapping[str, Rows], taken: dict[str, object], memory: Memory, hands: Mapping[str, frozenset[str]]
) -> tuple[tuple[Adoption, ...], tuple[tuple[str, str], ...]]:
    """The rows that people added, and everybody's (id, name): those with rows before, then the added ones."""
    named = names_in(rows, memory, hands)
    adopted = _adopt_people(rows, taken, named)
    return tuple(adopted), (*named, *_names(adopted))


def _taken(rows: Mapping[str, Rows], memory: Memory) -> dict[str, object]:
    """Ids that nobody else may get: those remembered and those that stand in the workbook."""
    taken: dict[str, object] = dict(memory.rows)
    for found in rows.values():
        taken |= dict.fromkeys([*found.by_id, *found.twins])
    return taken


def _targets(
    rows: Rows, taken: dict[str, object], memory: Memory, reader: typed.Reader
) -> tuple[tuple[Target, ...], tuple[Adoption, ...]]:
    """Companies in the order of their rows, and ids for new ones. A company listed twice counts once."""
    added = adopt.adoptions("targets", rows, taken)
    pairs = [(row, mark) for mark, row in rows.by_id.items()]
    pairs += [(twins[0], mark) for mark, twins in rows.twins.items()]
    pairs += [(adoption.row, adoption.row_id) for adoption in added]
    # The row that was brought up to date before is the one that counts, wherever a sort put the other.
    pairs.sort(key=lambda pair: (not memory.rows.get(pair[1], EMPTY).written.get("targets"), pair[1]))
    found: dict[str, tuple[int, Target]] = {}
    for row, mark in pairs:
        target = typed.target(reader, row, mark)
        if target and (first := found.get(fold(target.name))):
            reader.note("targets", row, "company", f"this company stands in row {first[0]} too; that row counts.")
        elif target:
            found[fold(target.name)] = (row.number, target)
    return tuple(target for _, target in sorted(found.values(), key=lambda each: each[0])), added


def _adopt_people(
    rows: Mapping[str, Rows], taken: dict[str, object], named: list[tuple[str, str]]
) -> tuple[Adoption, ...]:
    """New rows of People, then of Outreach, which may be about somebody who was just added to People."""
    people = adopt.person_adoptions("people", rows["people"], taken, Directory(named), rows["outreach"])
    names = Directory([*named, *_names(people)])
    return people + adopt.person_adoptions("outreach", rows["outreach"], taken, names, rows["people"])


def _names(adopted: tuple[Adoption, ...]) -> list[tuple[str, str]]:
    return [(adoption.row_id, adopt.name_of(adoption.row)) for adoption in adopted]


def _entries(
    people: Mapping[str, PersonRows],
    memory: Memory,
    names: Directory,
    reader: typed.Reader,
    logged: frozenset[str],
    days: tuple[date, date],
    touched: frozenset[str],
) -> tuple[dict[str, PersonEntry], list[Doubt]]:
    entries, questions = {}, []
    for mark, pair in people.items():
        before = memory.rows.get(mark)
        last = before or EMPTY
        if mark not in touched and pair.outreach is None and not pair.adopted and _never_said(last):
            entries[mark] = typed.NOTHING_TYPED
            continue
        grades = (
            reader.grade("outreach", pair.outreach, last) if pair.outreach else None,
            reader.grade("people", pair.people, last) if pair.people else None,
        )
        settled = settle(*grades, before if memory.complete else None)
        entry = typed.person_entry(reader, pair.outreach, pair.people, last, settled.grade)
        entry = _with_memory(entry, pair, last, names, mark in logged)
        # Of copied rows nothing is remembered until a person says which one it is.
        began = last.turns if pair.copied else turns(pair.outreach, last, *days)
        entries[mark] = replace(entry, turns=began) if began else entry
        if settled.ask:
            ask = partial(grade_question, mark, outreach=grades[0], people=grades[1])
            questions.append(Doubt(mark, pair.name, ask))
    return entries, questions


def _never_said(last: RowMemory) -> bool:
    """Whether nothing is remembered that makes an entry of a row in which people typed nothing."""
    return not (last.grade or last.read or last.target or last.turns) and last.placed is None


def _with_memory(entry: PersonEntry, pair: PersonRows, last: RowMemory, names: Directory, logged: bool) -> PersonEntry:
    pinned = names.target(pin(pair.outreach, last)) if pair.outreach else ""
    held = last.target if last.target and (logged or entry.status not in FRESH_STATUSES) else ""
    if not pinned and not held and last.placed is None:
        return entry
    return replace(entry, pinned_target=pinned, held_target=held, placed_score=last.placed)


def _added(people: Mapping[str, PersonRows], known: tuple[Known, ...], memory: Memory) -> tuple[Record, ...]:
    by_hand = sorted(ref.key for each in known for ref in each.refs if ref.source == adopt.WORKBOOK)
    found = []
    for mark in by_hand:
        if pair := people.get(mark):
            found.append(adopt.record(mark, pair.people, pair.outreach, memory.rows.get(mark, EMPTY)))
    return tuple(record for record in found if record)


def _conflicts(overrides: Overrides, people: Mapping[str, PersonRows]) -> list[Doubt]:
    return [
        Doubt(mark, people[mark].name, partial(conflict_question, mark, column=column, people=mine, outreach=theirs))
        for mark, column, mine, theirs in overrides.conflicts
    ]


def _twins(rows: Mapping[str, Rows]) -> list[Doubt]:
    found = []
    for tab in TABS:
        for mark, twins in rows[tab].twins.items():
            ask = partial(twin_question, tab, mark, numbers=[row.number for row in twins])
            found.append(Doubt("", _subject(twins[0]), ask))  # neither is written
    return found


def _subject(row: Row) -> str:
    return adopt.name_of(row)


def _note_left_alone(rows: Mapping[str, Rows], memory: Memory, reader: typed.Reader) -> None:
    for tab in ("people", "outreach", "targets"):
        title = BY_KEY[tab].title
        for row in adopt.unnamed(rows[tab]):
            reader.notes.append(f"{title}, row {row.number}: there is no name in it, so it is left alone.")
        if memory.complete:
            strangers = rows[tab].by_id.keys() - memory.rows.keys()
            for row in (row for mark, row in rows[tab].by_id.items() if mark in strangers) if strangers else ():
                hint = "if it was copied from another workbook, clear its _id and it is taken on"
                reader.notes.append(
                    f"{title}, row {row.number}: its _id is not known here, so it is left alone; {hint}."
                )
        for row in rows[tab].stray:
            reader.notes.append(f"{title}, row {row.number}: its _id was changed, so it is left alone; undo that.")


def _note_moved_away(
    rows: Mapping[str, Rows], memory: Memory, elsewhere: Mapping[str, str], reader: typed.Reader
) -> None:
    """Rows that were cut and pasted into a tab of the person's own count as deleted; say where they are."""
    for tab in ("people", "outreach", "targets"):
        moved = Counter(
            title
            for mark, title in elsewhere.items()
            if mark not in rows[tab] and stood(memory.rows.get(mark, EMPTY), tab)
        )
        for title, count in sorted(moved.items()):
            what = "a row" if count == 1 else f"{count} rows"
            reader.notes.append(
                f"{BY_KEY[tab].title}: {what} moved to your tab '{title}' counts as deleted here; cut and paste it "
                "back to have it kept up to date again."
            )
