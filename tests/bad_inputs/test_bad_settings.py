"""Settings that cannot be used: CF01 to CF15 of the bad inputs, and more of their kinds. Nothing is started."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer import app
from syncer.cli import app as cli
from syncer.errors import ConfigError
from syncer.settings import load_settings
from syncer.workbooks.excel import ExcelWorkbook


def source(path: str, more: str = "") -> str:
    return f'[[sources]]\nname = "mine"\n{more}path = "{path}"\n'


def book(path: str) -> str:
    return f'[workbook]\npath = "{path}"\n'


# ruff: noqa: E501 (a case is a line)
WRONG: dict[str, tuple[str | bytes, str, str]] = {
    "CF02 a bracket is missing": ("[[sources]\n", "E-CFG-SYNTAX", "syncer.toml:1:10: not valid TOML"),
    "CF02 YAML": ("sources:\n - name: mine\n", "E-CFG-SYNTAX", "syncer.toml:1:8: not valid TOML: Expected '=' after a key in a key/value pair. Perhaps: a colon, as in YAML"),
    "CF12 YAML with an alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: !!python/object/apply:os.system ['id']\n", "E-CFG-SYNTAX", "syncer.toml:1:2"),
    "CF08 path and url": ('[[sources]]\nname = "a"\npath = "x"\nurl = "https://files.example/x"', "E-CFG-VALUE", "path and url are two places"),
    "CF15 a forget key that anybody can guess": ('[privacy]\nforget_key = "short"', "E-CFG-VALUE", "privacy.forget_key"),
    "a key twice": ('[workbook]\npath="a"\npath="b"\n', "E-CFG-SYNTAX", "overwrite"),
    "UTF-16": (source("x").encode("utf-16"), "E-CFG-READ", "syncer.toml is saved as UTF-16. Save it as UTF-8"),
    "Windows-1252": ("[[sources]]\n# Zoë\n".encode("cp1252"), "E-CFG-READ", "syncer.toml:2: a letter that is not UTF-8. Save it as UTF-8"),
    "a path of Windows in double quotes": (source("C:\\Users\\me\\people.csv"), "E-CFG-SYNTAX", "toml:3:13: not valid TOML: Invalid hex value. Perhaps: a backslash in double quotes"),
    "one whose backslashes mean something": (source("C:\\new\\test.csv"), "E-CFG-VALUE", "toml:3: sources.1.path: holds a line break or a tab: a backslash in double quotes"),
    "one for the workbook": (book("C:\\temp\\book.xlsx"), "E-CFG-VALUE", "toml:2: workbook.path: holds a line break or a tab"),
    "quotes of a word processor": ("[[sources]]\nname = “mine”\n", "E-CFG-SYNTAX", "toml:2:8: not valid TOML: Invalid value. Perhaps: quotes as a word processor"),
    "no quotes": ("[[sources]]\nname = mine\n", "E-CFG-SYNTAX", "Perhaps: a text without quotes"),
    "JSON": ('{"sources": []}', "E-CFG-SYNTAX", "Perhaps: this is JSON"),
    "an empty path": (source(""), "E-CFG-VALUE", "toml:3: sources.1.path: is empty; name a place, or take the line away"),
    "an empty path of targets": ('[targets]\npath = " "', "E-CFG-VALUE", "targets.path: is empty"),
    "an empty folder": ('state_dir = ""', "E-CFG-VALUE", "state_dir: is empty"),
    "a name as people write them": ('[[sources]]\nname = "My Listé 2"\npath = "x"', "E-CFG-VALUE", "toml:2: sources.1.name: should be 1 to 31 of a-z, 0-9, - and _, and begin with a letter or digit, such as my-list-2"),
    "a name without a letter": ('[[sources]]\nname = "€€"\npath = "x"', "E-CFG-VALUE", "begin with a letter or digit"),
    "no source and no workbook": ("", "E-CFG-SOURCES", "Add [[sources]] with a name and the path of a file"),
    "the state folder is a file": ('state_dir = "empty"', "E-CFG-FOLDER", "state_dir: "),
    "the state folder is in a file": ('state_dir = "empty/syncer"', "E-CFG-FOLDER", "empty is no folder"),
    "a workbook with macros": (book("book.xlsm"), "E-CFG-WORKBOOK", "workbook.path: book.xlsm is no .xlsx file (syncer keeps no macros). Name one, such as book.xlsx"),
    "a CSV as the workbook": (book("book.csv"), "E-CFG-WORKBOOK", "a CSV holds one table"),
    "OpenDocument as the workbook": (book("book.ods"), "E-CFG-WORKBOOK", "book.ods is no .xlsx file"),
    "a workbook without an ending": (book("outreach"), "E-CFG-WORKBOOK", "such as outreach.xlsx"),
    "a CSV as the council's workbook": ('[council]\npath = "all.csv"\nmember = "Dana"', "E-CFG-WORKBOOK", "council.path: all.csv is no .xlsx file"),
    "the workbook is in a file": (book("empty/book.xlsx"), "E-CFG-FOLDER", "empty is no folder; name one"),
    "templates that are a file": ('[messages]\ntemplates = "empty"', "E-CFG-FOLDER", "messages.templates: "),
    "templates that are not there": ('[messages]\ntemplates = "mine"', "E-CFG-FOLDER", "messages.templates: there is no folder"),
    "a section twice": ('[workbook]\n[limits]\n[workbook]', "E-CFG-SYNTAX", "toml:3:10: not valid TOML: Cannot declare [workbook] twice"),
    "a fraction for a number": ("[limits]\nrows = 1.5", "E-CFG-VALUE", "limits.rows: should be a whole number"),
    "yes for a number": ("[limits]\nrows = true", "E-CFG-VALUE", "limits.rows: should be a whole number"),
    "a day for a name": ('[[sources]]\nname = 2026-01-01\npath = "x"', "E-CFG-VALUE", "sources.1.name: should be a text in quotes"),
    "yes in words": ('[privacy]\ncopy_notes = "perhaps"', "E-CFG-VALUE", "privacy.copy_notes: should be true or false"),
    "a variable without a name": (source("${}/x"), "E-CFG-ENV", "names no environment variable"),
    "a variable with a blank": (source("${MY FOLDER}/x"), "E-CFG-ENV", "names no environment variable"),
    "another People API in the open": ('[google]\npeople_endpoint = "http://files.example/"', "E-CFG-VALUE", "toml:2: google.people_endpoint: should be an address that begins with https://"),
    "another Sheets API that only begins like this machine": ('[google]\nsheets_endpoint = "http://127.0.0.1@files.example/"', "E-CFG-VALUE", "google.sheets_endpoint: should be"),
    "a token address that is none": ('[google]\ntoken_uri = ""', "E-CFG-VALUE", "google.token_uri: should be"),
    "nested without end": ("a = " + "[" * 5000, "E-CFG-SYNTAX", "nested too deep"),
    "a number without end": ("[limits]\nrows = " + "9" * 5000, "E-CFG-SYNTAX", "digits"),
    "CF04 a word for a number": ('[limits]\nrows = "ten"', "E-CFG-VALUE", "syncer.toml:2: limits.rows: should be a whole"),
    "CF15 a limit beyond all reason": ("[limits]\nrows = 10000000000", "E-CFG-VALUE", "less than or equal to 5000000"),
    "no limit": ("[limits]\nrows = 0", "E-CFG-VALUE", "greater than or equal to 1"),
    "sources in small letters and in capitals": ('[[Sources]]\nname = "a"\npath = "x"\n' + source("y"), "E-CFG-VALUE", "toml:1: Sources: there is no such setting. Did you mean sources? Capitals count here"),
    "a section in capitals": (source("x") + '[Workbook]\npath = "b.xlsx"', "E-CFG-VALUE", "toml:4: Workbook: there is no such setting. Did you mean workbook?"),
    "a file that cannot be settings": ("# " + "x" * 5_000_000, "E-CFG-READ", "syncer.toml is larger than 4 MB, as no settings are"),
    "the workbook is a link to itself": (book("round"), "E-CFG-WORKBOOK", "workbook.path cannot be used: Too many levels"),
    "the council's workbook is a link to itself": ('[council]\npath = "round"\nmember = "Dana"', "E-CFG-WORKBOOK", "council.path cannot be used: Too many levels"),
    "the state folder is a link to itself": ('state_dir = "round"', "E-CFG-FOLDER", "round is no folder; name one"),
    "the state folder is in a link to nothing": ('state_dir = "link.xlsx/state"', "E-CFG-FOLDER", "link.xlsx is no folder; name one"),
    "a section misspelled": ("[limit]\nrows = 1", "E-CFG-VALUE", "Did you mean limits?"),
    "a key misspelled": ('[workbook]\npth = "x"', "E-CFG-VALUE", "Did you mean path?"),
    "one bracket too few": ('[sources]\nname = "a"\npath = "b"', "E-CFG-VALUE", "write [[sources]]"),
    "sources as texts": ('sources = ["a.csv"]', "E-CFG-VALUE", "sources.1: should be a section"),
    "a path without quotes": ('[[sources]]\nname = "a"\npath = 3', "E-CFG-VALUE", "sources.1.path: should be a path in quotes"),
    "no path": ('[[sources]]\nname = "a"', "E-CFG-VALUE", "sources.1: path is missing"),
    "a kind that is none": (source("x", 'kind = "gmail"\n'), "E-CFG-VALUE", "'linkedin', 'google_csv'"),
    "CF07 two sources of one name": (source("a") + source("b"), "E-CFG-VALUE", "1 and 2 have the same name"),
    "CF08 a web address": (source("http://169.254.169.254/"), "E-CFG-VALUE", "sources.1.path: web addresses are not read"),
    "CF08 a file address": (source("file:///etc/passwd"), "E-CFG-VALUE", "web addresses are not read"),
    "CF05 a sheet's address": (book("https://docs.google.com/spreadsheets/d/x/edit#gid=0"), "E-CFG-VALUE", "workbook.path"),
    "CF10 a variable that is not set": (source("${NO_SUCH_VARIABLE}/x"), "E-CFG-ENV", "NO_SUCH_VARIABLE"),
    "CF14 the workbook as a source": (source("book.xlsx") + book("book.xlsx"), "E-CFG-LOOP", "source mine"),
    "CF14 a link to the workbook": (source("link.xlsx") + book("book.xlsx"), "E-CFG-LOOP", "source mine"),
    "CF14 the workbook as targets": ('[targets]\npath = "book.xlsx"\n' + book("book.xlsx"), "E-CFG-LOOP", "targets"),
    "NUL in a path": (source("a\\u0000b"), "E-CFG-VALUE", "NUL"),
    "NUL in the workbook's path": (book("a\\u0000b"), "E-CFG-VALUE", "NUL"),
    "a home that is not there": (source("~nosuchuser/x"), "E-CFG-VALUE", "~nosuchuser"),
    "the workbook is a folder": (book("."), "E-CFG-WORKBOOK", "no file"),
    "the workbook is a pipe": (book("pipe"), "E-CFG-WORKBOOK", "no file"),
    "the workbook is a device": (book("/dev/full"), "E-CFG-WORKBOOK", "no file"),
    "the workbook's name is too long": (book("b" * 300), "E-CFG-WORKBOOK", "too long"),
    "targets that are not there": ('[targets]\npath = "none.csv"', "E-FILE-READ", "targets.path: none.csv: there is no"),
    "targets are a folder": ('[targets]\npath = "."', "E-FILE-READ", "a folder"),
    "targets are a pipe": ('[targets]\npath = "pipe"', "E-FILE-READ", "a pipe"),
    "targets are empty": ('[targets]\npath = "empty"', "E-CSV-EMPTY", "targets.path: empty"),
    "targets are settings": ('[targets]\npath = "syncer.toml"', "E-CSV-HEADER", "Expected columns such as name"),
}  # fmt: skip


def in_folder(folder: Path, content: str | bytes) -> Path:
    os.mkfifo(folder / "pipe")
    (folder / "empty").touch()
    (folder / "link.xlsx").symlink_to(folder / "book.xlsx")
    (folder / "round").symlink_to(folder / "round")
    config = folder / "syncer.toml"
    config.write_bytes(content if isinstance(content, bytes) else content.encode())
    return config


def refused(config: Path) -> ConfigError:
    with pytest.raises(ConfigError) as stopped:
        app.check(config, lambda _: None)
    return stopped.value


@pytest.mark.parametrize("name", WRONG)
def test_settings_that_cannot_be_used_are_refused_before_anything_starts(name: str, tmp_path: Path) -> None:
    content, code, words = WRONG[name]
    before = sorted(in_folder(tmp_path, content).parent.iterdir())
    stopped = refused(tmp_path / "syncer.toml")
    assert (stopped.code, stopped.exit_code) == (code, 2)
    assert words in str(stopped)
    assert not re.search(r"pydantic|Traceback|\n", str(stopped))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "E-CFG-MISSING"),
        (lambda path: path.mkdir(), "E-CFG-READ"),
        (os.mkfifo, "E-CFG-READ"),
    ],
    ids=["CF01 nothing", "a folder", "a pipe"],
)
def test_a_settings_file_that_is_no_file_is_refused(make: Callable[[Path], object], code: str, tmp_path: Path) -> None:
    make(tmp_path / "syncer.toml")
    assert refused(tmp_path / "syncer.toml").code == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SYNCER_LIMITS__ROWS", "ten", "E-CFG-VALUE"),
        ("SYNCER_SOURCES", "not json", "E-CFG-ENV"),
        ("SYNCER_LIMITS", "3", "E-CFG-VALUE"),
        ("SYNCER_LIMITS__FOO", "1", "E-CFG-VALUE"),
        ("SYNCER_WORKBOOK__PATH", "", "E-CFG-VALUE"),
        ("SYNCER_WORKBOK__PATH", "x.xlsx", "E-CFG-ENV"),
        ("SYNCER_NOTHING__PATH", "x.xlsx", "E-CFG-ENV"),
        ("SYNCER_STATEDIR", "state", "E-CFG-ENV"),
        ("SYNCER_GOOGLE__REVOKE_URI", "http://files.example/revoke", "E-CFG-VALUE"),
    ],
)
def test_an_environment_that_cannot_be_used_is_refused(
    name: str, value: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert refused(in_folder(tmp_path, "")).code == code


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080/", "http://localhost:80", "http://[::1]:9/x", "https://a.example"]
)
def test_a_stand_in_for_google_is_on_this_machine_or_behind_https(address: str, tmp_path: Path) -> None:
    config = in_folder(tmp_path, f'[google]\npeople_endpoint = "{address}"\nsheets_endpoint = "{address}"\n')
    assert load_settings(config).google.people_endpoint == address


def test_a_link_that_leads_to_itself_is_a_source_that_is_not_there(tmp_path: Path) -> None:
    health = app.check(in_folder(tmp_path, source("round")), lambda _: None)
    assert health.exit_code == 3
    assert health.sources[0].error.startswith("E-FILE-READ round")


SECRETS = "First name,Last name,Email\nSecret,Salary,secret@example.com\n"
OWN = "First name,Last name,Email\nOwn,Friend,own@example.com\n"


def shared_with_us(folder: Path, path: str) -> Path:
    """Settings that came from somebody else, two folders deep, with a list of one's own beside them."""
    theirs = folder / "shared" / "search"
    theirs.mkdir(parents=True)
    (folder / "secrets.csv").write_text(SECRETS, encoding="utf-8")
    (theirs / "own.csv").write_text(OWN, encoding="utf-8")
    (theirs / "link.csv").symlink_to(folder / "secrets.csv")
    config = theirs / "syncer.toml"
    theirs_too = f'[[sources]]\nname = "theirs"\nkind = "spreadsheet"\npath = "{path}"\n'
    text = f'{theirs_too}{source("own.csv")}[workbook]\npath = "book.xlsx"\n'
    config.write_text(f'state_dir = "state"\n{text}', encoding="utf-8")
    return config


