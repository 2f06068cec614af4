"""A month of a job search, day by day: somebody does what Today says, and people answer, or do not.

No single rule is tested here but that they live together: nobody is pestered, nothing is forgotten.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from syncer.core.candidates import World
from syncer.core.outreach import LogEntry, Outreach, PersonEntry, Target, TodayItem
from syncer.core.ranking import rank
from syncer.core.workdays import Workdays
from tests.core.outreach_world import MONDAY, person, world

DAYS = 60
US = Workdays("US")


@dataclass
class Seeker:
    """Does everything on Today, writes it into the log, and hears back from some within days."""

    world: World
    luck: random.Random
    asked: dict[str, list[date]] = field(default_factory=dict)
    answers: dict[date, list[str]] = field(default_factory=dict)
    thanked: Counter[str] = field(default_factory=Counter)

    def live(self, today: date) -> Outreach:
        """One day: hear who answered, read Today, do it."""
        for id_ in self.answers.pop(today, []):
            self._write(today, id_, "Other", "Replied")
        outreach = rank(replace(self.world, today=today))
        if US.is_workday(today):
            for item in outreach.today:
                self._do(today, item)
        placed = {row.person_id: row.shown_score for row in outreach.rows}
        held = {row.person_id: row.target_id for row in outreach.rows}
        entries = {
            id_: replace(entry, placed_score=placed.get(id_), held_target=held.get(id_, ""))
            for id_, entry in self.world.entries.items()
        }
        self.world = replace(self.world, entries=entries)
        return outreach

    def _do(self, today: date, item: TodayItem) -> None:
        id_ = item.person_id
        if item.what in ("First message", "Nudge"):
            self.asked.setdefault(id_, []).append(today)
            self._write(today, id_, "Message", "Contacted")
            if self.luck.random() < 0.3:
                self.answers.setdefault(today + timedelta(days=self.luck.randint(1, 9)), []).append(id_)
        elif item.what == "Answer":
            self._write(today, id_, "Coffee", "Met")
        elif item.what == "Thank them":
            self.thanked[id_] += 1
            self._write(today, id_, "Thanks", "")
        elif item.what in ("Report back", "Check in", "Keep in touch"):
            self._write(today, id_, "Other", "")

    def _write(self, today: date, id_: str, what: str, outcome: str) -> None:
        self.world = replace(self.world, log=(*self.world.log, LogEntry(today, id_, what=what, outcome=outcome)))


def beginning(luck: random.Random) -> World:
    """60 people at six companies, some graded."""
    targets = tuple(
        Target(f"t_{n}", f"Firm {n}", motivation=5 - n % 3, sought_role="Product Manager") for n in range(6)
    )
    titles = ("Product Manager", "Head of Product", "Recruiter", "Nurse", "Engineer")
    people = [person(f"p_{n:02}", f"Firm {n % 6}", luck.choice(titles)) for n in range(60)]
    entries = {one.id: PersonEntry(grade=luck.choice(("", "", "A", "B", "C"))) for one in people}
    return world(*people, targets=targets, entries=entries)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_two_months_of_following_today_nobody_is_pestered_and_nothing_is_forgotten(seed: int) -> None:
    luck = random.Random(seed)
    seeker = Seeker(beginning(luck), luck)
    for number in range(DAYS):
        today = MONDAY + timedelta(days=number)
        outreach = seeker.live(today)
        new = [item for item in outreach.today if item.what == "First message"]
        assert len(new) <= 5
        assert len({item.target_id for item in new}) == len(new)
        assert all(summary.live <= 2 for summary in outreach.targets)
        if US.is_workday(today):
            done = {(item.what, item.person_id) for item in outreach.today}
            left = {(item.what, item.person_id) for item in rank(replace(seeker.world, today=today)).today}
            assert not done & left, "what is done is off Today"
    assert all(len(days) <= 2 for days in seeker.asked.values()), "at most two unanswered touches"
    assert all(days[-1] - days[0] >= timedelta(days=9) for days in seeker.asked.values() if len(days) == 2)
    assert len(seeker.asked) >= 15
    met = {line.person_id for line in seeker.world.log if line.outcome == "Met"}
    assert met
    assert all(seeker.thanked[id_] == 1 for id_ in met)
