"""Universities go by many names; each story names the school that must be found, or the one that must not."""

import pytest

from syncer.core.employers import academic
from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, Target
from syncer.data.load import load_knowledge

SCHOOLS = {
    "University of Bremen": "uni-bremen.de",
    "University of Malta": "um.edu.mt",
    "Technical University of Munich": "tum.de",
    "University of Texas at Austin": "utexas.edu",
    "Johns Hopkins University": "jhu.edu",
    "University of Jena": "uni-jena.de",
}


@pytest.fixture(scope="module")
def schools() -> TargetEmployers:
    return TargetEmployers([Target(name, name, domain) for name, domain in SCHOOLS.items()], load_knowledge())


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("Universität Bremen", "University of Bremen"),
        ("Università di Malta", "University of Malta"),
        ("Technische Universität München", "Technical University of Munich"),
        ("UT Austin", "University of Texas at Austin"),
        ("Johns Hopkins", "Johns Hopkins University"),
        ("Johns Hopkins Bloomberg School of Public Health", "Johns Hopkins University"),
        ("Friedrich-Schiller-Universität Jena", "University of Jena"),
        ("Univ. of Texas at Austin", "University of Texas at Austin"),
    ],
)
def test_a_school_is_found_in_its_own_language_by_initials_and_town_and_without_its_namesake(schools, text, school):
    assert {match.target_id: match.outcome for match in schools.judge(text)} == {school: Outcome.MATCH}


@pytest.mark.parametrize("text", ["Hochschule Bremen", "UT Dallas", "Universität Leipzig", "IIT Austin"])
def test_another_school_of_that_town_or_of_those_initials_is_not_it(schools, text):
    assert [match for match in schools.judge(text) if match.outcome is Outcome.MATCH] == []


def test_a_name_without_a_word_for_university_is_not_translated():
    assert academic.in_english(("musik", "hochschule", "koln")) == ()
    assert academic.without_namesake("Bosch-Siemens Hausgeräte") == "Bosch-Siemens Hausgeräte"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Saint Catherine University", Outcome.MATCH),
        ("St. Catherine Univ. School of Nursing", Outcome.MATCH),
        ("St. Catherine", Outcome.REVIEW),
        ("St. Catherine Hospital", Outcome.REVIEW),
        ("St. Catherine Library", Outcome.REVIEW),
    ],
)
def test_a_saint_has_more_than_one_university(text: str, outcome: Outcome) -> None:
    saint = TargetEmployers([Target("t", "St. Catherine University")], load_knowledge())
    assert [match.outcome for match in saint.judge(text)] == [outcome]
