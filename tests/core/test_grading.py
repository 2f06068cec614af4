"""Whom to grade first."""

from datetime import date

from syncer.core.grading import cards
from syncer.core.model import Ties
from syncer.core.outreach import PersonEntry
from syncer.core.ranking import rank
from tests.core.outreach_world import person, world


def asked(known):
    return [card.person_id for card in cards(known, rank(known))]


def test_who_leads_to_a_target_comes_first_in_list_order_then_who_is_close_then_the_rest_by_name():
    known = world(
        person("p_other", "Umbrella", name="Zed Alpha"),
        person("p_else", "Umbrella", name="Ann Omega"),
        person("p_friend", "Umbrella", name="Mia Tell", phones=("+12125550100",)),
        person("p_pen", "Umbrella", name="Pia Tell", ties=Ties(sent=9, received=7)),
        person("p_nurse", "Acme", "Nurse"),
        person("p_pm", "Hooli", "Product Manager"),
    )
    assert asked(known) == ["p_pm", "p_nurse", "p_pen", "p_friend", "p_else", "p_other"]


def test_who_has_a_grade_or_must_not_be_contacted_is_not_asked_about():
    known = world(
        person("p_a", "Acme"),
        person("p_b", "Acme"),
        person("p_c", "Acme"),
        entries={"p_a": PersonEntry(grade="C"), "p_b": PersonEntry(do_not_contact=True)},
    )
    assert asked(known) == ["p_c"]


def test_a_card_says_what_helps_to_remember():
    known = world(
        person(
            "p_a",
            "Acme",
            "Product Manager",
            ties=Ties(sent=3, received=1, last_message=date(2024, 5, 2), recommended_you=True),
            connected_on=date(2013, 5, 1),
            phones=("+12125550100",),
        )
    )
    (card,) = cards(known, rank(known))
    assert (card.work, card.leads) == ("Product Manager, Acme", "works at Acme now")
    assert card.ties == (
        "4 messages, the last in May 2024",
        "they recommended you",
        "connected in May 2013",
        "you have their number",
    )
