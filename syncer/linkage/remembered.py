"""A linker that looks up what it found for exactly the same contacts last time: nothing new costs no scoring.

What is kept are numbers: places of contacts in a fixed order, weights, and the fixed phrases they belong to. No
name, address or number of anybody is among them. They belong to one digest of everything the scoring depends on,
its code and weights included; for any other contacts, weights or version there is nothing to look up. A lost, cut or
foreign file is the same as none.
"""

import hashlib
import json
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from math import inf, isfinite
from pathlib import Path
from typing import Any

from syncer.core.identity.model import Clue, Pair
from syncer.core.model import Contact

MOST_PAIRS = 500_000
"""More pairs than this are not kept: the file would pass 50 MB."""
_FORMAT = 1
_CODE = ("linkage", "core/identity", "core/normalise", "data/linkage")
_LIBRARIES = ("splink", "duckdb")


@dataclass(frozen=True, slots=True)
class RememberedLinker:
    """``ports.Linker`` over the ``score`` of another.

    ``read`` gives the text that ``write`` was given last, ``""`` where there is none.

    Clues come without the values they compared, but for the names: a run asks for those only, ``explain`` for all and
    so goes to the linker itself.
    """

    scored: Callable[[Sequence[Contact]], Sequence[Pair]]
    read: Callable[[], str]
    write: Callable[[str], None]
    _held: list[str] = field(default_factory=list)
    """What was found in this process, which may think more than once where nothing can be written."""

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        """The pairs of these contacts, looked up where exactly these were scored before."""
        order = sorted(range(len(contacts)), key=lambda place: (contacts[place].ref.source, contacts[place].ref.key))
        key = _key([contacts[place] for place in order])
        found = _decoded(self._held[0] if self._held else self.read(), key, contacts, order)
        if found is not None:
            return found
        pairs = self.scored(contacts)
        if len(pairs) <= MOST_PAIRS:
            self._held[:] = [_encoded(key, pairs, order)]
            self.write(self._held[0])
        return pairs


def _key(contacts: Sequence[Contact]) -> str:
    """A digest of all that tells contacts apart, and of what tells them apart."""
    told = hashlib.sha256(f"{_FORMAT} {sys.version_info[:3]} {made_by()}".encode())
    told.update(marshal.dumps([_traits(contact) for contact in contacts], 0))
    return told.hexdigest()


def _traits(one: Contact) -> tuple[Any, ...]:
    name, birthday = one.name, one.birthday
    return (
        one.ref.source,
        one.ref.key,
        one.kind,
        one.owner,
        (name.display, name.given, name.middle, name.family, name.nickname, name.maiden, name.suffix),
        one.emails,
        one.phones,
        one.profile,
        tuple((job.employer, job.title, job.current) for job in one.positions),
        one.city,
        (birthday.year, birthday.month, birthday.day) if birthday else None,
        one.weak_key,
        one.unusable,
    )


def made_by() -> str:
    """A digest of the code, weights and libraries that score."""
    told, root = hashlib.sha256(), Path(__file__).parent.parent
    for path in sorted(path for folder in _CODE for path in (root / folder).iterdir() if path.is_file()):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        try:
            told.update(version(library).encode() + b"\0")
        except PackageNotFoundError:
            told.update(b"\0")
    return told.hexdigest()


def _encoded(key: str, pairs: Sequence[Pair], order: Sequence[int]) -> str:
    place = {index: number for number, index in enumerate(order)}
    words: dict[tuple[str, str], int] = {}
    lines = []
    for pair in pairs:
        clues = [[words.setdefault((clue.what, clue.about), len(words)), clue.weight] for clue in pair.clues]
        rare = pair.namesakes if isfinite(pair.namesakes) else None
        lines.append([place[pair.left], place[pair.right], pair.weight, pair.probability, rare, clues])
    body = json.dumps({"words": list(words), "pairs": lines}, separators=(",", ":"))
    return json.dumps({"key": key, "digest": _digest(body)}) + "\n" + body


def _decoded(text: str, key: str, contacts: Sequence[Contact], order: Sequence[int]) -> list[Pair] | None:
    head, _, body = text.partition("\n")
    try:
        told = json.loads(head)
        if told["key"] != key or told["digest"] != _digest(body):
            return None
        kept = json.loads(body)
        return list(_pairs(kept["pairs"], [tuple(one) for one in kept["words"]], contacts, order))
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _pairs(
    lines: Sequence[Sequence[Any]], words: Sequence[tuple[str, str]], contacts: Sequence[Contact], order: Sequence[int]
) -> Iterator[Pair]:
    for one, other, weight, probability, rare, told in lines:
        left, right = order[one], order[other]
        clues = []
        for number, bits in told:
            what, about = words[number]
            named = about == "name"
            clues.append(
                Clue(
                    what,
                    contacts[left].name.display if named else "",
                    contacts[right].name.display if named else "",
                    bits,
                    about,
                )
            )
        yield Pair(left, right, weight, probability, tuple(clues), inf if rare is None else rare)
