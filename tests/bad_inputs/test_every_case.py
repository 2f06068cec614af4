"""No case of the list is forgotten: each has a test that is there."""

import re

import pytest

from tests.architecture.tree import ROOT
from tests.bad_inputs.every_case import CASES

CLASSES = {"OK", "OK+NOTE", "SKIP-ROW", "HOLD", "IGNORE+REPORT", "STOP-SRC", "STOP-RUN", "RETRY", "REPAIR"}
FAMILIES = {"LZ": 17, "LC": 39, "VC": 17, "GC": 15, "SS": 26, "SC": 19, "CF": 11, "CR": 15}
"""How many cases of each family the list has."""


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_a_test_that_is_there(case: str) -> None:
    _, classes, where = CASES[case]
    assert set(classes.split("/")) <= CLASSES
    file, _, function = where.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {function}(" in text if function else re.search(rf"\b{case}\b", text)


def test_every_case_of_the_list_is_here() -> None:
    assert {family: sum(case.startswith(family) for case in CASES) for family in FAMILIES} == FAMILIES
