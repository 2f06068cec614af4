"""`syncer run` killed at any instant, or on a full disk: the file is the old one or the new; the next run converges."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx import displaced, swapping
from tests.core.workbook.service import TODAY, Card, Service
from tests.processes import SYNCER, Process, done
from tests.samples.search import sample_search

LATER = ("--today", "2026-12-07")


def run(config: Path, env: Mapping[str, str] | None = None) -> Process:
    return Process("run", "--config", config, *LATER, env=env)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = sample_search(tmp_path_factory.mktemp("search"))
    config.write_text('state_dir = "state"\n' + config.read_text())
    return config


@pytest.fixture
def config(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made.parent, tmp_path / "search")
    return tmp_path / "search" / made.name


def cells(path: Path) -> object:
    tabs = ExcelWorkbook(path).read().tabs
    return {
        key: sorted((row.row_id, sorted(row.cells.items(), key=str)) for row in tabs[key].rows)
        for key in ("people", "outreach")
    }


def test_killed_at_random_instants_the_file_is_old_or_new_and_the_next_run_ends_where_one_alone_does(
    config: Path,
) -> None:
    path, old = config.parent / "outreach.xlsx", (config.parent / "outreach.xlsx").read_bytes()
    assert run(config).wait(60) == 0
    new, wanted = path.read_bytes(), cells(path)
    path.write_bytes(old)
    start = time.perf_counter()
    assert run(config).wait(60) == 0  # as those that follow, with what the first remembers
    whole = time.perf_counter() - start
    rng, killed, seen = random.Random(3), 0, {path.read_bytes() == new}
    for turn in range(4):
        path.write_bytes(old)
        # Half of them in the last third, where the file is written.
        process = run(config)
        time.sleep(whole * (rng.uniform(0.1, 1.0) if turn % 2 else rng.uniform(0.7, 1.0)))
        process.kill()
        if process.wait(60) < 0:
            killed += 1
        else:
            whole *= 0.8  # it was quicker than the one that was timed
        seen.add(path.read_bytes() in (old, new))
        assert cells(path) is not None
    assert seen == {True}
    assert killed
    assert run(config).wait(60) == 0
    assert cells(path) == wanted


STEPS = dict.fromkeys(("fsync", "chmod", "mkdir", "link", "stat", "replace", "unlink"), os) | {"exchange": swapping}


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_or_after_any_step_of_saving(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time in a process of its own that kills itself (SIGKILL) at its first, second, third such step."""
    service = Service(ExcelWorkbook(tmp_path / "outreach.xlsx", today=TODAY), [Card("ana", "Ana Ruiz")])
    service.run()
    path, old = service.book.path, service.book.path.read_bytes()
    service.cards = [Card("ana", "Ana Ruiz", title="Director")]
    plan = service.plan()
    survived = 0
    for count in range(1, 4):
        for before in (True, False):
            path.write_bytes(old)
            if (child := os.fork()) == 0:
                setattr(STEPS[step], step, killing(getattr(STEPS[step], step), count, before))
                service.book.commit(plan)
                os._exit(0)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            assert status in (0, -signal.SIGKILL)
            survived += status == 0
            position = next(row.cells["position"] for row in ExcelWorkbook(path).read().tabs["people"].rows)
            assert (path.read_bytes() == old) == (position == "Engineer")
            assert position == "Director" or status != 0
            service.run()
            assert not service.plan()
    assert survived < 6
    for left in tmp_path.glob(".outreach.xlsx.*.tmp"):
        os.utime(left, (0, 0))
    monkeypatch.setattr(displaced, "STALE", 0)
    service.cards = [Card("ana", "Ana Ruiz", title="Chief")]
    service.run()
    assert not list(tmp_path.glob(".outreach.xlsx.*"))


def killing(real: Callable[..., object], count: int, before: bool) -> Callable[..., object]:
    calls = iter(range(1, 10_000))

    def call(*words: object, **options: object) -> object:
        if next(calls) != count:
            return real(*words, **options)
        if not before:
            real(*words, **options)
        return os.kill(os.getpid(), signal.SIGKILL)

    return call


@pytest.mark.parametrize("size", [1_000, 40_000])
def test_a_full_disk_leaves_the_old_file_and_one_clear_message(config: Path, size: int) -> None:
    """A file may not grow past ``size`` bytes: to a process the same as a disk that is full."""
    path, old = config.parent / "outreach.xlsx", (config.parent / "outreach.xlsx").read_bytes()

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [SYNCER, "run", "--config", config, *LATER]
    stopped = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited, timeout=60, check=False)
    out, errors = stopped.stdout, stopped.stderr
    assert stopped.returncode == 4, errors
    assert "cannot be written" in errors and "Nothing was changed" in errors
    assert "Traceback" not in out + errors
    assert path.read_bytes() == old
    assert {found.name for found in path.parent.iterdir()} <= {
        path.name,
        config.name,
        "samples",
        "state",
        ".syncer-backup",
    }
    assert run(config).wait(60) == 0


def test_two_runs_at_once_share_the_work_without_a_word_lost(config: Path, tmp_path: Path) -> None:
    """A timer and a person at the same moment; a third comes from a machine that does not know the lock."""
    elsewhere = {**os.environ, "SYNCER_STATE_DIR": str(tmp_path / "other machine")}
    processes = [run(config), run(config), run(config, env=elsewhere)]
    codes = sorted(process.wait(120) for process in processes)
    assert set(codes) <= {0, 75}, [process.communicate() for process in processes]
    assert run(config).wait(60) == 0
    rows = cells(config.parent / "outreach.xlsx")
    assert isinstance(rows, dict)
    assert all(len({mark for mark, _ in rows[tab]}) == len(rows[tab]) for tab in rows)
    once_more = done("run", "--config", config, *LATER, "--json")
    assert once_more.returncode == 0
    assert json.loads(once_more.stdout)["wrote"] is False


@pytest.mark.parametrize("share", [0.7])
def test_asked_to_end_a_run_ends_at_once_with_143_and_the_file_is_old_or_new(config: Path, share: float) -> None:
    path, old = config.parent / "outreach.xlsx", (config.parent / "outreach.xlsx").read_bytes()
    start = time.perf_counter()
    assert run(config).wait(60) == 0
    whole, new = time.perf_counter() - start, path.read_bytes()
    path.write_bytes(old)
    process = run(config)
    time.sleep(whole * share)
    process.terminate()
    asked = time.perf_counter()
    assert process.wait(20) in (143, 0)
    assert time.perf_counter() - asked < 10
    assert path.read_bytes() in (old, new)
    assert not list(path.parent.glob(".outreach.xlsx.*.tmp")) or process.returncode == 143


def test_without_any_place_to_keep_state_a_run_does_its_work(config: Path) -> None:
    """A container with a read-only file system: neither home, nor state folder, nor a place for temporary files."""
    nowhere = {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "/proc/nowhere", "SYNCER_STATE_DIR": "/proc/nowhere/state"}
    command = [SYNCER, "run", "--config", config, *LATER]
    alone = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **nowhere}, timeout=60, check=False
    )
    assert (alone.returncode, alone.stderr) == (0, "")
    assert run(config).wait(60) == 0
