"""Today: the next things to do, in order: replies, meetings and thanks, follow-ups, new people, keeping in touch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from syncer.core.asks import reach
from syncer.core.cadence import Section
from syncer.core.candidates import Field, grade_of, is_due
from syncer.core.listing import Listing
from syncer.core.outreach import OutreachRow, TodayItem
from syncer.core.phrases import ago
from syncer.core.voice import Voice

_GRADES = ("A", "B", "C", "")
_WEEKDAYS = 5
_Due = tuple[date, str]
"""The day on which keeping in touch fell due, and the person's id."""


def today_items(
    field: Field, listing: Listing, rows: Sequence[OutreachRow], keep_due: Mapping[str, date], voice: Voice
) -> tuple[TodayItem, ...]:
    """What is due, then the new people of the next working day, then old friends whose turn it is."""
    items = [*_listed(field, listing, rows, voice), *_friends(field, listing, keep_due, voice)]
    return tuple(replace(item, order=place) for place, item in enumerate(items, 1))


def _listed(field: Field, listing: Listing, rows: Sequence[OutreachRow], voice: Voice) -> Iterator[TodayItem]:
    today = field.world.today
    new = frozenset(listing.today_new)
    for one, row in zip(listing.order, rows, strict=True):
        if not (one.id in new or is_due(one, today)):
            continue
        due = row.suggested_date or today
        why = row.why if one.step.section is Section.NEW else voice.due(one)
        yield TodayItem(0, one.step.what, one.id, one.target_id, why, row.ask, row.channel, due)


def _friends(field: Field, listing: Listing, keep_due: Mapping[str, date], voice: Voice) -> Iterator[TodayItem]:
    """People to keep in touch with who are due and not in line for anything else: the closest, longest overdue first.

    Others each working day, so that nobody stands in the way of the rest. Being overdue is in the words: the line is
    for today.
    """
    world = field.world
    on_list = {one.id for one in listing.order}
    due = [(day, id_) for id_, day in keep_due.items() if day <= world.today and id_ not in on_list]
    due.sort(key=lambda one: (_GRADES.index(grade_of(world, one[1])), one))
    for day, id_ in turn_of(due, world.tuning.keep_per_day, field.rules.days.add(world.today, 0)):
        last = field.standings[id_].last_contact or day
        why = f"Last spoke {ago(last, world.today)}."
        way = reach(world.people[id_], grade_of(world, id_), voice.emails(id_))
        yield TodayItem(0, "Keep in touch", id_, "", why, voice.asker("").step("Keep in touch"), way, world.today)


def turn_of(people: Sequence[_Due], most: int, day: date) -> list[_Due]:
    """Those whose turn it is on that working day, at most ``most``, in their order: all have a turn in one round.

    It depends on the day alone, so a second run on one day shows the same. A round never takes a whole number of
    weeks: who opens the list only on Mondays meets everybody too.
    """
    if not 0 < most < len(people):
        return list(people[: max(0, most)])
    round_days = -(-len(people) // most)
    round_days += round_days % _WEEKDAYS == 0
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # ordinal 1 was a Monday
    first = (weeks * _WEEKDAYS + min(weekday, _WEEKDAYS - 1)) % round_days * most
    places = sorted((first + step) % len(people) for step in range(most))
    return [people[place] for place in places]
