"""``python -m tests.benchmarks.identity [--large] [SET ...]``: ``syncer link`` beside its peers: quality, time, memory.

Each set is linked in a process of its own, so that wall and memory are those of a cold ``link_file``.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.identity.generate import COLUMNS, OTHER, USUAL, Labelled, personal, pooled
from tests.benchmarks.identity.measure import pairwise, recall_by_trouble
from tests.benchmarks.identity.peers import rule_of_thumb, trained_by_em

SEED = 3
SETS: dict[str, Callable[[], Labelled]] = {
    "1k": lambda: personal(1_000, SEED, USUAL),
    "30k": lambda: personal(30_000, SEED, USUAL),
    "30k other mix": lambda: personal(30_000, SEED, OTHER),
    "30k pooled": lambda: pooled(30_000, SEED, USUAL),
}
LARGE: dict[str, Callable[[], Labelled]] = {
    "300k pooled": lambda: pooled(300_000, SEED, USUAL),
    "1M pooled": lambda: pooled(1_000_000, SEED, USUAL),
}


COLD = """
import resource, sys, time
from pathlib import Path
start = time.perf_counter()
from syncer.link_file import link_file
link_file(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def linked(source: Path, result: Path) -> tuple[float, int]:
    """Seconds and peak megabytes of linking one file, cold: imports counted, the interpreter's start not."""
    command = [sys.executable, "-c", COLD, str(source), str(result)]
    seconds, megabytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(megabytes)


def measure(name: str, data: Labelled, folder: Path, *, peers: bool) -> None:
    """Print the rows of one set."""
    source, result = folder / "in.csv", folder / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS)
        writer.writeheader()
        writer.writerows(data.rows)
    seconds, megabytes = linked(source, result)
    with result.open(encoding="utf-8", newline="") as opened:
        found = dict(list(csv.reader(opened))[1:])
    print(f"{name:14} syncer         {pairwise(data.person, found)}  {seconds:6.1f} s {megabytes:5} MB", flush=True)
    if peers:
        print(f"{name:14} rule of thumb  {pairwise(data.person, rule_of_thumb(data.rows))}", flush=True)
        start = time.perf_counter()
        trained = trained_by_em(data.rows)
        print(
            f"{name:14} Splink by EM   {pairwise(data.person, trained)}  {time.perf_counter() - start:6.1f} s",
            flush=True,
        )
        for trouble, (recall, pairs) in recall_by_trouble(data.person, found, data.troubles).items():
            print(f"{'':14}   recall {recall:.3f} of {pairs:6} pairs with: {trouble}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"which of: {', '.join((*SETS, *LARGE))}")
    parser.add_argument("--large", action="store_true", help="300k and 1M, too: minutes and gigabytes")
    chosen = parser.parse_args()
    known = SETS | LARGE
    names = chosen.sets or [*SETS, *(LARGE if chosen.large else ())]
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            measure(name, known[name](), Path(folder), peers=name in SETS)


if __name__ == "__main__":
    main()
