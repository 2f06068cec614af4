"""Local state: a lock so that one run works at a time, and a health file for monitors. Losing it costs nothing."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PAIRS = "pairs"
"""The word under which the scores of the last run are kept."""


def _folder(state_dir: Path) -> Path | None:
    """The state folder, made with mode 0700; None where it cannot be written (a read-only container)."""
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return state_dir if os.access(state_dir, os.W_OK) else None


def _stem(workbook: Path | str) -> str:
    """A name for what is kept about one workbook: a file, or the link of one in the cloud."""
    place = workbook.resolve() if isinstance(workbook, Path) else workbook
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:16]


@contextmanager
def only_run(state_dir: Path, workbook: Path | str) -> Iterator[bool]:
    """True while this process holds the lock of this workbook; False when another run does.

    Where the folder cannot be written there is no lock: the workbook's own revision check still refuses the
    slower of two runs.
    """
    folder = _folder(state_dir)
    if folder is None:
        yield True
        return
    lock = FileLock(folder / f"{_stem(workbook)}.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def record_health(state_dir: Path, workbook: Path | str, facts: Mapping[str, object], *, success: bool) -> None:
    """Write the health line (JSON, mode 0600) whole or not at all; quietly nothing where the folder is read-only.

    Beside the facts it holds ``last_success``: when a run last succeeded, this one or an earlier one.
    """
    folder = _folder(state_dir)
    if folder is None:
        return
    earlier = read_health(state_dir, workbook).get("last_success")
    known = {**facts, "last_success": facts.get("finished") if success else earlier}
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".health-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(known, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(_health(folder, workbook))


def read_health(state_dir: Path, workbook: Path | str) -> Mapping[str, object]:
    """The health line of the last run; empty where there is none, or none that can be read."""
    try:
        found = json.loads(_health(state_dir, workbook).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def read_kept(state_dir: Path, workbook: Path | str, what: str) -> tuple[str, ...]:
    """The lines kept under this word; none where there are none. They never hold more of people than ids."""
    try:
        return tuple(_kept(state_dir, workbook, what).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()


def keep(state_dir: Path, workbook: Path | str, what: str, lines: Iterable[str]) -> None:
    """Keep lines under a word for next time (mode 0600); quietly nothing where the folder is read-only."""
    if folder := _folder(state_dir):
        put_whole(_kept(folder, workbook, what), "".join(f"{line}\n" for line in lines))


def read_pairs(state_dir: Path, workbook: Path | str) -> str:
    """The scores of the last run (``linkage.remembered``): numbers only; ``""`` where there are none."""
    try:
        return _kept(state_dir, workbook, PAIRS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_pairs(state_dir: Path, workbook: Path | str, text: str) -> None:
    """Keep these scores for the next run (mode 0600); quietly nothing where they cannot be written."""
    with suppress(OSError):
        if folder := _folder(state_dir):
            put_whole(_kept(folder, workbook, PAIRS), text)


def caches(state_dir: Path, workbook: Path | str) -> tuple[Path, ...]:
    """Files that only save time and can be deleted whenever somebody is forgotten; they hold no personal data."""
    return tuple(path for path in (_kept(state_dir, workbook, PAIRS),) if path.exists())


def put_whole(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _kept(folder: Path, workbook: Path | str, what: str) -> Path:
    return folder / f"{_stem(workbook)}.{what}"


def _health(folder: Path, workbook: Path | str) -> Path:
    return folder / f"{_stem(workbook)}.health.json"
