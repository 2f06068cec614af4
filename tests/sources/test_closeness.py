import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.sources.closeness import grade_of, scale_of


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        *(("A", "A"), ("b", "B"), ("C+", "C"), ("B?", "B"), ("A (family)", "A"), ("C - met once", "C")),
        *(("5/5", "A"), ("4/5", "B"), ("4,5/5", "B"), ("3/5", "C"), ("2/5", ""), ("9/10", "A"), ("3 of 5", "C")),
        *(("★★★★★", "A"), ("★★★★", "B"), ("★★★☆☆", "C"), ("★", ""), ("5", "A"), ("4", "B")),
        *(("high", "A"), ("med", "B"), ("low", "C"), ("Strong", "A"), ("Medium", "B"), ("Light", "C")),
        *(
            ("Family", "A"),
            ("Close friends", "A"),
            ("Colleagues", "B"),
            ("Classmates", "C"),
            ("Service providers", "C"),
        ),
        *(("Strong — worked closely together", "A"), ("Weak — brief interaction", "C"), ("Cold", "")),
        *(("not very close", "C"), ("don't know them", ""), ("enger Freund", "A"), ("connaissance", "C")),
        *(("Y", ""), ("", ""), ("-", ""), ("n/a", "")),
    ],
)
def test_closeness_is_read_in_the_ways_people_write_it(written: str, grade: str) -> None:
    assert grade_of(written) == grade


def test_what_is_not_understood_is_not_guessed() -> None:
    assert grade_of("from the sauna") is None
    assert grade_of("7/5") is None
    assert grade_of("4/7") is None


def test_a_column_tells_its_own_scale() -> None:
    assert scale_of(["★★★", "★", ""]) == 3
    assert scale_of(["1", "4"]) == 5
    assert scale_of(["8", "3"]) == 10
    assert scale_of(["high", ""]) == 5
    assert [grade_of(stars, 3) for stars in ("★★★", "★★", "★")] == ["A", "B", "C"]


def test_tiers_and_priorities_count_from_the_top() -> None:
    assert [grade_of(tier, ranks=True) for tier in ("1", "Tier 2", "3", "4")] == ["A", "B", "C", ""]


@given(st.text(max_size=20), st.sampled_from([3, 5, 10]), st.booleans())
def test_no_text_breaks_it(text: str, scale: int, ranks: bool) -> None:
    assert grade_of(text, scale, ranks=ranks) in ("A", "B", "C", "", None)
