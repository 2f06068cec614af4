"""Every way from a person to a target: there now, there before, knows someone there, or works next door.

Near-linear in people: every distinct employer text, e-mail domain and "Knows someone at" text is judged once, and
people are only compared with each other inside the former workplaces of insiders.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from syncer.core.model import NOTHING_SAID, Grade, Person, Position
from syncer.core.outreach import EmployerMatch, Employers, Evidence, Outcome, Path, PathKind, Tier
from syncer.core.overlaps import firmness, met_at_work
from syncer.core.priority import DIRECT
from syncer.core.remembered import remembered

_TIER_ORDER = (Tier.EXACT, Tier.ALIAS, Tier.PREFIX, Tier.REVIEW)
_KIND_ORDER = tuple(PathKind)
CROWD = 60
"""In a workplace with more of the user's contacts than this, dates must say that two people met."""
SMALL_EMPLOYER = 250
"""Employees up to which people are taken to know each other when dates are unknown."""
MOST_COLLEAGUES = 200
"""Graded colleagues of one insider at one workplace that are looked at."""
_FORMER = re.compile(
    r"(?:\b[Ee]x-(?=[^\W_a-z])|\b[Ff]ormerly(?: (?:at|with|of))? )([^,;|/()·•&\n]+?)(?= ex-|[,;|/()·•&\n]|$)"
)
_CLOSENESS: tuple[Grade, ...] = ("A", "B", "C", "")


@dataclass(frozen=True, slots=True)
class Hints:
    """What people wrote that leads to targets. Person id -> "Knows someone at" texts; person id -> grade (or "")."""

    knows_at: Mapping[str, tuple[str, ...]]
    grades: Mapping[str, Grade]

    def closer(self, left: str, right: str) -> bool:
        """Whether the user knows the first person better than the second."""
        return _CLOSENESS.index(self.grades.get(left, "")) < _CLOSENESS.index(self.grades.get(right, ""))


@dataclass(frozen=True, slots=True)
class Found:
    """``paths``: person id -> one path to each target, the strongest kind first; people without any are left out.

    ``mutual``: person id -> how many other graded people surely or likely worked with them.
    """

    paths: Mapping[str, tuple[Path, ...]]
    mutual: Mapping[str, int]


def find_paths(people: Mapping[str, Person], hints: Hints, employers: Employers, today: date) -> Found:
    """Every path. An insider's former colleague is one only where the user knows the colleague better."""
    finder = _Finder(employers)
    found = {id_: finder.paths_of(person, hints.knows_at.get(id_, ())) for id_, person in people.items()}
    acquainted: set[tuple[str, str]] = set()
    for path in tuple(_through_insiders(people, found, hints, employers, today)):
        if path.evidence is not Evidence.POTENTIAL:
            acquainted.add((path.person_id, path.through))
        if hints.closer(path.person_id, path.through):
            _keep(found[path.person_id], path)
    paths = {id_: _in_order(ways) for id_, ways in found.items() if ways}
    return Found(paths, Counter(insider for _, insider in acquainted))


def _in_order(ways: Mapping[str, Path]) -> tuple[Path, ...]:
    return tuple(ways.values() if len(ways) == 1 else sorted(ways.values(), key=_order))


def _order(path: Path) -> tuple[int, int, int, str]:
    return (_KIND_ORDER.index(path.kind), _TIER_ORDER.index(path.tier), -firmness(path.evidence), path.target_id)


def _better(left: Path, right: Path) -> bool:
    return _rank(left) < _rank(right)


def _rank(path: Path) -> tuple[int, bool, int, int, int, str]:
    """Sure matches before ones under review, then kind, tier, evidence; of two ends of a job the later."""
    review = path.tier is Tier.REVIEW and path.kind in DIRECT
    left = -path.left.earliest().toordinal() if path.left else 0
    tier = _TIER_ORDER.index(path.tier)
    firm = -firmness(path.evidence)
    return (_KIND_ORDER.index(path.kind) + 2 * review, not path.declared, tier, firm, left, path.reason)


