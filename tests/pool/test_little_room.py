"""A machine with little memory joins tables with themselves a part at a time, and finds the same."""

import multiprocessing
from dataclasses import astuple
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from syncer.pool import duckdb_engine
from syncer.pool.duckdb_engine import DuckDb
from tests.benchmarks.pool.invent import invent
from tests.pool.books import result


class Cramped(DuckDb):
    """As the engine of one machine, with room for a few rows at once."""

    at_once = 900

    def __init__(self, folder: Path) -> None:
        super().__init__(2_000, 1, folder)
        self.pieces: dict[str, int] = {}

    def sql(self, name: str, *texts: str) -> None:
        self.pieces[name] = len(texts)
        super().sql(name, *texts)


def test_what_is_joined_a_part_at_a_time_is_the_same(tmp_path: Path) -> None:
    invent(tmp_path / "in", 600)
    roomy, cramped = DuckDb(2_000, 1, tmp_path), Cramped(tmp_path)
    try:
        found = result(roomy, str(tmp_path / "in"), tmp_path / "roomy")
        same = result(cramped, str(tmp_path / "in"), tmp_path / "cramped")
    finally:
        roomy.close()
        cramped.close()
    assert (cramped.pieces["met"] > 3, cramped.pieces["candidates"], cramped.pieces["edges"]) == (True, 6, 15)
    assert len({row["person_id"] for row in found.people}) < len(found.people)
    assert astuple(found) == astuple(same)


def doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"number": pc.multiply(batch["number"], 2)})


def test_processes_that_have_worked_for_long_end_and_give_back_what_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in (("BATCH", 2_048), ("_FEW", 4_096), ("_MANY", 20)):
        monkeypatch.setattr(duckdb_engine, name, few)
    engine, schema = DuckDb(2_000, 2, tmp_path), pa.schema([("number", pa.int64())])
    try:
        for rows, left in ((9_000, 2), (60_000, 0), (9_000, 2)):
            engine.sql("numbers", f"SELECT i AS number FROM range({rows}) AS r(i)")
            engine.map("twice", "numbers", doubled, schema)
            assert engine.rows("SELECT sum(number) FROM twice") == [(rows * (rows - 1),)]
            assert len(multiprocessing.active_children()) == left
    finally:
        engine.close()
    assert not multiprocessing.active_children()
