"""The day and the moment on this machine, and what days are off in a country."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec, module_from_spec
from zoneinfo import ZoneInfo

Progress = Callable[[str], None]
_CALENDARS = "holidays.countries"


def today_here() -> date:
    """The day on this machine."""
    return now_in(None).date()


def now_in(zone: ZoneInfo | None) -> datetime:
    """The moment, in a time zone; ``None``: the machine's own."""
    return datetime.now(zone).astimezone(zone)


def only_calendars_asked_for() -> None:
    """Let `holidays` load the calendar of the country it is asked about alone.

    Its package of countries imports all 250 as soon as one is asked for, .05 s of every run; with the package known
    and not run, the one module is all it loads.
    """
    spec = find_spec(_CALENDARS)
    if spec and _CALENDARS not in sys.modules:
        sys.modules[_CALENDARS] = module_from_spec(spec)
