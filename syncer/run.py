"""One run in order: fetch, normalise, identify, match, rank, reconcile, commit.

Everything between the sources and the plan is pure and repeatable: ``think`` may be called as often as the workbook
changes under our feet. Only ``run`` writes, through ``Workbook.commit``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from syncer import log
from syncer.core.doubts import employer_questions
from syncer.core.identity.nicknames import Nicknames
from syncer.core.identity.resolve import identify
from syncer.core.model import Identified, Me, Person, SuggestedTarget
from syncer.core.outreach import Employers, Outreach, PersonEntry, Target
from syncer.core.people import assemble
from syncer.core.ranking import World, rank
from syncer.core.seeds import seed_targets
from syncer.core.tuning import SETTINGS, Tuning, read_tuning
from syncer.core.workbook.content import Findings, content
from syncer.core.workbook.entries import Entered, read_entries, read_settings
from syncer.core.workbook.merges import entries_for, follow_merges
from syncer.core.workbook.partial import held_back
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.reconcile import RunFacts, reconcile
from syncer.core.workbook.state import WorkbookState
from syncer.errors import Conflict, TemporaryError
from syncer.gather import Gathered, contacts_of, fetch, leave_out_shrunk, stay_together, who_am_i
from syncer.ports import Linker, Source, Workbook

ATTEMPTS = 3
MOST_QUESTIONS = 50
"""Open questions that Review shows at most (outreach model)."""
Answer = tuple[str, str, bool]
"""(target id, employer text, is it the same company): a Review answer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What ``app`` puts together for a run. ``timer`` counts seconds, ``now`` tells the time in a time zone."""

    sources: Sequence[Source]
    workbook: Workbook
    linker: Linker
    nicknames: Nicknames
    employers: Callable[[Sequence[Target], Sequence[Answer]], Employers]
    seeds: tuple[SuggestedTarget, ...]
    copy_notes: bool
    version: str
    now: Callable[[ZoneInfo | None], datetime]
    timer: Callable[[], float]


class Stages:
    """Seconds each stage of the run took, in order, and the callback that shows progress."""

    def __init__(self, timer: Callable[[], float], show: Callable[[str], None]) -> None:
        self._timer, self._show = timer, show
        self._name, self._since = "", 0.0
        self.seconds: dict[str, float] = {}

    def enter(self, name: str) -> None:
        """Close the stage before and begin this one; ``""`` only closes."""
        now = self._timer()
        if self._name:
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._since
        self._name, self._since = name, now
        if name:
            self._show(name)


@dataclass(frozen=True, slots=True)
class Thought:
    """Everything a run worked out, up to the plan; nothing of it is written yet."""

    today: date
    gathered: Gathered
    state: WorkbookState
    entered: Entered
    tuning: Tuning
    me: Me
    identified: Identified
    people: Mapping[str, Person]
    entries: Mapping[str, PersonEntry]
    targets: tuple[Target, ...]
    employers: Employers
    world: World
    outreach: Outreach
    plan: Plan
    questions: int


def think(parts: Parts, gathered: Gathered, today: date | None, accepted: frozenset[str], stages: Stages) -> Thought:
    """Read the workbook and work out what it should say. ``WorkbookError`` where it cannot be read or is not safe."""
    stages.enter("read workbook")
    state = parts.workbook.read()
    tuning, tuning_notes = read_tuning(read_settings(state))
    zone = ZoneInfo(tuning.time_zone) if tuning.time_zone else None
    day = today or parts.now(zone).date()
    entered = read_entries(state, day, accepted)
    if "shrink" not in accepted:
        gathered = leave_out_shrunk(gathered, entered)
    me = who_am_i(gathered.snapshots)

    stages.enter("normalise")
    contacts = contacts_of(gathered, entered, me, tuning.country)

    stages.enter("identify")
    pairs = parts.linker.score(contacts)
    complete = frozenset(snapshot.source for snapshot in gathered.snapshots)
    judgements = (*stay_together(entered.known, complete), *entered.judgements)
    identified = identify(contacts, pairs, judgements, entered.known, parts.nicknames)
    entered = follow_merges(entered, identified.clusters)

    stages.enter("match employers")
    suggested = [one for snapshot in gathered.snapshots for one in snapshot.suggested_targets]
    targets = entered.targets
    if entered.first_fill:
        targets = (*targets, *seed_targets(parts.seeds, suggested))
    employers = parts.employers(targets, entered.company_answers)
    assembled = assemble(identified.clusters, entered.sightings, entered.overrides, day, employers.key)
    people = assembled.people

    stages.enter("rank")
    entries = entries_for(entered, people)
    world = World(
        today=day,
        me=me,
        people=people,
        targets=targets,
        entries=entries,
        log=entered.log,
        tuning=tuning,
        employers=employers,
        listed=entered.listed,
    )
    outreach = rank(world)

    stages.enter("plan")
    warnings = (*tuning_notes, *outreach.notes)
    found = Findings(
        today=day,
        entered=entered,
        entries=entries,
        outreach=outreach,
        people=people,
        clusters=identified.clusters,
        targets=targets,
        sightings=assembled.sightings,
        suggestions=identified.suggestions,
        employer_questions=employer_questions(people, targets, employers),
        settings=SETTINGS,
        plain=_as_sources_say(identified, entered, day, employers),
        copy_notes=parts.copy_notes,
        complete=complete,
        partial=bool(gathered.failures),
        source_lines=[(s.source, len(s.records), s.as_of) for s in gathered.snapshots],
        notes=warnings,
    )
    facts = RunFacts(today=day, version=parts.version, when=_when(parts, zone, today), accepted=accepted)
    wanted = held_back(content(found), found)
    plan = reconcile(state, entered, wanted, facts)
    stages.enter("")
    return Thought(
        day,
        gathered,
        state,
        entered,
        tuning,
        me,
        identified,
        people,
        entries,
        targets,
        employers,
        world,
        outreach,
        plan,
        min(len(wanted.questions), MOST_QUESTIONS),
    )


def run(parts: Parts, today: date | None, accepted: frozenset[str], stages: Stages) -> Thought:
    """One whole run: think and commit; again when the workbook changed meanwhile, ``TemporaryError`` the third time.

    A plan that changes structure is committed by itself and followed by another. The returned thought is the last one.
    """
    gathered = fetch(parts.sources, lambda name: stages.enter(f"read {name}"))
    conflicts = 0
    while True:
        thought = think(parts, gathered, today, accepted, stages)
        if not thought.plan:
            return thought
        stages.enter("commit")
        try:
            parts.workbook.commit(thought.plan)
        except Conflict as conflict:
            conflicts += 1
            log.event("run.conflict", attempt=conflicts)
            if conflicts == ATTEMPTS:
                raise TemporaryError(f"The workbook kept changing while it was read ({conflict}). Try again.") from None
            continue
        finally:
            stages.enter("")
        log.event("run.committed", plan=thought.plan.digest, edits=len(thought.plan.edits))
        if not thought.plan.again:
            return thought


def _as_sources_say(
    identified: Identified, entered: Entered, today: date, employers: Employers
) -> Mapping[str, Person]:
    """People with overrides, as their sources alone say: what stands beside the override in Review."""
    typed = [cluster for cluster in identified.clusters if cluster.id in entered.overrides]
    return assemble(typed, entered.sightings, {}, today, employers.key).people


def _when(parts: Parts, zone: ZoneInfo | None, today: date | None) -> str:
    """The moment of the run in words; only the day where a person chose it."""
    return today.isoformat() if today else parts.now(zone).strftime("%Y-%m-%d %H:%M")
