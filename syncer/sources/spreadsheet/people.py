"""From a row of a hand-made sheet to a record."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from syncer.core.model import Grade, PartialDate, Place, Position, Record, Ref, Said
from syncer.core.normalise.dates import BIRTHDAY, parse_partial
from syncer.core.normalise.emails import email_key, emails_in, split_emails
from syncer.core.normalise.names import join_name
from syncer.core.normalise.phones import split_phones
from syncer.core.normalise.profiles import profile_slug
from syncer.sources.closeness import grade_of
from syncer.sources.keys import key_of
from syncer.sources.reading.delimited import Row
from syncer.sources.said import said_of
from syncer.sources.spreadsheet.fields import Fields
from syncer.sources.spreadsheet.pages import Page

_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[^\s,;)>\"']+", re.IGNORECASE)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?\Z")
_TWO_PEOPLE = re.compile(
    r"\S\s+(?:&|\+|/|and|und|et|y)\s+\S|\S\s*[/;]\s+\S|\S[ \t]+\S+\s*\n\s*\S+[ \t]+\S", re.IGNORECASE
)
_DAYS = ("last contact", "next date")


def two_people(name: str) -> bool:
    """Whether a name cell holds two people: ``Bob & Carol Smith``, ``Ann Lee / Bo Lee``."""
    outside = re.sub(r"\([^()]*\)", "", name)
    return _TWO_PEOPLE.search(outside) is not None and "," not in outside


def record_of(row: Row, page: Page, fields: Fields, source: str, scale: int, section: str) -> Record | None:
    """The person of a row, under the heading ``section``; ``None`` without name, e-mail, phone and profile.

    An e-mail address or profile that stands in the notes, the name or behind a link counts as theirs. Two people in
    one cell stay one record with a weak key, so that nothing is merged with either unasked. Name and employer are
    enough to hold on to here: somebody who knows this person wrote them side by side. A name alone is weak.
    """
    text = fields.of(row.cells)
    linked = _linked(row, page)
    name = text.get("name", "") or join_name(text.get("first", ""), text.get("middle", ""), text.get("last", ""))
    emails = _emails(row, fields, text, linked)
    name = _without_address(name)
    urls = _profiles(row, text, linked)
    phones = tuple(part for at in fields.phones for part in split_phones(row.cells[at]))
    if not (name or emails or phones or urls):
        return None
    jobs = _positions(text)
    key, weak = key_of(name, emails, urls, phones, jobs[0].employer if jobs else "")
    return Record(
        ref=Ref(source, key),
        kind="sheet",
        place=Place(page.file, row.line),
        full_name=name,
        first_name=text.get("first", "") if "name" not in text else "",
        middle_name=text.get("middle", "") if "name" not in text else "",
        last_name=text.get("last", "") if "name" not in text else "",
        nickname=text.get("nickname", ""),
        emails=emails,
        phones=phones,
        urls=urls,
        positions=jobs,
        city=text.get("city", ""),
        birthday=_birthday(text.get("birthday", "")),
        said=_said(row, fields, text, scale, section),
        weak_key=(weak and not jobs) or two_people(name),
    )


def _linked(row: Row, page: Page) -> tuple[str, ...]:
    """Where the cells of the row link to."""
    if not page.links:
        return ()
    return tuple(url for at in range(len(row.cells)) if (url := page.links.get((row.line, at))))


def _emails(row: Row, fields: Fields, text: Mapping[str, str], linked: tuple[str, ...]) -> tuple[str, ...]:
    found = [part for at in fields.emails for part in split_emails(row.cells[at])]
    if not any(email_key(part) for part in found):
        elsewhere = (text.get("name", ""), text.get("notes", ""), *(row.cells[at] for at in fields.other))
        found += [address for cell in elsewhere for address in emails_in(cell)]
    found += [url for url in linked if url.lower().startswith("mailto:")]
    by_key = {email_key(address) or address: address for address in reversed(found)}
    return tuple(dict.fromkeys(by_key[email_key(address) or address].removeprefix("mailto:") for address in found))


def _without_address(name: str) -> str:
    addresses = emails_in(name)
    for address in addresses:
        name = name.replace(address, "")
    return name.strip(" <>()[],;:-\u2013") if addresses else name


def _profiles(row: Row, text: Mapping[str, str], linked: tuple[str, ...]) -> tuple[str, ...]:
    stated = [text["linkedin"]] if "linkedin" in text and "." in text["linkedin"] else []
    anywhere = [found[0] for cell in row.cells if "linkedin.com/" in cell.lower() for found in _PROFILE.finditer(cell)]
    links = [url for url in linked if profile_slug(url)]
    return tuple(dict.fromkeys([*anywhere, *links])) or tuple(stated)


def _positions(text: Mapping[str, str]) -> tuple[Position, ...]:
    job = Position(text.get("company", ""), text.get("title", ""))
    return (job,) if job.employer or job.title else ()


def _birthday(text: str) -> PartialDate | None:
    day = parse_partial(as_day(text), BIRTHDAY) if text else None
    return day if day and day.year else None


def as_day(text: str) -> str:
    """A day that a spreadsheet shows as its serial number (days since 1899-12-30), as 2026-01-31."""
    if _SERIAL.match(text):
        return (date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat()
    return text


def _said(row: Row, fields: Fields, text: Mapping[str, str], scale: int, section: str) -> Said:
    told = dict(text)
    for field in _DAYS:
        if field in told:
            told[field] = as_day(told[field])
    more = [f"{fields.cells[at]}: {row.cells[at]}" for at in fields.other if row.cells[at] and fields.cells[at]]
    told["notes"] = "\n".join(part for part in (text.get("notes", ""), *more) if part)
    said = said_of(told, scale, labels=(section,) if section else (), ranks=fields.ranks)
    if said.grade or "strength" in text or not section:
        return said
    grade: Grade = grade_of(section.strip(" :"), 0) or ""
    return replace(said, grade=grade)
