"""A save of somebody's that was swapped out in the moment a run was killed, before the run could put it back.

A file that is about to change places with the workbook is named after what it holds and what it is to replace
(``.outreach.xlsx.BASE-NEW.PID-RANDOM.swap``). One that holds neither was saved by somebody between the last look and
the exchange: it belongs in the workbook's place.
"""

import time
from pathlib import Path

from syncer.errors import WorkbookError
from syncer.workbooks.xlsx import swapping
from syncer.workbooks.xlsx.names import BACKUPS, DIGITS, backup_name, digest, escaped

STALE = 86_400
"""Seconds after which what a killed run left behind is taken away; what is younger may be another run's."""
AT_WORK = 2.0
"""Seconds within which a run that is alive has looked at what it swapped out, and has put it back."""


def put_back(path: Path) -> None:
    """Before the workbook is read: what somebody saved while a run was killed stands in its place again.

    ``WorkbookError`` where the workbook was saved once more since, so that there are two; the older is a backup then.
    """
    for left in sorted(path.parent.glob(f".{escaped(path.name)}.*.swap")):
        try:
            _settle(path, left)
        except FileNotFoundError:
            continue  # whoever made it is alive and took it away
        except OSError as error:
            raise WorkbookError(
                f"A killed run left {left.name} beside {path.name}: it may be what somebody saved in that moment, and "
                f"it cannot be looked at ({error.strerror}). Make it readable and the folder writable, and run again.",
                code="E-DISK-BACKUP",
            ) from error


def _settle(path: Path, left: Path) -> None:
    new = left.name.rsplit(".", 3)[1].partition("-")[2]
    if not _displaced(left):
        if _age(left) > STALE:
            left.unlink()
        return
    time.sleep(max(0.0, AT_WORK - _age(left)))
    if not _displaced(left):
        return
    try:
        if path.exists() and digest(path.read_bytes()).startswith(new) and swapping.exchange(left, path):
            return
        backup = path.parent / BACKUPS / backup_name(path, left)
        left.replace(backup)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise WorkbookError(
            f"A run was killed in the moment {path.name} was saved by somebody. Their file is {left.name}, and it "
            f"cannot be put in its place ({error.strerror}). Make the folder writable and run again.",
            code="E-DISK-BACKUP",
        ) from error
    raise WorkbookError(
        f"A run was killed in the moment {path.name} was saved by somebody, and it was saved again since. The first of "
        f"the two is {BACKUPS}/{backup.name}: look whether anything in it is missing now, then run again.",
        code="E-DISK-BACKUP",
    )


def _displaced(left: Path) -> bool:
    base, _, new = left.name.rsplit(".", 3)[1].partition("-")
    return digest(left.read_bytes())[:DIGITS] not in (base, new)


def _age(left: Path) -> float:
    return time.time() - left.stat().st_ctime
