"""Who worked together: their jobs beside the user's own, and beside those of people inside a target."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from syncer.core.model import Me, Person, Position
from syncer.core.outreach import Evidence, Overlap
from syncer.core.priority import SHORTEST_OVERLAP, middle, overlap_points
from syncer.core.titles import related_functions, role_of

_DAYS_A_MONTH = 30.44
_FIRMNESS = (Evidence.POTENTIAL, Evidence.LIKELY, Evidence.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Span:
    """When somebody held a job, as far as known. ``ended`` is None both while it lasts and when it is unknown."""

    started: date | None
    ended: date | None
    current: bool

    def end(self, today: date) -> date | None:
        """The last day known to belong to it; None when unknown."""
        return today if self.current and not self.ended else self.ended


def span(position: Position) -> Span:
    """The dates of a position; of a partial date its middle."""
    started, ended = position.started, position.ended
    return Span(middle(started) if started else None, middle(ended) if ended else None, position.current)


@dataclass(frozen=True, slots=True)
class _Mine:
    position: Position
    span: Span
    function: str


def overlaps_with(
    me: Me,
    people: Iterable[Person],
    key: Callable[[str], str],
    size: Callable[[str], int | None],
    today: date,
) -> dict[str, Overlap]:
    """Person id -> the strongest time they and the user worked at the same employer, where there is any.

    Confirmed: both jobs are dated and meet. Likely: the user's job is dated and they connected during it. Potential:
    the same employer, times unknown (0 months). Two dated jobs that do not meet are no overlap.
    """
    mine: dict[str, list[_Mine]] = {}
    for position in me.positions:
        if name := key(position.employer):
            mine.setdefault(name, []).append(_Mine(position, span(position), role_of(position.title).function))
    found: dict[str, Overlap] = {}
    if not mine:
        return found
    for person in people:
        shared = [
            overlap
            for theirs in person.positions
            for job in mine.get(key(theirs.employer), ())
            if (overlap := _with_me(job, theirs, person.connected_on, size, today))
        ]
        if shared:
            found[person.id] = max(shared, key=lambda one: _strength(one, today))
    return found


def _strength(one: Overlap, today: date) -> tuple[float, int, int, str]:
    return (overlap_points(one, today), one.months, _FIRMNESS.index(one.evidence), one.employer)


def _with_me(
    mine: _Mine, theirs: Position, connected: date | None, size: Callable[[str], int | None], today: date
) -> Overlap | None:
    other, employer = span(theirs), mine.position.employer
    same = related_functions(mine.function, role_of(theirs.title).function) == "same"
    people = size(employer)
    my_start, my_end = mine.span.started, mine.span.end(today)
    if my_start and my_end:
        their_end = other.end(today)
        if other.started and their_end:
            months = _months(max(my_start, other.started), min(my_end, their_end))
            ended = _over(min(my_end, their_end), today)
            return Overlap(employer, months, ended, Evidence.CONFIRMED, same, people) if months > 0 else None
        if connected and my_start <= connected <= my_end:
            last = min(my_end, their_end or my_end)
            months = max(SHORTEST_OVERLAP, _months(connected, last))
            return Overlap(employer, months, _over(last, today), Evidence.LIKELY, same, people)
    return Overlap(employer, 0, _over(my_end, today) if my_end else None, Evidence.POTENTIAL, same, people)


def _over(end: date, today: date) -> date | None:
    """The end, or None while it lasts."""
    return end if end < today else None


def _months(start: date, end: date) -> int:
    return max(0, round((end - start).days / _DAYS_A_MONTH))


def met_at_work(left: Position, right: Position, today: date) -> Evidence | None:
    """How firm it is that two holders of jobs at one employer met there; None if their dates say they did not."""
    one, other = span(left), span(right)
    one_end, other_end = one.end(today), other.end(today)
    if one.started and other.started and one_end and other_end:
        shared = _months(max(one.started, other.started), min(one_end, other_end))
        return Evidence.CONFIRMED if shared >= SHORTEST_OVERLAP else None
    if one_end and other_end:
        for started, ended, leaving in ((one.started, one_end, other_end), (other.started, other_end, one_end)):
            if started and started > leaving:
                return None
            if started and started <= leaving <= ended:
                return Evidence.LIKELY
    return Evidence.POTENTIAL


def firmness(evidence: Evidence) -> int:
    """0 potential, 1 likely, 2 confirmed."""
    return _FIRMNESS.index(evidence)
