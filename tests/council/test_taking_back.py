"""What a member took out of the council: nothing of it stays in another member's own workbook after their next run."""

from pathlib import Path

from typer.testing import CliRunner

from syncer.cli import app
from syncer.workbooks.excel import ExcelWorkbook
from tests.council.test_canaries import DAY, Council


def opened_to_eli(folder: Path) -> Council:
    """Dana, whom Eli reads of, has taken her part out; Eli has not run since."""
    council = Council(folder)
    council.consents(dana="names", eli="names", mei="names")
    council.run("eli", "dana", "eli")
    assert row(council)["target"] == "Spotify"
    council.consents(dana="off")
    council.run("dana")
    return council


def row(council: Council) -> dict[str, object]:
    """Eli's row of Dana in Outreach, blank cells left out."""
    tabs = ExcelWorkbook(council.folder / "eli" / "outreach.xlsx").read().tabs
    [found] = [one.cells for one in tabs["outreach"].rows if one.cells["name"] == "Dana Member"]
    return {column: value for column, value in found.items() if value != ""}


def remembered(council: Council) -> str:
    """What Eli's workbook remembers of Dana."""
    state = ExcelWorkbook(council.folder / "eli" / "outreach.xlsx").read()
    tab = state.tabs["outreach"]
    return state.memory[next(one.row_id for one in tab.rows if one.cells["name"] == "Dana Member")]


def test_her_row_tells_neither_company_nor_path_nor_how_sure_it_was(tmp_path: Path) -> None:
    council = opened_to_eli(tmp_path)
    council.run("eli")
    assert row(council).keys() == {"name", "channel", "off_list", "since"}
    assert row(council)["off_list"] == "Not shared any more"
    assert "knows someone there" not in remembered(council)
    assert '"target"' not in remembered(council)


def test_it_goes_also_while_elis_own_list_cannot_be_read(tmp_path: Path) -> None:
    council = opened_to_eli(tmp_path)
    (council.folder / "eli" / "contacts.csv").unlink()
    done = CliRunner().invoke(app, ["run", *DAY, "--config", str(council.folder / "eli" / "syncer.toml")])
    assert done.exit_code == 3
    assert row(council).keys() == {"name", "channel", "off_list", "since"}
    tabs = ExcelWorkbook(council.folder / "eli" / "outreach.xlsx").read().tabs
    told = [one.cells for tab in ("today", "paths", "targets") for one in tabs[tab].rows]
    assert "Dana" not in repr(told)
    assert "Brisco Hollander" in repr([one.cells for one in tabs["people"].rows])
    assert "(council) knows" not in council.home("eli")
