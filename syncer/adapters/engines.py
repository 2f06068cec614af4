"""The engines of the pooled job, by name."""

from dataclasses import dataclass
from pathlib import Path

from syncer.errors import ConfigError
from syncer.pool.engine import Engine

PROCESSES = 2
"""Python beside DuckDB; each takes about 300 MB of the budget."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """``duckdb`` within ``memory_mb``, or ``spark`` at ``master``; ``scratch``: where tables wait.

    Where Spark is this machine (``local``), ``memory_mb`` is its heap.
    """

    name: str
    memory_mb: int
    master: str
    scratch: str


def engine_of(choice: EngineChoice) -> Engine:
    """The engine, started. ``ConfigError`` where it cannot be."""
    if choice.name == "duckdb":
        from syncer.pool.duckdb_engine import DuckDb

        return DuckDb(choice.memory_mb, PROCESSES, Path(choice.scratch) if choice.scratch else None)
    if not choice.scratch:
        raise ConfigError("spark needs --scratch: a folder or object-store path that every worker reaches")
    try:
        from syncer.pool.spark_engine import Spark

        return Spark(choice.master, choice.scratch, _heap(choice))
    except ImportError as missing:
        raise ConfigError("spark is not installed here: pip install 'syncer[spark]'", code="E-POOL-SPARK") from missing


def _heap(choice: EngineChoice) -> dict[str, str]:
    """Room for Spark on this machine: its own choice, a gigabyte, ends at 300,000 contacts. A cluster has its own."""
    return {"spark.driver.memory": f"{choice.memory_mb}m"} if choice.master.startswith("local") else {}
