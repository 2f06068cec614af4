"""The calendar file as calendar programs read it: RFC 5545, judged by a library that knows it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from syncer.core.agenda import Appointment
from syncer.core.calendar import calendar

TODAY = date(2026, 11, 23)
ANA = Appointment(
    "Nudge", "p_ana", "Ana Ruiz", "Acme", TODAY, ("You wrote 7 days ago.", "One friendly nudge."), "E-mail"
)
BEN = Appointment("Thank them", "p_ben", "Ben Okafor", "", TODAY + timedelta(days=3), ())
HOSTILE = 'Zoë, the \\ "great"; BEGIN:VEVENT\r\nUID:evil\nEND:VCALENDAR\u2028\u0007 王小明👩🏽‍💻'


def events(text: str) -> dict[str, object]:
    return {str(event["UID"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def status(text: str) -> dict[str, str]:
    return {uid.split("@")[0]: str(event["STATUS"]) for uid, event in events(text).items()}


def test_an_event_lasts_all_day_wherever_one_is_and_takes_up_no_time():
    event = events(calendar([ANA], "", TODAY))["p_ana-nudge@syncer"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TODAY, TODAY + timedelta(days=1))
    assert event["SUMMARY"] == "Nudge: Ana Ruiz (Acme)"
    assert event["DESCRIPTION"] == "You wrote 7 days ago.\nOne friendly nudge.\nBy E-mail."
    assert (event["TRANSP"], event["CLASS"]) == ("TRANSPARENT", "PRIVATE")
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_the_same_day_gives_the_same_file_and_a_day_on_which_nothing_changed_too():
    first = calendar([ANA, BEN], "", TODAY)
    assert calendar([BEN, ANA], "", TODAY) == first
    assert calendar([ANA, BEN], first, TODAY) == first
    assert calendar([ANA, BEN], first, TODAY + timedelta(days=1)) == first


def test_an_event_that_moves_keeps_its_mark_and_its_sequence_grows():
    first = calendar([BEN], "", TODAY)
    moved = calendar([replace(BEN, day=BEN.day + timedelta(days=4))], first, TODAY)
    again = calendar([BEN], moved, TODAY + timedelta(days=1))
    lost = calendar([BEN], "", TODAY + timedelta(days=2))
    numbers = [events(text)["p_ben-thank-them@syncer"]["SEQUENCE"] for text in (first, moved, again, lost)]
    assert numbers == sorted(set(numbers)), "also after the file was lost"


def test_what_is_no_longer_to_be_done_is_cancelled_for_a_month_and_what_is_past_stays_past():
    first = calendar([ANA, BEN], "", TODAY)
    later = TODAY + timedelta(days=1)
    second = calendar([], first, later)
    assert status(second) == {"p_ana-nudge": "CONFIRMED", "p_ben-thank-them": "CANCELLED"}
    assert calendar([], second, later) == second
    assert not events(calendar([], second, BEN.day + timedelta(days=31)))


def test_what_was_cancelled_and_is_to_be_done_again_is_confirmed_again():
    cancelled = calendar([], calendar([BEN], "", TODAY), TODAY)
    assert status(cancelled) == {"p_ben-thank-them": "CANCELLED"}
    assert status(calendar([BEN], cancelled, TODAY)) == {"p_ben-thank-them": "CONFIRMED"}


def test_lines_end_as_the_rule_says_and_none_is_too_long():
    text = calendar([replace(ANA, name="é" * 200, words=("👩🏽‍💻" * 99,))], "", TODAY)
    lines = text.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in text.encode().replace(b"\r\n", b"")
    assert "é" * 200 in events(text)["p_ana-nudge@syncer"]["SUMMARY"]


def test_a_hostile_name_stays_a_name():
    text = calendar([replace(ANA, name=HOSTILE, words=(HOSTILE,))], "", TODAY)
    assert list(events(text)) == ["p_ana-nudge@syncer"]
    assert "BEGIN:VEVENT" in events(text)["p_ana-nudge@syncer"]["SUMMARY"]
    assert calendar([replace(ANA, name=HOSTILE, words=(HOSTILE,))], text, TODAY) == text


@given(st.text(max_size=120), st.text(max_size=300))
def test_any_name_and_any_words_come_through(name: str, words: str):
    one = replace(ANA, name=name, words=(words,))
    text = calendar([one], "", TODAY)
    assert list(events(text)) == ["p_ana-nudge@syncer"]
    assert calendar([one], text, TODAY) == text


@pytest.mark.parametrize(
    "theirs",
    [
        "my notes",
        "BEGIN:VCALENDAR\nPRODID:-//Somebody//EN\nEND:VCALENDAR\n",
        calendar([ANA], "", TODAY).replace("SEQ", "X"),
    ],
)
def test_a_file_that_is_not_ours_is_not_taken_for_ours(theirs: str):
    with pytest.raises(ValueError, match=r"syncer|edited"):
        calendar([ANA], theirs, TODAY)
