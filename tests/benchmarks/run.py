"""``make bench``, or ``python -m tests.benchmarks.run [SIZE ...] [--json]``: cold ``syncer run`` as whole processes.

For each size: the first run, one with nothing new, one after 20 changed records. Wall and CPU seconds and peak memory
(MB, resident) are those of the process as the system counts them; the seconds of each stage are the run's own. "without
workbook" leaves out the stages that read and write the workbook file; the aims of the project are given for that.
``syncer --help`` is the best of five. The figures in CONTRIBUTING.md were made with this command.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

SIZES = (500, 5_000, 30_000)
AIMS = {5_000: 1.2, 30_000: 3.0}
"""Seconds without the workbook file's own cost, on two cores."""
AIM_MB = 400.0
AIM_HELP = 0.15
WORKBOOK_STAGES = frozenset({"read workbook", "commit"})
TODAY = "2026-11-02"


@dataclass(frozen=True, slots=True)
class Figure:
    """One process: what ran, on how many contacts, how long, how much memory, where the time went."""

    case: str
    contacts: int
    wall: float
    peak_mb: float
    exit_code: int
    cpu: float = 0.0
    """Seconds of processor, user and system, of all its threads: what a busy machine changes least."""
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def without_workbook(self) -> float:
        """Wall seconds less those the workbook file took."""
        return self.wall - sum(seconds for name, seconds in self.stages.items() if name in WORKBOOK_STAGES)


def measure(case: str, contacts: int, command: list[str], answer: Path) -> Figure:
    """Runs the command to its end with its output in the file ``answer``."""
    out = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(out)
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    cpu, code = usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status)
    return Figure(case, contacts, wall, usage.ru_maxrss / per_mb, code, cpu, _stages(answer))


def _stages(answer: Path) -> dict[str, float]:
    try:
        return dict(json.loads(answer.read_text(encoding="utf-8"))["stages"])
    except (ValueError, KeyError, TypeError):
        return {}


def figures(sizes: tuple[int, ...], folder: Path) -> Iterator[Figure]:
    """Every figure, as it is measured. Data is invented in other processes: a parent's memory counts for its child."""
    syncer = str(Path(sys.executable).with_name("syncer"))
    answer = folder / "answer"
    yield min((measure("--help", 0, [syncer, "--help"], answer) for _ in range(5)), key=lambda figure: figure.wall)
    for size in sizes:
        home = folder / str(size)
        run = [syncer, "run", "--config", str(home / "syncer.toml"), "--today", TODAY, "--json"]
        _invent(home, size, 0)
        yield measure("first run", size, run, answer)
        yield measure("nothing new", size, run, answer)
        _invent(home, size, 20)
        yield measure("20 changes", size, run, answer)


def _invent(home: Path, size: int, changes: int) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.invent", str(home), str(size), str(changes)]
    pid = os.posix_spawn(command[0], command, os.environ)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
        sys.exit("the data could not be invented")


def line(figure: Figure) -> str:
    """One row of the table; the share of each stage in percent of the wall time."""
    known = sum(figure.stages.values())
    rest = {"start and rest": figure.wall - known} if figure.stages else {}
    shares = ", ".join(f"{name} {100 * seconds / figure.wall:.0f}" for name, seconds in (figure.stages | rest).items())
    core = f"{figure.without_workbook:9.2f}" if figure.stages else " " * 9
    code = f"  EXIT {figure.exit_code}" if figure.exit_code else ""
    code += "  NO STAGES IN THE ANSWER" if figure.contacts and not figure.stages else ""
    seconds = f"{figure.wall:7.2f}{figure.cpu:7.2f}"
    return f"{figure.contacts or '':>8} {figure.case:<12}{seconds}{core}{figure.peak_mb:8.0f}  {shares}{code}"


def verdicts(found: list[Figure]) -> Iterator[str]:
    """The aims, each with what was measured."""
    for figure in found:
        if figure.case == "--help":
            yield _verdict("syncer --help", figure.wall, AIM_HELP, "s")
        if figure.case == "first run" and figure.contacts in AIMS:
            yield _verdict(f"{figure.contacts} without workbook", figure.without_workbook, AIMS[figure.contacts], "s")
            yield _verdict(f"{figure.contacts} peak memory", figure.peak_mb, AIM_MB, "MB")


def _verdict(what: str, got: float, aim: float, unit: str) -> str:
    return f"{'ok  ' if got <= aim else 'OVER'} {what}: {got:.2f} {unit} (aim {aim:g})"


def main() -> int:
    """Prints the table, or one JSON list. Exit 1 when a run failed; a missed aim is printed, not an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="syncer-bench-"))
    found = []
    if not asked.json:
        print(
            "contacts case           wall    cpu  without      MB  share of each stage in %\n" + " " * 37 + "workbook"
        )
    try:
        for figure in figures(tuple(asked.sizes), folder):
            found.append(figure)
            if not asked.json:
                print(line(figure), flush=True)
    finally:
        shutil.rmtree(folder)
    if asked.json:
        print(json.dumps([asdict(figure) for figure in found], indent=1))
    else:
        print("\n".join(["", *verdicts(found)]))
    return int(any(figure.exit_code for figure in found))


if __name__ == "__main__":
    sys.exit(main())
