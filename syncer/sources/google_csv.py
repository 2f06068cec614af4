"""Google Contacts as CSV, in the form of before 2024 and the one after. Facts: input formats, sections 3.1 to 3.3."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncer.core.model import NOTHING_SAID, PartialDate, Place, Position, Record, Ref, Said, Snapshot
from syncer.core.normalise.dates import BIRTHDAY, parse_partial
from syncer.core.normalise.names import join_name
from syncer.sources.google_headers import NUMBERED, is_trimmed
from syncer.sources.keys import key_of
from syncer.sources.reading.delimited import Row
from syncer.sources.reading.head import Head
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.said import field_of, said_of
from syncer.sources.somebody import is_somebody
from syncer.sources.tables import open_known, read_people

WHAT = "Google contacts"
_EXPECTED = ("First Name", "Last Name", "Organization Name", "E-mail 1 - Value")
_NO_NUMBER = {"organization name": ("organization", "name"), "organization title": ("organization", "title")}
_PAST = re.compile(r"\b(?:old|former|past|previous|ex|früher|ancien|anterior)\b", re.IGNORECASE)
_JOIN = " ::: "
_JOINED = re.compile(r"\s*:::\s*")


def is_header(keys: Sequence[str]) -> bool:
    """Whether these header keys are Google's: the new form, or the old one."""
    present = set(keys)
    new = bool(present & {"organization name", "email 1 label"}) and "first name" in present
    return new or {"given name", "family name"} <= present or is_trimmed(keys)


def claims(head: Head) -> bool:
    """Whether a file is a Google Contacts export."""
    return is_header(head.header)


