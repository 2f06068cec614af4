"""People who name a firm and do not work there, sites, countries spelt out, and slips of the pen."""

import pytest

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, Target
from syncer.data.load import load_knowledge


def said(target: str, domain: str, text: str, mail: str = "") -> str:
    """What is said of one text to one target: match, review or no."""
    matches = TargetEmployers([Target("t1", target, domain)], load_knowledge()).judge(text, mail)
    return matches[0].outcome.value if matches else Outcome.NO.value


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Google", "Google Local Guide Level 7"),
        ("Google", "Google Summer of Code participant"),
        ("Docker", "Docker Captain"),
        ("VMware", "VMware vExpert"),
        ("Techstars", "Techstars Mentor"),
        ("Shutterstock", "Shutterstock Contributor"),
        ("Tesla", "Tesla Owners Club Kent"),
        ("Tesla", "Tesla shareholder"),
        ("Y Combinator", "Y Combinator (S19) founder"),
        ("Goldman Sachs", "Goldman Sachs 10,000 Small Businesses"),
        ("Microsoft", "Microsoft Certified: Azure Administrator"),
        ("Costco", "Costco vendor"),
        ("Tupperware", "Tupperware consultant (independent)"),
    ],
)
def test_who_stands_beside_a_firm_does_not_work_there(target, text):
    assert said(target, "", text) != "match"


@pytest.mark.parametrize(
    "name", ["Community Health Systems", "Host Hotels & Resorts", "Delivery Hero", "Mentor Graphics"]
)
def test_a_name_that_sounds_like_an_affiliation_is_still_a_name(name):
    assert said(name, "", name) == "match"
    assert said(name, "", f"{name} Berlin") == "match"


@pytest.mark.parametrize(
    ("target", "domain", "text"),
    [
        ("Apple", "apple.com", "Genius at Apple Store Covent Garden"),
        ("Apple", "apple.com", "Apple Regent Street"),
        ("Target", "target.com", "Target Store T-1234"),
        ("Amazon", "amazon.com", "Amazon Robotics, North Reading MA"),
    ],
)
def test_a_site_of_a_firm_with_a_plain_name_is_the_firm(target, domain, text):
    assert said(target, domain, text) == "match"


def test_what_is_sold_to_stores_is_no_site():
    assert said("Target", "target.com", "Target Store Fixtures") != "match"


def test_a_dealer_in_a_town_is_not_the_maker_but_the_maker_in_a_country_is():
    assert said("Toyota", "toyota.com", "Toyota of Seattle") != "match"
    assert said("Ford", "ford.com", "Ford of Britain") == "match"


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("U.S. Army", "United States Army"),
        ("United States Navy", "US Navy"),
        ("U.S. Department of State", "U.S. State Department"),
        ("U.S. Department of the Treasury", "US Treasury Department"),
    ],
)
def test_a_country_in_a_name_may_be_spelt_out_or_short(target, text):
    assert said(target, "", text) == "match"


def test_a_body_of_one_state_is_not_that_of_the_country():
    assert said("U.S. Department of State", "", "Pennsylvania Department of State") != "match"


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Nvidia", "Nvida"),
        ("JetBrains", "Jetbrain"),
        ("Amazon", "Amazone Web Services"),
        ("Microsoft", "Activison Blizzard"),
        ("Cognizant", "Cognizent Technology Solutions"),
        ("Philips", "Phillips Healthcare"),
        ("Wells Fargo", "Well Fargo"),
    ],
)
def test_a_slip_of_the_pen_is_read_as_it_was_meant(target, text):
    assert said(target, "", text) == "match"


@pytest.mark.parametrize(("target", "text"), [("Infineon", "Infineo"), ("Boston U", "Boston")])
def test_a_name_cut_short_is_no_slip(target, text):
    assert said(target, "", text) != "match"


def test_bodies_under_one_public_domain_are_told_apart():
    assert said("European Central Bank", "ecb.europa.eu", "", "ecb.europa.eu") == "match"
    assert said("European Central Bank", "ecb.europa.eu", "", "ec.europa.eu") == "no"


def test_a_college_at_a_town_does_not_work_for_the_firm_of_that_name():
    assert said("Wise", "wise.com", "University of Virginia's College at Wise") == "no"


@pytest.mark.parametrize("form", ["S.à r.l.", "S. à r.l.", "spol. s r.o.", "Aktiengesellschaft", "DMCC"])
def test_legal_forms_as_they_are_written_change_nothing(form):
    assert said("Kalnorum", "", f"Kalnorum {form}") == "match"


@pytest.mark.parametrize("text", ["Independent Director", "Freelance Designer", "Self-employed Consultant"])
def test_what_somebody_is_on_his_own_names_no_employer(text):
    assert said("Independent", "independent.co.uk", text) == "no"


def test_a_utility_of_a_town_is_not_the_firm_of_plain_words():
    assert said("General Electric", "ge.com", "Portland General Electric") == "no"
    assert said("Red Cross", "redcross.org", "American Red Cross") == "match"
