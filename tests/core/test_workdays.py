"""Business days over weekends, holidays, countries and time zones."""

from datetime import UTC, date, datetime

import pytest

from syncer.core.workdays import Workdays, local_day

US = Workdays("US")


def test_three_business_days_after_friday_is_wednesday() -> None:
    assert US.add(date(2026, 11, 13), 3) == date(2026, 11, 18)
    assert US.between(date(2026, 11, 13), date(2026, 11, 18)) == 3


def test_thanksgiving_counts_in_the_us_but_not_in_germany() -> None:
    wednesday = date(2026, 11, 25)
    assert US.add(wednesday, 1) == date(2026, 11, 27)
    assert Workdays("DE").add(wednesday, 1) == date(2026, 11, 26)


def test_christmas_and_new_year_are_skipped_across_the_year() -> None:
    assert Workdays("GB").add(date(2026, 12, 24), 1) == date(2026, 12, 29)  # Boxing Day falls on a Saturday
    assert US.add(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_zero_days_after_a_weekend_day_is_the_next_working_day() -> None:
    assert US.add(date(2026, 11, 14), 0) == date(2026, 11, 16)
    assert US.add(date(2026, 11, 16), 0) == date(2026, 11, 16)


def test_nothing_lies_between_a_day_and_itself_or_an_earlier_one() -> None:
    assert US.between(date(2026, 11, 18), date(2026, 11, 18)) == 0
    assert US.between(date(2026, 11, 18), date(2026, 11, 13)) == 0


def test_a_country_without_known_holidays_has_weekends_only() -> None:
    assert Workdays("").is_workday(date(2026, 12, 25))
    assert Workdays("XX").is_workday(date(2026, 12, 25))
    assert not Workdays("").is_workday(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 11, 24)),
        ("America/New_York", date(2026, 11, 23)),
        ("Pacific/Auckland", date(2026, 11, 24)),
        ("", date(2026, 11, 23)),
    ],
)
def test_late_in_the_evening_the_day_depends_on_where_you_are(zone: str, day: date) -> None:
    assert local_day(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), zone) == day
