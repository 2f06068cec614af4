"""The score: additive, every part with a name, so that every point can be said in words.

``score = min(100, (path 35 + closeness 25 + role 15 + evidence 15 + timing 10) x motivation x posting) x gate``.
Every figure is from the outreach model, which names the studies behind them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from syncer.core.model import Grade, PartialDate
from syncer.core.outreach import Evidence, Overlap, Path, PathKind, Score, Tier
from syncer.core.titles import DIRECTOR, MANAGER, PLAIN, SENIOR, TOP, Role, related_functions
from syncer.core.tuning import Tuning

Influence = Literal["hiring", "recruiter", "peer", "far above", ""]

DIRECT = frozenset({PathKind.NOW, PathKind.FORMER})
LATE_STAGES = frozenset({"interviewing", "offer"})
DAYS_A_YEAR = 365.25
SMALL_FIRM = 50
"""Up to this many people a founder hires in person."""
SHORTEST_OVERLAP = 3
"""Months: less is chance, not work together."""

_TIERS = {Tier.EXACT: 1.0, Tier.ALIAS: 0.95, Tier.PREFIX: 0.8, Tier.REVIEW: 0.5}
_KNOWS = {Evidence.CONFIRMED: 1.0, Evidence.LIKELY: 0.75, Evidence.POTENTIAL: 0.45}
_TOGETHER = {Evidence.CONFIRMED: 1.0, Evidence.LIKELY: 0.75, Evidence.POTENTIAL: 0.4}
_CLOSENESS: Mapping[tuple[bool, bool], Mapping[Grade, int]] = {  # (late stage, direct path) -> grade -> points
    (False, True): {"A": 24, "B": 25, "C": 18, "": 9},
    (False, False): {"A": 25, "B": 22, "C": 12, "": 4},
    (True, True): {"A": 25, "B": 23, "C": 14, "": 7},
    (True, False): {"A": 25, "B": 20, "C": 9, "": 3},
}
_FUNCTION = {"same": 9, "adjacent": 6, "unknown": 3, "other": 2}
_INFLUENCE: Mapping[Influence, int] = {"hiring": 6, "recruiter": 5, "peer": 4, "far above": 3, "": 0}
_SIZES = ((50, 1.0), (250, 0.8), (1_000, 0.55), (10_000, 0.3))
_LARGER, _UNKNOWN_SIZE = 0.15, 0.5
_MOTIVATION = {5: 1.0, 4: 0.92, 3: 0.84, 2: 0.74, 1: 0.62}
_POSTING = {"fresh relevant role": 1.12, "open role": 1.06, "open": 1.06, "none": 1.0, "": 1.0, "hiring freeze": 0.85}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the score is made of, for one person and one path. Days are counted to today; None is unknown.

    ``function``: same, adjacent, unknown or other. ``mutual``: other graded people with a path to this person.
    ``same_work``: of that function, their title names the very work that is sought.
    ``open``: False where the gate is shut (do not contact, snoozed, declined, no consent).
    """

    path: Path
    grade: Grade = ""
    stage: str = ""
    function: str = "unknown"
    influence: Influence = ""
    same_work: bool = False
    overlap: Overlap | None = None
    sent: int = 0
    received: int = 0
    mutual: int = 0
    days_since_contact: int | None = None
    days_since_job_change: int | None = None
    days_since_connected: int | None = None
    motivation: int | None = None
    posting: str = ""
    open: bool = True


def score(facts: Facts, tuning: Tuning, today: date) -> Score:
    """The score with its parts, each scaled from the model's own most points to the weight that people set."""
    path = path_points(facts.path, today) * tuning.weight_path / 35
    closeness = closeness_points(facts.path.kind, facts.grade, facts.stage) * tuning.weight_closeness / 25
    role = (_FUNCTION[facts.function] + _INFLUENCE[facts.influence]) * tuning.weight_role / 15
    evidence = evidence_points(facts, today) * tuning.weight_evidence / 15
    timing = timing_points(facts) * tuning.weight_timing / 10
    motivation = _MOTIVATION[min(5, max(1, facts.motivation or 3))]
    posting = _POSTING.get(facts.posting.strip().casefold(), 1.0)
    total = min(100.0, (path + closeness + role + evidence + timing) * motivation * posting) * facts.open
    return Score(path, closeness, role, evidence, timing, motivation, posting, int(facts.open), total)


