"""A parsed name taken down to what names are compared by. Each distinct part of a name is worked out once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from syncer.core.identity.nicknames import Nicknames, squash, stem
from syncer.core.model import Name
from syncer.core.normalise.letters import fold

_SPLIT = re.compile(r"[\s\-‐–'’.,/_]+")
_PARTICLE_WORDS = """da das de del della den der des di do dos du la las le los van vom von zu zum zur
    el al bin ibn e y"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_APART = re.compile(r"[._\-]+")


class NameKeys(NamedTuple):
    """A name, ready to be compared. ``exact`` and ``plain`` do not mind the order of given and family name.

    A tuple, as every contact has one: it is made in a third of the time, and compared without a call.
    """

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


@lru_cache(maxsize=1 << 17)
def name_keys(name: Name, nicknames: Nicknames) -> NameKeys:
    """``keys_of``, worked out once for linking and for what contradicts."""
    return keys_of(name, nicknames)


def keys_of(name: Name, nicknames: Nicknames) -> NameKeys:
    """The keys of a name."""
    first, last = _given(name.given, name.nickname, nicknames), _family(name.family, name.maiden, nicknames)
    given, family, roots, parts = first.name, last.name, first.roots, last.parts
    given_parts, middle = first.parts, first.middle
    if name.middle and (between := words(name.middle)):
        given_parts = _sorted((*given_parts, *(squash(word) for word in between if len(word) > 1)))
        middle = between[0][0]
    written = len(given) > 1 and len(family) > 1
    crossed = {f"{root}|{part}" for root in roots for part in parts}
    crossed.update([f"{root}|{part}" for root in last.roots for part in first.squashed])
    both = bool(given and family)
    return NameKeys(  # in the order of its fields: by name it takes twice as long
        given,
        family,
        _in_order(given, family) if written else "",
        _in_order(first.plain, last.plain) if written else "",
        roots,
        last.roots,
        given_parts,
        parts,
        tuple(sorted(crossed)),
        (f"{family}|{given[0]}", f"{given}|{family[0]}") if both else (),
        _in_order(given[:4], family[:4], "|") if both else "",
        middle,
        first.stem,
        name.suffix,
        written,
        _in_order(first.formal, last.initial, "") if both else "",
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What a given name and nickname say whatever the family name is."""

    name: str
    plain: str
    squashed: tuple[str, ...]
    """All its words, initials too."""
    parts: tuple[str, ...]
    roots: tuple[str, ...]
    formal: str
    """The initial of the formal name."""
    middle: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Family:
    """What a family name and a maiden name say whatever the given name is."""

    name: str
    plain: str
    parts: tuple[str, ...]
    roots: tuple[str, ...]
    initial: str


@lru_cache(maxsize=1 << 16)
def _given(text: str, nickname: str, nicknames: Nicknames) -> _Given:
    spelt = words(text)
    given = spelt[0] if spelt else ""
    roots = set(nicknames.roots(given)) if len(given) > 1 else set()  # two initials alike are no first name alike
    if len(spelt) > 1:
        roots.add(squash("".join(spelt)))
    for word in words(nickname):
        roots.update(nicknames.roots(word))
    plain = squash(given)
    squashed = tuple(map(squash, spelt))
    return _Given(
        name=given,
        plain=plain,
        squashed=squashed,
        parts=_sorted(short for word, short in zip(spelt, squashed, strict=True) if len(word) > 1),
        roots=_sorted(roots),
        formal=min(roots - {plain}, default=plain)[:1] if given else "",
        middle=spelt[1][0] if len(spelt) > 1 else "",
        stem=stem(given),
    )


@lru_cache(maxsize=1 << 16)
def _family(text: str, maiden: str, nicknames: Nicknames) -> _Family:
    spelt = words(text)
    core = [word for word in spelt if word not in _PARTICLES] or spelt
    return _Family(
        name="".join(spelt),
        plain=squash("".join(core)),
        parts=_sorted((*map(squash, core), *map(squash, words(maiden)))),
        roots=_sorted(root for word in core for root in nicknames.roots(word)),
        initial=core[0][:1] if core else "",
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _in_order(one: str, other: str, between: str = " ") -> str:
    return one + between + other if one <= other else other + between + one


def leaves_out(name: Name) -> bool:
    """Whether it is an initial or a single name, which the person's own address may complete (``spelt_out``)."""
    given, family = words(name.given), words(name.family)
    whole = bool(given) and len(given[0]) > 1 and len("".join(family)) > 1
    return not whole and len(given) == 1


def spelt_out(name: Name, emails: Sequence[str], slug: str) -> Name:
    """The name with what it leaves out, where the person's own address says it: ``J. Doe`` is ``jane-doe-4a1b2c3``.

    Only for an initial or a single name, beside which a mailbox or profile has one word more; two that differ say
    nothing.
    """
    if not leaves_out(name):
        return name
    (given,), family = words(name.given), "".join(words(name.family))
    boxes = (mail.partition("@")[0].partition("+")[0] for mail in emails)
    listed = [tuple(filter(None, _APART.split(box))) for box in (*boxes, *([slug] if slug else []))]
    parts = {part for box in listed if (part := _left_out(given, family, box))}
    if len(parts) != 1:
        return name
    (part,) = parts
    return replace(name, given=part) if len(given) == 1 else replace(name, family=part)


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
