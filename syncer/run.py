"""One run in order: fetch, normalise, identify, match, rank, reconcile, commit.

Everything between the sources and the plan is pure and repeatable: ``think`` may be called as often as the workbook
changes under our feet. Only ``run`` writes, through ``Workbook.commit``.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from syncer import log
from syncer.core.doubts import employer_questions
from syncer.core.forgotten import Forgotten, stored
from syncer.core.identity.model import Identified
from syncer.core.identity.nicknames import Nicknames
from syncer.core.identity.resolve import identify
from syncer.core.model import Me, Sighting, SuggestedTarget
from syncer.core.outreach import Employers, Outreach, Target
from syncer.core.people import assemble
from syncer.core.ranking import World, rank
from syncer.core.seeds import seed_targets
from syncer.core.staleness import old_exports
from syncer.core.tuning import SETTINGS, Tuning, read_tuning
from syncer.core.workbook.content import content
from syncer.core.workbook.entries import Entered, read_entries, read_settings
from syncer.core.workbook.erasure import Erasure, without
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.meant import follow_names
from syncer.core.workbook.merges import entries_for, follow_merges
from syncer.core.workbook.openings import Openings, compared, let_go
from syncer.core.workbook.partial import held_back
from syncer.core.workbook.plan import Change, Plan
from syncer.core.workbook.reconcile import RunFacts, reconcile
from syncer.core.workbook.state import WorkbookState
from syncer.errors import Conflict, TemporaryError
from syncer.gather import Gathered, contacts_of, fetch, leave_out_shrunk, stay_together, who_am_i
from syncer.ports import Counted, Linker, Source, Workbook

ATTEMPTS = 3
NO_ANSWER = "E-GOOGLE-UNKNOWN"
"""The code of a conflict in which nobody changed anything: the service did not answer."""
MOST_COMMITS = 8
"""Structure, ids, names and the rest are four commits; conflicts and a restored sheet may ask for some again."""
MOST_QUESTIONS = 50
"""Open questions that Review shows at most (outreach model)."""
Answer = tuple[str, str, bool]
"""(target id, employer text, is it the same company): a Review answer."""
Read = Callable[[], WorkbookState]
Sightings = Mapping[str, tuple[Sighting, ...]]
"""Person id -> jobs to remember for the next run."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What ``app`` puts together for a run. ``timer`` counts seconds, ``now`` tells the time in a time zone.

    ``seeds`` reads the list that fills the Targets tab once; it is not asked again after that. ``forgotten``: whom
    this machine knows to be left out for ever. ``read_ahead``: the workbook may be read while the sources are.
    """

    sources: Sequence[Source]
    workbook: Workbook
    linker: Linker
    nicknames: Nicknames
    employers: Callable[[Sequence[Target], Sequence[Answer]], Employers]
    seeds: Callable[[], tuple[SuggestedTarget, ...]]
    copy_notes: bool
    version: str
    now: Callable[[ZoneInfo | None], datetime]
    timer: Callable[[], float]
    forgotten: Forgotten = field(default_factory=Forgotten)
    read_ahead: bool = False


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
class Seen:
    """The workbook and the sources as this run found them. ``complete``: names of sources that were read whole.

    ``state``: without the rows of forgotten people, whom ``erasure`` takes out.
    """

    today: date
    state: WorkbookState
    forgotten: Forgotten
    erasure: Erasure
    entered: Entered
    gathered: Gathered
    me: Me
    tuning: Tuning
    complete: frozenset[str]
    openings: Openings
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """Everything a run worked out, up to the plan. ``questions``: open ones in Review. ``commits``: plans committed.

    ``suppressed``: source -> records of forgotten people, left out.
    """

    gathered: Gathered
    entered: Entered
    identified: Identified
    world: World
    outreach: Outreach
    plan: Plan
    questions: int
    erasure: Erasure = field(default_factory=Erasure)
    forgotten: Forgotten = field(default_factory=Forgotten)
    suppressed: Mapping[str, int] = field(default_factory=dict)
    commits: int = 0


def gather(parts: Parts, stages: Stages) -> tuple[Gathered, Read]:
    """What the sources hold, and a way to read the workbook. A file is read meanwhile, on another core, the first time.

    Whoever saves it in between is seen at the commit, which is refused then.
    """
    if not parts.read_ahead:
        return fetch(parts.sources, lambda name: stages.enter(f"read {name}")), parts.workbook.read
    with ThreadPoolExecutor(1) as pool:
        ahead = pool.submit(parts.workbook.read)
        gathered = fetch(parts.sources, lambda name: stages.enter(f"read {name}"))
        stages.enter("read workbook")
    first = [ahead.result]

    def read() -> WorkbookState:
        return first.pop()() if first else parts.workbook.read()

    return gathered, read


def think(
    parts: Parts,
    gathered: Gathered,
    today: date | None,
    accepted: frozenset[str],
    stages: Stages,
    read: Read | None = None,
) -> Thought:
    """Read the workbook and work out what it should say. ``WorkbookError`` where it cannot be read or is not safe."""
    stages.enter("read workbook")
    seen = _look(parts, gathered, (read or parts.workbook.read)(), today, accepted)
    stages.enter("normalise")
    everybody = contacts_of(seen.gathered, seen.entered, seen.me, seen.tuning.country)
    contacts, suppressed = seen.forgotten.parted(everybody)
    stages.enter("identify")
    pairs = parts.linker.score(contacts)
    together = stay_together(seen.entered.known, seen.complete)
    entered, identified = follow_names(
        seen.entered,
        lambda said: identify(contacts, pairs, (*together, *said.judgements), said.known, parts.nicknames),
    )
    seen = replace(seen, entered=follow_merges(entered, identified.clusters))
    stages.enter("match employers")
    world, sightings = _world(parts, seen, identified)
    stages.enter("rank")
    outreach = rank(world)
    stages.enter("plan")
    found = _findings(seen, identified, world, outreach, sightings, parts.copy_notes)
    wanted = held_back(content(found), found)
    facts = RunFacts(
        seen.today,
        version=parts.version,
        when=_when(parts, seen.tuning, today),
        accepted=accepted,
        calls=parts.workbook.calls if isinstance(parts.workbook, Counted) else None,
    )
    plan = seen.erasure.joined(reconcile(seen.state, seen.entered, wanted, facts))
    if plan and isinstance(parts.workbook, Counted) and facts.calls != (calls := parts.workbook.calls_with(plan)):
        facts = replace(facts, calls=calls)  # a large plan takes batches that nobody could know of before it was made
        plan = seen.erasure.joined(reconcile(seen.state, seen.entered, wanted, facts))
    stages.enter("")
    questions = min(len(wanted.questions), MOST_QUESTIONS)
    return Thought(
        seen.gathered,
        seen.entered,
        identified,
        world,
        outreach,
        plan,
        questions,
        seen.erasure,
        seen.forgotten,
        suppressed,
    )


def _look(parts: Parts, gathered: Gathered, found: WorkbookState, today: date | None, accepted: frozenset[str]) -> Seen:
    forgotten = stored(found.memory, parts.forgotten, accepted)
    state, erasure = without(found, forgotten)
    tuning, notes = read_tuning(read_settings(state))
    day = today or parts.now(_zone(tuning)).date()
    entered = read_entries(state, day, accepted)
    trusted = gathered if "shrink" in accepted else leave_out_shrunk(gathered, entered)
    complete = frozenset(snapshot.source for snapshot in trusted.snapshots)
    me, told = who_am_i(trusted.snapshots), (*notes, *erasure.notes)
    openings = compared(entered.memory.rows, trusted.snapshots)
    entered = let_go(entered, openings)
    return Seen(day, state, forgotten, erasure, entered, trusted, me, tuning, complete, openings, told)


def _world(parts: Parts, seen: Seen, identified: Identified) -> tuple[World, Sightings]:
    """People with their facts agreed, and the targets: what ranking needs to know."""
    entered, targets = seen.entered, seen.entered.targets
    if entered.first_fill:
        suggested = [one for snapshot in seen.gathered.snapshots for one in snapshot.suggested_targets]
        targets = (*targets, *seed_targets(parts.seeds(), suggested))
    employers = parts.employers(targets, entered.company_answers)
    assembled = assemble(identified.clusters, entered.sightings, entered.overrides, seen.today, employers.key)
    world = World(
        today=seen.today,
        me=seen.me,
        people=assembled.people,
        targets=targets,
        entries=entries_for(entered, assembled.people),
        log=entered.log,
        tuning=seen.tuning,
        employers=employers,
        listed=entered.listed,
        partial=bool(seen.gathered.failures),
    )
    return world, assembled.sightings


def _findings(
    seen: Seen, identified: Identified, world: World, outreach: Outreach, sightings: Sightings, copy_notes: bool
) -> Findings:
    typed = [cluster for cluster in identified.clusters if cluster.id in seen.entered.overrides]
    as_sources_say = assemble(typed, seen.entered.sightings, {}, seen.today, world.employers.key).people
    return Findings(
        today=seen.today,
        entered=seen.entered,
        entries=world.entries,
        outreach=outreach,
        people=world.people,
        clusters=identified.clusters,
        targets=world.targets,
        sightings=sightings,
        suggestions=identified.suggestions,
        employer_questions=employer_questions(world.people, world.targets, world.employers),
        settings=SETTINGS,
        plain=as_sources_say,
        copy_notes=copy_notes,
        complete=seen.complete,
        partial=bool(seen.gathered.failures),
        openings=seen.openings,
        source_lines=[(one.source, len(one.records), one.as_of) for one in seen.gathered.snapshots],
        notes=(*seen.notes, *_old(seen), *outreach.notes),
    )


def _old(seen: Seen) -> tuple[str, ...]:
    return old_exports(seen.gathered.snapshots, seen.today, seen.tuning.stale_after_days)


def run(parts: Parts, today: date | None, accepted: frozenset[str], stages: Stages) -> Thought:
    """One whole run: think and commit; again when the workbook changed meanwhile, ``TemporaryError`` the third time in
    a row. A large plan goes in pieces: what is cut off after some of them arrived has less left to do, and counts anew.

    A plan that changes structure is committed by itself and followed by another. The returned thought is the last one.
    """
    gathered, read = gather(parts, stages)
    conflicts = commits = 0
    fewest = math.inf
    told: tuple[Change, ...] = ()
    while True:
        thought = think(parts, gathered, today, accepted, stages, read)
        if not thought.plan:
            return _told(thought, told, commits)
        stages.enter("commit")
        try:
            parts.workbook.commit(thought.plan)
        except Conflict as conflict:
            conflicts = conflicts + 1 if len(thought.plan.edits) >= fewest else 1
            fewest = min(fewest, len(thought.plan.edits))
            log.event("run.conflict", attempt=conflicts)
            if conflicts == ATTEMPTS:
                raise _given_up(conflict) from None
            continue
        finally:
            stages.enter("")
        log.event("run.committed", plan=thought.plan.digest, edits=len(thought.plan.edits))
        commits += 1
        if not thought.plan.again:
            return _told(thought, told, commits)
        if commits == MOST_COMMITS:
            raise TemporaryError("The workbook needed more commits than a run may make. The next run goes on.")
        told += thought.plan.changes


def _given_up(conflict: Conflict) -> TemporaryError:
    """What the last of too many conflicts means for the person."""
    if conflict.code == NO_ANSWER:
        return TemporaryError(
            f"{conflict} That happened {ATTEMPTS} times in a row. What had arrived before stays. Look at the "
            "connection and run again: it goes on from there."
        )
    return TemporaryError(f"The workbook kept changing while it was read ({conflict}). Try again.")


def _told(thought: Thought, before: tuple[Change, ...], commits: int) -> Thought:
    """The thought with the changes of the commits before its own, each once."""
    said = set(before)
    changes = (*before, *(change for change in thought.plan.changes if change not in said))
    return replace(thought, plan=replace(thought.plan, changes=changes), commits=commits)


def _zone(tuning: Tuning) -> ZoneInfo | None:
    return ZoneInfo(tuning.time_zone) if tuning.time_zone else None


def _when(parts: Parts, tuning: Tuning, today: date | None) -> str:
    """The moment of the run in words; only the day where a person chose it."""
    return today.isoformat() if today else parts.now(_zone(tuning)).strftime("%Y-%m-%d %H:%M")
