"""The engine of one machine: DuckDB within a budget of memory, spilling to disk; Python in processes beside it."""

import atexit
import gc
import itertools
import multiprocessing
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syncer.linkage.statement import pairs_of_weighed, weighed
from syncer.pool.duckdb_files import files_at, inside, load, unreadable
from syncer.pool.engine import Columns, Link, OnBatch, in_spans, spans, spelled, whole_groups
from syncer.pool.folders import made_private
from syncer.pool.headers import headers_of
from syncer.pool.stores import fetched, is_remote, sent

if TYPE_CHECKING:
    import pyarrow as pa

_WORDS = {
    "EACH": "unnest",
    "HASH": "hash",
    "COMMON": "list_has_any",
    "STARTS": "starts_with",
    "ALIKE": "jaro_winkler_similarity",
    "EVERY": "list_transform",
    "LAMBDA": "lambda x: ",
}
_SHARE = 0.4
"""Part of the budget that DuckDB gets: it runs a fifth over, and the processes beside it want theirs."""
_AT_ONCE = 5_000
"""Rows for each megabyte that DuckDB gets: three million contacts' keys were more than half a gigabyte could join."""
_ROOM_OF_FEATURES = 7
"""How often the room of a key a record takes when pairs are scored; it is held for both sides."""
BATCH = 20_000
"""Most rows in a batch: enough that sending one costs nothing, few enough that the last one is no long wait."""
_BATCHES = 8
"""Batches that each process shall get at least."""
_FEW = 30_000
"""Rows up to which starting a process takes longer than the work."""
_MANY = 80
"""Batches after which processes are ended and begun anew: what they remember takes room, a gigabyte each at ten million
contacts."""


