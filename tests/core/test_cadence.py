"""What comes next, and when: over weekends, holidays, and silence."""

from datetime import date, timedelta

import pytest

from syncer.core.cadence import Rules, Section, Step
from syncer.core.model import Ties
from syncer.core.outreach import LogEntry, PersonEntry
from syncer.core.standing import standing
from syncer.core.tuning import Tuning
from syncer.core.workdays import Workdays
from tests.core.outreach_world import person

THURSDAY = date(2026, 11, 5)


def step(today: date, *log: LogEntry, ties: Ties | None = None, tuning: Tuning | None = None, **cells: object) -> Step:
    entry = PersonEntry(**cells)
    found = standing(person("p_1", "Acme", ties=ties or Ties()), entry, log, today)
    return Rules(tuning or Tuning(), Workdays("US"), today).next_step(found, entry)


def written(today: date, *log: LogEntry) -> Step:
    return step(today, *log, status="Contacted", last_contact=THURSDAY)


def line(day: date, what: str, outcome: str = "") -> LogEntry:
    return LogEntry(day, "p_1", what=what, outcome=outcome)


def test_somebody_new_gets_a_first_message() -> None:
    assert step(THURSDAY).section is Section.NEW


def test_after_seven_silent_business_days_one_nudge_is_due() -> None:
    # Thursday 5 November; Veterans Day (the 11th) is no business day, so the seventh is Tuesday the 17th
    waiting = written(date(2026, 11, 16))
    assert (waiting.section, waiting.due) == (Section.WAITING, date(2026, 11, 17))
    due = written(date(2026, 11, 17))
    assert (due.section, due.what, due.overdue) == (Section.FOLLOW_UP, "Nudge", 0.0)


def test_ten_more_silent_business_days_are_no_answer_and_a_rest_of_90_days() -> None:
    # the tenth business day after 17 November, Thanksgiving left out, is 2 December
    assert written(date(2026, 12, 1)).what == "Nudge"
    resting = written(date(2026, 12, 2))
    assert (resting.section, resting.status) == (Section.RESTING, "No answer")
    assert resting.due == date(2026, 12, 2) + timedelta(days=90)
    assert written(resting.due).section is Section.NEW


def test_after_the_nudge_nobody_is_written_to_a_third_time() -> None:
    nudge = line(date(2026, 11, 17), "Message")
    first = line(THURSDAY, "Message", "Contacted")
    waiting = written(date(2026, 11, 30), first, nudge)
    assert (waiting.section, waiting.what) == (Section.WAITING, "Their turn")
    assert written(date(2026, 12, 2), first, nudge).status == "No answer"


def test_a_reply_is_answered_within_a_business_day() -> None:
    friday = date(2026, 11, 13)
    replied = Ties(sent=1, received=1, last_message=friday, last_from_them=friday)
    found = step(date(2026, 11, 14), ties=replied, status="Contacted", last_contact=THURSDAY)
    assert (found.section, found.what, found.due) == (Section.REPLY, "Answer", date(2026, 11, 16))


def test_thanks_are_due_the_business_day_after_a_meeting() -> None:
    friday = date(2026, 11, 13)
    found = step(friday, line(friday, "Coffee", "Met"))
    assert (found.section, found.what, found.due) == (Section.MEETING, "Thank them", date(2026, 11, 16))


def test_after_thanks_comes_the_result_of_the_advice_then_news_every_month() -> None:
    met, thanked = line(THURSDAY, "Coffee", "Met"), line(date(2026, 11, 6), "Thanks")
    fortnight = THURSDAY + timedelta(days=14)
    assert step(date(2026, 11, 9), met, thanked).due == fortnight
    due = step(fortnight, met, thanked)
    assert (due.section, due.what) == (Section.FOLLOW_UP, "Report back")
    told = line(fortnight, "Message", "Met")
    month = step(date(2026, 11, 30), met, thanked, told)
    assert (month.what, month.due) == ("Check in", fortnight + timedelta(days=30))


