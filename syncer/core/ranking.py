"""The list: who to contact next, for which target, why, what to ask, what comes after. Pure; ``rank`` is the way in.

The same input in any order gives the same list, and ranking again with the scores it placed gives the same list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from syncer.core.cadence import Rules
from syncer.core.candidates import (
    CHOSEN,
    Field,
    World,
    candidate,
    entry_of,
    grade_of,
    is_closed,
    row_targets,
    sought_role,
    started_today,
)
from syncer.core.listing import Listing, ordered
from syncer.core.outreach import Outcome, Outreach, Path
from syncer.core.overlaps import overlaps_with
from syncer.core.paths import Hints, Remembering, find_paths
from syncer.core.standing import standings
from syncer.core.summaries import keep_in_touch, summaries
from syncer.core.titles import role_of
from syncer.core.today import today_items
from syncer.core.voice import Voice
from syncer.core.workdays import Workdays

__all__ = ["World", "rank"]


def rank(world: World) -> Outreach:
    """The whole outreach of one day."""
    world = replace(world, employers=Remembering(world.employers))
    field = _field(world)
    everyone = [one for id_ in sorted(field.standings) if (one := candidate(field, id_))]
    allowed = [one for one in everyone if not one.standing.shut]
    listing = ordered(allowed, field.rules, started_today(allowed, world.today))
    voice = Voice(field)
    rows = tuple(voice.row(one, place, listing) for place, one in enumerate(listing.order, 1))
    due = keep_in_touch(field)
    return Outreach(
        rows=rows,
        today=today_items(field, listing, rows, due, voice),
        paths=voice.best_paths(everyone),
        targets=summaries(field, everyone, listing),
        overlaps=field.overlaps,
        keep_in_touch=due,
        off_list=_off_list(field, listing),
    )


def _field(world: World) -> Field:
    """What all candidates share: calendar, paths, overlaps, standings of everybody the list may speak of."""
    people = {id_: world.people[id_] for id_ in sorted(world.people)}
    targets = {target.id: target for target in sorted(world.targets, key=lambda one: one.id)}
    grades = {id_: grade for id_ in people if (grade := grade_of(world, id_))}
    knows = {id_: entry.knows_someone_at for id_, entry in world.entries.items() if entry.knows_someone_at}
    found = find_paths(people, Hints(knows, grades), world.employers, world.today)
    paths = _known_targets(found.paths, targets)
    concerned = sorted(grades.keys() | _concerned(world, paths))
    entries = {id_: entry_of(world, id_) for id_ in concerned}
    return Field(
        world=world,
        rules=Rules(world.tuning, Workdays(world.tuning.country), world.today),
        targets=targets,
        paths=paths,
        overlaps=overlaps_with(world.me, people.values(), world.employers.key, _Sizes(world), world.today),
        standings=standings({id_: people[id_] for id_ in concerned}, entries, world.log, world.today),
        sought={id_: role_of(sought_role(target, world.tuning, world.me)) for id_, target in targets.items()},
        mutual=found.mutual,
    )


def _known_targets(paths: Mapping[str, tuple[Path, ...]], targets: Iterable[str]) -> dict[str, tuple[Path, ...]]:
    """Only paths to targets of this world."""
    known = frozenset(targets)
    kept = {id_: tuple(path for path in ways if path.target_id in known) for id_, ways in paths.items()}
    return {id_: ways for id_, ways in kept.items() if ways}


def _concerned(world: World, paths: Mapping[str, tuple[Path, ...]]) -> set[str]:
    """People with a path, with a target that somebody typed or wrote to them about, or with a row on the list."""
    typed = {id_ for id_, entry in world.entries.items() if entry.pinned_target or entry.held_target}
    return (typed | world.listed | set(paths)) & world.people.keys()


class _Sizes:
    """Employees by employer text: the Size cell where the employer is a target, otherwise shipped knowledge."""

    def __init__(self, world: World) -> None:
        self._employers = world.employers
        self._typed = {target.id: target.size for target in world.targets if target.size}

    def __call__(self, text: str) -> int | None:
        for match in self._employers.judge(text) if self._typed else ():
            if match.outcome is Outcome.MATCH and match.target_id in self._typed:
                return self._typed[match.target_id]
        return self._employers.size(text)


def _off_list(field: Field, listing: Listing) -> dict[str, str]:
    """Why people whose rows stand in the sheet are no longer on the list."""
    world = field.world
    listed = {one.id for one in listing.order}
    beyond = {one.id for one in listing.beyond}
    reasons: dict[str, str] = {}
    for id_ in sorted(world.listed - listed):
        if id_ not in world.people:
            if not world.partial:
                reasons[id_] = "Not in your sources any more"
        elif field.standings[id_].shut:
            reasons[id_] = field.standings[id_].shut
        elif id_ in beyond:
            reasons[id_] = f"Beyond the first {world.tuning.max_rows}"
        else:
            reasons[id_] = _no_way(field, id_)
    return reasons


def _no_way(field: Field, id_: str) -> str:
    """Why no open target is left, or, where the row stands for a closed one, what would bring them back."""
    entry, ways = entry_of(field.world, id_), [field.targets[path.target_id] for path in field.paths.get(id_, ())]
    step = field.rules.next_step(field.standings[id_], entry)
    for target_id, reason in row_targets(field, entry, step)[:1]:
        open_ways = [target.name for target in ways if not is_closed(target)]
        clear = f": clear Target to ask them about {open_ways[0]}" if open_ways and reason == CHOSEN else ""
        return f"{field.targets[target_id].name} is closed{clear}"
    return f"{ways[0].name} is closed" if ways else "No path to a company on your list any more"
