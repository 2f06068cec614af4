"""``make simulate SEEDS=N``: worlds by seed, in slices that can be stopped and taken up again.

    python -m tests.simulation [--seeds N] [--first N] [--place memory|excel|google|planner] [--state F] [--minutes M]
    python -m tests.simulation --place protocol                  every fault at every call of twenty commits
    python -m tests.simulation --place google --seed 17          plays one seed again, and shrinks it if it fails
    python -m tests.simulation --place google --script "..."     plays a script that was printed

Without a place, seeds are dealt out: of twenty, ten to the planner alone, five to memory, one to a file, four to the
shared sheet. The state file keeps what was played, so that the total of many slices is one figure.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.simulation import protocol, triples
from tests.simulation.driver import PLACES, Verdict, play, script_of, shrink
from tests.simulation.moves import Script, read

STATE = Path("build/simulation.json")
OTHERS = ("memory", "google", "memory", "google", "excel", "memory", "google", "memory", "google", "memory")
DEAL = tuple(place for other in OTHERS for place in ("planner", other))
SAVE_EVERY = 25
SAMPLE, SAMPLED = 100, (1, 7, 9)
"""Of each hundred seeds these: in the deal of all places one in memory, one in the shared sheet, one in a file."""


class State:
    """What was played so far, in all slices."""

    def __init__(self, path: Path, first: int = 0) -> None:
        self.path = path
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.done: Counter[str] = Counter(kept.get("done", {}))
        self.seconds: dict[str, float] = kept.get("seconds", {})
        self.seen: Counter[str] = Counter(kept.get("seen", {}))
        self.failed: dict[str, dict[str, str]] = kept.get("failed", {})
        self.next = int(kept.get("next", first))

    def save(self) -> None:
        """Write it beside and put it in place, so that a slice may be stopped at any moment."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(
            json.dumps(
                {
                    "next": self.next,
                    "done": self.done,
                    "seconds": self.seconds,
                    "seen": self.seen,
                    "failed": self.failed,
                }
            )
        )
        fresh.replace(self.path)


def one(place: str, seed: int) -> Verdict:
    """One seed at a place; the planner alone has no script to shrink, its worlds are a dozen moves long."""
    if place == "protocol":
        return trial(seed)
    if place != "planner":
        return again(place, play(place, script_of(place, seed)), seed)
    wrong, seen = "", Counter[str]()
    try:
        seen.update(f"planner: {name}" for name in triples.play(seed).moves)
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    return Verdict(Script(), wrong, seen, "")


def again(place: str, verdict: Verdict, seed: int) -> Verdict:
    """P12: of each hundred seeds some are played once more, and must send the same requests."""
    if verdict.wrong or seed % SAMPLE not in SAMPLED:
        return verdict
    second = play(place, verdict.script)
    verdict.seen["played again: the same requests"] += 1
    same = second.trace == verdict.trace
    return verdict if same else replace(verdict, wrong="P12: the same seed sent other requests")


def trial(number: int) -> Verdict:
    """One fault at one call of one commit, by its number in the list of all of them."""
    scenario, variant, fault, at = protocol.everything()[number]
    wrong, seen = "", Counter[str]()
    try:
        calls = protocol.Trial(scenario, variant, fault, at).play()
        if at < len(calls):
            seen[f"{fault} at {calls[at]}"] += 1
    except Exception as error:
        wrong = f"{scenario.name}, variant {variant}, {fault} at call {at}: {type(error).__name__}: {error}"
    return Verdict(Script(), wrong, seen, "")


def slice_of(state: State, seeds: int, only: str, until: float) -> None:
    """Play on from where the last slice stopped, until ``seeds`` are done in all or the time is up."""
    while state.next < seeds and time.monotonic() < until:
        seed = state.next
        place = only or DEAL[seed % len(DEAL)]
        began = time.process_time()
        verdict = one(place, seed)
        state.seconds[place] = state.seconds.get(place, 0.0) + time.process_time() - began
        state.done[place] += 1
        state.seen += verdict.seen
        state.next += 1
        if verdict.wrong:
            small = shrink(place, verdict) if place in PLACES else verdict
            state.failed[f"{place} {seed}"] = {"wrong": small.wrong, "script": str(small.script)}
            print(f"FAILED {place}, seed {seed}: {small.wrong}\n  {small.script}", flush=True)
        if state.next % SAVE_EVERY == 0:
            state.save()
    state.save()


def told(state: State) -> str:
    """The table: seeds and seconds by place, then every edit, fault and end of a run with how often it happened."""
    lines = []
    for place in sorted(state.done):
        count, seconds = state.done[place], state.seconds[place]
        lines.append(f"{place:8} {count:7,} seeds {seconds:9,.0f} s CPU {count / max(seconds, 0.001):8,.1f} a second")
    played, seconds = sum(state.done.values()), sum(state.seconds.values())
    lines.append(f"{'all':8} {played:7,} seeds {seconds:9,.0f} s CPU, {len(state.failed)} failed")
    width = max((len(name) for name in state.seen), default=0)
    lines += [f"  {name:{width}} {count:9,}" for name, count in sorted(state.seen.items())]
    lines += [f"FAILED {name}: {found['wrong']}\n  {found['script']}" for name, found in state.failed.items()]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=1000, help="in all slices together")
    parser.add_argument("--first", type=int, default=0, help="the seed to begin with, where no slice was played yet")
    parser.add_argument("--place", choices=("planner", "protocol", *PLACES), default="")
    parser.add_argument("--state", type=Path, default=STATE)
    parser.add_argument("--minutes", type=float, default=10_000.0, help="stop this slice after so many")
    parser.add_argument("--seed", type=int, help="play this one only")
    parser.add_argument("--script", help="play this one only")
    chosen = parser.parse_args(arguments)
    if chosen.script or chosen.seed is not None:
        place = chosen.place or "memory"
        verdict = play(place, read(chosen.script)) if chosen.script else one(place, chosen.seed)
        if verdict.wrong and place in PLACES:
            verdict = shrink(place, verdict)
        print(f"{verdict.wrong or 'all promises held'}\n  {verdict.script}")
        return int(bool(verdict.wrong))
    state = State(chosen.state, chosen.first)
    seeds = len(protocol.everything()) if chosen.place == "protocol" else chosen.seeds
    slice_of(state, chosen.first + seeds, chosen.place, time.monotonic() + 60 * chosen.minutes)
    print(told(state))
    return int(bool(state.failed))


if __name__ == "__main__":
    sys.exit(main())