def test_whoever_helps_hears_from_you_every_month() -> None:
    found = step(date(2026, 12, 10), status="Helping", last_contact=THURSDAY)
    assert (found.section, found.what) == (Section.FOLLOW_UP, "Check in")
    assert found.overdue == pytest.approx(5 / 30)


def test_a_promise_is_recalled_kindly_after_seven_business_days() -> None:
    found = step(date(2026, 11, 17), status="Waiting", last_contact=THURSDAY)
    assert (found.section, found.what) == (Section.FOLLOW_UP, "Remind")


def test_your_own_next_date_outranks_the_rules_until_you_have_spoken() -> None:
    plan = {"status": "Contacted", "next_date": date(2026, 11, 20), "next_action": "Send the article"}
    waiting = step(date(2026, 11, 18), last_contact=THURSDAY, **plan)
    assert (waiting.section, waiting.text, waiting.due) == (Section.WAITING, "Send the article", date(2026, 11, 20))
    assert step(date(2026, 11, 20), last_contact=THURSDAY, **plan).section is Section.FOLLOW_UP
    assert step(date(2026, 11, 23), last_contact=date(2026, 11, 20), **plan).what == "Nudge"


def test_a_meeting_set_stands_on_its_day_and_asks_afterwards() -> None:
    meeting = {"status": "Meeting set", "next_date": date(2026, 11, 20)}
    assert step(date(2026, 11, 20), **meeting).section is Section.MEETING
    assert "Met" in step(date(2026, 11, 23), **meeting).text


def test_nobody_is_asked_twice_within_30_days() -> None:
    asked = (line(THURSDAY, "Message", "Contacted"), line(date(2026, 11, 9), "", "To contact"))
    found = step(date(2026, 11, 16), *asked)
    assert (found.section, found.due) == (Section.RESTING, THURSDAY + timedelta(days=30))
    assert step(date(2026, 12, 5), *asked).section is Section.NEW


def test_a_job_found_stops_follow_ups_but_not_thanks() -> None:
    found = Tuning(job_found=True)
    assert step(date(2026, 11, 30), status="Contacted", last_contact=THURSDAY, tuning=found).section is Section.RESTING
    thanks = step(date(2026, 11, 6), line(THURSDAY, "Coffee", "Met"), tuning=found)
    assert thanks.what == "Thank them"


def test_contacted_without_a_day_asks_for_the_day() -> None:
    found = step(THURSDAY, status="Contacted")
    assert (found.section, found.due) == (Section.WAITING, None)
    assert "Last contact" in found.text


@pytest.mark.parametrize(("grade", "days"), [("A", 30), ("B", 60), ("C", 90)])
def test_keeping_in_touch_depends_on_how_well_you_know_them(grade: str, days: int) -> None:
    rules = Rules(Tuning(), Workdays("US"), THURSDAY)
    entry = PersonEntry(last_contact=THURSDAY)
    found = standing(person("p_1"), entry, (), THURSDAY)
    assert rules.keep_in_touch_due(found, entry, grade) == THURSDAY + timedelta(days=days)


def test_your_own_period_counts_and_strangers_are_left_alone() -> None:
    rules = Rules(Tuning(), Workdays("US"), THURSDAY)
    own = PersonEntry(last_contact=THURSDAY, keep_in_touch_days=7)
    found = standing(person("p_1"), own, (), THURSDAY)
    assert rules.keep_in_touch_due(found, own, "") == THURSDAY + timedelta(days=7)
    assert rules.keep_in_touch_due(found, PersonEntry(), "") is None
    never = standing(person("p_1"), PersonEntry(), (), THURSDAY)
    assert rules.keep_in_touch_due(never, PersonEntry(), "A") is None
    shut = standing(person("p_1"), PersonEntry(last_contact=THURSDAY, do_not_contact=True), (), THURSDAY)
    assert rules.keep_in_touch_due(shut, PersonEntry(), "A") is None
