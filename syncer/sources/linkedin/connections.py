"""The rows of Connections.csv, in every era and re-saved form, as drafts of records.

Works on mappings from field to text, so rows of the Member Data Portability API, which carry the same columns, can be
read the same way. Eras and quirks: input formats, section 1.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from syncer.core.model import Place, Position, Record, Ref, Rejected, Said, Ties
from syncer.core.normalise.dates import BIRTHDAY, CONNECTED_ON, parse_day, parse_partial
from syncer.core.normalise.profiles import profile_slug
from syncer.sources.reading.columns import ALIASES, Column, Header, known_fields
from syncer.sources.reading.head import format_of
from syncer.sources.reading.refusal import SHOWN, listing, masked, refuse

_CONNECTED = (
    "Connected On",
    "connected",
    "Verbunden am",
    "connecté le",
    "conectado el",
    "conectado em",
    "verbonden op",
)
COLUMNS = (
    Column("first", ("First Name", *ALIASES["first"])),
    Column("last", ("Last Name", *ALIASES["last"])),
    Column("middle", ("Middle Name",)),
    Column("name", ALIASES["name"]),
    Column("url", ("URL", "Profile URL", *ALIASES["linkedin"])),
    Column("email", ("Email Address", *ALIASES["email"])),
    Column("email 2", ("E-mail 2 Address",)),
    Column("email 3", ("E-mail 3 Address",)),
    Column("company", ALIASES["company"]),
    Column("title", ALIASES["title"]),
    Column("connected", (*_CONNECTED, "collegato il", "data di collegamento")),
    Column("notes", ALIASES["notes"]),
    Column("phone", ("Mobile Phone", "Phone", "Primary Phone")),
    Column("phone 2", ("Business Phone", "Company Main Phone")),
    Column("phone 3", ("Home Phone",)),
    Column("city", ("Business City", "Home City")),
    Column("birthday", ("Birthday",)),
)
_OUTLOOK_ERA = ("Title", "Suffix", "Job Title", "E-mail Address", "Business Street", "Web Page")
"""Columns by which the export of before 2017 is known (section 1.3). Its Title is "Dr", not a job."""
EXPECTED = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_EMAILS = ("email", "email 2", "email 3")
_PHONES = ("phone", "phone 2", "phone 3")
_PERSON = ("first", "last", "name", "url", "company", "title", "notes", *_EMAILS, *_PHONES)
_NEEDED = (("connected", "Connected On"), ("company", "Company"), ("title", "Position"))
_HINTED = (("url", "URL", ("url", "link", "profil")), ("email", "Email Address", ("mail",)))
"""Columns that an era may lack: missed only where an unknown one hints at them."""
_TOTAL = re.compile(r"(?:grand )?(?:total|sum|gesamt|summe|totaal|totale)\b[\s:=]*[\d.,\s]*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"[\d/.\-: ]+|[\d .\-]*[^\W\d_]{3,10}[\d .\-]*")


@dataclass(slots=True)
class Draft:
    """One connection, before what the other files say about it is added. ``key`` will be the ``Ref.key``."""

    line: int
    key: str
    slug: str
    fields: Mapping[str, str]
    connected: date | None

    def record(self, source: str, file: str, ties: Ties, said: Said, past: tuple[Position, ...]) -> Record:
        """The record, with what the other files add: ties, a note, positions held before."""
        get = self.fields.get
        first, last, url = get("first", ""), get("last", ""), get("url", "")
        company, title = get("company", ""), get("title", "")
        emails = tuple(text for text in map(get, _EMAILS) if text)
        return Record(
            ref=Ref(source, self.key),
            kind="linkedin",
            place=Place(file, self.line),
            full_name="" if first or last else get("name", ""),
            first_name=first,
            middle_name=get("middle", ""),
            last_name=last,
            emails=emails,
            phones=tuple(text for text in map(get, _PHONES) if text),
            urls=(url,) if url else (),
            positions=((Position(company, title), *past) if company or title else past),
            city=get("city", ""),
            birthday=parse_partial(get("birthday", ""), BIRTHDAY),
            connected_on=self.connected,
            ties=ties,
            said=said,
            weak_key=not self.slug and not emails,
        )

    @property
    def name(self) -> str:
        """First and last name for comparison with the names in other files."""
        whole = self.fields.get("name") or f"{self.fields.get('first', '')} {self.fields.get('last', '')}"
        return name_key(whole)


@dataclass(slots=True)
class Connections:
    """All connections of one export by key, in file order, and what happened to every row that is not among them."""

    file: str
    drafts: dict[str, Draft] = field(default_factory=dict)
    seen: int = 0
    merged: int = 0
    hidden: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    unread_dates: list[str] = field(default_factory=list)
    without_url_column: bool = False

    def newest(self) -> date | None:
        """The latest day on which a connection was made."""
        return max((draft.connected for draft in self.drafts.values() if draft.connected), default=None)

    def notes(self) -> list[str]:
        """What the report should say, one line each."""
        said = [f"{self.hidden} hidden members: LinkedIn gives only the date"] if self.hidden else []
        if self.without_url_column:
            said.append("no URL column (an export from before 2023): people are told apart by name, e-mail and date")
        if self.unread_dates:
            said.append(f"Connected On left out in {len(self.unread_dates)} rows: {', '.join(self.unread_dates[:3])}")
        return [f"{self.file}: {line}" for line in said]


def is_connections_header(keys: Sequence[str]) -> bool:
    """Whether a line can be the header: a name, and at least one of the columns beside it (section 11, rule 5).

    A header of another known format counts, so that the error can say what the file is.
    """
    fields = known_fields(keys)
    beside = fields & {"company", "title", "linkedin", "email"} or "connected on" in keys
    return bool(format_of(keys) or (fields & {"first", "name"} and beside))


def check_header(header: Header, file: str) -> tuple[Column, ...]:
    """The columns to read by this header. ``SourceError`` if it is another file's or a column was renamed."""
    old = len(header.all(*_OUTLOOK_ERA)) >= 4
    looks = format_of(header.keys)
    if looks and looks != "LinkedIn connections" and not old:
        found = f"this is no Connections.csv; it looks like {looks}"
        raise refuse("E-LI-WRONG-FILE", Place(file, header.line), found, "Give Connections.csv or the whole archive.")
    if old:
        return (*(column for column in COLUMNS if column.key != "url"), Column("url", ("Web Page",)))
    _refuse_renamed(header, file)
    return COLUMNS


