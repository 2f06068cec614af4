"""Names a letter or two away from a target's: candidates by their first and last letters, then edit distance (rule 8)."""

from collections.abc import Mapping

from syncer.core.employers.index import Form

_EDGE = 4
_ONE_FROM, _TWO_FROM = 7, 10
_MOST_CANDIDATES = 200
"""A pair of letters that begins more names than this tells nothing; such a bucket is not searched."""


class Spellings:
    """Finds forms whose key is one edit away (from 7 letters) or two (from 10), same first letter."""

    def __init__(self, exact: Mapping[str, list[Form]]) -> None:
        self._exact = exact
        self._buckets: dict[str, list[str]] = {}
        for key, forms in exact.items():
            if len(key) >= _ONE_FROM - 1 and any(
                form.what in ("name", "your alias", "alias", "former name") for form in forms
            ):
                self._buckets.setdefault("^" + key[:_EDGE], []).append(key)
                self._buckets.setdefault(key[0] + "$" + key[-_EDGE:], []).append(key)

    def near(self, key: str) -> tuple[Form, ...]:
        """Forms spelt nearly like ``key``; none for a short key."""
        if len(key) < _ONE_FROM:
            return ()
        candidates: list[str] = []
        for edge in ("^" + key[:_EDGE], key[0] + "$" + key[-_EDGE:]):
            bucket = self._buckets.get(edge, ())
            if len(bucket) <= _MOST_CANDIDATES:
                candidates.extend(bucket)
        if not candidates:
            return ()
        return tuple(form for name in sorted(set(candidates)) if _close(key, name) for form in self._exact[name])


def _close(left: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    shorter = min(len(left), len(right))
    allowed = 2 if shorter >= _TWO_FROM else 1
    if shorter < _ONE_FROM:
        return False
    return OSA.distance(left, right, score_cutoff=allowed) <= allowed
