import pytest

from syncer.google.faults import GoogleFault, Kind
from syncer.google.retry import ATTEMPTS, BUDGET, NETWORK_ATTEMPTS, patience
from tests.google.cloud import Clock


class Calls:
    """A call that fails as scripted, then succeeds."""

    def __init__(self, *faults: GoogleFault) -> None:
        self.faults = list(faults)
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        if self.faults:
            raise self.faults.pop(0)
        return "read"


def test_trouble_that_passes_is_waited_out() -> None:
    clock, call = Clock(), Calls(*[GoogleFault(Kind.SERVER, 503)] * 3)
    assert clock.patience().read(call) == "read"
    assert call.made == 4
    assert all(wait <= 2**number for number, wait in enumerate(clock.slept))


@pytest.mark.parametrize("fault", [GoogleFault(Kind.SERVER, 503), GoogleFault(Kind.QUOTA, 429, minute=True)], ids=str)
def test_runs_that_were_refused_together_do_not_come_back_together(fault: GoogleFault) -> None:
    clocks = [Clock() for _ in range(20)]
    for clock in clocks:
        clock.patience().read(Calls(fault))
    assert len({clock.slept[0] for clock in clocks}) == len(clocks)


def test_a_spent_quota_per_minute_is_waited_for_a_minute() -> None:
    clock, call = Clock(), Calls(GoogleFault(Kind.QUOTA, 429, minute=True))
    clock.patience().read(call)
    assert 60 <= clock.slept[0] <= 64


def test_what_google_asks_for_is_honoured() -> None:
    clock, call = Clock(), Calls(GoogleFault(Kind.QUOTA, 429, retry_after=30, minute=True))
    clock.patience().read(call)
    assert 30 <= clock.slept[0] <= 31


@pytest.mark.parametrize("minute", [True, False])
def test_a_quota_that_stays_spent_ends_after_eight_attempts(minute: bool) -> None:
    clock, call = Clock(), Calls(*[GoogleFault(Kind.QUOTA, 429, minute=minute)] * 20)
    with pytest.raises(GoogleFault):
        clock.patience().read(call)
    assert call.made == ATTEMPTS
    assert max(clock.slept) <= 64


def test_one_run_waits_ten_minutes_in_all_however_many_calls_it_makes() -> None:
    clock = Clock()
    run = clock.patience()
    for _ in range(40):
        call = Calls(*[GoogleFault(Kind.QUOTA, 429, minute=True)] * 20)
        with pytest.raises(GoogleFault):
            run.read(call)
    assert sum(clock.slept) <= BUDGET


def test_a_run_that_works_for_an_hour_between_its_calls_is_still_patient_at_the_end() -> None:
    clock = Clock()
    run = clock.patience()
    for _ in range(6):
        run.read(Calls())
        clock.now += BUDGET
    call = Calls(*[GoogleFault(Kind.QUOTA, 429, minute=True)] * 2)
    run.read(call)
    assert call.made == 3
    assert len(clock.slept) == 2


def test_calls_that_fail_slowly_use_up_the_patience_of_a_run_as_waiting_does() -> None:
    clock = Clock()
    run = clock.patience()

    def slow() -> None:
        clock.now += 200
        raise GoogleFault(Kind.SERVER, 503)

    made = 0
    for _ in range(5):
        before = clock.now
        with pytest.raises(GoogleFault):
            run.read(slow)
        made += round((clock.now - before) // 200)
    assert made <= 3 + 5


def test_a_wait_longer_than_what_is_left_is_not_begun() -> None:
    clock, call = Clock(), Calls(GoogleFault(Kind.QUOTA, 429, retry_after=3600))
    with pytest.raises(GoogleFault):
        clock.patience().read(call)
    assert clock.slept == []


def test_without_a_network_it_ends_within_two_minutes() -> None:
    clock, call = Clock(), Calls(*[GoogleFault(Kind.UNREACHABLE)] * 20)
    with pytest.raises(GoogleFault):
        clock.patience().read(call)
    assert call.made <= NETWORK_ATTEMPTS
    assert sum(clock.slept) < 60


def test_a_network_that_swallows_everything_ends_within_two_minutes() -> None:
    clock = Clock()
    made = 0

    def call() -> str:
        nonlocal made
        made += 1
        clock.now += 35  # every connection attempt runs into its timeouts
        raise GoogleFault(Kind.UNREACHABLE)

    began = clock.now
    with pytest.raises(GoogleFault):
        clock.patience().read(call)
    assert made == 2
    assert clock.now - began < 120


@pytest.mark.parametrize("kind", [Kind.SCOPE, Kind.LOGIN, Kind.INVALID, Kind.NOT_FOUND, Kind.DISABLED, Kind.TLS])
def test_what_does_not_pass_is_not_tried_again(kind: Kind) -> None:
    clock, call = Clock(), Calls(GoogleFault(kind, 403))
    with pytest.raises(GoogleFault):
        clock.patience().read(call)
    assert (call.made, clock.slept) == (1, [])


def test_a_bug_is_not_tried_again() -> None:
    made = []

    def call() -> str:
        made.append(1)
        raise KeyError("bug")

    with pytest.raises(KeyError):
        Clock().patience().read(call)
    assert len(made) == 1


def test_a_signal_ends_the_waiting_at_once() -> None:
    clock, call = Clock(), Calls(*[GoogleFault(Kind.SERVER, 503)] * 3)

    def terminated(_seconds: float) -> None:
        raise SystemExit(143)

    with pytest.raises(SystemExit) as ended:
        patience(clock.read, terminated).read(call)
    assert ended.value.code == 143
    assert call.made == 1
