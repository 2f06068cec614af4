"""What the list says about each target: counts, the best person, the next step, and ways on where nobody is known."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from syncer.core.cadence import Section
from syncer.core.candidates import Candidate, Field, entry_of, grade_of, is_closed
from syncer.core.listing import Listing
from syncer.core.outreach import Path, PathKind, Target, TargetSummary, Tier
from syncer.core.phrases import day_text

_SECOND_DEGREE = "%5B%22S%22%5D"
_BOTH_DEGREES = "%5B%22F%22%2C%22S%22%5D"


def keep_in_touch(field: Field) -> dict[str, date]:
    """Person id -> the day on which keeping in touch falls due."""
    world, due = field.world, {}
    for id_, found in field.standings.items():
        day = field.rules.keep_in_touch_due(found, entry_of(world, id_), grade_of(world, id_))
        if day:
            due[id_] = day
    return due


def summaries(field: Field, everyone: Sequence[Candidate], listing: Listing) -> tuple[TargetSummary, ...]:
    """One summary for each target, in the order of the targets."""
    ways: dict[str, list[Path]] = {}
    for paths in field.paths.values():
        for path in paths:
            ways.setdefault(path.target_id, []).append(path)
    return tuple(_summary(field, target, ways.get(target.id, []), everyone, listing) for target in field.world.targets)


def _summary(
    field: Field,
    target: Target,
    ways: Sequence[Path],
    everyone: Sequence[Candidate],
    listing: Listing,
) -> TargetSummary:
    sure = [path for path in ways if path.tier is not Tier.REVIEW]
    insiders = sum(path.kind is PathKind.NOW for path in sure)
    former = sum(path.kind is PathKind.FORMER for path in sure)
    bridges = len(sure) - insiders - former
    here = [one for one in listing.order if one.target_id == target.id]
    live = [one for one in everyone if one.target_id == target.id and one.live]
    other = None if here else _same_company(field, target)
    elsewhere = [] if here else _elsewhere(listing, target)
    best = next(iter(here or elsewhere), None)
    return TargetSummary(
        target_id=target.id,
        insiders=insiders,
        former=former,
        bridges=bridges,
        best_person=best.person.name if best else "",
        live=len(live),
        advocacy="Y" if insiders else "",
        next_step=_next_step(field, target, here)
        if here or is_closed(target)
        else _no_row(field, other, elsewhere, ways),
        search_link=search_link(target.name, _BOTH_DEGREES if insiders else _SECOND_DEGREE),
        no_one_yet="" if ways else no_one_yet(field, target),
    )


def search_link(company: str, network: str = _BOTH_DEGREES) -> str:
    """LinkedIn's people search for a company among the user's first and second degree."""
    return f"https://www.linkedin.com/search/results/people/?keywords={quote(company)}&network={network}"


def _next_step(field: Field, target: Target, here: Sequence[Candidate]) -> str:
    if is_closed(target):
        return "Closed"
    first, today = here[0], field.world.today
    step, name = first.step, first.person.name
    if step.section is Section.NEW:
        return f"Write to {name}"
    when = f" by {day_text(step.due, today)}" if step.due and step.due >= today else ""
    if step.section in (Section.WAITING, Section.RESTING):
        return f"{name}: wait{f' until {day_text(step.due, today)}' if step.due else ''}"
    return f"{name}: {step.what.lower()}{when}"


def _same_company(field: Field, target: Target) -> Target | None:
    """Another target that is the same company in other words ("stripe inc" and "Stripe"), the first in the tab."""
    key = field.world.employers.key
    wanted = key(target.name)
    twins = (one for one in field.world.targets if one.id != target.id and wanted and key(one.name) == wanted)
    return next(twins, None)


def _elsewhere(listing: Listing, target: Target) -> list[Candidate]:
    """People on the list who lead to this target too, though their rows stand for another; the first in line first."""
    return [one for one in listing.order if any(way.path.target_id == target.id for way in one.ways)]


def _no_row(field: Field, twin: Target | None, elsewhere: Sequence[Candidate], ways: Sequence[Path]) -> str:
    """What comes next at a target for which nobody's row stands, in step with the counts beside it."""
    if twin and elsewhere and elsewhere[0].target_id == twin.id:
        return f"Same company as {twin.name}: see its row"
    if elsewhere:
        one = elsewhere[0]
        return f"{one.person.name} leads here too: first about {field.targets[one.target_id].name}"
    if ways:
        return "Nobody to write to now: see Off list in Outreach"
    return "Find a first person: see No one yet"


def no_one_yet(field: Field, target: Target) -> str:
    """Ways on where nobody leads to a target."""
    school = next((one.employer for one in field.world.me.schools if one.employer), "")
    alumni = f"; look for people from {school} there" if school else ""
    return (
        f"Open the search link and see who you both know{alumni}; ask two people you know well whether they know "
        f"someone at {target.name} and write it into Knows someone at."
    )
