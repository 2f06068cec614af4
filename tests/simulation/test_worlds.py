"""Whole runs in worlds by seed; ``make simulate SEEDS=N`` plays as many as wanted."""

import pytest

from tests.simulation.driver import play, script_of, shrink
from tests.simulation.moves import read

BLOCKS = {"memory": (6, 20), "google": (3, 4), "excel": (3, 1)}
"""Blocks of seeds and seeds a block."""


@pytest.mark.parametrize(("place", "block"), [(place, block) for place in BLOCKS for block in range(BLOCKS[place][0])])
def test_whatever_people_and_accidents_do_no_word_is_lost_and_the_next_runs_come_to_rest(
    place: str, block: int
) -> None:
    size = BLOCKS[place][1]
    for seed in range(block * size, (block + 1) * size):
        verdict = play(place, script_of(place, seed))
        if verdict.wrong:
            small = shrink(place, verdict, most=60)
            pytest.fail(f"{place}, seed {seed}: {small.wrong}\n--place {place} --script {str(small.script)!r}")


@pytest.mark.parametrize(("place", "seed"), [("memory", 3), ("memory", 8), ("google", 2)])
def test_a_seed_played_again_sends_the_same_requests(place: str, seed: int) -> None:
    script = script_of(place, seed)
    assert play(place, script).trace == play(place, read(str(script))).trace != ""
