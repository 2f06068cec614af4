"""What of a contact tells people apart, in the shape the linkage model compares."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from syncer.core.identity.naming import NameKeys, name_keys, spelt_out
from syncer.core.identity.nicknames import Nicknames, squash
from syncer.core.model import Contact, Name, PartialDate
from syncer.core.normalise.emails import domain_of, is_free_mail, is_generic, registrable
from syncer.core.normalise.letters import fold

FEW = 2
"""An e-mail or phone under up to this many different initials is one's own: two allow for a married name."""
MANY = 5
"""Under more than this many it is a switchboard or a shared mailbox."""
_PHONE_DIGITS = 9
"""Numbers are compared by their last nine digits: a missing or assumed country code then does no harm."""

_LEGAL_WORDS = """inc incorporated llc ltd limited corp corporation co company gmbh ag se sa sas sarl srl spa bv nv ab
    as oy plc llp lp pvt private pte pty kg kgaa group holding holdings the and"""
_LEGAL = frozenset(_LEGAL_WORDS.split())
_LET = frozenset({"example.com", "example.net", "example.org", "onmicrosoft.com"})
"""Domains under which many firms have their names: ``acme.onmicrosoft.com``; those of RFC 2606 stand for any."""
_DIGITS = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Features:
    """One contact as the model sees it. Blank is ``""`` or ``()``."""

    name: NameKeys
    kind: str
    owner: str
    emails: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    """What stands before the @, without separators, and a profile slug without its number: people keep them."""
    handles: tuple[str, ...] = ()
    """Those of them that do not merely spell the name."""
    spelled: tuple[str, ...] = ()
    """The full name as mailboxes spell it, from the name and from the mailboxes themselves, numbers off."""
    phones: tuple[str, ...] = ()
    slug: str = ""
    company: str = ""
    employers: tuple[str, ...] = ()
    """Every employer named, and the labels of company mail domains."""
    title: str = ""
    city: str = ""
    birthday: str = ""
    shown: str = ""
    """The name as people see it, for explanations."""
    works_at: tuple[str, ...] = ()
    """Employers as written, for explanations."""
    works_as: str = ""
    """The job title as written."""
    lives_in: str = ""
    """The city as written."""


