"""The engine of one machine: DuckDB within a budget of memory, spilling to disk; Python in processes beside it."""

import gc
import itertools
import multiprocessing
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syncer.linkage.statement import pairs
from syncer.pool.engine import Link, OnBatch, cell, spelled, whole_groups
from syncer.pool.stores import fetched, is_remote, sent

if TYPE_CHECKING:
    import pyarrow as pa

_WORDS = {
    "EACH": "unnest",
    "HASH": "hash",
    "COMMON": "list_has_any",
    "STARTS": "starts_with",
    "ALIKE": "jaro_winkler_similarity",
}
_CSV = "all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"', union_by_name = true"
_SHARE = 0.5
"""Part of the budget that DuckDB gets: it runs a fifth over, and the processes beside it want theirs."""
BATCH = 20_000
"""Rows in a batch: enough that sending one costs nothing, few enough that the last one is no long wait."""
_FEW = 30_000
"""Rows up to which starting a process takes longer than the work."""


class DuckDb:
    """``Engine`` on this machine. ``memory_mb``: the budget of all of it; ``processes``: 1 is a plain loop."""

    def __init__(self, memory_mb: int, processes: int, folder: Path | None = None) -> None:
        import duckdb

        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._spill = Path(tempfile.mkdtemp(prefix="syncer-pool-", dir=folder))
        self._connection = duckdb.connect(":memory:")
        self._processes = processes
        self._files = itertools.count()
        self._copies: dict[str, str] = {}
        for setting in (
            "enable_progress_bar = false",
            f"memory_limit = '{int(memory_mb * _SHARE)}MB'",
            f"temp_directory = '{self._spill / 'duckdb'}'",
            f"threads = {processes}",
            "preserve_insertion_order = false",
        ):
            self._connection.execute(f"SET {setting}")

    def columns(self, path: str) -> tuple[str, ...]:
        """See ``Engine``."""
        found = self._described(path)
        return tuple(found[1]) if found else ()

    def load(self, name: str, path: str, columns: Mapping[str, str]) -> None:
        """See ``Engine``."""
        read, kinds = self._described(path) or ("", {})
        cells = []
        for ours, theirs in columns.items():
            quoted = '"' + theirs.replace('"', '""') + '"' if theirs else ""
            listed = f"array_to_string({quoted}, ';')" if kinds.get(theirs, "").endswith("[]") else ""
            cells.append(cell(ours, quoted, listed))
        self.sql(name, f"SELECT {', '.join(cells)} FROM {read}")  # noqa: S608 - quoted

    def _described(self, path: str) -> tuple[str, dict[str, str]] | None:
        """How to read the path, and the type of each column. Every cell of a CSV file is text."""
        import duckdb

        path = self._here(path)
        for pattern in (".parquet", ".csv", "/*.parquet", "/*.csv"):
            where = f"{path}{pattern}".replace("'", "''")
            read = f"read_csv('{where}', {_CSV})" if pattern.endswith("csv") else f"read_parquet('{where}')"
            try:
                return read, dict(row[:2] for row in self._connection.execute(f"DESCRIBE FROM {read}").fetchall())
            except duckdb.IOException:
                continue
        return None

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
        self._mapped(name, self._batches(f"SELECT * FROM {source}"), work, schema)  # noqa: S608 - a name of ours

    def map_groups(self, name: str, source: str, key: str, work: OnBatch, schema: "pa.Schema") -> None:
        """See ``Engine``."""
        batches = self._batches(f"SELECT * FROM {source} ORDER BY {key}")  # noqa: S608 - names of ours
        self._mapped(name, whole_groups(batches, key, BATCH), work, schema)

    def link(self, name: str, what: Link) -> None:
        """See ``Engine``. Splink's own text for DuckDB, made once (``linkage.statement``)."""
        self.sql(
            name,
            "SELECT unique_id_l AS left_id, unique_id_r AS right_id, "  # noqa: S608 - constants and numbers
            "CAST(round(match_weight * 1000) AS BIGINT) AS weight "
            f"FROM ({pairs(what.weights, what.records, what.bits)}) WHERE {what.keep}",
        )

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """See ``Engine``."""
        found: list[tuple[Any, ...]] = self._connection.execute(spelled(text, _WORDS)).fetchall()
        return found

    def write(self, source: str, path: str) -> None:
        """See ``Engine``."""
        folder = Path(path) if not is_remote(path) else self._spill / "output"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        file = folder / "part-0.parquet"
        where = str(file).replace("'", "''")
        table = f"({spelled(source, _WORDS)})" if " " in source else source
        self._connection.execute(f"COPY {table} TO '{where}' (FORMAT parquet)")
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
        if "_pool" in vars(self):
            self._pool.shutdown()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _batches(self, text: str) -> Iterator["pa.RecordBatch"]:
        yield from self._connection.cursor().sql(text).to_arrow_reader(BATCH)

    def _mapped(self, name: str, batches: Iterable["pa.RecordBatch"], work: OnBatch, schema: "pa.Schema") -> None:
        """Each batch becomes a file, written by the process that worked it out."""
        from pyarrow import parquet

        folder = self._spill / f"{name}-{next(self._files)}"
        folder.mkdir()
        parquet.write_table(schema.empty_table(), folder / "none.parquet")
        for _ in self._worked(batches, partial(_written, work, folder)):
            pass
        self._connection.execute(
            f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{folder}/*.parquet')"  # noqa: S608 - ours
        )

    def _worked(
        self, batches: Iterable["pa.RecordBatch"], work: Callable[[int, "pa.RecordBatch"], None]
    ) -> Iterator[None]:
        """Done as it is asked for; no more batches are read than there are hands."""
        rest = enumerate(batches)
        first = list(itertools.islice(rest, 1 + _FEW // BATCH))
        if self._processes == 1 or sum(batch.num_rows for _, batch in first) <= _FEW:
            yield from itertools.starmap(work, itertools.chain(first, rest))
            return
        waiting: deque[Future[None]] = deque()
        for number, batch in itertools.chain(first, rest):
            if len(waiting) > self._processes:
                yield waiting.popleft().result()
            waiting.append(self._pool.submit(work, number, batch))
        while waiting:
            yield waiting.popleft().result()

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        """Fresh processes: one that is forked beside DuckDB's threads may never wake up."""
        return ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), initializer=gc.disable)


def _written(work: OnBatch, folder: Path, number: int, batch: "pa.RecordBatch") -> None:
    import pyarrow as pa
    from pyarrow import parquet

    made = pa.Table.from_batches([work(batch)])
    parquet.write_table(made, folder / f"{number:06d}.parquet", compression="lz4", write_statistics=False)
