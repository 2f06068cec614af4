"""What a comparison is, and how its conditions are spelled for an engine.

A level's condition speaks of the left and right record as ``a.column`` and ``b.column`` and uses the three functions a
``Dialect`` spells: ``NEAR`` (a slip of the keyboard apart), ``COMMON`` (two lists share a value), ``STARTS``.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of a comparison. ``words`` is how it reads in an explanation."""

    words: str
    condition: str
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared; where ``unknown`` holds nothing can be said, where no level holds the values differ."""

    name: str
    unknown: str
    levels: tuple[Level, ...]
    otherwise: str
    shown: str
    """The column whose two values an explanation shows."""

    @property
    def conditions(self) -> tuple[str, ...]:
        """All that is asked of a pair."""
        return (self.unknown, *(level.condition for level in self.levels))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine spells what the levels need."""

    near: str
    common: str
    starts: str

    def sql(self, condition: str) -> str:
        """The condition in the engine's SQL, on Splink's ``_l`` and ``_r`` columns."""
        return re.sub(r"\bb\.(\w+)", r"\1_r", re.sub(r"\ba\.(\w+)", r"\1_l", self.on_records(condition)))

    def on_records(self, condition: str) -> str:
        """The condition in the engine's SQL, on two tables ``a`` and ``b``."""
        for word, spelled in (("NEAR", self.near), ("COMMON", self.common), ("STARTS", self.starts)):
            condition = re.sub(rf"{word}\(([^,()]+), ([^,()]+)\)", spelled, condition)
        return condition


_NEAR = (  # lengths first: they spare most pairs the slow comparison letter by letter
    r"((length(\1) > 4 AND length(\2) > 4 AND abs(length(\1) - length(\2)) <= 1 AND levenshtein(\1, \2) <= 1) "
    r"OR (length(\1) > 3 AND length(\2) > 3 AND jaro_winkler_similarity(\1, \2) >= 0.92))"
)
DUCKDB = Dialect(near=_NEAR, common=r"list_has_any(\1, \2)", starts=r"starts_with(\1, \2)")
SPARK = Dialect(
    near=_NEAR.replace("jaro_winkler_similarity", "jaro_winkler"),
    common=r"arrays_overlap(\1, \2)",
    starts=r"startswith(\1, \2)",
)
EITHER = Dialect(
    near=_NEAR.replace("jaro_winkler_similarity", "ALIKE"), common=r"COMMON(\1, \2)", starts=r"STARTS(\1, \2)"
)
"""For texts that run on either engine, which puts its own words for those in capitals."""