@dataclass(frozen=True, slots=True)
class Hubs:
    """The e-mails and phones that several different people (by initials) hold: a few, or many."""

    few: frozenset[str]
    many: frozenset[str]

    def own(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the values that are one person's."""
        if self.few.isdisjoint(values) and self.many.isdisjoint(values):
            return values
        return tuple(value for value in values if value not in self.few and value not in self.many)


class Reader:
    """Contacts to features; each distinct name, company and mail address is worked out once."""

    def __init__(self, nicknames: Nicknames) -> None:
        self._nicknames = nicknames

    def features(self, contact: Contact) -> Features:
        """The features of one contact."""
        return self.read(
            contact.name,
            kind=contact.kind,
            owner=contact.owner,
            emails=contact.emails,
            phones=tuple(map(phone_tail, contact.phones)),
            slug=contact.profile,
            jobs=[(job.employer, job.title) for job in contact.positions],
            city=contact.city,
            birthday=birthday(contact.birthday),
        )

    def read(  # noqa: PLR0913 - the columns of a contact
        self,
        name: Name,
        *,
        kind: str,
        owner: str,
        emails: tuple[str, ...] = (),
        phones: tuple[str, ...] = (),
        slug: str = "",
        jobs: Sequence[tuple[str, str]] = (),
        city: str = "",
        birthday: str = "",
    ) -> Features:
        """The features of what is known of someone; ``emails`` are keys, ``phones`` from ``phone_tail``."""
        keys = name_keys(spelt_out(name, emails, slug), self._nicknames)
        companies = distinct(company_key(employer) for employer, _ in jobs)
        job = next((title for _, title in jobs if title), "")
        boxes = boxes_of(emails, slug)
        return Features(
            name=keys,
            shown=name.display,
            kind=kind,
            owner=owner,
            emails=emails,
            mailboxes=boxes,
            handles=handles(boxes, keys),
            spelled=spellings(boxes, keys),
            phones=distinct(phones),
            slug=slug,
            company=companies[0] if companies else "",
            employers=distinct((*companies, *map(mail_employer, emails))),
            title=fold(job),
            city=city_key(city),
            birthday=birthday,
            works_at=tuple(employer for employer, _ in jobs if employer),
            works_as=job,
            lives_in=city,
        )


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """The values that are not blank, each once, in order."""
    return tuple(dict.fromkeys(filter(None, values)))


def boxes_of(emails: Iterable[str], slug: str) -> tuple[str, ...]:
    """Mailboxes and the name in a profile's address: people keep them."""
    return distinct((*map(mailbox, emails), slug_name(slug)))


def handles(boxes: Sequence[str], name: NameKeys) -> tuple[str, ...]:
    """Those of the boxes that do not merely spell the name."""
    return tuple([box for box in boxes if _is_handle(box, name)]) if boxes else ()


def spellings(boxes: Sequence[str], name: NameKeys) -> tuple[str, ...]:
    """The full name as mailboxes spell it, from the name and from the boxes themselves, numbers off."""
    said = [box.rstrip("0123456789") for box in boxes]
    if len(name.given) > 1 and len(name.family) > 1:
        said += (name.given + name.family, name.family + name.given)
    return tuple(dict.fromkeys(filter(None, said)))


def city_key(city: str) -> str:
    """A city as it is compared: folded, without its state or country."""
    return fold(city.partition(",")[0])


def phone_tail(phone: str) -> str:
    """The last digits of a number, by which numbers are compared; ``""`` for fewer than seven."""
    digits = _NO_DIGIT.sub("", phone)
    return digits[-_PHONE_DIGITS:] if len(digits) >= 7 else ""


@lru_cache(maxsize=1 << 17)
def mail_employer(mail: str) -> str:
    """``acme`` of a company's mail domain (``ann@mail.acme.co.uk``); nothing of a free mail provider."""
    domain = domain_of(mail)
    if is_free_mail(domain):
        return ""
    whole = registrable(domain)
    if whole in _LET:
        return fold(domain.lower().removesuffix(whole).rstrip(".").rpartition(".")[2])
    return fold(whole.partition(".")[0])


@lru_cache(maxsize=1 << 17)
def company_key(text: str) -> str:
    """A company name for comparing: folded, legal forms off, without spaces."""
    parts = [fold(part) for part in re.split(r"[\s,.()/&-]+", text)]
    kept = [part for part in parts if part and part not in _LEGAL]
    return "".join(kept) or "".join(parts)


@lru_cache(maxsize=1 << 17)
def mailbox(mail: str) -> str:
    """What stands before the @ without separators and tags; under five characters says too little."""
    local = re.sub(r"[._\-]", "", mail.partition("@")[0].partition("+")[0])
    return local if len(local) >= 5 else ""


def _is_handle(box: str, name: NameKeys) -> bool:
    """Whether a mailbox is one's own invention (a number in it, or none of the name), not just the name spelled."""
    if _DIGITS.search(box):
        return True
    plain = squash(box)
    return not any(len(part) > 2 and part in plain for part in (*name.given_parts, *name.family_parts, *name.roots))


@lru_cache(maxsize=1 << 17)
def slug_name(slug: str) -> str:
    """A profile slug without the number LinkedIn appends: ``jane-doe-4a1b2c3`` is ``janedoe``."""
    parts = slug.split("-")
    if len(parts) > 1 and _DIGITS.search(parts[-1]):
        parts = parts[:-1]
    joined = "".join(parts)
    return joined if len(joined) >= 5 else ""


def birthday(day: PartialDate | None) -> str:
    """``1980-05-14``; unknown parts are zeros."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}" if day else ""


def hubs(rows: Sequence[Features]) -> Hubs:
    """Count the different initials under each e-mail and phone. A function's mailbox (``info@``) is always many's."""
    holders: dict[str, str] = {}
    shared: dict[str, set[str]] = {}
    for row in rows:
        initials = row.name.initials
        if initials:
            for value in (*row.emails, *row.phones):
                first = holders.setdefault(value, initials)
                if first != initials:
                    shared.setdefault(value, {first}).add(initials)
    counts = {value: len(held) for value, held in shared.items()}
    generic = {mail for row in rows for mail in row.emails if is_generic(mail)}
    return Hubs(
        few=frozenset(value for value, count in counts.items() if FEW < count <= MANY) - generic,
        many=frozenset(value for value, count in counts.items() if count > MANY) | generic,
    )
