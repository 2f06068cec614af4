"""Where things stand with one person: status, last contact and touches, from the log, messages and cells together.

The service never writes Status or Last contact; what follows from all three is the *effective* standing. The log
tells when. A status cell began on the day it was first seen changed, since people seldom date it; the newer of cell
and log counts. Where that day is not known, the log's newest outcome outranks a status it already knows of, and any
other status outranks the log, except "To contact", with which rows begin. A message of theirs after the last touch is
a reply.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from syncer.core.model import Person
from syncer.core.outreach import LogEntry, PersonEntry
from syncer.core.phrases import day_text
from syncer.core.workbook.layout import LIVE_STATUSES, STATUSES

TO_CONTACT = "To contact"
CONTACTED, WAITING, REPLIED, MEETING, MET = "Contacted", "Waiting", "Replied", "Meeting set", "Met"
HELPING, INTRODUCED, NO_ANSWER, DECLINED = "Helping", "Introduced me", "No answer", "Declined"
SNOOZED, DO_NOT_CONTACT = "Snoozed", "Do not contact"

_STATUS = {status.casefold(): status for status in STATUSES}
_ANSWERED = frozenset({REPLIED, MEETING, MET, HELPING, INTRODUCED, WAITING, DECLINED})
_SILENT = frozenset({NO_ANSWER, SNOOZED, DO_NOT_CONTACT, TO_CONTACT})
"""Statuses that tell of no contact."""
_SAME_EVENT = timedelta(days=7)
"""A line of the log this little older than the day a status was first seen is the event that the status tells of."""
_OURS = frozenset({CONTACTED, WAITING, NO_ANSWER})
"""Statuses that a message of theirs turns into Replied."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where things stand. ``turned``: the day the status began, as far as known. ``touches``: unanswered ones.

    ``last_ask``: the last day they were asked for something. ``shut``: why they must not be contacted now, or "".
    ``thanked``: thanks stand in the log since the meeting. ``fresh_word``: they wrote last and nobody answered.
    ``own_word``: the user wrote last.
    """

    status: str = TO_CONTACT
    last_contact: date | None = None
    turned: date | None = None
    touches: int = 0
    last_ask: date | None = None
    shut: str = ""
    thanked: bool = False
    told_since: bool = False
    fresh_word: date | None = None
    own_word: date | None = None

    @property
    def live(self) -> bool:
        """Whether a conversation is open."""
        return self.status in LIVE_STATUSES

    @property
    def open(self) -> bool:
        """Whether they may be asked as somebody new."""
        return self.status == TO_CONTACT and not self.shut


def standing(person: Person, entry: PersonEntry, log: Sequence[LogEntry], today: date) -> Standing:
    """The effective standing of one person. ``log``: their lines; of one day the later line is the later event.

    Lines dated after today are plans and do not count yet.
    """
    lines = sorted((line for line in log if line.date <= today), key=lambda line: line.date)
    typed = _STATUS.get((entry.status or "").strip().casefold(), "")
    entry = _dated_by_the_log(entry, typed, lines)
    status, turned = _status(typed, lines, entry.turns)
    spoken = _spoken(person, entry, lines, today)
    last = max(spoken, default=None)
    turned = turned or (last if status != TO_CONTACT else None)
    found = Standing(
        status,
        last,
        turned,
        touches=_touches(status, entry, lines, today),
        last_ask=_last_ask(lines, entry, status, today),
        thanked=_since(lines, turned, thanks=True),
        told_since=_since(lines, turned, thanks=False),
        fresh_word=_fresh_word(person, last),
        own_word=_own_word(person, last),
    )
    found = _replied(found, person)
    return _snoozed(found, entry, today)


def _dated_by_the_log(entry: PersonEntry, typed: str, lines: Sequence[LogEntry]) -> PersonEntry:
    """The entry without the turn that a line of the log tells better: somebody logged a message and set the status."""
    if not typed or not entry.turns:
        return replace(entry, turns=()) if entry.turns else entry
    if typed != CONTACTED:
        return entry
    first = entry.turns[0]
    told = any(_touch(line) and first - _SAME_EVENT <= line.date <= first for line in lines)
    return replace(entry, turns=entry.turns[1:]) if told else entry


def _status(typed: str, lines: Sequence[LogEntry], turns: Sequence[date]) -> tuple[str, date | None]:
    """The status and the day the log, or else the cell, says it began."""
    outcomes = [(line.date, _STATUS[line.outcome.strip().casefold()]) for line in lines if _outcome(line)]
    newest = outcomes[-1] if outcomes else None
    if typed and typed != TO_CONTACT and _cell_counts(typed, outcomes, turns):
        return typed, turns[0] if turns else None
    if newest and newest[1] != TO_CONTACT:
        since = next((day for day, outcome in _run_of(outcomes) if outcome == newest[1]), newest[0])
        return newest[1], since
    touched = [line.date for line in lines if _touch(line)]
    if touched and not newest:
        return CONTACTED, touched[-1]
    return TO_CONTACT, None


def _cell_counts(typed: str, outcomes: Sequence[tuple[date, str]], turns: Sequence[date]) -> bool:
    """Whether the cell outranks the log: the newer does; of one day what is further along; undated what is unknown."""
    if not outcomes:
        return True
    day, outcome = outcomes[-1]
    if turns and typed != outcome:
        return (turns[-1], STATUSES.index(typed)) > (day, STATUSES.index(outcome))
    return all(outcome != typed for _, outcome in outcomes)


def _run_of(outcomes: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """The last unbroken run of the newest outcome, oldest first."""
    run: list[tuple[date, str]] = []
    for day, outcome in reversed(outcomes):
        if outcome != outcomes[-1][1]:
            break
        run.append((day, outcome))
    return run[::-1]


def _outcome(line: LogEntry) -> bool:
    return line.outcome.strip().casefold() in _STATUS


def _touch(line: LogEntry) -> bool:
    """Whether the line is something the user sent or said that waits for an answer."""
    outcome = _STATUS.get(line.outcome.strip().casefold(), "")
    return outcome == CONTACTED or (not outcome and line.what.strip().casefold() in ("message", "call", "introduction"))


def _spoken(person: Person, entry: PersonEntry, lines: Iterable[LogEntry], today: date) -> list[date]:
    """Days of contact. A connection, an import, or a change of mind in the log is none."""
    days = [line.date for line in lines if _is_contact(line)]
    days += [entry.last_contact, person.said.last_contact, person.ties.last_message]  # type: ignore[list-item]
    days += entry.turns if _STATUS.get(entry.status.strip().casefold(), TO_CONTACT) not in _SILENT else ()
    return [day for day in days if day and day <= today]


def _is_contact(line: LogEntry) -> bool:
    outcome = _STATUS.get(line.outcome.strip().casefold(), "")
    return outcome not in _SILENT


def _touches(status: str, entry: PersonEntry, lines: Sequence[LogEntry], today: date) -> int:
    """Days on which the user wrote or called since they last answered; at least one once Contacted."""
    if status not in (CONTACTED, NO_ANSWER):
        return 0
    answered = max(
        (line.date for line in lines if _STATUS.get(line.outcome.strip().casefold()) in _ANSWERED), default=None
    )
    days = {line.date for line in lines if _touch(line)}
    if status == CONTACTED:
        logged = max(days, default=date.min)
        days |= {day for day in entry.turns if logged < day <= today}
    if entry.last_contact and entry.last_contact <= today and entry.last_contact > max(days, default=date.min):
        days.add(entry.last_contact)
    return max(1, sum(answered is None or day > answered for day in days))


def _last_ask(lines: Sequence[LogEntry], entry: PersonEntry, status: str, today: date) -> date | None:
    asks = [line.date for line in lines if _touch(line)] + [day for day in entry.turns if day <= today]
    if status != TO_CONTACT and entry.last_contact and entry.last_contact <= today:
        asks.append(entry.last_contact)
    return max(asks, default=None)


def _since(lines: Iterable[LogEntry], turned: date | None, thanks: bool) -> bool:
    """Whether the log has thanks on or after that day, or any other contact after it."""
    if not turned:
        return False
    if thanks:
        return any(line.what.strip().casefold() == "thanks" and line.date >= turned for line in lines)
    return any(line.what.strip().casefold() != "thanks" and line.date > turned and _is_contact(line) for line in lines)


def _fresh_word(person: Person, last: date | None) -> date | None:
    theirs = person.ties.last_from_them
    return theirs if theirs and theirs == person.ties.last_message and theirs == last else None


def _own_word(person: Person, last: date | None) -> date | None:
    ours = person.ties.last_message if person.ties.sent else None
    return ours if ours and ours == last and ours != person.ties.last_from_them else None


def _replied(found: Standing, person: Person) -> Standing:
    """The standing after their newest message: Replied while it is unanswered, their turn again once answered."""
    theirs = person.ties.last_from_them
    if found.status not in _OURS or not theirs or not found.turned or theirs < (found.last_ask or found.turned):
        return found
    if found.fresh_word:
        return replace(found, status=REPLIED, turned=theirs, touches=0)
    if found.status != NO_ANSWER and found.last_contact and found.last_contact > theirs:
        return replace(found, status=CONTACTED, turned=found.last_contact, touches=1)
    return found


def _snoozed(found: Standing, entry: PersonEntry, today: date) -> Standing:
    """What shuts the gate; a snooze that has passed counts as To contact."""
    if entry.do_not_contact or found.status == DO_NOT_CONTACT:
        return replace(found, status=DO_NOT_CONTACT, shut="Do not contact")
    if entry.snooze_until and entry.snooze_until > today:
        return replace(found, status=SNOOZED, shut=f"Snoozed until {day_text(entry.snooze_until, today)}")
    if found.status == DECLINED:
        return replace(found, shut="Declined")
    spoken_since = entry.snooze_until and found.last_contact and found.last_contact >= entry.snooze_until
    if found.status == SNOOZED and not entry.snooze_until:
        return replace(found, shut="Snoozed without a date: type one into Snooze until")
    if entry.snooze_until and not spoken_since and found.status in (SNOOZED, NO_ANSWER):
        return replace(found, status=TO_CONTACT, turned=entry.snooze_until, touches=0, last_ask=None)
    return found


def standings(
    people: Mapping[str, Person], entries: Mapping[str, PersonEntry], log: Iterable[LogEntry], today: date
) -> dict[str, Standing]:
    """The standing of everybody in ``people``."""
    lines: dict[str, list[LogEntry]] = {}
    for line in log:
        lines.setdefault(line.person_id, []).append(line)
    return {
        id_: standing(person, entries.get(id_) or first_entry(person), lines.get(id_, ()), today)
        for id_, person in people.items()
    }


def first_entry(person: Person) -> PersonEntry:
    """What stands for the cells of somebody who has no row yet: what they said in the sources fills a new row."""
    said = person.said
    return PersonEntry(
        grade=said.grade,
        status=said.status,
        last_contact=said.last_contact,
        next_action=said.next_action,
        next_date=said.next_date,
    )
