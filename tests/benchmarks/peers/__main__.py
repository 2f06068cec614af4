"""`make bench-peers`: the same people, edits and faults for syncer and for what people use today; one line a tool."""

import argparse
import json
import logging
import os
import sys
import time
from dataclasses import astuple, fields

from tests.benchmarks.peers.hands import Harm
from tests.benchmarks.peers.worlds import TOOLS, play

TITLES = {
    "notes": "notes typed",
    "lost": "lost",
    "wrong": "on the wrong person",
    "doubles": "rows twice",
    "returned": "deleted rows back",
    "mixed": "runs that left another's name or employer in a row",
}


def main() -> None:
    """Play the worlds and print the table, per 1,000 worlds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=300)
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    seeds = range(given.first, given.first + given.worlds)
    found = {}
    for tool in TOOLS:
        began = time.process_time()
        found[tool] = _sum([play(tool, seed) for seed in seeds], given.worlds)
        print(f"{tool}: {time.process_time() - began:.0f} CPU s", file=sys.stderr, flush=True)
    print(json.dumps(found) if given.json else _table(found, given.worlds), flush=True)
    os._exit(0)  # shillelagh would push what failed worlds left undone when Python ends


def _sum(harms: list[Harm], worlds: int) -> dict[str, float]:
    totals = [sum(column) for column in zip(*map(astuple, harms), strict=True)]
    rates = {one.name: total * 1000 / worlds for one, total in zip(fields(Harm), totals, strict=True)}
    hurt = sum(any(astuple(harm)[1:]) for harm in harms)
    return {**rates, "hurt": hurt * 1000 / worlds}


def _table(found: dict[str, dict[str, float]], worlds: int) -> str:
    titles = {**TITLES, "hurt": "worlds with any of these"}
    lines = [f"{worlds} worlds; per 1,000 worlds:", "", f"| tool | {' | '.join(titles.values())} |"]
    lines.append("|---|" + "---|" * len(titles))
    lines += [f"| {tool} | {' | '.join(f'{row[key]:,.0f}' for key in titles)} |" for tool, row in found.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
