"""Killed, raced, locked out: the file is the old one or the new one, and somebody else's save is never lost."""

import contextlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from syncer.core.workbook.plan import Plan, SetCell
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx import displaced, names, save, swapping
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
    return sorted((path.parent / names.BACKUPS).iterdir())


def leftovers(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {path.name, names.BACKUPS}


def test_the_old_file_stays_as_a_backup(path: Path) -> None:
    save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == NEW
    assert [found.read_bytes() for found in backups(path)] == [OLD]
    assert leftovers(path) == set()
    assert stat.S_IMODE((path.parent / names.BACKUPS).stat().st_mode) == 0o700


def test_the_last_five_backups_are_kept_and_other_files_left_alone(path: Path) -> None:
    other = path.parent / names.BACKUPS
    other.mkdir()
    (other / "my own copy.xlsx").write_bytes(b"mine")
    now = OLD
    for number in range(8):
        os.utime(path, (1_800_000_000 + number, 1_800_000_000 + number))
        new = f"version {number}".encode()
        save.replace(path, new, names.digest(now))
        now = new
    kept = [found.read_bytes() for found in backups(path) if found.name != "my own copy.xlsx"]
    assert kept == [f"version {number}".encode() for number in range(2, 7)]
    assert (other / "my own copy.xlsx").read_bytes() == b"mine"


def test_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    save.replace(path, NEW, names.digest(OLD))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "shared" / "real.xlsx", tmp_path / "outreach.xlsx"
    make(real)
    link.symlink_to(real)
    state = run(link, SetCell("people", ANA, "employer", "Globex", "Initech")).read()
    assert link.is_symlink()
    assert cells(state, "people", ANA)["employer"] == cells(ExcelWorkbook(real).read(), "people", ANA)["employer"]


STEPS = {"exchange": swapping}
"""Steps of saving that are not of ``os``."""


@pytest.fixture(params=["exchanges", "cannot exchange"])
def exchanges(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Two kinds of file system."""
    if request.param == "cannot exchange":
        monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    return bool(request.param == "exchanges")


@pytest.mark.parametrize("step", ["fsync", "link", "replace", "unlink", "mkdir", "exchange"])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.usefixtures("exchanges")
def test_killed_at_any_step_the_file_is_the_old_one_or_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int
) -> None:
    owner = STEPS.get(step, os)
    for before in (False, True):
        path.write_bytes(OLD)
        with monkeypatch.context() as patch:
            patch.setattr(owner, step, killing(getattr(owner, step), count, before))
            with contextlib.suppress(Killed):
                save.replace(path, NEW, names.digest(OLD))
            assert path.read_bytes() in (OLD, NEW)
        displaced.put_back(path)
        assert path.read_bytes() in (OLD, NEW)
        save.replace(path, b"next run", names.digest(path.read_bytes()))
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
        save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == OLD and leftovers(path) == set()


class Race:
    """Just before call number ``count`` of a step somebody saves ``data``, over the file or by renaming another."""

    def __init__(self, path: Path, data: bytes, *, in_place: bool = True, count: int = 1) -> None:
        self.path, self.data, self.in_place, self.left = path, data, in_place, count

    def at(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        owner = STEPS.get(step, os)
        real = getattr(owner, step)

        def raced(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left == 0:
                self.save()
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, step, raced)

    def save(self) -> None:
        if self.in_place:
            self.path.write_bytes(self.data)
        else:
            beside = self.path.with_name("theirs.tmp")
            beside.write_bytes(self.data)
            beside.rename(self.path)


THEIRS = b"their file, saved meanwhile"


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize(
    ("step", "count"), [("link", 1), ("mkdir", 1), ("replace", 1), ("replace", 2), ("exchange", 1)]
)
def test_somebody_who_saves_at_the_same_moment_keeps_their_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, count: int, in_place: bool
) -> None:
    Race(path, THEIRS, in_place=in_place, count=count).at(monkeypatch, step)
    with pytest.raises(Conflict):
        save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == THEIRS
    assert leftovers(path) == set()


@pytest.mark.parametrize("count", [1, 2])
def test_without_an_exchange_a_save_over_the_file_is_put_back_from_the_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The backup is a link of their file, so it shows what they saved, even in the moment of replacing."""
    monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    Race(path, THEIRS, count=count + 1).at(monkeypatch, "replace")
    with pytest.raises(Conflict):
        save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == THEIRS
    assert leftovers(path) == set()


@pytest.mark.parametrize("in_place", [True, False])
def test_who_saves_again_while_their_file_is_put_back_keeps_both(
    path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    Race(path, THEIRS, in_place=False).at(monkeypatch, "exchange")
    Race(path, b"and again", in_place=in_place, count=2).at(monkeypatch, "exchange")
    with pytest.raises(Conflict):
        save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == b"and again"
    assert THEIRS in [found.read_bytes() for found in backups(path)]
    assert leftovers(path) == set()


@pytest.fixture
def displacing(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run was killed just after it had put its file in the place of one that somebody saved in that moment."""
    monkeypatch.setattr(displaced, "AT_WORK", 0.05)
    with monkeypatch.context() as patch:
        Race(path, THEIRS, in_place=False).at(patch, "exchange")
        patch.setattr(swapping, "exchange", killing(swapping.exchange, 1, before=False))
        with pytest.raises(Killed):
            save.replace(path, NEW, names.digest(OLD))
    assert path.read_bytes() == NEW
    return path


def test_a_run_killed_before_it_could_put_a_save_back_leaves_that_to_the_next(displacing: Path) -> None:
    displaced.put_back(displacing)
    assert displacing.read_bytes() == THEIRS
    displaced.put_back(displacing)
    assert displacing.read_bytes() == THEIRS
    for left in leftovers(displacing):
        assert displacing.with_name(left).read_bytes() == NEW


def test_where_the_file_was_saved_again_since_the_person_is_told_once_where_the_other_is(displacing: Path) -> None:
    displacing.write_bytes(b"saved again")
    with pytest.raises(WorkbookError, match="saved again since") as caught:
        displaced.put_back(displacing)
    assert caught.value.exit_code == 4
    displaced.put_back(displacing)
    assert displacing.read_bytes() == b"saved again"
    told = re.search(r"\.syncer-backup/(.+?\.xlsx)", str(caught.value))
    assert told and (displacing.parent / names.BACKUPS / told[1]).read_bytes() == THEIRS


def test_what_killed_runs_left_beside_the_file_is_taken_away_after_a_day(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(swapping, "exchange", killing(swapping.exchange, 1, before=True))
        with pytest.raises(Killed), patch.context() as inner:
            inner.setattr(save, "_take_away", lambda *_: None)  # a process that is gone takes nothing away
            save.replace(path, NEW, names.digest(OLD))
    displaced.put_back(path)
    assert len(leftovers(path)) == 1
    monkeypatch.setattr(displaced, "STALE", 0)
    displaced.put_back(path)
    assert leftovers(path) == set() and path.read_bytes() == OLD


def test_another_run_that_makes_the_same_backup_takes_it_from_nobody(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While this run looks at its backup another makes one of the same name: at no instant is there none."""
    seen: list[bool] = []
    with monkeypatch.context() as patch:
        patch.setattr(save, "_prune", lambda _: None)
        save.replace(path, NEW, names.digest(OLD))
        made = backups(path)[0]
        os.link(made, path.with_name("the same old file"))
        path.with_name("the same old file").replace(path)
        for step in ("link", "replace", "unlink"):
            Watched(made, seen).at(patch, step)
        save.replace(path, NEW, names.digest(OLD))
    assert backups(path) == [made]
    assert seen and all(seen)


class Watched:
    """Looks before and after each step whether a file is there."""

    def __init__(self, path: Path, seen: list[bool]) -> None:
        self.path, self.seen = path, seen

    def at(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        real = getattr(os, step)

        def watched(*args: object, **kwargs: object) -> object:
            self.seen.append(self.path.exists())
            done = real(*args, **kwargs)
            self.seen.append(self.path.exists())
            return done

        monkeypatch.setattr(os, step, watched)


def test_a_file_system_without_hard_links_gets_copies(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    save.replace(path, NEW, names.digest(OLD))
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
