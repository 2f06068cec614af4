"""``python -m tests.benchmarks.workbook [SIZE ...]``, part of ``make bench``: what the workbook file costs a run.

For each size: whole cold ``syncer run`` processes with nothing new and with 20 changes beside the aims of the
project, the workbook's own stages in them (read, plan, commit), and openpyxl on the same file.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.run import TODAY, Figure, _invent, measure

AIMS = {
    (5_000, "nothing new"): 0.8,
    (5_000, "20 changes"): 1.5,
    (30_000, "nothing new"): 3.0,
    (30_000, "20 changes"): 6.0,
}
AIM_MB = 700.0
OWN = ("read workbook", "plan", "commit")
OPENPYXL = "import sys, openpyxl; book = openpyxl.load_workbook(sys.argv[1]); "


def figures(size: int, home: Path) -> list[Figure]:
    """The first run is not listed: it makes the file by other means."""
    syncer, answer = str(Path(sys.executable).with_name("syncer")), home.parent / "answer"
    run = [syncer, "run", "--config", str(home / "syncer.toml"), "--today", TODAY, "--json"]
    _invent(home, size, 0)
    measure("first run", size, run, answer)
    book = str(home / "outreach.xlsx")
    found = [measure("nothing new", size, run, answer)]
    _invent(home, size, 20)
    found.append(measure("20 changes", size, run, answer))
    for case, more in (("openpyxl load", ""), ("openpyxl load, save", f"book.save({str(home / 'saved.xlsx')!r})")):
        found.append(measure(case, size, [sys.executable, "-c", OPENPYXL + more, book], answer))
    return found


def line(figure: Figure) -> str:
    """One row of the table, with the verdict where there is an aim."""
    own = "".join(f"{figure.stages.get(name, 0):8.2f}" if figure.stages else " " * 8 for name in OWN)
    aim = AIMS.get((figure.contacts, figure.case))
    verdict = ""
    if aim:
        fast = "ok" if figure.wall <= aim else "OVER"
        small = "ok" if figure.peak_mb <= AIM_MB else "OVER"
        verdict = f"  {fast} (aim {aim:g} s), {small} (aim {AIM_MB:g} MB)"
    code = f"  EXIT {figure.exit_code}" if figure.exit_code else ""
    seconds = f"{figure.wall:8.2f}{figure.cpu:7.2f}"
    return f"{figure.contacts:>7} {figure.case:<20}{seconds}{figure.peak_mb:7.0f}{own}{verdict}{code}"


def main() -> int:
    """Prints the table; exit 1 when a run failed. A missed aim is printed, not an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=(5_000, 30_000))
    folder, failed = Path(tempfile.mkdtemp(prefix="syncer-bench-")), 0
    print(
        f"{'people':>7} {'case':<20}{'wall s':>8}{'cpu s':>7}{'MB':>7}"
        + "".join(f"{name.split()[0]:>8}" for name in OWN)
    )
    try:
        for size in parser.parse_args().sizes:
            for figure in figures(size, folder / str(size)):
                print(line(figure), flush=True)
                failed |= bool(figure.exit_code)
    finally:
        shutil.rmtree(folder)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