def _refuse_renamed(header: Header, file: str) -> None:
    """A needed column is missing while another is unknown: it was renamed, and must not silently read as blank."""
    present = {column.key for column in COLUMNS if header.all(*column.names)}
    strange = strange_columns(header)
    missing = [shown for key, shown in _NEEDED if key not in present and strange]
    missing += [shown for key, shown, hints in _HINTED if key not in present and _any_holds(strange, hints)]
    if missing:
        found = f"no column {', '.join(missing)}; not known: {listing(strange)}"
        remedy = "Rename the column to what LinkedIn calls it, or export again."
        raise refuse("E-CSV-COLUMN", Place(file, header.line), found, remedy)


def strange_columns(header: Header) -> list[str]:
    """Header cells that no column goes by."""
    names = [name for column in COLUMNS for name in column.names]
    known = set(header.all(*names, "Tags", *_OUTLOOK_ERA))
    return [cell for position, cell in enumerate(header.cells) if cell and position not in known]


def _any_holds(cells: list[str], hints: tuple[str, ...]) -> bool:
    return any(hint in cell.casefold() for cell in cells for hint in hints)


def read_connections(
    rows: Iterable[tuple[int, Mapping[str, str]]], file: str, latest: date, has_url: bool = True
) -> Connections:
    """Drafts from rows (line number and fields). ``latest``: days after it cannot be true and are left out."""
    found = Connections(file, without_url_column=not has_url)
    repeats: dict[str, list[Mapping[str, str]]] = {}
    for line, fields in rows:
        found.seen += 1
        if not any(map(fields.get, _PERSON)):
            found.hidden += 1
            continue
        draft = _draft(line, fields, found, latest)
        if draft is None:
            continue
        known = found.drafts.get(draft.key)
        alike = repeats.setdefault(draft.key, []) if not draft.slug else []
        if known and draft.slug:
            found.merged += 1
            _complete(known, draft)
        elif known and fields in alike:
            found.merged += 1
        else:
            alike.append(fields)
            if known:  # namesakes without a profile: a counter keeps them apart
                draft.key = f"{draft.key}#{len(alike)}"
            found.drafts[draft.key] = draft
    return found


def _complete(known: Draft, again: Draft) -> None:
    """The same member a second time: what the first row left blank is taken from the second."""
    known.fields = {**again.fields, **{key: text for key, text in known.fields.items() if text}}
    known.connected = known.connected or again.connected


def _draft(line: int, fields: Mapping[str, str], found: Connections, latest: date) -> Draft | None:
    """One draft, or ``None`` after a rejection."""
    slug = profile_slug(fields.get("url", ""))
    email = fields.get("email", "").casefold()
    name = fields.get("name") or f"{fields.get('first', '')} {fields.get('last', '')}".strip()
    company = fields.get("company", "")
    if not slug and not email:
        whole = company or found.without_url_column
        if not name or not whole or (_TOTAL.fullmatch(name) and not company):
            reason = "no profile, no e-mail, and not both a name and a company"
            found.rejected.append(Rejected(Place(found.file, line), "E-LI-NO-KEY", reason))
            return None
    connected = _connected(line, fields.get("connected", ""), found, latest)
    key = slug or email or f"{name_key(name)}|{connected or name_key(company)}"
    return Draft(line, key, slug, fields, connected)


def _connected(line: int, text: str, found: Connections, latest: date) -> date | None:
    if not text:
        return None
    day = parse_day(text, CONNECTED_ON)
    if day and day <= latest:
        return day
    why = "in the future" if day else "not one clear date"
    shown = text[:SHOWN] if _DATE_LIKE.fullmatch(text) else masked(text)
    found.unread_dates.append(f"line {line} '{shown}' ({why})")
    return None


def name_key(name: str) -> str:
    """A name for comparison inside one export: NFC, casefolded, single spaces, nothing invisible."""
    visible = "".join(letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter) != "Cf")
    return " ".join(visible.casefold().split())
