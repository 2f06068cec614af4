"""A launch agent of macOS."""

import plistlib
import sys
from dataclasses import dataclass
from pathlib import Path

from syncer.errors import ConfigError
from syncer.schedules.job import Job, Time, ask


def agent(job: Job, time: Time) -> bytes:
    """The property list; a morning on which the Mac slept is made up for when it wakes."""
    at = {"Hour": time.hour, "Minute": time.minute}
    days = [at] if time.every_day else [{**at, "Weekday": day} for day in range(1, 6)]
    wanted = {
        "Label": job.name,
        "ProgramArguments": list(job.arguments),
        "StartCalendarInterval": days,
        "StandardOutPath": str(job.said),
        "StandardErrorPath": str(job.said),
        "Umask": 0o077,
    }
    return plistlib.dumps(wanted)


@dataclass(frozen=True, slots=True)
class Launchd:
    """macOS. ``agents``: where a person's own launch agents lie."""

    agents: Path
    called: str = "launchd"

    def usable(self) -> bool:
        """Whether this machine has it."""
        return sys.platform == "darwin"

    def install(self, job: Job, time: Time) -> str:
        """Write the agent and load it."""
        self.remove(job)
        try:
            self.agents.mkdir(parents=True, exist_ok=True)
            self._file(job).write_bytes(agent(job, time))
        except OSError as error:
            raise ConfigError(f"{self.agents} cannot be written: {error.strerror}", code="E-SCHEDULE") from None
        ask(["launchctl", "load", "-w", str(self._file(job))])
        return "A morning on which the Mac slept is made up for when it wakes."

    def show(self, job: Job) -> str:
        """When it runs, from its file."""
        if not self._file(job).exists():
            return ""
        days = plistlib.loads(self._file(job).read_bytes())["StartCalendarInterval"]
        return str(Time(days[0]["Hour"], days[0]["Minute"], every_day="Weekday" not in days[0]))

    def remove(self, job: Job) -> bool:
        """Unload the agent and delete its file."""
        if not self._file(job).exists():
            return False
        ask(["launchctl", "unload", "-w", str(self._file(job))])
        self._file(job).unlink(missing_ok=True)
        return True

    def _file(self, job: Job) -> Path:
        return self.agents / f"{job.name}.plist"
