"""Whether two names can be one person's: nicknames, initials, slips, double names, swapped order, a name left out."""

from syncer.core.identity.naming import NameKeys
from syncer.core.identity.nicknames import Nicknames, nearly


def apart(one: NameKeys, other: NameKeys, nicknames: Nicknames) -> str:
    """Why two names contradict each other, in words; ``""`` if they may be one person's."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return "senior and junior"
    if one is other or (one.plain and one.plain == other.plain) or one == other:
        return ""
    if not (one.given and one.family and other.given and other.family):
        return "" if _lone(one, other, nicknames) else "different names"
    if _given(one, other, nicknames):
        if _family(one, other):
            return ""
        return "different names" if 1 in (len(one.given), len(other.given)) else "different family names"
    return "" if _swapped(one, other) else "different first names"


def _given(one: NameKeys, other: NameKeys, nicknames: Nicknames) -> bool:
    return (
        nicknames.compatible(one.given, other.given)
        or not set(one.roots).isdisjoint(other.roots)
        or not set(one.given_parts).isdisjoint(other.given_parts)
    )


def _family(one: NameKeys, other: NameKeys) -> bool:
    if not set(one.family_parts).isdisjoint(other.family_parts) or nearly(one.family, other.family):
        return True
    short, long = sorted((one.family, other.family), key=len)
    return len(short) == 1 and long.startswith(short)


def _swapped(one: NameKeys, other: NameKeys) -> bool:
    """One stands in the other's order: given name where that has the family name, and the other way round."""
    return _stands_as_family(one, other) and _stands_as_family(other, one)


def _stands_as_family(one: NameKeys, other: NameKeys) -> bool:
    """Whether a given name of one stands where the other has its family name; an initial may stand for it."""
    if not set(one.roots).isdisjoint(other.family_roots) or not set(one.given_parts).isdisjoint(other.family_parts):
        return True
    parts = (other.family, *other.family_parts)
    if len(one.given) == 1 or len(other.family) == 1:
        return any(part[:1] == one.given[:1] for part in parts)
    return any(nearly(part, one.given) for part in parts)


def _lone(one: NameKeys, other: NameKeys, nicknames: Nicknames) -> bool:
    """One of the names is a single word: it must be some part of the other."""
    words, parts = _words(one), _words(other)
    return (
        not words
        or not parts
        or any(word == part or nicknames.compatible(word, part) for word in words for part in parts)
    )


def _words(name: NameKeys) -> set[str]:
    return {word for word in (name.given, name.family, *name.family_parts) if word}
