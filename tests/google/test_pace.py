"""Calls are spread so that no minute holds more of them than Google grants."""

from dataclasses import dataclass

from syncer.google.pace import Pace


@dataclass
class Time:
    """A clock that only sleeping and working move."""

    now: float = 0.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def test_no_minute_holds_more_calls_than_granted_and_no_time_is_given_away() -> None:
    time = Time()
    pace = Pace(5, time.read, time.sleep)
    sent = []
    for _ in range(23):
        pace.wait("POST")
        sent.append(time.now)
        time.now += 0.5
    assert all(sum(start <= one < start + 60 for one in sent) <= 5 for start in sent)
    assert sent[-1] < 4 * 60 + 3


def test_reads_and_writes_are_counted_apart() -> None:
    time = Time()
    pace = Pace(5, time.read, time.sleep)
    for _ in range(5):
        pace.wait("GET")
        pace.wait("POST")
    assert time.now == 0.0
    pace.wait("GET")
    assert time.now == 60.0


def test_calls_that_are_slow_by_themselves_never_wait() -> None:
    time = Time()
    pace = Pace(5, time.read, time.sleep)
    for _ in range(30):
        pace.wait("GET")
        time.now += 13
    assert time.now == 30 * 13
