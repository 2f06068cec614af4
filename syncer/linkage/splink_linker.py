"""Scores which contacts may be one person: Splink's arithmetic on DuckDB, over candidate pairs from ``blocking``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from math import inf
from typing import TYPE_CHECKING, Any

from syncer.core.identity.clusters import Edge
from syncer.core.identity.features import Features, Reader
from syncer.core.identity.model import Clue, Pair
from syncer.core.identity.nicknames import Nicknames
from syncer.core.model import Contact
from syncer.linkage.blocking import candidates
from syncer.linkage.by_name import ByName
from syncer.linkage.comparisons import COMPARISONS
from syncer.linkage.levels import EITHER, Comparison
from syncer.linkage.model import BACKGROUND, Weights, rarity_columns, shipped_weights
from syncer.linkage.narrowing import asked_of, narrowed
from syncer.linkage.statement import scoring
from syncer.linkage.table import table
from syncer.linkage.telling import told

if TYPE_CHECKING:
    import duckdb
    import pyarrow

KEEP = -3.0
"""Pairs below this match weight in bits (odds of one to eight) are not worth a question, so they are dropped."""
_NAME_ONLY = ("name", "middle", "spelled", "book")
_CONTRARY = ("middle", "email", "phone", "profile", "employer", "city", "birthday")
"""Comparisons in which a difference forbids to join by a rare name alone."""
_AGAINST = -0.5
"""The match weight in bits below which a comparison speaks against a pair."""


@lru_cache(maxsize=1)
def nicknames() -> Nicknames:
    """The shipped table of given names and their short forms."""
    text = files("syncer").joinpath("data", "linkage", "nicknames.csv").read_text(encoding="utf-8")
    return Nicknames.parse(text.splitlines())


ONE_THREAD = 100_000
"""Records below which a second thread costs more than it brings: at 30,000, 2.9 s for 3.4 and 20 MB less."""


class SplinkLinker:
    """``ports.Linker`` with shipped weights; ``pooled`` for the address books of several owners."""

    def __init__(self, *, pooled: bool = False, weights: Weights | None = None) -> None:
        self._weights = weights if weights is not None else shipped_weights(pooled=pooled)

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        """Pairs at or above ``KEEP`` bits, strongest first, ties by the contacts' refs."""
        reader = Reader(nicknames())
        order = sorted(range(len(contacts)), key=lambda index: (contacts[index].ref.source, contacts[index].ref.key))
        scored = self.scored([reader.features(contacts[index]) for index in order])
        return [_reindexed(pair, order) for pair in scored.pairs()]

    def scored(self, rows: Sequence[Features], threshold: float = KEEP) -> "Scored":
        """Pairs of these rows at or above the threshold, strongest first, ties in the order of rows."""
        if len(rows) < 2:
            return Scored({"unique_id_l": [], "unique_id_r": [], "match_weight": []}, rows, self._weights)
        import duckdb

        with duckdb.connect(":memory:") as connection:
            connection.execute("SET enable_progress_bar = false")  # it would print into stdout, before --json
            if len(rows) < ONE_THREAD:
                connection.execute("SET threads = 1")
            connection.register("features", table(rows))
            found = predict(connection, self._weights, len(rows), threshold)
        return Scored(found.to_pydict(), rows, self._weights)


def predict(
    connection: "duckdb.DuckDBPyConnection", weights: Weights, records: int, threshold: float | None
) -> "pyarrow.Table":
    """Splink's predictions for the candidate pairs of table ``features``: ids, match weight, weight by comparison.

    Without a threshold all of them, also those that nobody would join.
    """
    candidates(connection, two_profiles=threshold is None)
    for column in rarity_columns():
        frequency = f"SELECT {column}, count(*) / {records + BACKGROUND} AS tf_{column}"
        known = f"FROM features WHERE {column} IS NOT NULL GROUP BY {column}"
        connection.execute(f"CREATE TABLE rarity_{column} AS {frequency} {known}")
    return connection.sql(scoring(weights, records, threshold)).to_arrow_table()


