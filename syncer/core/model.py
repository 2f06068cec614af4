"""The values a run passes from one step to the next. All frozen; a step makes new ones.

Order of a run: ``Snapshot`` (records as a source holds them) -> ``Contact`` (normalised) -> ``Cluster`` (contacts of
one human) -> ``Person`` (their facts agreed). What follows from people is in ``outreach.py``.

Blank text is ``""``, an unknown date is ``None``. Dates are calendar dates in the user's time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

SourceKind = Literal["linkedin", "google", "outlook", "vcard", "sheet", "council"]
Grade = Literal["A", "B", "C", ""]
"""How well you know someone. A: family, good friends; B: very well, not closely; C: would return a call."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which only the year, or year and month, may be known (0 = unknown)."""

    year: int
    month: int = 0
    day: int = 0

    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


# --- as a source holds it ------------------------------------------------------------------------------------------


class Ref(NamedTuple):
    """Which record: the source's name from the settings and a key that stays the same from export to export.

    A tuple, since refs are keys and are sorted by the ten thousand: four times as fast as a dataclass (measured).
    """

    source: str
    key: str

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in which file, for messages. ``line`` is 1-based (0: the whole file); ``column`` a header or letter."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line or "", self.column) if part)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not become a contact: where it is and why. Never holds the record's own text."""

    place: Place
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Position:
    """One job: employer and title as written. ``current`` is False only where a source says so (end date, mark)."""

    employer: str
    title: str = ""
    started: PartialDate | None = None
    ended: PartialDate | None = None
    current: bool = True


@dataclass(frozen=True, slots=True)
class Ties:
    """How you and they have dealt with each other on LinkedIn. Counts and dates only, never content."""

    sent: int = 0
    received: int = 0
    first_message: date | None = None
    last_message: date | None = None
    last_from_them: date | None = None
    invited_by: Literal["", "you", "them"] = ""
    recommended_you: bool = False
    you_recommended: bool = False
    endorsed_you: bool = False
    you_endorsed: bool = False


class Opening(NamedTuple):
    """A company that somebody can open, as they said themselves in a council. ``evidence``: Confirmed, Likely or
    Potential; ``through``: whom they know there, in words; ``words``: all of it as a sentence without full stop.
    """

    company: str
    evidence: str
    through: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a person wrote about a contact in a sheet of their own (or a note field), before any workbook exists."""

    grade: Grade = ""
    how_met: str = ""
    knows_someone_at: tuple[str, ...] = ()
    introduced_by: str = ""
    past_employers: tuple[str, ...] = ()
    last_contact: date | None = None
    status: str = ""
    next_action: str = ""
    next_date: date | None = None
    notes: str = ""
    labels: tuple[str, ...] = ()
    opens: tuple[Opening, ...] = ()


NOTHING_SAID = Said()
"""Shared, so that most contacts are told by a glance to have none."""


@dataclass(frozen=True, slots=True)
class Record:
    """One person as a source holds them: text trimmed, not interpreted. ``urls`` may hold a LinkedIn profile."""

    ref: Ref
    kind: SourceKind
    place: Place
    full_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    nickname: str = ""
    maiden_name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    city: str = ""
    birthday: PartialDate | None = None
    connected_on: date | None = None
    ties: Ties = Ties()
    said: Said = NOTHING_SAID
    weak_key: bool = False
    """No profile, e-mail or phone to hold on to (name and company only): never merged without being asked."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who the user is, as their own export says: never listed as a contact; own jobs make overlaps."""

    name: str = ""
    emails: tuple[str, ...] = ()
    profile: str = ""
    positions: tuple[Position, ...] = ()
    schools: tuple[Position, ...] = ()
    """Education as positions: ``employer`` is the school, ``title`` the degree."""
    sought: str = ""
    """The job they look for, by what they told a job board or the jobs they saved and applied for."""


@dataclass(frozen=True, slots=True)
class SuggestedTarget:
    """A company the user's own data points at: where it was seen and when last."""

    name: str
    basis: Literal["follows", "saved job", "applied", "dream company", "target list"]
    seen: date | None = None
    domain: str = ""
    aliases: tuple[str, ...] = ()
    motivation: int | None = None
    posting: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a source holds now. ``records_in = len(records) + merged + len(rejected) + sum(skipped.values())``.

    ``merged``: exact duplicates inside the source. ``skipped``: reason -> count of entries that are no people
    ("hidden members", "blank rows", "companies"). ``notes``: one line each for the report ("read as cp1252").
    ``as_of``: the day the export was made, where it can be told.
    """

    source: str
    kind: SourceKind
    records: tuple[Record, ...]
    records_in: int
    merged: int = 0
    rejected: tuple[Rejected, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    me: Me = Me()
    suggested_targets: tuple[SuggestedTarget, ...] = ()


# --- normalised ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``display`` is what people see, verbatim; the parts are cleaned of titles and remarks."""

    display: str
    given: str = ""
    middle: str = ""
    family: str = ""
    nickname: str = ""
    maiden: str = ""
    suffix: str = ""
    """``jr``, ``sr``, ``ii``, ``iii`` or ``iv``: what tells father and son apart."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A record, normalised: e-mails lower-case, phones E.164, ``profile`` the canonical LinkedIn slug."""

    ref: Ref
    kind: SourceKind
    name: Name
    owner: str = ""
    """Whose address book it stands in; ``""`` is the user's own."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile: str = ""
    positions: tuple[Position, ...] = ()
    city: str = ""
    birthday: PartialDate | None = None
    connected_on: date | None = None
    ties: Ties = Ties()
    said: Said = NOTHING_SAID
    weak_key: bool = False
    as_of: date | None = None
    unusable: tuple[str, ...] = ()
    """E-mail and phone texts that are kept but are no evidence of identity."""


# --- one human -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """One human with the facts agreed from all their contacts, best evidence first.

    ``positions``: current ones first, then past ones, newest first; past ones accumulate from import to import.
    ``changed_job``: the day a change of employer was first seen, if one was.
    """

    id: str
    name: str
    contacts: tuple[Contact, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile: str = ""
    positions: tuple[Position, ...] = ()
    connected_on: date | None = None
    ties: Ties = Ties()
    said: Said = NOTHING_SAID
    as_of: date | None = None
    changed_job: date | None = None

    @property
    def employer(self) -> str:
        """The current employer as written, or ``""``."""
        return self.positions[0].employer if self.positions and self.positions[0].current else ""

    @property
    def title(self) -> str:
        """The current title as written, or ``""``."""
        return self.positions[0].title if self.positions and self.positions[0].current else ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the sources that hold this person."""
        if len(self.contacts) == 1:
            return (self.contacts[0].ref.source,)
        return tuple(sorted({contact.ref.source for contact in self.contacts}))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One job of one person as imports showed it: export dates of the first and the last import that held it."""

    employer: str
    title: str
    first_seen: date
    last_seen: date
    current: bool = True
