"""The one retry rule. Reads go through it; a write never does: its answer may be lost after it was applied.

Google's quotas are per minute, so waits that add up to less than one are of no use (google-api.md, section 5).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_fixed, wait_random, wait_random_exponential

from syncer.google.faults import PASSES, GoogleFault, Kind

ATTEMPTS = 8
BUDGET = 600.0
"""Seconds that all waiting of one run may take, from its first moment on."""
NETWORK_ATTEMPTS = 6
NETWORK_SECONDS = 60.0
"""No network is no quota: a scheduler does better to try later than we do to wait."""
_BACK_OFF = wait_random_exponential(multiplier=1, max=64)  # full jitter
_MINUTE = wait_fixed(60) + wait_random(0, 4)
_SPREAD = wait_random(0, 1)

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one run waits for Google. ``until``: the reading of ``clock`` past which it does not wait."""

    until: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def read(self, call: Callable[[], Answer]) -> Answer:
        """What ``call`` returns; its last ``GoogleFault`` when that does not pass or patience is at its end.

        Only for calls that change nothing. ``SystemExit`` (a signal) passes through at once, in a wait too.
        """
        began = self.clock()

        def enough(state: RetryCallState) -> bool:
            fault, now = _fault(state), self.clock()
            cut_off = fault is not None and fault.kind is Kind.UNREACHABLE
            if cut_off and (state.attempt_number >= NETWORK_ATTEMPTS or now - began >= NETWORK_SECONDS):
                return True
            return state.attempt_number >= ATTEMPTS or now + state.upcoming_sleep > self.until

        attempts = Retrying(sleep=self.sleep, retry=retry_if_exception(_passes), wait=_wait, stop=enough, reraise=True)
        return attempts(call)


def patience(clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> Patience:
    """The patience of a run that begins now."""
    return Patience(clock() + BUDGET, clock, sleep)


def _passes(error: BaseException) -> bool:
    return isinstance(error, GoogleFault) and error.kind in PASSES


def _fault(state: RetryCallState) -> GoogleFault | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, GoogleFault) else None


def _wait(state: RetryCallState) -> float:
    fault = _fault(state)
    if fault is not None and fault.retry_after is not None:
        return fault.retry_after + _SPREAD(state)
    return _MINUTE(state) if fault is not None and fault.minute else _BACK_OFF(state)
