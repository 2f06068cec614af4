"""Both engines over the same books, the second one a cluster of which a worker dies in the middle."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syncer.pool.duckdb_engine import DuckDb
from tests.benchmarks.pool.invent import invent
from tests.pool.books import Result, result
from tests.pool.cluster import Cluster, cluster

pytestmark = pytest.mark.spark
SIZE = 2_000
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
    return folder


@pytest.fixture(scope="module")
def on_one_machine(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("duckdb")
    engine = DuckDb(2_000, 1, folder)
    try:
        return result(engine, str(source), folder / "out")
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
        found = result(engine, str(source), output)
    finally:
        engine.close()
    killed.join(timeout=1)
    assert len(machines.workers) == 1, "the worker was to die in the middle of the job"
    assert found.summary == on_one_machine.summary
    assert found.people == on_one_machine.people
    assert found.employers == on_one_machine.employers
    assert found.paths == on_one_machine.paths
    assert not list((machines.folder / "scratch").glob("syncer-*"))
    assert found.summary["second_degree_paths"] > 0


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
