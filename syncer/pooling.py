"""The work of ``syncer pool run``: an engine chosen, the job done, workbooks handed out, counts given back."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from syncer.adapters.clock import today_here
from syncer.adapters.engines import EngineChoice, engine_of
from syncer.adapters.pool_books import PoolDesk
from syncer.core.council.reached import Reached
from syncer.core.pooled import HandedOut
from syncer.errors import ConfigError
from syncer.handing_out import Book, hand_out
from syncer.pool.coverage import reached
from syncer.pool.engine import Engine
from syncer.pool.folders import usable
from syncer.pool.job import Job, run
from syncer.pool.parcels import Waiting, fetched, waiting
from syncer.run import Stages
from syncer.settings import load_settings

Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a pooled job found: counts, who opens what, and what became of the members' workbooks, if asked for."""

    summary: Mapping[str, int]
    reached: Reached
    handed_out: HandedOut | None = None
    left_out: tuple[str, ...] = ()
    """Input files that could not be read."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Members' workbooks that shall be written. ``folder``: for those that are files, and for what is remembered.

    ``config``: settings that say who opens Google Sheets. ``accepted``: as ``syncer accept``. ``refresh``: also those
    for which nothing changed.
    """

    folder: Path
    config: Path | None = None
    accepted: frozenset[str] = frozenset()
    refresh: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A job that is done: what it found, the workbooks to be written, and how many need not be opened."""

    found: Pooled
    books: Sequence[tuple[Book, Path]]
    unchanged: int


def engine(name: str, memory_mb: int, master: str, scratch: str) -> EngineChoice:
    """Which engine to use; see ``EngineChoice``."""
    return EngineChoice(name, memory_mb, master, scratch)


def pooled(choice: EngineChoice, job: Job, stage: Stage, delivery: Delivery | None = None) -> Pooled:
    """Run the pooled job on the engine. ``ConfigError`` where the input or the engine cannot be used."""
    if delivery is None:
        with prepared(choice, job, stage) as ready:
            return ready.found
    desk = PoolDesk(delivery.folder, job.today, load_settings(delivery.config) if delivery.config else None)
    with prepared(choice, replace(job, parcels=True), stage, desk, refresh=delivery.refresh) as ready:
        stages = Stages(time.perf_counter, lambda _: None)
        handed = hand_out(ready.books, desk, job.today, delivery.accepted, stages, stage)
        all_read = not any(file.startswith("members/") for file in ready.found.left_out)
        gone = desk.left_behind() if all_read else ()  # nobody counts as gone whom an unread file may name
        return replace(ready.found, handed_out=replace(handed, unchanged=ready.unchanged, left_behind=gone))


@contextmanager
def prepared(
    choice: EngineChoice, job: Job, stage: Stage, desk: PoolDesk | None = None, *, refresh: bool = False
) -> Iterator[Ready]:
    """The job done, and what waits for the desk in files of its own that go at the end.

    The engine is given back by then: at the pace Google allows, writing workbooks may take hours.
    """
    with tempfile.TemporaryDirectory(prefix="syncer-pool-") as folder:
        started = engine_of(choice)
        try:
            found = Pooled(run(started, job, stage), reached(started), left_out=tuple(started.left_out))
            waits = waiting(started) if desk else ()
            books = desk.books(waits, all_of_them=refresh) if desk else []
            files = _unpacked(started, [one for _, one in books], Path(folder))
        finally:
            started.close()
        ready = [(book, file) for (book, _), file in zip(books, files, strict=True)]
        yield Ready(found, ready, len(waits) - len(ready))


def _unpacked(engine: Engine, waits: Sequence[Waiting], folder: Path) -> list[Path]:
    """The file of each parcel."""
    files = []
    for number, (_, text) in enumerate(fetched(engine, waits)):
        files.append(folder / f"{number}.json")
        files[-1].write_text(text, encoding="utf-8")
    return files


def delivered_to(
    workbooks: Path | None, config: Path | None, accepted: frozenset[str], *, refresh: bool
) -> Delivery | None:
    """How workbooks are handed out; None where none are. ``ConfigError`` for options that mean nothing without them."""
    if workbooks:
        usable(str(workbooks), "--workbooks")
        return Delivery(workbooks, config, accepted, refresh)
    given = {"--config": config, "--accept": accepted, "--refresh": refresh}
    if idle := [option for option, value in given.items() if value]:
        raise ConfigError(
            f"{', '.join(idle)}: nothing to do without members' workbooks; add --workbooks FOLDER",
            code="E-CLI-WORKBOOKS",
        )
    return None


def job(folder: str, output: str, today: date | None, most: int) -> Job:
    """What to do; see ``Job``. ``ConfigError`` where the result cannot be put there."""
    usable(output, "--output")
    return Job(folder, output, today or today_here(), most)
