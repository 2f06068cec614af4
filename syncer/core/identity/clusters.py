"""Contacts into people: the best pairs first, and no join that puts a contradiction into one person.

Plain connected components chain strangers through one switchboard. Here every join looks at the two whole groups: two
LinkedIn profiles, two LinkedIn rows of one owner, or first names that cannot be one person's are kept apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from syncer.core.identity.alike import apart
from syncer.core.identity.naming import NameKeys
from syncer.core.identity.nicknames import Nicknames
from syncer.core.identity.thresholds import ALIKE, CONTRADICTED, LONE, MERGE, OVERWHELMING, RARE, SUGGEST


class Traits(NamedTuple):
    """What of a contact can contradict another contact. Blank is unknown. A tuple, as one is made of every contact."""

    name: NameKeys
    slug: str = ""
    linkedin_of: str | None = None
    """Whose LinkedIn list the contact stands in; ``None``: it is no LinkedIn row."""
    birthday: str = ""
    book: str = ""
    """Which list the contact stands in; two contacts of one list and one name are two people until evidence says no."""
    weak: bool = False
    """Nothing but a name and a company: never joined without being asked."""


class Edge(NamedTuple):
    """A scored pair; a tuple, as there are more than contacts.

    ``bare``: nothing but the name speaks for it; ``namesakes``: as in ``Pair``.
    """

    left: int
    right: int
    weight: float
    bare: bool = False
    namesakes: float = inf


@dataclass(slots=True)
class _Group:
    members: list[int]
    slugs: set[str] = field(default_factory=set)
    linkedin: set[str] = field(default_factory=set)
    names: set[NameKeys] = field(default_factory=set)
    birthdays: set[str] = field(default_factory=set)
    enemies: set[int] = field(default_factory=set)


class Clusters:
    """Groups of contacts, numbered as in ``traits``, growing join by join."""

    def __init__(
        self, traits: Sequence[Traits], nicknames: Nicknames, different: Iterable[tuple[int, int]] = ()
    ) -> None:
        self._traits = traits
        self._nicknames = nicknames
        self._groups: dict[int, _Group] = {}
        self._of = list(range(len(traits)))
        self.joins: list[Edge] = []
        for left, right in different:
            self._at(left).enemies.add(right)
            self._at(right).enemies.add(left)

    def _at(self, index: int) -> _Group:
        """The group a contact is in; made when first asked for, as most contacts stay alone."""
        number = self._of[index]
        group = self._groups.get(number)
        if group is None:
            group = self._groups[number] = _group(number, self._traits[number])
        return group

    def together(self, left: int, right: int) -> bool:
        """Whether the two are in one group by now."""
        return self._of[left] == self._of[right]

    def group(self, index: int) -> int:
        """The number of the group a contact is in (the smallest index ever to hold it; stable once all is joined)."""
        return self._of[index]

    def join_judged(self, left: int, right: int) -> bool:
        """Join because a person said so: only a person's "different" stands against it."""
        if self.together(left, right) or self._enemies(left, right):
            return False
        self._merge(Edge(left, right, float("inf")))
        return True

    def join(self, edge: Edge) -> bool:
        """Join if the evidence is more than a name, and enough, and nothing in the two groups contradicts it."""
        return not edge.bare and edge.weight >= self._enough(edge) and self._join(edge)

    def _enough(self, edge: Edge) -> float:
        """The evidence it takes: more where a first name is all that one of the two has.

        Two entries of one list whose full names are only alike (Jan Jansen, Jan Hansen) are two people unless more than
        a firm and a title says otherwise: one's own list seldom holds a person twice under another name.
        """
        one, other = self._traits[edge.left], self._traits[edge.right]
        if one.book and one.book == other.book and _only_alike(one.name, other.name):
            return ALIKE
        return LONE if _lone(one.name) or _lone(other.name) else MERGE

    def join_by_names(self, edges: Sequence[Edge]) -> None:
        """Join by rare names alone, once all evidence has been used; ``edges`` from the strongest down.

        Only where it is plain who is meant: of all groups that either could be, no two have a list in common.
        """
        rare = [edge for edge in edges if edge.namesakes < RARE and not self.together(edge.left, edge.right)]
        asked = {self._of[index] for edge in rare for index in (edge.left, edge.right)}
        rivals: dict[int, set[int]] = {number: {number} for number in asked}
        for edge in edges:
            one, other = self._of[edge.left], self._of[edge.right]
            if one != other and edge.weight >= SUGGEST and not asked.isdisjoint((one, other)) and self._may(edge):
                rivals.setdefault(one, {one}).add(other)
                rivals.setdefault(other, {other}).add(one)
        books = {number: {self._traits[member].book for member in self._at(number).members} for number in rivals}
        plain = [edge for edge in rare if self._plain(self._of[edge.left], self._of[edge.right], rivals, books)]
        for edge in plain:
            self._join(edge)

    def _may(self, edge: Edge) -> bool:
        return not (self._enemies(edge.left, edge.right) or self.contradiction(edge.left, edge.right, edge.weight))

    @staticmethod
    def _plain(one: int, other: int, rivals: dict[int, set[int]], books: dict[int, set[str]]) -> bool:
        """Whether nobody else of a list that either stands in could be the other."""
        return all(books[one].isdisjoint(books[rival]) for rival in rivals[other] - {one}) and all(
            books[other].isdisjoint(books[rival]) for rival in rivals[one] - {other}
        )

    def _join(self, edge: Edge) -> bool:
        if self.together(edge.left, edge.right):
            return False
        if self._traits[edge.left].weak or self._traits[edge.right].weak:
            return False
        if not self._may(edge):
            return False
        self._merge(edge)
        return True

    def contradiction(self, left: int, right: int, weight: float) -> str:
        """Why the two groups cannot be one person, in words; ``""`` if they can."""
        one, other = self._at(left), self._at(right)
        if one.slugs and other.slugs and one.slugs.isdisjoint(other.slugs):
            return "two LinkedIn profiles"
        if len(one.slugs | other.slugs) > 1:
            return "two LinkedIn profiles"
        if not one.linkedin.isdisjoint(other.linkedin) and not (one.slugs & other.slugs):
            return "two rows of one LinkedIn list"
        own = apart(self._traits[left].name, self._traits[right].name, self._nicknames)
        if own == "senior and junior":
            return own
        if own == "different first names":
            return "" if weight >= CONTRADICTED else own
        if own == "different names":
            return "" if weight >= OVERWHELMING else own
        # that the family names of a pair differ is in its weight already; what others in the groups say is not
        return "" if own or weight >= OVERWHELMING else self._names_apart(one, other)

    def _names_apart(self, one: _Group, other: _Group) -> str:
        """Whether no name of one group goes with any of the other. Initials go with many, so full names decide."""
        if one.birthdays and other.birthdays and one.birthdays.isdisjoint(other.birthdays):
            return "different birthdays"
        reasons = {apart(a, b, self._nicknames) for a in _full(one.names) for b in _full(other.names)}
        return "" if "" in reasons or not reasons else min(reasons)

    def _enemies(self, left: int, right: int) -> bool:
        one, other = self._at(left), self._at(right)
        if not (one.enemies or other.enemies):
            return False
        if len(one.enemies) > len(other.enemies):
            one, other = other, one
        return any(self._at(enemy) is other for enemy in one.enemies) or any(
            self._at(enemy) is one for enemy in other.enemies
        )

    def _merge(self, edge: Edge) -> None:
        a, b = self._of[edge.left], self._of[edge.right]
        one, other = self._at(edge.left), self._at(edge.right)
        if (len(one.members), -a) < (len(other.members), -b):
            a, b, one, other = b, a, other, one
        one.members += other.members
        one.slugs |= other.slugs
        one.linkedin |= other.linkedin
        one.names |= other.names
        one.birthdays |= other.birthdays
        one.enemies |= other.enemies
        for member in other.members:
            self._of[member] = a
        self.joins.append(edge)

    def groups(self) -> list[list[int]]:
        """The members of each group, sorted; groups by their first member."""
        members: dict[int, list[int]] = {}
        for index, number in enumerate(self._of):
            members.setdefault(number, []).append(index)
        return sorted(members.values())


