"""Killed, raced, locked out: the file is the old one or the new one, and somebody else's save is never lost."""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from syncer.core.workbook.plan import Plan, SetCell
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx import save
from tests.workbooks.small import ANA, TODAY, cells, first_plan, make, run

OLD, NEW = b"old file", b"new file"


class Killed(BaseException):
    """The process ends here; nothing after this line runs."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "outreach.xlsx"
    found.write_bytes(OLD)
    return found


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / save.BACKUPS).iterdir())


def leftovers(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {path.name, save.BACKUPS}


def test_the_old_file_stays_as_a_backup(path: Path) -> None:
    save.replace(path, NEW, save.digest(OLD))
    assert path.read_bytes() == NEW
    assert [found.read_bytes() for found in backups(path)] == [OLD]
    assert leftovers(path) == set()
    assert stat.S_IMODE((path.parent / save.BACKUPS).stat().st_mode) == 0o700


def test_the_last_five_backups_are_kept_and_other_files_left_alone(path: Path) -> None:
    other = path.parent / save.BACKUPS
    other.mkdir()
    (other / "my own copy.xlsx").write_bytes(b"mine")
    now = OLD
    for number in range(8):
        os.utime(path, (1_800_000_000 + number, 1_800_000_000 + number))
        new = f"version {number}".encode()
        save.replace(path, new, save.digest(now))
        now = new
    kept = [found.read_bytes() for found in backups(path) if found.name != "my own copy.xlsx"]
    assert kept == [f"version {number}".encode() for number in range(2, 7)]
    assert (other / "my own copy.xlsx").read_bytes() == b"mine"


def test_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    save.replace(path, NEW, save.digest(OLD))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "shared" / "real.xlsx", tmp_path / "outreach.xlsx"
    make(real)
    link.symlink_to(real)
    state = run(link, SetCell("people", ANA, "employer", "Globex", "Initech")).read()
    assert link.is_symlink()
    assert cells(state, "people", ANA)["employer"] == cells(ExcelWorkbook(real).read(), "people", ANA)["employer"]


@pytest.mark.parametrize("step", ["fsync", "link", "replace", "unlink", "mkdir"])
@pytest.mark.parametrize("count", [1, 2])
def test_killed_at_any_step_the_file_is_the_old_one_or_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int
) -> None:
    for before in (False, True):
        path.write_bytes(OLD)
        with monkeypatch.context() as patch:
            patch.setattr(os, step, killing(getattr(os, step), count, before))
            with contextlib.suppress(Killed):
                save.replace(path, NEW, save.digest(OLD))
            assert path.read_bytes() in (OLD, NEW)
        save.replace(path, b"next run", save.digest(path.read_bytes()))
        assert path.read_bytes() == b"next run"
        path.unlink()


def killing(real: Callable[..., object], count: int, before: bool) -> Callable[..., object]:
    calls = iter(range(1, 100))

    def call(*args: object, **kwargs: object) -> object:
        if next(calls) != count:
            return real(*args, **kwargs)
        if not before:
            real(*args, **kwargs)
        raise Killed

    return call


def test_a_full_disk_is_said_and_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError, match="No space left"):
        save.replace(path, NEW, save.digest(OLD))
    assert path.read_bytes() == OLD and leftovers(path) == set()


@pytest.mark.parametrize(
    ("moment", "in_place"), [("link", True), ("link", False), ("replace", True), ("mkdir", True), ("mkdir", False)]
)
def test_somebody_who_saves_at_the_same_moment_keeps_their_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, in_place: bool
) -> None:
    theirs = b"their file, saved meanwhile"
    real = getattr(os, moment)

    def raced(*args: object, **kwargs: object) -> None:
        monkeypatch.setattr(os, moment, real)
        if in_place:
            path.write_bytes(theirs)
        else:
            beside = path.with_name("theirs.tmp")
            beside.write_bytes(theirs)
            beside.rename(path)
        real(*args, **kwargs)

    monkeypatch.setattr(os, moment, raced)
    with pytest.raises(Conflict):
        save.replace(path, NEW, save.digest(OLD))
    assert path.read_bytes() == theirs
    assert leftovers(path) == set()


def test_a_file_system_without_hard_links_gets_copies(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    save.replace(path, NEW, save.digest(OLD))
    assert path.read_bytes() == NEW
    assert [found.read_bytes() for found in backups(path)] == [OLD]
    fresh = path.with_name("fresh.xlsx")
    save.create(fresh, NEW)
    with pytest.raises(Conflict):
        save.create(fresh, OLD)
    assert fresh.read_bytes() == NEW


@pytest.mark.parametrize(("name", "program"), [("~$outreach.xlsx", "Excel"), (".~lock.outreach.xlsx#", "LibreOffice")])
def test_a_workbook_that_is_open_is_not_written(tmp_path: Path, name: str, program: str) -> None:
    path = tmp_path / "outreach.xlsx"
    workbook, state = make(path)
    before = path.read_bytes()
    (tmp_path / name).write_bytes(b"")
    plan = Plan(state.revision, edits=(SetCell("people", ANA, "employer", "Globex", "Initech"),))
    with pytest.raises(WorkbookError, match=f"open in {program}.*delete it") as caught:
        workbook.commit(plan)
    assert (caught.value.code, caught.value.exit_code) == ("E-WORKBOOK-OPEN", 4)
    assert path.read_bytes() == before
    assert workbook.read() == state
    (tmp_path / name).unlink()
    assert cells(workbook.commit(plan), "people", ANA)["employer"] == "Initech"


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "outreach.xlsx"
    path.write_bytes(OLD)
    with pytest.raises(Conflict):
        ExcelWorkbook(path, today=TODAY).commit(first_plan())
    assert path.read_bytes() == OLD


def test_a_file_that_is_gone_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "outreach.xlsx"
    workbook, state = make(path)
    path.unlink()
    with pytest.raises(Conflict):
        workbook.commit(Plan(state.revision, memory={"header": "{}"}))
