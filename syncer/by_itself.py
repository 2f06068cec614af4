"""What lets syncer run unwatched: the machine's timer, how the last run went, and a sign of life for a monitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from syncer import log
from syncer.local import read_health
from syncer.settings import load_settings
from syncer.settings.sections import MonitorSettings

if TYPE_CHECKING:
    from syncer.schedules.job import Job

DONE = frozenset({0, 3})
"""Exit codes of a run that did its work; 3 without a source that could not be read."""
PATIENCE = 10
"""Seconds a monitor may take to answer; the run is over by then and waits for nothing else."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last run of these settings went; ``facts`` is empty where none is known on this machine."""

    facts: Mapping[str, object]

    @property
    def exit_code(self) -> int:
        """That of the last run; 0 where none is known."""
        found = self.facts.get("exit", 0)
        return found if isinstance(found, int) else 0

    def __str__(self) -> str:
        if not self.facts:
            return "No run is on record on this machine."
        words = f"Last run {self.facts['finished']}, exit code {self.facts['exit']}"
        code = f" ({self.facts['code']})" if self.facts.get("code") else ""
        success = self.facts.get("last_success") or "none on record"
        return f"{words}{code}; last success {success}."


def last_run(config: Path) -> LastRun:
    """`syncer health`."""
    settings = load_settings(config)
    return LastRun(read_health(settings.state_dir, settings.workbook.place))


def schedule_install(config: Path, at: str, *, every_day: bool) -> str:
    """`syncer schedule install`."""
    from syncer.schedules import choose
    from syncer.schedules.job import read_time

    time = read_time(at, every_day=every_day)
    return choose.install(_job(config), time, choose.timers(Path.home()))


def schedule_show(config: Path) -> str:
    """`syncer schedule show`."""
    from syncer.schedules import choose

    return f"{choose.show(_job(config), choose.timers(Path.home()))}\n{last_run(config)}"


def schedule_remove(config: Path) -> str:
    """`syncer schedule remove`."""
    from syncer.schedules import choose

    return choose.remove(_job(config), choose.timers(Path.home()))


def _job(config: Path) -> "Job":
    from syncer.schedules import choose

    return choose.job_of(config, load_settings(config).state_dir)


def sign_of_life(monitor: MonitorSettings, exit_code: int) -> None:
    """Call the address that a monitor gave for this outcome; it tells nothing but that. Its faults are no fault."""
    address = monitor.success_url if exit_code in DONE else monitor.failure_url
    if not address:
        return
    import requests

    try:
        answer = requests.get(address.get_secret_value(), timeout=PATIENCE, allow_redirects=False)
        log.event("monitor.told", status=answer.status_code)
    except requests.RequestException as error:
        log.event("monitor.silent", error=type(error).__name__)
