"""To add a source means: file, line in app, golden pair, contract line, row in the README, block in the example."""

from typing import get_args

import pytest

from syncer.adapters.files import SOURCES
from syncer.settings.sections import FileSourceKind, SourceKind
from tests.architecture.tree import ROOT
from tests.contract.test_sources import BOOKS
from tests.golden.accounts import ACCOUNTS
from tests.golden.pairs import SOURCES as PAIRS
from tests.golden.pairs import cases

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "config" / "syncer.example.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", SOURCES)
def test_a_source_has_everything_that_belongs_to_it(kind: str) -> None:
    assert kind in get_args(FileSourceKind)
    assert kind in PAIRS
    assert kind in {case.parent.name for case in cases()}
    assert kind in BOOKS
    assert f"| `{kind}` |" in README
    assert kind in EXAMPLE


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_a_source_in_an_account_has_everything_that_belongs_to_it(kind: str) -> None:
    assert kind in {case.parent.name for case in cases()}
    assert f"| `{kind}` |" in README
    assert f'kind = "{kind}"' in EXAMPLE


def test_nothing_is_promised_that_the_house_does_not_have() -> None:
    assert set(get_args(FileSourceKind)) == set(SOURCES) == set(BOOKS) == set(PAIRS)
    assert set(get_args(SourceKind)) == {*SOURCES, *ACCOUNTS}
