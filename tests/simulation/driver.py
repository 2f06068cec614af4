"""Seeds to worlds, worlds to verdicts, and a failure to the smallest script that still fails."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.simulation.cloud import CloudPlace, quickly
from tests.simulation.moves import Script, draw, smaller
from tests.simulation.places import ExcelPlace, MemoryPlace, Place
from tests.simulation.world import CLOCK, SOURCE_WEIGHTS, World

Today = Callable[[], date]


@contextmanager
def _memory(variant: int, today: Today) -> Iterator[Place]:
    yield MemoryPlace(variant, today)


@contextmanager
def _excel(variant: int, today: Today) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="syncer-simulation-") as folder:
        yield ExcelPlace(variant, today, Path(folder))


@contextmanager
def _google(variant: int, today: Today) -> Iterator[Place]:
    with quickly():
        yield CloudPlace(variant, today)


PLACES: Mapping[str, tuple[Any, Callable[[int, Today], AbstractContextManager[Place]]]] = {
    "memory": (MemoryPlace, _memory),
    "excel": (ExcelPlace, _excel),
    "google": (CloudPlace, _google),
}


@dataclass(frozen=True)
class Verdict:
    """How a world ended. ``wrong``: the promise it broke, or the exception; ``""`` when all held."""

    script: Script
    wrong: str
    seen: Counter[str]
    trace: str


def script_of(place: str, seed: int) -> Script:
    """The script of a seed at a place."""
    kind = PLACES[place][0]
    sources = {name: weight * kind.stir for name, weight in SOURCE_WEIGHTS.items()}
    return draw(seed, {**kind.edits, **sources}, {**kind.faults, **CLOCK}, kind.calls)


def play(place: str, script: Script) -> Verdict:
    """Play a script; nothing is raised but what stops Python itself."""
    seen: Counter[str] = Counter()
    made = PLACES[place][1]
    opened: list[AbstractContextManager[Place]] = []

    def make(variant: int, today: Today) -> Place:
        opened.append(made(variant, today))
        return opened[0].__enter__()

    world, wrong, trace = None, "", ""
    try:
        world = World(script, make)
        world.play()
        trace = world.place.trace()
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    finally:
        if world:
            seen = world.seen
        for each in opened:
            each.__exit__(None, None, None)
    return Verdict(script, wrong, seen, trace)


def shrink(place: str, failed: Verdict, most: int = 400) -> Verdict:
    """The smallest script found, within ``most`` plays, that fails in the same way (promise or kind of exception)."""
    kind, left = failed.wrong[:20], most
    while left:
        for script in smaller(failed.script):
            left -= 1
            verdict = play(place, script)
            if verdict.wrong[:20] == kind:
                failed = verdict
                break
            if not left:
                return failed
        else:
            return failed
    return failed
