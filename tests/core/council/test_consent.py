from itertools import product

import pytest

from syncer.core.council.consent import Consent, between, in_words, lesser, tells_names

OFF, COMPANIES, ASKED, NAMES = Consent


@pytest.mark.parametrize(("owner", "viewer"), list(product(Consent, Consent)))
def test_nobody_sees_more_of_another_than_they_show_themselves(owner: Consent, viewer: Consent) -> None:
    order = list(Consent)
    seen = between(owner, viewer)
    assert order.index(seen) <= order.index(owner)
    assert order.index(seen) <= order.index(viewer)
    assert between(viewer, owner) is seen


@pytest.mark.parametrize(("asked", "released"), list(product((False, True), repeat=2)))
def test_no_name_is_told_where_anybody_of_the_council_shares_less_than_names(asked: bool, released: bool) -> None:
    for owner, common in product(Consent, (OFF, COMPANIES)):
        assert not tells_names(owner, common, asked=asked, released=released)
        assert not tells_names(common, owner, asked=asked, released=released)


@pytest.mark.parametrize(
    ("owner", "common", "asked", "released", "told"),
    [
        (NAMES, NAMES, False, False, True),
        (NAMES, ASKED, False, False, False),
        (NAMES, ASKED, True, False, True),
        (ASKED, ASKED, False, False, False),
        (ASKED, ASKED, True, False, False),  # asking is not enough: the owner's settings must say so
        (ASKED, ASKED, False, True, True),
    ],
)
def test_names_on_request_wait_for_the_request_and_for_the_answer(
    owner: Consent, common: Consent, asked: bool, released: bool, told: bool
) -> None:
    assert tells_names(owner, common, asked=asked, released=released) is told


@pytest.mark.parametrize("level", list(Consent))
def test_the_words_of_the_shared_workbook_mean_what_they_meant_when_they_were_written(level: Consent) -> None:
    assert in_words(level.words) is level


@pytest.mark.parametrize("typed", ["", "everything", "NAMES please", "yes"])
def test_words_that_are_no_level_share_nothing(typed: str) -> None:
    assert in_words(typed) is OFF


def test_an_empty_council_shares_nothing() -> None:
    assert lesser(()) is OFF
