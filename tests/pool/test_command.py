"""`syncer pool run` from the terminal."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from syncer.cli import app
from tests.pool.books import Pool, rows

TODAY = ("--today", "2026-11-23")


def small() -> Pool:
    pool = Pool()
    pool.member("Ann", "names", wants=["Initech"])
    pool.member("Dana", "names")
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    return pool


def test_a_pool_of_csv_files_becomes_parquet_and_counts(tmp_path: Path) -> None:
    source, output = small().write(tmp_path / "in"), tmp_path / "out"
    found = CliRunner().invoke(app, ["pool", "run", str(source), "-o", str(output), *TODAY, "--json"])
    assert found.exit_code == 0, found.output
    counts = json.loads(found.stdout)
    assert (counts["members"], counts["contacts"], counts["second_degree_paths"]) == (2, 1, 1)
    assert "Zerlina" not in found.output
    assert [row["why"] for row in rows(output / "paths")] == [
        "Dana (pool) knows 1 person at Initech: Zerlina Quixwood."
    ]


def test_folders_may_have_an_apostrophe_in_their_names(tmp_path: Path) -> None:
    mine = tmp_path / "O'Brien's office"
    words = ["-o", str(mine / "out"), "--scratch", str(mine / "scratch"), *TODAY]
    found = CliRunner().invoke(app, ["pool", "run", str(small().write(mine / "in")), *words])
    assert found.exit_code == 0, found.output
    assert len(rows(mine / "out" / "paths")) == 1


def test_parquet_with_lists_and_column_names_as_people_write_them(tmp_path: Path) -> None:
    folder = small().write(tmp_path / "in")
    (folder / "contacts.csv").unlink()
    table = pa.table(
        {
            "Record ID": ["1"],
            "Member": ["dana"],
            "Name": ["Zerlina Quixwood"],
            "E-mail": [["zerlina@example.com", "z@initech.example"]],
            "Organisation": ["Initech"],
            "Position": ["Engineer"],
            "ignored": [3],
        }
    )
    (folder / "contacts").mkdir()
    parquet.write_table(table, folder / "contacts" / "part-0.parquet")
    found = CliRunner().invoke(app, ["pool", "run", str(folder), "-o", str(tmp_path / "out"), *TODAY])
    assert found.exit_code == 0, found.output
    assert "Zerlina Quixwood" in rows(tmp_path / "out" / "paths")[0]["why"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("no targets", "E-POOL-INPUT targets: no targets.parquet, targets.csv or folder targets/ there"),
        ("no owner", "E-POOL-COLUMNS contacts: missing column owner. "),
    ],
)
def test_input_that_cannot_be_used_is_named(tmp_path: Path, wrong: str, told: str) -> None:
    folder = small().write(tmp_path / "in")
    if wrong == "no targets":
        (folder / "targets.csv").unlink()
    else:
        (folder / "contacts.csv").write_text("record_id,full_name\n1,Zerlina Quixwood\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["pool", "run", str(folder), "-o", str(tmp_path / "out"), *TODAY])
    assert found.exit_code == 2
    assert told in found.stderr


def test_spark_wants_a_place_that_its_workers_reach(tmp_path: Path) -> None:
    command = ["pool", "run", str(small().write(tmp_path / "in")), "-o", str(tmp_path / "out"), "--engine", "spark"]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 2
    assert "--scratch" in found.stderr


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path) -> None:
    source, output = small().write(tmp_path / "in"), tmp_path / "out"
    for _ in range(2):
        assert CliRunner().invoke(app, ["pool", "run", str(source), "-o", str(output), *TODAY]).exit_code == 0
    assert len(rows(output / "paths")) == 1
    assert sorted(path.name for path in output.iterdir()) == [
        "connectors",
        "coverage",
        "employers",
        "kept_apart",
        "paths",
        "people",
    ]


@pytest.mark.parametrize("option", ["--output", "--workbooks", "--scratch"])
@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_where_a_folder_is_wanted_is_named_before_any_work(tmp_path: Path, option: str, inside: str) -> None:
    (tmp_path / "afile").write_text("mine", encoding="utf-8")
    into = {"--output": tmp_path / "out", option: tmp_path / "afile" / inside}
    words = [str(word) for pair in into.items() for word in pair]
    found = CliRunner().invoke(app, ["pool", "run", str(small().write(tmp_path / "in")), *words, *TODAY])
    assert (found.exit_code, found.stderr.count("\n")) == (2, 1), found.output
    assert "afile" in found.stderr
    assert "E-CLI-FOLDER" in found.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["afile", "in"]
    assert (tmp_path / "afile").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("idle", [("--config", "nosuch.toml"), ("--accept", "shrink"), ("--refresh",)])
def test_what_only_concerns_workbooks_is_refused_where_none_are_written(tmp_path: Path, idle: tuple[str, ...]) -> None:
    words = ["-o", str(tmp_path / "out"), *idle, *TODAY]
    found = CliRunner().invoke(app, ["pool", "run", str(small().write(tmp_path / "in")), *words])
    assert found.exit_code == 2
    assert f"{idle[0]}: nothing to do without members' workbooks; add --workbooks FOLDER" in found.stderr
    assert not (tmp_path / "out").exists()


def test_nobody_else_on_the_machine_looks_into_what_was_found(tmp_path: Path) -> None:
    output, theirs = tmp_path / "results" / "today", tmp_path / "theirs"
    theirs.mkdir()
    theirs.chmod(0o750)
    for each in (output, theirs):
        words = ["pool", "run", str(small().write(tmp_path / "in")), "-o", str(each), *TODAY]
        assert CliRunner().invoke(app, words).exit_code == 0
        assert {path.stat().st_mode & 0o777 for path in each.iterdir()} == {0o700}
    assert [path.stat().st_mode & 0o777 for path in (output.parent, output, theirs)] == [0o700, 0o700, 0o750]


def test_the_readme_names_every_table_that_is_written(tmp_path: Path) -> None:
    words = ["pool", "run", str(small().write(tmp_path / "in")), "-o", str(tmp_path / "out"), *TODAY]
    assert CliRunner().invoke(app, words).exit_code == 0
    told = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    told = told[told.index("## A pool of many members") : told.index("## Settings")]
    assert [path.name for path in (tmp_path / "out").iterdir() if f"`{path.name}`" not in told] == []
