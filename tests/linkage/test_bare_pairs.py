import duckdb

from syncer.linkage.model import shipped_weights
from syncer.linkage.splink_linker import bare_sql, predict, spoken_for_sql
from syncer.linkage.table import table
from syncer.pool.engine import spelled
from tests.benchmarks.identity.generate import USUAL, pooled
from tests.benchmarks.identity.rows import features


def test_of_a_pair_that_something_else_than_the_name_speaks_for_a_cheap_look_says_so() -> None:
    rows, _ = features(pooled(1_500, 9, USUAL).rows)
    weights = shipped_weights(pooled=True)
    with duckdb.connect(":memory:") as connection:
        connection.register("features", table(rows))
        scored = predict(connection, weights, len(rows), None)
        connection.register("scored", scored)
        words = {"COMMON": "list_has_any", "STARTS": "starts_with", "ALIKE": "jaro_winkler_similarity"}
        text = spelled(spoken_for_sql(weights), words)
        told = connection.sql(
            f"SELECT {bare_sql()} AS bare, coalesce({text}, false) AS spoken_for, count(*) "
            "FROM scored JOIN features AS a ON unique_id_l = a.unique_id "
            "JOIN features AS b ON unique_id_r = b.unique_id GROUP BY ALL"
        ).fetchall()
    counts = {(bare, spoken_for): number for bare, spoken_for, number in told}
    assert (False, False) not in counts
    assert min(counts[True, False], counts[False, True]) > 500