def _lone(name: NameKeys) -> bool:
    return bool(name.given) and not name.family


def _only_alike(one: NameKeys, other: NameKeys) -> bool:
    """Whether two names, both written out, share no family name, or no first name."""
    if not (one.full and other.full) or one.plain == other.plain:
        return False
    return set(one.family_parts).isdisjoint(other.family_parts) or set(one.roots).isdisjoint(other.roots)


def _full(names: set[NameKeys]) -> set[NameKeys]:
    """The names of two words written out, or all if there is none."""
    return {name for name in names if len(name.given) > 1 and len(name.family) > 1} or names


def _group(index: int, one: Traits) -> _Group:
    full_birthday = one.birthday and not one.birthday.startswith("0000") and "-00" not in one.birthday
    return _Group(
        members=[index],
        slugs={one.slug} if one.slug else set(),
        linkedin={one.linkedin_of} if one.linkedin_of is not None else set(),
        names={one.name} if one.name.given or one.name.family else set(),
        birthdays={one.birthday} if full_birthday else set(),
    )


def clusters(
    traits: Sequence[Traits],
    edges: Iterable[Edge],
    nicknames: Nicknames,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> Clusters:
    """Join what people said is the same, then the edges from the strongest down (ties: by the contacts' numbers).

    At last, when it is known how many people of a name there are in each list, rare names alone.
    """
    found = Clusters(traits, nicknames, different)
    for left, right in sorted(same):
        found.join_judged(left, right)
    strongest = sorted(edges, key=lambda edge: (-edge.weight, edge.left, edge.right))
    for edge in strongest:
        found.join(edge)
    found.join_by_names(strongest)
    return found
