from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from syncer.pool.engine import cell, plain_number, spelled, whole_groups


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_no_group_is_cut_however_the_rows_arrive(size: int) -> None:
    keys = [1, 1, 1, 2, 3, 3, 3, 3, 3, 4, 5, 5]
    table = pa.table({"key": keys, "row": list(range(len(keys)))})
    for rows in (1, 2, 5, 50):
        made = list(whole_groups(table.to_batches(max_chunksize=size), "key", rows))
        assert [row for batch in made for row in batch.column("row").to_pylist()] == list(range(len(keys)))
        seen = [set(batch.column("key").to_pylist()) for batch in made]
        assert sum(map(len, seen)) == len(set(keys))


def test_no_rows_are_no_batches() -> None:
    assert list(whole_groups([], "key", 10)) == []


def test_words_of_the_engine_stand_for_whole_words_only() -> None:
    text = "SELECT EACH(emails), REACH(x), HASH(EACHES(y))"
    assert (
        spelled(text, {"EACH": "explode", "HASH": "xxhash64"})
        == "SELECT explode(emails), REACH(x), xxhash64(EACHES(y))"
    )


def test_a_column_that_is_not_there_is_null() -> None:
    assert "CAST(NULL AS STRING)" in cell("city", [])


@pytest.mark.parametrize("left", [None, 1.0])
def test_numbers_are_written_plainly_and_what_is_no_number_is_null(tmp_path: Path, left: float | None) -> None:
    """Whatever a Parquet file says of itself: its statistics leave out what is no number."""
    values = [1.0, -0.0, 1.5, 1e16, float(2**60), float("nan"), float("-inf"), left]
    parquet.write_table(pa.table({"x": values}), tmp_path / "numbers.parquet")
    found = duckdb.sql(f"SELECT {plain_number('x')} FROM read_parquet('{tmp_path}/numbers.parquet')").fetchall()
    whole = ["1", "0", "1.5", "10000000000000000", "1152921504606846976"]
    assert [text for (text,) in found] == [*whole, None, None, left and "1"]
