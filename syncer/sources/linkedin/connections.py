"""The rows of Connections.csv, in every era and re-saved form, as drafts of records.

Works on mappings from field to text, so rows of the Member Data Portability API, which carry the same columns, can be
read the same way. Eras and quirks: input formats, section 1.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from syncer.core.model import NOTHING_SAID, Place, Position, Record, Ref, Rejected, Said
from syncer.core.normalise.dates import BIRTHDAY, CONNECTED_ON, parse_day, parse_partial
from syncer.core.normalise.profiles import profile_slug
from syncer.sources.keys import bounded
from syncer.sources.reading.columns import ALIASES, Column, Header, header_key, known_fields
from syncer.sources.reading.head import format_of
from syncer.sources.reading.refusal import SHOWN, listing, masked, refuse

_CONNECTED = (
    "Connected On",
    "connected",
    "Verbunden am",
    "connecté le",
    "date de connexion",
    "conectado el",
    "fecha de conexión",
    "data da conexão",
    "data de conexão",
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
_TOLD = 5
_DATE_LIKE = re.compile(r"\d{1,4}([/.\- ])\d{1,2}(?:\1\d{1,4})?|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}")
"""What may be shown of a day that cannot be read: a phone or a name in its column may not."""


@dataclass(slots=True)
class Connections:
    """All connections of one export by key, in file order, and what happened to every row that is not among them."""

    source: str
    file: str
    records: dict[str, Record] = field(default_factory=dict)
    seen: int = 0
    merged: int = 0
    hidden: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    unread_dates: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    without_url_column: bool = False

    def newest(self) -> date | None:
        """The latest day on which a connection was made."""
        return max((record.connected_on for record in self.records.values() if record.connected_on), default=None)

    def leave_out_future(self, latest: date) -> None:
        """Days after ``latest`` are not true, unless most are: then it is the file's own date that is wrong."""
        dated = [(key, record) for key, record in self.records.items() if record.connected_on]
        future = [(key, record) for key, record in dated if record.connected_on and record.connected_on > latest]
        if len(future) * 2 > len(dated):
            return
        for key, record in future:
            self.unread_dates.append(f"line {record.place.line} '{record.connected_on}' (in the future)")
            self.records[key] = replace(record, connected_on=None)

    def notes(self) -> list[str]:
        """What the report should say, one line each."""
        said = [f"{self.hidden} hidden members: LinkedIn gives only the date"] if self.hidden else []
        if self.without_url_column:
            said.append("no URL column (an export from before 2023): people are told apart by name, e-mail and date")
        said += self.odd[:_TOLD] + ([f"and {len(self.odd) - _TOLD} more like these"] if len(self.odd) > _TOLD else [])
        if self.unread_dates:
            more = len(self.unread_dates) - _TOLD
            listed = ", ".join(self.unread_dates[:_TOLD]) + (f" and {more} more" if more > 0 else "")
            said.append(f"Connected On cannot be used: {listed}")
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


def read_connections(rows: Iterable[tuple[int, Mapping[str, str]]], found: Connections) -> None:
    """Adds records from rows, each a line number and its fields."""
    repeats: dict[str, list[Mapping[str, str]]] = {}
    for line, fields in rows:
        found.seen += 1
        if not any(map(fields.get, _PERSON)):
            found.hidden += 1
            continue
        slug = profile_slug(fields.get("url", ""))
        if not slug and not _can_stand_alone(fields, found):
            reason = "no profile, no e-mail, and not both a name and a company"
            found.rejected.append(Rejected(Place(found.file, line), "E-LI-NO-KEY", reason))
            continue
        if _is_shifted(fields):
            reason = "the cells stand under the wrong columns: a date or an address is where none belongs"
            found.rejected.append(Rejected(Place(found.file, line), "E-LI-SHIFTED", reason))
            continue
        connected = _connected(line, fields.get("connected", ""), found)
        key = slug or _key(fields, connected)
        known = found.records.get(key)
        alike = repeats.setdefault(key, []) if not slug else []
        if fields in alike:
            found.merged += 1
            continue
        alike.append(fields)
        if known and slug:
            found.merged += 1
            if _another(known, fields):
                found.odd.append(f"line {line} has the profile of line {known.place.line} under another name: left out")
            found.records[key] = _complete(known, _record(line, key, fields, connected, found))
            continue
        if known:  # namesakes without a profile: a counter keeps them apart
            key = f"{key}#{len(alike)}"
        found.records[key] = _record(line, key, fields, connected, found)


