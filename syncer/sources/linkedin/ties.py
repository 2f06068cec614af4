"""How the user and each connection have dealt with each other, from the other files of the export.

People are joined by profile slug. Recommendations, and exports from before 2023, have names only: a name counts when
exactly one connection bears it, or exactly one of those at the company named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from syncer.core.model import Me, Position, Record, Ties
from syncer.core.normalise.profiles import profile_slug
from syncer.sources.linkedin.connections import name_key
from syncer.sources.linkedin.messages import COLUMNS as MESSAGE_COLUMNS
from syncer.sources.linkedin.messages import Talk, count_messages
from syncer.sources.linkedin.siblings import Fields, Siblings
from syncer.sources.reading.columns import Column

_INVITATIONS = (
    Column("from", ("From",), required=True),
    Column("to", ("To",), required=True),
    Column("direction", ("Direction",), required=True),
    Column("inviter", ("inviterProfileUrl",)),
    Column("invitee", ("inviteeProfileUrl",)),
)
_RECOMMENDATIONS = (
    Column("first", ("First Name",), required=True),
    Column("last", ("Last Name",), required=True),
    Column("company", ("Company",)),
    Column("title", ("Job Title",)),
)
_NOTES = (
    Column("first", ("Connection First Name",), required=True),
    Column("last", ("Connection Last Name",), required=True),
    Column("url", ("Connection Profile URL",)),
    Column("note", ("Note",), required=True),
)


@dataclass(slots=True)
class People:
    """Connections by key (the slug, where there is one) and by name."""

    records: Mapping[str, Record]
    _by_name: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, slug: str, name: str = "", company: str = "") -> str:
        """The one connection meant, or ``""``. A slug that is no connection is nobody, whatever the name."""
        if slug:
            return slug if slug in self.records else ""
        keys = self._named(name_key(name)) if name else ()
        if len(keys) > 1 and company:
            keys = tuple(key for key in keys if name_key(self.employer(key)) == name_key(company))
        return keys[0] if len(keys) == 1 else ""

    def employer(self, key: str) -> str:
        """The current employer as the export gives it, or ``""``."""
        positions = self.records[key].positions
        return positions[0].employer if positions else ""

    def _named(self, name: str) -> tuple[str, ...]:
        if not self._by_name:
            for key, record in self.records.items():
                whole = name_key(record.full_name or f"{record.first_name} {record.last_name}")
                self._by_name[whole] = (*self._by_name.get(whole, ()), key)
        return self._by_name.get(name, ())


@dataclass(slots=True)
class Dealings:
    """Everything the other files say about the connections, by key, and the user's own slug."""

    own: str = ""
    ties: dict[str, Ties] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    past: dict[str, tuple[Position, ...]] = field(default_factory=dict)

    def added_to(self, records: Mapping[str, Record]) -> tuple[Record, ...]:
        """The records with all of it, in their order."""
        touched = self.ties.keys() | self.said.keys() | self.past.keys()
        return tuple(self._add(key, record) if key in touched else record for key, record in records.items())

    def _add(self, key: str, record: Record) -> Record:
        notes = f"{record.said.notes}\n{self.said.get(key, '')}".strip()
        return replace(
            record,
            ties=self.ties.get(key, record.ties),
            positions=(*record.positions, *self.past.get(key, ())),
            said=replace(record.said, notes=notes),
        )


def read_dealings(siblings: Siblings, records: Mapping[str, Record], me: Me) -> Dealings:
    """Reads invitations, messages, recommendations, endorsements and notes."""
    people, found = People(records), Dealings()
    _invitations(siblings, people, found)
    _messages(siblings, people, found, me)
    _recommendations(siblings, people, found, "recommendations received", "recommended_you")
    _recommendations(siblings, people, found, "recommendations given", "you_recommended")
    _endorsements(siblings, people, found, ("endorsement received info", "Endorser", "endorsed_you"))
    _endorsements(siblings, people, found, ("endorsement given info", "Endorsee", "you_endorsed"))
    _notes(siblings.rows("notes", _NOTES), people, found)
    return found


