"""Given names that stand for one another: Bob is Robert, Pepe is José. The table itself is shipped data, passed in."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SLIP_LENGTH = 4


class Nicknames:
    """Which formal names a given name may stand for. Names are folded (a to z)."""

    def __init__(self, formal: Mapping[str, tuple[str, ...]]) -> None:
        self._formal = dict(formal)
        self._roots: dict[str, tuple[str, ...]] = {}

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Nicknames":
        """From lines ``formal,nickname nickname ...``; ``#`` starts a comment line."""
        formal: dict[str, set[str]] = {}
        for line in lines:
            name, _, short = line.strip().partition(",")
            if name.startswith("#"):
                continue
            for nickname in short.split():
                formal.setdefault(nickname, set()).add(name)
        return cls({nickname: tuple(sorted(names)) for nickname, names in formal.items()})

    def roots(self, given: str) -> tuple[str, ...]:
        """The name itself and every formal name it may be short for, spelled plainly (``squash``), sorted."""
        known = self._roots.get(given)
        if known is None:
            known = self._roots[given] = tuple(sorted({squash(given), *map(squash, self._formal.get(given, ()))}))
        return known

    def compatible(self, left: str, right: str) -> bool:
        """Whether two folded given names may belong to one person; blank or an initial says little, so may.

        Paul and Paula, Mario and Maria may not: they share a phone as often as a family does.
        """
        if not left or not right or left == right:
            return True
        roots = (*self.roots(left), left), (*self.roots(right), right)
        if not set(roots[0]).isdisjoint(roots[1]):
            return True
        if len(left) == 1 or len(right) == 1:
            return any(one[0] == other[0] for one in roots[0] for other in roots[1])
        if stem(left) == stem(right):
            return False
        short, long = sorted((left, right), key=lambda name: (len(name), name))
        if len(short) > 2 and long.startswith(short):
            return True
        return any(nearly(one, other) for one in roots[0] for other in roots[1])


@lru_cache(maxsize=1 << 17)
def stem(name: str) -> str:
    """A given name without the vowel that tells women from men: Paula, Paul; Mario, Maria."""
    return name.rstrip("aeo") or name


@lru_cache(maxsize=1 << 17)
def squash(name: str) -> str:
    """A folded name without the differences of transliteration: Mueller, Muller; Sergey, Sergei; Philipp, Filip."""
    for spelled, plain in _SPELLINGS:
        name = name.replace(spelled, plain)
    return _REPEATED.sub(r"\1", name)


_REPEATED = re.compile(r"(.)\1+", re.DOTALL)
_SPELLINGS = (
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", "h"),
    ("zh", "j"),
    ("ck", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
    ("ij", "i"),
    ("x", "ks"),
    ("z", "s"),
)


@lru_cache(maxsize=1 << 16)
def nearly(left: str, right: str) -> bool:
    """One slip of the keyboard apart: a letter lost, added or swapped (from four letters), or changed (from five)."""
    if min(len(left), len(right)) < _SLIP_LENGTH or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if len(a) == len(b):
        changed = len(left) > _SLIP_LENGTH and a[1:] == b[1:]
        return changed or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]
