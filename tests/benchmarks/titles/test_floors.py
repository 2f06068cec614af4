"""Floors on the labelled titles, so that a later change cannot quietly lose what was won."""

from tests.benchmarks.titles.__main__ import LABELLED, accuracy, read

ROWS = [row for number in ("", "-2", "-3", "-4") for row in read(LABELLED.with_name(f"titles{number}.csv"))]
UNSEEN = read(LABELLED.with_name("titles-5.csv"))
"""Nothing was mended after this set was run."""


def test_function_and_seniority_are_read_as_a_person_would():
    assert len(ROWS) >= 630
    assert accuracy(ROWS, "function") >= 0.95
    assert accuracy(ROWS, "seniority") >= 0.95


def test_recruiters_and_founders_are_told_in_every_language():
    for language in ("de", "en", "es", "fr", "pt"):
        some = [row for row in ROWS if row["language"] == language]
        assert accuracy(some, "recruiter") >= 0.98
        assert accuracy(some, "founder") >= 0.98


def test_titles_that_the_rules_were_not_made_from_are_read_too():
    assert len(UNSEEN) >= 100
    assert accuracy(UNSEEN, "function") >= 0.9
    assert accuracy(UNSEEN, "seniority") >= 0.95
    assert accuracy(UNSEEN, "recruiter") == accuracy(UNSEEN, "founder") == 1
