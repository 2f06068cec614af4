"""Where everybody stands on the map: you in the middle, targets around, people on their way between.

The nearer a person stands to the middle, the better they are known. Each target has a slice of the disc; within a slice
people of one grade fill rows side by side, the best rank first, so that the same list always gives the same map.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt

from syncer.core.model import Person
from syncer.core.outreach import OutreachRow, Target
from syncer.core.overview.model import NetworkMap, Place, Spot

RINGS: Mapping[str, tuple[float, float]] = {"A": (0.22, 0.36), "B": (0.38, 0.54), "C": (0.56, 0.7), "": (0.72, 0.88)}
"""Grade -> inner and outer radius of its ring; targets stand at 1."""
_SLICE = 0.8
"""Share of a slice that people fill; the rest keeps neighbours apart."""
_OTHERS_FROM, _OTHERS_TO = 1.15, 1.5
_GOLDEN = pi * (3 - sqrt(5))


def network(
    targets: Sequence[Target], rows: Sequence[OutreachRow], people: Mapping[str, Person], grades: Mapping[str, str]
) -> NetworkMap:
    """The map of a list. ``grades``: person id -> grade that counts. Rows off the list are left out."""
    listed = sorted((row for row in rows if not row.off_list), key=lambda row: (row.rank, row.person_id))
    number = {target.id: index for index, target in enumerate(targets)}
    listed = [row for row in listed if row.target_id in number]
    spot_of = {row.person_id: index for index, row in enumerate(listed)}
    seats = _seats(listed, grades, number, len(targets))
    spots = tuple(
        Spot(
            name=people[row.person_id].name,
            x=seats[row.person_id][0],
            y=seats[row.person_id][1],
            grade=row.grade,
            target=number[row.target_id],
            path=str(row.path.kind.value),
            why=row.why,
            ask=row.ask,
            rank=row.rank,
            status=row.effective_status,
            also=tuple(number[one] for one in row.also_useful_for if one in number),
            through=spot_of.get(row.path.through, -1),
        )
        for row in listed
    )
    return NetworkMap(_places(targets, listed), spots, _others(len(people) - len(spots)))


def _places(targets: Sequence[Target], listed: Iterable[OutreachRow]) -> tuple[Place, ...]:
    counts: dict[str, int] = {}
    for row in listed:
        counts[row.target_id] = counts.get(row.target_id, 0) + 1
    found = []
    for index, target in enumerate(targets):
        x, y = _at(1.0, _angle(index, len(targets)))
        found.append(Place(target.name, x, y, counts.get(target.id, 0)))
    return tuple(found)


def _seats(
    listed: Sequence[OutreachRow], grades: Mapping[str, str], number: Mapping[str, int], targets: int
) -> dict[str, tuple[float, float]]:
    rings: dict[tuple[int, str], list[str]] = {}
    for row in listed:
        grade = grades.get(row.person_id, "")
        rings.setdefault((number[row.target_id], grade if grade in RINGS else ""), []).append(row.person_id)
    seats: dict[str, tuple[float, float]] = {}
    for (target, grade), ids in rings.items():
        inner, outer = RINGS[grade]
        seats |= zip(
            ids, _rows(len(ids), inner, outer, _angle(target, targets), 2 * pi / targets * _SLICE), strict=True
        )
    return seats


def _rows(count: int, inner: float, outer: float, middle: float, width: float) -> list[tuple[float, float]]:
    """So many seats, in rows that are about as far apart as the seats in them."""
    width = min(width, pi / 2)
    radius = (inner + outer) / 2
    deep = max(1, round(sqrt(count * (outer - inner) / (width * radius))))
    wide = -(-count // deep)
    found = []
    for seat in range(count):
        row, column = divmod(seat, wide)
        here = min(wide, count - row * wide)
        angle = middle + width * ((column + 0.5) / here - 0.5)
        found.append(_at(inner + (outer - inner) * (row + 0.5) / deep, angle))
    return found


def _others(count: int) -> tuple[tuple[float, float], ...]:
    """A ring of dots outside, as even as the seeds of a sunflower."""
    span = _OTHERS_TO**2 - _OTHERS_FROM**2
    return tuple(
        _at(sqrt(_OTHERS_FROM**2 + span * (index + 0.5) / count), index * _GOLDEN) for index in range(max(count, 0))
    )


def _angle(index: int, count: int) -> float:
    """The direction of a target, clockwise from the top."""
    return 2 * pi * index / count - pi / 2


def _at(radius: float, angle: float) -> tuple[float, float]:
    return round(radius * cos(angle), 4), round(radius * sin(angle), 4)
