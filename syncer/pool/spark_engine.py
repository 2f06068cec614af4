"""The engine of a cluster: Spark runs the same texts, Splink scores on its Spark backend, Python maps over partitions.

Every table is written to ``scratch`` before it is used. A worker that dies takes nothing with it but the work of one
statement, and rounds do not pile up plans. Versions: pyspark 4 with the jar that comes with Splink, Java 17.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syncer.errors import ConfigError
from syncer.linkage.on_spark import predicted, similarity
from syncer.pool.duckdb_files import unreadable
from syncer.pool.engine import Columns, Link, OnBatch, cells, plain_number, spelled, whole_groups
from syncer.pool.headers import names_in, told_apart
from syncer.pool.spark_files import DAMAGED, HEADERS, WHOLE, headers_within, rows_within

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_WORDS = {
    "EACH": "explode",
    "HASH": "xxhash64",
    "COMMON": "arrays_overlap",
    "STARTS": "startswith",
    "ALIKE": "jaro_winkler",
    "EVERY": "transform",
    "LAMBDA": "x -> ",
}
BATCH = 20_000
"""Rows in a batch that Python gets."""
_ANY_PYTHON = "python3"
"""What Spark's workers start where PYSPARK_PYTHON does not say; the interpreter that runs this knows the project."""
_PLACES = ((".parquet", "*"), (".csv", "*"), ("", "*.parquet"), ("", "*.csv"))
"""Where the files of a table may lie: ending, and what to take of a folder."""
_DAMAGED = "SELECT damaged, told FROM as_read WHERE damaged IS NOT NULL"


@dataclass(frozen=True, slots=True)
class _Files:
    """Files of a table: those that one task can read whole (path, content), larger ones, and how many there are."""

    whole: "DataFrame"
    large: tuple[str, ...]
    count: int


