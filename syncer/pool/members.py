"""Members and their targets; then each member's own list, by the rules of the personal run, over their own book alone.

What another member knows of a person never enters somebody's list this way: only ``bridges`` cross from book to book.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any, cast

from syncer.core.candidates import World
from syncer.core.employers.match import TargetEmployers
from syncer.core.identity.model import Cluster
from syncer.core.model import NOTHING_SAID, Contact, Grade, Me, Person, Position, Ref, Said
from syncer.core.normalise.dates import CONNECTED_ON, parse_day
from syncer.core.normalise.emails import email_key
from syncer.core.normalise.letters import visible
from syncer.core.normalise.names import read_name
from syncer.core.normalise.profiles import profile_slug
from syncer.core.outreach import Path, PathKind, Target, Tier
from syncer.core.paths import Hints, Remembering, find_paths
from syncer.core.people import assemble
from syncer.core.priority import DIRECT, closeness_points, path_points
from syncer.core.ranking import rank
from syncer.core.remembered import remembered
from syncer.core.tuning import DEFAULTS
from syncer.core.workbook.cells import fold
from syncer.data.load import load_knowledge
from syncer.pool.records import CARRIED, number, split
from syncer.pool.tables import level

if TYPE_CHECKING:
    import pyarrow as pa

TOLD = 200
"""People that one member knows at one company and that others' books are compared with; more are only counted."""
MOST_ALIASES = 30
Row = dict[str, Any]


