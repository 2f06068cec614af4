"""Each member's own workbook from the pool's result, one after the other, through the same run as a personal one.

Only workbooks for which something changed since they were last brought up to date are opened: a file also where its
member saved it since; of a Google Sheet nobody can say so without opening it. What goes wrong with one is told and left
for the next time; it never stops another. Cut off in the middle, the next time goes on from there.
"""

import gc
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from syncer import log
from syncer.core.pooled import Failed, HandedOut
from syncer.errors import CredentialError, SyncerError
from syncer.run import Parts, Stages
from syncer.run import run as run_once

PATIENCE = 600.0
"""Seconds of waiting for Google since a sheet last went well, after which its sheets are left for the next time."""
_COLLECT = 20
"""Workbooks after which memory that nobody holds any more is given back: the collector is off while a command runs."""


@dataclass(frozen=True, slots=True)
class Book:
    """One member's workbook that is to be brought up to date.

    ``handle`` names it in messages and on disk and says nothing of the member; ``state``: what stands for its content.
    """

    handle: str
    state: str
    in_google: bool

    @property
    def name(self) -> str:
        """What it is remembered by. A file by its own name: it is still there when its member is not."""
        return self.handle if self.in_google else f"{self.handle}.xlsx"


class Desk(Protocol):
    """Where workbooks are made and what was handed out before is remembered."""

    @property
    def waited(self) -> float:
        """Seconds that Google made us wait so far."""

    def done(self) -> Mapping[str, str]:
        """Name -> its ``mark`` when it was last brought up to date."""

    def remember(self, done: Mapping[str, str]) -> None:
        """Keep this for the next time."""

    def mark(self, book: Book) -> str:
        """What stands for what it holds now, once it is up to date. ``""`` where it has to be opened again."""

    def parts(self, book: Book, parcel: Path) -> Parts:
        """Everything its run needs. ``SyncerError`` where the workbook cannot be reached."""

    def busy(self, book: Book) -> bool:
        """Whether another run is at work on it; otherwise it is held until ``let_go``."""

    def let_go(self) -> None:
        """Let others at it again."""


@dataclass(slots=True)
class _Work:
    """What happened so far."""

    done: dict[str, str]
    written: int = 0
    same: int = 0
    left: int = 0
    waited: float = 0.0
    """Seconds waited for Google until a sheet last went well."""
    closed: bool = False
    """Whether Google's sheets are left for the next time."""
    failed: list[Failed] = field(default_factory=list)


def hand_out(
    books: Iterable[tuple[Book, Path]],
    desk: Desk,
    today: date,
    accepted: frozenset[str],
    stages: Stages,
    show: Callable[[str], None],
) -> HandedOut:
    """Bring every one of these workbooks up to date; counts, and what went wrong by handle. ``unchanged`` is 0."""
    work = _Work(dict(desk.done()))
    for number, (book, parcel) in enumerate(books, 1):
        if book.in_google and work.closed:
            work.left += 1
            continue
        show(f"workbook {number:,}")
        _one(book, parcel, desk, today, accepted, stages, work)
        if number % _COLLECT == 0:
            gc.collect()
    return HandedOut(work.written, work.same, 0, work.left, tuple(work.failed))


def _one(
    book: Book, parcel: Path, desk: Desk, today: date, accepted: frozenset[str], stages: Stages, work: _Work
) -> None:
    if desk.busy(book):
        _failed(work, desk, book, "E-POOL-BUSY", "Another run is at work on it.")
        return
    try:
        thought = run_once(desk.parts(book, parcel), today, accepted, stages)
    except SyncerError as error:
        work.closed = isinstance(error, CredentialError) or desk.waited - work.waited > PATIENCE
        _failed(work, desk, book, error.code, _plainly(error))
    except Exception as bug:  # one member's data shall not keep the others' workbooks from them
        _failed(work, desk, book, "E-POOL-BUG", _place_of(bug))
    else:
        work.waited = desk.waited
        for each in thought.gathered.failures[:1]:
            _failed(work, desk, book, each.code, _accepting(each.message.removeprefix(f"{each.code} ")))
            return
        work.written += bool(thought.commits)
        work.same += not thought.commits
        work.done[book.name] = desk.mark(book)
        desk.remember(work.done)
    finally:
        desk.let_go()


def _failed(work: _Work, desk: Desk, book: Book, code: str, message: str) -> None:
    if work.done.pop(book.handle, None):  # something may be written by now, so it is not as it was handed out last
        desk.remember(work.done)
    work.failed.append(Failed(book.handle, code, message))
    log.event("pool.workbook_failed", code=code)


def _plainly(error: SyncerError) -> str:
    return _accepting(str(error).removeprefix(f"{error.code} "))


def _accepting(words: str) -> str:
    """The words with the command that accepts it here."""
    return words.replace("syncer accept ", "syncer pool run --accept ")


def _place_of(bug: Exception) -> str:
    """Where a bug is; its own words may quote somebody."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    return f"A bug: {type(bug).__name__} in {Path(last.filename).name}, line {last.lineno}. Please report it."
