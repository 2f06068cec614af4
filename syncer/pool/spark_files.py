"""Input files in tasks of Spark, each read whole by the reader of the one machine (``duckdb_files``).

Spark's own readers take the header of one CSV file for all, read damaged text as if it were whole, and stop the job at
a torn Parquet file. So both engines read a file the same, and one that is damaged costs its own rows and no others.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from syncer.errors import ConfigError
from syncer.pool.duckdb_files import inside, load, unreadable
from syncer.pool.engine import Columns
from syncer.pool.headers import header_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

WHOLE = 64 << 20
"""Bytes up to which one task reads a file whole: a million contacts as Parquet. Larger ones are left to Spark."""
HEADERS = "path STRING, header STRING"
"""What ``headers_within`` gives, as Spark writes a schema."""
DAMAGED = ("damaged", "told")
"""Columns of ``rows_within`` beside the table's: a file that cannot be read, and what to say if it is the only one."""
_ROWS = 20_000


def headers_within(batches: Iterable["pa.RecordBatch"], table: str) -> Iterator["pa.RecordBatch"]:
    """Of files (path, content) of the table at a path: path, and header as JSON; none of one that cannot be read."""
    import pyarrow as pa

    for path, content in _each(batches):
        with _copied(path, content) as file:
            found = header_of(file) if _within(path, table) else ()
        yield pa.RecordBatch.from_pydict({"path": [path], "header": [json.dumps(found)]})


def rows_within(batches: Iterable["pa.RecordBatch"], table: str, columns: Columns) -> Iterator["pa.RecordBatch"]:
    """Of files (path, content): their rows, each cell as text; of one that cannot be read one row that says so.

    ``table``: the path that was asked for, without ending. ``columns``: see ``Engine.load``.
    """
    import pyarrow as pa

    name = table.rpartition("/")[2]
    for path, content in _each(batches):
        with _copied(path, content) as file, _connection() as connection:
            try:
                if not _within(path, table):
                    raise unreadable(name, file)
                load(connection, "found", [file], columns)
            except ConfigError as error:
                said = {**dict.fromkeys(columns), "damaged": Path(file).name, "told": str(error)}
                yield pa.RecordBatch.from_pylist([said], schema=_schema(columns))
                continue
            nothing = ", ".join(f"CAST(NULL AS STRING) AS {one}" for one in DAMAGED)
            yield from connection.sql(f"SELECT *, {nothing} FROM found").to_arrow_reader(_ROWS)  # noqa: S608 - ours


def _schema(columns: Columns) -> "pa.Schema":
    import pyarrow as pa

    return pa.schema([(one, pa.string()) for one in (*columns, *DAMAGED)])


def _each(batches: Iterable["pa.RecordBatch"]) -> Iterator[tuple[str, bytes]]:
    for batch in batches:
        for path, content in zip(batch.column("path"), batch.column("content"), strict=True):
            yield path.as_py(), content.as_py()


@contextmanager
def _copied(path: str, content: bytes) -> Iterator[str]:
    """A copy of the file under its own name."""
    with tempfile.TemporaryDirectory(prefix="syncer-pool-") as folder:
        file = Path(folder) / path.rpartition("/")[2]
        file.write_bytes(content)
        yield str(file)


@contextmanager
def _connection() -> "Iterator[duckdb.DuckDBPyConnection]":
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 1")
        connection.execute("SET enable_progress_bar = false")
        yield connection


def _within(path: str, table: str) -> bool:
    """Whether a file that this machine sees lies in the folder of the input, and is no link that leads elsewhere."""
    here = _local(path)
    return not here or bool(inside([here], _local(table)))


def _local(path: str) -> str:
    """The path on this machine; ``""`` for one of a store."""
    scheme, colon, rest = path.partition(":/")
    if not colon:
        return path
    return f"/{rest.lstrip('/')}" if scheme == "file" else ""
