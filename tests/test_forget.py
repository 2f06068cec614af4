"""`syncer forget` and `syncer export` from the command line."""

import json
import re
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer import cli
from syncer.core.forgotten import Forgotten
from syncer.errors import CredentialError
from syncer.forgotten_here import forgotten_here, with_key
from syncer.workbooks.excel import ExcelWorkbook
from tests.workbooks.hand import ExcelHand

DAY = ("--today", "2026-11-23")
HARRIET = "Harriet Oduya"
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Harriet,Oduya,https://www.linkedin.com/in/harriet-oduya,harriet.oduya@example.com,Acme,VP Product,09 Mar 2021\n"
    "Bo,Quark,https://www.linkedin.com/in/bo-quark,,Stripe,Engineer,08 Feb 2022\n"
    "Ida,Lund,https://www.linkedin.com/in/ida-lund,ida@example.com,Acme,Designer,07 Jan 2023\n"
)
GOOGLE = (
    "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Harriet,Oduya,,*,harriet.oduya@example.com,Mobile,+1 312-555-0195\n"
    "Max,Berg,Stripe,*,max@example.com,,\n"
)


def call(config: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.app, [words[0], "--config", str(config), *words[1:], *DAY], input=typed)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "Connections.csv").write_text(LINKEDIN)
    (folder / "contacts.csv").write_text(GOOGLE)
    (folder / "targets.csv").write_text("name\nAcme\nStripe\n")
    config = folder / "syncer.toml"
    files = [word for name in ("Connections.csv", "contacts.csv") for word in ("--source", str(folder / name))]
    targets = ("--targets", str(folder / "targets.csv"))
    made = call(config, "init", "--yes", *files, *targets, "--workbook", str(folder / "outreach.xlsx"))
    assert made.exit_code == 0, made.output
    return config


@pytest.fixture
def config(made: Path, tmp_path: Path) -> Path:
    for name in ("outreach.xlsx", "Connections.csv", "contacts.csv", "targets.csv"):
        (tmp_path / name).write_bytes((made.parent / name).read_bytes())
    text = made.read_text().replace(str(made.parent), str(tmp_path))
    (tmp_path / "syncer.toml").write_text('state_dir = "state"\n' + text)
    return tmp_path / "syncer.toml"


def shown(config: Path) -> str:
    state = ExcelWorkbook(config.parent / "outreach.xlsx").read()
    return f"{[row.cells for tab in state.tabs.values() for row in tab.rows]}{dict(state.memory)}"


def test_all_that_is_held_of_a_person_is_shown(config: Path) -> None:
    hand = ExcelHand(config.parent / "outreach.xlsx")
    hand.type("outreach", hand.find("outreach", name=HARRIET), "notes", "met at the fair")
    hand.add_row("log", {"date": "2026-11-20", "person": HARRIET, "what": "Call"})
    held = json.loads(call(config, "export", HARRIET).stdout)
    assert {record["ref"]["source"] for record in held["records"]} == {"linkedin", "google"}
    assert {row["tab"] for row in held["workbook"]} == {"People", "Outreach"}
    assert "met at the fair" in str(held["workbook"])
    assert held["remembered"][held["person"]["id"]]["refs"]
    assert {"tab": "Log", "row": 2, "column": "Person", "text": HARRIET, "typed": True} in held["named elsewhere"]


def test_an_export_in_a_file_is_for_nobody_elses_eyes(config: Path, tmp_path: Path) -> None:
    out = tmp_path / "held.json"
    out.write_text("old")
    out.chmod(0o644)
    assert call(config, "export", HARRIET, "--output", str(out)).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text())["person"]["name"] == HARRIET
    refused = call(config, "export", HARRIET, "--output", str(tmp_path / "no" / "x.json"))
    assert (refused.exit_code, "E-FILE-WRITE" in refused.stderr) == (2, True)


def test_a_person_is_forgotten_only_after_a_yes(config: Path) -> None:
    before = shown(config)
    asked = call(config, "forget", HARRIET, typed="n\n")
    assert (asked.exit_code, "Nothing was done" in asked.stdout) == (0, True)
    assert f"{HARRIET} (p_" in asked.stderr and "Outreach row" in asked.stderr
    assert shown(config) == before
    done = call(config, "forget", HARRIET, typed="y\n")
    assert done.exit_code == 0
    assert "Harriet" not in shown(config) and "oduya" not in shown(config).casefold()


def test_the_person_is_told_what_is_left_for_them_to_delete(config: Path) -> None:
    hand = ExcelHand(config.parent / "outreach.xlsx")
    hand.type("outreach", hand.find("outreach", name=HARRIET), "notes", "met at the fair")
    hand.add_row("log", {"date": "2026-11-20", "person": HARRIET, "what": "Call"})
    done = json.loads(call(config, "forget", HARRIET, "--yes", "--json").stdout)
    assert {row["tab"] for row in done["rows"]} == {"People", "Outreach"}
    assert {"tab": "Log", "row": 2, "column": "Person"} in done["typed"]
    assert done["sources"] == ["google", "linkedin"]
    assert any(".syncer-backup" in place for place in done["copies"])
    assert HARRIET not in json.dumps(done)


