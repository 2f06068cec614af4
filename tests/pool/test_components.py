import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from syncer.pool.components import components
from syncer.pool.duckdb_engine import DuckDb


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckDb]:
    made = DuckDb(1_000, 1, tmp_path)
    yield made
    made.close()


def heaps(engine: DuckDb, edges: list[tuple[int, int]]) -> dict[int, int]:
    listed = ", ".join(f"({left}, {right})" for left, right in edges)
    engine.sql("edges", f"SELECT * FROM (VALUES {listed}) AS listed(left_id, right_id)")
    components(engine, "heaps", "edges")
    return dict(engine.rows("SELECT unique_id, heap FROM heaps"))


def union_find(edges: list[tuple[int, int]]) -> dict[int, int]:
    """The same by hand: everything that hangs together, under its least number."""
    found: dict[int, set[int]] = {}
    for left, right in edges:
        whole = found.get(left, {left}) | found.get(right, {right})
        for one in whole:
            found[one] = whole
    return {one: min(whole) for one, whole in found.items()}


def test_a_long_chain_hangs_on_its_least_member(engine: DuckDb) -> None:
    chain = [(at, at + 1) for at in range(1, 400)]
    assert heaps(engine, chain) == dict.fromkeys(range(1, 401), 1)


@pytest.mark.parametrize("seed", range(4))
def test_any_graph_falls_into_its_components(engine: DuckDb, seed: int) -> None:
    rng = random.Random(seed)
    edges = [(min(pair), max(pair)) for pair in (rng.sample(range(120), 2) for _ in range(40 + 30 * seed))]
    assert heaps(engine, edges) == union_find(edges)
