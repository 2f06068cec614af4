"""A firm whose name begins like a target's, or whose words do, is not the target: no contact is taken for its own."""

import pytest

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, Target
from syncer.data.load import load_knowledge

TARGETS = {
    "Hilton": "hilton.com",
    "Hartmann": "hartmann.example",
    "Corvale": "corvale.example",
    "Vantorix": "vantorix.example",
    "KVLM": "kvlm.example",
    "Unity": "unity.com",
    "Bolt": "bolt.eu",
    "Expedia Group": "expediagroup.com",
    "NATO": "nato.int",
}


@pytest.fixture(scope="module")
def employers() -> TargetEmployers:
    return TargetEmployers([Target(name, name, domain) for name, domain in TARGETS.items()], load_knowledge())


def outcome(employers: TargetEmployers, text: str, target: str, domain: str = "") -> Outcome:
    found = (match.outcome for match in employers.judge(text, domain) if match.target_id == target)
    return next(found, Outcome.NO)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Hilton Head Regional Healthcare", "Hilton"),
        ("Hartmann Varnellis", "Hartmann"),
        ("Vantorix Gonzalez Varnellis", "Vantorix"),
        ("Vantorix & Varnellis", "Vantorix"),
        ("Hotel Corvale", "Corvale"),
        ("Hotel Corvale Riviera", "Corvale"),
        ("Corvale Foods", "Corvale"),
        ("Unity Health Toronto", "Unity"),
        ("Kollegium Vereinter Lehrer Memmingen", "KVLM"),
    ],
)
def test_unknown_words_beside_one_word_are_asked_about(employers: TargetEmployers, text: str, target: str):
    assert outcome(employers, text, target) is Outcome.REVIEW


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Hartmann Elementary School", "Hartmann"),
        ("Corvale Ramen House", "Corvale"),
        ("Steuerkanzlei Hartmann", "Hartmann"),
        ("Vantorix Rechtsanwälte", "Vantorix"),
        ("Vantorix Consultant at Corvale", "Vantorix"),
    ],
)
def test_the_trade_of_a_small_firm_or_a_job_elsewhere_is_somebody_else(
    employers: TargetEmployers, text: str, target: str
):
    assert outcome(employers, text, target) is Outcome.NO


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Hartmann GmbH & Cie.", "Hartmann"),
        ("Hartmann Technologies", "Hartmann"),
        ("Vantorix Defence and Space", "Vantorix"),
        ("Groupe Corvale", "Corvale"),
        ("Vantorix Contractor at Corvale", "Vantorix"),
        ("Unity Technologies ApS", "Unity"),
        ("North Atlantic Treaty Organization", "NATO"),
    ],
)
def test_the_target_under_a_longer_name_stays_a_match(employers: TargetEmployers, text: str, target: str):
    assert outcome(employers, text, target) is Outcome.MATCH


def test_a_plain_word_with_the_mail_domain_of_another_firm_of_that_word_is_asked_about(employers: TargetEmployers):
    assert outcome(employers, "Bolt", "Bolt", "bolt.com") is Outcome.REVIEW
    assert outcome(employers, "Bolt", "Bolt", "bolt.eu") is Outcome.MATCH


def test_a_misspelt_name_before_another_trade_is_asked_about(employers: TargetEmployers):
    assert outcome(employers, "Vantorrix", "Vantorix") is Outcome.MATCH
    assert outcome(employers, "Vantorrix GmbH", "Vantorix") is Outcome.MATCH
    assert outcome(employers, "Vantorrix Media", "Vantorix") is Outcome.REVIEW
