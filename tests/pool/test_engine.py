import pyarrow as pa
import pytest

from syncer.pool.engine import cell, spelled, whole_groups


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
    assert "CAST(NULL AS STRING)" in cell("city", "")
