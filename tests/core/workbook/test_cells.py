"""What people type into cells, and what is made of it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.workbook import cells
from syncer.core.workbook.state import CellError

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (DAY, DAY),
        (datetime(2026, 3, 12, 9, 30, tzinfo=UTC), DAY),
        ("2026-03-12", DAY),
        (" 2026/3/12 ", DAY),
        ("2026-03-12T09:30:00Z", DAY),
        ("12 Mar 2026", DAY),
        ("12. März 2026", DAY),
        ("12 de marzo de 2026", DAY),
        ("12th March 2026", DAY),
        ("March 12, 2026", DAY),
        ("12.03.2026", DAY),
        ("13/3/2026", date(2026, 3, 13)),
        ("3/13/2026", date(2026, 3, 13)),
        ("3/3/2026", date(2026, 3, 3)),
        ("03/12/2026", None),
        ("12-03-2026", None),
        ("31/31", None),
        ("31 Feb 2026", None),
        ("12 Mar", None),
        ("next week", None),
        ("", None),
        (46_093.0, None),
        (True, None),
        (CellError("#REF!"), None),
    ],
)
def test_a_date_is_read_only_where_it_means_one_day(typed, day):
    assert cells.read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "grade"), [("a", "A"), (" B ", "B"), ("C.", "C"), ("", ""), ("A/B", None), ("1", None), ("D", None)]
)
def test_a_grade_may_be_typed_small_or_with_spaces(typed, grade):
    assert cells.read_grade(typed) == grade


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Yes", True),
        ("x", True),
        (True, True),
        (1, True),
        ("TRUE", True),
        ("no", False),
        ("", False),
        (False, False),
        ("0", False),
        ("ask her mother", None),
    ],
)
def test_yes_has_many_spellings(typed, answer):
    assert cells.read_yes(typed) is answer


@pytest.mark.parametrize(
    ("typed", "stars"),
    [
        (5, 5),
        (4.0, 4),
        ("4/5", 4),
        ("★★★★", 4),
        ("★★☆☆☆", 2),
        ("four", 4),
        ("4,5", None),
        (4.5, None),
        ("10/10", None),
        ("-1", None),
        ("1e999", None),
        (0, None),
        (float("inf"), None),
    ],
)
def test_motivation_is_read_where_it_is_certain(typed, stars):
    assert cells.read_stars(typed) == stars


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (5000, 5000),
        ("5,000", 5000),
        ("5.000", 5000),
        ("5 000", 5000),
        ("12", 12),
        ("1-50", None),
        ("5k", None),
        (0, None),
        (-3, None),
        ("4,5", None),
        (2.5, None),
    ],
)
def test_counts_may_have_thousands_marks(typed, number):
    assert cells.read_count(typed) == number


def test_the_same_value_is_the_same_however_the_spreadsheet_kept_it():
    assert cells.same(12, 12.0)
    assert cells.same("two\r\nlines ", "two\nlines")
    assert cells.same(date(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC))
    assert not cells.same("12", 12.5)
    assert cells.plain(True) == "TRUE"
    assert cells.same("x" * 500, "x" * 500)
    assert not cells.same("x" * 500, "x" * 499 + "y")


@given(st.text())
def test_cleaned_text_is_clean_and_short_and_means_the_same_cleaned_twice(text):
    once = cells.clean(text)
    assert cells.clean(once) == once
    assert len(once) <= cells.LONGEST_TEXT
    assert once == once.strip()
    once.encode("utf-8")
    assert not any(ord(character) < 32 and character not in "\n\t" for character in once)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.dates(), st.booleans()))
def test_every_value_can_be_read_by_every_reader(value):
    cells.read_date(value)
    cells.read_count(value)
    cells.read_stars(value)
    cells.read_yes(value)
    assert isinstance(cells.plain(value), str | int | float)
    assert cells.plain(value) == cells.plain(value)
