"""Calls at the pace that Google allows, for work on many files in one process: it waits before a call, not after a 429.

Google counts 60 reads and 60 writes a minute for a user and 300 of each for a project (google-api.md, section 5). What
others use of the same quota is not known here; the retry rule still waits where Google refuses.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0
PER_MINUTE = 54
"""A tenth below the quota of one user: our minute and Google's begin at different moments."""


@dataclass(slots=True)
class Pace:
    """At most ``per_minute`` reads, and as many writes, in any minute of ``clock``."""

    per_minute: int = PER_MINUTE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _sent: dict[bool, deque[float]] = field(default_factory=dict)

    def wait(self, method: str) -> None:
        """Wait until a call of this HTTP method may be sent, and count it."""
        sent = self._sent.setdefault(method == "GET", deque())
        now = self.clock()
        while sent and sent[0] <= now - MINUTE:
            sent.popleft()
        if len(sent) >= self.per_minute:
            self.sleep(sent.popleft() + MINUTE - now)
            now = self.clock()
        sent.append(now)
