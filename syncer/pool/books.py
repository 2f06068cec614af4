"""Members' books as the personal run has them, read from a batch of the pool's table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, repeat
from typing import TYPE_CHECKING, cast

from syncer.core.identity.model import Cluster
from syncer.core.model import NOTHING_SAID, Contact, Grade, Me, Position, Ref, Said
from syncer.core.normalise.dates import CONNECTED_ON, parse_day
from syncer.core.normalise.names import read_name
from syncer.core.outreach import Target
from syncer.core.remembered import remembered
from syncer.pool.records import CARRIED, split

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Book:
    """A member's contacts who have to do with some target, without the member, and the companies the member wants.

    ``known_as``: the id in this book of each person -> their id in the pool.
    """

    owner: str
    me: Me
    shares: bool
    wanted: Sequence[Target]
    clusters: Sequence[Cluster]
    known_as: Mapping[str, str]


def books(batch: "pa.RecordBatch") -> Iterator[Book]:
    """The books of a batch, which is read column by column: a ``dict`` of each row takes twice as long."""
    of = {name: batch.column(name).to_pylist() for name in _OF_BOOK}
    place = list(zip(of["owner"], of["own_id"], of["record_id"], strict=True))
    contacts = _contacts(batch)
    order = sorted(range(len(place)), key=place.__getitem__)
    for owner, rows in groupby(order, key=of["owner"].__getitem__):
        book = list(rows)
        me = Me(emails=split(of["mails"][book[0]]), profile=of["profile"][book[0]])
        wishes = next(filter(None, map(of["wanted"].__getitem__, book)), ())  # one row of a book carries them
        wanted = [_wanted(text, of["sought_role"][book[0]]) for text in sorted(wishes)]
        people = groupby(book, key=of["own_id"].__getitem__)
        clusters = (Cluster(id, tuple(map(contacts.__getitem__, records))) for id, records in people)
        others = [one for one in clusters if not any(_is_me(contact, me) for contact in one.contacts)]
        known_as = {of["own_id"][at]: of["person_id"][at] for at in book}
        yield Book(owner, me, bool(of["level"][book[0]]), wanted, others, known_as)


_OF_BOOK = ("owner", "own_id", "person_id", "record_id", "level", "mails", "profile", "sought_role", "wanted")
_OF_CONTACT = ("source", "record_id", "kind", "slug", *(f"was_{name}" for name in CARRIED))


def _contacts(batch: "pa.RecordBatch") -> list[Contact]:
    """The rows as the personal run has them; former employers count as told by the member."""
    import pyarrow.compute as pc

    cells = {name.removeprefix("was_"): pc.fill_null(batch.column(name), "").to_pylist() for name in _OF_CONTACT}
    columns = (
        map(Ref, cells["source"], cells["record_id"]),
        cells["kind"],
        map(read_name, cells["full_name"], cells["first_name"], repeat(""), cells["last_name"]),
        batch.column("emails").to_pylist(),
        cells["slug"],
        map(_jobs, cells["company"], cells["title"]),
        map(_day, cells["connected_on"]),
        map(_said, cells["grade"], cells["former"]),
    )
    return [
        Contact(
            ref=ref,
            kind=kind,
            name=name,
            emails=tuple(emails or ()),
            profile=profile,
            positions=positions,
            connected_on=connected_on,
            said=said,
        )
        for ref, kind, name, emails, profile, positions, connected_on, said in zip(*columns, strict=True)
    ]


def _jobs(company: str, title: str) -> tuple[Position, ...]:
    return (Position(company, title),) if company or title else ()


@remembered
def _day(text: str) -> date | None:
    return parse_day(text, CONNECTED_ON)


@remembered
def _said(grade: str, former: str) -> Said:
    grade = grade.strip().upper()
    known = cast("Grade", grade if grade in ("A", "B", "C") else "")
    return Said(grade=known, past_employers=split(former)) if known or former else NOTHING_SAID


def _is_me(contact: Contact, me: Me) -> bool:
    return bool(me.profile and contact.profile == me.profile) or not set(me.emails).isdisjoint(contact.emails)


def _wanted(text: str, sought_role: str) -> Target:
    id, company, domain, aliases, motivation, posting, stage = text.split("\x1f")
    return Target(
        id,
        company,
        domain,
        split(aliases),
        motivation=int(motivation) or None,
        sought_role=sought_role,
        posting=posting,
        stage=stage,
    )
