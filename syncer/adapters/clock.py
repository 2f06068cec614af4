"""The day and the moment on this machine."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    pass

Progress = Callable[[str], None]


def today_here() -> date:
    """The day on this machine."""
    return now_in(None).date()


def now_in(zone: ZoneInfo | None) -> datetime:
    """The moment, in a time zone; ``None``: the machine's own."""
    return datetime.now(zone).astimezone(zone)
