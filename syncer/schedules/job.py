"""What runs, and when; the same for every kind of timer."""

import hashlib
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from syncer.errors import ConfigError

PATIENCE = 30
"""Seconds that the operating system's timer may take to answer."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, on working days or on all of them."""

    hour: int
    minute: int
    every_day: bool = False

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02} {'every day' if self.every_day else 'Monday to Friday'}"


def read_time(text: str, *, every_day: bool) -> Time:
    """``06:00``; ``ConfigError`` where it is no time of day."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not found:
        raise ConfigError(f"--at {text[:20]!r} is no time of day; write it like 06:00", code="E-CLI-TIME")
    return Time(int(found[1]), int(found[2]), every_day)


@dataclass(frozen=True, slots=True)
class Job:
    """`syncer run` with one settings file. ``program``: syncer itself; ``said``: where its last words are kept."""

    program: Path
    config: Path
    said: Path

    @property
    def name(self) -> str:
        """The same for the same settings file, and for no other: ``syncer-3f9a01c2``."""
        return f"syncer-{hashlib.sha256(str(self.config).encode()).hexdigest()[:8]}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command, word by word."""
        return (str(self.program), "run", "--config", str(self.config))


class Timer(Protocol):
    """One way in which an operating system runs things by itself."""

    @property
    def called(self) -> str:
        """As people call it."""

    def usable(self) -> bool:
        """Whether this machine has it."""

    def install(self, job: Job, time: Time) -> str:
        """Make it, or change its time; what to know about it. ``ConfigError`` where the system refuses."""

    def show(self, job: Job) -> str:
        """When it runs, as the system has it; empty where there is none."""

    def remove(self, job: Job) -> bool:
        """Take it away; whether there was one."""


def ask(arguments: Sequence[str], text: str | None = None) -> str:
    """What a command of the operating system prints. ``ConfigError`` with its own words where it fails."""
    try:
        # No shell reads these words: they are ours, and the path of the installed program.
        done = subprocess.run(  # noqa: S603
            arguments, input=text, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigError(f"{arguments[0]} did not work: {type(error).__name__}", code="E-SCHEDULE") from None
    if done.returncode:
        words = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise ConfigError(f"{arguments[0]} refused: {words[:300]}", code="E-SCHEDULE")
    return done.stdout


def works(*arguments: str) -> bool:
    """Whether a command is there and answers without a complaint."""
    try:
        ask(arguments)
    except ConfigError:
        return False
    return True
