"""How many others of the same name one would expect in an address book: common names say little, rare ones much.

Two estimates, of which the larger counts. *Shipped*: how common given and family name are in each culture, and
which cultures the book is of (Wang Wei is no rare name, although few Germans bear it).
*The book's own*: how often given and family name occur in it, this name itself left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf, prod
from operator import mul

from syncer.core.identity.naming import NameKeys

OF = 10_000_000
"""The shipped table counts people in ten million."""
UNLISTED = 100
"""Bearers taken for a name that no list has: the rarest names of the United States census are about as rare."""
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


class Frequencies:
    """How many of ten million people bear a given and a family name, by culture; names as ``NameKeys`` has them."""

    def __init__(self, given: Mapping[str, Mapping[str, int]], family: Mapping[str, Mapping[str, int]]) -> None:
        self.cultures = tuple(sorted({"us", *given, *family}))
        self._tables = [(given.get(culture, {}), family.get(culture, {})) for culture in self.cultures]

    @classmethod
    def parse(cls, lines: Iterable[str], names: Sequence[NameKeys]) -> "Frequencies":
        """From lines ``culture<TAB>given or family<TAB>name count name count ...``; only what these names ask for."""
        asked = {part for name in names for part in (name.given, name.family, *name.family_parts)}
        found: dict[str, dict[str, Mapping[str, int]]] = {"given": {}, "family": {}}
        for line in lines:
            culture, kind, told = line.rstrip("\n").split("\t")
            parts = told.split(" ")
            counted = zip(parts[::2], parts[1::2], strict=True)
            found[kind][culture] = {name: int(count) for name, count in counted if name in asked}
        return cls(found["given"], found["family"])

    def shares(self, name: NameKeys) -> list[float]:
        """The share of people with this full name in each of ``cultures``, in the order in which it is commoner.

        A double name is as common as its parts together.
        """
        found = []
        one, other = name.given, name.family
        parts = name.family_parts if len(name.family_parts) > 1 else ()
        for given, family in self._tables:
            whole: float = family.get(other, UNLISTED)
            if parts:
                whole = max(whole, prod(family.get(part, UNLISTED) / OF for part in parts) * OF)
            straight = given.get(one, UNLISTED) * whole
            found.append(max(straight, given.get(other, UNLISTED) * family.get(one, UNLISTED)) / OF**2)
        return found

    def mixture(self, names: Sequence[NameKeys]) -> list[float]:
        """Which part of these names belongs to each culture, judged by a sample; none is held for quite absent."""
        full = [name for name in names if name.full]
        sample = full[:: max(1, len(full) // _SAMPLE)]
        shares = map(self.shares, sample)
        counts = Counter(one.index(max(one)) for one in shares)
        return [max(_ABSENT, counts[at] / max(1, len(sample))) for at in range(len(self.cultures))]


class Namesakes:
    """How many others of a name to expect among the contacts of one book, or of a pool of books."""

    def __init__(self, names: Sequence[NameKeys], frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._mixture = frequencies.mixture(names)
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
            common = max(listed) >= COMMON
            share = max(self._in_book(name), *map(mul, self._mixture, listed))
            self._known[name] = inf if common else self._size / RECORDS * share
        return self._known[name]

    def _in_book(self, name: NameKeys) -> float:
        bearers = self._full[name.plain]
        given = max(_UNSEEN, self._given[name.given] - bearers)
        family = max(_UNSEEN, self._given[name.family] - bearers)
        return TOGETHER * given * family / (self._size + _BACKGROUND) ** 2
