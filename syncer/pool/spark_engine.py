"""The engine of a cluster: Spark runs the same texts, Splink scores on its Spark backend, Python maps over partitions.

Every table is written to ``scratch`` before it is used. A worker that dies takes nothing with it but the work of one
statement, and rounds do not pile up plans. Versions: pyspark 4 with the jar that comes with Splink, Java 17.
"""

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from syncer.linkage.on_spark import predicted, similarity
from syncer.pool.engine import Link, OnBatch, cell, spelled, whole_groups

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_WORDS = {
    "EACH": "explode",
    "HASH": "xxhash64",
    "COMMON": "arrays_overlap",
    "STARTS": "startswith",
    "ALIKE": "jaro_winkler",
}
BATCH = 20_000
"""Rows in a batch that Python gets."""
_ANY_PYTHON = "python3"
"""What Spark's workers start where PYSPARK_PYTHON does not say; the interpreter that runs this knows the project."""
_FORMATS = (("parquet", ".parquet"), ("csv", ".csv"), ("parquet", ""), ("csv", ""))


class Spark:
    """``Engine`` on a Spark cluster. ``scratch``: a folder that all workers reach; what is made there is taken away."""

    def __init__(self, master: str, scratch: str, conf: Mapping[str, str] | None = None) -> None:
        self._spark = _session(master, conf or {})
        similarity(self._spark)
        self._scratch = f"{scratch.rstrip('/')}/syncer-{self._spark.sparkContext.applicationId}"
        self._files = itertools.count()

    @property
    def left_out(self) -> tuple[str, ...]:
        """See ``Engine``. None: Spark stops at a damaged file, and its log names it."""
        return ()

    def columns(self, path: str) -> tuple[str, ...]:
        """See ``Engine``."""
        found = self._read(path)
        return tuple(found.columns) if found is not None else ()

    def load(self, name: str, path: str, columns: Mapping[str, str]) -> None:
        """See ``Engine``."""
        found = self._read(path)
        if found is None:
            raise FileNotFoundError(path)
        kinds = dict(found.dtypes)
        cells = []
        for ours, theirs in columns.items():
            quoted = "`" + theirs.replace("`", "``") + "`" if theirs else ""
            listed = f"array_join({quoted}, ';')" if kinds.get(theirs, "").startswith("array") else ""
            cells.append(cell(ours, quoted, listed))
        self._keep(name, found.selectExpr(*cells))

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

    def _read(self, path: str) -> "DataFrame | None":
        from pyspark.errors import AnalysisException

        for kind, ending in _FORMATS:
            reader = self._spark.read
            if kind == "csv":
                reader = reader.options(header=True, quote='"', escape='"', multiLine=True, pathGlobFilter="*.csv")
            try:
                found = reader.format(kind).load(f"{path}{ending}")
            except AnalysisException:
                continue
            if found.columns:
                return found
        return None

    def _keep(self, name: str, table: "DataFrame") -> None:
        """The table as files, under its name."""
        where = f"{self._scratch}/{name}-{next(self._files)}"
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


def _each(work: OnBatch) -> Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    return lambda batches: map(work, batches)


def _each_whole(work: OnBatch, key: str) -> Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    return lambda batches: map(work, whole_groups(batches, key, BATCH))


def _schema(schema: "pa.Schema") -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
