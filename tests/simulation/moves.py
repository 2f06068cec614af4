"""A world's script: what people, sources and accidents do, in order. Drawn from a seed, printed, shrunk, replayed.

A move names nothing by itself: its numbers are taken modulo what is there when it is played. So a script that lost half
of its moves still plays, which is what shrinking needs.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

BEFORE = -1
"""``Move.at`` of what happens before a run begins."""


HANDFUL = 6
"""Calls of a run."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that happens: before the run (``at`` is -1) or just before its call number ``at``."""

    kind: str
    at: int = BEFORE
    a: int = 0
    b: int = 0
    c: int = 0

    def __str__(self) -> str:
        return f"{self.kind}@{self.at}/{self.a}/{self.b}/{self.c}"


@dataclass(frozen=True, slots=True)
class Round:
    """What happens around one run, or around several that overlap: ``turns`` says which of them makes the next call."""

    moves: tuple[Move, ...] = ()
    runs: int = 1
    turns: tuple[int, ...] = ()

    def __str__(self) -> str:
        head = "run" if self.runs == 1 else f"{self.runs}runs:{'.'.join(map(str, self.turns))}"
        return " ".join([head, *map(str, self.moves)])


@dataclass(frozen=True, slots=True)
class Script:
    """A whole world. ``variant`` chooses how the place behaves (switches of the service, rows by number or by id)."""

    people: int = 3
    variant: int = 0
    rounds: tuple[Round, ...] = ()

    def __str__(self) -> str:
        return "; ".join([f"people={self.people} variant={self.variant}", *map(str, self.rounds)])

    def __len__(self) -> int:
        return sum(1 + len(one.moves) + one.runs for one in self.rounds)


def read(text: str) -> Script:
    """The script that was printed."""
    head, *rounds = [part.strip() for part in text.split(";")]
    numbers = dict(word.split("=") for word in head.split())
    return Script(int(numbers["people"]), int(numbers["variant"]), tuple(map(_round, rounds)))


def _round(text: str) -> Round:
    head, *moves = text.split()
    runs, _, turns = head.partition("runs:")
    made = tuple(_move(move) for move in moves)
    return Round(made, int(runs), tuple(map(int, turns.split(".") if turns else ()))) if ":" in head else Round(made)


def _move(text: str) -> Move:
    kind, _, numbers = text.partition("@")
    return Move(kind, *map(int, numbers.split("/")))


# --- drawing -------------------------------------------------------------------------------------------------------


def draw(seed: int, edits: Mapping[str, int], faults: Mapping[str, int], calls: int) -> Script:
    """The script of a seed. ``edits``, ``faults``: kind -> weight. ``calls``: about how many calls a run makes.

    Swarm: each seed allows itself only some of the kinds, so that rare ones are not drowned by common ones.
    """
    rng = random.Random(seed)
    edits, faults = _some(rng, edits), _some(rng, faults)
    disturbed = rng.random() < 0.7
    rounds = []
    for _ in range(rng.randint(1, 3)):
        moves = [_drawn(rng, edits, BEFORE) for _ in range(rng.randint(0, 6))]
        if disturbed:
            moves += [
                _drawn(rng, edits, _call(rng, calls))
                for _ in range(rng.choice((0, 1, 1, 2) if calls <= HANDFUL else (0, 0, 1, 2)))
            ]
            moves += [_drawn(rng, faults, _call(rng, calls)) for _ in range(rng.choice((0, 1, 1, 2))) if faults]
        runs = rng.choice((1, 1, 1, 1, 1, 2, 2, 3)) if disturbed else 1
        turns = tuple(rng.randrange(runs) for _ in range(rng.randint(0, 14))) if runs > 1 else ()
        rounds.append(Round(tuple(moves), runs, turns))
    return Script(rng.choice((0, 1, 2, 3, 5, 8, 13)), rng.randrange(1 << 16), tuple(rounds))


def _some(rng: random.Random, kinds: Mapping[str, int]) -> dict[str, int]:
    share = rng.choice((0.15, 0.35, 0.6, 1.0))
    kept = {kind: weight for kind, weight in kinds.items() if rng.random() < share}
    return kept or dict([rng.choice(sorted(kinds.items()))] if kinds else [])


def _call(rng: random.Random, calls: int) -> int:
    """Just before which call of a run. Early ones where there are many, for a run with nothing to do makes few; where
    a run makes a handful, each as often as the next, for the last of them is the write."""
    if calls <= HANDFUL:
        return rng.randrange(calls + 1)
    return min(int(rng.expovariate(1 / max(calls / 3, 1))), 3 * calls)


def _drawn(rng: random.Random, kinds: Mapping[str, int], at: int) -> Move:
    kind = rng.choices(list(kinds), weights=list(kinds.values()))[0]
    return Move(kind, at, rng.randrange(1000), rng.randrange(1000), rng.randrange(1000))


# --- shrinking -----------------------------------------------------------------------------------------------------


def smaller(script: Script) -> Sequence[Script]:
    """Scripts with something less, the boldest first."""
    found = []
    rounds = script.rounds
    for place in range(len(rounds)):
        found.append(replace(script, rounds=rounds[:place] + rounds[place + 1 :]))
    for place, one in enumerate(rounds):
        if one.runs > 1:
            found.append(_with(script, place, replace(one, runs=one.runs - 1, turns=one.turns if one.runs > 2 else ())))
        for size in (len(one.moves) // 2, 1):
            for start in range(0, len(one.moves), size or 1):
                left = one.moves[:start] + one.moves[start + (size or 1) :]
                found.append(_with(script, place, replace(one, moves=left)))
        if one.turns:
            found.append(_with(script, place, replace(one, turns=one.turns[:-1])))
    if script.people:
        found += [replace(script, people=people) for people in (1, script.people - 1) if people < script.people]
    for place, one in enumerate(rounds):
        for number, move in enumerate(one.moves):
            for less in _lower(move):
                moves = (*one.moves[:number], less, *one.moves[number + 1 :])
                found.append(_with(script, place, replace(one, moves=moves)))
    return [each for each in dict.fromkeys(found) if each != script]


def _lower(move: Move) -> list[Move]:
    found = [replace(move, at=BEFORE)] if move.at > 0 else []
    for name in ("a", "b", "c"):
        if getattr(move, name):
            found.append(replace(move, **{name: 0}))
    return found


def _with(script: Script, place: int, one: Round) -> Script:
    return replace(script, rounds=(*script.rounds[:place], one, *script.rounds[place + 1 :]))
