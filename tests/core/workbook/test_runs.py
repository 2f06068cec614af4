"""What a person sees of a run: the first fill, nothing new, edits on both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from syncer.core.model import Person, Position, Said
from syncer.core.outreach import Target, TargetSummary
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.lines import _person_facts, target_row
from syncer.core.workbook.plan import SetCell
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service

ANA = Card("ana", "Ana Ruiz", email="ana@example.com")
BEN = Card("ben", "Ben Okafor", "Globex", "Analyst")
CAI = Card("cai", "Cai Lund", "Initech")
TOMORROW = TODAY + timedelta(days=1)


def started(*cards: Card, **more: object) -> tuple[Service, Hand]:
    book = MemoryWorkbook()
    service = Service(book, list(cards or (ANA, BEN, CAI)), **more)
    service.run()
    return service, Hand(book)


def test_the_first_run_fills_every_tab_and_the_second_has_nothing_to_do():
    service, hand = started()
    assert sorted(row["name"] for row in hand.tab("outreach").rows) == ["Ana Ruiz", "Ben Okafor"]
    assert [row["rank"] for row in hand.tab("outreach").rows] == [1, 2]
    assert {row["name"] for row in hand.tab("people").rows} == {"Ana Ruiz", "Ben Okafor", "Cai Lund"}
    assert [row["company"] for row in hand.tab("targets").rows] == ["Acme", "Globex"]
    assert hand.tab("today").rows[0]["what"] == "Write to"
    assert any(row["text"] == "Privacy" for row in hand.tab("start").rows)
    assert len(hand.tab("sync_log").rows) == 1
    assert not service.plan()


def test_what_sources_say_about_closeness_fills_new_rows_and_reads_back_the_same():
    said = Said(
        grade="B",
        how_met="School",
        knows_someone_at=("Globex", "Hooli"),
        last_contact=date(2026, 3, 1),
        status="met",
        notes="secret",
    )
    service, hand = started(replace(ANA, said=said), replace(CAI, said=said))
    row = hand.tab("outreach").rows[hand.find("outreach", name="Ana Ruiz")]
    assert (row["grade"], row["status"], row["last_contact"]) == ("B", "Met", date(2026, 3, 1))
    person = hand.tab("people").rows[hand.find("people", name="Ana Ruiz")]
    assert (person["grade"], person["knows_at"], person.get("notes", "")) == ("B", "Globex; Hooli", "")
    assert not service.plan()


def test_notes_of_sources_are_copied_only_when_asked_for():
    service, hand = started(replace(ANA, said=Said(notes="Met in Lima")), copy_notes=True)
    assert hand.see("people", 0, "notes") == "Met in Lima"
    assert not service.plan()


def test_a_grade_in_a_source_does_not_come_back_after_a_person_cleared_it():
    service, hand = started(replace(ANA, said=Said(grade="A")))
    hand.type("outreach", 0, "grade", "")
    service.run()
    assert hand.see("people", 0, "grade") == "A"
    assert hand.see("outreach", 0, "grade_used") == ""
    assert not service.plan()


def test_every_word_in_peoples_columns_stays_through_changes_in_the_sources():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    theirs = [column.key for column in BY_KEY["outreach"].columns if column.owner is Owner.PEOPLE]
    for column in theirs:
        hand.type("outreach", place, column, f"canary {column}")
    mark = hand.see("outreach", place, "_id")
    service.cards[0] = replace(ANA, title="Director", name="Ana Ruiz Soto")
    plan = service.run()
    assert not any(isinstance(edit, SetCell) and edit.column in ("grade", "notes") for edit in plan.edits)
    row = hand.tab("outreach").rows[hand.find("outreach", _id=mark)]
    assert row["position"] == "Director"
    assert row["name"] == "Ana Ruiz Soto"
    assert all(
        row[column.key] == f"canary {column.key}"
        for column in BY_KEY["outreach"].columns
        if column.owner is Owner.PEOPLE
    )
    assert not service.plan()


def test_typing_over_a_fact_makes_it_the_fact_in_both_tabs_until_it_is_cleared():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "employer", "Globex")
    plan = service.run()
    assert hand.see("outreach", place, "employer") == "Globex"
    assert hand.see("outreach", place, "target") == "Globex"
    assert hand.see("people", hand.find("people", name="Ana Ruiz"), "employer") == "Globex"
    assert [(change.column, change.old, change.new) for change in plan.changes if change.sign == "="] == [
        ("Employer", "Globex", "Acme")
    ]
    assert hand.tab("review").rows[0]["question"] == "Employer of Ana Ruiz: keep your 'Globex' or use 'Acme'?"
    assert not service.plan()
    hand.type("outreach", place, "employer", "")
    service.run()
    assert hand.see("outreach", place, "employer") == "Acme"
    assert hand.see("people", hand.find("people", name="Ana Ruiz"), "employer") == "Acme"
    assert not service.plan()


def test_an_override_outlives_a_change_of_the_source_and_review_asks_again():
    service, hand = started()
    place = hand.find("people", name="Cai Lund")
    hand.type("people", place, "position", "CTO")
    service.run()
    service.cards[2] = replace(CAI, title="VP", as_of=date(2026, 11, 20))
    service.run()
    assert hand.see("people", place, "position") == "CTO"
    questions = [row["question"] for row in hand.tab("review").rows]
    assert questions == [
        "Position of Cai Lund: keep your 'CTO' or use 'Engineer'?",
        "Position of Cai Lund: keep your 'CTO' or use 'VP'?",
    ]
    assert hand.tab("review").rows[0]["reason"].startswith("Settled")
    assert not service.plan()


def test_answering_use_new_gives_the_cell_back():
    service, hand = started()
    place = hand.find("people", name="Cai Lund")
    hand.type("people", place, "position", "CTO")
    service.run()
    hand.type("review", 0, "answer", "use new")
    service.run()
    assert hand.see("people", place, "position") == "Engineer"
    assert not service.plan()
    hand.type("people", place, "position", "Chief")
    service.run()
    assert hand.see("people", place, "position") == "Chief"


def test_typing_over_a_derived_cell_is_kept_until_cleared_and_feeds_nothing():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "why", "My cousin's boss")
    service.run()
    assert hand.see("outreach", place, "why") == "My cousin's boss"
    assert len(hand.tab("review").rows) == 1
    assert not service.plan()
    hand.type("outreach", place, "why", "")
    service.run()
    assert hand.see("outreach", place, "why") == "Works at Acme now (Engineer)."
    assert not service.plan()


def test_typing_a_target_pins_it_and_clearing_it_unpins():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "target", "globex")
    service.run()
    assert hand.see("outreach", place, "target") == "globex"
    assert hand.see("outreach", place, "why").startswith("Works at Globex")
    assert not service.plan()
    hand.type("outreach", place, "target", "")
    service.run()
    assert hand.see("outreach", place, "target") == "Acme"
    assert not service.plan()


def test_two_different_overrides_of_one_fact_count_as_in_people_and_review_asks():
    service, hand = started()
    hand.type("outreach", hand.find("outreach", name="Ana Ruiz"), "position", "CFO")
    hand.type("people", hand.find("people", name="Ana Ruiz"), "position", "CEO")
    service.run()
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "position") == "CFO"
    assert "Works at Acme now (CEO)." in hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "why")
    assert any("'CEO' (People) or 'CFO' (Outreach)" in row["question"] for row in hand.tab("review").rows)
    assert not service.plan()


def test_the_newest_grade_counts_wherever_it_was_typed():
    service, hand = started()
    place, person = hand.find("outreach", name="Ana Ruiz"), hand.find("people", name="Ana Ruiz")
    hand.type("people", person, "grade", "a")
    service.run()
    assert hand.see("outreach", place, "grade_used") == "A"
    assert hand.see("outreach", place, "grade") == ""
    hand.type("outreach", place, "grade", "C")
    service.run()
    assert hand.see("people", person, "grade_used") == "C"
    assert hand.see("people", person, "grade") == "a"
    assert not service.plan()


def test_grades_changed_in_both_tabs_count_as_in_outreach_and_review_asks_once():
    service, hand = started()
    place, person = hand.find("outreach", name="Ana Ruiz"), hand.find("people", name="Ana Ruiz")
    hand.type("people", person, "grade", "A")
    hand.type("outreach", place, "grade", "C")
    service.run()
    assert hand.see("people", person, "grade_used") == "C"
    assert [row["about"] for row in hand.tab("review").rows] == ["Ana Ruiz"]
    assert not service.plan()


def test_a_deleted_row_stays_deleted_also_when_the_source_changes():
    service, hand = started()
    hand.delete_rows("outreach", [hand.find("outreach", name="Ana Ruiz")])
    service.run()
    assert not service.plan()
    service.cards[0] = replace(ANA, title="Director")
    service.run(TOMORROW)
    service.run(TOMORROW + timedelta(days=1))
    assert [row["name"] for row in hand.tab("outreach").rows] == ["Ben Okafor"]
    assert all(row["name"] != "Ana Ruiz" for row in hand.tab("today").rows)
    assert not service.plan(TOMORROW + timedelta(days=1))


def test_a_deleted_row_that_comes_back_by_undo_is_alive_again():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    row = dict(hand.tab("outreach").rows[place])
    hand.delete_rows("outreach", [place])
    service.run()
    hand.add_row("outreach", row)
    service.cards[0] = replace(ANA, title="Director")
    service.run(TOMORROW)
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "position") == "Director"
    assert not service.plan(TOMORROW)


def test_whoever_is_deleted_from_people_is_not_proposed_anew():
    service, hand = started()
    hand.delete_rows("people", [hand.find("people", name="Cai Lund")])
    service.run()
    service.cards[2] = replace(CAI, employer="Acme", as_of=date(2026, 11, 20))
    service.run(TOMORROW)
    assert all(row["name"] != "Cai Lund" for tab in ("people", "outreach") for row in hand.tab(tab).rows)
    assert not service.plan(TOMORROW)


def test_a_row_typed_by_hand_becomes_a_person_with_path_and_rank():
    service, hand = started()
    hand.add_row("people", {"name": "Dora Vance", "employer": "Globex", "grade": "B", "notes": "canary"}, place=1)
    service.run()
    mark = hand.see("people", hand.find("people", name="Dora Vance"), "_id")
    assert mark.startswith("p_")
    place = hand.find("outreach", name="Dora Vance")
    assert hand.see("outreach", place, "_id") == mark
    assert (hand.see("outreach", place, "target"), hand.see("outreach", place, "grade_used")) == ("Globex", "B")
    assert hand.see("people", hand.find("people", name="Dora Vance"), "notes") == "canary"
    assert not service.plan()
    assert not service.plan(TODAY)
    hand.type("people", hand.find("people", name="Dora Vance"), "employer", "Acme")
    service.run()
    assert hand.see("outreach", place, "target") == "Acme"
    assert not service.plan()


def test_a_name_typed_into_outreach_that_people_knows_is_that_person():
    service, hand = started()
    mark = hand.see("people", hand.find("people", name="Cai Lund"), "_id")
    hand.add_row("outreach", {"name": "Cai Lund", "status": "Contacted", "notes": "canary"})
    service.run()
    row = hand.tab("outreach").rows[hand.find("outreach", name="Cai Lund")]
    assert (row["_id"], row["notes"], row["employer"]) == (mark, "canary", "Initech")
    assert row["off_list"] == "No path any more"
    assert len(hand.tab("people").rows) == 3
    assert not service.plan()


def test_a_company_named_by_its_web_address_has_said_its_domain():
    service, hand = started()
    hand.add_row("targets", {"company": "Hooli.com"})
    hand.add_row("targets", {"company": "J.P. Morgan"})
    service.run()
    domains = {target.name: target.domain for target in service.entered.targets}
    assert (domains["Hooli.com"], domains["J.P. Morgan"]) == ("hooli.com", "")
    assert not service.plan()


def test_a_company_typed_into_targets_is_ranked_for_in_the_same_run():
    service, hand = started()
    hand.add_row("targets", {"company": "Initech", "motivation": "★★★★★"})
    service.run()
    assert hand.see("outreach", hand.find("outreach", name="Cai Lund"), "target") == "Initech"
    assert hand.see("targets", 2, "insiders") == 1
    assert hand.see("targets", 2, "motivation") == "★★★★★"
    assert not service.plan()


def test_a_target_once_deleted_is_not_seeded_again():
    service, hand = started()
    hand.delete_rows("targets", [0, 1])
    service.run()
    assert hand.tab("targets").rows == []
    assert all(row["off_list"] for row in hand.tab("outreach").rows)
    assert not service.plan()


def test_whoever_falls_off_the_list_says_why_and_keeps_their_row_and_notes():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "notes", "canary")
    service.cards[0] = replace(ANA, employer="Hooli", as_of=date(2026, 11, 20))
    plan = service.run()
    assert hand.see("outreach", place, "off_list") == "No path any more"
    assert (hand.see("outreach", place, "rank"), hand.see("outreach", place, "notes")) == ("", "canary")
    assert [change.subject for change in plan.changes if change.sign == "-"] == ["Ana Ruiz"]
    assert not service.plan()


def test_a_source_left_out_takes_nobody_off_and_a_source_read_whole_does():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    service.failed = frozenset({"google"})
    service.run()
    assert hand.see("outreach", place, "off_list") == ""
    service.failed, service.cards = frozenset(), [BEN, CAI]
    service.run()
    assert hand.see("outreach", place, "off_list") == "No longer in google"
    assert not service.plan()
    service.cards.append(ANA)
    service.run()
    assert (hand.see("outreach", place, "off_list"), hand.see("outreach", place, "name")) == ("", "Ana Ruiz")


def test_new_people_go_below_in_rank_order_and_no_row_moves():
    service, hand = started()
    before = [row["_id"] for row in hand.tab("outreach").rows]
    service.cards += [Card("dee", "Dee Moss", said=Said(grade="B")), Card("eli", "Eli Roe")]
    service.run()
    rows = hand.tab("outreach").rows
    assert [row["_id"] for row in rows][:2] == before
    assert [row["name"] for row in rows][2:] == ["Dee Moss", "Eli Roe"]
    assert rows[2]["rank"] == 1
    assert not service.plan()


def test_dates_and_marks_that_cannot_be_read_are_named_with_their_place():
    service, hand = started()
    hand.type("outreach", 0, "next_date", "31/31")
    hand.type("outreach", 0, "last_contact", "03/04/2026")
    hand.type("outreach", 1, "status", "contatcted")
    hand.type("people", 0, "do_not_contact", "please don't")
    service.run()
    hint = "is no date that can be read in one way only; write it as 2026-04-30."
    assert set(service.entered.notes) == {
        f"Outreach, row 2, Last contact: '03/04/2026' {hint}",
        f"Outreach, row 2, Next date: '31/31' {hint}",
        "Outreach, row 3, Status: 'contatcted' is not known; did you mean 'Contacted'?",
        "People, row 2, Do not contact: what stands there is taken as Yes.",
    }
    assert any("31/31" in str(row["detail"]) for row in hand.tab("start").rows)
    assert not service.plan()


@pytest.mark.parametrize("typed", ["2026-12-01", "1 Dec 2026", "Dec 1, 2026", "1.12.2026", date(2026, 12, 1)])
def test_a_next_date_may_be_typed_in_any_unambiguous_way(typed):
    service, hand = started()
    hand.type("outreach", 0, "next_date", typed)
    service.run()
    mark = hand.see("outreach", 0, "_id")
    assert service.entered.people[mark].next_date == date(2026, 12, 1)
    assert hand.see("outreach", 0, "next_date") == typed


def test_a_grade_typed_in_people_is_not_copied_when_the_person_comes_on_the_list():
    service, hand = started()
    hand.type("people", hand.find("people", name="Cai Lund"), "grade", "B")
    service.run()
    service.cards[2] = replace(CAI, employer="Acme", said=Said(grade="C"), as_of=date(2026, 11, 20))
    service.run()
    row = hand.tab("outreach").rows[hand.find("outreach", name="Cai Lund")]
    assert (row.get("grade", ""), row["grade_used"]) == ("", "B")
    assert not service.plan()


def test_once_contacted_a_row_keeps_its_target_when_the_job_changes():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "status", "Contacted")
    service.cards[0] = replace(ANA, employer="Globex", as_of=date(2026, 11, 20))
    service.run()
    assert (hand.see("outreach", place, "target"), hand.see("outreach", place, "employer")) == ("Acme", "Globex")
    hand.type("outreach", place, "status", "")
    service.run()
    assert hand.see("outreach", place, "target") == "Globex"
    assert not service.plan()


def test_a_contact_in_the_log_counts_as_contacted():
    service, hand = started()
    hand.add_row("log", {"date": TODAY, "person": "Ana Ruiz", "what": "Call"})
    service.cards[0] = replace(ANA, employer="Globex", as_of=date(2026, 11, 20))
    service.run()
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "target") == "Acme"


def test_a_company_listed_twice_counts_once_and_is_named():
    service, hand = started()
    hand.add_row("targets", {"company": " acme ", "motivation": 5}, place=0)
    service.run()
    assert [row.get("insiders", "") for row in hand.tab("targets").rows] == ["", 1, 1]
    assert service.entered.notes == ("Targets, row 2, Company: this company stands in row 3 too; that row counts.",)
    hand.sort("targets", "insiders")
    service.run()
    assert sorted(str(row.get("insiders", "")) for row in hand.tab("targets").rows) == ["", "1", "1"]
    assert not service.plan()


def test_a_link_without_a_name_is_nobody():
    service, hand = started()
    hand.add_row("outreach", {"name": "https://www.linkedin.com/in/left-behind"})
    hand.add_row("people", {"name": "---", "notes": "old colleagues below"})
    service.run()
    assert len(service.entered.notes) == 2
    assert hand.see("people", 3, "_id") == ""
    assert not service.plan()


def test_what_a_person_typed_into_a_row_of_their_own_is_not_reported_as_kept():
    service, hand = started()
    hand.add_row("people", {"name": "Dora Vance", "employer": "Globex"})
    plan = service.run()
    assert not any(change.sign == "=" for change in (*plan.changes, *service.plan().changes))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("Google", ""), ("Google Ireland", ""), ("Meta", "Meta"), ("Alphabet; Google", "Alphabet"), ("Goo", "Goo")],
)
def test_a_former_employer_is_not_the_current_one_in_other_words(typed, shown):
    current = Position("Google Ireland Ltd", "Engineer")
    past = [Position(name, current=False) for name in typed.split("; ")]
    assert _person_facts(Person("p_1", "Ana Ruiz", (), positions=(current, *past)))["former_employers"] == shown
    assert _person_facts(Person("p_1", "Ana Ruiz", (), positions=tuple(past)))["former_employers"] == typed


@pytest.mark.parametrize(("insiders", "words"), [(0, "Find people at Stripe"), (2, "Find more people at Stripe")])
def test_a_search_link_says_what_it_finds(insiders, words):
    summary = TargetSummary("t_1", insiders, 0, 0, "", 0, "", "", "https://www.linkedin.com/search?keywords=Stripe", "")
    row = target_row(Target("t_1", "Stripe"), summary)
    assert row.cells["search_link"] == words
    assert row.links["search_link"] == summary.search_link


def test_a_value_that_a_persons_own_dropdown_does_not_let_in_is_left_out_and_its_place_is_told():
    service, hand = started(ANA)
    sheet = hand.tab("people")
    sheet.choices["position"] = frozenset({"Engineer", "Analyst"})
    service.cards[:] = [replace(ANA, title="Director"), Card("new", "Eve Roe", title="Founder")]
    plan = service.run()
    assert hand.see("people", hand.find("people", name="Ana Ruiz"), "position") == "Engineer"
    assert hand.see("people", hand.find("people", name="Eve Roe"), "position") == ""
    (told,) = [line for line in plan.warnings if "dropdown" in line]
    assert told.startswith("People, Position: your dropdown refuses what should stand in 2 cells, the first in row 2;")
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "position") == "Director"
    assert not hand.tab("review").rows
    assert not service.plan()


def test_once_the_dropdown_lets_it_in_the_value_is_written():
    service, hand = started(ANA)
    hand.tab("people").choices["position"] = frozenset({"Engineer"})
    service.cards[:] = [replace(ANA, title="Director"), Card("new", "Eve Roe", title="Director")]
    service.run()
    hand.tab("people").choices["position"] = frozenset({"Engineer", "Director"})
    service.run()
    assert {row["position"] for row in hand.tab("people").rows} == {"Director"}
    assert not service.plan()