def names_in(config: Path, *more: str) -> tuple[int, str, set[object]]:
    """Exit code, words and the names in the workbook after `syncer run`."""
    result = CliRunner().invoke(cli, ["run", "--config", str(config), "--today", "2026-11-23", *more])
    rows = ExcelWorkbook(config.parent / "book.xlsx").read().tabs["people"].rows
    return result.exit_code, result.output, {row.cells["name"] for row in rows}


@pytest.mark.parametrize("path", ["../../secrets.csv", "own/../../../secrets.csv", "link.csv", "../.."])
def test_cf09_settings_from_somebody_else_read_nothing_outside_of_their_folder(path: str, tmp_path: Path) -> None:
    code, words, names = names_in(shared_with_us(tmp_path, path))
    assert (code, names) == (3, {"Own Friend"})
    assert "E-FILE-OUTSIDE" in words
    told = " ".join(words.split())
    assert f"{path} leads out of the folder of the settings" in told
    assert "write its whole path in the settings, or add --allow-path to the command" in told


def test_who_says_so_reads_them_all_the_same(tmp_path: Path) -> None:
    config = shared_with_us(tmp_path, "../../secrets.csv")
    assert names_in(config, "--allow-path")[::2] == (0, {"Own Friend", "Secret Salary"})
    code, _, names = names_in(config)
    assert (code, names) == (3, {"Own Friend", "Secret Salary"}), "left out is not gone"


@pytest.mark.parametrize("written", ["{folder}/secrets.csv", "../search/own2.csv", "./../search/own2.csv"])
def test_a_whole_path_and_a_way_round_that_ends_inside_are_read(written: str, tmp_path: Path) -> None:
    config = shared_with_us(tmp_path, written.format(folder=tmp_path))
    (config.parent / "own2.csv").write_text(SECRETS, encoding="utf-8")
    assert names_in(config)[::2] == (0, {"Own Friend", "Secret Salary"})


def test_targets_outside_of_the_folder_stop_the_run(tmp_path: Path) -> None:
    config = shared_with_us(tmp_path, "own.csv")
    with config.open("a", encoding="utf-8") as file:
        file.write('[targets]\npath = "../../secrets.csv"\n')
    stopped = refused(config)
    assert stopped.code == "E-CFG-OUTSIDE"
    assert str(stopped).startswith("E-CFG-OUTSIDE targets.path: ../../secrets.csv leads out of")
