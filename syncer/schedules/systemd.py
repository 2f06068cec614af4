"""A timer of the person's own systemd, with the service that it starts."""

from dataclasses import dataclass
from pathlib import Path

from syncer.errors import ConfigError
from syncer.schedules.job import Job, Time, ask, works

SERVICE = """\
[Unit]
Description=Bring the outreach workbook up to date

[Service]
Type=oneshot
ExecStart={command}
# 3: a source could not be read, the rest was done.
SuccessExitStatus=3
TimeoutStartSec=15min
TimeoutStopSec=15s
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
SystemCallArchitectures=native
"""
TIMER = """\
[Unit]
Description=Bring the outreach workbook up to date, {time}

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""


def _quoted(word: str) -> str:
    """A word of a command line in a unit file, where %, $, quotes and backslashes mean something."""
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, escaped)
    return f'"{word}"'


def service(job: Job) -> str:
    """The unit that runs once."""
    return SERVICE.format(command=" ".join(_quoted(word) for word in job.arguments))


def timer(time: Time) -> str:
    """The unit that wakes it; a missed morning is made up for at the next chance."""
    calendar = f"{'' if time.every_day else 'Mon..Fri '}{time.hour:02}:{time.minute:02}"
    return TIMER.format(time=time, calendar=calendar)


@dataclass(frozen=True, slots=True)
class Systemd:
    """Linux. ``units``: where a person's own units lie."""

    units: Path
    called: str = "systemd"

    def usable(self) -> bool:
        """Whether this machine has it, for this person."""
        return works("systemctl", "--user", "list-timers")

    def install(self, job: Job, time: Time) -> str:
        """Write both units and start the timer."""
        try:
            self.units.mkdir(parents=True, exist_ok=True)
            self._file(job, "service").write_text(service(job), encoding="utf-8")
            self._file(job, "timer").write_text(timer(time), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{self.units} cannot be written: {error.strerror}", code="E-SCHEDULE") from None
        ask(["systemctl", "--user", "daemon-reload"])
        ask(["systemctl", "--user", "enable", f"{job.name}.timer"])
        ask(["systemctl", "--user", "restart", f"{job.name}.timer"])
        return (
            f"What it says: journalctl --user -u {job.name}. A missed morning is made up for when you are back. "
            "On a server where you are not always logged in, also: loginctl enable-linger"
        )

    def show(self, job: Job) -> str:
        """When it runs next and ran last."""
        if not self._file(job, "timer").exists():
            return ""
        return ask(["systemctl", "--user", "list-timers", "--all", f"{job.name}.timer"]).strip()

    def remove(self, job: Job) -> bool:
        """Stop the timer and delete both units."""
        if not self._file(job, "timer").exists():
            return False
        ask(["systemctl", "--user", "disable", "--now", f"{job.name}.timer"])
        for kind in ("service", "timer"):
            self._file(job, kind).unlink(missing_ok=True)
        ask(["systemctl", "--user", "daemon-reload"])
        return True

    def _file(self, job: Job, kind: str) -> Path:
        return self.units / f"{job.name}.{kind}"
