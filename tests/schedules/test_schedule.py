"""A person lets syncer run every morning. Their crontab and systemd are stand-ins in a folder on the PATH."""

import plistlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.errors import ConfigError
from syncer.schedules import cron, launchd, systemd
from syncer.schedules.job import Job, Time, read_time

CRONTAB = """\
#!/bin/sh
table="$HOME/crontab"
case "$1" in
  -l) [ -f "$table" ] && cat "$table" || { echo "no crontab for you" >&2; exit 1; } ;;
  -) cat > "$table" ;;
esac
"""
SYSTEMCTL = """\
#!/bin/sh
echo "$@" >> "$HOME/asked"
[ "$2" = list-timers ] && echo "Tue 2026-11-24 06:00 $4"
exit 0
"""
REFUSING = "#!/bin/sh\necho 'Failed to connect to bus: No medium found' >&2\nexit 1\n"


def program(home: Path, name: str, text: str) -> None:
    file = home / "bin" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Someone's computer with cron only, and a settings file in a folder with an awkward name."""
    program(tmp_path, "crontab", CRONTAB)
    program(tmp_path, "systemctl", REFUSING)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SYNCER_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    folder = tmp_path / "100% my search"
    folder.mkdir()
    (folder / "syncer.toml").write_text('[workbook]\npath = "outreach.xlsx"\n')
    return tmp_path


def syncer(home: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [*words, "--config", str(home / "100% my search" / "syncer.toml")])
    assert result.exit_code == code, result.output
    return result.output


def test_a_line_of_the_crontab_comes_changes_and_goes_and_the_others_stay(home: Path) -> None:
    (home / "crontab").write_text("0 9 * * * water-the-plants\n")
    assert "06:00 Monday to Friday, by cron" in syncer(home, "schedule", "install", "--at", "06:00")
    assert "07:30 every day" in syncer(home, "schedule", "install", "--at", "7:30", "--every-day")
    other, ours = (home / "crontab").read_text().splitlines()
    assert other == "0 9 * * * water-the-plants"
    assert ours.startswith("30 7 * * * ")
    assert r"100\% my search" in ours
    assert "30 7 * * *" in syncer(home, "schedule", "show")
    assert syncer(home, "schedule", "remove") == "Removed from cron.\n"
    assert (home / "crontab").read_text() == "0 9 * * * water-the-plants\n"
    assert syncer(home, "schedule", "remove") == "There was no schedule.\n"


def test_a_person_who_never_had_a_crontab_gets_one(home: Path) -> None:
    assert "No schedule" in syncer(home, "schedule", "show")
    syncer(home, "schedule", "install")
    assert (home / "crontab").read_text().startswith("0 6 * * 1-5 ")


def test_systemd_is_taken_where_it_answers_and_cron_is_freed(home: Path) -> None:
    syncer(home, "schedule", "install")
    program(home, "systemctl", SYSTEMCTL)
    assert "by systemd" in syncer(home, "schedule", "install", "--at", "06:15")
    assert (home / "crontab").read_text() == ""
    units = home / ".config" / "systemd" / "user"
    (timer,) = units.glob("*.timer")
    assert "OnCalendar=Mon..Fri 06:15" in timer.read_text()
    assert f"--user enable {timer.name}" in (home / "asked").read_text()
    assert f"2026-11-24 06:00 {timer.name}" not in syncer(home, "health")
    assert "06:00" in syncer(home, "schedule", "show")
    assert syncer(home, "schedule", "remove") == "Removed from systemd.\n"
    assert list(units.iterdir()) == []


def test_no_timer_at_all_is_said_with_where_to_read_on(home: Path) -> None:
    (home / "bin" / "crontab").unlink()
    if Path("/usr/bin/crontab").exists():
        program(home, "crontab", REFUSING)
        assert "refused" in syncer(home, "schedule", "install", code=2)
    else:
        assert "deploy/README.md" in syncer(home, "schedule", "install", code=2)


@pytest.mark.parametrize("text", ["25:00", "6", "06:60", "morning", ""])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="write it like 06:00"):
        read_time(text, every_day=False)


def job(folder: str = "/somewhere/ada/search") -> Job:
    return Job(Path("/opt/syncer"), Path(folder) / "syncer.toml", Path("/var/said.txt"))


def test_each_settings_file_has_a_timer_of_its_own() -> None:
    assert job().name == job().name != job("/somewhere/ada/other").name


def test_words_that_mean_something_to_cron_and_systemd_are_taken_as_they_are() -> None:
    odd = job('/somewhere/ada/$HOME 100% "it\'s"')
    assert r"100\%" in cron.line(odd, Time(6, 0))
    assert '$$HOME 100%% \\"it\'s\\"' in systemd.service(odd)


def test_the_mac_runs_it_on_five_days_and_keeps_its_words_private() -> None:
    agent = plistlib.loads(launchd.agent(job(), Time(6, 5)))
    assert [(day["Weekday"], day["Hour"], day["Minute"]) for day in agent["StartCalendarInterval"]] == [
        (day, 6, 5) for day in range(1, 6)
    ]
    assert agent["Umask"] == 0o077
    assert agent["ProgramArguments"][1:] == ["run", "--config", "/somewhere/ada/search/syncer.toml"]