class DuckDb:
    """``Engine`` on this machine. ``memory_mb``: the budget of all of it; ``processes``: 1 is a plain loop."""

    def __init__(self, memory_mb: int, processes: int, folder: Path | None = None) -> None:
        import duckdb

        if folder:
            made_private(folder)
        self._spill = Path(tempfile.mkdtemp(prefix="syncer-pool-", dir=folder))
        self._connection = duckdb.connect(":memory:")
        self._processes = processes
        self._at_once = int(memory_mb * _SHARE * _AT_ONCE)
        self._files = itertools.count()
        self._copies: dict[str, str] = {}
        self._left_out: list[str] = []
        for setting in (
            "enable_progress_bar = false",
            f"memory_limit = '{int(memory_mb * _SHARE)}MB'",
            f"temp_directory = {_quoted(self._spill / 'duckdb')}",
            f"threads = {processes}",
            "preserve_insertion_order = false",
        ):
            self._connection.execute(f"SET {setting}")
        self._tables_in_a_file()

    def _tables_in_a_file(self) -> None:
        """Tables in memory keep some 70 bytes a contact there that are never spilled. Nothing is logged for recovery:
        a job that was stopped begins anew."""
        self._connection.execute(f"ATTACH {_quoted(self._spill / 'tables')} AS tables (RECOVERY_MODE no_wal_writes)")
        self._connection.execute("USE tables")

    @property
    def left_out(self) -> Sequence[str]:
        """See ``Engine``."""
        return self._left_out

    @property
    def at_once(self) -> int:
        """See ``Engine``."""
        return self._at_once

    def headers(self, path: str) -> Sequence[tuple[str, ...]]:
        """See ``Engine``."""
        here = self._here(path)
        files = files_at(self._connection, here)
        found = headers_of(inside(files, here))
        if files and not found:
            raise unreadable(path.rpartition("/")[2], files[0])
        return found

    def load(self, name: str, path: str, columns: Columns) -> None:
        """See ``Engine``."""
        here = self._here(path)
        files = files_at(self._connection, here)
        own = inside(files, here)
        left = {*load(self._connection, name, own, columns), *(set(files) - set(own))}
        self._left_out += sorted(f"{name}/{Path(file).name}" for file in left)

    def _here(self, path: str) -> str:
        """Where the path can be read: a copy on this machine of what lies in an object store."""
        if is_remote(path) and path not in self._copies:
            self._copies[path] = str(fetched(path, self._spill / "input"))
        return self._copies.get(path, path)

    def sql(self, name: str, *texts: str) -> None:
        """See ``Engine``. Texts run one after the other, so that memory is needed for one at a time."""
        for number, text in enumerate(texts):
            into = f"CREATE OR REPLACE TABLE {name} AS " if number == 0 else f"INSERT INTO {name} "
            self._connection.execute(into + spelled(text, _WORDS))

    def map(self, name: str, source: str, work: OnBatch, schema: "pa.Schema") -> None:
        """See ``Engine``. The table is a file of its own, read where it is needed."""
        cut = self._cut(source)
        self._mapped(name, self._batches(f"SELECT * FROM {source}", cut), work, schema, cut)  # noqa: S608 - a name of ours

    def map_groups(self, name: str, source: str, key: str, work: OnBatch, schema: "pa.Schema") -> None:
        """See ``Engine``."""
        cut = self._cut(source)
        batches = self._batches(f"SELECT * FROM {source} ORDER BY {key}", cut)  # noqa: S608 - names of ours
        self._mapped(name, whole_groups(batches, key, cut.rows), work, schema, cut)

    def link(self, name: str, what: Link) -> None:
        """See ``Engine``. Splink's own text for DuckDB, made once (``linkage.statement``), over spans of ids: neither
        side of its join is spilled, and the lower id of a pair is the left one."""
        (records,) = self.rows("SELECT count(*) FROM features")[0]
        parts = in_spans("unique_id_l", "unique_id_r", spans(int(records) * _ROOM_OF_FEATURES, self.at_once))
        self.sql("weighed", weighed(what.weights) + (" ORDER BY unique_id" if len(parts) > 1 else ""))
        scored = pairs_of_weighed(what.weights, what.records, what.bits)
        self.sql(
            name,
            *(
                "SELECT unique_id_l AS left_id, unique_id_r AS right_id, "  # noqa: S608 - constants and numbers
                f"CAST(round(match_weight * 1000) AS BIGINT) AS weight FROM ({scored}) "
                f"WHERE {part}{what.keep}"
                for part in parts
            ),
        )
        self.drop("weighed")

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """See ``Engine``."""
        found: list[tuple[Any, ...]] = self._connection.execute(spelled(text, _WORDS)).fetchall()
        return found

    def write(self, source: str, path: str) -> None:
        """See ``Engine``."""
        folder = Path(path) if not is_remote(path) else self._spill / "output"
        shutil.rmtree(folder, ignore_errors=True)
        made_private(folder)
        file = folder / "part-0.parquet"
        table = f"({spelled(source, _WORDS)})" if " " in source else source
        self._connection.execute(f"COPY {table} TO {_quoted(file)} (FORMAT parquet)")
        if is_remote(path):
            sent(file, path)
            file.unlink()

    def drop(self, *names: str) -> None:
        """See ``Engine``."""
        kinds = dict(self.rows("SELECT table_name, table_type FROM information_schema.tables"))
        for name in names:
            self._connection.execute(f"DROP {'VIEW' if kinds[name] == 'VIEW' else 'TABLE'} {name}")

    def close(self) -> None:
        """See ``Engine``."""
        self._connection.close()
        self._end_processes()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _cut(self, source: str) -> "_Cut":
        (rows,) = self.rows(f"SELECT count(*) FROM {source}")[0]  # noqa: S608 - a name of ours
        hands = self._processes if rows > _FEW else 1
        return _Cut(hands, min(BATCH, 1 + int(rows) // (hands * _BATCHES)))

    def _batches(self, text: str, cut: "_Cut") -> Iterator["pa.RecordBatch"]:
        reading = self._connection.cursor()
        reading.execute("USE tables")
        yield from reading.sql(text).to_arrow_reader(cut.rows)

    def _mapped(
        self, name: str, batches: Iterable["pa.RecordBatch"], work: OnBatch, schema: "pa.Schema", cut: "_Cut"
    ) -> None:
        """Each batch becomes a file, written by the process that worked it out."""
        from pyarrow import parquet

        folder = self._spill / f"{name}-{next(self._files)}"
        folder.mkdir()
        parquet.write_table(schema.empty_table(), folder / "none.parquet")
        for _ in self._worked(batches, partial(_written, work, folder), cut.hands):
            pass
        self._connection.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet({_quoted(folder / '*.parquet')})"  # noqa: S608 - ours
        )

    def _worked(
        self, batches: Iterable["pa.RecordBatch"], work: Callable[[int, "pa.RecordBatch"], None], hands: int
    ) -> Iterator[None]:
        """Done as it is asked for; no more batches are read than there are hands."""
        if hands == 1:
            yield from itertools.starmap(work, enumerate(batches))
            return
        waiting: deque[Future[None]] = deque()
        for number, batch in enumerate(batches):
            if len(waiting) > hands:
                yield waiting.popleft().result()
            waiting.append(self._pool.submit(work, number, batch))
            if number % _MANY == _MANY - 1:
                yield from _finished(waiting)
                self._end_processes()
        yield from _finished(waiting)
        if number >= _MANY:
            self._end_processes()

    def _end_processes(self) -> None:
        if "_pool" in vars(self):
            self._pool.shutdown()
            del self._pool

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        """Fresh processes: one that is forked beside DuckDB's threads may never wake up."""
        return ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), initializer=_begun)


@dataclass(frozen=True, slots=True)
class _Cut:
    """How work on a table is cut up: how many processes do it, and how many rows a batch has."""

    hands: int
    rows: int


def _begun() -> None:
    """A process that only works makes no cycles, and leaves without taking apart what it remembers: seconds each."""
    gc.disable()
    atexit.register(os._exit, 0)


def _finished(waiting: "deque[Future[None]]") -> Iterator[None]:
    while waiting:
        yield waiting.popleft().result()


def _quoted(path: Path) -> str:
    """The path as SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


def _written(work: OnBatch, folder: Path, number: int, batch: "pa.RecordBatch") -> None:
    import pyarrow as pa
    from pyarrow import parquet

    made = pa.Table.from_batches([work(batch)])
    parquet.write_table(made, folder / f"{number:06d}.parquet", compression="lz4", write_statistics=False)
