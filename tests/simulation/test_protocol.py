"""The protocol of the shared sheet, one fault at a time; ``make simulate`` with ``--place protocol`` plays all."""

import pytest

from tests.simulation.protocol import SCENARIOS, UNGUARDED, Scenario, Trial

WRITING = ("answer_lost", "late", "503_applied", "kill_before", "kill_after", "429", "truncated")
"""What may happen to the write itself: the others are a lost call, or none."""
EVERYWHERE = ("lost", "401", "html", "stale", "reset", "kill_after")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one.name for one in SCENARIOS])
def test_whatever_happens_to_a_write_nothing_is_lost_or_done_twice(scenario: Scenario) -> None:
    calls = Trial(scenario, 1).play()
    at = calls.index("batchUpdate")
    for number, fault in enumerate(WRITING):
        if (number + SCENARIOS.index(scenario)) % 3 == 0 or scenario is SCENARIOS[4]:
            Trial(scenario, 1, fault, at).play()


def test_whatever_happens_to_any_call_of_a_commit_the_next_run_ends_well() -> None:
    for at in (0, 1, 3):
        for fault in EVERYWHERE:
            Trial(SCENARIOS[4], 1, fault, at).play()


@pytest.mark.parametrize("variant", UNGUARDED)
def test_where_marks_cannot_refuse_a_write_it_is_put_right_after_it(variant: int) -> None:
    for scenario in SCENARIOS:
        if scenario.meanwhile:
            calls = Trial(scenario, variant).play()
            Trial(scenario, variant, "kill_after", calls.index("batchUpdate")).play()
