"""When a status began is remembered, since people set Status and seldom the date beside it."""

from dataclasses import replace
from datetime import date, timedelta

from syncer.core.model import Said
from syncer.core.workbook.memory import decode
from syncer.core.workbook.turns import typed_on
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Service
from tests.core.workbook.test_runs import ANA, started

LONG_AGO = date(2025, 9, 14)


def in_touch() -> tuple[Service, Hand, int]:
    service, hand = started(replace(ANA, said=Said(grade="B", last_contact=LONG_AGO)))
    return service, hand, hand.find("outreach", name="Ana Ruiz")


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def seen(service: Service, hand: Hand, day: date) -> tuple[date, ...]:
    service.run(day)
    assert not service.plan(day)
    mark = str(hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "_id"))
    assert decode(service.book.read()).rows[mark].turns == service.entered.people[mark].turns
    return service.entered.people[mark].turns


def test_a_status_typed_without_a_date_began_the_day_before_the_morning_run_that_first_sees_it():
    service, hand, row = in_touch()
    assert seen(service, hand, after(1)) == ()
    hand.type("outreach", row, "status", "Contacted")
    assert seen(service, hand, after(2)) == (after(1),)
    assert seen(service, hand, after(9)) == (after(1),)


def test_what_is_typed_between_two_runs_of_one_day_began_on_that_day():
    service, hand, row = in_touch()
    hand.type("outreach", row, "status", "Contacted")
    assert seen(service, hand, TODAY) == (TODAY,)
    assert typed_on(None, TODAY) == TODAY
    assert typed_on(after(3), TODAY) == TODAY
    assert typed_on(after(-30), TODAY) == after(-1)


def test_a_date_typed_with_the_status_or_later_counts_instead():
    service, hand, row = in_touch()
    hand.type("outreach", row, "status", "Contacted")
    hand.type("outreach", row, "last_contact", after(1))
    assert seen(service, hand, after(3)) == (after(1),)
    hand.type("outreach", row, "last_contact", TODAY)
    assert seen(service, hand, after(4)) == (TODAY,)


def test_a_later_date_under_the_same_status_is_one_more_contact():
    service, hand, row = in_touch()
    hand.type("outreach", row, "status", "contacted")
    assert seen(service, hand, after(1)) == (TODAY,)
    hand.type("outreach", row, "last_contact", after(11))
    assert seen(service, hand, after(11)) == (TODAY, after(11))


def test_back_to_the_beginning_forgets_it():
    service, hand, row = in_touch()
    hand.type("outreach", row, "status", "Met")
    assert seen(service, hand, after(1)) == (TODAY,)
    hand.type("outreach", row, "status", "")
    assert seen(service, hand, after(2)) == ()
