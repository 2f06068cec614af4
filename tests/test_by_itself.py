"""A monitor wants a sign of life after each run; a person wants to know how the last one went."""

import json
from pathlib import Path

import pytest
import responses
from typer.testing import CliRunner

from syncer import app as house
from syncer.cli import app
from syncer.errors import SyncerError

CONTACTS = "Name,Company\nAda Example,Acme\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(CONTACTS)
    file = tmp_path / "syncer.toml"
    file.write_text(
        f'state_dir = "{tmp_path / "state"}"\n[[sources]]\nname = "list"\npath = "people.csv"\n[monitor]\n'
        'success_url = "https://monitor.example/secret-key"\nfailure_url = "https://monitor.example/secret-key/fail"\n'
    )
    return file


def run(config: Path) -> None:
    house.run(config, None, lambda _: None, frozenset())


@responses.activate
def test_the_monitor_is_called_after_a_run_and_told_nothing_else(config: Path) -> None:
    call = responses.get("https://monitor.example/secret-key", status=200)
    run(config)
    assert call.call_count == 1
    assert call.calls[0].request.body is None


@responses.activate
def test_the_other_address_is_called_when_the_run_was_stopped(config: Path) -> None:
    call = responses.get("https://monitor.example/secret-key/fail", status=200)
    (config.parent / "outreach.xlsx").write_text("this is no workbook")
    with pytest.raises(SyncerError):
        run(config)
    assert call.call_count == 1


@responses.activate
def test_a_monitor_that_does_not_answer_stops_nothing(config: Path) -> None:
    run(config)  # no address is registered: every call fails to connect
    assert (config.parent / "outreach.xlsx").exists()


def test_the_address_is_a_secret(config: Path) -> None:
    from syncer.settings import load_settings

    assert "secret-key" not in repr(load_settings(config))


@responses.activate
def test_health_tells_the_last_run_and_the_last_success(config: Path) -> None:
    assert CliRunner().invoke(app, ["health", "--config", str(config)]).output.startswith("No run is on record")
    run(config)
    (config.parent / "outreach.xlsx").write_text("this is no workbook")
    with pytest.raises(SyncerError):
        run(config)
    line = CliRunner().invoke(app, ["health", "--config", str(config)])
    facts = json.loads(CliRunner().invoke(app, ["health", "--json", "--config", str(config)]).output)
    assert (line.exit_code, facts["exit"]) == (4, 4)
    assert facts["last_success"] <= facts["finished"]
    assert f"last success {facts['last_success']}" in line.output
