"""P2, P4: whole runs against the shared sheet, struck at every call; ``SYNCER_KILLS=all``: all scenarios, every way.

Pairs of faults, and faults beside what people do meanwhile, are played by seed (``make simulate``).
"""

import itertools
import os

import pytest

from tests.simulation.driver import Verdict, play
from tests.simulation.moves import read

SCENARIOS = (
    "people=5 variant=1; run change@-1/0/1/0 change@-1/3/2/0 appear@-1/0/3/0",
    "people=3 variant=1; run type_over@-1/1/1/7 add_a_row@-1/0/1/1 delete_a_row@-1/1/2/0 change@-1/1/4/0",
    "people=5 variant=1; run delete_the_memory@-1/0/0/0 delete_a_column@-1/1/11/0 say_same_person@-1/0/0/1",
)
"""News from the sources; a person's words, row and deletion; a lost memory, a lost column and two who are one."""
WAYS = ("lost", "answer_lost", "late", "kill_before", "kill_after")
EVERY = os.environ.get("SYNCER_KILLS") == "all"
FEWEST_CALLS, MOST_CALLS = 3, 20
"""Read, read again, write: what a run that has something to do makes at least."""


def struck(scenario: str, at: int, way: str) -> Verdict:
    """The scenario with its call number ``at`` struck; ``late`` takes effect while a later run is at work."""
    return play("google", read(f"{scenario} {way}@{at}/0/0/3"))


@pytest.mark.parametrize("scenario", SCENARIOS if EVERY else SCENARIOS[1:2])
def test_struck_at_any_call_a_run_leaves_a_whole_workbook_and_the_next_runs_come_to_rest(scenario: str) -> None:
    """Each call in one way after the other, or in all of them."""
    turn = itertools.cycle(WAYS)
    for at in range(MOST_CALLS):
        hit = False
        for way in WAYS if EVERY else (next(turn),):
            verdict = struck(scenario, at, way)
            assert verdict.wrong == "", f"{way} at call {at}"
            hit = hit or any(name.startswith(f"{way} at") for name in verdict.seen)
        if not hit:
            assert at >= FEWEST_CALLS
            return
    raise AssertionError("a run that makes so many calls")
