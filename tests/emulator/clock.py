"""The clock that tests move, and the quotas that follow it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.emulator.documents import Method
from tests.emulator.errors import ApiError, reason

START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PER_USER, PER_PROJECT = 60, 300
READS = {"get", "batchGet", "search", "getByDataFilter", "batchGetByDataFilter", "list"}
PROJECT = "603366585132"


class Clock:
    """A time that only moves when told."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def now(self) -> datetime:
        """The present moment, with its zone."""
        return self.moment

    def advance(self, seconds: float) -> None:
        """Let time pass; backwards too, for a clock that jumps."""
        self.moment += timedelta(seconds=seconds)


class WallClock(Clock):
    """The machine's clock, for the emulator on a socket; ``advance`` adds to it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The machine's time and what was added."""
        return datetime.now(UTC) + self.ahead

    def advance(self, seconds: float) -> None:
        """Jump."""
        self.ahead += timedelta(seconds=seconds)


class Quotas:
    """Calls per minute: 60 a user and 300 a project, reads and writes apart; a batch is one call."""

    def __init__(self, clock: Clock, retry_after: int | None, per_user: int = PER_USER) -> None:
        self.clock, self.retry_after, self.per_user = clock, retry_after, per_user
        self.minute, self.used = -1, Counter[tuple[str, ...]]()

    def spend(self, method: Method, user: str) -> None:
        """Count a call, or refuse it until the next minute."""
        minute = int(self.clock.now().timestamp() // 60)
        if minute != self.minute:
            self.minute, self.used = minute, Counter()
        kind = "Read" if method.id.rpartition(".")[2] in READS else "Write"
        for key, limit, words in (
            ((method.service, kind, user), self.per_user, " per user"),
            ((method.service, kind), PER_PROJECT, ""),
        ):
            if self.used[key] >= limit:
                raise self._refusal(method.service, kind, limit, words)
        self.used[method.service, kind, user] += 1
        self.used[method.service, kind] += 1

    def _refusal(self, service: str, kind: str, limit: int, words: str) -> ApiError:
        name = f"{kind}RequestsPerMinute{'PerUser' if words else 'PerProject'}"
        metadata = {
            "quota_limit_value": str(limit),
            "service": f"{service}.googleapis.com",
            "consumer": f"projects/{PROJECT}",
            "quota_unit": "1/min/{project}/{user}" if words else "1/min/{project}",
            "quota_location": "global",
            "quota_metric": f"{service}.googleapis.com/{kind.lower()}_requests",
            "quota_limit": name,
        }
        help_link = {
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [
                {
                    "description": "Request a higher quota limit.",
                    "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                }
            ],
        }
        message = (
            f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute{words}' of "
            f"service '{service}.googleapis.com' for consumer 'project_number:{PROJECT}'."
        )
        headers = (("Retry-After", str(self.retry_after)),) if self.retry_after is not None else ()
        return reason(
            429, message, "RATE_LIMIT_EXCEEDED", "googleapis.com", metadata, details=[help_link], headers=headers
        )
