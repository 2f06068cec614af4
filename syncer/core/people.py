"""One human from all their contacts: facts agreed, typed facts first, history from ``histories``.

Whose word counts for a fact, in this order: what a person typed in the workbook; LinkedIn, because people keep their
own profile current; a sheet the user keeps by hand; Outlook, Google and vCards, which nobody updates after a job
change. Among contacts of one kind the newest export counts. E-mails and phones of all contacts are kept.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from syncer.core.histories import agree_jobs
from syncer.core.identity.model import Cluster
from syncer.core.model import Contact, Person, Position, Said, Sighting, SourceKind, Ties
from syncer.core.workbook.state import CellError, Value

Key = Callable[[str], str]
"""``Employers.key``: the same non-empty key means the same employer."""

_TRUST: Mapping[SourceKind, int] = {"linkedin": 0, "sheet": 1, "outlook": 2, "google": 3, "vcard": 4, "council": 5}
_LIST = re.compile(r"\s*[;\n|]\s*")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_SLUG = re.compile(r"/(?:in|pub)/([^/?#\s]+)")


@dataclass(frozen=True, slots=True)
class Assembled:
    """People by id, in id order, and the sightings to remember for the next run (only people who have any)."""

    people: Mapping[str, Person]
    sightings: Mapping[str, tuple[Sighting, ...]]


def assemble(
    clusters: Sequence[Cluster],
    sightings: Mapping[str, tuple[Sighting, ...]],
    overrides: Mapping[str, Mapping[str, Value]],
    today: date,
    key: Key,
) -> Assembled:
    """Everybody, with facts agreed and employment history carried on. ``overrides``: person id -> column -> typed."""
    key = lru_cache(maxsize=None)(key)
    people, remembered = {}, {}
    for cluster in sorted(clusters, key=lambda one: one.id):
        contacts = by_trust(cluster.contacts)
        before: Sequence[Sighting] = sightings.get(cluster.id, ())
        if cluster.absorbed:
            before = [one for id_ in (cluster.id, *cluster.absorbed) for one in sightings.get(id_, ())]
        jobs = agree_jobs(contacts, before, today, key)
        person = _agreed(cluster.id, contacts, jobs.positions, jobs.changed)
        typed = overrides.get(cluster.id)
        people[cluster.id] = _overridden(person, typed, key) if typed else person
        if jobs.sightings:
            remembered[cluster.id] = jobs.sightings
    return Assembled(people, remembered)


def by_trust(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts of one person, the most trusted first."""
    return contacts if len(contacts) == 1 else tuple(sorted(contacts, key=_by_trust))


def _by_trust(contact: Contact) -> tuple[int, int, str, str]:
    newest = -contact.as_of.toordinal() if contact.as_of else 0
    return (_TRUST[contact.kind], newest, contact.ref.source, contact.ref.key)


def _agreed(id_: str, contacts: tuple[Contact, ...], positions: tuple[Position, ...], changed: date | None) -> Person:
    if len(contacts) == 1:
        return _alone(id_, contacts[0], positions, changed)
    return Person(
        id=id_,
        name=name_of_contacts(contacts),
        contacts=contacts,
        emails=_all(contact.emails for contact in contacts),
        phones=_all(contact.phones for contact in contacts),
        profile=next((contact.profile for contact in contacts if contact.profile), ""),
        positions=positions,
        connected_on=min((one.connected_on for one in contacts if one.connected_on), default=None),
        ties=_ties(contacts),
        said=_said(contacts),
        as_of=max((one.as_of for one in contacts if one.as_of), default=None),
        changed_job=changed,
    )


def _alone(id_: str, one: Contact, positions: tuple[Position, ...], changed: date | None) -> Person:
    """Somebody who stands in one place only, as most people do: there is nothing to agree."""
    name = one.name
    return Person(
        id_,
        name.display if name.given and name.family and "@" not in name.display else name_of_contacts((one,)),
        (one,),
        one.emails,
        one.phones,
        one.profile,
        positions,
        one.connected_on,
        one.ties,
        one.said,
        one.as_of,
        changed,
    )


def _all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in lists for text in texts))


