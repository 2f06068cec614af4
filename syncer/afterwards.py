"""What follows a run, where it is set: the calendar file and the digest. Their faults are no fault of the run.

The workbook is up to date by then, which is what a run is for: a mail server that is down is said in a line, and the
exit code stays that of the run.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from syncer import log
from syncer.core.agenda import Appointment, agenda
from syncer.core.calendar import PRODUCT, calendar
from syncer.core.digest import Digest, digest
from syncer.errors import ConfigError, SyncerError
from syncer.local import put_whole
from syncer.run import Thought

Send = Callable[[Digest], None]


@dataclass(frozen=True, slots=True)
class SentDays:
    """The days whose digest was sent: one a day, however often a run is made."""

    read: Callable[[], Iterable[str]]
    write: Callable[[Sequence[str]], None]


def agenda_of(thought: Thought) -> tuple[Appointment, ...]:
    """What a run found is to be done, and when."""
    return agenda(thought.world, thought.outreach)


def digest_of(thought: Thought) -> Digest:
    """The digest of a run, or of what a run would change."""
    return digest(agenda_of(thought), thought.plan.changes, thought.questions, thought.world.today)


def is_ours(path: Path) -> bool:
    """Whether a calendar file is there that syncer wrote."""
    try:
        return f"PRODID:{PRODUCT}" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def write_calendar(thought: Thought, path: Path) -> bool:
    """Bring the calendar file up to date; False where it was. ``ConfigError`` where it cannot be, or is not ours."""
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        text = calendar(agenda_of(thought), before, thought.world.today)
        if text == before:
            return False
        put_whole(path, text)
    except ValueError as error:
        words = "it is no text" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ConfigError(
            f"{path} was left as it is: {words}. Delete it, or name another file in [calendar] path.",
            code="E-CALENDAR-FILE",
        ) from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.", code="E-CALENDAR-FILE") from None
    return True


def after_run(thought: Thought, calendar_file: Path | None, senders: Mapping[str, Send], sent: SentDays) -> list[str]:
    """Do what is set; each thing that failed is a line for people."""
    notes: list[str] = []
    if calendar_file:
        with _noted("calendar", notes):
            write_calendar(thought, calendar_file)
    day = thought.world.today.isoformat()
    if senders and day not in set(sent.read()) and (message := digest_of(thought)):
        reached = [_sent(name, send, message, notes) for name, send in senders.items()]
        if any(reached):
            sent.write([day])
    return notes


def _sent(name: str, send: Send, message: Digest, notes: list[str]) -> bool:
    before = len(notes)
    with _noted(f"digest by {name}", notes):
        send(message)
    return len(notes) == before


@contextmanager
def _noted(what: str, notes: list[str]) -> Iterator[None]:
    try:
        yield
    except SyncerError as error:
        log.event("afterwards.failed", code=error.code)
        notes.append(f"The {what}: {error}")
