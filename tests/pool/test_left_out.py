"""Rows that mean nothing to anybody, or too much: left out, and told in numbers."""

from pathlib import Path

from typer.testing import CliRunner

from syncer.cli import app
from syncer.pool.job import MOST_TARGETS
from tests.pool.books import Pool, done


def told(pool: Pool, folder: Path) -> str:
    """What the terminal says."""
    command = ["pool", "run", str(pool.write(folder / "in")), "-o", str(folder / "out"), "--today", "2026-11-23"]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 0, found.output
    return found.output


def small() -> Pool:
    pool = Pool()
    pool.member("Ann", wants=["Initech"])
    pool.knows("Ann", "Zerlina Quixwood", "Initech")
    return pool


def test_targets_of_nobody_are_counted(tmp_path: Path) -> None:
    pool = small()
    wrong = ({"member_id": "Ann", "company": "Globex"}, {"company": "Globex"}, {"member_id": "ann", "company": " "})
    pool.targets += wrong
    result = done(pool, tmp_path / "a")
    assert (result.summary["targets"], result.summary["targets_of_nobody"]) == (1, 3)
    line = "Rows of targets left out, whose member_id is no member or that name no company: 3."
    assert line in told(pool, tmp_path / "b")
    assert "Rows of targets" not in told(small(), tmp_path / "c")


def test_targets_beyond_the_most_of_one_member_are_counted_each_once(tmp_path: Path) -> None:
    pool = small()
    for at in [*range(MOST_TARGETS + 2), 0, 1]:
        pool.targets.append({"member_id": "ann", "company": f"Company {at}", "motivation": "3"})
    result = done(pool, tmp_path / "a")
    assert (result.summary["targets"], result.summary["targets_left_out"]) == (MOST_TARGETS, 3)
    assert [row["company"] for row in result.of("Ann")] == ["Initech"]
    line = "Targets left out, of members who have too many; what they want most was looked at: 3."
    assert line in told(pool, tmp_path / "b")


def test_a_member_who_stands_in_two_rows_is_told(tmp_path: Path) -> None:
    pool = small()
    pool.member("Ben")
    for _ in range(2):
        pool.member("Ann", "off")
    result = done(pool, tmp_path / "a")
    assert (result.summary["members"], result.summary["members_named_twice"]) == (2, 1)
    line = "Members who stand in several rows of members, of whose consents the strictest counts: 1."
    assert line in told(pool, tmp_path / "b")


def test_a_consent_in_other_words_counts_as_off_and_is_told(tmp_path: Path) -> None:
    pool = Pool()
    for at, consent in enumerate(("names", "Names On Request", "companies only", "off", "", "yes", "alles")):
        pool.member(f"M{at}", consent)
    summary = done(pool, tmp_path).summary
    assert (summary["sharing"], summary["consents_not_understood"]) == (3, 2)
