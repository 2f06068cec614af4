"""Who opens most targets, what only one member opens, and which targets nobody reaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syncer.core.council.board import Line, Wanted


@dataclass(frozen=True, slots=True)
class Reach:
    """One member's part. ``alone``: target ids that nobody else opens; ``others``: the rest of what they open."""

    member: str
    alone: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def opens(self) -> int:
        """How many targets they open."""
        return len(self.alone) + len(self.others)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``members``: super-connectors first. ``openers``: target id -> lines into it, most people first.

    ``nobody``: targets that no line leads to, in the order of the targets.
    """

    members: tuple[Reach, ...]
    openers: dict[str, tuple[Line, ...]]
    nobody: tuple[Wanted, ...]


def coverage(members: Iterable[str], targets: Sequence[Wanted], lines: Iterable[Line]) -> Coverage:
    """The whole picture; lines into companies that are not listed do not count."""
    into: dict[str, list[Line]] = {one.id: [] for one in targets}
    for line in lines:
        if line.target in into and (line.now or line.before):
            into[line.target].append(line)
    openers = {id_: tuple(sorted(found, key=_most_first)) for id_, found in into.items()}
    reaches = [_reach(member, openers) for member in sorted(set(members))]
    reaches.sort(key=lambda one: (-one.opens, -len(one.alone), one.member.casefold(), one.member))
    return Coverage(tuple(reaches), openers, tuple(one for one in targets if not openers[one.id]))


def _most_first(line: Line) -> tuple[int, int, str, str]:
    return (-line.now, -line.before, line.member.casefold(), line.member)


def _reach(member: str, openers: dict[str, tuple[Line, ...]]) -> Reach:
    opened = {id_: found for id_, found in openers.items() if any(line.member == member for line in found)}
    alone = tuple(id_ for id_, found in opened.items() if len({line.member for line in found}) == 1)
    return Reach(member, alone, tuple(id_ for id_ in opened if id_ not in alone))