def members_read(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Members with the number of their consent, their mail keys (also as a list) and profile."""
    made = [_member(row) for row in batch.to_pylist() if row["member_id"]]
    return _batch(made, members_schema())


def _member(row: Row) -> Row:
    addresses = list(filter(None, map(email_key, split(row["emails"]))))
    return {
        "member_id": row["member_id"],
        "name": visible(row["name"] or "") or "A member",
        "level": level(row["consent"]),
        "mails": ";".join(addresses),
        "addresses": addresses,
        "profile": profile_slug(row["linkedin_url"] or ""),
        "sought_role": row["sought_role"] or "",
        "sheet": row["google_sheet"] or "",
    }


def members_schema() -> "pa.Schema":
    """The columns of ``members_read``."""
    import pyarrow as pa

    plain = _schema("member_id name level:int mails profile sought_role sheet")
    return plain.append(pa.field("addresses", pa.list_(pa.string())))


def targets_read(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Targets with a number: one for equal company, domain and other names, whoever wants to work there.

    ``company_key``: the same for every way to write one company.
    """
    made, key = [], employers_of(()).key
    for row in batch.to_pylist():
        shown = {name: visible(row[name] or "") for name in ("company", "posting", "stage")}
        if not (row["member_id"] and shown["company"]):
            continue
        domain = visible(row["domain"] or "").casefold()
        aliases = ";".join(filter(None, map(visible, split(row["aliases"])[:MOST_ALIASES])))
        wish = (row["motivation"] or "").partition(".")[0]
        made.append(
            {
                **shown,
                "member_id": row["member_id"],
                "target": number(shown["company"], f"{domain}\x1f{aliases}"),
                "domain": domain,
                "aliases": aliases,
                "company_key": key(shown["company"]) or fold(shown["company"]),
                "motivation": int(wish) if wish in ("1", "2", "3", "4", "5") else 0,
            }
        )
    return _batch(made, targets_schema())


def targets_schema() -> "pa.Schema":
    """The columns of ``targets_read``."""
    return _schema("member_id target:int company domain aliases company_key motivation:int posting stage")


# --- employers -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def employers_of(targets: tuple[Target, ...]) -> Remembering:
    """Employer knowledge for many targets of the pool, made once in each process."""
    return _asked_about(targets)


def _asked_about(targets: Sequence[Target]) -> Remembering:
    return Remembering(TargetEmployers(targets, load_knowledge()))


@dataclass(frozen=True, slots=True)
class Targets:
    """All companies that a pool asks about. ``shared``: those of members who share and are believed.

    Companies stand beside each other: "Initech Labs" is no Initech where somebody asks for the Labs. So what only a
    member who shares nothing asks for (``apart``) is looked for by itself, and changes nobody else's result.
    """

    shared: tuple[Target, ...]
    apart: tuple[Target, ...]


def judged(batch: "pa.RecordBatch", targets: Targets) -> "pa.RecordBatch":
    """Which distinct employer texts and @domains are, or stand beside, which target; nothing for all others."""
    made: list[Row] = []
    for employers in map(employers_of, filter(None, (targets.shared, targets.apart))):
        for text in batch.column("text").to_pylist():
            name, domain = ("", text[1:]) if text.startswith("@") else (text, "")
            for match in employers.judge(name, domain):
                told = (match.outcome.value, match.tier.value, match.reason)
                made.append(_judged(text, match.target_id, *told))
            for target, kind, reason in employers.related(name, domain):
                made.append(_judged(text, target, kind.value, "", reason))
    return _batch(made, judged_schema())


def _judged(text: str, target: str, outcome: str, tier: str, reason: str) -> Row:
    return {"text": text, "target": int(target), "outcome": outcome, "tier": tier, "reason": reason}


def judged_schema() -> "pa.Schema":
    """The columns of ``judged``."""
    return _schema("text target:int outcome tier reason")


# --- one member's list ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody whom a member knows in a company, as one text: id (18 signs), n or b for now or before, name."""

    person: str
    now: bool
    name: str

    @classmethod
    def parse(cls, text: str) -> "Inside":
        """From ``str``."""
        return cls(text[:18], text[18] == "n", text[19:])

    def __str__(self) -> str:
        return f"{self.person}{'n' if self.now else 'b'}{self.name}"


def listed(batch: "pa.RecordBatch", targets: Targets, today: date, most: int) -> "pa.RecordBatch":
    """Of whole books: each member's best ``most`` people for their targets, and whom who shares knows in any target."""
    made: list[Row] = []
    for book in _books(batch):
        employers = employers_of(targets.shared) if book.shares else _asked_about(book.wanted)
        made += _of_one(book, employers, today, most)
    return _batch(made, listed_schema())


def listed_schema() -> "pa.Schema":
    """The columns of ``listed``: kind "direct" (a person to ask) or "inside" (people known in a company)."""
    import pyarrow as pa

    plain = _schema(
        "kind owner target:int person_id name score:float how evidence why ask now:int before:int strength:float"
    )
    return plain.append(pa.field("insiders", pa.list_(pa.string())))


def _of_one(book: "_Book", employers: Remembering, today: date, most: int) -> Iterator[Row]:
    people = assemble(book.clusters, {}, {}, today, employers.key).people
    grades: dict[str, Grade] = {id: one.said.grade for id, one in people.items() if one.said.grade}
    paths = find_paths(people, Hints({}, grades), employers, today).paths
    mine = {target.id for target in book.wanted}
    led = {id: people[id] for id, ways in paths.items() if any(path.target_id in mine for path in ways)}
    tuning = replace(DEFAULTS, max_rows=most)
    outreach = rank(World(today, book.me, led, book.wanted, {}, (), tuning, employers))
    for row in outreach.rows[:most]:
        yield _direct(book.owner, led[row.person_id].name, row)
    if book.shares:  # who shares nothing opens nothing for others
        yield from _insides(book, people, paths.values(), today)


def _direct(owner: str, name: str, row: Any) -> Row:
    return {
        "kind": "direct",
        "owner": owner,
        "target": int(row.target_id),
        "person_id": row.person_id,
        "name": name,
        "score": round(row.score.total, 3),
        "how": row.path.kind.value,
        "evidence": row.evidence.value,
        "why": row.why,
        "ask": row.ask,
    }


def _insides(
    book: "_Book", people: Mapping[str, Person], paths: Iterable[Sequence[Path]], today: date
) -> Iterator[Row]:
    """For each company of the pool: how many people this member knows there, and the closest of them."""
    found: dict[str, list[tuple[float, Inside]]] = {}
    for path in (path for ways in paths for path in ways):
        if path.kind in DIRECT and path.tier is not Tier.REVIEW:
            person = people[path.person_id]
            strength = path_points(path, today) + closeness_points(path.kind, person.said.grade, "")
            inside = Inside(book.known_as[person.id], path.kind is PathKind.NOW, person.name)
            found.setdefault(path.target_id, []).append((strength, inside))
    for target in sorted(found):
        known = sorted(found[target], key=lambda one: (-one[0], one[1].person))
        yield {
            "kind": "inside",
            "owner": book.owner,
            "target": int(target),
            "now": sum(one.now for _, one in known),
            "before": sum(not one.now for _, one in known),
            "strength": round(known[0][0], 3),
            "insiders": [str(one) for _, one in known[:TOLD]],
        }


@dataclass(frozen=True, slots=True)
class _Book:
    """A member's contacts who have to do with some target, without the member, and the companies the member wants.

    ``known_as``: the id in this book of each person -> their id in the pool.
    """

    owner: str
    me: Me
    shares: bool
    wanted: Sequence[Target]
    clusters: Sequence[Cluster]
    known_as: Mapping[str, str]


def _books(batch: "pa.RecordBatch") -> Iterator[_Book]:
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
        yield _Book(owner, me, bool(of["level"][book[0]]), wanted, others, known_as)


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


# --- tables --------------------------------------------------------------------------------------------------------


def _schema(columns: str) -> "pa.Schema":
    import pyarrow as pa

    kinds = {"": pa.string(), "int": pa.int64(), "float": pa.float64()}
    return pa.schema([(name, kinds[kind]) for name, _, kind in (column.partition(":") for column in columns.split())])


def _batch(rows: Sequence[Row], schema: "pa.Schema") -> "pa.RecordBatch":
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(rows, schema=schema)
