from pathlib import Path

import pytest

from tests.golden.accounts import ACCOUNTS
from tests.golden.pairs import SOURCES, cases, snapshot_json


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_source_reads_what_its_golden_pair_says(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected.json").read_text(encoding="utf-8")
    assert snapshot_json(case, tmp_path) == expected, "if the change is wanted: python -m tests.golden"


def test_every_kind_of_source_has_a_golden_pair() -> None:
    assert {case.parent.name for case in cases()} == {*SOURCES, *ACCOUNTS}
