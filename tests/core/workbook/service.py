"""A small syncer for tests of the planner: real identity, facts and planning; ranking by employer name only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from syncer.core.forgotten import Forgotten, known_by, stored
from syncer.core.identity.model import Clue, Pair, Suggestion
from syncer.core.identity.resolve import identify
from syncer.core.model import Contact, Name, Position, Ref, Said, SuggestedTarget
from syncer.core.outreach import (
    Evidence,
    Outreach,
    OutreachRow,
    Path,
    PathKind,
    PersonEntry,
    Question,
    Score,
    Target,
    TargetSummary,
    TodayItem,
)
from syncer.core.people import assemble
from syncer.core.seeds import seed_targets
from syncer.core.workbook.content import Content, content
from syncer.core.workbook.entries import Entered, read_entries
from syncer.core.workbook.erasure import without
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.meant import follow_names
from syncer.core.workbook.merges import entries_for, follow_merges
from syncer.core.workbook.partial import held_back
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.reconcile import RunFacts, reconcile
from syncer.ports import Workbook

TODAY = date(2026, 11, 23)
POINTS = {"A": 30, "B": 40, "C": 20, "": 10}


@dataclass(frozen=True)
class Setting:
    name: str
    default_text: str
    meaning: str


SETTINGS = (Setting("New people a day", "5", "How many."), Setting("Country", "US", "Whose holidays."))


@dataclass(frozen=True)
class Card:
    """Somebody in a source."""

    key: str
    name: str
    employer: str = "Acme"
    title: str = "Engineer"
    email: str = ""
    source: str = "google"
    said: Said = field(default_factory=Said)
    as_of: date | None = date(2026, 11, 1)

    def contact(self) -> Contact:
        given, _, family = self.name.partition(" ")
        return Contact(
            Ref(self.source, self.key),
            "google",
            Name(self.name, given, family=family),
            emails=(self.email,) if self.email else (),
            positions=(Position(self.employer, self.title),),
            said=self.said,
            as_of=self.as_of,
        )


@dataclass
class Service:
    """Runs against a workbook with these cards; keeps nothing between runs."""

    book: Workbook
    cards: list[Card] = field(default_factory=list)
    seeds: Sequence[str] = ("Acme", "Globex")
    suggestions: tuple[Suggestion, ...] = ()
    questions: tuple[Question, ...] = ()
    failed: frozenset[str] = frozenset()
    copy_notes: bool = False
    match_emails: bool = False
    entered: Entered = field(default_factory=Entered)
    last: Content | None = None
    between: Callable[[], None] | None = None
    """What a person does after a plan was made and before it is committed."""
    forgotten: Forgotten = field(default_factory=Forgotten)
    """Whom this machine knows to be left out."""
    suppressed: Mapping[str, int] = field(default_factory=dict)

    def plan(self, today: date = TODAY, accepted: Iterable[str] = ()) -> Plan:
        read, allowed = self.book.read(), frozenset(accepted)
        forgotten = stored(read.memory, self.forgotten, allowed)
        state, erasure = without(read, forgotten)
        entered = read_entries(state, today, allowed)
        cards = [card for card in self.cards if card.source not in self.failed]
        contacts = [card.contact() for card in cards] + [_added(record) for record in entered.added]
        targets = entered.targets or (
            seed_targets([_seed(name) for name in self.seeds], ()) if entered.first_fill else ()
        )
        contacts, self.suppressed = forgotten.parted(contacts)
        pairs = self.pairs(contacts)
        entered, identified = follow_names(entered, lambda said: identify(contacts, pairs, said.judgements, said.known))
        entered = follow_merges(entered, identified.clusters)
        clusters = identified.clusters
        made = assemble(clusters, entered.sightings, entered.overrides, today, str.casefold)
        typed = [cluster for cluster in clusters if cluster.id in entered.overrides]
        entries = entries_for(entered, made.people)
        outreach = rank(made.people, targets, entries, entered, today)
        self.entered = entered
        sources = {card.source for card in self.cards}
        found = Findings(
            today=today,
            entered=entered,
            entries=entries,
            outreach=outreach,
            people=made.people,
            clusters=clusters,
            targets=targets,
            sightings=made.sightings,
            suggestions=self.suggestions,
            employer_questions=self.questions,
            settings=SETTINGS,
            plain=assemble(typed, entered.sightings, {}, today, str.casefold).people,
            copy_notes=self.copy_notes,
            complete=frozenset((sources | {"google"}) - self.failed),
            partial=bool(self.failed),
            source_lines=[(name, len(cards), date(2026, 11, 1)) for name in sorted(sources)],
            notes=erasure.notes,
        )
        self.last = held_back(content(found), found)
        facts = RunFacts(today, "0.1.0", f"{today} 10:00", allowed)
        return erasure.joined(reconcile(state, entered, self.last, facts))

    def forget(self, *cards: Card, mark: str = "") -> None:
        """Somebody is to be forgotten; the next run does it. ``mark``: the id of a row of theirs."""
        found = [*known_by([card.contact() for card in cards]), *([("id", mark)] if mark else [])]
        key = self.forgotten.key or b"a key of this machine"
        self.forgotten = replace(self.forgotten, key=key).with_marks(found)

    def pairs(self, contacts: Sequence[Contact]) -> list[Pair]:
        """Contacts with one e-mail are one person, beyond doubt."""
        found = combinations(enumerate(contacts), 2) if self.match_emails else ()
        return [
            Pair(left, right, 40.0, 1.0, (Clue("email", one.emails[0], other.emails[0], 40.0),))
            for (left, one), (right, other) in found
            if one.emails and one.emails == other.emails
        ]

    def run(self, today: date = TODAY, accepted: Iterable[str] = ()) -> Plan:
        plan = self.plan(today, accepted)
        if plan and self.between:
            self.between()
        if plan:
            self.book.commit(plan)
        return self.run(today, accepted) if plan.again else plan


def rank(people, targets: Sequence[Target], entries, entered: Entered, today: date) -> Outreach:
    rows = []
    by_name = {target.name.casefold(): target for target in targets}
    by_id = {target.id: target for target in targets}
    for person in people.values():
        entry = entries.get(person.id, PersonEntry())
        target = (
            by_id.get(entry.pinned_target) or by_id.get(entry.held_target) or by_name.get(person.employer.casefold())
        )
        if target is None or entry.do_not_contact or entry.status == "Declined":
            continue
        points = float(POINTS[entry.grade] + (entry.last_contact is not None))
        shown = points if entry.placed_score is None or abs(points - entry.placed_score) >= 3 else entry.placed_score
        rows.append(_row(person, target, entry, points, shown))
    rows.sort(key=lambda row: (-row.shown_score, row.person_id))
    rows = [replace(row, rank=place) for place, row in enumerate(rows, 1)]
    ids = {row.person_id for row in rows}
    return Outreach(
        rows=tuple(rows),
        today=tuple(
            TodayItem(n, "Write to", row.person_id, row.target_id, row.why, row.ask, row.channel, today)
            for n, row in enumerate(rows[:5], 1)
        ),
        paths=tuple((row.path, row.why) for row in rows[:3]),
        targets=tuple(_summary(target, rows) for target in targets),
        overlaps={},
        keep_in_touch={},
        off_list=dict.fromkeys(sorted(entered.listed - ids), "No path any more"),
    )


def _row(person, target: Target, entry: PersonEntry, points: float, shown: float) -> OutreachRow:
    score = Score(points, 0, 0, 0, 0, 1, 1, 1, points)
    path = Path(target.id, person.id, PathKind.NOW, Evidence.LIKELY)
    why = f"Works at {target.name} now ({person.title})."
    return OutreachRow(
        person.id, target.id, 0, score, shown, path, why, "Coffee?", "E-mail", Evidence.LIKELY, entry.status, None,
        grade=entry.grade,
    )  # fmt: skip


def _summary(target: Target, rows: Sequence[OutreachRow]) -> TargetSummary:
    mine = [row for row in rows if row.target_id == target.id]
    return TargetSummary(target.id, len(mine), 0, 0, "", 0, "Y" if mine else "", "", "", "")


def _seed(name: str) -> SuggestedTarget:
    return SuggestedTarget(name, "target list", motivation=4)


def _added(record) -> Contact:
    given, _, family = record.full_name.partition(" ")
    return Contact(
        record.ref,
        record.kind,
        Name(record.full_name, given, family=family),
        emails=record.emails,
        positions=record.positions,
        weak_key=record.weak_key,
    )
