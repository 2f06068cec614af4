"""``python -m tests.benchmarks.pool [SIZE ...] [--spark] [--peer]``: the whole pooled job, each size in a cold process.

Wall and CPU seconds of the process and all it starts, peak megabytes of all of them together, seconds by stage, F1 of
the people found, and the exponent of growth in CPU from size to size. ``--spark``: local[2] beside it. ``--peer``:
Splink as its tutorials show it, on the linking step alone, in this process.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.benchmarks.identity.measure import pairwise
from tests.benchmarks.identity.peers import trained_by_em
from tests.benchmarks.pool.invent import invent

SIZES = (30_000, 300_000, 1_000_000)
MEMORY_MB = 4_000
LOOKS = 50
"""How much longer than a look at memory the pause after it is: a process stands still while its pages are counted."""
COLD = """
import gc, json, resource, sys, time
from datetime import date
from syncer.pooling import engine, job, pooled
if __name__ == "__main__":
    gc.disable()
    source, output, name, memory, scratch = sys.argv[1:]
    marks = [("start", time.perf_counter())]
    stage = lambda name: marks.append((name, time.perf_counter()))
    todo = job(source, output, date(2026, 11, 23), 50)
    summary = pooled(engine(name, int(memory), "local[2]", scratch), todo, stage).summary
    stage("")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({
        "wall": marks[-1][1] - marks[0][1],
        "cpu": sum(one.ru_utime + one.ru_stime for one in used),
        "stages": {name: after - before for (name, before), (_, after) in zip(marks, marks[1:])},
        "summary": summary,
    }))
"""


@dataclass(frozen=True)
class Figure:
    """One job: on which engine, on how many contacts, what it took."""

    engine: str
    contacts: int
    wall: float
    cpu: float
    peak_mb: float
    stages: dict[str, float]
    summary: dict[str, int]


def measured(engine: str, source: Path, output: Path, scratch: Path) -> Figure:
    """The job in a process of its own."""
    program = scratch / "cold.py"
    program.write_text(COLD, encoding="utf-8")
    command = [sys.executable, str(program), *map(str, (source, output, engine, MEMORY_MB, scratch))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        answer, _ = process.communicate()
    if process.returncode:
        sys.exit(f"{engine} failed on {source}")
    told = json.loads(answer.splitlines()[-1])
    summary = told["summary"]
    return Figure(engine, summary["contacts"], told["wall"], told["cpu"], peak.mb(), told["stages"], summary)


class Peak:
    """The most memory that a process and its children hold together, shared pages counted once (Pss), by sampling."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def mb(self) -> float:
        """In megabytes, once the process has ended."""
        self._thread.join(timeout=2)
        return self._most / 1024

    def _watch(self) -> None:
        while Path(f"/proc/{self._pid}/smaps_rollup").exists():
            start = time.perf_counter()
            held = sum(map(_held, _family(self._pid)))
            if not held:
                return
            self._most = max(self._most, held)
            time.sleep(max(0.3, LOOKS * (time.perf_counter() - start)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        children += [one for task in Path(f"/proc/{pid}/task").iterdir() for one in _children(task)]
    except OSError:
        return
    for child in set(children):
        yield from _family(int(child))


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text(encoding="ascii").split()
    except OSError:
        return []


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def found(output: Path) -> dict[str, str]:
    """Record id -> person id of a job's result."""
    return dict(duckdb.sql(f"SELECT record_id, person_id FROM read_parquet('{output}/people/*.parquet')").fetchall())


def line(figure: Figure, quality: object, before: Figure | None) -> str:
    """One row of the table."""
    grown = ""
    if before:
        grown = f"{math.log(figure.cpu / before.cpu) / math.log(figure.contacts / before.contacts):5.2f}"
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in figure.stages.items() if seconds >= 0.05)
    return (
        f"{figure.contacts:>9} {figure.engine:<7}{figure.wall:8.1f}{figure.cpu:8.1f}{figure.peak_mb:8.0f}  {grown:>5}  "
        f"{quality}  {stages}"
    )


def main() -> None:
    """Prints the table, each row as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args()
    print(" contacts engine     wall     CPU      MB growth  people found; seconds by stage", flush=True)
    last: dict[str, Figure] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            truth = invent(here / "in", size)
            for engine in ("duckdb", *(("spark",) if asked.spark else ())):
                figure = measured(engine, here / "in", here / engine, here)
                quality = pairwise(truth, found(here / engine))
                print(line(figure, quality, last.get(engine)), flush=True)
                last[engine] = figure
            if asked.peer:
                print(_peer(here / "in", truth), flush=True)


def _peer(source: Path, truth: dict[str, str]) -> str:
    rows = duckdb.sql(f"SELECT * FROM read_parquet('{source}/contacts.parquet')").to_arrow_table().to_pylist()
    start, cpu = time.perf_counter(), time.process_time()
    people = trained_by_em(rows)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    return f"{len(rows):>9} {'splink':<7}{wall:8.1f}{cpu:8.1f}{'':8}  {'':5}  {pairwise(truth, people)}  linking alone"


if __name__ == "__main__":
    main()
