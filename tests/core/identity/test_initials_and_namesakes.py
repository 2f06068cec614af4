"""What an initial, a lone first name and a junior's name are worth, as a stranger's generator of contacts showed."""

from dataclasses import replace

import pytest

from syncer.core.identity.features import mail_employer
from syncer.core.identity.naming import spelt_out
from syncer.core.model import Name
from tests.core.identity.people import contact, people, resolve, strangers


def joined(*contacts) -> bool:
    return frozenset(one.ref.key for one in contacts) in people(resolve([*contacts, *strangers(60)]))


def test_two_colleagues_with_one_initial_and_one_office_phone_are_two_people():
    assert not joined(
        contact("outlook", "a", "H. Murrow", company="Corvale", phones=("+12125550143",)),
        contact("outlook", "b", "H. Robling", company="Corvale", phones=("+12125550143",)),
    )


def test_an_initial_that_the_profile_spells_out_is_the_colleague_of_that_name_and_no_other():
    profile = contact("linkedin", "a", "J. Varnell", profile="jeremy-varnell-27063b5c", company="Corvale")
    assert joined(profile, contact("google", "b", "Jeremy Varnell", company="Corvale"))
    assert not joined(profile, contact("google", "c", "Jessica Varnell", company="Corvale"))


@pytest.mark.parametrize(
    ("name", "mails", "slug", "given", "family"),
    [
        (Name("J. Varnell", "J.", "", "Varnell"), (), "jeremy-varnell-27063b5c", "jeremy", "Varnell"),
        (Name("J. Varnell", "J.", "", "Varnell"), ("jeremy.varnell@corvale.example",), "", "jeremy", "Varnell"),
        (Name("Jeremy", "Jeremy"), ("jeremy.varnell@corvale.example",), "", "Jeremy", "varnell"),
        (Name("Jeremy V.", "Jeremy", "", "V."), (), "jeremy-varnell-27063b5c", "Jeremy", "varnell"),
        (Name("Jeremy V.", "Jeremy", "", "V."), (), "jeremy-tanner-27063b5c", "Jeremy", "V."),
        (Name("J. Varnell", "J.", "", "Varnell"), ("karl.varnell@corvale.example",), "", "J.", "Varnell"),
        (Name("J. Varnell", "J.", "", "Varnell"), ("j.varnell@corvale.example",), "", "J.", "Varnell"),
        (
            Name("J. Varnell", "J.", "", "Varnell"),
            ("jane.varnell@example.org", "john.varnell@example.org"),
            "",
            "J.",
            "Varnell",
        ),
        (Name("Jo Varnell", "Jo", "", "Varnell"), ("joanna.varnell@corvale.example",), "", "Jo", "Varnell"),
        (Name("", "", "", ""), ("jane.varnell@example.org",), "", "", ""),
    ],
)
def test_a_name_is_completed_only_by_what_its_own_address_says(name, mails, slug, given, family):
    found = spelt_out(name, mails, slug)
    assert (found.given, found.family, found.display) == (given, family, name.display)


def test_a_junior_and_a_rare_name_alone_are_not_joined():
    rare = "Quillon Varnesbury"
    junior = contact("google", "b", rare)
    assert joined(contact("sheet", "a", rare), junior)
    named = Name(f"{rare} Jr.", "Quillon", "", "Varnesbury", suffix="jr")
    assert not joined(contact("sheet", "a", rare), replace(junior, name=named))


def test_firms_under_one_rented_domain_are_not_one_employer():
    assert mail_employer("ann@corvale.onmicrosoft.com") == "corvale"
    assert mail_employer("ann@mail.norvane.example.com") == "norvane"
    assert mail_employer("ann@mail.corvale.example") == "corvale"
    assert mail_employer("ann@onmicrosoft.com") == ""


def test_a_lone_first_name_that_is_no_part_of_the_other_name_is_somebody_else_at_the_same_desk():
    assert not joined(
        contact("outlook", "a", "Sophia", company="Corvale", phones=("+12125550143",)),
        contact("outlook", "b", "Kevin Yarrow", company="Corvale", phones=("+12125550143",)),
    )
