"""Names a letter or two away from a target's (rule 8): candidates by first and last letters, then edit distance."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from syncer.core.employers.index import Form

_DOUBLED = re.compile(r"(.)\1+")
_EDGE = 4
_ASK_FROM, _SLIP_FROM, _ONE_FROM, PART_FROM, _ANY_FROM, _TWO_FROM = 5, 6, 7, 8, 9, 10
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(frozenset(pair) for row in _ROWS for pair in pairwise(row))
_ALIKE = frozenset(
    frozenset(pair) for pair in ("ck", "sz", "sc", "bp", "dt", "mn", "fv", "vw", "kq", "iy", "ij", "gj", "gk")
)
_MIXED_UP = _BESIDE | _ALIKE
_VOWELS = frozenset("aeiouy")
_MOST_CANDIDATES = 200
"""Letters that begin or end more names than this tell nothing; such a bucket is not searched."""
_SPELT = frozenset({"name", "your alias", "alias", "former name"})
_DIGITS = re.compile(r"\d+")


class Spellings:
    """Finds forms spelt nearly alike, same first letter: one edit from 7 letters, two from 10, doubled letters apart.

    From 5 letters one edit is a question, and so is another consonant under 9. Names of parts count from 8.
    """

    def __init__(self, exact: Mapping[str, list[Form]]) -> None:
        self._exact = exact
        self._buckets: dict[str, list[str]] = {}
        self._single: dict[str, list[str]] = {}
        for key, forms in exact.items():
            if len(key) >= _ASK_FROM and any(_can_be_misspelt(form.what, key) for form in forms):
                self._single.setdefault(_undoubled(key), []).append(key)
                for edge in _edges(key):
                    self._buckets.setdefault(edge, []).append(key)

    def near(self, key: str) -> tuple[tuple[Form, bool], ...]:
        """Forms spelt nearly like ``key``, each with whether that decides or only asks."""
        if len(key) < _ASK_FROM or not key.isascii():
            return ()
        doubled = self._single.get(_undoubled(key), ())
        close = {name: len(name) >= _SLIP_FROM for name in doubled if name != key}
        listed: list[str] = []
        for edge in _edges(key):
            bucket = self._buckets.get(edge)
            if bucket and len(bucket) <= _MOST_CANDIDATES:
                listed += bucket
        if listed:
            close.update(_slips(key, listed, close))
        if not close:
            return ()
        return tuple((form, close[name]) for name in sorted(close) for form in self._exact[name])


def _can_be_misspelt(what: str, key: str) -> bool:
    return what in _SPELT or (what == "subsidiary" and len(key) >= PART_FROM)


def _edges(key: str) -> tuple[str, ...]:
    """Its beginning, its end, and its letters in order of the alphabet, which finds two that changed places."""
    return "^" + key[:_EDGE], key[0] + "$" + key[-_EDGE:], "~" + "".join(sorted(key))


def _undoubled(key: str) -> str:
    """How a name sounds to who doubles letters, or writes ph for f: Vodaphone."""
    key = key.replace("ph", "f")
    return _DOUBLED.sub(r"\1", key) if _DOUBLED.search(key) else key


@cache
def _scorer():  # type: ignore[no-untyped-def]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extract, OSA.distance


def _slips(key: str, names: list[str], known: Mapping[str, bool]) -> dict[str, bool]:
    """Names within the allowed edits of a key; True where that is surely a slip of the pen."""
    extract, scorer = _scorer()
    allowed = 2 if len(key) >= _TWO_FROM else 1
    found = extract(key, names, scorer=scorer, score_cutoff=allowed, limit=None)
    slips = {}
    for name, distance, _ in found:
        shorter = min(len(key), len(name))
        if distance and name not in known and key[0] == name[0] and (distance < 2 or shorter >= _TWO_FROM):
            if not (key.isalpha() and name.isalpha()) and _DIGITS.findall(key) != _DIGITS.findall(name):
                continue
            cut_off = len(name) >= _SLIP_FROM and name.startswith(key)
            if shorter < _ANY_FROM and key[-1] != name[-1] and sorted(key) != sorted(name) and not cut_off:
                continue  # Alliant, Ambea: names of their own
            slips[name] = _is_slip(key, name, shorter)
    return slips


def _is_slip(key: str, name: str, shorter: int) -> bool:
    """Whether one edit is surely of the pen: letters changed places or one left out; else from 7 letters."""
    if shorter < _SLIP_FROM and (len(name) < _SLIP_FROM or key[-1] != name[-1]):
        return False
    if shorter < _ONE_FROM:
        return sorted(key) == sorted(name) or len(key) < len(name)
    return not _another_name(key, name)


def same_letters(word: str, name: str) -> bool:
    """Whether a misspelt word changes no letter for another, or is long: a slip before other words too.

    "Delloite Consulting" is Deloitte; "Robobank Games" need not be Rabobank.
    """
    return (
        len(word) >= _ANY_FROM
        or len(word) != len(name)
        or sorted(word) == sorted(name)
        or _undoubled(word) == _undoubled(name)
    )


def _another_name(left: str, right: str) -> bool:
    """Whether the two rather are two names: another last letter (Telstra, Telstar), another consonant (Corvane).

    Consonants that sound alike are mixed up too often to tell names apart; so are, in long names, those
    that lie side by side on the keyboard.
    """
    if left[-1] != right[-1] and right != left + "s":
        return min(len(left), len(right)) < _ANY_FROM
    if len(left) != len(right):
        return False
    pairs = {frozenset(pair) for pair in zip(left, right, strict=True) if pair[0] != pair[1]}
    if len(pairs) != 1 or sorted(left) == sorted(right):
        return False
    (apart,) = pairs
    return not apart <= _VOWELS and apart not in (_ALIKE if len(left) < _ANY_FROM else _MIXED_UP)
