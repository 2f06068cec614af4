"""What people read, in full: why somebody is on the list, what to ask, by which way. Read these as the recipient."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from syncer.core.model import Grade, Me, PartialDate, Person, Position, Ties
from syncer.core.outreach import PathKind, PersonEntry
from syncer.core.ranking import rank
from tests.core.outreach_world import ACME, MONDAY, person, row, world


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def entry(grade: Grade = "", **cells: object) -> PersonEntry:
    return PersonEntry(grade=grade, **cells)  # type: ignore[arg-type]


def past(employer: str, title: str, started: PartialDate | None = None, ended: PartialDate | None = None) -> Position:
    return Position(employer, title, started, ended, current=False)


LEFT = past("Acme", "Engineer", ended=PartialDate(2025, 9))
LONG_AGO = past("Acme", "Engineer", ended=PartialDate(2019))
INITECH = past("Initech", "Product Owner", PartialDate(2018, 9), PartialDate(2021, 9))
UMBRELLA = past("Umbrella", "Engineer", PartialDate(2015), PartialDate(2019))


def says(somebody: Person, cells: PersonEntry, **facts: object) -> tuple[str, str, str]:
    found = row(rank(world(somebody, entries={somebody.id: cells}, **facts)), somebody.id)
    return (found.why, found.ask, found.channel)


def test_an_old_colleague_inside_who_could_hire() -> None:
    manager = person(
        "p", "Acme", "Head of Product", past=(INITECH,), ties=Ties(sent=12, received=10), emails=("a@b.example",)
    )
    assert says(manager, entry("B", last_contact=ago(420))) == (
        "Works at Acme now (Head of Product: could be the one who hires). You know them very well (B). "
        "You were both at Initech for 3 years (about 80 people). Last spoke 14 months ago: good time.",
        "Coffee or call: ask what the team needs, and whether a Product Manager role is coming.",
        "LinkedIn",
    )


def test_a_good_friend_inside_in_another_trade() -> None:
    assert says(person("p", "Acme", "Nurse", phones=("+12125550100",)), entry("A", last_contact=ago(6))) == (
        "Works at Acme now (Nurse). Family or a good friend (A). Last spoke 6 days ago.",
        "Say that you look for a Product Manager role, and ask whom at Acme you should talk to.",
        "Phone",
    )


def test_somebody_inside_whom_you_connected_with_lately_and_have_not_graded() -> None:
    assert says(person("p", "Acme", "Product Manager", connected_on=ago(12)), entry()) == (
        "Works at Acme now (Product Manager: does the work you look for). You connected 12 days ago. "
        "Not graded yet: how well do you know them?",
        "Short note: how you know each other, then ask for 15 minutes about Acme and a Product Manager role.",
        "LinkedIn",
    )


def test_a_recruiter_inside_whose_message_waits() -> None:
    wrote = Ties(2, 3, last_message=ago(20), last_from_them=ago(20))
    assert says(person("p", "Acme", "Technical Recruiter", ties=wrote), entry("C")) == (
        "Works at Acme now (Technical Recruiter: hears early what opens). You know them fairly well (C). "
        "They wrote last, on 27 Oct: answer that first. You have exchanged 5 messages.",
        "Answer what they wrote. Ask whether a Product Manager role is open or coming at Acme, and what they look for.",
        "LinkedIn",
    )


def test_somebody_who_left_last_year() -> None:
    someone = person("p", "Globex", "PM", past=(LEFT,), ties=Ties(recommended_you=True))
    assert says(someone, entry("B", last_contact=ago(200))) == (
        "Left Acme 14 months ago, now PM at Globex. You know them very well (B). Last spoke 7 months ago: good time. "
        "They recommended you on LinkedIn.",
        "Coffee or call: ask how Acme hires for a Product Manager role, and whom they still know there.",
        "LinkedIn",
    )


def test_somebody_who_left_long_ago_and_is_a_stranger_by_now() -> None:
    assert says(person("p", "Globex", "PM", past=(LONG_AGO,)), entry(last_contact=ago(2400)))[:2] == (
        "Left Acme in 2019, now PM at Globex. Last spoke 7 years ago: time to catch up. "
        "Not graded yet: how well do you know them?",
        "Catch up, then ask what Acme is like and whom to talk to about a Product Manager role.",
    )


def test_the_cell_says_ex_and_names_no_other_employer() -> None:
    assert says(person("p", "ex-Acme", "Founder"), entry("C"))[0] == (
        "Worked at Acme before, now Founder. You know them fairly well (C)."
    )


def test_an_old_work_address_is_a_trace_but_no_way_to_reach_them() -> None:
    assert says(person("p", "Globex", emails=("x@acme.com",)), entry("B")) == (
        "You know them very well (B). Has an old work e-mail of Acme, now at Globex.",
        "Coffee or call: ask how Acme hires for a Product Manager role, and whom they still know there.",
        "LinkedIn",
    )
    assert says(person("p", "Globex", emails=("x@acme.com", "x@example.org")), entry("B"))[2] == "E-mail"


def test_a_friend_who_knows_someone_there() -> None:
    assert says(person("p", "Globex"), entry("A", knows_someone_at=("Acme",), last_contact=ago(40)))[:2] == (
        "Knows someone at Acme: you noted it. Family or a good friend (A). Last spoke 6 weeks ago.",
        "Ask for an introduction to the person they know at Acme: you look for a Product Manager role there. "
        "Offer a note to forward.",
    )


def test_a_colleague_of_an_insider() -> None:
    friend, insider = person("p", "Globex", past=(UMBRELLA,)), person("i", "Acme", name="Ines Vega", past=(UMBRELLA,))
    found = row(rank(world(friend, insider, entries={"p": entry("B")})), "p")
    assert found.why == "Worked at Umbrella with Ines Vega, who is at Acme now. You know them very well (B)."
    assert found.ask.startswith("Ask for an introduction to Ines Vega: you look for a Product Manager role there.")


def test_a_match_under_review_is_said_with_care() -> None:
    assert says(person("p", "Acme?", "Sales Manager"), entry("B"))[0] == (
        "You know them very well (B). May work at Acme now (Sales Manager). "
        "Check first: is Acme? the same company as Acme?"
    )


def test_news_and_old_data_are_both_said() -> None:
    assert says(person("p", "Acme", "Designer", changed_job=ago(35), as_of=ago(120)), entry("B"))[0] == (
        "Works at Acme now (Designer). You know them very well (B). Changed job about 5 weeks ago: congratulate first. "
        "Their data is from 19 Jul: check where they work now."
    )


@pytest.mark.parametrize(
    ("stage", "ask"),
    [
        ("Applied", "Say you applied for a Product Manager role at Acme; ask whether they would pass your name on."),
        (
            "Interviewing",
            "Say that you are interviewing for a Product Manager role; ask how they decide, and for a good word.",
        ),
        ("Offer", "You have an offer (a Product Manager role): ask what they would want to know before saying yes."),
    ],
)
def test_the_ask_follows_the_stage(stage: str, ask: str) -> None:
    staged = (replace(ACME, stage=stage),)
    assert says(person("p", "Acme", "Accountant"), entry("C"), targets=staged)[1] == ask


def test_an_agency_and_a_client() -> None:
    agency = {"Talent & Sons": ("t_acme", PathKind.RECRUITER)}
    assert says(person("p", "Talent & Sons", "Recruiter"), entry("C"), neighbours=agency)[:2] == (
        "Works at Talent & Sons, which recruits for Acme. You know them fairly well (C).",
        "Ask whether they fill a Product Manager role at Acme, and send them what makes you fit.",
    )
    client = {"Globex Inc.": ("t_acme", PathKind.CLIENT)}
    assert says(person("p", "Globex Inc.", "Buyer"), entry("B"), neighbours=client)[:2] == (
        "You know them very well (B). Works at Globex Inc., a client of Acme.",
        "Ask whom they know at Acme through work; say that you look for a Product Manager role.",
    )


def test_without_a_sought_role_your_latest_title_is_named_or_a_suitable_role() -> None:
    anywhere = (replace(ACME, sought_role=""),)
    somebody = person("p", "Acme", "Accountant")
    assert "who hires for a Product Manager role" in says(somebody, entry("B"), targets=anywhere)[1]
    assert "who hires for a suitable role" in says(somebody, entry("B"), targets=anywhere, me=Me())[1]


@pytest.mark.parametrize(
    ("cells", "what", "why", "ask"),
    [
        (
            {"status": "Contacted", "last_contact": ago(13)},
            "Nudge",
            "You wrote 13 days ago and they have not answered.",
            "One friendly nudge: two lines, one easy question, and a Product Manager role named again.",
        ),
        (
            {"status": "Replied", "last_contact": ago(1)},
            "Answer",
            "They replied yesterday.",
            "Answer today: thank them, and offer two times for a short call about a Product Manager role.",
        ),
        (
            {"status": "Met", "last_contact": ago(1)},
            "Thank them",
            "You met yesterday.",
            "Thank them: one thing you take away, and your next step towards a Product Manager role.",
        ),
        (
            {"status": "Helping", "last_contact": ago(45)},
            "Check in",
            "They are helping you; last contact 6 weeks ago.",
            "Share your news in three lines, and ask whether they heard of a Product Manager role.",
        ),
        (
            {"status": "Meeting set", "next_date": MONDAY},
            "Meeting",
            "You have a meeting with them.",
            "Prepare three questions, say that you look for a Product Manager role, end with: whom else should I ask?",
        ),
        (
            {"status": "Contacted", "last_contact": ago(9), "next_date": MONDAY, "next_action": "Send the article."},
            "Your plan",
            "You wrote 9 days ago and they have not answered.",
            "Send the article. Mention that you look for a Product Manager role.",
        ),
    ],
)
def test_today_says_what_happened_last_and_what_to_do(cells: dict[str, object], what: str, why: str, ask: str) -> None:
    item = rank(world(person("p", "Acme", "Engineer"), entries={"p": entry("B", **cells)})).today[0]
    assert (item.what, item.ask) == (what, ask)
    assert item.why == f"{why} Works at Acme now (Engineer). You know them very well (B)."


def test_whom_you_wrote_to_last_week_is_not_written_to_again_and_no_talk_is_claimed() -> None:
    unanswered = person("p", "Acme", "Designer", ties=Ties(sent=1, last_message=ago(4)))
    found = row(rank(world(unanswered)), "p")
    assert "You wrote 4 days ago; no answer so far." in found.why
    assert "Last spoke" not in found.why
    assert found.suggested_next == "You wrote on 12 Nov: give them until 23 Nov"
    assert not [item for item in rank(world(unanswered)).today if item.person_id == "p"]
    later = person("p", "Acme", "Designer", ties=Ties(sent=1, last_message=ago(40)))
    assert [item.person_id for item in rank(world(later)).today] == ["p"]
    talked = person(
        "p", "Acme", "Designer", ties=Ties(sent=2, received=1, last_message=ago(40), last_from_them=ago(41))
    )
    assert "Last spoke 6 weeks ago." in row(rank(world(talked)), "p").why


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Registered Nurse", "does the work you look for"),
        ("RN, Emergency", "does the work you look for"),
        ("Clinical Nurse Educator", "does the work you look for"),
        ("Pharmacist", "works in your field"),
        ("Respiratory Therapist", "works in your field"),
    ],
)
def test_a_pharmacist_is_in_a_nurses_field_but_does_not_her_work(title: str, said: str) -> None:
    hospital = replace(ACME, sought_role="Nurse Educator")
    why, _, _ = says(person("p", "Acme", title), entry("B"), targets=(hospital,))
    assert f"({title}: {said})" in why


def test_a_founder_whose_title_names_former_employers_leads_to_them() -> None:
    founder = person("p", "Stealth", "Co-Founder & CTO (ex-Acme, ex-Hooli)")
    found = row(rank(world(founder, entries={"p": entry("A")})), "p")
    assert found.path.kind is PathKind.FORMER
    assert "Worked at Acme before, now Co-Founder & CTO (ex-Acme, ex-Hooli) at Stealth." in found.why
    assert not rank(world(person("q", "Stealth", "Ex-convict counsellor, formerly unemployed"))).rows
