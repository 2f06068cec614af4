"""The command line where its surroundings are odd: nobody reads, nowhere to write, no width, days that are none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from syncer.local import only_run

SYNCER = Path(sys.executable).with_name("syncer")


@pytest.fixture
def search(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text("Name,Company,Email\nAnn Quux,Acme,ann@example.com\n")
    (tmp_path / "syncer.toml").write_text(
        '[[sources]]\nname = "hand"\npath = "people.csv"\n[workbook]\npath = "book.xlsx"\n'
    )
    return tmp_path


def shell(folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "SYNCER_STATE_DIR": str(folder / "state"), "SYNCER": str(SYNCER)}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_before_the_start_is_one_that_nobody_reads(search: Path, closed: str) -> None:
    done = shell(search, f'"$SYNCER" check --json {closed}')
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", ["--help", "check --json", "check"])
def test_words_that_cannot_be_delivered_are_one_message(search: Path, words: str) -> None:
    done = shell(search, f'ulimit -f 0; "$SYNCER" {words} > words.txt')
    assert done.returncode == 1
    assert done.stderr == "syncer: the output could not be written: File too large\n"


def test_no_width_is_no_reason_to_say_nothing(search: Path) -> None:
    assert "Ann" not in shell(search, '"$SYNCER" check').stdout
    assert "hand" in shell(search, 'COLUMNS=0 "$SYNCER" check').stdout


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_without_days_around_it_is_none_to_work_on(search: Path, day: str) -> None:
    done = shell(search, f'"$SYNCER" run --today {day}')
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"syncer: E-CLI-DATE --today {day}: ")
    assert not (search / "book.xlsx").exists()


def test_a_folder_whose_name_is_of_another_alphabet_and_no_utf_8_holds_a_workbook_as_any_other(tmp_path: Path) -> None:
    with only_run(tmp_path, Path(os.fsdecode(b"/home/J\xfcrgen/outreach.xlsx"))) as mine:
        assert mine
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]


@pytest.mark.parametrize("command", ["check", "run"])
def test_cr01_whoever_is_not_logged_in_is_told_so_by_the_same_exit_code_everywhere(command: str, search: Path) -> None:
    sheet = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd/edit"
    settings = search / "syncer.toml"
    settings.write_text(settings.read_text().replace('path = "book.xlsx"', f'google_sheet = "{sheet}"'))
    done = shell(search, f'SYNCER_GOOGLE__TOKEN_DIR=none "$SYNCER" {command}')
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 78
    assert "E-GOOGLE-NONE You are not logged in to Google. Log in: syncer auth login" in told
