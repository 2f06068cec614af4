"""``make mutants``: takes away one guard or assertion after the other; some test must notice each time.

The tree is copied to a temporary folder and changed there. A mutant is a file, a piece of it, what stands in its place,
and the tests that must fail. A piece that is not found once is an error too: the list keeps up with the code. Guards
that stand twice on purpose (the digest of a file is asked before and after it is replaced) are not in the list: taking
away one of them changes nothing.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.books import BOOKS
from tests.mutants.cloud import CLOUD
from tests.mutants.council import COUNCIL
from tests.mutants.mutant import Mutant
from tests.mutants.planner import PLANNER

ROOT = Path(__file__).parents[2]
MUTANTS = (*PLANNER, *BOOKS, *CLOUD, *COUNCIL)


def survives(mutant: Mutant, tree: Path) -> str:
    """Why a mutant was not noticed; ``""`` when it was."""
    path = tree / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        return f"its piece stands {text.count(mutant.old)} times in {mutant.file}"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    done = tested(mutant.tests, tree)
    path.write_text(text, encoding="utf-8")
    if done.returncode == 1:
        return ""
    return "no test failed" if done.returncode == 0 else f"the tests did not run: {_end(done)}"


def tested(tests: str, tree: Path) -> "subprocess.CompletedProcess[str]":
    """These tests, until the first fails; 1 where one did."""
    file, _, words = tests.partition(" -k ")
    options = ["-k", words] if words else []
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *options, file]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def _end(done: "subprocess.CompletedProcess[str]") -> str:
    return done.stdout[-300:] + done.stderr[-300:]


def main(arguments: list[str] | None = None) -> int:
    """One line a mutant; exit 1 if one survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", help="only mutants with one of these in their name or file")
    words = parser.parse_args(arguments).words
    chosen = [one for one in MUTANTS if not words or any(word in f"{one.what} {one.file}" for word in words)]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="syncer-mutants-") as folder:
        tree = Path(folder)
        shutil.copy(ROOT / "pyproject.toml", tree)
        for part in ("syncer", "tests", "config"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        for tests in sorted({mutant.tests for mutant in chosen}):
            if (done := tested(tests, tree)).returncode:
                sys.exit(f"{tests} fails with nothing taken away:\n{_end(done)}")
        for mutant in chosen:
            start = time.perf_counter()
            why = survives(mutant, tree)
            failed += bool(why)
            print(
                f"{'SURVIVED' if why else 'noticed '} {time.perf_counter() - start:5.1f} s  {mutant.what}  {why}",
                flush=True,
            )
    print(f"{len(chosen) - failed} of {len(chosen)} mutants were noticed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
