"""The work of ``syncer pool run``: an engine chosen, the job done, counts given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from syncer.adapters.clock import today_here
from syncer.adapters.engines import EngineChoice, engine_of
from syncer.core.council.reached import Reached
from syncer.pool.coverage import reached
from syncer.pool.job import Job, run


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a pooled job found: counts, and who opens what."""

    summary: Mapping[str, int]
    reached: Reached


def engine(name: str, memory_mb: int, master: str, scratch: str) -> EngineChoice:
    """Which engine to use; see ``EngineChoice``."""
    return EngineChoice(name, memory_mb, master, scratch)


def pooled(
    folder: str, output: str, choice: EngineChoice, today: date | None, most: int, stage: Callable[[str], None]
) -> Pooled:
    """Run the pooled job on the engine. ``ConfigError`` where the input or the engine cannot be used."""
    started = engine_of(choice)
    try:
        summary = run(started, Job(folder, output, today or today_here(), most), stage)
        return Pooled(summary, reached(started))
    finally:
        started.close()
