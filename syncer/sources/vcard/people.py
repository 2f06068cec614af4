"""From a card to a record: whom it is about, and which cards are about nobody."""

import re
from itertools import chain
from typing import Literal

from syncer.core.model import PartialDate, Place, Position, Record, Ref, Said
from syncer.core.normalise.dates import BIRTHDAY, parse_partial
from syncer.core.normalise.emails import email_key, is_generic
from syncer.core.normalise.letters import repaired
from syncer.core.normalise.names import join_name
from syncer.sources.keys import key_of
from syncer.sources.vcard.cards import Card, Property

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z")
_COMPACT_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?\Z")
_REVISED = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[T ][\d:.,]+(?:Z|[+-][\d:]+)?)?\Z|\d{1,2}/\d{1,2}/\d{4}\b.*\Z")
_SYSTEM_LABELS = frozenset(("mycontacts", "my contacts", "starred", "imported"))

Nobody = Literal["empty cards", "companies", "groups"]


def nobody(card: Card) -> Nobody | None:
    """Why a card is about no person, or ``None`` if it is about one."""
    told = {prop.name: prop.text.casefold() for prop in card.properties}
    if not any(prop.text.strip("; ") for prop in card.properties if prop.name not in ("VERSION", "REV", "UID")):
        return None if card.junk else "empty cards"  # lines that nobody could read are no empty card
    kind = told.get("KIND") or told.get("X-ADDRESSBOOKSERVER-KIND", "")
    if kind == "group":
        return "groups"
    if kind in ("org", "location") or told.get("X-ABSHOWAS") == "company":
        return "companies"
    company = next((prop.parts[0].casefold() for prop in _all(card, "ORG")), "")
    named = any(_name_parts(card)) or _first(card, "FN").casefold() not in ("", company)
    if company and not named and not any(_personal(prop.text) for prop in card.properties if prop.name == "EMAIL"):
        return "companies"
    return None


def _first(card: Card, name: str) -> str:
    return next((prop.text for prop in card.properties if prop.name == name), "")


def _personal(text: str) -> bool:
    address = email_key(text)
    return bool(address) and not is_generic(address)


def record_of(card: Card, source: str, file: str) -> Record | None:
    """The person on the card; ``None`` if it holds no name, e-mail, phone or profile to know them by."""
    first, middle, last = _name_parts(card)
    urls = tuple(prop.text for prop in _all(card, "URL", "X-SOCIALPROFILE") if "." in prop.value)
    emails, phones = _ranked(card, "EMAIL"), tuple(text.removeprefix("tel:") for text in _ranked(card, "TEL"))
    full = _first(card, "FN")
    if not (full or first or last or emails or phones or urls):
        return None
    shown = repaired(" ".join((full or join_name(first, middle, last)).split()))
    jobs = _positions(card)
    key, weak = key_of(shown, emails, urls, phones, jobs[0].employer if jobs else "", _first(card, "UID"))
    return Record(
        ref=Ref(source, key),
        kind="vcard",
        place=Place(file, card.line),
        full_name=shown,
        first_name=first,
        middle_name=middle,
        last_name=last,
        nickname=next((prop.items[0] for prop in _all(card, "NICKNAME") if prop.items), ""),
        maiden_name=_first(card, "X-MAIDENNAME"),
        emails=emails,
        phones=phones,
        urls=urls,
        positions=jobs,
        city=next((prop.parts[3] for prop in _all(card, "ADR") if len(prop.parts) > 3 and prop.parts[3]), ""),
        birthday=_birthday(_first(card, "BDAY")),
        said=_said(card),
        weak_key=weak,
    )


def _all(card: Card, *names: str) -> list[Property]:
    return [prop for prop in card.properties if prop.name in names]


def _ranked(card: Card, name: str) -> tuple[str, ...]:
    """Values, the preferred one first, each once."""
    found = sorted(_all(card, name), key=lambda prop: not prop.preferred)
    return tuple(dict.fromkeys(text for prop in found if (text := prop.text)))


def _name_parts(card: Card) -> tuple[str, str, str]:
    """First, middle and last name of ``N``: family;given;additional;prefix;suffix, each perhaps a list."""
    for prop in _all(card, "N"):
        family, given, middle = (" ".join(part.replace(",", " ").split()) for part in (*prop.parts, "", "", "")[:3])
        return given, middle, family
    return "", "", ""


def _positions(card: Card) -> tuple[Position, ...]:
    """Jobs: an ORG and a TITLE of one group belong together, otherwise the first to the first, and so on."""
    employers, titles = _all(card, "ORG"), _all(card, "TITLE") or _all(card, "ROLE")
    jobs: list[Position] = []
    for employer in employers:
        of_group = (title for title in titles if employer.group and title.group == employer.group)
        of_none = (title for title in titles if not _grouped(title, employers))
        title = next(chain(of_group, of_none), None)
        if title:
            titles.remove(title)
        jobs.append(Position(employer.parts[0], title.text if title else ""))
    jobs += [Position("", title.text) for title in titles]
    return tuple(dict.fromkeys(job for job in jobs if job.employer or job.title))


def _grouped(title: Property, employers: list[Property]) -> bool:
    return bool(title.group) and any(employer.group == title.group for employer in employers)


def _said(card: Card) -> Said:
    labels = (label for prop in _all(card, "CATEGORIES") for label in prop.items)
    notes = "\n".join(prop.text for prop in _all(card, "NOTE") if prop.text)
    return Said(
        introduced_by=_related(card, "referred_by", "referredby"),
        notes=notes,
        labels=tuple(dict.fromkeys(label for label in labels if label.casefold() not in _SYSTEM_LABELS)),
    )


def _related(card: Card, *labels: str) -> str:
    """The name under a relation that is labelled so (``item2.X-ABRELATEDNAMES`` + ``item2.X-ABLabel``)."""
    told = {prop.group: _label(prop.text) for prop in _all(card, "X-ABLABEL") if prop.group}
    for prop in _all(card, "X-ABRELATEDNAMES", "RELATED"):
        if told.get(prop.group, "").casefold().replace(" ", "_") in labels:
            return prop.text
    return ""


def _label(text: str) -> str:
    found = _APPLE_LABEL.match(text)
    return found[1] if found else text


def _birthday(text: str) -> PartialDate | None:
    """The birthday; without a year it says too little to tell people apart, and is left out."""
    if found := _COMPACT_DAY.match(text):
        text = "-".join(found.groups())
    day = parse_partial(text, BIRTHDAY) if text else None
    return day if day and day.year else None


def odd_revision(card: Card) -> bool:
    """Whether ``REV`` is no date (it is not used; the report says so)."""
    text = _first(card, "REV")
    return bool(text) and not _REVISED.match(text)
