"""What a member writes under [council], and what is refused before anything is shared."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from syncer.cli import app
from syncer.errors import ConfigError
from syncer.settings import load_settings


def written(folder: Path, council: str, more: str = "") -> Path:
    config = folder / "syncer.toml"
    config.write_text(f'{more}[workbook]\npath = "outreach.xlsx"\n[council]\n{council}\n')
    return config


@pytest.mark.parametrize(
    ("council", "told"),
    [
        ('path = "c.xlsx"\nconsent = "names"', "member is missing"),
        ('path = "c.xlsx"\nmember = "Dana; Eli"', "without brackets, commas and semicolons"),
        ('path = "c.xlsx"\nmember = "Dana"\nconsent = "everything"', "names_on_request"),
        ('path = "c.xlsx"\nmember = "Dana"\nemail = "dana"', "email is one address"),
        ('path = "c.xlsx"\nmember = "Dana"\ngoogle_sheet = "' + "x" * 30 + '"', "two places"),
        ('path = "outreach.xlsx"\nmember = "Dana"', "is your own workbook"),
    ],
)
def test_a_council_that_cannot_be_meant_is_refused_with_what_to_change(tmp_path: Path, council: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_settings(written(tmp_path, council))


def test_no_source_may_be_called_as_the_council_is(tmp_path: Path) -> None:
    source = '[[sources]]\nname = "council"\npath = "mine.csv"\n'
    with pytest.raises(ConfigError, match="the name council is taken by the members of your council"):
        load_settings(written(tmp_path, 'path = "c.xlsx"\nmember = "Dana"', source))


def test_who_only_names_the_council_shares_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, 'path = "c.xlsx"\nmember = "Dana"')).council.consent == "off"


def test_without_a_council_the_command_says_what_to_set(tmp_path: Path) -> None:
    config = tmp_path / "syncer.toml"
    config.write_text('[workbook]\npath = "outreach.xlsx"\n')
    done = CliRunner().invoke(app, ["council", "--config", str(config)])
    assert done.exit_code == 2
    assert "[council] of the settings" in done.output


def test_a_shared_file_that_is_somebodys_own_workbook_leaves_the_own_run_as_it_is_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Company\nIlse Vandermeer,Stripe\nMing Hoshi,Stripe\n")
    source = '[[sources]]\nname = "list"\nkind = "spreadsheet"\npath = "list.csv"\n'
    other = tmp_path / "other"
    other.mkdir()
    (other / "list.csv").write_text("Name,Company\nRui Castanho,Airbus\nZoe Lund,Airbus\n")
    theirs = other / "syncer.toml"
    theirs.write_text(f'state_dir = "state"\n{source}[workbook]\npath = "theirs.xlsx"\n')
    assert CliRunner().invoke(app, ["run", "--config", str(theirs)]).exit_code == 0
    before = (other / "theirs.xlsx").read_bytes()
    config = written(
        tmp_path, 'path = "other/theirs.xlsx"\nmember = "Dana"\nconsent = "names"', f'state_dir = "state"\n{source}'
    )
    done = CliRunner().invoke(app, ["run", "--config", str(config)])
    assert done.exit_code == 3
    assert "E-COUNCIL-OWN" in done.output
    assert (other / "theirs.xlsx").read_bytes() == before
    assert (tmp_path / "outreach.xlsx").exists()
