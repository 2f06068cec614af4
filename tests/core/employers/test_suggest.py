"""A target named without a domain gets the one that is known; nobody's own word is changed."""

from dataclasses import replace

from syncer.core.employers.suggest import with_domains
from syncer.core.model import SuggestedTarget
from syncer.data.load import load_knowledge


def domain_of(name: str, own: str = "") -> str:
    target = replace(SuggestedTarget(name, "target list"), domain=own)
    (found,) = with_domains([target], load_knowledge())
    assert found.name == name
    return found.domain


def test_a_known_employer_named_without_a_domain_gets_its_own():
    assert domain_of("Siemens") == "siemens.com"
    assert domain_of("Goldman Sachs") == "goldmansachs.com"
    assert domain_of("Heidelberg University") == "uni-heidelberg.de"


def test_a_domain_that_was_given_stays_and_an_unknown_employer_gets_none():
    assert domain_of("Siemens", "siemens.example") == "siemens.example"
    assert domain_of("Quillmark Systems") == ""


def test_a_brand_is_not_given_the_domain_of_its_owner():
    assert domain_of("Instagram") in ("", "instagram.com")
