"""The agenda as an iCalendar file (RFC 5545) for any calendar program to import, again and again.

Every event lasts all day, as a date without a time zone: what is due on a day is due on that day wherever one is. The
UID of an event is the same in every file, so that importing again moves it. SEQUENCE grows whenever the event changed;
it counts from the day, so it grows even after the file was lost. What is no longer to be done is marked as cancelled
for a month, since importing cannot take an event away.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core.agenda import Appointment
from syncer.core.workbook.cells import clean

PRODUCT = "-//syncer//follow-ups//EN"
KEEP_DAYS = 30
"""Days: so long past and cancelled events stay in the file."""
_OCTETS = 75
_FIRST_DAY = date(2026, 1, 1)
_CHANGES_A_DAY = 100


@dataclass(frozen=True, slots=True)
class _Event:
    """One event. ``lines``: its properties but for the stamp and the sequence."""

    uid: str
    day: date
    stamp: str
    sequence: int
    lines: tuple[str, ...]


def calendar(agenda: Sequence[Appointment], before: str, today: date) -> str:
    """The file that follows ``before`` (``""``: the first). The same agenda on the same day gives the same file.

    ``ValueError`` where ``before`` is no file of ours.
    """
    known = _read(before)
    events = {event.uid: event for event in (_event(one, known, today) for one in agenda)}
    for uid, old in known.items():
        if uid not in events and old.day + timedelta(days=KEEP_DAYS) >= today:
            events[uid] = old if old.day < today else _changed(old, _cancelled(old.lines), today)
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Job search"]
    ordered = sorted(events.values(), key=lambda event: (event.day, event.uid))
    lines = [*head, *(line for event in ordered for line in _written(event)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(one: Appointment, known: Mapping[str, _Event], today: date) -> _Event:
    slug = re.sub(r"[^a-z]+", "-", one.what.casefold()).strip("-")
    uid = f"{one.person_id}-{slug}@syncer"
    words = [*one.words, *([f"By {one.channel}."] if one.channel else [])]
    lines = (
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(one.title)}",
        *([f"DESCRIPTION:{_text(chr(10).join(words))}"] if words else []),
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
    )
    return _changed(known.get(uid, _Event(uid, one.day, "", -1, ())), lines, today)


def _changed(old: _Event, lines: tuple[str, ...], today: date) -> _Event:
    """The event with these lines: the old one where nothing changed, else with a higher sequence."""
    day = _day(lines)
    if old.lines == lines:
        return old
    sequence = max(old.sequence + 1, (today - _FIRST_DAY).days * _CHANGES_A_DAY)
    return _Event(old.uid, day, f"{today:%Y%m%d}T000000Z", sequence, lines)


def _cancelled(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("STATUS:CANCELLED" if line.startswith("STATUS:") else line for line in lines)


def _written(event: _Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp}"
    yield f"SEQUENCE:{event.sequence}"
    yield from event.lines
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Text as a value: commas, semicolons, backslashes and line breaks escaped, control characters gone."""
    plain = clean(text).replace("\t", " ").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # a piece after the first begins with a space
        piece, size = piece + character, size + octets
    return "\r\n ".join([*pieces, piece])


def _read(text: str) -> dict[str, _Event]:
    """The events of a file of ours."""
    if not text:
        return {}
    lines = re.split(r"\r?\n", re.sub(r"\r?\n[ \t]", "", text))
    if f"PRODID:{PRODUCT}" not in lines:
        raise ValueError("it is no calendar file of syncer")
    found: dict[str, _Event] = {}
    event: list[str] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = []
        elif line == "END:VEVENT":
            one = _understood(event)
            found[one.uid] = one
        else:
            event.append(line)
    return found


def _understood(lines: Sequence[str]) -> _Event:
    named = {name: value for name, _, value in (line.partition(":") for line in lines)}
    rest = tuple(line for line in lines if not line.startswith(("UID:", "DTSTAMP:", "SEQUENCE:")))
    try:
        return _Event(named["UID"], _day(rest), named["DTSTAMP"], int(named["SEQUENCE"]), rest)
    except (KeyError, ValueError, StopIteration):
        raise ValueError("an event in it was edited and cannot be read") from None


def _day(lines: Sequence[str]) -> date:
    digits = next(line for line in lines if line.startswith("DTSTART;VALUE=DATE:"))[-8:]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