@dataclass(frozen=True, slots=True)
class GoogleCsv:
    """A ``contacts.csv`` or ``google.csv``. Columns are found by name: one address book gives many column lists.

    ``Ref.key`` is the first usable e-mail address, else as in ``sources.keys``. Several values in one cell
    (`` ::: ``) are taken apart, the one marked ``*`` first. Rows with an organisation but no person are skipped as
    "companies". ``SourceError``: as ``sources.tables.open_known``, and E-CSV-ROWS.
    """

    name: str
    path: Path
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """Every person in the file."""
        table = open_known(self.path, is_header, WHAT, _EXPECTED, self.limits)
        layout = _layout(table.header.keys)

        def read(row: Row) -> Record | str | None:
            record = _record(row, layout, self.name, table.file)
            return record if is_somebody(record) else "companies" if record.positions else None

        return read_people(self.name, "google", self.path, table, read, lambda header: _layout(header.keys))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand. Of a pair, -1 where the file has no such column."""

    single: dict[str, int]
    emails: tuple[tuple[int, int], ...]
    phones: tuple[tuple[int, int], ...]
    urls: tuple[int, ...]
    jobs: tuple[tuple[int, int, int], ...]
    """Type, name, title."""
    cities: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    """Label and value of relations and custom fields."""
    prefix: int
    suffix: int


_SINGLE = {
    "full": ("name",),
    "first": ("first name", "given name"),
    "middle": ("middle name", "additional name"),
    "last": ("last name", "family name"),
    "nickname": ("nickname",),
    "maiden": ("maiden name",),
    "file_as": ("file as",),
    "birthday": ("birthday",),
    "notes": ("notes",),
    "labels": ("labels", "group membership"),
}


def _layout(keys: Sequence[str]) -> _Layout:
    groups: dict[tuple[str, int, int], dict[str, int]] = {}

    def put(kind: str, number: int, part: str, position: int) -> None:
        again = 0  # a column that stands twice holds more of the same
        while part in groups.get((kind, number, again), {}):
            again += 1
        groups.setdefault((kind, number, again), {})[part] = position

    for position, key in enumerate(keys):
        if found := NUMBERED.match(key):
            put(found[1], int(found[2]), found[3], position)
        elif key in _NO_NUMBER:
            kind, part = _NO_NUMBER[key]
            put(kind, 0, part, position)

    def of(kind: str) -> Iterator[dict[str, int]]:
        return (parts for (found, *_), parts in sorted(groups.items()) if found == kind)

    def labelled(kind: str) -> tuple[tuple[int, int], ...]:
        return tuple((_label(parts), parts["value"]) for parts in of(kind) if "value" in parts)

    def first(names: Iterable[str]) -> int:
        return next((keys.index(name) for name in names if name in keys), -1)

    return _Layout(
        single={field: at for field, names in _SINGLE.items() if (at := first(names)) >= 0},
        emails=labelled("email"),
        phones=labelled("phone"),
        urls=tuple(value for _, value in labelled("website")),
        jobs=tuple(
            (_label(parts), parts["name"], parts.get("title", -1)) for parts in of("organization") if "name" in parts
        ),
        cities=tuple(parts["city"] for parts in of("address") if "city" in parts),
        pairs=labelled("relation") + labelled("custom field"),
        prefix=first(("name prefix",)),
        suffix=first(("name suffix",)),
    )


def _label(parts: dict[str, int]) -> int:
    return parts.get("label", parts.get("type", -1))


def _record(row: Row, layout: _Layout, source: str, file: str) -> Record:
    cells = row.cells
    text = {field: cells[at] for field, at in layout.single.items() if cells[at]}
    first, middle, last = text.get("first", ""), text.get("middle", ""), text.get("last", "")
    full = text.get("full") or _built(cells, layout, (first, middle, last)) or text.get("file_as", "")
    emails, phones = _values(cells, layout.emails), _values(cells, layout.phones)
    urls = tuple(url for at in layout.urls if cells[at] for url in cells[at].split(_JOIN))
    jobs = tuple(_positions(cells, layout))
    key, weak = key_of(full, emails, urls, phones, jobs[0].employer if jobs else "")
    return Record(
        ref=Ref(source, key),
        kind="google",
        place=Place(file, row.line),
        full_name=full,
        first_name=first,
        middle_name=middle,
        last_name=last,
        nickname=text.get("nickname", ""),
        maiden_name=text.get("maiden", ""),
        emails=emails,
        phones=phones,
        urls=urls,
        positions=jobs,
        city=next((cells[at].partition(_JOIN)[0] for at in layout.cities if cells[at]), ""),
        birthday=_birthday(text["birthday"]) if "birthday" in text else None,
        said=_said(cells, layout, text),
        weak_key=weak,
    )


def _built(cells: list[str], layout: _Layout, name: tuple[str, str, str]) -> str:
    """The whole name, for the form that has no such column."""
    joined = join_name(*name)
    prefix = cells[layout.prefix] if layout.prefix >= 0 else ""
    suffix = cells[layout.suffix] if layout.suffix >= 0 else ""
    if joined and (prefix or suffix):
        return f"{prefix} {joined} {suffix}".strip()
    return joined


def _values(cells: list[str], columns: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """The values of an e-mail or phone group, each once; those whose label has the ``*`` mark of the primary first."""
    found = [(at >= 0 and cells[at].startswith("*"), cells[value]) for at, value in columns if cells[value]]
    if len(found) > 1:
        found.sort(key=lambda entry: not entry[0])
    if len(found) == 1 and ":::" not in found[0][1]:
        return (found[0][1],)
    return tuple(dict.fromkeys(part.strip() for _, text in found for part in _JOINED.split(text) if part.strip()))


def _positions(cells: list[str], layout: _Layout) -> Iterator[Position]:
    for kind, name, title in layout.jobs:
        employer, role = cells[name], cells[title] if title >= 0 else ""
        if not (employer or role):
            continue
        current = not (kind >= 0 and _PAST.search(cells[kind]))
        if _JOIN not in employer:
            yield Position(employer, role.replace(_JOIN, ", "), current=current)
            continue
        roles = role.split(_JOIN)
        for number, part in enumerate(employer.split(_JOIN)):
            yield Position(part, roles[number] if number < len(roles) else "", current=current)


def _birthday(text: str) -> PartialDate | None:
    day = parse_partial(text, BIRTHDAY)
    return day if day and day.year else None


_SYSTEM = frozenset(("* mycontacts", "* my contacts", "* starred", "* starred in android"))


def _said(cells: list[str], layout: _Layout, text: dict[str, str]) -> Said:
    groups = text.get("labels", "")
    labels = (
        [label.removeprefix("* ") for label in groups.split(_JOIN) if label and label.casefold() not in _SYSTEM]
        if groups
        else []
    )
    fields = {"notes": text["notes"]} if "notes" in text else {}
    for label, value in layout.pairs:
        if label >= 0 and cells[label] and cells[value]:
            field = field_of(cells[label])
            if field and field not in fields:
                fields[field] = cells[value]
    return said_of(fields, labels=labels) if fields or labels else NOTHING_SAID
