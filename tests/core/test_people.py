"""One human from many records: whose word counts, and what is remembered from import to import."""

from datetime import date

import pytest

from syncer.core.identity.model import Cluster
from syncer.core.model import Contact, Name, PartialDate, Position, Ref, Said, Ties
from syncer.core.people import Assembled, assemble
from syncer.core.workbook.state import CellError, Value

SPRING, AUTUMN = date(2026, 4, 20), date(2026, 9, 20)
TODAY = date(2026, 11, 23)


def key(employer: str) -> str:
    plain = "".join(letter for letter in employer.casefold() if letter.isalnum())
    return "" if plain == "freelance" else plain


def contact(kind: str, employer: str = "", title: str = "", as_of: date | None = None, **more: object) -> Contact:
    name = more.pop("name", Name("Jane Roe", "Jane", "", "Roe"))
    positions = more.pop("positions", (Position(employer, title),) if employer or title else ())
    return Contact(Ref(kind, "jane"), kind, name, positions=positions, as_of=as_of, **more)


def linkedin(employer: str, as_of: date, title: str = "") -> Contact:
    return contact("linkedin", employer, title, as_of, profile="jane-roe")


def together(*contacts: Contact, memory: Assembled | None = None, day: date = TODAY, **typed: Value) -> Assembled:
    cluster = Cluster("p_jane", contacts)
    return assemble([cluster], memory.sightings if memory else {}, {"p_jane": typed} if typed else {}, day, key)


def jobs(result: Assembled) -> list[tuple[str, bool]]:
    return [(one.employer, one.current) for one in result.people["p_jane"].positions]


def test_linkedin_says_where_she_works_and_the_address_book_where_she_worked() -> None:
    result = together(contact("google", "Initech", emails=("jane@example.com",)), linkedin("Acme", SPRING, "Engineer"))
    person = result.people["p_jane"]
    assert jobs(result) == [("Acme", True), ("Initech", False)]
    assert (person.title, person.emails, person.profile) == ("Engineer", ("jane@example.com",), "jane-roe")
    assert person.changed_job is None
    assert person.positions[1].ended is None


@pytest.mark.parametrize(
    ("shortened", "whole"),
    [
        ("Abbott NW", "Abbott Northwestern Hospital"),
        ("DH", "Delivery Hero"),
        ("Fairview Southdale", "Fairview Southdale Hospital"),
    ],
)
def test_her_employer_as_a_friend_shortens_it_is_no_former_employer(shortened: str, whole: str) -> None:
    assert jobs(together(contact("sheet", shortened), linkedin(whole, SPRING))) == [(whole, True)]


@pytest.mark.parametrize(
    ("elsewhere", "now"), [("Delta Dental", "Delta Air Lines"), ("IBM", "Delivery Hero"), ("Initech", "Acme")]
)
def test_another_firm_with_a_word_in_common_is_a_former_employer(elsewhere: str, now: str) -> None:
    assert jobs(together(contact("sheet", elsewhere), linkedin(now, SPRING))) == [(now, True), (elsewhere, False)]


def test_a_second_export_shows_that_she_changed_job_and_about_when() -> None:
    before = together(linkedin("Acme", SPRING))
    after = together(linkedin("Globex", AUTUMN, "Director"), memory=before)
    person = after.people["p_jane"]
    assert jobs(after) == [("Globex", True), ("Acme", False)]
    assert person.positions[1].ended == PartialDate(2026, 7)
    assert person.positions[0].started == PartialDate(2026, 7)
    assert person.changed_job == AUTUMN


def test_former_employers_add_up_over_many_exports() -> None:
    memory = together(linkedin("Acme", date(2024, 1, 10)))
    memory = together(linkedin("Globex", date(2025, 1, 10)), memory=memory)
    memory = together(linkedin("Hooli", date(2026, 1, 10)), memory=memory)
    assert jobs(memory) == [("Hooli", True), ("Globex", False), ("Acme", False)]
    ends = [str(one.ended) for one in memory.people["p_jane"].positions[1:]]
    assert ends == ["2025-07", "2024-07"]
    assert memory.people["p_jane"].changed_job == date(2026, 1, 10)


def test_a_promotion_is_no_change_of_employer() -> None:
    before = together(linkedin("Acme", SPRING, "Engineer"))
    after = together(linkedin("Acme", AUTUMN, "Engineering Manager"), memory=before)
    assert jobs(after) == [("Acme", True)]
    assert after.people["p_jane"].changed_job is None
    assert after.people["p_jane"].title == "Engineering Manager"


def test_another_spelling_of_the_employer_is_no_change_either() -> None:
    before = together(linkedin("Google", SPRING))
    after = together(linkedin("Google UK", AUTUMN), memory=before)
    assert jobs(after) == [("Google UK", True)]
    assert after.people["p_jane"].changed_job is None


