"""Floors on the labelled titles, so that a later change cannot quietly lose what was won."""

from tests.benchmarks.titles.__main__ import LABELLED, accuracy, read

ROWS = [*read(), *read(LABELLED.with_name("titles-2.csv"))]


def test_function_and_seniority_are_read_as_a_person_would():
    assert len(ROWS) >= 360
    assert accuracy(ROWS, "function") >= 0.95
    assert accuracy(ROWS, "seniority") >= 0.95


def test_recruiters_and_founders_are_told_in_every_language():
    for language in ("de", "en", "es", "fr", "pt"):
        some = [row for row in ROWS if row["language"] == language]
        assert accuracy(some, "recruiter") >= 0.98
        assert accuracy(some, "founder") >= 0.98
