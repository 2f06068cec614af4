"""Stable ids of people: made from the oldest contact's key, remembered, kept through merges and splits.

*Oldest* is the smallest ``Ref`` (source name, then key): a fixed order that needs no clock. A new person's id is ``p_``
and the first characters of the base32 SHA-256 of that ref; if another person has it, of the ref with 1, 2, ... added.
A remembered id goes to the group that holds most of its records (a tie: the smallest ref among them). A group that gets
several keeps the elder, by the day it was made and then by name; the younger are absorbed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import count

from syncer.core.identity.model import Known
from syncer.core.model import Ref

LENGTH = 10
POOLED_LENGTH = 16
_BYTES = 10
"""Bytes of the hash that 16 characters of base32 show."""
_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _SIGNS for other in _SIGNS)
"""Ten bits of base32 (RFC 4648, small letters): the standard library's takes twice as long, and a pool has millions."""
_PLACES = tuple(range(_BYTES * 8 - 10, -1, -10))


def assign(
    groups: Sequence[Sequence[Ref]], known: Iterable[Known] = (), length: int = LENGTH
) -> list[tuple[str, tuple[str, ...]]]:
    """For each group its id and the ids it absorbed, both stable under the order of groups and memory."""
    remembered = sorted(known, key=lambda one: (one.since, one.id))
    home = {ref: number for number, refs in enumerate(groups) for ref in refs}
    owned: list[list[str]] = [[] for _ in groups]
    for one in remembered:
        homes = {home[ref] for ref in one.refs if ref in home}
        if len(homes) == 1:
            owned[homes.pop()].append(one.id)
        elif homes:
            held = Counter(home[ref] for ref in one.refs if ref in home)
            best = min(held, key=lambda number: (-held[number], min(r for r in one.refs if home.get(r) == number)))
            owned[best].append(one.id)
    taken = {one.id for one in remembered}
    found: list[tuple[str, tuple[str, ...]]] = [("", ())] * len(groups)
    oldest = [refs[0] if len(refs) == 1 else min(refs) for refs in groups]
    for number in sorted(range(len(groups)), key=oldest.__getitem__):
        ids = owned[number] or [_new(*oldest[number], taken, length)]
        taken.add(ids[0])
        found[number] = (ids[0], tuple(ids[1:]))
    return found


def first_id(oldest: Ref, length: int = LENGTH) -> str:
    """The id of a new person, where nobody has one yet."""
    return _new(*oldest, frozenset(), length)


def _new(source: str, key: str, taken: Set[str], length: int) -> str:
    key = f"{source}\x1f{key}"
    for attempt in count():
        text = key if attempt == 0 else f"{key}\x1f{attempt}"
        bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:_BYTES])
        made = "p_" + "".join([_PAIRS[bits >> place & 1023] for place in _PLACES])[:length]
        if made not in taken:
            return made
    raise AssertionError("count() does not end")
