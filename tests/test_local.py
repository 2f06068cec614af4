"""Local state: one run at a time, a health line for monitors, and nothing lost when the folder cannot be used."""

import json
from pathlib import Path

from syncer.local import only_run, read_health, record_health


def test_a_second_run_on_the_same_workbook_finds_it_busy(tmp_path: Path) -> None:
    with (
        only_run(tmp_path / "state", tmp_path / "a.xlsx") as first,
        only_run(tmp_path / "state", tmp_path / "a.xlsx") as second,
    ):
        assert (first, second) == (True, False)


def test_another_workbook_is_another_matter(tmp_path: Path) -> None:
    with (
        only_run(tmp_path / "state", tmp_path / "a.xlsx") as first,
        only_run(tmp_path / "state", tmp_path / "b.xlsx") as second,
    ):
        assert first and second


def test_the_lock_is_free_again_after_the_run(tmp_path: Path) -> None:
    for _ in range(2):
        with only_run(tmp_path / "state", tmp_path / "a.xlsx") as mine:
            assert mine


def test_state_is_private(tmp_path: Path) -> None:
    record_health(tmp_path / "state", tmp_path / "a.xlsx", {"exit": 0, "finished": "2026-11-23T06:00"}, success=True)
    (health,) = (tmp_path / "state").glob("*.health.json")
    assert json.loads(health.read_text()) == {
        "exit": 0,
        "finished": "2026-11-23T06:00",
        "last_success": "2026-11-23T06:00",
    }
    assert (health.stat().st_mode & 0o777, (tmp_path / "state").stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_state_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with only_run(blocked / "state", tmp_path / "a.xlsx") as mine:
        record_health(blocked / "state", tmp_path / "a.xlsx", {"exit": 0}, success=True)
        assert mine


def test_the_health_line_is_replaced_whole(tmp_path: Path) -> None:
    for code, day in ((0, "Monday"), (4, "Tuesday")):
        record_health(tmp_path, tmp_path / "a.xlsx", {"exit": code, "finished": day}, success=code == 0)
    assert read_health(tmp_path, tmp_path / "a.xlsx") == {"exit": 4, "finished": "Tuesday", "last_success": "Monday"}
    assert not list(tmp_path.glob(".health-*"))
