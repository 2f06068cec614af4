import pytest

from syncer.linkage.model import shipped_weights
from syncer.linkage.statement import _shipped, scoring, written


@pytest.mark.parametrize("pooled", [False, True])
def test_the_shipped_query_is_what_splink_writes_for_the_shipped_weights(pooled: bool):
    # Splink joins the frequencies in the order of a set: the same lines, in another order from process to process
    shipped, made = _shipped(pooled=pooled), written(shipped_weights(pooled=pooled))
    assert _lines(shipped) == _lines(made)


def _lines(query: str) -> list[str]:
    return sorted(line.strip(" ,") for line in query.splitlines())


def test_the_prior_of_the_records_at_hand_stands_in_the_query():
    small, large = (scoring(shipped_weights(pooled=False), records, -1.0) for records in (500, 50_000))
    assert small != large
    assert "{prior}" not in small + large
