import duckdb
import pytest

from syncer.linkage.blocking import candidates
from syncer.linkage.model import rarity_columns, shipped_weights
from syncer.linkage.narrowing import asked_of, narrowed
from syncer.linkage.statement import pairs, pairs_of_weighed, weighed
from syncer.linkage.table import table
from syncer.pool.engine import spelled
from tests.benchmarks.identity.generate import USUAL, pooled
from tests.benchmarks.identity.rows import features
from tests.linkage.test_bare_pairs import WORDS


def test_every_weight_of_a_pair_is_the_same_where_records_hold_numbers_in_place_of_texts():
    rows, _ = features(pooled(1_200, 5, USUAL).rows)
    weights = shipped_weights(pooled=True)
    with duckdb.connect(":memory:") as connection:
        connection.register("features", table(rows))
        candidates(connection, two_profiles=True)
        for column in rarity_columns():
            connection.execute(
                f"CREATE TABLE rarity_{column} AS SELECT {column}, count(*) / 2200 AS tf_{column} FROM features "
                f"WHERE {column} IS NOT NULL GROUP BY {column}"
            )
        connection.execute(f"CREATE TABLE weighed AS {spelled(weighed(weights), WORDS)}")
        kinds = [kind for (kind,) in connection.sql("SELECT column_type FROM (DESCRIBE weighed)").fetchall()]
        whole, narrow = (
            sorted(connection.sql(text(weights, len(rows), None)).fetchall()) for text in (pairs, pairs_of_weighed)
        )
    assert whole == narrow
    assert len(whole) > 2_000
    assert kinds.count("VARCHAR") < kinds.count("UBIGINT[]")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("a.slug = b.slug", "CASE WHEN features.slug IS NOT NULL THEN HASH(features.slug) END AS slug"),
        ("a.slug IS NULL OR b.slug IS NULL", "CASE WHEN features.slug IS NOT NULL THEN 1 END AS slug"),
        ("a.slug = b.slug OR STARTS(a.slug, b.slug)", "features.slug"),
        ("COMMON(a.slug, b.words)", "EVERY(features.slug, LAMBDA(HASH(x))) AS slug"),
    ],
)
def test_a_column_is_as_narrow_as_what_is_asked_of_it(condition: str, told: str):
    assert narrowed(asked_of(condition)[0], condition) == told


def test_a_list_that_is_asked_anything_else_is_refused():
    with pytest.raises(ValueError, match="words"):
        narrowed("words", "COMMON(a.words, b.words) OR length(a.words) > 1")
