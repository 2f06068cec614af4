"""Fit the shipped weights: ``python -m tests.benchmarks.identity.fit`` writes ``syncer/data/linkage/*.json``.

Every candidate pair of labelled, generated contacts becomes a pattern of levels. A logistic regression (Newton's
method, ridge towards zero) finds the match weight of each level, with the prior for the size and the rarity of values
as a fixed offset: weights that overlap (a name and the mailbox that spells it) share what they say instead of counting
it twice. Seeds 11 and up; thresholds are chosen on seed 2 (``thresholds.py``), figures are reported on seed 3.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from syncer.linkage.comparisons import COMPARISONS
from syncer.linkage.model import prior
from syncer.linkage.splink_linker import predict
from syncer.linkage.table import table
from tests.benchmarks.identity.generate import Labelled, personal, pooled, varied
from tests.benchmarks.identity.rows import features

RIDGE = 2.0
"""As if that many pairs spoke for a weight of zero: keeps levels that were hardly seen modest."""
DATA = Path(__file__).parents[3] / "syncer" / "data" / "linkage"
INDEX = {one.name: [float(level + 1) for level in range(len(one.levels) + 1)] for one in COMPARISONS}
START = [0]
for _one in COMPARISONS:
    START.append(START[-1] + len(_one.levels) + 1)

Pattern = tuple[tuple[int, ...], float, bool]


def patterns(data: Labelled) -> Counter[Pattern]:
    """(levels as parameter numbers, offset in half bits, same person?) -> how many candidate pairs."""
    import duckdb

    rows, ids = features(data.rows)
    with duckdb.connect(":memory:") as connection:
        connection.register("features", table(rows))
        columns = predict(connection, INDEX, len(rows), None).to_pydict()
    base = math.log2(prior(len(rows)))
    found: Counter[Pattern] = Counter()
    names = [
        (start, columns[f"mw_{one.name}"], columns.get(f"mw_tf_adj_{one.name}"))
        for start, one in zip(START, COMPARISONS, strict=False)
    ]
    for at, (left, right) in enumerate(zip(columns["unique_id_l"], columns["unique_id_r"], strict=True)):
        levels, offset = [], base
        for start, weights, rarity in names:
            level = round(weights[at])
            if level > 0:
                levels.append(start + level - 1)
                if rarity:
                    offset += rarity[at]
        same = data.person[ids[left]] == data.person[ids[right]]
        found[tuple(levels), round(offset * 2) / 2, same] += 1
    return found


def fit(counted: Counter[Pattern], rounds: int = 12) -> list[float]:
    """Match weights in bits for all parameters."""
    size = START[-1]
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-RIDGE * weight * math.log(2) for weight in weights]
        hessian = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for (levels, offset, same), count in counted.items():
            bits = max(-60.0, min(60.0, offset + sum(weights[level] for level in levels)))
            chance = 1 / (1 + 2.0**-bits)
            slope, curve = count * (same - chance), count * chance * (1 - chance)
            for level in levels:
                gradient[level] += slope
            if curve > 1e-9:
                for level in levels:
                    row = hessian[level]
                    for other in levels:
                        row[other] += curve
        step = solve(hessian, gradient)
        weights = [
            weight + max(-6.0, min(6.0, change / math.log(2))) for weight, change in zip(weights, step, strict=True)
        ]
    return weights


def solve(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Gaussian elimination with pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                rows[below] = [a - factor * b for a, b in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        found[at] = (rows[at][size] - sum(rows[at][j] * found[j] for j in range(at + 1, size))) / rows[at][at]
    return found


def save(path: Path, weights: Sequence[float], about: str) -> None:
    """Write a model file; weights of one comparison are kept distinct, by which levels are told apart."""
    named: dict[str, list[float]] = {}
    for start, one in zip(START, COMPARISONS, strict=False):
        seen: set[float] = {0.0}
        named[one.name] = []
        for weight in weights[start : start + len(one.levels) + 1]:
            value = round(weight, 3)
            while value in seen:
                value = round(value + 0.001, 3)
            seen.add(value)
            named[one.name].append(value)
    lines = ",\n".join(f'    "{name}": {json.dumps(values)}' for name, values in named.items())
    path.write_text(f'{{\n  "about": {json.dumps(about)},\n  "weights": {{\n{lines}\n  }}\n}}\n', encoding="utf-8")


def gathered(sets: Iterable[Labelled]) -> Counter[Pattern]:
    found: Counter[Pattern] = Counter()
    for data in sets:
        found.update(patterns(data))
        print(len(data.rows), "records,", len(found), "patterns", file=sys.stderr)
    return found


def main() -> None:
    one_book = [
        *(personal(1_000, seed) for seed in range(11, 19)),
        *(personal(5_000, seed) for seed in (21, 22)),
        personal(30_000, 31),
        *(personal(1_000, seed, varied(seed)) for seed in range(41, 49)),
        *(personal(5_000, seed, varied(seed)) for seed in range(51, 55)),
    ]
    save(
        DATA / "personal.json",
        fit(gathered(one_book)),
        "weights in bits; tests/benchmarks/identity/fit.py, seeds 11-54",
    )
    many = [
        *(pooled(2_500, seed) for seed in range(71, 77)),
        pooled(5_000, 61),
        pooled(30_000, 62),
        pooled(80_000, 63),
        *(pooled(10_000, seed, varied(seed)) for seed in (64, 65, 66)),
    ]
    save(DATA / "pooled.json", fit(gathered(many)), "weights in bits; tests/benchmarks/identity/fit.py, seeds 61-76")


if __name__ == "__main__":
    main()
