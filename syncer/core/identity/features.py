"""What of a contact tells people apart, in the shape the linkage model compares."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from syncer.core.identity.nicknames import Nicknames, squash, stem
from syncer.core.model import Contact, Name, PartialDate
from syncer.core.normalise.emails import domain_of, is_free_mail, is_generic, registrable
from syncer.core.normalise.letters import fold

FEW = 2
"""An e-mail or phone under up to this many different initials is one's own: two allow for a married name."""
MANY = 5
"""Under more than this many it is a switchboard or a shared mailbox."""
_PHONE_DIGITS = 9
"""Numbers are compared by their last nine digits: a missing or assumed country code then does no harm."""

_SPLIT = re.compile(r"[\s\-‐–'’.,/_]+")
_PARTICLE_WORDS = """da das de del della den der des di do dos du la las le los van vom von zu zum zur
    el al bin ibn e y"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_LEGAL_WORDS = """inc incorporated llc ltd limited corp corporation co company gmbh ag se sa sas sarl srl spa bv nv ab
    as oy plc llp lp pvt private pte pty kg kgaa group holding holdings the and"""
_LEGAL = frozenset(_LEGAL_WORDS.split())
_LET = frozenset({"example.com", "example.net", "example.org", "onmicrosoft.com"})
"""Domains under which many firms have their names: ``acme.onmicrosoft.com``; those of RFC 2606 stand for any."""
_DIGITS = re.compile(r"\d")
_APART = re.compile(r"[._\-]+")
_NO_DIGIT = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class NameKeys:
    """A name, ready to be compared. ``exact`` and ``plain`` do not mind the order of given and family name."""

    given: str = ""
    family: str = ""
    exact: str = ""
    plain: str = ""
    roots: tuple[str, ...] = ()
    family_roots: tuple[str, ...] = ()
    """What the family name would stand for if it were the given name: names get swapped."""
    given_parts: tuple[str, ...] = ()
    family_parts: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()
    """Every root of one name with every part of the other, in both orders: what swapped, short, half names share."""
    initialled: tuple[str, ...] = ()
    """Each name with the initial of the other."""
    openings: str = ""
    """How both names begin, in alphabetical order."""
    middle: str = ""
    """The initial of the middle name."""
    stem: str = ""
    """The given name without a last vowel: two that differ only there are a woman's and a man's."""
    suffix: str = ""
    full: bool = False
    """Given and family name are both there, and written out."""
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
        companies = _distinct(company_key(employer) for employer, _ in jobs)
        job = next((title for _, title in jobs if title), "")
        boxes = _distinct((*map(mailbox, emails), slug_name(slug)))
        return Features(
            name=keys,
            shown=name.display,
            kind=kind,
            owner=owner,
            emails=emails,
            mailboxes=boxes,
            handles=tuple(box for box in boxes if _is_handle(box, keys)),
            spelled=_distinct((*(box.rstrip("0123456789") for box in boxes), *_spellings(keys))),
            phones=_distinct(phones),
            slug=slug,
            company=companies[0] if companies else "",
            employers=_distinct((*companies, *map(mail_employer, emails))),
            title=fold(job),
            city=fold(city.partition(",")[0]),
            birthday=birthday,
            works_at=tuple(employer for employer, _ in jobs if employer),
            works_as=job,
            lives_in=city,
        )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


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
def name_keys(name: Name, nicknames: Nicknames) -> NameKeys:
    """Take a parsed name down to its keys; worked out once for linking and for what contradicts."""
    given_words, middle = words(name.given), words(name.middle)
    family_words = words(name.family)
    given = given_words[0] if given_words else ""
    core = [word for word in family_words if word not in _PARTICLES] or family_words
    family = "".join(family_words)
    roots = set(nicknames.roots(given)) if len(given) > 1 else set()  # two initials alike are no first name alike
    joined = "".join(given_words)
    if len(given_words) > 1:
        roots.add(squash(joined))
    for nickname in words(name.nickname):
        roots.update(nicknames.roots(nickname))
    formal = min(roots - {squash(given)}, default=squash(given)) if given else ""
    both = bool(joined and family)
    written = len(given) > 1 and len(family) > 1
    family_parts = {*map(squash, core), *(squash(word) for word in words(name.maiden))}
    given_parts = {squash(word) for word in (*given_words, *middle) if len(word) > 1}
    family_roots = {root for word in core for root in nicknames.roots(word)}
    crossed = {f"{root}|{part}" for root in roots for part in family_parts}
    crossed |= {f"{root}|{part}" for root in family_roots for part in map(squash, given_words)}
    return NameKeys(
        given=given,
        family=family,
        exact=" ".join(sorted((given, family))) if both and written else "",
        plain=" ".join(sorted((squash(given), squash("".join(core))))) if both and written else "",
        roots=tuple(sorted(roots)),
        family_roots=tuple(sorted(family_roots)),
        given_parts=tuple(sorted(given_parts)),
        family_parts=tuple(sorted(family_parts)),
        crossed=tuple(sorted(crossed)),
        initialled=(f"{family}|{given[0]}", f"{given}|{family[0]}") if both else (),
        openings="|".join(sorted((given[:4], family[:4]))) if both else "",
        middle=middle[0][0] if middle else given_words[1][0] if len(given_words) > 1 else "",
        stem=stem(given),
        suffix=name.suffix,
        full=written,
        initials="".join(sorted((formal[:1], core[0][:1]))) if both else "",
    )


def spelt_out(name: Name, emails: Sequence[str], slug: str) -> Name:
    """The name with what it leaves out, where the person's own address says it: ``J. Doe`` is ``jane-doe-4a1b2c3``.

    Only for an initial or a single name, beside which a mailbox or profile has one word more; two that differ say
    nothing.
    """
    given, family = words(name.given), words(name.family)
    whole = bool(given) and len(given[0]) > 1 and len("".join(family)) > 1
    if whole or len(given) != 1:
        return name
    boxes = (mail.partition("@")[0].partition("+")[0] for mail in emails)
    listed = [tuple(filter(None, _APART.split(box))) for box in (*boxes, *([slug] if slug else []))]
    parts = {part for box in listed if (part := _left_out(given[0], "".join(family), box))}
    if len(parts) != 1:
        return name
    (part,) = parts
    return replace(name, given=part) if len(given[0]) == 1 else replace(name, family=part)


def _left_out(given: str, family: str, box: tuple[str, ...]) -> str:
    """The given or family name of a box of two words, if the other word and the initial are there."""
    box = tuple(word for word in (part.rstrip("0123456789") for part in box) if word.isalpha())
    if len(box) != 2:
        return ""
    known, begins = (family, given) if len(given) == 1 else (given, family)
    if len(known) < 2 or known not in box:
        return ""
    part = box[1 - box.index(known)]
    return part if len(part) > 2 and part.startswith(begins) and part != known else ""


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


def _spellings(name: NameKeys) -> tuple[str, ...]:
    if len(name.given) < 2 or len(name.family) < 2:
        return ()
    return (name.given + name.family, name.family + name.given)


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
