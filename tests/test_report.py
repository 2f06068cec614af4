"""A search that has come some way, drawn by `syncer report`."""

import json
import re
import stat
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from syncer.cli import app

DAY = ("--today", "2026-11-23")


def syncer(config: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--config", str(config), *DAY])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The samples, three people written to, the page read back."""
    folder = tmp_path_factory.mktemp("search")
    config = folder / "syncer.toml"
    syncer(config, "init", "--sample", "--workbook", str(folder / "outreach.xlsx"))
    book = openpyxl.load_workbook(folder / "outreach.xlsx")
    sheet = book["Outreach"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, status in ((4, "Contacted"), (5, "Replied"), (6, "Helping")):
        sheet.cell(row, columns["Status"], status)
    book.save(folder / "outreach.xlsx")
    output = syncer(config, "report", "--output", str(folder / "network.html"))
    assert "keep it to yourself" in output
    assert stat.S_IMODE((folder / "network.html").stat().st_mode) == 0o600
    text = (folder / "network.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_funnel_counts_whoever_came_at_least_so_far(figures: dict[str, list[dict[str, int]]]) -> None:
    assert {step["name"]: step["people"] for step in figures["funnel"][1:]} == {
        "Written to": 3,
        "Answered": 2,
        "Met": 1,
        "Helping": 1,
    }


def test_answers_by_grade_and_by_path_are_of_the_same_people(figures: dict[str, list[dict[str, int]]]) -> None:
    for groups in (figures["by_grade"], figures["by_path"]):
        assert sum(group["written"] for group in groups) == 3
        assert sum(group["answered"] for group in groups) == 2


def test_everybody_on_the_list_stands_on_the_map(figures: dict[str, dict[str, list[object]]]) -> None:
    listed = figures["funnel"][0]["people"]  # type: ignore[index]
    assert len(figures["map"]["spots"]) == listed
    assert len(figures["map"]["spots"]) + len(figures["map"]["others"]) == figures["people"]


def test_the_least_sure_merge_stands_first_and_its_bars_add_up(figures: dict[str, list[dict[str, object]]]) -> None:
    weights = [float(str(join["weight"])) for join in figures["joins"]]
    assert weights == sorted(weights)
    bars = figures["joins"][0]["bars"]
    assert isinstance(bars, list)
    assert sum(bar["weight"] for bar in bars) == pytest.approx(weights[0], abs=0.06)


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    config = tmp_path / "syncer.toml"
    config.write_text("")
    result = CliRunner().invoke(app, ["report", "--config", str(config), "--output", str(tmp_path / "no" / "p.html")])
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.output