def test_no_run_brings_a_forgotten_person_back(config: Path) -> None:
    call(config, "forget", HARRIET, "--yes")
    again = json.loads(call(config, "run", "--json").stdout)
    assert {line["name"]: line["suppressed"] for line in again["sources"]} == {"linkedin": 1, "google": 1}
    assert (again["wrote"], "Harriet" in shown(config)) == (False, False)
    assert call(config, "explain", HARRIET).exit_code == 2
    assert call(config, "export", HARRIET).exit_code == 2


def test_the_key_is_the_owners_alone_and_never_in_the_workbook(config: Path) -> None:
    call(config, "forget", HARRIET, "--yes")
    state = config.parent / "state"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (state / "forget.key", state / "forgotten.json")}
    assert modes == {"forget.key": 0o600, "forgotten.json": 0o600}
    key = (state / "forget.key").read_text().strip()
    assert key not in shown(config) and key not in (state / "forgotten.json").read_text()
    assert "oduya" not in (state / "forgotten.json").read_text().casefold()


def test_with_the_key_from_the_environment_the_state_folder_may_be_lost(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNCER_PRIVACY__FORGET_KEY", "0123456789abcdef" * 4)
    call(config, "forget", HARRIET, "--yes")
    (config.parent / "state" / "forgotten.json").unlink()
    assert not (config.parent / "state" / "forget.key").exists()
    assert json.loads(call(config, "run", "--json").stdout)["wrote"] is False
    monkeypatch.delenv("SYNCER_PRIVACY__FORGET_KEY")
    stopped = call(config, "run")
    assert (stopped.exit_code, "E-FORGET-KEY" in stopped.stderr) == (78, True)


@pytest.mark.parametrize("content", ["", "[]", '{"key": 1}', "\0", '{"key": "other", "marks": []}'])
def test_damaged_marks_stop_the_run_instead_of_bringing_people_back(content: str, tmp_path: Path) -> None:
    (tmp_path / "forgotten.json").write_text(content)
    with pytest.raises(CredentialError, match="E-FORGET-"):
        forgotten_here(tmp_path, "a key that is long enough to be one")


def test_where_no_key_can_be_kept_nobody_is_forgotten_by_halves(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(CredentialError, match="SYNCER_PRIVACY__FORGET_KEY"):
        with_key(Forgotten(), tmp_path / "taken" / "state")


def test_nobody_or_several_are_told_apart_before_anything_is_done(config: Path) -> None:
    before = shown(config)
    assert "nobody here is called" in call(config, "forget", "Quux Quuxson", "--yes").stderr
    several = call(config, "forget", "a", "--yes")
    assert (several.exit_code, "people could be meant; give more of the name, or the id" in several.stderr) == (2, True)
    assert all(
        re.fullmatch(r"  p_\w{10}  [^;]+, [^;]+|  and \d+ more", line) for line in several.stderr.splitlines()[1:]
    )
    assert len(several.stderr.splitlines()) > 2
    assert shown(config) == before


def test_somebody_can_be_named_by_address_or_id(config: Path) -> None:
    by_address = json.loads(call(config, "export", "harriet.oduya@example.com").stdout)["person"]
    assert json.loads(call(config, "export", by_address["id"]).stdout)["person"] == by_address


def test_while_a_source_is_left_out_nobody_is_half_forgotten(config: Path) -> None:
    before = shown(config)
    config.write_text(config.read_text() + '\n[[sources]]\nname = "gone"\npath = "nowhere.csv"\n')
    stopped = call(config, "forget", HARRIET, "--yes")
    assert (stopped.exit_code, "E-FORGET-PARTIAL" in stopped.stderr) == (4, True)
    assert shown(config) == before


def test_the_calendar_file_is_written_anew_without_them(config: Path) -> None:
    calendar, theirs = config.parent / "due.ics", config.parent / "family.ics"
    theirs.write_text(
        "BEGIN:VCALENDAR\r\nPRODID:-//somebody//else//\r\nSUMMARY:Harriet's birthday\r\nEND:VCALENDAR\r\n"
    )
    config.write_text(config.read_text() + '\n[calendar]\npath = "due.ics"\n')
    assert call(config, "log", HARRIET, "wrote").exit_code == 0
    assert call(config, "run").exit_code == 0
    assert HARRIET in calendar.read_text(encoding="utf-8")
    assert call(config, "forget", HARRIET, typed="y\n").exit_code == 0
    assert not calendar.exists()
    assert call(config, "run").exit_code == 0
    assert HARRIET not in calendar.read_text(encoding="utf-8")
    config.write_text(config.read_text().replace("due.ics", "family.ics"))
    assert call(config, "forget", "Ida Lund", typed="y\n").exit_code == 0
    assert "Harriet's birthday" in theirs.read_text()
