"""What a draft may say of somebody: what is sure, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.drafts import addressee, mailto
from syncer.core.model import Contact, Me, Name, PartialDate, Position, Ref, Ties
from syncer.core.outreach import LogEntry, PersonEntry
from syncer.core.ranking import rank
from tests.core.outreach_world import MONDAY, person, world


def facts(known, id_: str = "p_a"):
    return addressee(known, rank(known), known.people[id_]).facts


def kind(known, id_: str = "p_a") -> str:
    return addressee(known, rank(known), known.people[id_]).kind


def test_who_works_there_is_said_with_their_title_and_what_is_doubtful_is_not():
    sure = facts(world(person("p_a", "Acme", "Product Manager", name="Ana Ruiz")))
    assert sure["inside"] == {"company": "Acme", "title": "Product Manager"}
    assert (sure["company"], sure["role"]) == ("Acme", "a Product Manager role")
    doubtful = facts(world(person("p_a", "Acme?", "Product Manager", name="Ana Ruiz")))
    assert "inside" not in doubtful
    assert doubtful["company"] == "Acme"


def test_work_together_is_said_only_where_both_sides_have_dates():
    past = Position("Initech", "Engineer", PartialDate(2019, 1), PartialDate(2022, 1), False)
    sure = facts(world(person("p_a", "Acme", "Engineer", past=(past,))))
    assert sure["together"] == {"employer": "Initech", "until": "2021"}
    undated = replace(past, started=None, ended=None)
    assert "together" not in facts(world(person("p_a", "Acme", "Engineer", past=(undated,))))


def test_a_person_to_be_introduced_to_is_named_only_where_they_are_known():
    declared = world(
        person("p_a", "Umbrella", "Nurse"), entries={"p_a": PersonEntry(grade="A", knows_someone_at=("Acme",))}
    )
    assert facts(declared)["bridge"] == {"company": "Acme"}
    assert kind(declared) == "introduction"


@pytest.mark.parametrize(
    ("changed", "said"), [(MONDAY - timedelta(days=30), True), (MONDAY - timedelta(days=120), False), (None, False)]
)
def test_news_is_news_for_three_months(changed: date | None, said: bool):
    known = world(person("p_a", "Acme", "Engineer", changed_job=changed))
    assert ("news" in facts(known)) is said


@pytest.mark.parametrize(
    ("line", "wanted", "fact"),
    [
        (LogEntry(MONDAY - timedelta(days=1), "p_a", what="Coffee", outcome="Met"), "thanks", "met"),
        (LogEntry(MONDAY - timedelta(days=14), "p_a", what="Message", outcome="Contacted"), "nudge", "wrote"),
        (LogEntry(MONDAY - timedelta(days=1), "p_a", what="Message", outcome="Replied"), "answer", ""),
        (LogEntry(MONDAY - timedelta(days=2), "p_a", outcome="Introduced me"), "thanks", "introduced"),
        (LogEntry(MONDAY - timedelta(days=14), "p_a", outcome="Waiting"), "nudge", "promised"),
    ],
)
def test_the_template_suits_the_next_step(line: LogEntry, wanted: str, fact: str):
    known = world(person("p_a", "Acme", "Engineer"), log=(line,))
    assert kind(known) == wanted
    assert not fact or fact in facts(known)


def test_somebody_new_gets_a_mail_or_a_note_as_the_channel_says_and_somebody_off_the_list_a_hello():
    known = world(
        person("p_a", "Acme", "Engineer", emails=("ana@example.com",)),
        person("p_b", "Hooli", "Engineer"),
        person("p_c", "Umbrella"),
        entries={"p_a": PersonEntry(grade="B")},
    )
    assert [kind(known, id_) for id_ in ("p_a", "p_b", "p_c")] == ["email", "linkedin", "hello"]


def test_somebody_whose_message_waits_is_thanked_for_it():
    wrote = Ties(sent=1, received=2, last_message=MONDAY - timedelta(days=6), last_from_them=MONDAY - timedelta(days=6))
    assert facts(world(person("p_a", "Acme", "Engineer", ties=wrote)))["theirs"] == {"day": "10 Nov"}


def test_an_address_of_a_job_they_left_is_not_written_to():
    known = world(
        person("p_a", "ex-Acme", "Engineer", emails=("ana@acme.com", "ana@example.com")),
        person("p_b", "Hooli", "Engineer", emails=("ben@hooli.com",)),
    )
    outreach = rank(known)
    assert [addressee(known, outreach, known.people[id_]).email for id_ in ("p_a", "p_b")] == [
        "ana@example.com",
        "ben@hooli.com",
    ]


@pytest.mark.parametrize(
    ("name", "given", "first"),
    [
        ("Ana María Ruiz", "Ana María", "Ana María"),
        ("Dr. Ana Ruiz", "Ana", "Ana"),
        ("Annie Ruiz", "Ana", "Annie"),
        ("ana@example.com", "", ""),
        ("", "", ""),
        ("Eve\r\nBcc: x", "", "Eve"),
    ],
)
def test_what_somebody_is_called(name: str, given: str, first: str):
    contact = Contact(Ref("google", "1"), "google", Name(name, given))
    known = world(replace(person("p_a", "Umbrella"), name=name, contacts=(contact,)))
    assert facts(known).get("them", {}).get("first", "") == first


def test_a_hostile_name_has_one_line_and_no_control_characters():
    name = "Eve\r\nBcc: x@example.org\x00\u202e"
    known = world(replace(person("p_a", "Acme\n\nBuy now"), name=name))
    assert facts(known)["them"]["name"] == "Eve Bcc: x@example.org"
    assert "\n" not in str(facts(known)["them"]["employer"])


def test_the_user_is_what_they_do_now_or_else_did_last():
    working = Me("Sam Doe", positions=(Position("Hooli", "Designer"),))
    assert facts(world(person("p_a"), me=working))["me"]["employer"] == "Hooli"
    assert facts(world(person("p_a")))["me"] == {
        "name": "Sam Doe",
        "first": "Sam",
        "last_title": "Product Manager",
        "last_employer": "Initech",
    }


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
)
def test_a_mail_link_carries_any_words_and_no_other_header(subject: str, body: str):
    link = urlsplit(mailto("ana@example.com", subject, body))
    assert (link.scheme, link.path) == ("mailto", "ana@example.com")
    said = parse_qs(link.query, keep_blank_values=True, strict_parsing=True)
    assert said == {"subject": [subject], "body": ["\r\n".join(body.splitlines())]}


def test_a_hostile_address_adds_nobody():
    link = mailto("ana@example.com?bcc=eve@example.org,mal@example.org", "Hi", "There")
    assert parse_qs(urlsplit(link).query) == {"subject": ["Hi"], "body": ["There"]}
    assert "," not in link


def test_spaces_and_line_breaks_are_written_as_the_rule_says():
    assert mailto("a+b@example.com", "Hi there", "One\nTwo & three") == (
        "mailto:a%2Bb@example.com?subject=Hi%20there&body=One%0D%0ATwo%20%26%20three"
    )
    assert mailto("", "Hi", "There") == ""
    assert mailto("a@example.com", "Hi", "x" * 9_000) == ""
