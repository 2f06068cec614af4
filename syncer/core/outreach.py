"""From people to the list: what people typed, targets, employer matches, paths, and rows ready to be written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from syncer.core.model import Grade, PartialDate, Position, Ref

# --- what people typed in the workbook -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What people typed about one person, both tabs taken together. Unreadable cells are blank here and noted."""

    grade: Grade = ""
    status: str = ""
    last_contact: date | None = None
    next_action: str = ""
    next_date: date | None = None
    snooze_until: date | None = None
    owner: str = ""
    pinned_target: str = ""
    """Target id that a person typed into Target of Outreach, or ``""``."""
    how_known: str = ""
    knows_someone_at: tuple[str, ...] = ()
    would_help: str = ""
    keep_in_touch_days: int | None = None
    do_not_contact: bool = False
    held_target: str = ""
    """Target id this row stands for since it was contacted (from memory), or ``""``."""
    placed_score: float | None = None
    """Score at which the row was last placed (from memory)."""
    turns: tuple[date, ...] = ()
    """Days of contact under this status as the cells were seen to change (from memory), oldest first."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the Log tab that could be read."""

    date: date
    person_id: str
    target_id: str = ""
    what: str = ""
    outcome: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A company where the user wants to work. ``size``: employees, None if unknown. Motivation 1-5, None is blank."""

    id: str
    name: str
    domain: str = ""
    aliases: tuple[str, ...] = ()
    motivation: int | None = None
    sought_role: str = ""
    role_link: str = ""
    posting: str = ""
    stage: str = ""
    size: int | None = None


# --- employers -----------------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What the employer cascade decided."""

    MATCH = "match"
    REVIEW = "review"
    NO = "no"


class Tier(StrEnum):
    """How sure the rule behind a match is; scales the path part of the score."""

    EXACT = "exact"
    ALIAS = "alias"
    PREFIX = "prefix"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class EmployerMatch:
    """One employer text (or e-mail domain) judged against one target.

    ``kinds``: of current, former, agency, subsidiary, acronym, domain, alias, in that order.
    ``reason`` shows the two values compared, in words.
    """

    target_id: str
    outcome: Outcome
    tier: Tier
    kinds: tuple[str, ...]
    reason: str


class Employers(Protocol):
    """Employer knowledge for one set of targets. ``text`` is an employer as written, ``domain`` an e-mail domain."""

    def judge(self, text: str, domain: str = "") -> tuple[EmployerMatch, ...]:
        """Every target this employer is, or may be (match and review outcomes only), best first."""

    def related(self, text: str, domain: str = "") -> tuple[tuple[str, "PathKind", str], ...]:
        """Targets it only neighbours: (target id, RECRUITER, RELATED or CLIENT, reason in words)."""

    def key(self, text: str) -> str:
        """Canonical key: two texts with the same non-empty key are the same employer; "" for no employer."""

    def size(self, text: str) -> int | None:
        """Employees, where the shipped knowledge says."""


# --- paths and the list --------------------------------------------------------------------------------------------


class PathKind(StrEnum):
    """How a person leads to a target; the value is the wording of the Path column."""

    NOW = "works there now"
    FORMER = "worked there"
    KNOWS = "knows someone there"
    RECRUITER = "recruiter for them"
    RELATED = "parent or subsidiary"
    CLIENT = "client of theirs"


class Evidence(StrEnum):
    """How firm the evidence is."""

    CONFIRMED = "Confirmed"
    LIKELY = "Likely"
    POTENTIAL = "Potential"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Time worked at the same employer as the user. ``months`` 0 when only potential; ``size`` of the employer."""

    employer: str
    months: int
    ended: date | None
    evidence: Evidence
    same_function: bool = False
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a person to a target.

    ``left``: when a former employee left, if known. ``through``: the insider's person id, or the words a person
    wrote ("Knows someone at"). ``declared``: a person wrote it. ``reason``: the employer match in words. ``told``: what
    they said of it themselves in a council, as a sentence without full stop.
    """

    target_id: str
    person_id: str
    kind: PathKind
    evidence: Evidence
    tier: Tier = Tier.EXACT
    position: Position | None = None
    left: PartialDate | None = None
    through: str = ""
    declared: bool = False
    reason: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its named parts; ``total`` is what the formula of the outreach model makes of them (0-100)."""

    path: float
    closeness: float
    role: float
    evidence: float
    timing: float
    motivation: float
    posting: float
    gate: int
    total: float


@dataclass(frozen=True, slots=True)
class OutreachRow:
    """One person on the list: who, for which target, by which path, why, what to ask, what comes next."""

    person_id: str
    target_id: str
    rank: int
    score: Score
    shown_score: float
    path: Path
    why: str
    ask: str
    channel: str
    evidence: Evidence
    effective_status: str
    last_contact: date | None
    suggested_next: str = ""
    suggested_date: date | None = None
    what: str = ""
    """The next step in two or three words, as in Today."""
    email: str = ""
    """An address of theirs that still works as far as anybody knows."""
    also_useful_for: tuple[str, ...] = ()
    """Target ids."""
    grade: Grade = ""
    off_list: str = ""


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One line of Today: the next thing to do."""

    order: int
    what: str
    person_id: str
    target_id: str
    why: str
    ask: str
    channel: str
    due: date


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """What the list says about one target; counts are people."""

    target_id: str
    insiders: int
    former: int
    bridges: int
    best_person: str
    live: int
    advocacy: str
    next_step: str
    search_link: str
    no_one_yet: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide. ``id`` is stable for the same question; ``impact`` orders the open ones."""

    id: str
    kind: Literal["same person", "same company", "keep mine", "grade", "other"]
    question: str
    about: str
    reason: str
    evidence: str
    impact: float = 0.0
    refs: tuple[Ref, ...] = ()
    """The two records, for "same person"."""
    company: tuple[str, str] = ("", "")
    """(target id, employer text), for "same company"."""
    cell: tuple[str, ...] = ()
    """(tab, row id, column, typed value, value of the sources), for "keep mine"."""
    once: bool = False
    """Raised by something that happened once: it stays open until answered, also when it is not raised again."""


@dataclass(frozen=True, slots=True)
class Outreach:
    """The whole result of ranking, ready to be written down."""

    rows: tuple[OutreachRow, ...]
    today: tuple[TodayItem, ...]
    paths: tuple[tuple[Path, str], ...]
    """Best three paths per target with their words, in target order."""
    targets: tuple[TargetSummary, ...]
    overlaps: Mapping[str, Overlap]
    """Person id -> the strongest overlap with the user."""
    keep_in_touch: Mapping[str, date]
    """Person id -> day on which keeping in touch is due."""
    notes: tuple[str, ...] = ()
    off_list: Mapping[str, str] = field(default_factory=dict)
    """Person id -> why somebody whose row is in the sheet is no longer on the list. Never an id that has a row."""
