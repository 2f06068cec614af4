"""The work of ``syncer pool run``: an engine chosen, the job done, counts given back."""

from collections.abc import Callable, Mapping
from datetime import date

from syncer.adapters.clock import today_here
from syncer.adapters.engines import EngineChoice, engine_of
from syncer.pool.job import Job, run


def engine(name: str, memory_mb: int, master: str, scratch: str) -> EngineChoice:
    """Which engine to use; see ``EngineChoice``."""
    return EngineChoice(name, memory_mb, master, scratch)


def pooled(
    folder: str, output: str, choice: EngineChoice, today: date | None, most: int, stage: Callable[[str], None]
) -> Mapping[str, int]:
    """Run the pooled job on the engine. ``ConfigError`` where the input or the engine cannot be used."""
    started = engine_of(choice)
    try:
        return run(started, Job(folder, output, today or today_here(), most), stage)
    finally:
        started.close()
