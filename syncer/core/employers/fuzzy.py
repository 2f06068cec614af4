"""Names a letter or two away from a target's (rule 8): candidates by first and last letters, then edit distance."""

from collections.abc import Mapping
from itertools import groupby

from syncer.core.employers.index import Form

_EDGE = 4
_ASK_FROM, _ONE_FROM, _TWO_FROM = 5, 7, 10
_MOST_CANDIDATES = 200
"""Letters that begin or end more names than this tell nothing; such a bucket is not searched."""
_SPELT = frozenset({"name", "your alias", "alias", "former name"})


class Spellings:
    """Finds forms spelt nearly alike, same first letter: one edit from 7 letters, two from 10, doubled letters apart.

    From 5 letters one edit is a question.
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
        candidates = set(self._single.get(_undoubled(key), ()))
        for edge in _edges(key):
            bucket = self._buckets.get(edge, ())
            if len(bucket) <= _MOST_CANDIDATES:
                candidates.update(bucket)
        found = []
        for name in sorted(candidates):
            close = _closeness(key, name)
            if close is not None:
                found += [(form, close) for form in self._exact[name]]
        return tuple(found)


def _edges(key: str) -> tuple[str, str]:
    return "^" + key[:_EDGE], key[0] + "$" + key[-_EDGE:]


def _undoubled(key: str) -> str:
    return "".join(letter for letter, _ in groupby(key))


def _closeness(left: str, right: str) -> bool | None:
    """True: surely a slip of the pen; False: perhaps; None: another name."""
    from rapidfuzz.distance import OSA

    shorter = min(len(left), len(right))
    if shorter >= _ONE_FROM and _undoubled(left) == _undoubled(right):
        return True
    allowed = 2 if shorter >= _TWO_FROM else 1
    if left[0] != right[0] or OSA.distance(left, right, score_cutoff=allowed) > allowed:
        return None
    return shorter >= _ONE_FROM
