"""Pairwise precision, recall and F1 of a grouping against labels, and recall for each trouble."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Quality:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return (
            2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0
        )

    def __str__(self) -> str:
        return f"F1 {self.f1:.4f}  precision {self.precision:.4f}  recall {self.recall:.4f}"


def pairwise(truth: Mapping[str, object], found: Mapping[str, object]) -> Quality:
    """Of all pairs of records: how many pairs put together are true, how many true ones are put together."""
    both = _pairs(Counter((truth[record], found[record]) for record in truth).values())
    together, true = (
        _pairs(Counter(found[record] for record in truth).values()),
        _pairs(Counter(truth.values()).values()),
    )
    return Quality(both / together if together else 1.0, both / true if true else 1.0)


def recall_by_trouble(
    truth: Mapping[str, object], found: Mapping[str, object], troubles: Mapping[str, frozenset[str]]
) -> dict[str, tuple[float, int]]:
    """For each trouble: recall over the true pairs in which a record has it, and how many pairs there are."""
    people = defaultdict(list)
    for record, person in truth.items():
        people[person].append(record)
    hits: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for records in people.values():
        for left, right in combinations(records, 2):
            for trouble in troubles[left] | troubles[right] or {"none"}:
                pairs[trouble] += 1
                hits[trouble] += found[left] == found[right]
    return {trouble: (hits[trouble] / pairs[trouble], pairs[trouble]) for trouble in sorted(pairs)}


def _pairs(sizes: object) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)  # type: ignore[attr-defined]
