"""The Splink model: comparisons with their shipped weights, for one engine and one number of records."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from syncer.linkage.comparisons import COMPARISONS
from syncer.linkage.levels import DUCKDB, Comparison, Dialect

if TYPE_CHECKING:
    from splink import SettingsCreator

Weights = Mapping[str, list[float]]
"""For each comparison the match weight in bits of its levels in order, then of ``otherwise``."""

_COMMON = 2.0**-10
"""Splink wants m and u. Only their ratio counts, save where rarity scales it: there ``u`` is the frequency at which the
shipped weight holds as it stands, one value in about a thousand."""


@lru_cache(maxsize=2)
def shipped_weights(*, pooled: bool) -> Weights:
    """The fitted weights that syncer ships for one address book, or for many."""
    name = "pooled.json" if pooled else "personal.json"
    text = files("syncer").joinpath("data", "linkage", name).read_text(encoding="utf-8")
    weights: Weights = json.loads(text)["weights"]
    return weights


BACKGROUND = 1_000
"""As if that many more contacts, all strangers with names of their own, stood in every address book: in a handful of
contacts a name that half of them share is still no common name."""


def prior(records: int) -> float:
    """How likely two records drawn at random are one person: about two in the number of records."""
    return 2 / (records + BACKGROUND)


def rarity_columns() -> list[str]:
    """The columns whose term frequencies the model asks for."""
    return sorted({level.rarity for one in COMPARISONS for level in one.levels if level.rarity})


def settings(weights: Weights, records: int, dialect: Dialect = DUCKDB) -> "SettingsCreator":
    """Splink settings. Candidate pairs are registered by the linker, so there are no blocking rules here."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(one, weights[one.name], dialect) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=prior(records),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(one: Comparison, weights: list[float], dialect: Dialect) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": dialect.sql(one.unknown), "label_for_charts": "unknown", "is_null_level": True}
    ]
    for level, weight in zip(one.levels, weights, strict=False):
        made = _level(level.words, dialect.sql(level.condition), weight)
        if level.rarity:
            made |= {
                "tf_adjustment_column": level.rarity,
                "tf_adjustment_weight": 1.0,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(made)
    levels.append(_level(one.otherwise, "ELSE", weights[len(one.levels)]))
    return {"output_column_name": one.name, "comparison_levels": levels, "comparison_description": one.name}


def _level(words: str, condition: str, weight: float) -> dict[str, Any]:
    """For a level with ``rarity`` the weight is that of a value as frequent as one in a thousand."""
    return {
        "sql_condition": condition,
        "label_for_charts": words,
        "m_probability": _COMMON * 2.0**weight,
        "u_probability": _COMMON,
    }
