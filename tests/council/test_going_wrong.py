"""What five people who share a file meet: a folder that is not mounted, a slip in the settings, a new name, a CSV."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer.cli import app
from tests.architecture.tree import ROOT

SAMPLES = ROOT / "config" / "samples" / "council"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The council of Dana, who names the companies of all in her settings, and Eli, after one run of each."""
    folder = tmp_path_factory.mktemp("council")
    for name in ("dana", "eli"):
        shutil.copytree(SAMPLES / name, folder / name)
    first = run(folder, "dana")
    assert first.exit_code == 0, first.output
    told = " ".join(first.output.split())
    assert "council: from now on you share the companies that you want, and how many people you know" in told
    assert "(names), with all who can open" in told
    assert run(folder, "eli").exit_code == 0
    return folder


@pytest.fixture
def council(running: Path, tmp_path: Path) -> Path:
    shutil.copytree(running, tmp_path / "council")
    return tmp_path / "council"


def run(folder: Path, name: str, day: str = "2026-11-23") -> Result:
    return CliRunner().invoke(app, ["run", "--config", str(folder / name / "syncer.toml"), "--today", day])


def changed(folder: Path, name: str, old: str, new: str) -> None:
    config = folder / name / "syncer.toml"
    assert old in config.read_text()
    config.write_text(config.read_text().replace(old, new))


def said(result: Result) -> str:
    return " ".join(result.output.split())


def test_that_something_is_shared_is_said_once(council: Path) -> None:
    run(council, "dana")
    again = run(council, "dana")
    assert (again.exit_code, "from now on you share" in said(again)) == (0, False)


@pytest.mark.parametrize("slip", ["Spotifi", "Sptify AB", "Strippe"])
def test_a_company_to_be_held_back_that_is_misspelt_stops_the_sharing(council: Path, slip: str) -> None:
    before = (council / "council.xlsx").read_bytes()
    config = council / "dana" / "syncer.toml"
    config.write_text(config.read_text() + f'held_back = ["Initech", "{slip}"]\n')
    done = run(council, "dana")
    assert done.exit_code == 2
    assert "E-COUNCIL-SPELLING held_back names no company here" in said(done)
    assert f"{slip}: did you mean" in said(done)
    assert "Initech: did you mean" not in said(done)
    assert (council / "council.xlsx").read_bytes() == before


def test_a_company_held_back_under_another_of_its_names_is_no_slip(council: Path) -> None:
    config = council / "dana" / "syncer.toml"
    config.write_text(config.read_text() + 'held_back = ["Novartis AG", "A Firm Nobody Asked For"]\n')
    assert run(council, "dana").exit_code == 0


@pytest.mark.parametrize("where", ["/no/such/mount/council.xlsx", "../elsewhere/council.xlsx"])
def test_a_folder_that_is_not_mounted_begins_no_council_and_takes_nobody_off_the_list(
    council: Path, where: str
) -> None:
    run(council, "dana", "2026-11-24")
    before = (council / "dana" / "outreach.xlsx").read_bytes()
    changed(council, "dana", "../council.xlsx", where)
    done = run(council, "dana", "2026-11-24")
    assert done.exit_code == 3
    assert "E-COUNCIL-GONE council: There is no folder" in said(done)
    assert not (council / "elsewhere").exists()
    assert (council / "dana" / "outreach.xlsx").read_bytes() == before


def test_a_shared_file_that_is_gone_is_not_made_anew_by_the_first_who_runs(council: Path) -> None:
    run(council, "dana")
    (council / "council.xlsx").unlink()
    done = run(council, "dana", "2026-11-24")
    assert (done.exit_code, "E-COUNCIL-GONE council: council.xlsx was in" in said(done)) == (3, True)
    assert not (council / "council.xlsx").exists()


def test_who_wants_out_is_told_when_the_shared_file_cannot_be_reached(council: Path) -> None:
    run(council, "dana")
    changed(council, "dana", 'consent = "names"', 'consent = "off"')
    (council / "council.xlsx").rename(council / "kept.xlsx")
    done = run(council, "dana", "2026-11-24")
    assert (done.exit_code, "put it back" in said(done)) == (3, True)
    (council / "kept.xlsx").rename(council / "council.xlsx")
    assert "your part is out of the shared workbook" in said(run(council, "dana", "2026-11-24"))


def test_a_member_who_goes_by_another_name_does_not_stand_there_twice(council: Path) -> None:
    before = (council / "council.xlsx").read_bytes()
    changed(council, "dana", 'member = "Dana Okafor"', 'member = "Dana O."')
    done = run(council, "dana")
    assert (done.exit_code, "E-COUNCIL-EMAIL" in said(done)) == (4, True)
    assert (council / "council.xlsx").read_bytes() == before


def test_a_damaged_shared_file_is_named_by_its_own_setting(council: Path) -> None:
    (council / "council.xlsx").write_text("Company,Member\n")
    done = run(council, "dana")
    assert done.exit_code == 3
    assert "path in [council]" in said(done)
    assert "[workbook] path" not in said(done)