class Spark:
    """``Engine`` on a Spark cluster. ``scratch``: a folder that all workers reach; what is made there is taken away."""

    def __init__(self, master: str, scratch: str, conf: Mapping[str, str] | None = None) -> None:
        self._spark = _session(master, conf or {})
        similarity(self._spark)
        self._scratch = f"{scratch.rstrip('/')}/syncer-{self._spark.sparkContext.applicationId}"
        self._written = itertools.count()
        self._left_out: list[str] = []

    @property
    def left_out(self) -> Sequence[str]:
        """See ``Engine``."""
        return self._left_out

    @property
    def at_once(self) -> int:
        """See ``Engine``. Any number: what is joined is spread over the cluster."""
        return sys.maxsize

    def headers(self, path: str) -> Sequence[tuple[str, ...]]:
        """See ``Engine``."""
        found = self._files(path)
        if not found:
            return ()
        table = _absolute(path)
        told = found.whole.mapInArrow(lambda batches: headers_within(batches, table), HEADERS).collect()
        by_file = {row["path"]: tuple(json.loads(row["header"])) for row in told}
        by_file |= {file: self._large_header(file) for file in found.large}
        headers = dict.fromkeys(by_file[file] for file in sorted(by_file) if by_file[file])
        if not headers:
            raise unreadable(path.rpartition("/")[2], min(by_file))
        return tuple(headers)

    def load(self, name: str, path: str, columns: Columns) -> None:
        """See ``Engine``. Each file is read by one task as the one machine reads it; only a large one by Spark."""
        found = self._files(path)
        if not found:
            raise FileNotFoundError(path)
        table, read = _absolute(path), dict(columns)
        schema = ", ".join(f"{one} STRING" for one in (*columns, *DAMAGED))
        whole = found.whole.mapInArrow(lambda batches: rows_within(batches, table, read), schema)
        hands = 2 * self._spark.sparkContext.defaultParallelism
        self._keep("as_read", whole.repartition(hands) if found.count < hands else whole)
        left = {row["damaged"]: row["told"] for row in self._spark.sql(_DAMAGED).collect()}
        parts = [self._spark.sql(f"SELECT {', '.join(columns)} FROM as_read WHERE damaged IS NULL")]  # noqa: S608 - ours
        for number, file in enumerate(found.large):
            try:
                self._keep(f"large_{number}", self._large_cells(file, columns))
            except _broken() as error:
                left[file.rpartition("/")[2]] = str(unreadable(name, file, error))
            else:
                parts.append(self._spark.table(f"large_{number}"))
        if len(left) == found.count:
            raise ConfigError(left[max(left)], code="E-POOL-FILE")
        self._left_out += [f"{name}/{file}" for file in sorted(left)]
        every = parts[0]
        for part in parts[1:]:
            every = every.unionAll(part)
        every.createOrReplaceTempView(name)

    def sql(self, name: str, *texts: str) -> None:
        """See ``Engine``."""
        found = [self._spark.sql(spelled(text, _WORDS)) for text in texts]
        whole = found[0]
        for more in found[1:]:
            whole = whole.unionAll(more)
        self._keep(name, whole)

    def map(self, name: str, source: str, work: OnBatch, schema: "pa.Schema") -> None:
        """See ``Engine``."""
        self._keep(name, self._spark.table(source).mapInArrow(_each(work), _schema(schema)))

    def map_groups(self, name: str, source: str, key: str, work: OnBatch, schema: "pa.Schema") -> None:
        """See ``Engine``."""
        placed = self._spark.table(source).repartition(key).sortWithinPartitions(key)
        self._keep(name, placed.mapInArrow(_each_whole(work, key), _schema(schema)))

    def link(self, name: str, what: Link) -> None:
        """See ``Engine``."""
        found = predicted(self._spark, what.weights, what.records)
        self.sql(
            name,
            "SELECT unique_id_l AS left_id, unique_id_r AS right_id, "  # noqa: S608 - constants and numbers
            f"CAST(round(match_weight * 1000) AS BIGINT) AS weight FROM {found} "
            f"WHERE match_weight >= {what.bits} AND {what.keep}",
        )
        self._spark.catalog.clearCache()

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """See ``Engine``."""
        return [tuple(row) for row in self._spark.sql(spelled(text, _WORDS)).collect()]

    def write(self, source: str, path: str) -> None:
        """See ``Engine``."""
        table = self._spark.sql(spelled(source, _WORDS)) if " " in source else self._spark.table(source)
        table.write.mode("overwrite").parquet(path)

    def drop(self, *names: str) -> None:
        """See ``Engine``. The files go at the end."""
        for name in names:
            self._spark.catalog.dropTempView(name)

    def close(self) -> None:
        """See ``Engine``."""
        context: Any = self._spark.sparkContext
        place = context._jvm.org.apache.hadoop.fs.Path(self._scratch)
        place.getFileSystem(context._jsc.hadoopConfiguration()).delete(place, True)
        self._spark.stop()

    def _files(self, path: str) -> "_Files | None":
        """The files of a table; None where there are none."""
        from pyspark.errors import AnalysisException

        for ending, which in _PLACES:
            reader = self._spark.read.format("binaryFile").option("pathGlobFilter", which)
            try:
                found = reader.load(f"{path}{ending}")
            except AnalysisException:
                continue
            if sizes := {row["path"]: row["length"] for row in found.select("path", "length").collect()}:
                large = tuple(sorted(file for file, size in sizes.items() if size > WHOLE))
                return _Files(found.where(f"length <= {WHOLE}").select("path", "content"), large, len(sizes))
        return None

    def _large(self, file: str) -> "DataFrame":
        """A file that is too large for one task, as Spark reads it."""
        if not file.endswith("csv"):
            return self._spark.read.parquet(file)
        from pyspark.sql.types import StringType, StructType

        kinds = StructType()
        for name in told_apart(self._large_header(file)):
            kinds.add(name, StringType())
        reader = self._spark.read.schema(kinds).options(quote='"', escape='"', multiLine=True)
        return reader.csv(file, header=True, mode="FAILFAST")

    def _large_header(self, file: str) -> tuple[str, ...]:
        """As ``header_of``. Spark would give other names to columns of a CSV file that have the same."""
        try:
            if not file.endswith("csv"):
                return tuple(self._spark.read.parquet(file).columns)
            first = self._spark.read.text(file).first()
        except _broken():
            return ()
        return names_in(first[0].removeprefix("\ufeff") if first else "")

    def _large_cells(self, file: str, columns: Columns) -> "DataFrame":
        found = self._large(file)
        return found.selectExpr(*cells(columns, {column: _text(column, kind) for column, kind in found.dtypes}))

    def _keep(self, name: str, table: "DataFrame") -> None:
        """The table as files, under its name."""
        where = f"{self._scratch}/{name}-{next(self._written)}"
        table.write.parquet(where)
        self._spark.read.schema(table.schema).parquet(where).createOrReplaceTempView(name)


def _session(master: str, conf: Mapping[str, str]) -> "SparkSession":
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    made = SparkSession.builder.master(master).appName("syncer pool")
    ours = {
        "spark.jars": similarity_jar_location(),
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for key, value in (ours | dict(conf)).items():
        made = made.config(key, value)
    session = made.getOrCreate()
    context = session.sparkContext
    context.setLogLevel("ERROR")
    if context.pythonExec == _ANY_PYTHON:
        context.pythonExec = sys.executable
    return session


def _text(column: str, kind: str) -> str:
    """SQL for a column as text."""
    quoted = "`" + column.replace("`", "``") + "`"
    if kind.startswith("array"):
        return f"array_join({quoted}, ';')"
    return plain_number(quoted) if kind in ("double", "float") else f"CAST({quoted} AS STRING)"


def _each(work: OnBatch) -> Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    return lambda batches: map(work, batches)


def _each_whole(work: OnBatch, key: str) -> Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    return lambda batches: map(work, whole_groups(batches, key, BATCH))


def _schema(schema: "pa.Schema") -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _absolute(path: str) -> str:
    """A path that says the same in every process."""
    return path if ":/" in path else str(Path(path).absolute())


def _broken() -> tuple[type[Exception], ...]:
    """What Spark raises where a file cannot be read."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError)
