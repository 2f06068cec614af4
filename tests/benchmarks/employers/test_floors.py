"""Floors on the small set, so that a later change cannot quietly lose what was won."""

from syncer.core.outreach import Outcome
from tests.benchmarks.employers.__main__ import SMALL, figures, groups, judged, read

ROWS = read(SMALL)
LABELS = [row["label"] == "match" for row in ROWS]
OUTCOMES = judged(ROWS)


def of(group: str) -> dict[str, float]:
    numbers = groups(ROWS)[group]
    return figures([LABELS[n] for n in numbers], [OUTCOMES[n] for n in numbers])


def test_no_false_match():
    wrong = [
        row
        for row, label, outcome in zip(ROWS, LABELS, OUTCOMES, strict=True)
        if not label and outcome is Outcome.MATCH
    ]
    assert wrong == []


def test_recall_stays():
    assert of("string or domain")["recall"] >= 0.92
    assert of("string or domain")["with review"] >= 0.96
    assert of("all")["recall"] >= 0.9


def test_few_are_asked_about():
    assert of("all")["review"] <= 0.08


def test_other_targets_fare_as_well():
    rows = [row for number in range(2, 10) for row in read(SMALL.with_name(f"pairs-{number}.csv"))]
    labels = [row["label"] == "match" for row in rows]
    found = judged(rows)
    decided = groups(rows)["string or domain"]
    assert len(rows) >= 3200
    assert figures(labels, found)["precision"] >= 0.985
    assert figures(labels, found)["recall"] >= 0.9
    some = figures([labels[n] for n in decided], [found[n] for n in decided])
    assert some["recall"] >= 0.94
    assert some["with review"] >= 0.98
    assert some["review"] <= 0.07


def test_no_trap_is_taken_for_an_employer():
    rows = [row for number in range(2, 10) for row in read(SMALL.with_name(f"pairs-{number}.csv"))]
    found = judged(rows)
    traps = ("free_mail", "domain_trap", "shared_prefix", "divested", "parent_of_target", "acronym_trap")
    taken = [
        row
        for row, outcome in zip(rows, found, strict=True)
        if row["category"] in traps and row["label"] != "match" and outcome is Outcome.MATCH
    ]
    assert taken == []