@dataclass(frozen=True)
class Scored:
    """Predictions by column, with the rows they speak of."""

    columns: dict[str, list[Any]]
    rows: Sequence[Features]
    weights: Weights

    def edges(self) -> list[Edge]:
        """Every pair as an edge to join along, in order."""
        parts = [self._total(one) for one in COMPARISONS if one.name not in _NAME_ONLY]
        bare = [all(part <= 0 for part in pair) for pair in zip(*parts, strict=True)]
        ids = zip(self.columns["unique_id_l"], self.columns["unique_id_r"], self.columns["match_weight"], strict=True)
        return [
            Edge(left, right, round(weight, 6), bare[at], self._alone(at, left, right) if bare[at] else inf)
            for at, (left, right, weight) in enumerate(ids)
        ]

    def _alone(self, at: int, left: int, right: int) -> float:
        """How many namesakes to expect for a bare pair; infinite where something speaks against it."""
        if any(self._totals[name][at] < _AGAINST for name in _CONTRARY):
            return inf
        words = self._words["name"].get(round(self.columns["mw_name"][at] * 1000), "")
        return self._by_name.expected(left, right, words, spelled=self.columns["mw_spelled"][at] > 0)

    @cached_property
    def _by_name(self) -> ByName:
        return ByName(self.rows)

    def pairs(self) -> list[Pair]:
        """Every pair with its clues, in order."""
        return [
            Pair(
                edge.left,
                edge.right,
                edge.weight,
                self.columns["match_probability"][at],
                self.clues(at),
                edge.namesakes,
            )
            for at, edge in enumerate(self.edges())
        ]

    def clues(self, at: int) -> tuple[Clue, ...]:
        """What was compared in pair number ``at``, the weightiest first."""
        left, right = self.rows[self.columns["unique_id_l"][at]], self.rows[self.columns["unique_id_r"][at]]
        clues = []
        for one in COMPARISONS:
            words = self._words[one.name].get(round(self.columns[f"mw_{one.name}"][at] * 1000))
            if words:
                weight = round(self._total(one)[at], 2)
                what, mine, theirs = told(one, words, left, right)
                clues.append(Clue(what, mine, theirs, weight, one.name))
        return tuple(sorted(clues, key=lambda clue: (-abs(clue.weight), clue.what)))

    def _total(self, one: Comparison) -> list[float]:
        """The weight of a comparison in each pair, rarity included."""
        return self._totals[one.name]

    @cached_property
    def _totals(self) -> dict[str, list[float]]:
        found = {}
        for one in COMPARISONS:
            base = self.columns.get(f"mw_{one.name}", [])
            rarity = self.columns.get(f"mw_tf_adj_{one.name}")
            found[one.name] = [a + b for a, b in zip(base, rarity, strict=True)] if rarity else base
        return found

    @cached_property
    def _words(self) -> dict[str, dict[int, str]]:
        """Level words by weight in thousandths of a bit: Splink gives back weights, not levels (they are distinct)."""
        return {
            one.name: {
                round(weight * 1000): text
                for weight, text in zip(
                    self.weights[one.name], (*(level.words for level in one.levels), one.otherwise), strict=True
                )
            }
            for one in COMPARISONS
        }


def bare_sql() -> str:
    """As ``Scored.edges`` tells a bare pair, in SQL over Splink's columns: nothing but the name speaks for it."""
    said = [one for one in COMPARISONS if one.name not in _NAME_ONLY]
    rarity = {one.name: f" + mw_tf_adj_{one.name}" for one in said if any(level.rarity for level in one.levels)}
    parts = (f"mw_{one.name}{rarity.get(one.name, '')}" for one in said)
    return f"(greatest({', '.join(parts)}) <= 0)"


def spoken_for_sql(weights: Weights) -> str:
    """Of tables ``a`` and ``b``, for either engine: what holds of every pair that is not bare, from the same levels.

    It costs a fifth of scoring, and in a pool seven candidates in ten are bare.
    """
    found = []
    for one in COMPARISONS:
        if one.name in _NAME_ONLY:
            continue
        if weights[one.name][-1] > 0:
            raise ValueError(f"{one.name}: that two differ may not speak for a pair")
        may = [at.condition for at, bits in zip(one.levels, weights[one.name], strict=False) if bits > 0 or at.rarity]
        least = [this for this in may if not any(this.startswith(f"{other} AND ") for other in may)]
        found.append(f"NOT ({one.unknown}) AND ({' OR '.join(f'({this})' for this in least)})")
    return " OR ".join(f"({EITHER.on_records(text)})" for text in found)


def asked_of_sql(condition: str) -> str:
    """SQL for a table of what a condition on ``a`` and ``b`` asks of ``features``: it takes half the time there."""
    return f"SELECT unique_id, {', '.join(narrowed(column, condition) for column in asked_of(condition))} FROM features"  # noqa: S608


def _reindexed(pair: Pair, order: Sequence[int]) -> Pair:
    left, right = order[pair.left], order[pair.right]
    clues = pair.clues
    if left > right:
        left, right = right, left
        clues = tuple(Clue(clue.what, clue.right, clue.left, clue.weight, clue.about) for clue in clues)
    return Pair(left, right, pair.weight, pair.probability, clues, pair.namesakes)
