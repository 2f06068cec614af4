"""Both engines over the same books, the second one a cluster of which a worker dies in the middle."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from syncer.pool.duckdb_engine import DuckDb
from tests.benchmarks.pool.invent import invent
from tests.pool.books import Result, result
from tests.pool.cluster import Cluster, cluster

pytestmark = pytest.mark.spark
SIZE = 2_000
CROWD = 12
"""So small that some heaps are cut."""
CONF = {
    "spark.sql.shuffle.partitions": "4",
    "spark.default.parallelism": "4",
    "spark.executor.memory": "900m",
    "spark.executor.cores": "1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    invent(folder, SIZE)
    _trouble(folder)
    return folder


def _trouble(folder: Path) -> None:
    """A book that claims everybody, and record ids used twice: every statement of the job has work to do."""
    contacts = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/contacts.parquet')").to_arrow_table()
    members = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/members.parquet')").to_arrow_table()
    twice = [{**row, "title": "Other"} for row in contacts.slice(0, 5).to_pylist()]
    said = {"owner": "mallory", "first_name": "", "last_name": "", "full_name": "Zinnia Quark"}
    claimed = [{**row, **said, "record_id": f"x{at}"} for at, row in enumerate(contacts.to_pylist()) if row["emails"]]
    more = pa.Table.from_pylist([*twice, *claimed], schema=contacts.schema)
    mallory = {"member_id": "mallory", "name": "Mallory", "consent": "names"}
    parquet.write_table(pa.concat_tables([contacts, more]), folder / "contacts.parquet")
    parquet.write_table(
        pa.concat_tables([members, pa.Table.from_pylist([mallory], schema=members.schema)]), folder / "members.parquet"
    )


@pytest.fixture(scope="module")
def on_one_machine(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("duckdb")
    engine = DuckDb(2_000, 1, folder)
    try:
        return result(engine, str(source), folder / "out", CROWD, parcels=True)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def test_a_cluster_that_loses_a_worker_gives_every_row_that_one_machine_gives(
    source: Path, on_one_machine: Result, machines: Cluster
) -> None:
    from syncer.pool.spark_engine import Spark

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    engine = Spark(machines.address, str(machines.folder / "scratch"), CONF)
    output = machines.folder / "out"
    killed = _when_there_are_tables(machines.folder / "scratch", 25, machines.kill_a_worker)
    try:
        found = result(engine, str(source), output, CROWD, parcels=True)
    finally:
        engine.close()
    killed.join(timeout=1)
    assert len(machines.workers) == 1, "the worker was to die in the middle of the job"
    assert found.summary == on_one_machine.summary
    assert found.people == on_one_machine.people
    assert found.employers == on_one_machine.employers
    assert found.paths == on_one_machine.paths
    assert found.coverage == on_one_machine.coverage
    assert found.connectors == on_one_machine.connectors
    assert found.parcels == on_one_machine.parcels
    assert len(found.parcels) == 4
    assert not list((machines.folder / "scratch").glob("syncer-*"))
    for count in ("second_degree_paths", "books_kept_apart", "record_id_used_twice", "crowds_cut"):
        assert found.summary[count] > 0, count


def _when_there_are_tables(scratch: Path, enough: int, act: Callable[[], None]) -> threading.Thread:
    """Acts once so many tables of the job have been written: by then linking is under way."""

    def watch() -> None:
        for _ in range(6_000):
            if sum(1 for _ in scratch.glob("syncer-*/*/_SUCCESS")) >= enough:
                act()
                return
            time.sleep(0.1)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread
