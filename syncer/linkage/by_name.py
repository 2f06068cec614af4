"""Pairs for which nothing speaks but the name: how many others of that name to expect among these records."""

from collections.abc import Sequence
from importlib.resources import files
from math import inf

from syncer.core.identity.features import Features
from syncer.core.identity.naming import NameKeys
from syncer.core.identity.rarity import Frequencies, Namesakes
from syncer.linkage.comparisons import SPELLED_OUT, VARIANTS

VARIANT = 10.0
"""How many times as many people a name could be written for, where a nickname, a slip or half a double name is all that
differs and no mailbox spells the other's name."""
OWNERS = 10.0
"""How many times rarer a name must be to join the records of two owners: many more people stand behind a pool of books,
and not all of them in it."""


def frequencies(names: Sequence[NameKeys]) -> Frequencies:
    """What the shipped table says of how common these names are."""
    import lzma

    packed = files("syncer").joinpath("data", "linkage", "names.txt.xz").read_bytes()
    return Frequencies.parse(lzma.decompress(packed).decode().splitlines(), names)


class ByName:
    """What the name alone says of pairs of these rows."""

    def __init__(self, rows: Sequence[Features]) -> None:
        self._rows = rows
        names = [row.name for row in rows]
        self._namesakes = Namesakes(names, frequencies(names))

    def expected(self, left: int, right: int, words: str, *, spelled: bool) -> float:
        """Namesakes to expect for a pair; infinite where it has not one full name.

        ``words``: the level of the name comparison; ``spelled``: a mailbox of one spells the full name of the other.
        """
        one, other = self._rows[left], self._rows[right]
        if one.name.suffix != other.name.suffix:
            return inf  # a senior or junior has a namesake
        known = [found for row in (one, other) if (found := self._namesakes.expected(row.name)) is not None]
        factor = OWNERS if one.owner != other.owner else 1.0
        if one.name.plain and one.name.plain == other.name.plain:
            return max(known, default=inf) * factor
        if len(known) == 2 and words in VARIANTS:
            return max(known) * factor * (1.0 if spelled else VARIANT)
        return max(known, default=inf) * factor if spelled and words in SPELLED_OUT else inf