def read_rows_by_header(rows: Sequence[Mapping[str, str]], found: Connections) -> None:
    """Adds records from rows keyed by LinkedIn's own column names, as the Member Data Portability API gives them."""
    names = tuple(rows[0]) if rows else ()
    header = Header(0, names, tuple(map(header_key, names)))
    binding = header.bind(check_header(header, found.file), found.file)
    cells = ([row.get(name, "").strip() for name in names] for row in rows)
    read_connections(((line, binding.row(row)) for line, row in enumerate(cells, start=1)), found)


def _record(line: int, key: str, fields: Mapping[str, str], connected: date | None, found: Connections) -> Record:
    get = fields.get
    first, last, url = get("first", ""), get("last", ""), get("url", "")
    company, title = get("company", ""), get("title", "")
    emails, phones = tuple(filter(None, map(get, _EMAILS))), tuple(filter(None, map(get, _PHONES)))
    return Record(
        ref=Ref(found.source, key),
        kind="linkedin",
        place=Place(found.file, line),
        full_name="" if first or last else get("name", ""),
        first_name=first,
        middle_name=get("middle", ""),
        last_name=last,
        emails=emails,
        phones=phones,
        urls=(url,) if url else (),
        positions=(Position(company, title),) if company or title else (),
        city=get("city", ""),
        birthday=parse_partial(fields["birthday"], BIRTHDAY) if "birthday" in fields else None,
        connected_on=connected,
        said=Said(notes=fields["notes"]) if get("notes") else NOTHING_SAID,
        weak_key=not (emails or phones or profile_slug(url)),
    )


def _is_shifted(fields: Mapping[str, str]) -> bool:
    """Whether a cell too few or too many moved the others: nothing in such a row can be trusted."""
    url = fields.get("url", "")
    if "@" in url and "/" not in url:
        return True
    moved = (fields.get(name, "") for name in ("company", "title", "email"))
    return not fields.get("connected") and any(text[:1].isdigit() and parse_day(text, CONNECTED_ON) for text in moved)


def _another(known: Record, fields: Mapping[str, str]) -> bool:
    """Whether the row names somebody else: no word in common."""
    mine = known.full_name or f"{known.first_name} {known.last_name}"
    words, others = (set(name_key(name).split()) for name in (mine, _name(fields)))
    return bool(words and others) and words.isdisjoint(others)


def _complete(known: Record, again: Record) -> Record:
    """The same member a second time: what the first row left blank is taken from the second."""
    facts = ("full_name", "first_name", "last_name", "emails", "phones", "positions", "connected_on", "said")
    blank = {fact: getattr(again, fact) for fact in facts if not getattr(known, fact)}
    return replace(known, **blank)


def _can_stand_alone(fields: Mapping[str, str], found: Connections) -> bool:
    """Whether a row without a profile is a person: an e-mail, or a name with a company. Before 2023 a name will do."""
    if any(map(fields.get, _EMAILS)):
        return True
    name, company = _name(fields), fields.get("company", "")
    return bool(name and (company or found.without_url_column)) and not (not company and _TOTAL.fullmatch(name))


def _key(fields: Mapping[str, str], connected: date | None) -> str:
    """For a row without a profile: the e-mail, or the name with the day, which a change of job leaves as they are."""
    email = next(filter(None, map(fields.get, _EMAILS)), "")
    return bounded(email.casefold()) or bounded(
        f"{name_key(_name(fields))}|{connected or name_key(fields.get('company', ''))}"
    )


def _name(fields: Mapping[str, str]) -> str:
    return fields.get("name") or f"{fields.get('first', '')} {fields.get('last', '')}".strip()


def _connected(line: int, text: str, found: Connections) -> date | None:
    if not text:
        return None
    day = parse_day(text, CONNECTED_ON)
    if not day:
        shown = text[:SHOWN] if _DATE_LIKE.fullmatch(text) else masked(text)
        found.unread_dates.append(f"line {line} '{shown}' (not one clear date)")
    return day


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A name for comparison inside one export: NFC, casefolded, single spaces, nothing invisible."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
        name = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    return " ".join(name.casefold().split())
