"""When a status began, where only its cell tells: the run that first sees a changed cell remembers the day.

People type Contacted and leave Last contact as it was, so that date alone would make a message of today a year old.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from syncer.core.workbook.cells import plain, read_date, read_status
from syncer.core.workbook.memory import RowMemory
from syncer.core.workbook.state import CellError, Row

MOST = 3
_FRESH = ("", "To contact")


def turns(outreach: Row | None, last: RowMemory, today: date, seen: date) -> tuple[date, ...]:
    """The days of contact under the status that stands in the row, oldest first, as far as its cells tell.

    A changed status began on the day typed into Last contact along with it, else on the day it is first seen. A later
    Last contact under the same status is one more contact; one of nearly the same day corrects the last. ``seen``: the
    day on which what this run sees for the first time was typed, as far as known (``typed_on``).
    """
    if outreach is None or "outreach" not in last.written:
        return last.turns
    before = last.read.get("outreach", {})
    status, spoke = outreach.cells.get("status", ""), outreach.cells.get("last_contact", "")
    if isinstance(status, CellError) or isinstance(spoke, CellError):
        return last.turns
    now = read_status(status)
    if now in _FRESH:
        return ()
    moved = plain(spoke) != before.get("last_contact", "")
    typed = read_date(spoke) if moved else None
    dated = typed if typed and typed <= today else None
    if now != read_status(before.get("status", "")):
        return (dated or seen,)
    if dated is None:
        return last.turns
    earlier = last.turns or _days(before.get("last_contact", ""))
    if earlier and dated <= earlier[-1] + timedelta(days=1):
        earlier = earlier[:-1]
    return (*earlier, dated)[-MOST:]


def typed_on(last_run: date | None, today: date) -> date:
    """When what a run sees first was typed: since the last run, so yesterday in a run every morning.

    Taken for today, yesterday's five messages would use up the five of today.
    """
    return today if last_run is None else min(today, max(last_run, today - timedelta(days=1)))


def _days(value: object) -> Sequence[date]:
    day = read_date(value) if isinstance(value, str) else None
    return (day,) if day else ()
