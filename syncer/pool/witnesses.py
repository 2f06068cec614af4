"""People whom some book holds apart are one only if more than one other book says so.

A record with one person's address and another's profile would make one person of the two, in every book of the pool.
So where a book has both of them, under names that are not alike, and every way from the one to the other leads through
records of a single other book, that book's word is not taken: each of its records goes to whom it fits best.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from syncer.core.identity.clusters import Edge
from syncer.core.identity.naming import NameKeys

MOST_ASKED = 50
"""Pairs of one heap that books hold apart and that are looked at: each costs a walk through the heap."""
Near = Mapping[int, Mapping[int, float]]
"""Record -> record it joins -> weight."""


def witnessed(
    groups: Sequence[Sequence[int]], joins: Sequence[Edge], owners: Sequence[str], alike: Callable[[int, int], bool]
) -> Iterator[list[int]]:
    """The groups, those parted that hang together by one book's word. ``alike``: whether two records' names may be one.

    ``owners``: whose book each record stands in.
    """
    asked = {number: found for number, group in enumerate(groups) if (found := _held_apart(group, owners, alike))}
    if not asked:
        yield from map(list, groups)
        return
    of = {record: number for number in asked for record in groups[number]}
    near: dict[int, dict[int, float]] = {record: {} for record in of}
    for join in joins:
        if join.left in of and of[join.left] == of.get(join.right):
            near[join.left][join.right] = near[join.right][join.left] = join.weight
    for number, group in enumerate(groups):
        yield from _parted(list(group), asked[number], near, owners) if number in asked else [list(group)]


def _held_apart(
    group: Sequence[int], owners: Sequence[str], alike: Callable[[int, int], bool]
) -> tuple[tuple[int, int], ...]:
    """Pairs of records of one book whose names are not alike, one pair a book."""
    if len(group) < 3:
        return ()
    books: dict[str, list[int]] = {}
    for record in group:
        books.setdefault(owners[record], []).append(record)
    if len(books) == 1 or len(books) == len(group):
        return ()
    found = (
        next((pair for pair in combinations(records, 2) if not alike(*pair)), None)
        for _, records in sorted(books.items())
        if len(records) > 1
    )
    return tuple(pair for pair in found if pair is not None)[:MOST_ASKED]


def _parted(
    group: list[int], asked: Sequence[tuple[int, int]], near: Near, owners: Sequence[str]
) -> Iterator[list[int]]:
    inside = set(group)
    for one, other in asked:
        if one not in inside or other not in inside:
            continue
        between = {owners[record] for record in _way(one, other, inside, near)} - {owners[one]}
        for book in sorted(between):
            rest = {record for record in inside if owners[record] != book}
            if other not in _reached(one, rest, near):
                for part in _without(inside, rest, near):
                    yield from _parted(part, asked, near, owners)
                return
    yield group


def _without(inside: Collection[int], rest: Collection[int], near: Near) -> list[list[int]]:
    """What is left of a group without a book, and the book's own records, each with whom it fits best or alone."""
    left, parts = set(rest), []
    while left:
        part = _reached(min(left), left, near)
        left -= part
        parts.append(part)
    home = {record: number for number, part in enumerate(parts) for record in part}
    for record in sorted(set(inside) - set(rest)):
        joined = [(weight, -other) for other, weight in near[record].items() if other in home]
        if joined:
            parts[home[-max(joined)[1]]].add(record)
        else:
            parts.append({record})
    return [sorted(part) for part in parts]


def _way(start: int, end: int, inside: Collection[int], near: Near) -> list[int]:
    """The records of a shortest way from one to the other, ends left out; none where there is no way."""
    before, waiting = {start: start}, deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there in sorted(near[here]):
            if there in inside and there not in before:
                before[there] = here
                waiting.append(there)
    if end not in before:
        return []
    way, here = [], before[end]
    while here != start:
        way.append(here)
        here = before[here]
    return way


def _reached(start: int, inside: Collection[int], near: Near) -> set[int]:
    """All records that hang together with this one."""
    found, waiting = {start}, [start]
    while waiting:
        for there in near[waiting.pop()]:
            if there in inside and there not in found:
                found.add(there)
                waiting.append(there)
    return found


def alike(one: NameKeys, other: NameKeys) -> bool:
    """Whether two names may be one person's: both parts agree, as far as both have them, in whatever order."""
    if one.plain == other.plain:
        return True
    short = 1 in (len(one.given), len(other.given)) and one.given[:1] == other.given[:1]
    given = not one.given or not other.given or short or not set(one.roots).isdisjoint(other.roots)
    return given and (not one.family or not other.family or not set(one.family_parts).isdisjoint(other.family_parts))
