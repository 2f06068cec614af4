"""The list of mutants keeps up with the code; ``make mutants`` has each of them noticed."""

import pytest

from tests.mutants.__main__ import MUTANTS, ROOT
from tests.mutants.mutant import Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one.what for one in MUTANTS])
def test_what_a_mutant_takes_away_stands_in_the_code_once(mutant: Mutant) -> None:
    assert (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1
    assert (ROOT / mutant.tests.partition(" -k ")[0]).exists()


def test_no_two_mutants_are_the_same() -> None:
    assert len({(one.file, one.old, one.new) for one in MUTANTS}) == len(MUTANTS)
    assert len({one.what for one in MUTANTS}) == len(MUTANTS)
