"""Where things stand with one person, from cells, log and messages together."""

from datetime import date, timedelta

from syncer.core.model import Ties
from syncer.core.outreach import LogEntry, PersonEntry
from syncer.core.standing import Standing, standing
from tests.core.outreach_world import MONDAY, person


def day(ago: int) -> date:
    return MONDAY - timedelta(days=ago)


def stands(*log: LogEntry, ties: Ties | None = None, **cells: object) -> Standing:
    return standing(person("p_1", "Acme", ties=ties or Ties()), PersonEntry(**cells), log, MONDAY)


def line(ago: int, what: str = "", outcome: str = "") -> LogEntry:
    return LogEntry(day(ago), "p_1", what=what, outcome=outcome)


def test_a_blank_row_is_to_contact_and_a_connection_is_no_contact() -> None:
    found = standing(person("p_1", connected_on=day(3)), PersonEntry(), (), MONDAY)
    assert found == Standing("To contact")
    assert found.open


def test_the_last_contact_is_the_newest_of_cell_log_and_messages() -> None:
    messages = Ties(last_message=day(40), last_from_them=day(50))
    assert stands(line(20, "Call"), ties=messages, last_contact=day(90)).last_contact == day(20)
    assert stands(ties=messages, last_contact=day(90)).last_contact == day(40)
    assert stands(ties=messages, last_contact=day(5)).last_contact == day(5)


def test_a_status_in_any_case_counts_and_an_unknown_one_does_not() -> None:
    assert stands(status="  meeting SET ").status == "Meeting set"
    assert stands(status="on my list").status == "To contact"


def test_a_message_in_the_log_means_contacted_even_if_nobody_set_the_status() -> None:
    found = stands(line(5, "Message"))
    assert (found.status, found.turned, found.touches, found.live) == ("Contacted", day(5), 1, True)


def test_the_newest_outcome_in_the_log_outranks_a_status_it_already_knows() -> None:
    found = stands(line(20, "Message", "Contacted"), line(4, "Call", "Replied"), status="Contacted")
    assert (found.status, found.turned) == ("Replied", day(4))


def test_a_status_that_the_log_does_not_know_outranks_the_log() -> None:
    assert stands(line(20, "Message", "Contacted"), status="Helping").status == "Helping"


def test_to_contact_does_not_undo_what_the_log_says() -> None:
    assert stands(line(4, "Message", "Contacted"), status="To contact").status == "Contacted"


def test_touches_are_days_of_writing_since_they_last_answered() -> None:
    twice = stands(line(20, "Message", "Contacted"), line(9, "Message"), status="Contacted", last_contact=day(9))
    assert twice.touches == 2
    answered = stands(line(20, "Message", "Contacted"), line(15, "", "Replied"), line(9, "Message", "Contacted"))
    assert answered.touches == 1


def test_their_message_after_yours_is_a_reply() -> None:
    written = Ties(sent=3, received=2, last_message=day(2), last_from_them=day(2))
    found = stands(ties=written, status="Contacted", last_contact=day(9))
    assert (found.status, found.turned) == ("Replied", day(2))


def test_their_old_message_is_none() -> None:
    old = Ties(sent=3, received=2, last_message=day(30), last_from_them=day(30))
    assert stands(ties=old, status="Contacted", last_contact=day(9)).status == "Contacted"


def test_once_you_answered_it_is_their_turn_again() -> None:
    both = Ties(sent=3, received=2, last_message=day(1), last_from_them=day(2))
    found = stands(ties=both, status="Contacted", last_contact=day(9))
    assert (found.status, found.turned, found.touches) == ("Contacted", day(1), 1)


def test_a_snooze_shuts_the_gate_until_its_day_and_then_counts_as_to_contact() -> None:
    assert stands(status="Snoozed", snooze_until=MONDAY + timedelta(days=3)).shut == "Snoozed until 19 Nov"
    woken = stands(status="Snoozed", snooze_until=MONDAY)
    assert (woken.status, woken.shut, woken.open) == ("To contact", "", True)
    assert "Snooze until" in stands(status="Snoozed").shut


def test_a_snooze_that_passed_does_not_undo_a_conversation_since() -> None:
    assert stands(status="Contacted", last_contact=day(2), snooze_until=day(10)).status == "Contacted"


def test_declined_and_do_not_contact_shut_the_gate() -> None:
    assert stands(status="Declined").shut == "Declined"
    assert stands(do_not_contact=True, status="Replied").shut == "Do not contact"
    assert stands(line(3, "Call", "Do not contact")).shut == "Do not contact"


def test_lines_dated_in_the_future_are_plans() -> None:
    assert stands(LogEntry(MONDAY + timedelta(days=3), "p_1", what="Coffee", outcome="Met")).status == "To contact"


def test_a_status_without_a_date_began_when_it_was_first_seen() -> None:
    """Last contact still holds the day that was filled in from the sources."""
    old = Ties(sent=3, received=2, last_message=day(900), last_from_them=day(900))
    found = stands(ties=old, status="Contacted", last_contact=day(900), turns=(day(1),))
    assert (found.status, found.turned, found.last_contact, found.touches) == ("Contacted", day(1), day(1), 1)
    found = stands(status="Met", last_contact=day(360), turns=(day(1),))
    assert (found.turned, found.last_contact) == (day(1), day(1))


def test_their_message_after_an_undated_status_is_a_reply() -> None:
    newer = Ties(sent=3, received=2, last_message=day(2), last_from_them=day(2))
    found = stands(ties=newer, status="Contacted", last_contact=day(300), turns=(day(9),))
    assert (found.status, found.turned) == ("Replied", day(2))


def test_two_days_of_writing_known_from_the_cells_are_two_touches() -> None:
    assert stands(status="Contacted", last_contact=day(4), turns=(day(15), day(4))).touches == 2


def test_a_logged_message_dates_the_status_typed_beside_it() -> None:
    found = stands(line(3, "Message"), status="Contacted", turns=(day(1),))
    assert (found.last_contact, found.touches) == (day(3), 1)


def test_turning_somebody_down_or_snoozing_is_no_contact() -> None:
    assert stands(status="No answer", last_contact=day(40), turns=(day(1),)).last_contact == day(40)
    assert stands(status="on my list", last_contact=day(40), turns=(day(1),)).last_contact == day(40)


def test_the_newer_of_log_and_status_counts() -> None:
    answered = line(3, "Message", "Replied")
    found = stands(answered, status="Contacted", last_contact=day(5), turns=(day(5),))
    assert (found.status, found.turned) == ("Replied", day(3))
    assert stands(answered, status="Contacted", last_contact=day(1), turns=(day(5), day(1))).status == "Contacted"
    again = line(20, "Message", "Contacted")
    assert stands(again, line(9, "", "Replied"), status="Contacted", turns=(day(2),)).status == "Contacted"


def test_of_one_day_what_is_further_along_counts() -> None:
    assert stands(line(3, "Message", "Replied"), status="Contacted", turns=(day(3),)).status == "Replied"
    assert stands(line(3, "Message", "Contacted"), status="Replied", turns=(day(3),)).status == "Replied"
