"""The shipped table of short names: what people call each other in the countries whose names it holds."""

import pytest

from syncer.linkage.splink_linker import nicknames

PAIRS = """katie katherine, kath kathryn, peggy margaret, becky rebecca, dee denise, sepp josef, hansi johann,
    uli ulrike, susi susanne, conny cornelia, resi therese, manu emmanuelle, kike enrique, beppe giuseppe,
    gosia malgorzata, kuba jakub, mitya dmitri, laci laszlo, bernie bernadette, bill william"""


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_a_short_name_may_be_the_long_one(pair: str) -> None:
    short, long = pair.split()
    assert nicknames().compatible(short, long)


@pytest.mark.parametrize("pair", ["katie karen", "hans franz", "paul paula", "mario maria", "uli ulf", "jim tim"])
def test_other_names_are_other_people(pair: str) -> None:
    one, other = pair.split()
    assert not nicknames().compatible(one, other)


def test_the_table_has_one_line_a_name_in_order() -> None:
    from importlib.resources import files

    text = files("syncer").joinpath("data", "linkage", "nicknames.csv").read_text(encoding="utf-8")
    names = [line.partition(",")[0] for line in text.splitlines() if not line.startswith("#")]
    assert names == sorted(set(names))
