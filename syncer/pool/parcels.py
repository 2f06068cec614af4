"""What each member's own workbook is made of, packed once a member: their book, their targets, who opens what for them.

A parcel holds nothing that its member's rows of ``paths`` do not tell: of other books only the ways that were worked
out at the level both consent to. Records are one person here if their own book says so. Its digest follows from
what is in it and from nothing else, so that a workbook for which nothing changed need not be opened.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from syncer.core.identity.model import Pair
from syncer.core.model import (
    Contact,
    Grade,
    Me,
    Opening,
    Place,
    Position,
    Record,
    Ref,
    Said,
    Snapshot,
    SourceKind,
    SuggestedTarget,
)
from syncer.core.normalise.dates import BIRTHDAY, CONNECTED_ON, parse_day, parse_partial
from syncer.core.normalise.emails import email_key
from syncer.core.normalise.profiles import profile_slug
from syncer.pool.engine import Engine
from syncer.pool.records import split

if TYPE_CHECKING:
    import pyarrow as pa

POOL = "pool"
"""The name of the source that says what others open."""
MOST_RECORDS = 20_000
"""Contacts of one member that fill a workbook: those who matter to some target first, graded ones before others."""
_AT_ONCE = 50
TOGETHER = 64.0
"""Bits for records that the pool found to be one person by a join within their book: it knows more of what is rare."""
_KINDS: tuple[SourceKind, ...] = ("linkedin", "google", "outlook", "vcard", "sheet")
"""Each is a source of the member's run, also where it is empty: an emptied one must not look as if never there."""
_RECORD = (
    *("record_id", "person_id", "kind", "first_name", "last_name", "full_name", "emails", "phones", "linkedin_url"),
    *("company", "title", "city", "birthday", "connected_on", "former", "grade"),
)
_TARGET = ("company", "domain", "aliases", "motivation", "posting")
_WAY = ("via", "name", "mails", "profile", "company", "evidence", "names", "why")
_ME = ("name", "mails", "profile", "sought_role", "sheet", "known")
_Row = Mapping[str, str]


def parcels(engine: Engine, most: int = MOST_RECORDS) -> None:
    """Make table ``parcels(owner, digest, sheet, left_out, parcel)``, a member each, after the job's other tables."""
    carried = ", ".join(f"o.{name}" for name in _RECORD if name not in ("person_id", "kind"))
    engine.sql(
        "shelved",
        f"SELECT o.owner, p.own_id AS person_id, c.kind, {carried}, row_number() OVER (PARTITION BY o.owner ORDER BY "  # noqa: S608 - ours
        "CASE WHEN k.unique_id IS NULL THEN 1 ELSE 0 END, coalesce(o.grade, 'Z'), p.unique_id) AS place "
        "FROM owned AS o JOIN people AS p ON o.owner = p.owner AND o.record_id = p.record_id "
        "JOIN contacts_read AS c ON p.unique_id = c.unique_id LEFT JOIN concerned AS k ON p.unique_id = k.unique_id",
    )
    known = "SELECT owner, count(*) AS known FROM people GROUP BY owner"
    engine.sql(
        "luggage",
        f"SELECT owner, 'record' AS what, {_packed(_RECORD)} AS text FROM shelved WHERE place <= {most}",  # noqa: S608
        f"SELECT member_id AS owner, 'target' AS what, {_packed(_TARGET)} AS text FROM wanted",  # noqa: S608
        f"SELECT owner, 'way' AS what, {_packed(_WAY)} AS text FROM (SELECT i.owner, i.person_id AS via, "  # noqa: S608
        "i.name, m.mails, m.profile, n.company, i.evidence, i.names, i.why "
        "FROM introduced AS i JOIN names_of AS n ON i.target = n.target "
        "JOIN sharing AS m ON i.person_id = m.member_id) AS ways_told",
        f"SELECT member_id AS owner, 'me' AS what, {_packed(_ME)} AS text FROM (SELECT s.*, b.known FROM sharing AS s "  # noqa: S608
        f"LEFT JOIN ({known}) AS b ON s.member_id = b.owner) AS selves",
    )
    engine.map_groups("parcels", "luggage", "owner", packed, packed_schema())
    engine.drop("shelved", "luggage")


def _packed(names: Sequence[str]) -> str:
    cells = (f"replace(coalesce(CAST({name} AS STRING), ''), chr(31), ' ')" for name in names)
    return " || chr(31) || ".join(cells)


