"""What happens in one world, drawn from its seed before any tool is chosen: the same for every tool."""

import random
from dataclasses import dataclass
from typing import Literal

Kind = Literal["note", "sort", "insert row", "delete row", "insert column", "move notes", "rename notes", "add by hand"]
EDITS: dict[Kind, int] = {
    "note": 12,
    "sort": 3,
    "insert row": 2,
    "delete row": 2,
    "insert column": 1,
    "move notes": 1,
    "rename notes": 1,
    "add by hand": 2,
}
"""What people do in a sheet all day, notes most of all, and how often."""
FAULTS = ("lost before", "lost after", "503 before", "503 after", "killed before", "killed after")
CALLS = 6
"""Edits and faults fall before or on one of the first calls of a run; tools make 2 to 5."""
RUNS, PEOPLE = 3, 8


@dataclass(frozen=True, slots=True)
class Move:
    """One edit; ``a`` and ``b`` choose whom and where."""

    kind: Kind
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what changes in the source, what the person does before it and between its calls, and one fault."""

    appear: int
    change: int
    before: tuple[Move, ...]
    between: dict[int, tuple[Move, ...]]
    fault: tuple[int, str] | None


def schedule(seed: int) -> tuple[Run, ...]:
    """The runs of a world, before the last one, in which nothing goes wrong."""
    rng = random.Random(f"peers {seed}")
    return tuple(_run(rng) for _ in range(RUNS))


def _run(rng: random.Random) -> Run:
    between: dict[int, tuple[Move, ...]] = {}
    for _ in range(rng.choice((0, 1, 1, 2))):
        call = rng.randrange(1, CALLS)
        between[call] = (*between.get(call, ()), _move(rng))
    fault = (rng.randrange(1, CALLS), rng.choice(FAULTS)) if rng.random() < 0.3 else None
    before = tuple(_move(rng) for _ in range(rng.randrange(1, 4)))
    return Run(rng.randrange(0, 3), rng.randrange(0, 3), before, between, fault)


def _move(rng: random.Random) -> Move:
    kind = rng.choices(list(EDITS), list(EDITS.values()))[0]
    return Move(kind, rng.randrange(10**6), rng.randrange(10**6))
