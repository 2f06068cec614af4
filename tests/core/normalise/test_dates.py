from datetime import date

import pytest

from syncer.core.model import PartialDate
from syncer.core.normalise import dates


@pytest.mark.parametrize(
    ("text", "shapes", "day"),
    [
        ("08 Feb 2026", dates.CONNECTED_ON, date(2026, 2, 8)),
        ("7-Feb-22", dates.CONNECTED_ON, date(2022, 2, 7)),
        ("4-Apr-21", dates.CONNECTED_ON, date(2021, 4, 4)),
        ("2021-03-03", dates.CONNECTED_ON, date(2021, 3, 3)),
        ("10/15/2023", dates.CONNECTED_ON, date(2023, 10, 15)),
        ("15/01/2024", dates.CONNECTED_ON, date(2024, 1, 15)),
        ("2026-02-01 08:00:00 UTC", dates.STAMPED, date(2026, 2, 1)),
        ("2026/07/28 13:20:49 UTC", dates.STAMPED, date(2026, 7, 28)),
        ("1/29/26, 2:37 PM", dates.INVITED, date(2026, 1, 29)),
        ("1/2/26, 2:37\u202fPM", dates.INVITED, date(2026, 1, 2)),
        ("9/1/26, 9:00 AM", dates.APPLIED, date(2026, 9, 1)),
        ("08/19/24, 11:04 PM", dates.APPLIED, date(2024, 8, 19)),
        ("Wed Jun 24 12:43:42 UTC 2026", dates.FOLLOWED, date(2026, 6, 24)),
        ("29.01.2026", dates.TYPED, date(2026, 1, 29)),
        ("Feb 8, 2026", dates.TYPED, date(2026, 2, 8)),
    ],
)
def test_each_file_is_read_in_the_shapes_it_is_known_to_use(
    text: str, shapes: tuple[dates.Shape, ...], day: date
) -> None:
    assert dates.parse_day(text, shapes) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 mars 2021", 3),
        ("5 Mär 2024", 3),
        ("5. März 2024", 3),
        ("12 janv. 2021", 1),
        ("14 mrt. 2022", 3),
        ("12 set 2023", 9),
        ("1 août 2020", 8),
        ("3 de marzo de 2021", 3),
        ("9 dic 2019", 12),
        ("2 mei 2018", 5),
        ("30 out 2017", 10),
        ("8 gen 2016", 1),
    ],
)
def test_months_are_read_in_the_languages_people_retype_them_in(text: str, month: int) -> None:
    found = dates.parse_day(text, dates.CONNECTED_ON)
    assert found is not None
    assert found.month == month


@pytest.mark.parametrize("text", ["3/4/21", "03/04/2024", "11-12-2020"])
def test_a_date_with_two_meanings_is_not_guessed(text: str) -> None:
    assert dates.parse_day(text, dates.CONNECTED_ON) is None


@pytest.mark.parametrize("text", ["5/5/21", "05/05/2021"])
def test_a_date_that_reads_the_same_both_ways_is_read(text: str) -> None:
    assert dates.parse_day(text, dates.CONNECTED_ON) == date(2021, 5, 5)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "last week", "31 Feb 2021", "2021-13-01", "45292", "Mar 2019", "12 foo 2020", "00 Jan 2020"],
)
def test_what_is_no_day_is_no_day(text: str) -> None:
    assert dates.parse_day(text, dates.TYPED) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan 2024", PartialDate(2024, 1)),
        ("Sep 2008", PartialDate(2008, 9)),
        ("2019", PartialDate(2019)),
        ("2012-09", PartialDate(2012, 9)),
        ("2012-09-03", PartialDate(2012, 9, 3)),
        ("Present", None),
    ],
)
def test_a_job_starts_on_as_much_of_a_date_as_was_given(text: str, expected: PartialDate | None) -> None:
    assert dates.parse_partial(text, dates.TENURE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-12-09", PartialDate(1990, 12, 9)),
        ("--05-14", PartialDate(0, 5, 14)),
        ("--0229", PartialDate(0, 2, 29)),
        ("--1301", None),
    ],
)
def test_a_birthday_may_lack_its_year(text: str, expected: PartialDate | None) -> None:
    assert dates.parse_partial(text, dates.BIRTHDAY) == expected


def test_no_month_name_stands_for_two_months() -> None:
    assert len(set(dates.MONTHS.values())) == 12
    assert {name for name in dates.MONTHS if name != name.casefold()} == set()
    assert (dates.MONTHS["mar"], dates.MONTHS["mai"], dates.MONTHS["set"], dates.MONTHS["giu"]) == (3, 5, 9, 6)


@pytest.mark.parametrize(
    "text",
    ["Feb 8, 2026", "February 8th, 2026", "8th of February 2026", "2026年2月8日", "2026년 2월 8일", "8 lutego 2026",
     "8 фев 2026", "8 februari 2026", "8 Şubat 2026", "20260208"],
)  # fmt: skip
def test_a_day_that_has_one_meaning_is_read_in_many_languages(text: str) -> None:
    assert dates.parse_day(text, dates.TYPED) == date(2026, 2, 8)


@pytest.mark.parametrize("text", ["1402/05/06", "0001-01-01", "9999-12-31", "1 Jan 1899"])
def test_a_year_in_which_nobody_met_anybody_is_no_date(text: str) -> None:
    assert dates.parse_day(text, dates.TYPED) is None
