"""Whom to grade next, and what helps to remember how well one knows them. The most useful first.

Somebody who leads to a target moves the list at once, so they come in list order. Then come those with whom something
is known to have happened (messages, work together, a recommendation, a phone number), then everybody else by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from syncer.core.candidates import World, entry_of, grade_of
from syncer.core.model import Person
from syncer.core.outreach import Evidence, Outreach, Overlap, PathKind
from syncer.core.phrases import lasting, month_text


@dataclass(frozen=True, slots=True)
class Card:
    """One person to grade. ``leads``: how they lead to which target, ``""`` for nobody's path; ``ties``: facts."""

    person_id: str
    name: str
    work: str
    leads: str
    ties: tuple[str, ...]

    @property
    def listed(self) -> bool:
        """Whether they lead to a target."""
        return bool(self.leads)


_LEADS = {
    PathKind.NOW: "works at {} now",
    PathKind.FORMER: "worked at {} before",
    PathKind.KNOWS: "may know someone at {}",
    PathKind.RECRUITER: "recruits for {}",
    PathKind.RELATED: "works in the same group as {}",
    PathKind.CLIENT: "works at a client of {}",
}


def cards(world: World, outreach: Outreach) -> tuple[Card, ...]:
    """Everybody who has no grade and may be contacted, the most useful first."""
    rows = {row.person_id: row for row in outreach.rows}
    targets = {target.id: target.name for target in world.targets}

    def place(person: Person) -> tuple[float, ...]:
        row, overlap = rows.get(person.id), outreach.overlaps.get(person.id)
        return (-row.shown_score if row else 1.0, row.rank if row else 0, -_closeness(person, overlap))

    blank = [
        person
        for id_, person in sorted(world.people.items())
        if not grade_of(world, id_) and not entry_of(world, id_).do_not_contact
    ]
    blank.sort(key=lambda person: (place(person), person.name.casefold(), person.id))
    return tuple(
        Card(
            person.id,
            person.name,
            ", ".join(filter(None, (person.title, person.employer))),
            _LEADS[row.path.kind].format(targets.get(row.target_id, "")) if (row := rows.get(person.id)) else "",
            tuple(_ties(person, outreach.overlaps.get(person.id))),
        )
        for person in blank
    )


def _closeness(person: Person, overlap: Overlap | None) -> float:
    """Signs that somebody is more than a name in an address book; only their order means anything."""
    ties = person.ties
    return (
        2.0 * min(ties.sent, ties.received, 20)
        + 10.0 * (ties.recommended_you or ties.you_recommended)
        + (10.0 if overlap and overlap.evidence is not Evidence.POTENTIAL else 0.0)
        + 5.0 * bool(person.phones)
        + 2.0 * (len(person.sources) - 1)
    )


def _ties(person: Person, overlap: Overlap | None) -> Iterator[str]:
    """What is known to have happened between you, in short pieces."""
    ties = person.ties
    if overlap:
        together = f" for {lasting(overlap.months)}" if overlap.months else ""
        doubt = "" if overlap.evidence is Evidence.CONFIRMED else f" ({overlap.evidence.value.lower()})"
        yield f"both at {overlap.employer}{together}{doubt}"
    if count := ties.sent + ties.received:
        last = f", the last in {month_text(day.year, day.month)}" if (day := ties.last_message) else ""
        yield f"{count} message{'s' * (count > 1)}{last}"
    if ties.recommended_you or ties.you_recommended:
        yield "they recommended you" if ties.recommended_you else "you recommended them"
    if person.connected_on:
        yield f"connected in {month_text(person.connected_on.year, person.connected_on.month)}"
    if person.phones:
        yield "you have their number"
    if len(person.sources) > 1:
        yield f"in {', '.join(person.sources)}"
