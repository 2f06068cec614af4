"""What is to be done when, and the digest of a day."""

from dataclasses import replace
from datetime import date, timedelta

from syncer.core.agenda import agenda
from syncer.core.digest import digest
from syncer.core.outreach import LogEntry, PersonEntry
from syncer.core.ranking import rank
from syncer.core.workbook.plan import Change
from tests.core.outreach_world import MONDAY, person, world

LAST_WEEK = MONDAY - timedelta(days=7)


def known():
    return world(
        person("p_new", "Acme", "Product Manager", name="Nea New"),
        person("p_wrote", "Hooli", "Engineer", name="Wim Wrote"),
        person("p_late", "Hooli", "Nurse", name="Lea Late"),
        person("p_meet", "Acme", "Nurse", name="Mo Meet"),
        person("p_pal", "Umbrella", name="Pal Old"),
        entries={
            "p_meet": PersonEntry(status="Meeting set", next_date=MONDAY + timedelta(days=3), next_action="Lunch"),
            "p_pal": PersonEntry(grade="A", last_contact=MONDAY - timedelta(days=20)),
        },
        log=(
            LogEntry(LAST_WEEK, "p_wrote", what="Message", outcome="Contacted"),
            LogEntry(MONDAY - timedelta(days=20), "p_late", what="Message", outcome="Contacted"),
        ),
    )


def shown(today: date = MONDAY) -> list[tuple[str, str, date, bool]]:
    made = replace(known(), today=today)
    return [(one.what, one.name, one.day, one.today) for one in agenda(made, rank(made))]


def test_todays_list_comes_first_what_is_overdue_stands_on_today_and_the_rest_on_its_day():
    assert shown() == [
        ("Nudge", "Lea Late", MONDAY, True),
        ("Meeting", "Mo Meet", MONDAY + timedelta(days=3), False),
        ("Nudge", "Wim Wrote", MONDAY + timedelta(days=3), False),  # the 11th was Veterans Day
        ("Keep in touch", "Pal Old", MONDAY + timedelta(days=10), False),
    ]


def test_the_digest_says_the_day_in_order_and_names_nobody_in_the_subject():
    made = known()
    changes = [
        Change("~", "People", "Mo Meet", "New or changed", "", "Changed job, seen 2026-11-16"),
        Change("+", "People", "Nea New"),
        Change("-", "Outreach", "Old Row", "Off list", "", "Declined"),
    ]
    message = digest(agenda(made, rank(made)), changes, 2, MONDAY)
    assert [part.title for part in message.parts][-2:] == ["Coming up", "What changed"]
    assert "Lea Late" in message.text
    assert message.parts[-1].lines == (
        "Mo Meet changed job",
        "1 new in People",
        "1 off the list",
        "2 questions for you in Review",
    )
    assert not any(one.name.split()[0] in message.subject for one in made.people.values())


def test_a_day_with_nothing_to_do_and_nothing_new_has_no_digest():
    assert not digest((), (), 0, MONDAY)


def test_a_name_of_several_lines_stays_on_one():
    made = known()
    (one, *_) = agenda(made, rank(made))
    message = digest([replace(one, name="Eve\n\nWhat changed\r\nall is lost", words=("a\nb",))], (), 0, MONDAY)
    assert len(message.text.splitlines()) == 3


def test_a_long_list_is_cut_and_says_so():
    made = known()
    (one, *_) = agenda(made, rank(made))
    message = digest([replace(one, words=(), today=True)] * 14, (), 0, MONDAY)
    assert message.parts[0].lines[-1] == "and 4 more, in the tab Today"
