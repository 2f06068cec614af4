"""Everybody who may stand on the list: their paths scored, the target their row stands for, what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from syncer.core import standing as at
from syncer.core.cadence import Rules, Section, Step
from syncer.core.model import Grade, Me, Person
from syncer.core.outreach import Employers, Evidence, LogEntry, Overlap, Path, PathKind, PersonEntry, Score, Target
from syncer.core.priority import DIRECT, Facts, role_facts, score
from syncer.core.standing import Standing
from syncer.core.titles import Role, role_of, same_work
from syncer.core.tuning import Tuning
from syncer.core.workbook.layout import LIVE_STATUSES

CHOSEN, IN_TOUCH = "you chose this company for them", "you are in touch about this company"
"""Reasons of a path that only people's cells show."""
_ANSWERED = frozenset({at.REPLIED, at.MEETING, at.MET, at.HELPING, at.INTRODUCED, at.WAITING})


@dataclass(frozen=True, slots=True)
class World:
    """Everything ranking knows. ``listed``: ids of the people whose rows stand in Outreach already.

    ``partial``: some source could not be read in this run, so that a missing person is not known to be gone.
    ``entries`` holds nobody who has no row yet: what their sources say then stands for the cells.
    """

    today: date
    me: Me
    people: Mapping[str, Person]
    targets: Sequence[Target]
    entries: Mapping[str, PersonEntry]
    log: Sequence[LogEntry]
    tuning: Tuning
    employers: Employers
    listed: frozenset[str] = frozenset()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """One path with its score and the facts behind it."""

    path: Path
    score: Score
    facts: Facts


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person with a path. ``best`` is the path their row stands for; ``ways`` are all, best first."""

    person: Person
    entry: PersonEntry
    grade: Grade
    standing: Standing
    best: Scored
    ways: tuple[Scored, ...]
    step: Step
    shown: float
    overlap: Overlap | None = None

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id

    @property
    def target_id(self) -> str:
        """The target the row stands for."""
        return self.best.path.target_id

    @property
    def live(self) -> bool:
        """Whether a conversation is open today: long silence has ended it."""
        return self.step.status in LIVE_STATUSES and not self.standing.shut

    @property
    def direct(self) -> bool:
        """Whether they are or were inside that target."""
        return self.best.path.kind in DIRECT


@dataclass(frozen=True, slots=True)
class Field:
    """What all candidates share while they are scored."""

    world: World
    rules: Rules
    targets: Mapping[str, Target]
    paths: Mapping[str, tuple[Path, ...]]
    overlaps: Mapping[str, Overlap]
    standings: Mapping[str, Standing]
    sought: Mapping[str, Role]
    mutual: Mapping[str, int]


def entry_of(world: World, id_: str) -> PersonEntry:
    """The cells of a person; for somebody without a row, what the sources say fills them."""
    entry = world.entries.get(id_)
    return entry if entry is not None else at.first_entry(world.people[id_])


def grade_of(world: World, id_: str) -> Grade:
    """The grade that counts: the cells', or the sources' for somebody without a row."""
    entry = world.entries.get(id_)
    return entry.grade if entry is not None else world.people[id_].said.grade


def sought_role(target: Target, tuning: Tuning, me: Me) -> str:
    """What the user looks for at a target: its Sought role, that in Settings, the jobs they saved, or what they do."""
    latest = next((one.title for one in me.positions if one.current and one.title), "")
    had = latest or next((one.title for one in me.positions if one.title), "")
    return target.sought_role or tuning.sought_role or me.sought or had


def is_closed(target: Target) -> bool:
    """Whether people closed this target."""
    return target.stage.strip().casefold() == "closed"


def candidate(field: Field, id_: str) -> Candidate | None:
    """The candidate, or None where no path leads to an open target, or their row stands for one that was closed.

    Who has answered stays in conversation about a closed company: thanks and replies are owed there too.
    """
    world, entry = field.world, entry_of(field.world, id_)
    person, found = world.people[id_], field.standings[id_]
    ways = _scored(field, person, found)
    step = field.rules.next_step(found, entry)
    stands_for = row_targets(field, entry, step)
    over = step.status not in _ANSWERED and any(is_closed(field.targets[one]) for one, _ in stands_for[:1])
    chosen = None if over else _chosen(field, person, stands_for, ways)
    if chosen is None:
        return None
    total = round(chosen.score.total, 1)
    placed = entry.placed_score
    keeps = placed is not None and abs(total - placed) < world.tuning.hysteresis
    shown = placed if keeps and placed is not None else total
    overlap = field.overlaps.get(id_)
    return Candidate(person, entry, grade_of(world, id_), found, chosen, ways, step, shown, overlap)


def row_targets(field: Field, entry: PersonEntry, step: Step) -> list[tuple[str, str]]:
    """The targets that a row stands for whatever the score says, with the reason: pinned, or in conversation about."""
    talking = step.status not in (at.TO_CONTACT, at.DECLINED, at.NO_ANSWER)
    both = ((entry.pinned_target, CHOSEN), (entry.held_target if talking else "", IN_TOUCH))
    return [(target_id, reason) for target_id, reason in both if target_id in field.targets]


def _scored(field: Field, person: Person, found: Standing) -> tuple[Scored, ...]:
    ways = [
        _score_path(field, person, found, path)
        for path in field.paths.get(person.id, ())
        if not is_closed(field.targets[path.target_id])
    ]
    kinds = tuple(PathKind)
    return tuple(
        sorted(ways, key=lambda one: (-round(one.score.total, 6), kinds.index(one.path.kind), one.path.target_id))
    )


def _score_path(field: Field, person: Person, found: Standing, path: Path) -> Scored:
    facts = facts_for(field, person, found, path)
    return Scored(path, score(facts, field.world.tuning, field.world.today), facts)


def facts_for(field: Field, person: Person, found: Standing, path: Path) -> Facts:
    """The facts behind the score of one path of one person."""
    target, today = field.targets[path.target_id], field.world.today
    title = path.position.title if path.position and path.kind in DIRECT else person.title
    size = (target.size or field.world.employers.size(target.name)) if path.kind is PathKind.NOW else None
    function, influence = role_facts(role_of(title or person.title), field.sought[target.id], size)
    if path.kind not in DIRECT and path.kind is not PathKind.RECRUITER:
        # Nobody hires at a company they are not in; in the same function their word still counts.
        influence = "peer" if function == "same" and influence else ""
    return Facts(
        path=path,
        grade=grade_of(field.world, person.id),
        stage=target.stage,
        function=function,
        influence=influence,
        same_work=function == "same" and same_work(title or person.title, _sought(field, target)),
        overlap=field.overlaps.get(person.id),
        sent=person.ties.sent,
        received=person.ties.received,
        mutual=field.mutual.get(person.id, 0),
        days_since_contact=_days(found.last_contact, today),
        days_since_job_change=_days(person.changed_job, today),
        days_since_connected=_days(person.connected_on, today),
        motivation=target.motivation,
        posting=target.posting,
        open=not found.shut,
    )


def _sought(field: Field, target: Target) -> str:
    return sought_role(target, field.world.tuning, field.world.me)


def _days(day: date | None, today: date) -> int | None:
    return (today - day).days if day else None


def _chosen(
    field: Field, person: Person, stands_for: Sequence[tuple[str, str]], ways: Sequence[Scored]
) -> Scored | None:
    """The path the row stands for: the pinned target's, the one a conversation is about, or the best."""
    for target_id, reason in stands_for[:1]:
        way = next((one for one in ways if one.path.target_id == target_id), None)
        if way:
            return way
        noted = Path(target_id, person.id, PathKind.KNOWS, Evidence.POTENTIAL, reason=reason)
        path = next((one for one in field.paths.get(person.id, ()) if one.target_id == target_id), noted)
        return _score_path(field, person, field.standings[person.id], path)
    return ways[0] if ways else None


def started_today(candidates: Iterable[Candidate], today: date) -> int:
    """How many of them were written to for the first time today."""
    return sum(one.standing.live and one.standing.touches == 1 and one.standing.last_ask == today for one in candidates)


def is_due(one: Candidate, today: date) -> bool:
    """Whether their next step belongs on Today: replies, thanks, meetings, and follow-ups whose day has come."""
    return one.step.section in (Section.REPLY, Section.MEETING, Section.FOLLOW_UP) and (
        one.step.section is Section.REPLY
        or one.step.due is None
        or one.step.due <= today
        or one.step.what == "Thank them"
    )
