"""Puts a new file in place of an old one so that at every instant there is one or the other, whole.

The old file stays as a hard link in ``.syncer-backup`` (the last five). The new one changes places with it in one step,
so that what stood there in that very moment is in our hands: should somebody have saved between our reading and our
replacing, theirs is put back and the run plans again. A run that is killed in between leaves it to the next
(``displaced``). Where the file system cannot exchange, the backup is looked at instead, as closely as can be.
"""

import contextlib
import os
import secrets
import shutil
import time
from pathlib import Path

from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.xlsx import swapping
from syncer.workbooks.xlsx.displaced import STALE
from syncer.workbooks.xlsx.names import BACKUPS, DIGITS, backup_name, digest, escaped

KEEP = 5
TRIES = 3
"""Times that ours is looked for where it stood a moment ago; each time somebody saved or swapped in between."""


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
    spare = _written(path, data)
    try:
        shutil.copymode(path, spare)
        backup = _backup(path, base)
        if digest(path.read_bytes()) != base or not _untouched(path, backup):
            raise Conflict(f"{path.name} was saved by somebody else meanwhile.")
        both = f"{path.name}.{base[:DIGITS]}-{digest(data)[:DIGITS]}"
        spare = spare.replace(_beside(path, both, "swap"))
        exchanged = swapping.exchange(spare, path)
        if not exchanged:
            spare.replace(path)
    except OSError as error:
        raise _as_workbook_error(path, error) from error
    finally:
        _take_away(spare, digest(data))
    _settle(path.parent)
    if exchanged:
        _check_swapped(path, spare, backup, base, digest(data))
    else:
        _check_backup(path, backup, base)
    if not keep:
        backup.unlink(missing_ok=True)
    _prune(path)


def _take_away(spare: Path, ours: str) -> None:
    """Delete what was written and not put in place; never what stood in the workbook's place."""
    with contextlib.suppress(OSError):
        if digest(spare.read_bytes()) == ours:
            spare.unlink()


def _check_swapped(path: Path, spare: Path, backup: Path, base: str, ours: str) -> None:
    """What was swapped out must be what was read; if somebody saved in the last moment, theirs is put back."""
    try:
        if digest(spare.read_bytes()) == base:
            spare.unlink()
            return
        if not _given_back(path, spare, ours):  # saved again meanwhile: the newest stays, the one before is a backup
            spare.replace(path.parent / BACKUPS / backup_name(path, spare))
        if digest(backup.read_bytes()) != base:
            backup.unlink()  # another link of the file that they saved
    except FileNotFoundError:  # another run found it and put it back
        pass
    except OSError as error:
        raise _left_alone(path, spare.name, error) from error
    raise Conflict(f"{path.name} was saved by somebody else meanwhile; their file was put back.")


def _given_back(path: Path, spare: Path, ours: str) -> bool:
    """What was swapped out takes the place where ours is now, and ours is deleted; False where ours is nowhere.

    That is the workbook's place, or the spare of another run that has swapped ours out in turn: that run is about to
    put back what its spare holds, which must not be ours.
    """
    for _ in range(TRIES):
        for place in (path, *sorted(path.parent.glob(f".{escaped(path.name)}.*.swap"))):
            with contextlib.suppress(FileNotFoundError):
                if place == spare or digest(place.read_bytes()) != ours:
                    continue
                swapping.exchange(spare, place)
                if digest(spare.read_bytes()) == ours:
                    spare.unlink()
                    return True
                swapping.exchange(spare, place)  # saved again in that very moment
    return False


def _check_backup(path: Path, backup: Path, base: str) -> None:
    """What was replaced must be what was read; if somebody saved in the last moment, theirs is put back."""
    try:
        if digest(backup.read_bytes()) == base:
            return
        _put_back(backup, path)
    except OSError as error:
        raise _left_alone(path, f"{BACKUPS}/{backup.name}", error) from error
    raise Conflict(f"{path.name} was saved by somebody else meanwhile; their file was put back.")


def _left_alone(path: Path, where: str, error: OSError) -> WorkbookError:
    return WorkbookError(
        f"{path.name} was written, but what stood there a moment before cannot be looked at again "
        f"({error.strerror}). It is {where}: compare the two, keep the right one, and run again.",
        code="E-DISK-BACKUP",
    )


def _written(path: Path, data: bytes) -> Path:
    _sweep(path)
    temporary = _beside(path, path.name)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):  # the disk that would not take it may not let go of it either
            temporary.unlink(missing_ok=True)
        raise _as_workbook_error(path, error) from error
    return temporary


def _backup(path: Path, base: str) -> Path:
    folder = path.parent / BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    backup = folder / backup_name(path, path, base)
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


def _beside(path: Path, name: str, ending: str = "tmp") -> Path:
    """A name in the same folder that no other process has, not even one with the same number on another machine."""
    return path.with_name(f".{name}.{os.getpid()}-{secrets.token_hex(4)}.{ending}")


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
    found = sorted((path.parent / BACKUPS).glob(f"{escaped(path.stem)} ????-??-?? ?????? ????????{path.suffix}"))
    for old in found[:-KEEP]:
        with contextlib.suppress(OSError):
            old.unlink()


def _sweep(path: Path) -> None:
    """Take away what a killed run left behind; what is younger than a day may be another run's."""
    for left in path.parent.glob(f".{escaped(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _settle(folder: Path) -> None:
    """Have the folder's entry on disk too, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
