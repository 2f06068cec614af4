"""What is known of one person's way and yours with them, dated: jobs, messages, the Log, what was planned."""

from collections.abc import Iterator, Sequence
from datetime import date

from syncer.core.model import PartialDate, Person
from syncer.core.outreach import LogEntry, OutreachRow, PersonEntry, Target

Event = tuple[str, str]
"""The day as far as it is known (2021, 2021-09, 2021-09-03), and what happened."""
_Dated = tuple[PartialDate, str]


def story(
    person: Person,
    entry: PersonEntry,
    log: Sequence[LogEntry],
    targets: Sequence[Target],
    row: OutreachRow | None = None,
    since: date | None = None,
) -> tuple[Event, ...]:
    """Everything that has a day, oldest first; what is to come is last. ``since``: when they came into the workbook."""
    names = {target.id: target.name for target in targets}
    events = [
        *_jobs(person),
        *_ties(person),
        *([(_whole(since), "came into this workbook")] if since else []),
        *_log(log, names),
        *_cells(entry),
    ]
    if row and row.suggested_date:
        events.append((_whole(row.suggested_date), f"next: {row.suggested_next}"))
    events.sort(key=lambda event: (event[0].earliest(), event[0]))
    return tuple((str(day), words) for day, words in events)


def _jobs(person: Person) -> Iterator[_Dated]:
    for job in person.positions:
        where = f"{job.employer} ({job.title})" if job.title else job.employer
        if job.started:
            yield job.started, f"began at {where}"
        if job.ended:
            yield job.ended, f"left {where}"
    if person.changed_job:
        yield _whole(person.changed_job), f"your data shows the new job at {person.employer}"


def _ties(person: Person) -> Iterator[_Dated]:
    ties = person.ties
    if person.connected_on:
        yield _whole(person.connected_on), "you connected on LinkedIn"
    if ties.first_message:
        yield _whole(ties.first_message), "the first message between you"
    if ties.last_message and ties.last_message != ties.first_message:
        whose = "from them" if ties.last_message == ties.last_from_them else "from you"
        yield _whole(ties.last_message), f"the last message between you, {whose}"


def _log(log: Sequence[LogEntry], names: dict[str, str]) -> Iterator[_Dated]:
    for line in log:
        about = f"about {names[line.target_id]}" if line.target_id in names else ""
        by = f"by {line.by}" if line.by else ""
        said = ", ".join(filter(None, (line.what, line.outcome, about, by)))
        yield _whole(line.date), f"in the Log: {said or 'a line without words'}"


def _cells(entry: PersonEntry) -> Iterator[_Dated]:
    """What people's own cells tell; a status has no day of its own but the one on which it was first seen."""
    for place, day in enumerate(entry.turns):
        yield _whole(day), f"Status became {entry.status}" if place == 0 else "another contact, by Last contact"
    if entry.last_contact and entry.last_contact not in entry.turns:
        yield _whole(entry.last_contact), "last contact, as noted"
    if entry.snooze_until:
        yield _whole(entry.snooze_until), "back from the snooze"
    if entry.next_date:
        yield _whole(entry.next_date), f"planned: {entry.next_action or 'your next step'}"


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