class Remembering:
    """Employers that ask the ones behind them once for each text and domain."""

    def __init__(self, employers: Employers) -> None:
        self._judge = remembered(employers.judge)
        self._related = remembered(employers.related)
        self.key = remembered(employers.key)
        self.size = remembered(employers.size)

    def judge(self, text: str, domain: str = "") -> tuple[EmployerMatch, ...]:
        """As ``Employers.judge``; nothing for nothing."""
        return self._judge(text, domain) if text or domain else ()

    def related(self, text: str, domain: str = "") -> tuple[tuple[str, PathKind, str], ...]:
        """As ``Employers.related``; nothing for nothing."""
        return self._related(text, domain) if text or domain else ()


class _Finder:
    """Judges texts and domains once each and turns the answers into paths."""

    def __init__(self, employers: Employers) -> None:
        self._employers = employers
        self._strange = remembered(self._is_strange)

    def paths_of(self, person: Person, knows_at: tuple[str, ...]) -> dict[str, Path]:
        """Target id -> the best path of this person that needs nobody else's data."""
        found: dict[str, Path] = {}
        if not knows_at and self._leads_nowhere(person):
            return found
        for path in self._direct(person):
            _keep(found, path)
        for text in (*knows_at, *person.said.knows_someone_at):
            for match in self._employers.judge(text):
                evidence = Evidence.POTENTIAL if match.outcome is Outcome.REVIEW else Evidence.CONFIRMED
                _keep(found, _path(person, match, PathKind.KNOWS, evidence, through=text, declared=True))
        for opening in person.said.opens:
            for match in self._employers.judge(opening.company):
                evidence = Evidence.POTENTIAL if match.outcome is Outcome.REVIEW else Evidence(opening.evidence)
                path = _path(person, match, PathKind.KNOWS, evidence, through=opening.through)
                _keep(found, replace(path, told=opening.words))
        for position in person.positions:
            if position.current:
                for target_id, kind, reason in self._employers.related(position.employer):
                    _keep(
                        found, Path(target_id, person.id, kind, Evidence.CONFIRMED, Tier.EXACT, position, reason=reason)
                    )
        return found

    def _leads_nowhere(self, person: Person) -> bool:
        """Whether nothing that is known of a person has to do with any target, as of nearly everybody."""
        return (
            person.said is NOTHING_SAID
            and all(self._strange(one.employer, "") and not _said_former(one.title) for one in person.positions)
            and all(self._strange("", email.rpartition("@")[2]) for email in person.emails)
        )

    def _is_strange(self, text: str, domain: str) -> bool:
        return not self._employers.judge(text, domain) and not (text and self._employers.related(text))

    def _direct(self, person: Person) -> Iterable[Path]:
        domains = tuple(dict.fromkeys(email.rpartition("@")[2] for email in person.emails))
        for position in person.positions:
            base = self._employers.judge(position.employer)
            kept = base
            for domain in domains if base else ():
                still = {match.target_id for match in self._employers.judge(position.employer, domain)}
                kept = tuple(match for match in kept if match.target_id in still)
            for match in kept:
                former = not position.current or "former" in match.kinds
                yield _direct_path(person, match, position, former)
            for employer in _said_former(position.title):
                for match in self._employers.judge(employer):
                    if match.outcome is Outcome.MATCH:
                        yield _direct_path(person, match, Position(employer, current=False), True)
        for employer in person.said.past_employers:
            for match in self._employers.judge(employer):
                yield _direct_path(person, match, Position(employer, current=False), True)
        elsewhere = bool(person.employer) and self._employers.key(person.employer) != ""
        for domain in domains:
            for match in self._employers.judge("", domain):
                kind = PathKind.FORMER if elsewhere else PathKind.NOW
                yield _path(person, match, kind, Evidence.LIKELY)


