"""Small pieces of plain English."""

from datetime import date, timedelta

import pytest

from syncer.core.phrases import ago, day_text, head_count, lasting, role_phrase

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (6, "6 days ago"),
        (35, "5 weeks ago"),
        (200, "7 months ago"),
        (420, "14 months ago"),
        (730, "2 years ago"),
        (2400, "7 years ago"),
    ],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(("months", "words"), [(1, "1 month"), (18, "18 months"), (30, "2½ years"), (36, "3 years")])
def test_how_long(months: int, words: str) -> None:
    assert lasting(months) == words


def test_how_many_people_in_two_figures() -> None:
    assert [head_count(people) for people in (8, 80, 84, 1234)] == [
        "about 8 people",
        "about 80 people",
        "about 84 people",
        "about 1,200 people",
    ]


def test_days_carry_the_year_only_when_it_is_another() -> None:
    assert day_text(date(2026, 12, 3), TODAY) == "3 Dec"
    assert day_text(date(2027, 1, 5), TODAY) == "5 Jan 2027"


@pytest.mark.parametrize(
    ("sought", "phrase"),
    [
        ("Product Manager", "a Product Manager role"),
        ("Engineering Manager", "an Engineering Manager role"),
        ("HR Business Partner", "an HR Business Partner role"),
        ("UX Designer", "a UX Designer role"),
        ("UI developer", "a UI developer role"),
        ("operations job", "an operations job"),
        ("University lecturer", "a University lecturer role"),
        ("", "a suitable role"),
    ],
)
def test_a_role_is_named_with_its_article(sought: str, phrase: str) -> None:
    assert role_phrase(sought) == phrase
