"""The one retry rule. Reads go through it; a write never does: its answer may be lost after it was applied.

Google's quotas are per minute, so waits that add up to less than one are of no use (google-api.md, section 5).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_fixed, wait_random, wait_random_exponential

from syncer.google.faults import PASSES, GoogleFault, Kind

ATTEMPTS = 8
BUDGET = 600.0
"""Seconds that all waiting of one run may take, calls that failed included; what it works in between does not count."""
NETWORK_ATTEMPTS = 6
NETWORK_SECONDS = 60.0
"""No network is no quota: a scheduler does better to try later than we do to wait."""
_BACK_OFF = wait_random_exponential(multiplier=1, max=64)  # full jitter
_MINUTE = wait_fixed(60) + wait_random(0, 4)
_SPREAD = wait_random(0, 1)

Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Worked:
    """Seconds of a run that were no waiting, up to the end of the last read. ``inside``: reads that are going on."""

    ended: float
    seconds: float = 0.0
    inside: int = 0


@dataclass(slots=True)
class Patience:
    """How long one run waits for Google. ``until``: the reading of ``clock`` past which it would not wait if it did
    nothing else; working, and calls that succeed at once, move that on: a first run of an hour is as patient as any.
    """

    until: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _worked: _Worked = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The run begins."""
        self._worked = _Worked(self.clock())

    def read(self, call: Callable[[], Answer]) -> Answer:
        """What ``call`` returns; its last ``GoogleFault`` when that does not pass or patience is at its end.

        Only for calls that change nothing. ``SystemExit`` (a signal) passes through at once, in a wait too.
        """
        began, worked = self.clock(), self._worked
        if not worked.inside:  # else a read within another: that one's waiting is no work
            worked.seconds += began - worked.ended
        tries = 0

        def counted() -> Answer:
            nonlocal tries
            tries += 1
            return call()

        def enough(state: RetryCallState) -> bool:
            fault, now = _fault(state), self.clock()
            cut_off = fault is not None and fault.kind is Kind.UNREACHABLE
            if cut_off and (state.attempt_number >= NETWORK_ATTEMPTS or now - began >= NETWORK_SECONDS):
                return True
            return state.attempt_number >= ATTEMPTS or now + state.upcoming_sleep > self.until + worked.seconds

        attempts = Retrying(sleep=self.sleep, retry=retry_if_exception(_passes), wait=_wait, stop=enough, reraise=True)
        worked.inside += 1
        try:
            return attempts(counted)
        finally:
            worked.inside -= 1
            if not worked.inside:
                worked.ended = began if tries == 1 else self.clock()


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
