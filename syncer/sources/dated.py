"""When an export was made, where its content does not say."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

_ISO = re.compile(r"(?<!\d)(20\d{2})-?([01]\d)-?([0-3]\d)(?!\d)")
_US = re.compile(r"(?<!\d)([01]\d)-([0-3]\d)-(20\d{2})(?!\d)")


def made_on(path: Path) -> date | None:
    """The date in the file's name, else the day (UTC) it was last written: for a download, the day it was made."""
    for shape, order in ((_ISO, (1, 2, 3)), (_US, (3, 1, 2))):
        if found := shape.search(path.stem):
            year, month, day = (int(found[part]) for part in order)
            try:
                return date(year, month, day)
            except ValueError:
                continue
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
