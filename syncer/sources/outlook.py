"""Outlook's address book as CSV, Thunderbird's, and LinkedIn's of before 2017, which used Outlook's columns.

Facts: input formats, sections 1.3, 5 and 6. Columns are found by position, because French repeats names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncer.core.model import NOTHING_SAID, PartialDate, Place, Position, Record, Ref, Said, Snapshot
from syncer.core.normalise.dates import DOTTED, ISO, SLASHED, parse_partial
from syncer.core.normalise.names import join_name
from syncer.sources.keys import key_of
from syncer.sources.outlook_headers import columns, known
from syncer.sources.reading.delimited import Row
from syncer.sources.reading.head import Head
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.somebody import is_somebody
from syncer.sources.tables import open_known, read_people

WHAT = "Outlook contacts"
_EXPECTED = ("First Name", "Last Name", "Company", "Job Title", "E-mail Address")
_LABELS = re.compile(r"\s*[;,]\s*")
_NO_DAY = frozenset(("0/0/00", "00/00/0000", "0.0.00", "0/0/0000", "0-0-00", "00.00.0000"))


def is_header(keys: Sequence[str]) -> bool:
    """Whether these header keys are an Outlook or a Thunderbird export's."""
    return known(keys)


def claims(head: Head) -> bool:
    """Whether a file is an Outlook or a Thunderbird export."""
    return is_header(head.header)


@dataclass(frozen=True, slots=True)
class OutlookCsv:
    """A CSV that Outlook, Outlook.com, Google ("Outlook CSV"), Thunderbird or the LinkedIn of before 2017 wrote.

    ``Title`` is the honorific, the job is ``Job Title``. ``Ref.key`` is the first usable e-mail address, else as in
    ``sources.keys``. Rows with a company but no person are skipped as "companies". ``SourceError``: as
    ``sources.tables.open_known``, and E-CSV-ROWS.
    """

    name: str
    path: Path
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """Every person in the file."""
        table = open_known(self.path, is_header, WHAT, _EXPECTED, self.limits)
        places = columns(table.header)

        def read(row: Row) -> Record | str | None:
            record = _record(row, places, self.name, table.file)
            return record if is_somebody(record) else "companies" if record.positions else None

        return read_people(self.name, "outlook", self.path, table, read, columns)


def _record(row: Row, places: Mapping[str, tuple[int, ...]], source: str, file: str) -> Record:
    def all_of(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.cells[at] for at in places.get(field, ()) if row.cells[at]))

    def one(field: str) -> str:
        return next(iter(all_of(field)), "")

    first, middle, last = one("first"), one("middle"), one("last")
    shown = " ".join(part for part in (join_name(first, middle, last), one("suffix")) if part)
    full = shown if first or last else one("display")
    emails, phones, urls = all_of("email"), all_of("phone"), all_of("url")
    job = Position(one("company"), one("title"))
    key, weak = key_of(full, emails, urls, phones, job.employer)
    return Record(
        ref=Ref(source, key),
        kind="outlook",
        place=Place(file, row.line),
        full_name=full,
        first_name=first,
        middle_name=middle,
        last_name=last,
        nickname=one("nickname"),
        emails=emails,
        phones=phones,
        urls=urls,
        positions=(job,) if job.employer or job.title else (),
        city=one("city"),
        birthday=_birthday(one("birthday"), (one("birth_year"), one("birth_month"), one("birth_day"))),
        said=_said(one("notes"), one("labels"), one("referrer")),
        weak_key=weak,
    )


def _said(notes: str, labels: str, referrer: str) -> Said:
    if not (notes or labels or referrer):
        return NOTHING_SAID
    names = tuple(dict.fromkeys(label for label in _LABELS.split(labels) if label))
    return Said(notes=notes, labels=names, introduced_by=referrer)


def _birthday(text: str, parts: tuple[str, str, str]) -> PartialDate | None:
    """A birthday with its year; Outlook writes ``0/0/00`` for none. What could be two days is left out."""
    if all(part.isdecimal() for part in parts):
        text = "-".join((parts[0].zfill(4), parts[1].zfill(2), parts[2].zfill(2)))
    day = parse_partial(text, (ISO, DOTTED, SLASHED)) if text and text not in _NO_DAY else None
    return day if day and day.year else None