def name_of_contacts(contacts: Sequence[Contact]) -> str:
    """The first, most trusted, full name; one with a family name goes before; an e-mail only where nothing else is."""
    named = [contact.name for contact in contacts if contact.name.display and not _MAIL.fullmatch(contact.name.display)]
    full = next((name for name in named if name.given and name.family), None)
    best = full or next(iter(named), None)
    if best:
        return best.display
    return next(
        (text for contact in contacts for text in (*contact.emails, *contact.phones, contact.profile) if text), ""
    )


def _ties(contacts: tuple[Contact, ...]) -> Ties:
    """The ties of the contact that has most of them; a person's two LinkedIn records are never added up."""
    return max((contact.ties for contact in contacts), key=lambda ties: (ties.sent + ties.received, ties != Ties()))


def _said(contacts: tuple[Contact, ...]) -> Said:
    """What people wrote, sheets first: the first text of each kind, lists joined, the newest last contact."""
    said = [
        contact.said for contact in sorted(contacts, key=lambda one: one.kind != "sheet") if contact.said != _UNSAID
    ]
    if len(said) < 2:
        return said[0] if said else _UNSAID
    return Said(
        grade=next((one.grade for one in said if one.grade), ""),
        how_met=next((one.how_met for one in said if one.how_met), ""),
        knows_someone_at=_all(one.knows_someone_at for one in said),
        introduced_by=next((one.introduced_by for one in said if one.introduced_by), ""),
        past_employers=_all(one.past_employers for one in said),
        last_contact=max((one.last_contact for one in said if one.last_contact), default=None),
        status=next((one.status for one in said if one.status), ""),
        next_action=next((one.next_action for one in said if one.next_action), ""),
        next_date=next((one.next_date for one in said if one.next_date), None),
        notes="\n".join(_all((one.notes,) if one.notes else () for one in said)),
        labels=_all(one.labels for one in said),
        opens=tuple(opening for one in said for opening in one.opens),
    )


_UNSAID = Said()


def _overridden(person: Person, typed: Mapping[str, Value], key: Key) -> Person:
    """The person with typed facts in place of what sources say. Blank and unreadable cells change nothing."""
    text = {column: str(value).strip() for column, value in typed.items() if not isinstance(value, CellError)}
    changes: dict[str, object] = {}
    if text.get("name"):
        changes["name"] = text["name"]
    if text.get("email"):
        changes["emails"] = _all([_split(text["email"].lower()), person.emails])
    if text.get("phone"):
        changes["phones"] = _all([_split(text["phone"].removesuffix(".0")), person.phones])
    if text.get("linkedin"):
        slug = _SLUG.search(text["linkedin"])
        changes["profile"] = slug.group(1).casefold() if slug else text["linkedin"].strip("/").casefold()
    if isinstance(day := typed.get("connected_on"), date):
        changes["connected_on"] = day
    if any(text.get(column) for column in ("employer", "position", "former_employers")):
        changes["positions"] = _typed_jobs(person, text, key)
    return replace(person, **changes)  # type: ignore[arg-type]


def _typed_jobs(person: Person, text: Mapping[str, str], key: Key) -> tuple[Position, ...]:
    """Positions with a typed employer, title or list of former employers in place of the sources' ones.

    A typed employer is the only current one. What the sources said instead is taken for a mistake, not for history.
    """
    current = [one for one in person.positions if one.current]
    past = [one for one in person.positions if not one.current]
    if employer := text.get("employer"):
        same = next((one for one in current if _same(one.employer, employer, key)), Position(""))
        current = [Position(employer, text.get("position") or same.title, started=same.started)]
    elif title := text.get("position"):
        head = current[0] if current else Position("")
        current = [replace(head, title=title), *current[1:]]
    if former := text.get("former_employers"):
        known = {one.employer.casefold(): one for one in past}
        past = [known.get(name.casefold(), Position(name, current=False)) for name in _split(former)]
    return (*current, *past)


def _same(left: str, right: str, key: Key) -> bool:
    return left.casefold() == right.casefold() or (key(left) != "" and key(left) == key(right))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in _LIST.split(text) if part)
