"""A small world for tests of ranking: employers by plain text, people in one line, a Monday."""

from collections.abc import Iterable, Mapping
from datetime import date

from syncer.core.candidates import World
from syncer.core.model import Contact, Me, Name, PartialDate, Person, Position, Ref
from syncer.core.outreach import EmployerMatch, Outcome, Outreach, OutreachRow, PathKind, PersonEntry, Target, Tier
from syncer.core.tuning import Tuning

MONDAY = date(2026, 11, 16)  # no public holiday in this week in the US; Thanksgiving is on the 26th
ACME = Target("t_acme", "Acme", "acme.com", motivation=5, posting="Open role", sought_role="Product Manager")
HOOLI = Target("t_hooli", "Hooli", "hooli.com", motivation=5, posting="Open role", sought_role="Product Manager")
ME = Me(
    "Sam Doe", positions=(Position("Initech", "Product Manager", PartialDate(2018, 3), PartialDate(2021, 9), False),)
)


class PlainEmployers:
    """Employers for tests: a target is its name or domain; "ex-" marks the past, "?" a doubt."""

    def __init__(self, targets: Iterable[Target], neighbours: Mapping[str, tuple[str, PathKind]] | None = None) -> None:
        self._targets = tuple(targets)
        self._neighbours = dict(neighbours or {})

    def judge(self, text: str, domain: str = "") -> tuple[EmployerMatch, ...]:
        plain, found = self.key(text.removeprefix("ex-")), []
        for target in self._targets:
            kinds = ("former",) if text.startswith("ex-") else ("current",)
            reason = f"{text} is {target.name}"
            if domain and domain == target.domain:
                found.append(EmployerMatch(target.id, Outcome.MATCH, Tier.EXACT, ("domain",), reason))
            elif plain == self.key(target.name) and not domain.endswith(".dental"):
                doubt = text.endswith("?")
                outcome, tier = (Outcome.REVIEW, Tier.REVIEW) if doubt else (Outcome.MATCH, Tier.EXACT)
                found.append(EmployerMatch(target.id, outcome, tier, kinds, reason))
        return tuple(found)

    def related(self, text: str, domain: str = "") -> tuple[tuple[str, PathKind, str], ...]:
        near = self._neighbours.get(text)
        return ((near[0], near[1], f"{text} neighbours it"),) if near else ()

    def key(self, text: str) -> str:
        plain = "".join(letter for letter in text.casefold() if letter.isalnum())
        return "" if plain in ("selfemployed", "freelance") else plain

    def size(self, text: str) -> int | None:
        return {"initech": 80}.get(self.key(text))


def person(id_: str, employer: str = "", title: str = "", **facts: object) -> Person:
    """A person known from LinkedIn, with one current job and whatever else is given."""
    name = str(facts.pop("name", f"Person {id_}"))
    past = facts.pop("past", ())
    contact = Contact(Ref("linkedin", id_), "linkedin", Name(name))
    now = (Position(employer, title),) if employer else ()
    return Person(id_, name, (contact,), positions=(*now, *past), profile=f"in-{id_}", **facts)  # type: ignore[misc,arg-type]


def world(*people: Person, **facts: object) -> World:
    """A world of these people; entries by keyword ``entries``, all else as in ``World``."""
    targets = facts.pop("targets", (ACME, HOOLI))
    neighbours = facts.pop("neighbours", None)
    known: dict[str, object] = {
        "today": MONDAY,
        "me": ME,
        "people": {one.id: one for one in people},
        "targets": targets,
        "entries": {one.id: PersonEntry() for one in people},
        "log": (),
        "tuning": Tuning(),
        "employers": PlainEmployers(targets, neighbours),  # type: ignore[arg-type]
    }
    entries = {**known["entries"], **facts.pop("entries", {})}  # type: ignore[dict-item]
    return World(**{**known, **facts, "entries": entries})  # type: ignore[arg-type]


def row(outreach: Outreach, id_: str) -> OutreachRow:
    """The row of one person."""
    return next(one for one in outreach.rows if one.person_id == id_)


def ids(outreach: Outreach) -> list[str]:
    """Everybody on the list, in order."""
    return [one.person_id for one in outreach.rows]


def todo(outreach: Outreach) -> list[tuple[str, str]]:
    """Today as (what, person)."""
    return [(item.what, item.person_id) for item in outreach.today]
