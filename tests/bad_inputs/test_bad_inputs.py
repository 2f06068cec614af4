"""Every bad input through the whole house: read with every record accounted for, or refused with one clear message."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from syncer import app
from syncer.core.reports import SourceLine
from tests.bad_inputs.cards import CARDS
from tests.bad_inputs.case import CANARY, Case
from tests.bad_inputs.exports import ARCHIVES
from tests.bad_inputs.mistaken import MISTAKEN
from tests.bad_inputs.more import MORE
from tests.bad_inputs.others import OTHERS
from tests.bad_inputs.places import PLACES
from tests.bad_inputs.tables import TABLES
from tests.bad_inputs.workbooks import WORKBOOKS

TABLE = {
    f"{what}: {name}": case
    for what, cases in (
        ("archive", ARCHIVES),
        ("place", PLACES),
        ("table", TABLES),
        ("cards", CARDS),
        ("workbook", WORKBOOKS),
        ("more", MORE),
        ("mistaken", MISTAKEN),
        ("other", OTHERS),
    )
    for name, case in cases.items()
}
SYNCER = Path(sys.executable).with_name("syncer")
LIMIT = "2000"
"""Rows that one source may have here: the cases that go beyond stay small."""


@pytest.fixture(autouse=True)
def few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNCER_LIMITS__ROWS", LIMIT)


def settings(folder: Path, cases: Mapping[str, Case]) -> Path:
    """A settings file with one source for every case, whose file is made in a folder of its own."""
    blocks = []
    for number, case in enumerate(cases.values()):
        place = folder / f"s{number}"
        place.mkdir()
        kind = f'kind = "{case.kind}"\n' if case.kind else ""
        blocks.append(f'[[sources]]\nname = "s{number}"\n{kind}path = "{case.build(place)}"\n')
    config = folder / "syncer.toml"
    config.write_text("".join(blocks) + '[workbook]\npath = "book.xlsx"\n')
    return config


@pytest.mark.parametrize("name", TABLE)
def test_a_bad_input_is_read_or_refused_and_nobody_is_named(name: str, tmp_path: Path) -> None:
    case = TABLE[name]
    health = app.check(settings(tmp_path, {name: case}), lambda _: None)
    (line,) = health.sources
    said = " ".join((line.error, *line.notes, *(f"{bad.place} {bad.reason}" for bad in line.rejected)))
    assert case.said in said
    assert CANARY.casefold() not in said.casefold()
    assert health.exit_code == (3 if case.code else 0)
    if case.code:
        assert re.match(rf"{case.code} [^\n]+: [^\n]+\. [A-Z][^\n]+\.$", line.error), line.error
        return
    assert not line.error
    assert counts(line) == (case.records, case.merged, case.rejected, dict(case.skipped))
    assert line.records_in == line.records + line.merged + len(line.rejected) + sum(line.skipped.values())


def counts(line: SourceLine) -> tuple[int, int, tuple[str, ...], Mapping[str, int]]:
    return line.records, line.merged, tuple(bad.code for bad in line.rejected), line.skipped


def syncer(config: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "SYNCER_STATE_DIR": str(config.parent / "state")}
    command = [str(SYNCER), arguments[0], "--config", str(config), "--json", *arguments[1:]]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def test_all_that_is_refused_is_refused_side_by_side(tmp_path: Path) -> None:
    refused = {name: case for name, case in TABLE.items() if case.code and not name.startswith("place")}
    done = syncer(settings(tmp_path, refused), "check")
    assert (done.returncode, done.stderr) == (3, "")
    codes = {line["name"]: line["error"].split()[0] for line in json.loads(done.stdout)["sources"]}
    assert codes == {f"s{number}": case.code for number, case in enumerate(refused.values())}


def test_all_that_can_be_read_is_read_side_by_side_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    config = settings(tmp_path, {name: case for name, case in TABLE.items() if not case.code})
    first, second = (syncer(config, "run", "--today", "2026-11-23") for _ in range(2))
    assert (first.returncode, first.stderr, json.loads(first.stdout)["wrote"]) == (0, "", True)
    report = json.loads(second.stdout)
    assert (second.returncode, second.stderr, report["wrote"], report["counts"]) == (0, "", False, {})
    assert CANARY.casefold() not in (first.stdout + second.stdout).casefold()
