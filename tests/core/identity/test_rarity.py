from math import inf

import pytest

from syncer.core.identity.naming import NameKeys, name_keys
from syncer.core.identity.nicknames import Nicknames
from syncer.core.identity.rarity import Namesakes
from syncer.core.model import Name
from syncer.linkage.by_name import frequencies

NOBODY = Nicknames({})


def keys(name: str) -> NameKeys:
    given, _, family = name.partition(" ")
    return name_keys(Name(name, given, "", family), NOBODY)


def expected(name: str, others: list[str]) -> float | None:
    names = [keys(one) for one in (name, *others)]
    return Namesakes(names, frequencies(names)).expected(keys(name))


@pytest.mark.parametrize(
    "name",
    ["John Smith", "Smith John", "Maria Garcia", "Wei Wang", "王 伟", "Anna Nowak", "Thanh Nguyen", "Jose Silva",
     "Mohamed Ali", "Rahul Kumar", "Olga Ivanova", "Mehmet Yilmaz", "Kim Min"],
)  # fmt: skip
def test_a_common_name_of_any_culture_is_never_rare(name: str):
    assert expected(name, []) == inf


@pytest.mark.parametrize("name", ["Ucchal Ravelomanana", "Ottilie Wendelstein", "Zbigniew Chrzanowicz"])
def test_a_name_that_hardly_anybody_has_is_rare_in_a_book_of_thousands(name: str):
    others = [f"Alma{at} Birch{at}" for at in range(5_000)]
    found = expected(name, others)
    assert found is not None and found < 0.01


def test_the_book_itself_shows_which_names_are_common_in_it():
    rare = expected("Ucchal Ravelomanana", [f"Alma{at} Birch{at}" for at in range(2_000)])
    clan = [f"{given} Ravelomanana" for given in map("Vo{}".format, range(300))]
    village = [*clan, *(f"Ucchal Birch{at}" for at in range(300))]
    among_them = expected("Ucchal Ravelomanana", [*village, *(f"Alma{at} Birch{at}" for at in range(1_400))])
    assert rare is not None and among_them is not None
    assert among_them > 100 * rare


def test_more_namesakes_are_expected_in_a_larger_book():
    small, large = (expected("Nancy Foster", [f"Alma{at} Birch{at}" for at in range(size)]) for size in (500, 20_000))
    assert small is not None and large is not None
    assert large > 10 * small


@pytest.mark.parametrize("name", ["Ucchal", "U Ravelomanana", "Ucchal R"])
def test_nothing_is_expected_of_a_name_that_is_not_full(name: str):
    assert expected(name, []) is None


def test_the_shipped_table_knows_names_of_forty_cultures_and_how_common_they_are():
    table = frequencies([keys("Robert Smith")])
    share = dict(zip(table.cultures, table.shares(keys("Robert Smith")), strict=True))
    assert len(share) > 40
    assert 0.01 * 0.01 < share["us"] < 0.02 * 0.012
    assert share["jp"] < 1e-8
