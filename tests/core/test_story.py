"""The dated story of one person, and exports that have grown old."""

from datetime import date, timedelta

import pytest

from syncer.core.model import PartialDate, Position, Snapshot, Ties
from syncer.core.outreach import LogEntry, PersonEntry, Target
from syncer.core.ranking import rank
from syncer.core.staleness import old_exports
from syncer.core.story import story
from tests.core.outreach_world import MONDAY, person, row, world

ACME = Target("t_acme", "Acme")


def test_a_story_is_told_in_order_with_days_as_far_as_they_are_known():
    ana = person(
        "p_a",
        "Acme",
        "Director",
        past=(Position("Initech", "Engineer", PartialDate(2018), PartialDate(2021, 9), False),),
        connected_on=date(2019, 4, 2),
        changed_job=date(2026, 10, 30),
        ties=Ties(sent=2, received=1, first_message=date(2020, 1, 5), last_message=date(2026, 3, 1)),
    )
    log = (LogEntry(date(2026, 11, 10), "p_a", "t_acme", "Message", "Contacted", "Sam"),)
    entry = PersonEntry(
        status="Contacted", turns=(date(2026, 11, 12),), next_date=date(2026, 12, 1), next_action="Lunch"
    )
    assert story(ana, entry, log, (ACME,), since=date(2026, 10, 1)) == (
        ("2018", "began at Initech (Engineer)"),
        ("2019-04-02", "you connected on LinkedIn"),
        ("2020-01-05", "the first message between you"),
        ("2021-09", "left Initech (Engineer)"),
        ("2026-03-01", "the last message between you, from you"),
        ("2026-10-01", "came into this workbook"),
        ("2026-10-30", "your data shows the new job at Acme"),
        ("2026-11-10", "in the Log: Message, Contacted, about Acme, by Sam"),
        ("2026-11-12", "Status became Contacted"),
        ("2026-12-01", "planned: Lunch"),
    )


def test_what_comes_next_ends_the_story():
    known = world(
        person("p_a", "Acme", "Engineer"), log=(LogEntry(MONDAY, "p_a", what="Message", outcome="Contacted"),)
    )
    listed = row(rank(known), "p_a")
    told = story(known.people["p_a"], PersonEntry(), known.log, known.targets, listed)
    assert told[-1][1].startswith("next: Their turn")


@pytest.mark.parametrize(("age", "asked"), [(60, False), (61, True), (400, True), (-3, False)])
def test_an_export_older_than_sixty_days_asks_for_a_new_one_with_link_and_clicks(age: int, asked: bool):
    made = Snapshot("linkedin", "linkedin", (), 0, as_of=MONDAY - timedelta(days=age))
    notes = old_exports([made], MONDAY, 60)
    assert bool(notes) is asked
    if asked:
        assert "linkedin.com/mypreferences/d/download-my-data" in notes[0]
        assert "larger archive" in notes[0]


def test_the_words_are_the_same_every_day_so_that_they_alone_never_change_the_workbook():
    made = Snapshot("work", "outlook", (), 0, as_of=date(2026, 3, 1))
    assert old_exports([made], MONDAY, 60) == old_exports([made], MONDAY + timedelta(days=9), 60)
    assert "1 Mar 2026" in old_exports([made], MONDAY, 60)[0]


def test_a_sheet_of_ones_own_and_data_of_unknown_age_are_not_asked_for():
    old = date(2020, 1, 1)
    made = [Snapshot("mine", "sheet", (), 0, as_of=old), Snapshot("phone", "vcard", (), 0)]
    assert not old_exports(made, MONDAY, 60)
