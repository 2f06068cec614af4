"""Business days of a country, and which calendar day an instant belongs to for the user."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

_SATURDAY = 5
_LONGEST = 3700
"""Days: ten years. Counting stops there, since no rule of the cadence is longer."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday without the public holidays of a country (ISO code; "" knows no holidays)."""

    country: str = "US"

    def is_workday(self, day: date) -> bool:
        """Whether people are at work that day."""
        return day.weekday() < _SATURDAY and day not in _holidays(self.country, day.year)

    def add(self, day: date, count: int) -> date:
        """The day ``count`` business days after ``day``; with 0, ``day`` itself or the next business day."""
        while count > 0 or not self.is_workday(day):
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Business days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
        days = min((end - start).days, _LONGEST)
        return sum(self.is_workday(start + timedelta(days=step)) for step in range(1, days + 1))


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def local_day(moment: datetime, time_zone: str) -> date:
    """The user's calendar day at an aware instant: at 23:30 UTC it is tomorrow in Berlin, still today in New York."""
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(time_zone)).date() if time_zone else moment.date()
