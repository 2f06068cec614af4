"""`match` and `link` as part of a chain of programs: standard input, pipes, nothing overwritten, open quotes told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SYNCER = Path(sys.executable).with_name("syncer")
EMPLOYERS, TARGETS = "employer\nAcme\n", "name,domain\nAcme,acme.example\n"
RECORDS = "record_id,full_name,email\n1,Ann Lee,ann@example.com\n2,Ann Lee,ann@example.com\n"


def shell(folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    (folder / "employers.csv").write_text(EMPLOYERS)
    (folder / "targets.csv").write_text(TARGETS)
    (folder / "records.csv").write_text(RECORDS)
    environment = {**os.environ, "SYNCER": str(SYNCER)}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("given", ["-", "/dev/stdin"])
def test_what_another_program_writes_is_read_from_standard_input(tmp_path: Path, given: str) -> None:
    matched = shell(tmp_path, f'cat employers.csv | "$SYNCER" match {given} --targets targets.csv -o out.csv')
    assert (matched.returncode, (tmp_path / "out.csv").read_text().count("match")) == (0, 1)
    linked = shell(tmp_path, f'cat records.csv | "$SYNCER" link {given} -o out.csv')
    first, second = (line.split(",")[1] for line in (tmp_path / "out.csv").read_text().splitlines()[1:])
    assert (linked.returncode, first) == (0, second)


@pytest.mark.parametrize(
    "command",
    [
        "match employers.csv --targets targets.csv -o employers.csv",
        "match employers.csv --targets targets.csv -o ./targets.csv",
        "link records.csv -o records.csv",
        "link records.csv -o out.csv --suggestions out.csv",
        "link records.csv -o -",
    ],
)
def test_nothing_that_was_given_is_overwritten(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f'"$SYNCER" {command}')
    assert (done.returncode, "-OUTPUT " in done.stderr) == (2, True)
    kept = [(tmp_path / name).read_text() for name in ("employers.csv", "targets.csv", "records.csv")]
    assert kept == [EMPLOYERS, TARGETS, RECORDS]
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("command", "text"), [("match", 'employer,x\n"Acme,1\nHooli,2\n'), ("link", 'record_id,full_name\n1,"Ann\n2,Bo\n')]
)
def test_rows_swallowed_by_an_open_quote_are_told(tmp_path: Path, command: str, text: str) -> None:
    (tmp_path / "in.csv").write_text(text)
    done = shell(tmp_path, f'"$SYNCER" {command} in.csv -o out.csv' + (" --targets targets.csv" * (command == "match")))
    assert (done.returncode, "never closed" in done.stderr, "Ann" in done.stderr) == (2, True, False)


def test_a_line_break_within_closed_quotes_and_an_inch_sign_are_meant(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('employer,note\n"Ac\nme",5" pipes\nAcme,"two\nlines"\nAcme,plain\n')
    assert shell(tmp_path, '"$SYNCER" match in.csv -o out.csv --targets targets.csv').returncode == 0


@pytest.mark.parametrize(
    "command", ["link . -o out.csv", "link records.csv -o no/such/out.csv", "match nowhere.csv -o out.csv"]
)
def test_what_cannot_be_read_or_written_is_named(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, f'"$SYNCER" {command}')
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("syncer: E-")
