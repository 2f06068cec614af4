"""Job titles on labelled ones in five languages: ``python -m tests.benchmarks.titles [CSV ...]``.

A file has language, title, function, seniority (0 in training to 6 the top), recruiter and founder; without one,
``titles.csv`` is read. Each set was labelled before it was run. What it gave at first sight, function and seniority:
``titles-2`` .75 (function), ``titles-3`` .67 and .97, ``titles-4`` .82 and .95, ``titles-5`` .91 and .98. The
rules were mended after each but the last. Prints the share right per language and every title read differently.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from syncer.core.titles import Role, role_of

LABELLED = Path(__file__).parent / "titles.csv"
FACETS = ("function", "seniority", "recruiter", "founder")
Row = dict[str, str]


def read(path: Path = LABELLED) -> list[Row]:
    """The labelled titles."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def labelled(row: Row) -> Role:
    """What the label says."""
    return Role(row["function"], int(row["seniority"]), bool(row["recruiter"]), bool(row["founder"]))


def accuracy(rows: Sequence[Row], facet: str) -> float:
    """Share of rows where one facet of the role is read as labelled."""
    right = sum(getattr(role_of(row["title"]), facet) == getattr(labelled(row), facet) for row in rows)
    return right / max(1, len(rows))


def main(paths: Sequence[Path]) -> None:
    """Prints the table and what was read differently."""
    rows = [row for path in paths for row in read(path)]
    print(f"{'':10}{'titles':>7}" + "".join(f"{facet:>11}" for facet in FACETS))
    for language in (*sorted({row["language"] for row in rows}), "all"):
        some = [row for row in rows if language in (row["language"], "all")]
        print(f"{language:10}{len(some):7}" + "".join(f"{accuracy(some, facet):11.3f}" for facet in FACETS))
    for row in rows:
        if role_of(row["title"]) != labelled(row):
            print(f"  {row['language']} {row['title']}: {role_of(row['title'])}, labelled {labelled(row)}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [LABELLED])
