"""`syncer init` as a person meets it: questions, a wrong file, a change of mind, the first five people."""

import csv
import os
import shutil
import signal
import subprocess
import time
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer.adapters.downloads import newest_exports
from syncer.cli import app
from syncer.core.outreach import Target
from syncer.report.prompts import Companies, numbers, typed_path, understood
from syncer.workbooks.excel import ExcelWorkbook
from tests.test_cli import SAMPLES, SYNCER

DAY = ("--today", "2026-11-23")
FILES = sorted(path for path in SAMPLES.resolve().iterdir() if path.suffix in (".zip", ".csv", ".vcf", ".xlsx"))
LINKEDIN = next(path for path in FILES if path.suffix == ".zip")
SUGGESTED = ["IKEA", "Novartis", "Stripe", "Quillmark Analytics", "Delta Air Lines", "Spotify", "Airbnb"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home with a Downloads folder in it, and a folder for the search, in which they stand."""
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "search").mkdir()
    monkeypatch.chdir(tmp_path / "search")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SYNCER_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def init(*arguments: object, typed: Sequence[str] = ()) -> Result:
    return CliRunner().invoke(app, ["init", *map(str, arguments), *DAY], input="".join(f"{one}\n" for one in typed))


def search(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "search").iterdir())


def sources(home: Path) -> dict[str, str]:
    written = tomllib.loads((home / "search" / "syncer.toml").read_text())
    return {one["name"]: Path(one["path"]).name for one in written["sources"]}


def targets(home: Path) -> list[str]:
    rows = ExcelWorkbook(home / "search" / "outreach.xlsx").read().tabs["targets"].rows
    return [str(row.cells["company"]) for row in rows if row.cells.get("company")]


def test_from_an_export_in_downloads_to_the_first_five_people(home: Path) -> None:
    shutil.copy(LINKEDIN, home / "Downloads" / "renamed by a browser (3).bin")
    (home / "Downloads" / "holiday.csv").write_text("day,place\n1,Rome\n")
    done = init(typed=("y", "", "", "", ""))
    assert done.exit_code == 0, done.output
    assert "LinkedIn: 393 contacts" in done.output
    assert sources(home) == {"linkedin": "renamed by a browser (3).bin"}
    assert sorted(targets(home)) == sorted(SUGGESTED)
    first = done.output[done.output.index("Write to these first:") :]
    assert [line[:2] for line in first.splitlines() if line[:1].isdigit()] == ["1 ", "2 ", "3 ", "4 ", "5 "]
    assert "Works at" in first


def test_the_reach_shown_before_anything_is_written_is_that_of_the_run(home: Path) -> None:
    done = init("--source", LINKEDIN, typed=("", ""))
    before = next(line for line in done.output.splitlines() if line.startswith("All together: "))
    after = next(line for line in done.output.splitlines() if "people. " in line)
    assert before.removeprefix("All together: ") == after.partition("people. ")[2]
    assert "insiders" in before


def test_only_the_companies_that_were_picked_become_targets(home: Path) -> None:
    done = init("--source", LINKEDIN, typed=("1, 3, Tallowmere Systems", ""))
    assert done.exit_code == 0, done.output
    assert targets(home) == ["IKEA", "Stripe", "Tallowmere Systems"]
    with (home / "search" / "targets.csv").open() as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["IKEA", "Stripe", "Tallowmere Systems"]


def test_companies_typed_by_name_are_added_to_what_is_suggested(home: Path) -> None:
    init("--source", LINKEDIN, typed=("Initech", ""))
    assert sorted(targets(home)) == sorted([*SUGGESTED, "Initech"])


def test_a_list_beside_the_search_is_not_replaced(home: Path) -> None:
    (home / "search" / "targets.csv").write_text("name\nMy own list\n")
    init("--source", LINKEDIN, typed=("2", ""))
    assert (home / "search" / "targets.csv").read_text() == "name\nMy own list\n"
    assert targets(home) == ["Novartis"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("receipt.pdf", b"%PDF-1.7 nothing", "PDF"),
        ("notes.txt", b"milk, bread\n", "Give a LinkedIn export"),
        ("cut.zip", b"PK\x03\x04 cut off", "cut short or damaged"),
        ("page.zip", b"<!DOCTYPE html><html>Sign in</html>", "Give a LinkedIn export"),
    ],
)
def test_a_wrong_file_is_told_in_one_message_and_asked_again(home: Path, name: str, content: bytes, said: str) -> None:
    wrong = home / name
    wrong.write_bytes(content)
    done = init(typed=("n", str(wrong), str(LINKEDIN), "", "1", ""))
    assert done.exit_code == 0, done.output
    told = [line for line in done.output.splitlines() if "! " in line]
    assert len(told) == 1
    assert said in " ".join(done.output.split())
    assert "settings" not in told[0]
    assert list(sources(home).values()) == [LINKEDIN.name]


def test_a_file_that_is_not_there_or_named_twice_is_told(home: Path) -> None:
    done = init(typed=("n", "~/nothing.csv", str(LINKEDIN), str(LINKEDIN), "", "1", ""))
    assert "There is no" in done.output
    assert "that one is in already" in done.output
    assert len(sources(home)) == 1


def test_leaving_at_any_question_leaves_nothing(home: Path) -> None:
    answers = ("n", str(LINKEDIN), "", "1")
    for count in range(len(answers) + 1):
        done = init(typed=answers[:count])
        assert (done.exit_code, search(home)) == (130, [])
        assert "Nothing was written" in done.output


def test_stopped_before_the_workbook_is_there_the_folder_is_as_it_was(home: Path) -> None:
    ended = -1
    for folder in (home / f"try-{number}" for number in range(8)):
        folder.mkdir()
        if (ended := _stopped_at_the_first_file(folder)) == 130:
            assert not list(folder.iterdir())
            return
    pytest.fail(f"never stopped in time; the last ended with {ended}")


def _stopped_at_the_first_file(folder: Path) -> int:
    """Ctrl-C as soon as a file stands there; on a busy machine that may come after the workbook.

    What a shell starts with ``&`` ignores Ctrl-C, and so does what that starts, unless it is given back here.
    """
    command = [SYNCER, "init", "--yes", "--source", LINKEDIN, *DAY]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        signal.signal(signal.SIGINT, before)
        until = time.monotonic() + 30
        while not list(folder.iterdir()) and time.monotonic() < until:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    return process.returncode


def test_settings_that_are_there_are_told_before_the_first_question(home: Path) -> None:
    (home / "search" / "syncer.toml").write_text('[workbook]\npath = "mine.xlsx"\n')
    done = init()
    assert (done.exit_code, "1 of 3" in done.output) == (2, False)
    assert "syncer run" in done.output


def test_yes_with_find_asks_nothing_and_takes_exports_but_no_list_that_may_be_about_anything(home: Path) -> None:
    for path in FILES:
        shutil.copy(path, home / "Downloads")
    done = init("--yes", "--find")
    assert done.exit_code == 0, done.output
    assert sorted(sources(home)) == ["google", "linkedin", "vcard"]
    assert "Which" not in done.output


@pytest.mark.parametrize("option", ["--source", "--targets"])
def test_a_file_named_on_the_command_line_that_is_not_there_leaves_nothing(home: Path, option: str) -> None:
    done = init("--yes", option, "nowhere.csv")
    assert (done.exit_code, search(home)) == (2, [])
    assert f"{option} nowhere.csv: there is no such file" in done.output


def test_a_list_of_targets_that_is_none_leaves_nothing(home: Path) -> None:
    (home / "targets.csv").write_text("colour,taste\nred,sweet\n")
    done = init("--yes", "--targets", home / "targets.csv")
    assert (done.exit_code, search(home)) == (3, [])


def test_without_any_source_init_says_what_comes_next(home: Path) -> None:
    done = init(typed=("n", "", "", ""))
    assert done.exit_code == 0, done.output
    assert "No contacts yet" in done.output
    assert "Targets tab" in done.output


def test_a_sheet_is_not_promised_to_whom_google_would_not_let_in(home: Path) -> None:
    done = init("--source", LINKEDIN, typed=("1", "2"))
    assert done.exit_code == 0, done.output
    assert "client_secret.json" in done.output
    assert "outreach.xlsx" in search(home)


def exported(folder: Path, name: str, days: Sequence[str]) -> Path:
    rows = [f"P{n},Person,https://www.linkedin.com/in/p{n},,Acme,Dev,{day}" for n, day in enumerate(days)]
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *rows]
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("Connections.csv", "\n".join(lines) + "\n")
    return folder / name


def test_the_newest_export_is_known_by_what_is_in_it_not_by_when_it_was_copied(tmp_path: Path) -> None:
    old = exported(tmp_path, "new.zip", ["01 Feb 2026"] * 6)
    new = exported(tmp_path, "old.zip", ["01 Feb 2026", *["01 Nov 2026"] * 5])
    os.utime(new, (1_795_000_000, 1_795_000_000))
    os.utime(old, (1_796_000_000, 1_796_000_000))
    [found] = newest_exports(tmp_path)
    assert (found.path, found.snapshot.as_of) == (new, date(2026, 11, 1))


def test_an_unpacked_export_counts_and_a_single_card_does_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(LINKEDIN) as archive:
        archive.extractall(tmp_path / "Complete_LinkedInDataExport_10-30-2026")
    (tmp_path / "ann.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann;;;\nEND:VCARD\n")
    assert [one.kind for one in newest_exports(tmp_path)] == ["linkedin"]


def test_a_downloads_folder_in_another_language_is_found(home: Path) -> None:
    (home / "Hämtningar").mkdir()
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Hämtningar"\n', encoding="utf-8")
    shutil.copy(LINKEDIN, home / "Hämtningar" / "x.zip")
    assert init("--yes", "--find").exit_code == 0
    assert sources(home) == {"linkedin": "x.zip"}


@pytest.mark.parametrize("shape", ["{}", "'{}'", '"{}"', "file://{}", " {} "])
def test_a_path_is_understood_as_people_paste_it(tmp_path: Path, shape: str) -> None:
    there = tmp_path / "my contacts (1).csv"
    there.write_text("x")
    assert typed_path(shape.format(there)) == there
    assert typed_path(str(there).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")) == there
    assert typed_path(there.as_uri()) == there


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Companies()),
        ("1 3 5-6", Companies((0, 2, 4, 5))),
        ("2,2, 1", Companies((1, 0))),
        ("1, 3M, Société Générale", Companies((0,), ("3M", "Société Générale"))),
    ],
)
def test_answers_about_companies_are_understood(text: str, meant: Companies) -> None:
    assert understood(text, 6) == meant


@pytest.mark.parametrize("text", ["0", "7", "5-3", "1 99999999999999999999"])
def test_numbers_that_are_not_shown_are_told(text: str) -> None:
    assert numbers(text, 6) == "The numbers go from 1 to 6."
    assert isinstance(understood(text, 6), str)


def test_a_list_that_is_not_there_is_told_and_none_is_made_up() -> None:
    assert understood("companies.csv", 3) == "There is no file companies.csv."


def test_what_was_picked_keeps_what_its_list_said_of_it(tmp_path: Path) -> None:
    from syncer.core.model import SuggestedTarget
    from syncer.core.seeds import seed_targets
    from syncer.setup import InitAnswers, with_picked
    from syncer.sources.spreadsheet.target_list import read_targets

    one = SuggestedTarget("Initech", "target list", None, "initech.example", ("Ini", "Tech"), 4, "Open role")
    written = with_picked(InitAnswers(tmp_path / "syncer.toml", picked=(one,)))
    [read] = seed_targets(read_targets(written.targets), ())
    expected = Target(read.id, "Initech", "initech.example", ("Ini", "Tech"), motivation=4, posting="Open role")
    assert read == expected


def test_the_role_that_the_list_was_made_for_is_said_with_where_it_comes_from(home: Path) -> None:
    done = init("--yes", "--source", LINKEDIN)
    told = " ".join(done.output.split())
    assert "Role you look for, taken from the jobs you saved or asked for: " in told
    assert "type it as Sought role in the Targets tab, or for all of them in Settings." in told


def test_where_no_role_is_known_init_says_where_to_type_it(home: Path) -> None:
    done = init("--yes", "--source", next(path for path in FILES if path.suffix == ".vcf"))
    assert "Nothing says which role you look for: type it as Sought role" in " ".join(done.output.split())
