"""A slip of the pen is told from another name: both directions, as people meet them."""

import pytest

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, Target
from syncer.data.load import load_knowledge

NAMES = ("Norvaline", "Quillmar", "Tarvex", "Brenolith", "Marlbeck & Holt", "Dornbrück Bank", "Tarvexbox")
TARGETS = [Target(name, name, "") for name in NAMES]


@pytest.fixture(scope="module")
def employers() -> TargetEmployers:
    return TargetEmployers(TARGETS, load_knowledge())


def outcome(employers: TargetEmployers, text: str, name: str) -> Outcome:
    return next((match.outcome for match in employers.judge(text) if match.target_id == name), Outcome.NO)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norvalien", "Norvaline"),  # two letters changed places
        ("Quilmar GmbH", "Quillmar"),  # one of a double letter
        ("Tavrex", "Tarvex"),  # six letters, two of them changed places
        ("Brenolitth", "Brenolith"),
        ("Dornbrueck Bank AG", "Dornbrück Bank"),
        ("Marlbeck and Holt Ltd", "Marlbeck & Holt"),
    ],
)
def test_a_slip_is_forgiven(employers, text, name):
    assert outcome(employers, text, name) is Outcome.MATCH


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tarven", "Tarvex"),  # another last letter in a short name
        ("Norvatine", "Norvaline"),  # another consonant
        ("Tarvex Box Rental", "Tarvexbox"),  # cut in two, with other words
        ("Quillmar & Sons Dumpsters", "Tarvex"),
    ],
)
def test_another_name_is_never_taken(employers, text, name):
    assert outcome(employers, text, name) is not Outcome.MATCH


def test_two_letters_and_an_ampersand_are_initials_where_the_name_has_one():
    employers = TargetEmployers([Target("a", "Marlbeck & Holt", "")], load_knowledge())
    assert outcome(employers, "M&H", "a") is Outcome.MATCH
    assert outcome(employers, "MH", "a") is Outcome.REVIEW


def test_two_letters_count_where_the_domain_of_the_target_bears_them_out_and_no_other_domain_speaks_against():
    employers = TargetEmployers([Target("a", "Quillmar Stanton", "qs.example")], load_knowledge())
    assert outcome(employers, "QS", "a") is Outcome.MATCH
    strange = [match for match in employers.judge("QS", "qst.example") if match.outcome is Outcome.MATCH]
    assert strange == []
