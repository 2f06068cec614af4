"""Which timer of this machine to use, and what `syncer schedule` does with it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from syncer.errors import ConfigError
from syncer.schedules.cron import Cron
from syncer.schedules.job import Job, Time, Timer
from syncer.schedules.launchd import Launchd
from syncer.schedules.systemd import Systemd


def timers(home: Path) -> tuple[Timer, ...]:
    """Those we know, the best first: made up for after a missed morning, seen by the person."""
    return Launchd(home / "Library" / "LaunchAgents"), Systemd(home / ".config" / "systemd" / "user"), Cron()


def job_of(config: Path, state_dir: Path) -> Job:
    """What to run for these settings; ``ConfigError`` where the installed program cannot be found."""
    program = Path(sys.executable).parent / "syncer"
    if not program.exists():
        raise ConfigError(f"syncer is not installed beside {sys.executable}", code="E-SCHEDULE")
    return Job(program, config.resolve(), state_dir / "last-run.txt")


def install(job: Job, time: Time, known: Sequence[Timer]) -> str:
    """Make the first usable timer, in place of any other that there was."""
    usable = [timer for timer in known if timer.usable()]
    if not usable:
        names = ", ".join(timer.called for timer in known)
        raise ConfigError(f"none of {names} answers on this machine; see deploy/README.md", code="E-SCHEDULE")
    remove(job, known)
    note = usable[0].install(job, time)
    words = f"syncer runs at {time}, by {usable[0].called}. {note}"
    return f"{words}\nTo see it: syncer schedule show. To end it: syncer schedule remove"


def show(job: Job, known: Sequence[Timer]) -> str:
    """Each timer that there is for these settings."""
    found = [f"{timer.called}: {words}" for timer in known if timer.usable() and (words := timer.show(job))]
    return "\n".join(found) or "No schedule. Make one with: syncer schedule install --at 06:00"


def remove(job: Job, known: Sequence[Timer]) -> str:
    """Take away every timer for these settings."""
    gone = [timer.called for timer in known if timer.usable() and timer.remove(job)]
    return f"Removed from {', '.join(gone)}." if gone else "There was no schedule."
