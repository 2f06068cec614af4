import pytest

from syncer.core.outreach import Target
from syncer.errors import ConfigError
from syncer.who import _meant, named_target

DELTA, AMERICAN = Target("t_1", "Delta Air Lines"), Target("t_2", "American Airlines")
EXPRESS, NESTLE = Target("t_3", "American Express", aliases=("Amex",)), Target("t_4", "Nestlé Suisse")
TARGETS = (DELTA, AMERICAN, EXPRESS, NESTLE)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("Delta", DELTA), ("delta air", DELTA), ("AMEX", EXPRESS), ("nestle", NESTLE), ("Delt", None), ("", None)],
)
def test_a_company_is_found_by_its_first_words(asked: str, meant: Target | None) -> None:
    assert named_target(TARGETS, asked) == meant


def test_words_that_several_targets_begin_with_are_no_guess() -> None:
    with pytest.raises(ConfigError, match=r"2 of your targets begin with 'American'.*American Airlines; American Exp"):
        named_target(TARGETS, "American")
    assert named_target((*TARGETS, Target("t_5", "American")), "american") == Target("t_5", "American")


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("Nestle Suise", "Nestlé Suisse"), ("Amercan Express", "American Express"), ("Delta Dental", ""), ("Acme", "")],
)
def test_a_slip_of_the_fingers_is_pointed_out_and_nothing_is_guessed(asked: str, hint: str) -> None:
    assert _meant(TARGETS, asked) == ((f"Did you mean {hint}, one of your targets?",) if hint else ())
    assert named_target(TARGETS, asked) is None
