"""Splink's SQL for the model, made once and shipped: a run executes it, without planning it anew each time.

Splink takes a third of a second to write the same text again. ``python -m syncer.linkage.statement`` writes it for both
sets of shipped weights, from ``comparisons.py`` and the weights; a test compares. Weights that are not shipped (while
they are fitted) are put to Splink as they come.
"""

import contextlib
import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from math import log2
from pathlib import Path

from syncer.linkage.comparisons import COMPARISONS
from syncer.linkage.levels import EITHER
from syncer.linkage.model import Weights, prior, rarity_columns, settings, shipped_weights
from syncer.linkage.narrowing import asked_of, narrowed

_FOLDER = ("data", "linkage")
_WITH_RARITY = re.compile(r"__splink__df_pruned_predict_input_with_tf_([lr]) as \((.*?)\n\), ", re.DOTALL)
_RECORDS = 1_000
"""The number of records for which the text is made; its prior is then replaced by that of the records at hand."""


def scoring(weights: Weights, records: int, threshold: float | None) -> str:
    """SQL that scores ``candidates`` over ``features`` and the tables ``rarity_<column>``.

    Gives ids, match weight and probability, and the weight by comparison, strongest first; ``threshold`` in bits.
    """
    return f"{pairs(weights, records, threshold)} ORDER BY round(match_weight, 6) DESC, unique_id_l, unique_id_r"


def pairs(weights: Weights, records: int, threshold: float | None) -> str:
    """As ``scoring``, in no order."""
    return _asked(_text(weights), records, threshold)


def weighed(weights: Weights) -> str:
    """SQL of the records with how rare it is what they say: what ``pairs`` works out for both sides of a pair.

    Words in capitals are those of ``pool.engine.spelled``.
    """
    found = _WITH_RARITY.search(_text(weights))
    if found is None:
        raise ValueError("Splink joins the rarity of terms another way: statement.py must learn it")
    asked = EITHER.on_records(" OR ".join(f"({text})" for one in COMPARISONS for text in one.conditions))
    columns = ("features.unique_id", *(narrowed(column, asked) for column in asked_of(asked)))
    return found[2].replace("features.*", ", ".join(columns))


def pairs_of_weighed(weights: Weights, records: int, threshold: float | None) -> str:
    """As ``pairs``, over a table ``weighed`` that was made by the SQL of that name."""
    text = _WITH_RARITY.sub("", _text(weights))
    return _asked(re.sub(r"__splink__df_pruned_predict_input_with_tf_[lr]", "weighed", text), records, threshold)


def _text(weights: Weights) -> str:
    for pooled in (False, True):
        if weights == shipped_weights(pooled=pooled):
            return _shipped(pooled=pooled)
    return written(weights)


def _asked(text: str, records: int, threshold: float | None) -> str:
    chance = prior(records)
    made = text.replace("{prior}", repr(log2(chance / (1 - chance))))
    enough = "" if threshold is None else f" WHERE match_weight >= {threshold}"
    return f"SELECT {', '.join(_columns())} FROM ({made}){enough}"  # noqa: S608 - made of constants and numbers


def _columns() -> Iterator[str]:
    yield from ("unique_id_l", "unique_id_r", "match_weight", "match_probability")
    for one in COMPARISONS:
        yield f"mw_{one.name}"
        if any(level.rarity for level in one.levels):
            yield f"mw_tf_adj_{one.name}"


@lru_cache(maxsize=2)
def _shipped(*, pooled: bool) -> str:
    return files("syncer").joinpath(*_FOLDER, _file(pooled=pooled)).read_text(encoding="utf-8")


def _file(*, pooled: bool) -> str:
    return "pooled.sql" if pooled else "personal.sql"


def written(weights: Weights) -> str:
    """Splink's query for these weights, ``{prior}`` standing for the log2 of the prior odds."""
    import duckdb
    from splink import DuckDBAPI, Linker

    from syncer.linkage.table import table

    with quiet(), duckdb.connect(":memory:") as connection:
        connection.register("features", table([]))
        connection.execute("CREATE TABLE candidates (join_key_l INTEGER, join_key_r INTEGER, match_key TEXT)")
        api = DuckDBAPI(connection)
        linker = Linker(api.register("features"), settings(weights, _RECORDS), validate_settings=False)
        for column in rarity_columns():
            connection.execute(f"CREATE TABLE rarity_{column} ({column} TEXT, tf_{column} DOUBLE)")
            linker.table_management.register_term_frequency_lookup(api.register(f"rarity_{column}"), column)
        linker.table_management.register_blocked_pairs_for_predict(api.register("candidates"))
        made = linker.inference.predict(warning_mode="never").sql_used_to_create
    return _portable(made)


def _portable(made: str) -> str:
    """The bare query over ``features``: names that Splink makes up for one session replaced, and the prior."""
    query = re.sub(r"^\s*CREATE TABLE \S+\s+AS\s+", "", made.strip().rstrip(";"))
    query = re.sub(r"__splink__df_pruned_predict_input_[lr]_\w+", lambda found: _table(found[0]), query)
    chance = prior(_RECORDS)
    given = f"cast({log2(chance / (1 - chance))} as float8)"
    if given not in query:
        raise ValueError("Splink writes the prior another way: statement.py must learn it")
    return query.replace(given, "cast({prior} as float8)") + "\n"


def _table(name: str) -> str:
    return name if "with_tf" in name else "features"


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Splink logs much at INFO and warns of weights it did not train itself."""
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("splink")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def main() -> None:
    """Writes both texts beside the weights."""
    for pooled in (False, True):
        path = Path(__file__).parents[1].joinpath(*_FOLDER, _file(pooled=pooled))
        path.write_text(written(shipped_weights(pooled=pooled)), encoding="utf-8")


if __name__ == "__main__":
    main()