def _invitations(siblings: Siblings, people: People, found: Dealings) -> None:
    """Who invited whom. The one side that all invitations share is the user."""
    own: Counter[str] = Counter()
    for row in siblings.rows("invitations", _INVITATIONS):
        outgoing = row["direction"].upper() == "OUTGOING"
        inviter, invitee = (profile_slug(row.get(side, "")) for side in ("inviter", "invitee"))
        own[inviter if outgoing else invitee] += 1
        key = people.find(invitee if outgoing else inviter, row["to" if outgoing else "from"])
        if key:
            _mark(found, key, invited_by="you" if outgoing else "them")
    own.pop("", None)
    found.own = min(own, key=lambda slug: (-own[slug], slug), default="")


def _messages(siblings: Siblings, people: People, found: Dealings, me: Me) -> None:
    letters = count_messages(siblings.rows("messages", MESSAGE_COLUMNS))
    found.own = found.own or letters.who_is(me.name)
    if not found.own:
        if letters.by_sender:
            siblings.notes.append(
                "messages are not counted: neither Invitations nor Profile tells which profile is yours"
            )
        return
    talks = letters.talks(found.own, lambda name: people.find("", name))
    for slug in sorted(talks):
        key = people.find(slug)
        if key:
            found.ties[key] = _with_talk(found.ties.get(key, Ties()), talks[slug])


def _with_talk(ties: Ties, talk: Talk) -> Ties:
    days = [day for day in (talk.sent.first, talk.received.first, talk.sent.last, talk.received.last) if day]
    return replace(
        ties,
        sent=talk.sent.number,
        received=talk.received.number,
        first_message=min(days, default=None),
        last_message=max(days, default=None),
        last_from_them=talk.received.last,
    )


def _recommendations(siblings: Siblings, people: People, found: Dealings, kind: str, mark: str) -> None:
    """A very strong tie. The company is the writer's at that time: a past position, unless they are still there."""
    unmatched = 0
    for row in siblings.rows(kind, _RECOMMENDATIONS):
        company, name = row.get("company", ""), f"{row['first']} {row['last']}"
        key = people.find("", name, company)
        if not key:
            unmatched += 1
            continue
        _mark(found, key, **{mark: True})
        then = Position(company, row.get("title", ""), current=False)
        if company and name_key(company) != name_key(people.employer(key)) and then not in found.past.get(key, ()):
            found.past[key] = (*found.past.get(key, ()), then)
    if unmatched:
        siblings.notes.append(f"{kind}: {unmatched} match no connection, or several of the same name")


def _endorsements(siblings: Siblings, people: People, found: Dealings, kind: tuple[str, str, str]) -> None:
    """A weak tie. One person endorses many skills within seconds: people count, not rows."""
    file, side, mark = kind
    columns = (
        Column("first", (f"{side} First Name",), required=True),
        Column("last", (f"{side} Last Name",), required=True),
        Column("url", (f"{side} Public Url",)),
    )
    for row in siblings.rows(file, columns):
        key = people.find(profile_slug(row.get("url", "")), f"{row['first']} {row['last']}")
        if key:
            _mark(found, key, **{mark: True})


def _notes(rows: Iterable[Fields], people: People, found: Dealings) -> None:
    """The user's private note on a connection; several are joined."""
    for row in rows:
        key = people.find(profile_slug(row.get("url", "")), f"{row['first']} {row['last']}")
        if key and row["note"]:
            found.said[key] = f"{found.said.get(key, '')}\n{row['note']}".strip()


def _mark(found: Dealings, key: str, **facts: bool | str) -> None:
    known = found.ties.get(key, Ties())
    found.ties[key] = replace(known, **facts)  # type: ignore[arg-type]
