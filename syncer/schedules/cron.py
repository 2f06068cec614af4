"""A line in the person's crontab, known by the name at its end; other lines are left as they are."""

import shlex
import shutil
from dataclasses import dataclass

from syncer.errors import ConfigError
from syncer.schedules.job import Job, Time, ask


def line(job: Job, time: Time) -> str:
    """The line as cron wants it: a percent sign would end the command, so it is escaped."""
    days = "*" if time.every_day else "1-5"
    command = f"{shlex.join(job.arguments)} > {shlex.quote(str(job.said))} 2>&1".replace("%", r"\%")
    return f"{time.minute} {time.hour} * * {days} {command} # {job.name}"


@dataclass(frozen=True, slots=True)
class Cron:
    """Linux and macOS."""

    called: str = "cron"

    def usable(self) -> bool:
        """Whether this machine has it."""
        return shutil.which("crontab") is not None

    def install(self, job: Job, time: Time) -> str:
        """Add or replace the line."""
        _write([*_others(job), line(job, time)])
        return "The computer has to be awake at that time; a missed morning is not made up for."

    def show(self, job: Job) -> str:
        """The line."""
        return "\n".join(found for found in _lines() if _is(found, job))

    def remove(self, job: Job) -> bool:
        """Take the line away."""
        there = bool(self.show(job))
        if there:
            _write(_others(job))
        return there


def _is(found: str, job: Job) -> bool:
    return found.endswith(f"# {job.name}")


def _lines() -> list[str]:
    try:
        return ask(["crontab", "-l"]).splitlines()
    except ConfigError as error:
        if "no crontab" in str(error).lower():
            return []
        raise


def _others(job: Job) -> list[str]:
    return [found for found in _lines() if not _is(found, job)]


def _write(lines: list[str]) -> None:
    ask(["crontab", "-"], "".join(f"{one}\n" for one in lines))
