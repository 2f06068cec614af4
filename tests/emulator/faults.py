"""What goes wrong between a client and the service, one call at a time."""

import re
from dataclasses import dataclass, field
from typing import Literal

from tests.emulator.errors import ApiError

Kind = Literal["refuse", "lose", "truncate", "html", "slow", "late", "stale", "reset"]
When = Literal["before", "after"]


class Lost(ConnectionError):
    """The connection drops: the client gets no answer. ``applied`` is what really happened."""

    def __init__(self, applied: bool, *, timed_out: bool = False) -> None:
        super().__init__("the connection dropped")
        self.applied, self.timed_out = applied, timed_out


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    refuse    an error of status ``code``, before or after the call took effect
    lose      no answer, before or after the call took effect
    late      no answer within the client's patience; the call takes effect at ``apply_late``, or ``calls`` calls on
    slow      the answer takes ``seconds``
    truncate  half of the JSON body, under a 200 and its full length
    reset     the connection breaks in the middle of the body
    html      a page instead of JSON, under ``code``
    stale     a read that shows the file as it was before its last change
    """

    kind: Kind
    when: When = "before"
    code: int = 503
    seconds: float = 0
    calls: int | None = None
    error: ApiError | None = None
    """The whole refusal, where code alone does not say it."""
    on: str = ""
    """A regular expression on the method id (``batchUpdate$``, ``token``); empty for any."""
    skip: int = 0
    """Matching calls that pass before."""


@dataclass(slots=True)
class _Waiting:
    fault: Fault
    passed: int = 0


@dataclass(slots=True)
class Faults:
    """The faults still to come, in order; each strikes once."""

    queue: list[_Waiting] = field(default_factory=list)

    def add(self, *faults: Fault) -> None:
        """Let these happen."""
        self.queue += [_Waiting(fault) for fault in faults]

    def clear(self) -> None:
        """No more faults."""
        self.queue.clear()

    def next(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any: the first in the queue whose turn it is."""
        struck: _Waiting | None = None
        for waiting in self.queue:
            if re.search(waiting.fault.on, method):
                if struck is None and waiting.passed >= waiting.fault.skip:
                    struck = waiting
                else:
                    waiting.passed += 1
        if struck is None:
            return None
        self.queue = [waiting for waiting in self.queue if waiting is not struck]
        return struck.fault
