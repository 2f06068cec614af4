"""A person who reads contacts straight from Google: settings, log-in, check, run, log-out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer.cli import app
from syncer.errors import ConfigError
from syncer.settings import load_settings
from tests.google.cloud import CONNECTIONS, EXPIRED, LABELS, TOKEN, access_token, error, google, page, person
from tests.google.test_auth import Somebody, granted

ACCOUNT = '[[sources]]\nname = "account"\nkind = "google_contacts"\n'
REVOKE = "https://oauth2.googleapis.com/revoke"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "syncer.toml").write_text(f'state_dir = "state"\n{ACCOUNT}[google]\ntoken_dir = "private"\n')
    client = {"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}
    (tmp_path / "client_secret.json").write_text(json.dumps(client))
    return tmp_path


def syncer(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(folder / "syncer.toml")])


@pytest.fixture
def logged_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("webbrowser.open", Somebody().open_browser)
    with google() as cloud:
        cloud.post(TOKEN, json=granted())
        done = syncer(folder, "auth", "login")
    assert done.exit_code == 0, done.output
    assert "Logged in as c…@example.com. syncer may: read your contacts" in done.output
    return folder


def test_the_account_is_counted_by_check_and_listed_by_run(logged_in: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer"), person(2, "Ming Hoshi")))
        cloud.get(LABELS, json={})
        assert syncer(logged_in, "check").exit_code == 0
        done = syncer(logged_in, "run", "--json", "--today", "2026-11-23")
    report = json.loads(done.stdout)
    assert (report["exit_code"], report["reach"]["people"]) == (0, 2)
    assert (logged_in / "outreach.xlsx").exists()


def test_without_a_login_nothing_is_read_or_written(folder: Path) -> None:
    with google() as cloud:
        done = syncer(folder, "run")
        assert len(cloud.calls) == 0
    assert done.exit_code == 78
    assert "syncer auth login" in done.output
    assert not (folder / "outreach.xlsx").exists()


def test_an_account_that_cannot_be_read_whole_is_left_out(logged_in: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer"), following="p2"))
        cloud.get(CONNECTIONS, status=400, json=error(400, "INVALID_ARGUMENT", "canary@example.com"))
        done = syncer(logged_in, "run", "--today", "2026-11-23")
    assert done.exit_code == 3
    assert "page 2" in done.output
    assert "canary" not in done.output


def test_status_and_logout_say_how_it_stands(logged_in: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        assert "Google accepts it" in syncer(logged_in, "auth", "status").output
    with google() as cloud:
        cloud.post(REVOKE, json={})
        assert "Logged out." in syncer(logged_in, "auth", "logout").output
    assert syncer(logged_in, "auth", "status").exit_code == 78


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{ACCOUNT}path = "x.csv"\n', "has no path"),
        (ACCOUNT + ACCOUNT.replace("account", "other"), "once only"),
        ('[[sources]]\nname = "mine"\nkind = "vcard"\n', "path is missing"),
        ('[[sources]]\nname = "mine"\npath = "x.csv"\nother_contacts = true\n', "google_contacts only"),
    ],
)
def test_settings_that_contradict_themselves_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "syncer.toml").write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_settings(tmp_path / "syncer.toml")


def test_google_is_reached_where_the_settings_say(logged_in: Path) -> None:
    with (logged_in / "syncer.toml").open("a") as file:
        file.write('people_endpoint = "http://127.0.0.1:9"\n')
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(f"http://127.0.0.1:9{CONNECTIONS.partition('.com')[2]}", json=EXPIRED, status=400)
        assert syncer(logged_in, "check").exit_code == 3
