"""Names a letter or two away from a target's (rule 8): candidates by first and last letters, then edit distance."""

import re
from collections.abc import Mapping

from syncer.core.employers.index import Form

_DOUBLED = re.compile(r"(.)\1+")
_EDGE = 4
_ASK_FROM, _ONE_FROM, _ANY_FROM, _TWO_FROM = 5, 7, 9, 10
_VOWELS = frozenset("aeiouy")
_MOST_CANDIDATES = 200
"""Letters that begin or end more names than this tell nothing; such a bucket is not searched."""
_SPELT = frozenset({"name", "your alias", "alias", "former name"})


class Spellings:
    """Finds forms spelt nearly alike, same first letter: one edit from 7 letters, two from 10, doubled letters apart.

    From 5 letters one edit is a question, and so is another consonant under 9.
    """

    def __init__(self, exact: Mapping[str, list[Form]]) -> None:
        self._exact = exact
        self._buckets: dict[str, list[str]] = {}
        self._single: dict[str, list[str]] = {}
        for key, forms in exact.items():
            if len(key) >= _ASK_FROM and any(form.what in _SPELT for form in forms):
                self._single.setdefault(_undoubled(key), []).append(key)
                for edge in _edges(key):
                    self._buckets.setdefault(edge, []).append(key)

    def near(self, key: str) -> tuple[tuple[Form, bool], ...]:
        """Forms spelt nearly like ``key``, each with whether that decides or only asks."""
        if len(key) < _ASK_FROM or not key.isascii():
            return ()
        doubled = self._single.get(_undoubled(key), ())
        close = {name: len(key) >= _ONE_FROM <= len(name) for name in doubled if name != key}
        for edge in _edges(key):
            bucket = self._buckets.get(edge, ())
            if 0 < len(bucket) <= _MOST_CANDIDATES:
                close.update(_slips(key, bucket, close))
        return tuple((form, close[name]) for name in sorted(close) for form in self._exact[name])


def _edges(key: str) -> tuple[str, str]:
    return "^" + key[:_EDGE], key[0] + "$" + key[-_EDGE:]


def _undoubled(key: str) -> str:
    return _DOUBLED.sub(r"\1", key)


def _slips(key: str, names: list[str], known: Mapping[str, bool]) -> dict[str, bool]:
    """Names within the allowed edits of a key; True where that is surely a slip of the pen."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(key) >= _TWO_FROM else 1
    found = process.extract(key, names, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    slips = {}
    for name, distance, _ in found:
        shorter = min(len(key), len(name))
        if distance and name not in known and key[0] == name[0] and (distance < 2 or shorter >= _TWO_FROM):
            slips[name] = shorter >= _ONE_FROM and (shorter >= _ANY_FROM or not _other_consonant(key, name))
    return slips


def _other_consonant(left: str, right: str) -> bool:
    """Whether one consonant stands for another: rather two names than a slip of the pen (Corvale, Corvane)."""
    if len(left) != len(right):
        return False
    apart = {letter for pair in zip(left, right, strict=True) if pair[0] != pair[1] for letter in pair}
    return len(apart) == 2 and sorted(left) != sorted(right) and not apart <= _VOWELS
