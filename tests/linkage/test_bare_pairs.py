import duckdb

from syncer.linkage.model import shipped_weights
from syncer.linkage.splink_linker import asked_of_sql, bare_sql, predict, spoken_for_sql
from syncer.linkage.table import table
from syncer.pool.engine import spelled
from tests.benchmarks.identity.generate import USUAL, pooled
from tests.benchmarks.identity.rows import features

WORDS = {
    **{"COMMON": "list_has_any", "STARTS": "starts_with", "ALIKE": "jaro_winkler_similarity"},
    **{"EVERY": "list_transform", "LAMBDA": "lambda x: ", "HASH": "hash"},
}


def test_of_a_pair_that_something_else_than_the_name_speaks_for_a_cheap_look_says_so() -> None:
    rows, _ = features(pooled(1_500, 9, USUAL).rows)
    weights = shipped_weights(pooled=True)
    with duckdb.connect(":memory:") as connection:
        connection.register("features", table(rows))
        scored = predict(connection, weights, len(rows), None)
        connection.register("scored", scored)
        text = spoken_for_sql(weights)
        asked, look = spelled(asked_of_sql(text), WORDS), spelled(text, WORDS)
        told = connection.sql(
            f"WITH asked AS ({asked}) SELECT {bare_sql()} AS bare, coalesce({look}, false) AS spoken_for, count(*) "
            "FROM scored JOIN asked AS a ON unique_id_l = a.unique_id "
            "JOIN asked AS b ON unique_id_r = b.unique_id GROUP BY ALL"
        ).fetchall()
    counts = {(bare, spoken_for): number for bare, spoken_for, number in told}
    assert (False, False) not in counts
    assert min(counts[True, False], counts[False, True]) > 500


def test_what_is_asked_of_the_records_of_a_pair_gives_the_answer_of_the_whole_records() -> None:
    rows, _ = features(pooled(800, 4, USUAL).rows)
    condition = spoken_for_sql(shipped_weights(pooled=True))
    with duckdb.connect(":memory:") as connection:
        connection.register("features", table(rows))
        connection.execute(f"CREATE TABLE asked AS {spelled(asked_of_sql(condition), WORDS)}")
        counts = [
            connection.execute(
                f"SELECT count(*) FROM {name} AS a JOIN {name} AS b ON a.unique_id < b.unique_id "
                f"WHERE {spelled(condition, WORDS)}"
            ).fetchall()
            for name in ("features", "asked")
        ]
        whole, narrow = (
            connection.execute(
                f"SELECT count(*) FROM duckdb_columns() WHERE table_name = 'asked' AND data_type LIKE '{kind}'"
            ).fetchall()[0][0]
            for kind in ("VARCHAR", "UBIGINT%")
        )
    assert counts[0] == counts[1] != [(0,)]
    assert narrow > whole
