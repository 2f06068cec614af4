"""What of a contact tells people apart, in the shape the linkage model compares."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from syncer.core.identity.nicknames import Nicknames, squash
from syncer.core.model import Contact, Name, PartialDate
from syncer.core.normalise.letters import fold

FEW = 2
"""An e-mail or phone under up to this many different initials is one's own: two allow for a married name."""
MANY = 5
"""Under more than this many it is a switchboard or a shared mailbox."""
_PHONE_DIGITS = 9
"""Numbers are compared by their last nine digits: a missing or assumed country code then does no harm."""

_PARTICLES = frozenset(
    "de da do dos das di del della der den des du la le las los van von vom zu zum zur el al bin ibn e y".split()
)
_SPLIT = re.compile(r"[\s\-‐–'’.,/_]+")
_LEGAL = frozenset(
    "inc incorporated llc ltd limited corp corporation co company gmbh ag se sa sas sarl srl spa bv nv ab as oy plc llp lp "
    "pvt private pte pty kg kgaa group holding holdings the and".split()
)
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """A name, ready to be compared. ``exact`` and ``plain`` do not mind the order of given and family name."""

    given: str = ""
    family: str = ""
    exact: str = ""
    plain: str = ""
    roots: tuple[str, ...] = ()
    given_parts: tuple[str, ...] = ()
    family_parts: tuple[str, ...] = ()
    initials: str = ""
    """First letters of the formal given name and of the family name, sorted: who an identifier is held by."""


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


@dataclass(frozen=True, slots=True)
class Hubs:
    """How many different people (by initials) hold each e-mail and phone."""

    emails: Counter[str]
    phones: Counter[str]


class Reader:
    """Contacts to features; each distinct name, company and mail address is worked out once."""

    def __init__(self, nicknames: Nicknames, is_free_mail: frozenset[str] = frozenset()) -> None:
        self._nicknames = nicknames
        self._free = is_free_mail
        self._names: dict[tuple[str, ...], NameKeys] = {}

    def features(self, contact: Contact) -> Features:
        """The features of one contact."""
        companies = tuple(dict.fromkeys(filter(None, (company_key(job.employer) for job in contact.positions))))
        emails = contact.emails
        domains = tuple(filter(None, (self._label(mail) for mail in emails)))
        boxes = tuple(dict.fromkeys(filter(None, (*map(mailbox, emails), slug_name(contact.profile)))))
        name = self.name(contact.name)
        title = next((job.title for job in contact.positions if job.title), "")
        return Features(
            name=name,
            kind=contact.kind,
            owner=contact.owner,
            emails=emails,
            mailboxes=boxes,
            handles=tuple(box for box in boxes if not _spells(box, name)),
            phones=tuple(dict.fromkeys(phone[-_PHONE_DIGITS:] for phone in contact.phones)),
            slug=contact.profile,
            company=companies[0] if companies else "",
            employers=tuple(dict.fromkeys((*companies, *domains))),
            title=fold(title),
            city=fold(contact.city.partition(",")[0]),
            birthday=birthday(contact.birthday),
            shown=contact.name.display,
        )

    def name(self, name: Name) -> NameKeys:
        """The keys of a name."""
        key = (name.given, name.middle, name.family, name.nickname, name.maiden)
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = name_keys(name, self._nicknames)
        return found

    def _label(self, mail: str) -> str:
        """``acme`` of a company's mail domain ``acme.co.uk``; nothing of a free mail provider."""
        domain = mail.rpartition("@")[2]
        if not domain or domain in self._free:
            return ""
        return _domain_label(domain)


def name_keys(name: Name, nicknames: Nicknames) -> NameKeys:
    """Take a parsed name down to its keys."""
    given_words, middle = words(name.given), words(name.middle)
    family_words = words(name.family)
    given = given_words[0] if given_words else ""
    core = [word for word in family_words if word not in _PARTICLES] or family_words
    family = "".join(family_words)
    roots = set(nicknames.roots(given)) if given else set()
    joined = "".join(given_words)
    if len(given_words) > 1:
        roots.add(squash(joined))
    for nickname in words(name.nickname):
        roots.update(nicknames.roots(nickname))
    formal = min(roots - {squash(given)}, default=squash(given)) if given else ""
    both = bool(joined and family)
    return NameKeys(
        given=given,
        family=family,
        exact=" ".join(sorted((given, family))) if both else "",
        plain=" ".join(sorted((squash(given), squash("".join(core))))) if both else "",
        roots=tuple(sorted(roots)),
        given_parts=tuple(sorted({*map(squash, given_words), *map(squash, middle)})),
        family_parts=tuple(sorted({*map(squash, core), *(squash(word) for word in words(name.maiden))})),
        initials="".join(sorted((formal[:1], core[0][:1]))) if both else "",
    )


@lru_cache(maxsize=1 << 17)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, folded to a to z."""
    return tuple(filter(None, (fold(word) for word in _SPLIT.split(text))))


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


def _spells(box: str, name: NameKeys) -> bool:
    """Whether a mailbox is just the name written together, so that every namesake may have it somewhere."""
    given, family = name.given, name.family
    return box in (
        given + family,
        family + given,
        given[:1] + family,
        family + given[:1],
        given + family[:1],
        given,
        family,
    )


@lru_cache(maxsize=1 << 17)
def slug_name(slug: str) -> str:
    """A profile slug without the number LinkedIn appends: ``jane-doe-4a1b2c3`` is ``janedoe``."""
    parts = slug.split("-")
    if len(parts) > 1 and _DIGITS.search(parts[-1]):
        parts = parts[:-1]
    joined = "".join(parts)
    return joined if len(joined) >= 5 else ""


@lru_cache(maxsize=1 << 14)
def _domain_label(domain: str) -> str:
    parts = [part for part in domain.split(".")[:-1] if part not in ("co", "com", "ac", "org", "net", "mail", "edu")]
    return fold(parts[-1]) if parts else ""


def birthday(day: PartialDate | None) -> str:
    """``1980-05-14``; unknown parts are zeros."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}" if day else ""


def hubs(rows: Sequence[Features]) -> Hubs:
    """Count the different initials under each e-mail and phone."""
    return Hubs(
        emails=_held_by((row.emails, row.name.initials) for row in rows),
        phones=_held_by((row.phones, row.name.initials) for row in rows),
    )


def _held_by(held: Iterable[tuple[tuple[str, ...], str]]) -> Counter[str]:
    seen: set[tuple[str, str]] = set()
    for values, initials in held:
        seen.update((value, initials) for value in values if initials)
    return Counter(value for value, _ in seen)


def shared_by(values: Sequence[str], holders: Counter[str], low: int, high: int) -> list[str]:
    """Those of the values that between ``low`` and ``high`` different people hold."""
    return [value for value in values if low <= max(holders[value], 1) <= high]
