"""Rows and path lines with their words: one teller and one asker for each sought role."""

from collections.abc import Sequence

from syncer.core.asks import Asker, channel
from syncer.core.cadence import FIRST, Section
from syncer.core.candidates import Candidate, Field, Scored, sought_role
from syncer.core.listing import Listing
from syncer.core.outreach import OutreachRow, Path, PathKind, Target
from syncer.core.words import Teller

BEST_PATHS = 3


class Voice:
    """Says why, what to ask and what comes next, for everybody on one list."""

    def __init__(self, field: Field) -> None:
        self._field = field
        world = field.world
        self._sought = {id_: sought_role(target, world.tuning, world.me) for id_, target in field.targets.items()}
        self._anywhere = sought_role(Target("", ""), world.tuning, world.me)
        self._teller = Teller(world.today, world.tuning, self.name)

    def name(self, id_: str) -> str:
        """A person's name, or ``""`` for somebody unknown."""
        person = self._field.world.people.get(id_)
        return person.name if person else ""

    def target(self, id_: str) -> Target:
        """The target with that id."""
        return self._field.targets[id_]

    def emails(self, id_: str) -> tuple[str, ...]:
        """Their addresses without old work ones: of a target where they do not work any more."""
        person, judge = self._field.world.people[id_], self._field.world.employers.judge
        left = {path.target_id for path in self._field.paths.get(id_, ()) if path.kind is PathKind.FORMER}
        old = {
            email
            for email in (person.emails if left else ())
            for match in judge("", email.rpartition("@")[2])
            if match.target_id in left
        }
        return tuple(email for email in person.emails if email not in old)

    def why(self, one: Candidate, way: Scored) -> str:
        """Why ask this person by this path."""
        return self._teller.why(one, way, self.target(way.path.target_id))

    def due(self, one: Candidate) -> str:
        """Why somebody in conversation stands on Today."""
        return self._teller.due(one, one.best, self.target(one.target_id))

    def ask(self, one: Candidate, way: Scored) -> str:
        """What to ask them."""
        return self.asker(way.path.target_id).ask(one, way, self.target(way.path.target_id))

    def asker(self, target_id: str) -> Asker:
        """The asker for what is sought at that target; "" is no target in particular."""
        return Asker(self._sought.get(target_id, self._anywhere), self.name)

    def row(self, one: Candidate, rank: int, listing: Listing) -> OutreachRow:
        """One row of Outreach."""
        today_new = one.id in listing.today_new
        step, text, emails = one.step, one.step.text, self.emails(one.id)
        due = step.due
        if step.section is Section.NEW:
            text = FIRST.text if today_new else "In line"
            due = self._field.rules.days.add(self._field.world.today, 0) if today_new else None
        return OutreachRow(
            person_id=one.id,
            target_id=one.target_id,
            rank=rank,
            score=one.best.score,
            shown_score=one.shown,
            path=one.best.path,
            why=self.why(one, one.best),
            ask=self.ask(one, one.best),
            channel=channel(one, emails),
            evidence=one.best.path.evidence,
            effective_status=step.status or one.standing.status,
            last_contact=one.standing.last_contact,
            suggested_next=text,
            suggested_date=due,
            what=step.what,
            email=next(iter(emails), ""),
            also_useful_for=tuple(way.path.target_id for way in one.ways if way.path.target_id != one.target_id),
            grade=one.grade,
        )

    def best_paths(self, everyone: Sequence[Candidate]) -> tuple[tuple[Path, str], ...]:
        """The best three paths of each target with their words, targets by name."""
        by_target: dict[str, list[tuple[Candidate, Scored]]] = {}
        for one in everyone:
            if not one.standing.shut:
                for way in one.ways:
                    by_target.setdefault(way.path.target_id, []).append((one, way))
        lines: list[tuple[Path, str]] = []
        for target in sorted(self._field.targets.values(), key=lambda one: (one.name.casefold(), one.id)):
            best = sorted(by_target.get(target.id, ()), key=lambda pair: (-pair[1].score.total, pair[0].id))
            lines += [(way.path, self.sentence(one, way)) for one, way in best[:BEST_PATHS]]
        return tuple(lines)

    def sentence(self, one: Candidate, way: Scored) -> str:
        """Why and ask in one line."""
        ask = self.asker(way.path.target_id).first(one, way, self.target(way.path.target_id))
        return f"{self.why(one, way)} → {ask}"
