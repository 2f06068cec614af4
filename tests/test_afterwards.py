"""What follows a run: the calendar file and the digest, whose faults are no fault of the run."""

import stat
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.core.reports import RunReport
from syncer.errors import ConfigError
from syncer.settings import load_settings
from tests.digests.test_sending import chat  # noqa: F401
from tests.samples.search import sample_search
from tests.test_cli import DAY, syncer

DATE = date(2026, 11, 23)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A search in one folder with the samples, a calendar file, and no digest yet."""
    config = sample_search(tmp_path_factory.mktemp("search"))
    config.write_text(config.read_text() + '\n[calendar]\npath = "follow-ups.ics"\n')
    return config


@pytest.fixture(autouse=True)
def _state(monkeypatch: pytest.MonkeyPatch, search: Path) -> None:
    monkeypatch.setenv("SYNCER_STATE_DIR", str(search.parent / "state"))


def run(config: Path, day: str = "2026-11-23") -> RunReport:
    return app.run(config, date.fromisoformat(day), lambda _: None, frozenset())


def with_digest(search: Path, address: str) -> Path:
    config = search.with_name("digest.toml")
    config.write_text(search.read_text() + f'[digest]\nwebhook = "{address}"\n')
    return config


def test_a_run_keeps_the_calendar_file_for_its_owner_alone_and_leaves_it_when_nothing_changed(search: Path) -> None:
    assert run(search).exit_code == 0
    file = search.parent / "follow-ups.ics"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.stat().st_mtime_ns, file.read_bytes()
    assert b"SUMMARY:First message" in before[1]
    assert run(search).exit_code == 0
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


def test_somebody_elses_file_is_left_alone_and_the_run_is_done_all_the_same(search: Path) -> None:
    theirs = search.parent / "theirs.ics"
    theirs.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    config = search.with_name("theirs.toml")
    config.write_text(search.read_text().replace("follow-ups.ics", "theirs.ics"))
    report = run(config)
    assert (report.exit_code, "left as it is" in " ".join(report.warnings)) == (0, True)
    assert theirs.read_text() == "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    with pytest.raises(ConfigError, match="left as it is"):
        app.calendar(config, None, DATE, lambda _: None)


def test_without_a_place_the_calendar_command_asks_for_one(search: Path, tmp_path: Path) -> None:
    config = search.with_name("bare.toml")
    config.write_text(search.read_text().replace('[calendar]\npath = "follow-ups.ics"', ""))
    with pytest.raises(ConfigError, match="--output"):
        app.calendar(config, None, DATE, lambda _: None)
    made = syncer("calendar", "--config", config, "-o", tmp_path / "mine.ics", *DAY, folder=search.parent)
    assert (made.returncode, (tmp_path / "mine.ics").exists()) == (0, True)


def test_the_digest_is_sent_once_a_day_however_often_a_run_is_made(search: Path, chat) -> None:  # noqa: F811
    config = with_digest(search, f"http://127.0.0.1:{chat.server_port}/hook")
    for day in ("2026-12-01", "2026-12-01", "2026-12-02"):
        assert run(config, day).exit_code == 0
    assert [body["text"].split(":")[0] for _, body in chat.seen] == ["Job search, 1 Dec", "Job search, 2 Dec"]


def test_a_digest_that_fails_is_a_line_and_no_fault_of_the_run_and_is_tried_again(search: Path, chat) -> None:  # noqa: F811
    config = with_digest(search, f"http://127.0.0.1:{chat.server_port}/secret-hook")
    chat.answer = 503
    report = run(config, "2026-12-03")
    (warning,) = [line for line in report.warnings if "digest" in line]
    assert report.exit_code == 0
    assert "503" in warning
    assert "secret" not in str(report)
    chat.answer = 200
    run(config, "2026-12-03")
    assert len(chat.seen) == 2


def test_the_digest_command_shows_and_sends_only_when_asked(search: Path, chat) -> None:  # noqa: F811
    config = with_digest(search, f"http://127.0.0.1:{chat.server_port}/hook")
    shown = syncer("digest", "--config", config, *DAY, folder=search.parent)
    assert "New people to write to" in shown.stdout
    assert not chat.seen
    app.digest(config, DATE, lambda _: None, send=True)
    assert len(chat.seen) == 1
    with pytest.raises(ConfigError, match="smtp_host"):
        app.digest(search, DATE, lambda _: None, send=True)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('smtp_host = "mail.example.com"', "go together"),
        ('smtp_host = "mail.example.com"\nmail_to = "a@example.com, b@example.com"', "one address"),
        ('smtp_host = "mail.example.com"\nmail_to = "a@example.com"\nsmtp_security = "none"', "in the open"),
        ('webhook = "http://hooks.example.com/x"', "https://"),
    ],
)
def test_settings_that_would_leak_or_go_nowhere_are_refused(tmp_path: Path, lines: str, said: str) -> None:
    config = tmp_path / "syncer.toml"
    config.write_text(f"[digest]\n{lines}\n")
    with pytest.raises(ConfigError, match=said):
        load_settings(config)


def test_secrets_come_from_the_environment_and_are_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "syncer.toml"
    config.write_text('[digest]\nwebhook = "${CHAT}"\nsmtp_host = "mail.example.com"\nmail_to = "me@example.com"\n')
    monkeypatch.setenv("CHAT", "https://hooks.example.com/very-secret")
    monkeypatch.setenv("SYNCER_DIGEST__SMTP_PASSWORD", "very-secret")
    digest = load_settings(config).digest
    assert digest.smtp_password is not None
    assert digest.smtp_password.get_secret_value() == "very-secret"
    assert "very-secret" not in f"{digest!r} {digest} {digest.model_dump_json()}"
    monkeypatch.setenv("CHAT", "ftp://very-secret")
    with pytest.raises(ConfigError) as refused:
        load_settings(config)
    assert "very-secret" not in str(refused.value)
