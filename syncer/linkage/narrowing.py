"""Columns as narrow as what is asked of them: a table that is joined with itself then takes less room and time.

A text that is only asked to be equal becomes a number, a list that is asked for a value in common a list of numbers,
and what is only asked whether it is there becomes 1. The same conditions then give the same answers.
"""

import re
from functools import lru_cache

_COMMON = r"COMMON\([ab]\.(\w+), [ab]\.(\w+)\)"
_EQUAL = r"\ba\.(\w+) (?:=|<>) b\.\1\b"
_KNOWN = r"\b[ab]\.\w+ IS (?:NOT )?NULL\b"


def asked_of(condition: str) -> list[str]:
    """The columns that a condition on ``a`` and ``b`` (``Dialect`` ``EITHER``) speaks of."""
    return sorted(set(re.findall(r"\b[ab]\.(\w+)", condition)))


def narrowed(column: str, condition: str) -> str:
    """SQL for what the condition asks of a column of ``features``. Words in capitals: see ``pool.engine``."""
    listed, equal, whole = _uses(condition)
    cell = f"features.{column}"
    if column in whole:
        return cell
    if column in listed:
        return f"EVERY({cell}, LAMBDA(HASH(x))) AS {column}"
    number = f"HASH({cell})" if column in equal else "1"
    return f"CASE WHEN {cell} IS NOT NULL THEN {number} END AS {column}"


@lru_cache(maxsize=4)
def _uses(condition: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Which columns are asked for a value in common, which to be equal, and which of them anything else."""
    listed = frozenset(column for both in re.findall(_COMMON, condition) for column in both)
    equal = frozenset(re.findall(_EQUAL, condition))
    rest = condition
    for known in (_COMMON, _EQUAL, _KNOWN):
        rest = re.sub(known, "", rest)
    whole = frozenset(asked_of(rest))
    if listed & whole:
        raise ValueError(f"a list may only be asked for a value in common: {', '.join(sorted(listed & whole))}")
    return listed, equal, whole
