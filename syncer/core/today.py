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
    """People to keep in touch with who are due and not in line for anything else, longest overdue first."""
    world = field.world
    on_list = {one.id for one in listing.order}
    due = sorted((day, id_) for id_, day in keep_due.items() if day <= world.today and id_ not in on_list)
    for day, id_ in due[: world.tuning.keep_per_day]:
        last = field.standings[id_].last_contact or day
        why = f"Last spoke {ago(last, world.today)}."
        way = reach(world.people[id_], grade_of(world, id_), voice.emails(id_))
        yield TodayItem(0, "Keep in touch", id_, "", why, voice.asker("").step("Keep in touch"), way, day)
