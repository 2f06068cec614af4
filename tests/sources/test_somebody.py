"""People and companies in an address book."""

import pytest

from syncer.core.model import Place, Position, Record, Ref
from syncer.sources.somebody import is_somebody

ACME = (Position("Acme", ""),)


@pytest.mark.parametrize(
    ("facts", "somebody"),
    [
        ({"full_name": "Ann Lee"}, True),
        ({"full_name": "Ann Lee", "positions": ACME}, True),
        ({"full_name": "Acme", "positions": ACME}, False),
        ({"full_name": "Acme", "positions": ACME, "emails": ("info@acme.example",)}, False),
        ({"full_name": "Acme", "positions": ACME, "emails": ("ann.lee@acme.example",)}, True),
        ({"positions": ACME, "phones": ("+1 212 555 0142",)}, False),
        ({"phones": ("+1 212 555 0142",)}, True),
        ({}, False),
    ],
)
def test_a_company_is_nobody_unless_it_is_somebodys_card(facts: dict[str, object], somebody: bool) -> None:
    record = Record(Ref("mine", "k"), "google", Place("x.csv", 2), **facts)  # type: ignore[arg-type]
    assert is_somebody(record) is somebody
