"""The values of the report. Positions lie in a disc around the user, who stands at (0, 0)."""

from dataclasses import dataclass
from datetime import date

from syncer.core.model import Grade


@dataclass(frozen=True, slots=True)
class Coverage:
    """One target: people who work there now, who did, and who can help otherwise; how many conversations are open."""

    target: str
    insiders: int
    former: int
    bridges: int
    live: int
    next_step: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel and how many people reached it, or went further."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Of how many people written to, how many answered. ``group``: a grade or a path in words."""

    group: str
    written: int
    answered: int


@dataclass(frozen=True, slots=True)
class Due:
    """Something that was to be done before today. ``days``: how long ago."""

    name: str
    target: str
    what: str
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Ungraded:
    """Somebody on the list of whom nobody said how well they are known."""

    name: str
    target: str
    path: str
    rank: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a waterfall: what was compared, the two values, bits it adds or takes away."""

    what: str
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records that became one person: total match weight in bits and the bars that add up to it."""

    person: str
    left: str
    right: str
    weight: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A person on the map. ``target`` is the position of theirs in the list of targets, -1 for nobody's path.

    ``also``: further targets; ``through``: position of the person they know there, -1 where none.
    """

    name: str
    x: float
    y: float
    grade: Grade
    target: int
    path: str
    why: str
    ask: str
    rank: int
    status: str
    also: tuple[int, ...] = ()
    through: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """A target on the map."""

    name: str
    x: float
    y: float
    people: int


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """Targets around, people between; those who lead to none are ``others``, outermost."""

    places: tuple[Place, ...]
    spots: tuple[Spot, ...]
    others: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the report shows. ``hidden_joins``: how many more joins there are than are shown."""

    today: date
    people: int
    coverage: tuple[Coverage, ...]
    funnel: tuple[Step, ...]
    by_grade: tuple[Rate, ...]
    by_path: tuple[Rate, ...]
    overdue: tuple[Due, ...]
    ungraded: tuple[Ungraded, ...]
    ungraded_in_all: int
    joins: tuple[Joined, ...]
    hidden_joins: int
    map: NetworkMap