def packed(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Of whole owners: each one's parcel as JSON, and its digest."""
    import pyarrow as pa

    rows = sorted(batch.to_pylist(), key=lambda row: (row["owner"], row["what"], row["text"]))
    made = [_parcel(owner, list(group)) for owner, group in groupby(rows, key=lambda row: str(row["owner"]))]
    return pa.RecordBatch.from_pylist(made, schema=packed_schema())


def packed_schema() -> "pa.Schema":
    """The columns of ``packed``."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("owner", "digest", "sheet", "parcel")]
    return pa.schema([*texts, ("left_out", pa.int64())])


def _parcel(owner: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, list[dict[str, str]]] = {"record": [], "target": [], "way": [], "me": []}
    shapes = {"record": _RECORD, "target": _TARGET, "way": _WAY, "me": _ME}
    for row in rows:
        what = str(row["what"])
        found[what].append(dict(zip(shapes[what], str(row["text"]).split("\x1f"), strict=True)))
    records, ways, (me,) = found["record"], found["way"], found["me"]
    for way in ways:
        way["same_as"] = _own_record_of(way, records)
        del way["mails"], way["profile"]  # nothing of another member that the list does not tell
    sheet, known = me.pop("sheet"), int(me.pop("known") or 0)
    text = json.dumps(
        {"me": me, "records": records, "targets": found["target"], "ways": ways}, ensure_ascii=False, sort_keys=True
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {"owner": owner, "digest": digest, "sheet": sheet, "parcel": text, "left_out": known - len(records)}


def _own_record_of(way: _Row, records: Sequence[_Row]) -> str:
    """The record in which the member has the other member; ``""`` for none. Told by the member's own addresses."""
    mails = set(split(way["mails"]))
    for record in records:
        if way["profile"] and profile_slug(record["linkedin_url"]) == way["profile"]:
            return record["record_id"]
        if mails and not mails.isdisjoint(map(email_key, split(record["emails"]))):
            return record["record_id"]
    return ""


# --- unpacked ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parcel that waits for its member. ``sheet``: the Google Sheet that the members table names, as written there.

    ``left_out``: contacts of theirs beyond ``MOST_RECORDS``.
    """

    member: str
    digest: str
    sheet: str
    left_out: int


def waiting(engine: Engine) -> tuple[Waiting, ...]:
    """Every parcel of the table, in the order of the members."""
    found = engine.rows("SELECT owner, digest, sheet, left_out FROM parcels ORDER BY owner")
    return tuple(Waiting(owner, digest, sheet, int(left_out)) for owner, digest, sheet, left_out in found)


def fetched(engine: Engine, which: Sequence[Waiting]) -> Iterator[tuple[Waiting, str]]:
    """These parcels with their text, few at a time."""
    for some in (which[at : at + _AT_ONCE] for at in range(0, len(which), _AT_ONCE)):
        digests = ", ".join(f"'{one.digest}'" for one in some)  # hexadecimal: nothing that a member wrote
        found = dict(engine.rows(f"SELECT digest, parcel FROM parcels WHERE digest IN ({digests})"))  # noqa: S608
        yield from ((one, str(found[one.digest])) for one in some)


@dataclass(frozen=True)
class Parcel:
    """One member's parcel, opened."""

    text: str

    @cached_property
    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The member's book, a source for each kind, and what others open: what a run reads."""
        records = sorted(
            (_record(row) for row in self._all["records"] if _says_something(row)), key=lambda one: one.ref
        )
        me = self._all["me"]
        wish = (Position("", me["sought_role"], current=False),) if me["sought_role"] else ()
        own = Me(me["name"], split(me["mails"]), me["profile"], wish)
        by_kind = {kind: tuple(one for one in records if one.kind == kind) for kind in _KINDS}
        found = [Snapshot(kind, kind, kept, len(kept), me=own) for kind, kept in by_kind.items()]
        members = tuple(_member(list(ways)) for _, ways in groupby(self._all["ways"], key=lambda way: way["via"]))
        return (*found, Snapshot(POOL, "council", members, len(members), me=own))

    @property
    def targets(self) -> tuple[SuggestedTarget, ...]:
        """The companies that fill the Targets tab once."""
        return tuple(
            SuggestedTarget(
                row["company"],
                "target list",
                domain=row["domain"],
                aliases=split(row["aliases"]),
                motivation=int(row["motivation"]) or None,
                posting=row["posting"],
            )
            for row in self._all["targets"]
        )

    @property
    def people(self) -> dict[Ref, str]:
        """Record -> the same word for all records of one person."""
        own = {_ref(row): str(row["person_id"]) for row in self._all["records"]}
        person = {str(row["record_id"]): str(row["person_id"]) for row in self._all["records"]}
        known = {way["via"]: way["same_as"] for way in self._all["ways"]}
        return own | {Ref(POOL, via): person[record] for via, record in known.items() if record}


def together(contacts: Sequence[Contact], people: Mapping[Ref, str]) -> list[Pair]:
    """The pairs that make one person of the records that have the same word in ``people``."""
    last: dict[str, int] = {}
    made: list[Pair] = []
    for at, contact in enumerate(contacts):
        person = people.get(contact.ref)
        if person is None:
            continue
        if person in last:
            made.append(Pair(last[person], at, TOGETHER, 1.0))
        last[person] = at
    return made


def _says_something(row: _Row) -> bool:
    told = ("first_name", "last_name", "full_name", "emails", "phones", "linkedin_url")
    return any(row[name] for name in told)


def _ref(row: _Row) -> Ref:
    return Ref(_kind(row), row["record_id"])


def _kind(row: _Row) -> SourceKind:
    return cast("SourceKind", row["kind"])


def _record(row: _Row) -> Record:
    grade = row["grade"].strip().upper()
    grade = grade if grade in ("A", "B", "C") else ""
    return Record(
        ref=_ref(row),
        kind=_kind(row),
        place=Place("contacts"),
        full_name=row["full_name"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        emails=split(row["emails"]),
        phones=split(row["phones"]),
        urls=(row["linkedin_url"],) if row["linkedin_url"] else (),
        positions=(Position(row["company"], row["title"]),) if row["company"] or row["title"] else (),
        city=row["city"],
        birthday=parse_partial(row["birthday"], BIRTHDAY),
        connected_on=parse_day(row["connected_on"], CONNECTED_ON),
        said=Said(grade=cast("Grade", grade), past_employers=split(row["former"])),
    )


def _member(ways: Sequence[_Row]) -> Record:
    openings = (Opening(way["company"], way["evidence"], way["names"], way["why"].rstrip(".")) for way in ways)
    return Record(
        ref=Ref(POOL, ways[0]["via"]),
        kind="council",
        place=Place("members"),
        full_name=ways[0]["name"],
        said=Said(opens=tuple(sorted(openings))),
        weak_key=not any(way["same_as"] for way in ways),
    )