@lru_cache(maxsize=1 << 14)
def _said_former(title: str) -> tuple[str, ...]:
    """Employers that a job title calls former: ``CTO (ex-Stripe, ex-Google)``, ``Coach, formerly at Acme``."""
    return tuple(text.strip() for text in _FORMER.findall(title)) if "x-" in title or "ormer" in title else ()


def _keep(found: dict[str, Path], path: Path) -> None:
    held = found.get(path.target_id)
    if held is None or _better(path, held):
        found[path.target_id] = path


def _direct_path(person: Person, match: EmployerMatch, position: Position, former: bool) -> Path:
    return Path(
        match.target_id,
        person.id,
        PathKind.FORMER if former else PathKind.NOW,
        _firm(match),
        Tier.REVIEW if match.outcome is Outcome.REVIEW else match.tier,
        position,
        position.ended if former else None,
        reason=match.reason,
    )


def _firm(match: EmployerMatch) -> Evidence:
    if match.outcome is Outcome.REVIEW:
        return Evidence.POTENTIAL
    return Evidence.LIKELY if match.tier is Tier.PREFIX else Evidence.CONFIRMED


def _path(
    person: Person, match: EmployerMatch, kind: PathKind, evidence: Evidence, through: str = "", declared: bool = False
) -> Path:
    tier = Tier.REVIEW if match.outcome is Outcome.REVIEW else match.tier
    return Path(
        match.target_id, person.id, kind, evidence, tier, through=through, declared=declared, reason=match.reason
    )


# --- worked together with an insider -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Insider:
    """Somebody inside a target, and a job they held elsewhere."""

    person_id: str
    target_id: str
    job: Position


def _through_insiders(
    people: Mapping[str, Person],
    found: Mapping[str, Mapping[str, Path]],
    hints: Hints,
    employers: Employers,
    today: date,
) -> Iterable[Path]:
    """Paths of graded people who worked with someone that is now inside a target, in a fixed order."""
    insiders = _former_workplaces(people, found, employers)
    colleagues: dict[str, list[tuple[str, Position]]] = {name: [] for name in insiders}
    if insiders:
        for id_, person in people.items():
            for position in person.positions:
                if (name := employers.key(position.employer)) in colleagues:
                    colleagues[name].append((id_, position))
    for name in sorted(insiders):
        crowd = colleagues[name]
        crowded = len(crowd) > CROWD or (employers.size(insiders[name][0].job.employer) or 0) > SMALL_EMPLOYER
        members = sorted((one for one in crowd if hints.grades.get(one[0])), key=lambda one: one[0])
        for insider in insiders[name]:
            for id_, position in members[:MOST_COLLEAGUES]:
                path = _introduction(insider, id_, position, crowded, today)
                held = found[id_].get(insider.target_id)
                if path and (held is None or held.kind not in DIRECT):
                    yield path


def _former_workplaces(
    people: Mapping[str, Person], found: Mapping[str, Mapping[str, Path]], employers: Employers
) -> dict[str, list[_Insider]]:
    """Employer key -> insiders who have worked there, outside the target they are in."""
    workplaces: dict[str, list[_Insider]] = {}
    for id_ in sorted(found):
        for target_id, path in found[id_].items():
            if path.kind is not PathKind.NOW or path.tier is Tier.REVIEW:
                continue
            for job in people[id_].positions:
                if not job.current and (name := employers.key(job.employer)):
                    if any(match.target_id == target_id for match in employers.judge(job.employer)):
                        continue
                    workplaces.setdefault(name, []).append(_Insider(id_, target_id, job))
    return workplaces


def _introduction(insider: _Insider, id_: str, position: Position, crowded: bool, today: date) -> Path | None:
    if id_ == insider.person_id:
        return None
    evidence = met_at_work(insider.job, position, today)
    if evidence is None or (crowded and evidence is Evidence.POTENTIAL):
        return None
    return Path(
        insider.target_id,
        id_,
        PathKind.KNOWS,
        evidence,
        position=position,
        through=insider.person_id,
        reason=f"both worked at {position.employer}",
    )
