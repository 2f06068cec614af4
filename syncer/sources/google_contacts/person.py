"""One ``Person`` of the People API as a record. Values have no guaranteed order: the primary first, the rest sorted."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from syncer.core.model import PartialDate, Place, Position, Record, Ref, Said
from syncer.core.normalise.emails import email_key, is_generic
from syncer.core.normalise.names import join_name
from syncer.sources.google_contacts.book import CONTACTS, Entry
from syncer.sources.said import field_of, said_of

FILE = "Google Contacts"
_OTHER = "Other contacts"
"""The label of people whom the user never saved: an address is all that is known of them."""
_PAST = re.compile(r"\b(?:old|former|past|previous|ex|früher|ancien|anterior)\b", re.IGNORECASE)
"""Words in a type of the user's own that say that a job is over, as in Google's CSV."""


def record_of(resource: str, entry: Entry, labels: Mapping[str, str], source: str) -> Record:
    """The record of an entry. ``labels``: resource name to name.

    An organisation without ``current`` is not a past one: contacts hardly ever have the mark. It is past where it has
    an end date or a type like "Former" and is not marked as current. Schools are no employers and are left out.
    """
    name = _primary(entry, "names")
    first, middle, last = (_text(name, part) for part in ("givenName", "middleName", "familyName"))
    nicknames = _listed(entry, "nicknames")
    return Record(
        ref=Ref(source, key_of(resource, entry)),
        kind="google",
        place=Place(FILE, 0, resource),
        full_name=_text(name, "displayName") or join_name(first, middle, last),
        first_name=first,
        middle_name=middle,
        last_name=last,
        nickname=_first(_text(one, "value") for one in nicknames if _text(one, "type") != "MAIDEN_NAME"),
        maiden_name=_first(_text(one, "value") for one in nicknames if _text(one, "type") == "MAIDEN_NAME"),
        emails=_values(entry, "emailAddresses"),
        phones=_values(entry, "phoneNumbers", "canonicalForm"),
        urls=_values(entry, "urls"),
        positions=_positions(entry),
        city=_first(_text(one, "city") for one in _listed(entry, "addresses")),
        birthday=_birthday(entry),
        said=_said(resource, entry, labels),
    )


def key_of(resource: str, entry: Entry) -> str:
    """What stays when the resource name changes or an 'other contact' is saved: the id at its source.

    Without one, the number in the resource name. Of several joined contacts, the first id of the alphabet.
    """
    sources = _listed(entry.get("metadata") or {}, "sources")
    ids = sorted(_text(one, "id") for one in sources if _text(one, "type") in ("CONTACT", "OTHER_CONTACT"))
    return _first(ids) or resource.rpartition("/")[2]


def no_person(resource: str, record: Record) -> str:
    """Why an entry is no person, or ``""``: it has a name, an address of its own, or a number and no organisation.

    An 'other contact' needs one of the first two: most without are machines that send mail.
    """
    if record.full_name or any((key := email_key(text)) and not is_generic(key) for text in record.emails):
        return ""
    if record.positions:
        return "companies"
    if not (record.emails or record.phones or record.urls):
        return "empty entries"
    return "" if resource.startswith(CONTACTS) else "shared addresses"


def _listed(entry: Entry, field: str) -> list[dict[str, Any]]:
    """The values of a field: the primary one first, the rest in an order of their own."""
    values = entry.get(field)
    if not values:
        return []
    found = [one for one in values if isinstance(one, dict)]  # JSON; dict is quicker than Mapping
    if len(found) > 1:
        found.sort(key=lambda one: (not _is_primary(one), _text(one, "value").casefold()))
    return found


def _is_primary(one: Entry) -> bool:
    return bool((one.get("metadata") or {}).get("primary"))


def _primary(entry: Entry, field: str) -> Entry:
    return next(iter(_listed(entry, field)), {})


def _text(one: Entry, key: str) -> str:
    found = one.get(key)
    return found.strip() if isinstance(found, str) else ""


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _values(entry: Entry, field: str, better: str = "value") -> tuple[str, ...]:
    """The distinct texts of a field; the form ``better`` where Google gives it (phones: E.164)."""
    texts = (_text(one, better) or _text(one, "value") for one in _listed(entry, field))
    return tuple(dict.fromkeys(text for text in texts if text))


def _positions(entry: Entry) -> tuple[Position, ...]:
    found = [
        (not _is_primary(one), _position(one))
        for one in _listed(entry, "organizations")
        if _text(one, "type").casefold() != "school" and (_text(one, "name") or _text(one, "title"))
    ]
    return tuple(job for _, job in sorted(found, key=lambda pair: (pair[0], *_rank(pair[1]))))


def _position(one: Entry) -> Position:
    ended = _day(one.get("endDate"))
    stated = one.get("current")
    past = ended is not None or bool(_PAST.search(_text(one, "type")))
    current = stated if isinstance(stated, bool) else not past
    return Position(_text(one, "name"), _text(one, "title"), _day(one.get("startDate")), ended, current)


def _rank(job: Position) -> tuple[Any, ...]:
    """Current jobs first, then those with an employer, the newest before older ones."""
    started = job.started or PartialDate(0)
    return not job.current, not job.employer, -started.year, -started.month, -started.day, job.employer, job.title


def _day(found: object) -> PartialDate | None:
    """A ``Date``, where 0 or nothing is unknown; ``None`` without a year, or for a day that no calendar has."""
    if not isinstance(found, dict):
        return None
    year, month, day = (one if isinstance(one := found.get(part), int) else 0 for part in ("year", "month", "day"))
    try:
        date(year, month or 1, (day or 1) if month else 1)
    except ValueError:
        return None
    return PartialDate(year, month, day if month else 0)


def _birthday(entry: Entry) -> PartialDate | None:
    return next((day for one in _listed(entry, "birthdays") if (day := _day(one.get("date")))), None)


def _said(resource: str, entry: Entry, labels: Mapping[str, str]) -> Said:
    groups = [one.get("contactGroupMembership") or {} for one in _listed(entry, "memberships")]
    named = sorted({labels[key] for one in groups if (key := _text(one, "contactGroupResourceName")) in labels})
    if not resource.startswith(CONTACTS):
        named.append(_OTHER)
    fields: dict[str, str] = {}
    if notes := _text(_primary(entry, "biographies"), "value"):
        fields["notes"] = notes
    pairs = [(_text(one, "type"), _text(one, "person")) for one in _listed(entry, "relations")]
    pairs += [(_text(one, "key"), _text(one, "value")) for one in _listed(entry, "userDefined")]
    for label, value in sorted(pairs):
        field = field_of(label) if label and value else ""
        if field:
            fields.setdefault(field, value)
    return said_of(fields, labels=named) if fields or named else Said()