def path_points(path: Path, today: date) -> float:
    """Up to 35 points for the path: there now, worked there (by how long ago), knows an insider, or a neighbour."""
    if path.kind is PathKind.NOW:
        points = 35.0
    elif path.kind is PathKind.FORMER:
        points = _left_points(path.left, today)
    elif path.kind is PathKind.KNOWS:
        points = 24.0 if path.declared else 24 * _KNOWS[path.evidence]
    else:
        points = 10.0
    return points * _TIERS[path.tier]


def _left_points(left: PartialDate | None, today: date) -> float:
    if left is None:
        return 14.0
    years = (today - middle(left)).days / DAYS_A_YEAR
    return 26.0 if years <= 2 else 20.0 if years <= 5 else 14.0


def middle(day: PartialDate) -> date:
    """The middle of what a partial date can mean: 1 July of a year, the 15th of a month."""
    return date(day.year, day.month or 7, day.day or (15 if day.month else 1))


def closeness_points(kind: PathKind, grade: Grade, stage: str) -> int:
    """Up to 25 points for how well you know them; what counts depends on the stage and on who vouches for whom."""
    return _CLOSENESS[is_late(stage), kind in DIRECT][grade]


def is_late(stage: str) -> bool:
    """Whether interviews have begun: strong ties then matter more."""
    return stage.strip().casefold() in LATE_STAGES


def evidence_points(facts: Facts, today: date) -> float:
    """Up to 15 points for acquaintance: worked together 8, messages 5, others who lead to this person 2."""
    points = overlap_points(facts.overlap, today) if facts.overlap else 0.0
    if both := min(facts.sent, facts.received):
        points += 5 * min(1.0, math.log2(1 + both) / math.log2(17))
    return points + min(2, facts.mutual)


def overlap_points(overlap: Overlap, today: date) -> float:
    """Up to 8 points for work together: months up to two years, small firms more, half every 8 years since."""
    if overlap.months < SHORTEST_OVERLAP:
        return 0.0
    years = max(0.0, (today - overlap.ended).days / DAYS_A_YEAR) if overlap.ended else 0.0
    function = 1.0 if overlap.same_function else 0.6
    fresh = math.pow(0.5, years / 8)
    return 8 * min(1.0, overlap.months / 24) * _size(overlap.size) * function * fresh * _TOGETHER[overlap.evidence]


def _size(people: int | None) -> float:
    if not people:
        return _UNKNOWN_SIZE
    return next((factor for most, factor in _SIZES if people <= most), _LARGER)


def timing_points(facts: Facts) -> float:
    """Up to 10 points for the moment: dormant ties are as useful as live ones, news is a reason to write."""
    points = _since_contact(facts.days_since_contact)
    if facts.days_since_job_change is not None and 0 <= facts.days_since_job_change <= 90:
        points += 3
    if facts.days_since_connected is not None and 0 <= facts.days_since_connected <= 30:
        points += 2
    return min(10.0, points)


def _since_contact(days: int | None) -> float:
    if days is None:
        return 3.0
    if days < 30:
        return 6.0
    if days <= 2 * DAYS_A_YEAR:
        return 8.0
    return 7.0 if days <= 5 * DAYS_A_YEAR else 4.0


def role_facts(theirs: Role, sought: Role, size: int | None) -> tuple[str, Influence]:
    """How a person's role stands to the sought one: function (same, adjacent, unknown, other) and influence.

    A founder, or whoever leads a whole firm, is far above any function; in a small firm they hire themselves.
    """
    function = related_functions(theirs.function, sought.function)
    if theirs.founder or (theirs.function == "general" and theirs.seniority >= TOP):
        return function, "hiring" if size and size <= SMALL_FIRM else "far above"
    if theirs.recruiter:
        return function, "recruiter"
    if function == "same":
        return function, _influence(theirs.seniority, sought.seniority)
    if function == "adjacent" and theirs.seniority >= max(PLAIN, sought.seniority):
        return function, "peer"
    return function, ""


def _influence(theirs: int, sought: int) -> Influence:
    """Plain and senior people of a function are one level: the hiring levels above both are manager and director."""
    if sought <= SENIOR:
        if theirs > DIRECTOR:
            return "far above"
        return "hiring" if theirs >= MANAGER else "peer" if theirs >= PLAIN else ""
    if theirs > sought + 2:
        return "far above"
    return "hiring" if theirs > sought else "peer" if theirs == sought else ""
