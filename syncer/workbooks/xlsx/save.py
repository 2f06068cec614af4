"""Puts a new file in place of an old one so that at every instant there is one or the other, whole.

The old file stays as a hard link in ``.syncer-backup`` (the last five). Should somebody save between our reading and
our replacing, the backup does not hold what we read: then theirs is put back and the run plans again.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from syncer.errors import Conflict, WorkbookError

BACKUPS = ".syncer-backup"
KEEP = 5
_STALE = 86_400


def digest(data: bytes) -> str:
    """The revision of a file: its content, shortened to 32 hex digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def refuse_open(path: Path) -> None:
    """``WorkbookError`` while a spreadsheet program has the file open, as its lock file tells."""
    locks = {"Excel": path.with_name("~$" + path.name), "LibreOffice": path.with_name(f".~lock.{path.name}#")}
    for program, lock in locks.items():
        if lock.exists():
            raise WorkbookError(
                f"{path.name} is open in {program}. Save and close it, then run again; nothing was written. "
                f"If it is open nowhere, a crash left the file {lock.name} behind: delete it.",
                code="E-WORKBOOK-OPEN",
            )


def create(path: Path, data: bytes) -> None:
    """A file that must not exist yet. ``Conflict`` if somebody made one meanwhile."""
    temporary = _written(path, data)
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise Conflict(f"{path.name} was made by somebody else meanwhile.") from error
    except OSError:  # a file system without hard links
        if path.exists():
            raise Conflict(f"{path.name} was made by somebody else meanwhile.") from None
        try:
            temporary.replace(path)
        except OSError as error:
            raise _as_workbook_error(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle(path.parent)


def _as_workbook_error(path: Path, error: OSError) -> WorkbookError:
    reason = error.strerror or "unknown reason"
    return WorkbookError(f"{path.name} cannot be written: {reason}. Nothing was changed.", code="E-DISK")


def replace(path: Path, data: bytes, base: str, *, keep: bool = True) -> None:
    """Replace the file whose revision is ``base``. ``Conflict``, and their file in place, if somebody saved since.

    ``keep``: whether the old file stays as a backup. One cell typed after another would push all others out.
    """
    if not os.access(path, os.W_OK):
        raise WorkbookError(f"{path.name} is read-only; nothing was written.", code="E-WORKBOOK-READONLY")
    temporary = _written(path, data)
    try:
        shutil.copymode(path, temporary)
        backup = _backup(path, base)
        if digest(path.read_bytes()) != base or not _untouched(path, backup):
            raise Conflict(f"{path.name} was saved by somebody else meanwhile.")
        temporary.replace(path)
    except OSError as error:
        raise _as_workbook_error(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle(path.parent)
    _check_backup(path, backup, base)
    if not keep:
        backup.unlink(missing_ok=True)
    _prune(path)


def _check_backup(path: Path, backup: Path, base: str) -> None:
    """What was replaced must be what was read; if somebody saved in the last moment, theirs is put back."""
    try:
        if digest(backup.read_bytes()) == base:
            return
        _put_back(backup, path)
    except OSError as error:
        raise WorkbookError(
            f"{path.name} was written, but what stood there a moment before cannot be looked at again "
            f"({error.strerror}). It is {BACKUPS}/{backup.name}: compare the two, keep the right one, and run again.",
            code="E-DISK-BACKUP",
        ) from error
    raise Conflict(f"{path.name} was saved by somebody else meanwhile; their file was put back.")


def _written(path: Path, data: bytes) -> Path:
    _sweep(path)
    temporary = _beside(path, path.name)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _as_workbook_error(path, error) from error
    return temporary


def _backup(path: Path, base: str) -> Path:
    folder = path.parent / BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    backup = folder / f"{path.stem} {saved:%Y-%m-%d %H%M%S} {base[:8]}{path.suffix}"
    # Another run may be making, or looking at, a backup of the same file: it is never missing once it was there.
    link = _beside(backup, path.name)
    try:
        try:
            os.link(path, link)
        except OSError:  # a file system without hard links
            shutil.copy2(path, link)
        link.replace(backup)
    finally:
        with contextlib.suppress(OSError):
            link.unlink(missing_ok=True)  # renaming one link of a file to another link of it does nothing
    return backup


def _beside(path: Path, name: str) -> Path:
    """A name in the same folder that no other process has, not even one with the same number on another machine."""
    return path.with_name(f".{name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def _untouched(path: Path, backup: Path) -> bool:
    """Whether the file is still the one that was linked; asked last, a moment before it is replaced."""
    now, linked = path.stat(), backup.stat()
    return (now.st_size, now.st_mtime_ns) == (linked.st_size, linked.st_mtime_ns)


def _put_back(backup: Path, path: Path) -> None:
    copy = _beside(path, path.name)
    shutil.copy2(backup, copy)
    copy.replace(path)
    _settle(path.parent)


def _prune(path: Path) -> None:
    """Keep the newest backups of this workbook. One that cannot be deleted now is deleted by a later run."""
    found = sorted((path.parent / BACKUPS).glob(f"{_escaped(path.stem)} ????-??-?? ?????? ????????{path.suffix}"))
    for old in found[:-KEEP]:
        with contextlib.suppress(OSError):
            old.unlink()


def _sweep(path: Path) -> None:
    """Take away what a killed run left behind; what is younger than a day may be another run's."""
    for left in path.parent.glob(f".{_escaped(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)


def _settle(folder: Path) -> None:
    """Have the folder's entry on disk too, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
