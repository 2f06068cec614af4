"""What a member can open for others: for each company of the council, how many of their people are or were there.

Only what their own sources and cells say first-hand: nobody who is known through another member, nobody under Do not
contact, no match that waits in Review.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from syncer.core.model import Person
from syncer.core.outreach import Employers, Evidence, Path, PathKind, PersonEntry, Tier
from syncer.core.paths import Hints, Remembering, find_paths

_FIRM = (Evidence.CONFIRMED, Evidence.LIKELY, Evidence.POTENTIAL)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a member knows at one company. ``names``: those there now first, each group by name."""

    now: int
    before: int
    evidence: Evidence
    names: tuple[str, ...]


def known_at(
    people: Mapping[str, Person],
    entries: Mapping[str, PersonEntry],
    employers: Employers,
    today: date,
    council: str,
) -> dict[str, Known]:
    """Target id -> whom this member knows there. ``employers`` judges against the council's companies;
    ``council``: the name of the source that says what others know.
    """
    own = {id_: one for id_, one in people.items() if _may_be_told(one, entries.get(id_), council)}
    ways: dict[str, list[Path]] = {}
    for found in find_paths(own, Hints({}, {}), Remembering(employers), today).paths.values():
        for path in found:
            if path.kind in (PathKind.NOW, PathKind.FORMER) and path.tier is not Tier.REVIEW:
                ways.setdefault(path.target_id, []).append(path)
    return {target: _known(own, paths) for target, paths in sorted(ways.items())}


def _may_be_told(person: Person, entry: PersonEntry | None, council: str) -> bool:
    return council not in person.sources and not (entry is not None and entry.do_not_contact)


def _known(people: Mapping[str, Person], ways: Sequence[Path]) -> Known:
    now = [path for path in ways if path.kind is PathKind.NOW]
    before = [path for path in ways if path.kind is PathKind.FORMER]
    # Somebody who left may still know people there: no more than that.
    evidence = min((path.evidence for path in now), key=_FIRM.index, default=Evidence.POTENTIAL)
    names = tuple(name for group in (now, before) for name in _names(people, [path.person_id for path in group]))
    return Known(len(now), len(before), evidence, names)


def _names(people: Mapping[str, Person], ids: Collection[str]) -> list[str]:
    return sorted((people[id_].name for id_ in ids), key=lambda name: (name.casefold(), name))
