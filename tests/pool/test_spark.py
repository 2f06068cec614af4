"""Both engines over the same books, the second one a cluster of which a worker dies in the middle."""

import csv
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from syncer.pool.duckdb_engine import DuckDb
from syncer.pool.engine import Columns, Engine
from syncer.pool.tables import _ALSO, CONTACTS
from tests.benchmarks.pool.invent import invent
from tests.pool.books import Result, result
from tests.pool.cluster import Cluster, cluster

pytestmark = pytest.mark.spark
SIZE = 2_000
CROWD = 12
"""So small that some heaps are cut."""
LARGE = 30_000
"""Bytes from which Spark reads a file itself, here."""
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
    _damage(folder)
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


def _damage(folder: Path) -> None:
    """Contacts in several files, large and small, with columns in another order; members as text; some torn."""
    contacts = parquet.read_table(folder / "contacts.parquet")
    (folder / "contacts.parquet").unlink()
    (folder / "contacts").mkdir()
    columns = contacts.column_names
    small = contacts.slice(0, 40).select(columns[::-1])
    listed = pa.array([text.split(";") for text in small.column("emails").to_pylist()], pa.list_(pa.string()))
    small = small.set_column(columns[::-1].index("emails"), "emails", listed)
    for name, table in (("large", contacts.slice(40)), ("small", small)):
        parquet.write_table(table, folder / "contacts" / f"{name}.parquet")
        whole = (folder / "contacts" / f"{name}.parquet").read_bytes()
        torn = bytearray(whole)
        torn[4:4_000] = b"\xff" * 3_996
        (folder / "contacts" / f"{name} torn.parquet").write_bytes(bytes(torn))
        (folder / "contacts" / f"{name} half.parquet").write_bytes(whole[: len(whole) // 2])
    assert (folder / "contacts" / "small.parquet").stat().st_size < LARGE
    parquet.write_table(contacts.slice(0, 9), folder / "contacts" / "_of a job.parquet")
    (folder.parent / "outside.parquet").write_bytes((folder / "contacts" / "small.parquet").read_bytes())
    (folder / "contacts" / "link.parquet").symlink_to(folder.parent / "outside.parquet")
    members = parquet.read_table(folder / "members.parquet").to_pylist()
    (folder / "members.parquet").unlink()
    (folder / "members").mkdir()
    for at, chosen in enumerate((members[::2], members[1::2])):
        names = sorted(members[0], reverse=bool(at))
        with (folder / "members" / f"{at}.csv").open("w", encoding="utf-8", newline="") as opened:
            csv.DictWriter(opened, names).writeheader()
            csv.DictWriter(opened, names).writerows(chosen)
    (folder / "members" / "bytes.csv").write_bytes(b"member_id,name,consent\nowner1,\xff\xfe\x00,names\n")
    (folder / "members" / "more.csv").write_bytes(b"member_id,name,consent\nowner1,Mira,names,and,more\n")


@pytest.fixture(scope="module")
def on_one_machine(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Sequence[str]]:
    folder = tmp_path_factory.mktemp("duckdb")
    engine = DuckDb(2_000, 1, folder)
    try:
        return result(engine, str(source), folder / "out", CROWD, parcels=True), tuple(engine.left_out)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def test_a_cluster_that_loses_a_worker_gives_every_row_that_one_machine_gives(
    source: Path, on_one_machine: tuple[Result, Sequence[str]], machines: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from syncer.pool.spark_engine import Spark

    monkeypatch.setattr("syncer.pool.spark_engine.WHOLE", LARGE)
    expected, left_out = on_one_machine
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    engine = Spark(machines.address, str(machines.folder / "scratch"), CONF)
    output = machines.folder / "out"
    killed = _when_there_are_tables(machines.folder / "scratch", 25, machines.kill_a_worker)
    try:
        found = result(engine, str(source), output, CROWD, parcels=True)
    finally:
        engine.close()
    killed.join(timeout=1)
    torn = ("large half", "large torn", "link", "small half", "small torn")
    assert left_out == ("members/bytes.csv", "members/more.csv", *(f"contacts/{name}.parquet" for name in torn))
    assert len(machines.workers) == 1, "the worker was to die in the middle of the job"
    assert tuple(engine.left_out) == left_out
    assert found.summary == expected.summary
    assert found.people == expected.people
    assert found.employers == expected.employers
    assert found.paths == expected.paths
    assert found.coverage == expected.coverage
    assert found.connectors == expected.connectors
    assert found.parcels == expected.parcels
    assert len(found.parcels) == 4
    assert not list((machines.folder / "scratch").glob("syncer-*"))
    for count in ("files_left_out", "second_degree_paths", "books_kept_apart", "record_id_used_twice", "crowds_cut"):
        assert found.summary[count] > 0, count


def _as_people_write(folder: Path) -> None:
    """Books in other words and types each; ``Email`` stands twice in one; beside them one without an owner."""
    csvs, tables = folder / "csv" / "contacts", folder / "parquet" / "contacts"
    csvs.mkdir(parents=True)
    tables.mkdir(parents=True)
    (csvs / "a.csv").write_bytes(
        b"\xef\xbb\xbfmember_id,ID,Record ID,Email,email,employer\nann,9,1,a@example.com,b,Initech\n"
    )
    (csvs / "b.csv").write_bytes(
        b'owner,record_id,e-mail,company,organisation\n"ben",1.0,,,"Globex, Inc"\nben,2,,Initech,x\n'
    )
    (csvs / "c.csv").write_bytes(b"record_id,full_name\n1,Zerlina Quixwood\n")
    whole = {"record_id": [1, 2**60 + 1, None], "owner": ["1", "2", "3"], "company": [1.5, 2.0**60, -0.0]}
    floating = {"Record ID": [1.0, float(2**60), float("nan")], "member": pa.array([1, 2, None], pa.float32())}
    listed = {
        "record_id": ["7"],
        "owner": [1.0],
        "former": [["Initech", "Globex"]],
        "city": [float("inf")],
        "title": [float("nan")],
    }
    for name, columns in (("whole", whole), ("floating", floating), ("listed", listed)):
        parquet.write_table(pa.table(dict(columns)), tables / f"{name}.parquet")


@pytest.mark.parametrize("large", [0, LARGE])
def test_both_engines_read_a_file_the_same_however_its_columns_are_spelled(
    tmp_path: Path, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from syncer.pool.spark_engine import Spark

    monkeypatch.setattr("syncer.pool.spark_engine.WHOLE", large)
    _as_people_write(tmp_path)
    columns = {name: (name, *_ALSO.get(name, ())) for name in CONTACTS}
    engines = DuckDb(2_000, 1, tmp_path), Spark("local[1]", str(tmp_path / "scratch"), CONF)
    try:
        for kind in ("csv", "parquet"):
            path = str(tmp_path / kind / "contacts")
            first, second = (_read(engine, path, columns) for engine in engines)
            assert first == second
            assert len(first[1]) == {"csv": 4, "parquet": 7}[kind]
    finally:
        for engine in engines:
            engine.close()


def _read(engine: Engine, path: str, columns: Columns) -> tuple[Sequence[tuple[str, ...]], list[str]]:
    engine.load("contacts", path, columns)
    return engine.headers(path), sorted(map(repr, engine.rows("SELECT * FROM contacts")))


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
