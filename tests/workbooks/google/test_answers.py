"""Answers that are lost, late or wrong: a write is never sent again blindly, and takes effect exactly once."""

from dataclasses import replace

import pytest

from syncer.errors import Conflict, SyncerError, TemporaryError, WorkbookError
from tests.core.workbook.service import TODAY, Service
from tests.emulator.errors import ApiError
from tests.emulator.faults import Fault
from tests.workbooks.google.cloud import again, calls, commits
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.google.test_moments import persist, shared, told

MINUTE = ApiError(429, "Quota exceeded for quota metric 'Write requests' per minute per user.")
WAIT = ApiError(429, "Quota exceeded.", headers=(("Retry-After", "30"),))
UNKNOWN = {
    "the request is lost": Fault("lose"),
    "the answer is lost": Fault("lose", "after"),
    "it takes effect three calls later": Fault("late", calls=3),
    "it takes effect when all is over": Fault("late"),
    "500": Fault("refuse", code=500),
    "503": Fault("refuse", code=503),
    "503 though it was applied": Fault("refuse", "after", 503),
    "504 though it was applied": Fault("refuse", "after", 504),
    "half an answer": Fault("truncate"),
    "a page instead of JSON": Fault("html", code=200),
    "a page that says no": Fault("html", code=502),
    "the connection breaks in the answer": Fault("reset"),
    "it takes longer than we wait": Fault("slow", seconds=300),
}
REFUSED = {
    "429": Fault("refuse", error=MINUTE),
    "429 with a time to wait": Fault("refuse", error=WAIT),
}


def changed(service: Service) -> None:
    service.cards = [*(replace(card, title="Director", as_of=TODAY) for card in service.cards[:3]), *service.cards[3:]]


@pytest.mark.parametrize("fault", UNKNOWN)
def test_nobody_knows_whether_a_write_arrived(fault):
    google, service, _ = shared()
    changed(service)
    before = commits(google, service.book.spreadsheet)
    google.faults.add(replace(UNKNOWN[fault], on="batchUpdate$"))
    persist(service)
    google.apply_late()
    persist(service)
    assert commits(google, service.book.spreadsheet) == before + 1
    people = told(service)
    assert sorted(people) == sorted(card.name for card in service.cards)
    assert [people[card.name]["position"] for card in service.cards] == ["Director"] * 3 + ["Engineer"] * 3
    assert all(cells["notes"] == f"note on {name}" for name, cells in people.items())
    since = len(google.log)
    assert not service.run()
    assert calls(google, since) == ["get"]


@pytest.mark.parametrize("fault", REFUSED)
def test_a_write_that_was_not_applied_is_made_after_another_look(fault):
    google, service, _ = shared()
    changed(service)
    google.faults.add(replace(REFUSED[fault], on="batchUpdate$"))
    since = len(google.log)
    assert service.run()
    assert calls(google, since)[-1] == "batchUpdate"
    assert calls(google, since).count("batchUpdate") == 2
    assert not service.run()


def test_what_somebody_typed_while_the_quota_was_used_up_is_read_first():
    google, service, hand = shared()
    changed(service)
    google.faults.add(Fault("refuse", error=MINUTE, on="batchUpdate$"))
    google.before = lambda name: hand.type("people", 1, "how_known", "canary") if google.faults.queue == [] else None
    with pytest.raises(Conflict):
        service.run()
    google.before = lambda _: None
    persist(service)
    assert hand.see("people", 1, "how_known") == "canary"


@pytest.mark.parametrize(("code", "words"), [(403, "shared"), (404, "no spreadsheet")])
def test_a_sheet_that_is_no_longer_ours_says_what_to_do(code, words):
    google, service, _ = shared()
    google.faults.add(Fault("refuse", code=code))
    with pytest.raises(SyncerError, match=words):
        service.run()


def test_a_quota_that_stays_used_up_is_a_reason_to_try_later():
    google, service, _ = shared()
    changed(service)
    google.faults.add(*(Fault("refuse", error=MINUTE, on="batchUpdate$") for _ in range(20)))
    with pytest.raises(TemporaryError, match="quota"):
        service.run()
    google.faults.clear()
    persist(service)


def test_a_reading_that_lags_behind_is_found_out_by_the_write():
    google, service, _ = shared()
    changed(service)
    service.run()
    other = Service(again(google, service.book.spreadsheet), list(service.cards))
    other.cards[4] = replace(other.cards[4], title="Director", as_of=TODAY)
    google.faults.add(Fault("stale", on="get$"), Fault("stale", on="get$"))
    persist(other)
    assert [told(other)[card.name]["position"] for card in other.cards[:3]] == ["Director"] * 3


def test_a_batch_that_google_will_not_take_is_reported_and_nothing_is_written():
    google, service, _ = shared()
    changed(service)
    before = service.book.read()
    google.faults.add(Fault("refuse", code=400, on="batchUpdate$"))
    with pytest.raises(WorkbookError, match="fault of syncer"):
        service.run()
    assert service.book.read() == before


def test_a_cell_protected_in_the_moment_of_writing_is_named_by_its_tab():
    google, service, hand = shared()
    changed(service)
    hand = GoogleHand(google, service.book)
    done = []

    def protect(name: str) -> None:
        if name.endswith("batchUpdate") and not done:
            done.append(1)
            hand.person.protect("'People'!A1:Z")

    google.before = protect
    with pytest.raises(WorkbookError, match="People is protected"):
        persist(service)
