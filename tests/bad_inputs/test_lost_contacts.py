"""An account that suddenly answers with nobody, and somebody who was deleted there: GC10 and GC11 of the bad inputs."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer.cli import app
from syncer.workbooks.excel import ExcelWorkbook
from tests.google.cloud import CONNECTIONS, LABELS, TOKEN, access_token, google, page, person
from tests.google.test_auth import Somebody, granted
from tests.workbooks.hand import ExcelHand

PEOPLE = [person(number, f"{name} Quux") for number, name in enumerate(("Ann", "Bob", "Cy", "Di", "Ed", "Flo"), 1)]
DAY = ("--today", "2026-11-23")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody with six contacts in an account, and a workbook with a note beside one of them."""
    monkeypatch.setattr("webbrowser.open", Somebody().open_browser)
    (tmp_path / "syncer.toml").write_text(
        'state_dir = "state"\n[[sources]]\nname = "account"\nkind = "google_contacts"\n'
        '[google]\ntoken_dir = "private"\n[workbook]\npath = "book.xlsx"\n'
    )
    client = {"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}
    (tmp_path / "client_secret.json").write_text(json.dumps(client))
    with google() as cloud:
        cloud.post(TOKEN, json=granted())
        assert syncer(tmp_path, "auth", "login").exit_code == 0
    with account(page(*PEOPLE, token="t1")):
        assert syncer(tmp_path, "run", *DAY).exit_code == 0
    hand = ExcelHand(tmp_path / "book.xlsx")
    hand.type("people", hand.find("people", name="Bob Quux"), "notes", "met at the fair")
    return tmp_path


@contextmanager
def account(answer: dict[str, object]) -> Iterator[None]:
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=answer)
        cloud.get(LABELS, json={})
        yield


def syncer(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(folder / "syncer.toml")])


def notes(folder: Path) -> dict[object, object]:
    rows = ExcelWorkbook(folder / "book.xlsx").read().tabs["people"].rows
    return {row.cells["name"]: row.cells.get("notes", "") for row in rows}


def test_gc10_an_account_that_answers_with_nobody_is_left_out_and_nobody_is_gone(folder: Path) -> None:
    shutil.rmtree(folder / "state")  # so that the whole account is asked for, and not what changed
    before = notes(folder)
    with account({"nextSyncToken": "t2"}):
        done = syncer(folder, "run", *DAY)
    assert done.exit_code == 3
    assert "E-SOURCE-SHRUNK account holds 0 people, it held 6" in done.output
    assert "syncer accept shrink" in done.output
    assert notes(folder) == before


def test_gc11_somebody_who_was_deleted_in_the_account_keeps_their_row_and_what_was_typed_in_it(folder: Path) -> None:
    deleted = {"resourceName": PEOPLE[1]["resourceName"], "metadata": {"deleted": True}}
    with account(page(deleted, token="t2")):
        assert syncer(folder, "run", *DAY).exit_code == 0
    assert notes(folder)["Bob Quux"] == "met at the fair"
    rows = {row.cells["name"]: row.cells for row in ExcelWorkbook(folder / "book.xlsx").read().tabs["people"].rows}
    assert len(rows) == 6
    assert rows["Bob Quux"]["changed"] == "No longer in account"
