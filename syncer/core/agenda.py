"""What is to be done with whom on which day: today's list, and what falls due in the coming weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core.candidates import World
from syncer.core.outreach import Outreach

HORIZON_DAYS = 60
"""Days: what falls due later is likely to be another step by then."""
_STEPS = ("Answer", "Meeting", "Your plan", "Thank them", "Nudge", "Remind", "Report back", "Check in")
"""Next steps that have a day of their own; first messages have none before they are on Today."""
KEEP_IN_TOUCH = "Keep in touch"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One thing to do. ``day`` is today for what is overdue; ``today``: it stands on Today.

    ``words``: why, what to ask.
    """

    what: str
    person_id: str
    name: str
    target: str
    day: date
    words: tuple[str, ...]
    channel: str = ""
    today: bool = False

    @property
    def title(self) -> str:
        """``Nudge: Ana Ruiz (Acme)``."""
        return f"{self.what}: {self.name}" + (f" ({self.target})" if self.target else "")


def agenda(world: World, outreach: Outreach) -> tuple[Appointment, ...]:
    """Everything with a day, by day; what stands on Today in the order of Today."""
    listed = tuple(_on_today(world, outreach))
    taken = {(one.person_id, one.what) for one in listed}
    later = [one for one in _to_come(world, outreach) if (one.person_id, one.what) not in taken]
    return (*listed, *sorted(later, key=lambda one: (one.day, one.title.casefold(), one.person_id)))


def _on_today(world: World, outreach: Outreach) -> Iterator[Appointment]:
    targets = {target.id: target.name for target in world.targets}
    for item in outreach.today:
        name = world.people[item.person_id].name
        day = max(item.due, world.today)
        words = tuple(filter(None, (item.why, item.ask)))
        yield Appointment(
            item.what, item.person_id, name, targets.get(item.target_id, ""), day, words, item.channel, True
        )


def _to_come(world: World, outreach: Outreach) -> Iterator[Appointment]:
    targets = {target.id: target.name for target in world.targets}
    last = world.today + timedelta(days=HORIZON_DAYS)
    listed = {row.person_id for row in outreach.rows}
    for row in outreach.rows:
        if row.what in _STEPS and row.suggested_date and world.today < row.suggested_date <= last:
            name = world.people[row.person_id].name
            target, words = targets.get(row.target_id, ""), (row.suggested_next, row.ask)
            yield Appointment(row.what, row.person_id, name, target, row.suggested_date, words, row.channel)
    for id_, day in outreach.keep_in_touch.items():
        if id_ not in listed and world.today < day <= last:
            yield Appointment(KEEP_IN_TOUCH, id_, world.people[id_].name, "", day, ())