def test_reading_the_same_export_on_another_day_remembers_the_same() -> None:
    sources = (linkedin("Acme", SPRING), contact("google", "Initech"))
    first = together(*sources)
    assert together(*sources, memory=first, day=date(2027, 3, 1)) == first


def test_a_run_without_linkedin_does_not_send_her_back_to_her_old_job() -> None:
    memory = together(linkedin("Acme", SPRING), contact("google", "Initech"))
    without = together(contact("google", "Initech", as_of=AUTUMN), memory=memory)
    assert jobs(without) == [("Acme", True), ("Initech", False)]
    again = together(linkedin("Acme", SPRING), contact("google", "Initech"), memory=without)
    assert jobs(again) == jobs(without)
    assert again.people["p_jane"].changed_job is None


def test_leaving_without_a_new_employer_makes_the_job_a_past_one() -> None:
    memory = together(linkedin("Acme", SPRING))
    after = together(linkedin("", AUTUMN), memory=memory)
    assert jobs(after) == [("Acme", False)]
    assert after.people["p_jane"].employer == ""
    assert after.people["p_jane"].changed_job is None


def test_going_freelance_is_leaving() -> None:
    memory = together(linkedin("Acme", SPRING))
    after = together(linkedin("Freelance", AUTUMN, "Consultant"), memory=memory)
    assert jobs(after) == [("Freelance", True), ("Acme", False)]


def test_the_history_of_a_merged_record_comes_along() -> None:
    memory = together(linkedin("Acme", SPRING))
    merged = Cluster("p_elder", (linkedin("Globex", AUTUMN),), absorbed=("p_jane",))
    result = assemble([merged], memory.sightings, {}, TODAY, key)
    assert [one.employer for one in result.people["p_elder"].positions] == ["Globex", "Acme"]
    assert "p_jane" not in result.sightings


def test_what_people_type_is_the_best_evidence() -> None:
    result = together(
        linkedin("Acme", SPRING, "Engineer"),
        name="Jane Roe-Smith",
        employer="Hooli",
        position="Head of Data",
        email="jane@hooli.example",
        phone=442079460000.0,
        linkedin="https://www.linkedin.com/in/Jane-Smith/",
        former_employers="Acme; Globex",
        connected_on=date(2020, 1, 2),
    )
    person = result.people["p_jane"]
    assert (person.name, person.employer, person.title) == ("Jane Roe-Smith", "Hooli", "Head of Data")
    assert jobs(result) == [("Hooli", True), ("Acme", False), ("Globex", False)]
    assert (person.emails, person.phones) == (("jane@hooli.example",), ("442079460000",))
    assert (person.profile, person.connected_on) == ("jane-smith", date(2020, 1, 2))


def test_a_typed_title_alone_keeps_the_employer() -> None:
    person = together(linkedin("Acme", SPRING, "Engineer"), position="CTO").people["p_jane"]
    assert (person.employer, person.title) == ("Acme", "CTO")


def test_blank_and_broken_cells_override_nothing_and_overrides_are_not_remembered() -> None:
    plain = together(linkedin("Acme", SPRING))
    typed = together(linkedin("Acme", SPRING), employer="Hooli")
    broken = together(linkedin("Acme", SPRING), employer=CellError("#REF!"), name="  ", connected_on="soon")
    assert broken == plain
    assert typed.sightings == plain.sightings


def test_what_the_sources_say_is_put_together() -> None:
    sheet = contact(
        "sheet", said=Said(grade="B", knows_someone_at=("Hooli",), last_contact=date(2025, 1, 1), notes="x")
    )
    note = contact("google", said=Said(grade="C", knows_someone_at=("Acme",), last_contact=date(2026, 1, 1), notes="y"))
    network = contact("linkedin", ties=Ties(sent=2, received=3), connected_on=date(2019, 5, 1))
    person = together(note, network, sheet).people["p_jane"]
    assert (person.said.grade, person.said.knows_someone_at) == ("B", ("Hooli", "Acme"))
    assert (person.said.last_contact, person.said.notes) == (date(2026, 1, 1), "x\ny")
    assert (person.ties.received, person.connected_on) == (3, date(2019, 5, 1))


def test_a_full_name_is_preferred_and_an_address_is_the_last_resort() -> None:
    nick = contact("linkedin", name=Name("Jane", "Jane"))
    full = contact("vcard", name=Name("Jane A. Roe", "Jane", "A.", "Roe"))
    bare = contact("vcard", name=Name(""), emails=("jr@example.com",))
    assert together(nick, full).people["p_jane"].name == "Jane A. Roe"
    assert together(bare).people["p_jane"].name == "jr@example.com"
