"""Who is who: pairs and people's judgements into clusters with stable ids, and questions for Review."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import overload

from syncer.core.identity.clusters import Clusters, Edge, Traits, clusters
from syncer.core.identity.explain import reason
from syncer.core.identity.features import birthday
from syncer.core.identity.ids import LENGTH, assign
from syncer.core.identity.model import Clue, Cluster, Identified, Join, Judgement, Known, Pair, Suggestion
from syncer.core.identity.naming import name_keys, spelt_out
from syncer.core.identity.nicknames import Nicknames
from syncer.core.identity.thresholds import MERGE, SUGGEST
from syncer.core.model import Contact, Ref

_NO_NICKNAMES = Nicknames({})
_WEAK_ALONE = frozenset({"name", "middle", "spelled", "book"})
"""Comparisons that never join two contacts by themselves."""


def identify(
    contacts: Sequence[Contact],
    pairs: Iterable[Pair],
    judgements: Sequence[Judgement] = (),
    known: Sequence[Known] = (),
    nicknames: Nicknames = _NO_NICKNAMES,
) -> Identified:
    """Resolve contacts into people. The result does not depend on the order of contacts or pairs.

    ``judgements``: oldest first; of two about the same records the later one counts, and where a chain of "same"
    contradicts a "different", "different" wins. Judgements about records that are gone are ignored. ``known``: the ids
    from the memory. Clusters are sorted by id, suggestions strongest first.
    """
    order = sorted(range(len(contacts)), key=lambda index: contacts[index].ref)
    place = {old: new for new, old in enumerate(order)}
    people = [contacts[index] for index in order]
    scored = [_placed(pair, place) for pair in pairs]
    verdicts = _verdicts(judgements, {contact.ref: index for index, contact in enumerate(people)})
    found = clusters(
        _AllTraits(people, nicknames),
        [Edge(pair.left, pair.right, pair.weight, bare(pair.clues), pair.namesakes) for pair in scored],
        nicknames,
        same=[pair for pair, same in verdicts.items() if same],
        different=[pair for pair, same in verdicts.items() if not same],
    )
    made = _clusters(found, people, scored, known)
    ids = {contact.ref: cluster.id for cluster in made for contact in cluster.contacts}
    return Identified(tuple(sorted(made, key=lambda one: one.id)), _suggestions(found, people, scored, verdicts, ids))


class _AllTraits(Sequence[Traits]):
    """The traits of each contact, worked out when they are asked for: most contacts are like no other."""

    def __init__(self, people: Sequence[Contact], nicknames: Nicknames) -> None:
        self._people, self._nicknames = people, nicknames
        self._known: dict[int, Traits] = {}

    def __len__(self) -> int:
        return len(self._people)

    @overload
    def __getitem__(self, place: int) -> Traits: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Traits]: ...
    def __getitem__(self, place: int | slice) -> Traits | Sequence[Traits]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = traits(self._people[place], self._nicknames)
        return found


def traits(contact: Contact, nicknames: Nicknames) -> Traits:
    """What of a contact can contradict another."""
    return Traits(
        name=name_keys(spelt_out(contact.name, contact.emails, contact.profile), nicknames),
        slug=contact.profile,
        linkedin_of=contact.owner if contact.kind == "linkedin" else None,
        birthday=birthday(contact.birthday),
        book=contact.ref.source,
        weak=contact.weak_key,
    )


def bare(clues: Sequence[Clue]) -> bool:
    """Whether nothing but the name speaks for a pair."""
    return bool(clues) and all(clue.weight <= 0 or clue.about in _WEAK_ALONE for clue in clues)


def _placed(pair: Pair, place: Mapping[int, int]) -> Pair:
    left, right, clues = place[pair.left], place[pair.right], pair.clues
    if left > right:
        left, right = right, left
        clues = tuple(Clue(one.what, one.right, one.left, one.weight, one.about) for one in clues)
    return Pair(left, right, pair.weight, pair.probability, clues, pair.namesakes)


def _verdicts(judgements: Iterable[Judgement], place: Mapping[Ref, int]) -> dict[tuple[int, int], bool]:
    """Pair of places -> same; the last word on a pair counts."""
    found: dict[tuple[int, int], bool] = {}
    for one in judgements:
        if one.left in place and one.right in place and one.left != one.right:
            left, right = sorted((place[one.left], place[one.right]))
            found[left, right] = one.same
    return found


def _clusters(
    found: Clusters, people: Sequence[Contact], scored: Sequence[Pair], known: Sequence[Known]
) -> list[Cluster]:
    groups = found.groups()
    by_place = {(pair.left, pair.right): pair for pair in scored}
    joins: dict[int, list[Join]] = {}
    for edge in found.joins:
        pair = None if edge.weight == inf else by_place.get((edge.left, edge.right))
        said = pair.clues if pair else ()
        by_name = edge.namesakes if edge.bare else inf
        join = Join(people[edge.left].ref, people[edge.right].ref, edge.weight, said, by_name)
        joins.setdefault(found.group(edge.left), []).append(join)
    ids = assign([[people[index].ref for index in group] for group in groups], known, LENGTH)
    return [
        Cluster(id, tuple(people[index] for index in group), absorbed, tuple(joins.get(found.group(group[0]), ())))
        for group, (id, absorbed) in zip(groups, ids, strict=True)
    ]


def _suggestions(
    found: Clusters,
    people: Sequence[Contact],
    scored: Iterable[Pair],
    verdicts: Mapping[tuple[int, int], bool],
    ids: Mapping[Ref, str],
) -> tuple[Suggestion, ...]:
    """The strongest open question for each two clusters that nobody has called different."""
    apart = {_between(found, left, right) for (left, right), same in verdicts.items() if not same}
    asked: dict[tuple[int, int], Suggestion] = {}
    for pair in sorted(scored, key=lambda pair: (-pair.weight, pair.left, pair.right)):
        between = _between(found, pair.left, pair.right)
        if pair.weight < SUGGEST or between[0] == between[1] or between in apart or between in asked:
            continue
        against = found.contradiction(pair.left, pair.right, pair.weight)
        if against == "two LinkedIn profiles":
            continue
        left, right = people[pair.left].ref, people[pair.right].ref
        words = reason(pair.clues, against if pair.weight >= MERGE else "")
        asked[between] = Suggestion(ids[left], ids[right], left, right, pair.weight, words)
    return tuple(asked.values())


def _between(found: Clusters, left: int, right: int) -> tuple[int, int]:
    one, other = sorted((found.group(left), found.group(right)))
    return one, other
