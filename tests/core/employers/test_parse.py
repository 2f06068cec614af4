import pytest

from syncer.core.employers.normalise import Cleaner
from syncer.core.employers.parse import Parser, Role
from syncer.data.load import load_vocabulary

PARSER = Parser(load_vocabulary(), Cleaner(load_vocabulary()))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Corvale", [("Corvale", Role.CURRENT)]),
        (
            "ex-Stripe | Corvale (via Adecco)",
            [("Stripe", Role.FORMER), ("Corvale", Role.CURRENT), ("Adecco", Role.AGENCY)],
        ),
        ("ex-Stripe, Uber | now Corvale", [("Stripe", Role.FORMER), ("Uber", Role.FORMER), ("Corvale", Role.CURRENT)]),
        ("HashiCorp, an IBM Company", [("HashiCorp", Role.CURRENT), ("IBM", Role.OWNER)]),
        ("Optum, part of UnitedHealth Group", [("Optum", Role.CURRENT), ("UnitedHealth Group", Role.OWNER)]),
        ("Recruiter for Corvale", [("Corvale", Role.RECRUITS)]),
        ("Supplier to Corvale", [("Corvale", Role.SUPPLIES)]),
        ("Самозанятый", []),
        ("Stealth Startup | Freelance", []),
        ("AT & T", [("AT & T", Role.CURRENT)]),
        ("Ex Libris", [("Ex Libris", Role.CURRENT)]),
        ("Corvale A/S", [("Corvale A/S", Role.CURRENT)]),
        ("Acronym Verein Corvale (AVC)", [("Acronym Verein Corvale", Role.CURRENT)]),
    ],
)
def test_a_text_is_taken_apart_and_each_piece_has_its_role(text, pieces):
    assert [(piece.text, piece.role) for piece in PARSER.parse(text).segments] == pieces


def test_a_contractor_is_lent():
    piece = PARSER.parse("Contractor at Corvale").segments[-1]
    assert (piece.text, piece.lent, piece.said) == ("Corvale", True, True)


def test_a_freelancer_makes_the_rest_doubtful():
    assert PARSER.parse("SAP Consultant - Freelance").doubtful
    assert not PARSER.parse("SAP Consultant").doubtful


def test_a_name_with_a_comma_is_also_looked_up_whole():
    assert PARSER.parse("Goldman, Sachs & Co.").whole == "Goldman, Sachs & Co."


def test_affiliation_is_seen_but_not_where_at_says_employer():
    assert PARSER.parse("Microsoft MVP").segments[0].affiliated
    assert not PARSER.parse("Engineer at Community Bank").segments[-1].affiliated
