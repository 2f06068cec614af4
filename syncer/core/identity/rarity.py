"""How many others of the same name one would expect in an address book: common names say little, rare ones much.

Two estimates, of which the larger counts. *Shipped*: how common given and family name are in each culture, and
which cultures the book is of (Wang Wei is no rare name, although few Germans bear it).
*The book's own*: how often given and family name occur in it, this name itself left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from syncer.core.identity.features import NameKeys

_OF = 10_000_000
"""The shipped table counts people in ten million."""
UNLISTED = 1e-5
"""Share taken for a name that no list has: the rarest names of the United States census are about as rare."""
COMMON = 1e-4
"""A name that one in 10,000 people of its culture bears is common, however small the book: John Smith, Wang Wei."""
TOGETHER = 10.0
"""How much likelier given and family name of one culture meet than by chance, in a book of about ten cultures."""
_BACKGROUND = 1_000
"""As if that many more contacts stood in every book: a handful of contacts says nothing about how rare a name is."""
RECORDS = 2.0
"""Records of one person in a book that is worth linking, about."""
_SAMPLE = 500
_ABSENT = 0.05
"""The part of a book that every culture is held for at least: a sample says little about a small one."""
_UNSEEN = 0.5
"""Bearers taken for a given or family name that nobody else in the book has."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of given and family names among people, by culture; names as ``NameKeys`` has them."""

    given: Mapping[str, Mapping[str, float]]
    family: Mapping[str, Mapping[str, float]]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Frequencies":
        """From lines ``culture<TAB>given or family<TAB>name count name count ...``, counts in ten million."""
        found: dict[str, dict[str, Mapping[str, float]]] = {"given": defaultdict(dict), "family": defaultdict(dict)}
        for line in lines:
            culture, kind, names = line.rstrip("\n").split("\t")
            parts = names.split(" ")
            found[kind][culture] = dict(zip(parts[::2], (int(count) / _OF for count in parts[1::2]), strict=True))
        return cls(found["given"], found["family"])

    def shares(self, name: NameKeys) -> dict[str, float]:
        """The share of people with this full name in each culture, in either order."""
        return {culture: self._within(culture, name) for culture in self._cultures()}

    def _cultures(self) -> list[str]:
        return sorted({"us", *self.given, *self.family})

    def _within(self, culture: str, name: NameKeys) -> float:
        straight = self._given(culture, name.given) * self._family(culture, name.family, name.family_parts)
        return max(straight, self._given(culture, name.family) * self._family(culture, name.given, ()))

    def mixture(self, names: Sequence[NameKeys]) -> dict[str, float]:
        """Which part of these names belongs to each culture, judged by a sample; none is held for quite absent."""
        full = [name for name in names if name.full]
        sample = full[:: max(1, len(full) // _SAMPLE)]
        shares = map(self.shares, sample)
        counts = Counter(max(one, key=one.__getitem__) for one in shares)
        return {culture: max(_ABSENT, counts[culture] / max(1, len(sample))) for culture in self._cultures()}

    def _given(self, culture: str, name: str) -> float:
        return max(UNLISTED, self.given.get(culture, {}).get(name, 0.0))

    def _family(self, culture: str, family: str, parts: Sequence[str]) -> float:
        """A double name is as common as its parts together."""
        table = self.family.get(culture, {})
        share = 1.0
        for part in parts if len(parts) > 1 else ():
            share *= max(UNLISTED, table.get(part, 0.0))
        return max(UNLISTED, table.get(family, 0.0), share if len(parts) > 1 else 0.0)


class Namesakes:
    """How many others of a name to expect among the contacts of one book, or of a pool of books."""

    def __init__(self, names: Sequence[NameKeys], frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._cultures = frequencies.mixture(names)
        self._size = len(names)
        self._given = Counter(part for name in names for part in {name.given, name.family} if part)
        self._full = Counter(name.plain for name in names if name.plain)
        self._known: dict[NameKeys, float] = {}

    def expected(self, name: NameKeys) -> float | None:
        """Others of this full name that chance would put into the book; infinite for a common name, None: not full."""
        if not name.full:
            return None
        if name not in self._known:
            listed = self._frequencies.shares(name)
            common = max(listed.values()) >= COMMON
            share = max(self._in_book(name), *(part * listed[culture] for culture, part in self._cultures.items()))
            self._known[name] = inf if common else self._size / RECORDS * share
        return self._known[name]

    def _in_book(self, name: NameKeys) -> float:
        bearers = self._full[name.plain]
        given = max(_UNSEEN, self._given[name.given] - bearers)
        family = max(_UNSEEN, self._given[name.family] - bearers)
        return TOGETHER * given * family / (self._size + _BACKGROUND) ** 2
