"""Merges, splits, twins and judgements: whose words are whose."""

from dataclasses import replace
from datetime import timedelta

from syncer.core.identity.model import Suggestion
from syncer.core.model import Ref
from syncer.core.outreach import Question
from tests.core.workbook.service import TODAY, Card
from tests.core.workbook.test_runs import ANA, BEN, CAI, started

ANNA = Card("anna", "Anna Ruiz", "Globex", email="anna@example.org")
SAME = Suggestion("p_left", "p_right", Ref("google", "ana"), Ref("google", "anna"), 4.0, "Same surname and employer")


def marks(hand, tab, name):
    return hand.see(tab, hand.find(tab, name=name), "_id")


def test_a_cell_that_names_the_same_person_merges_two_rows_and_greys_the_younger():
    service, hand = started(ANA)
    service.cards.append(ANNA)
    service.run(TODAY + timedelta(days=1))
    elder, younger = marks(hand, "people", "Ana Ruiz"), marks(hand, "people", "Anna Ruiz")
    hand.type("outreach", hand.find("outreach", _id=younger), "notes", "canary")
    hand.type("outreach", hand.find("outreach", _id=younger), "status", "Contacted")
    hand.type("people", hand.find("people", _id=younger), "same_as", "ana ruiz")
    service.run(TODAY + timedelta(days=1))
    grey = hand.tab("outreach").rows[hand.find("outreach", _id=younger)]
    assert (grey["off_list"], grey["notes"], grey["rank"]) == ("Same person as Ana Ruiz", "canary", "")
    assert hand.see("people", hand.find("people", _id=younger), "changed") == "Same person as Ana Ruiz"
    assert service.entered.people[elder].status == "Contacted"
    assert not service.plan(TODAY + timedelta(days=1))


def test_clearing_same_person_as_splits_them_again_under_their_old_ids():
    service, hand = started(ANA)
    service.cards.append(ANNA)
    service.run()
    younger = marks(hand, "people", "Anna Ruiz")
    place = hand.find("people", _id=younger)
    hand.type("people", place, "same_as", "Ana Ruiz")
    service.run()
    hand.type("people", place, "same_as", "")
    service.run()
    assert len(hand.tab("people").rows) == 2
    assert hand.see("outreach", hand.find("outreach", _id=younger), "off_list") == ""
    assert hand.see("outreach", hand.find("outreach", _id=younger), "name") == "Anna Ruiz"
    assert not service.plan()


def said_to_be_one_with_two_statuses(hand):
    """Ana is Met, Anna is Contacted, and Anna's row is said to be Ana's: the id of the elder row."""
    elder, younger = marks(hand, "people", "Ana Ruiz"), marks(hand, "people", "Anna Ruiz")
    hand.type("outreach", hand.find("outreach", _id=elder), "status", "Met")
    hand.type("outreach", hand.find("outreach", _id=younger), "status", "Contacted")
    hand.type("people", hand.find("people", _id=younger), "same_as", elder)
    return elder


def test_merged_rows_that_say_different_things_are_asked_about_and_the_elder_counts():
    service, hand = started(ANA)
    service.cards.append(ANNA)
    service.run(TODAY + timedelta(days=1))
    elder = said_to_be_one_with_two_statuses(hand)
    service.run(TODAY + timedelta(days=1))
    assert service.entered.people[elder].status == "Met"
    assert [row["question"] for row in hand.tab("review").rows] == ["Status of Ana Ruiz: 'Met' or 'Contacted'?"]
    assert not service.plan(TODAY + timedelta(days=1))


def test_a_question_bears_the_name_that_its_row_will_show_and_is_not_reworded_the_day_after():
    """The elder's list is older than the younger's, whose spelling of the name wins."""
    service, hand = started(replace(ANA, as_of=TODAY - timedelta(days=400)))
    service.cards.append(replace(ANNA, as_of=TODAY))
    service.run(TODAY + timedelta(days=1))
    elder = said_to_be_one_with_two_statuses(hand)
    service.run(TODAY + timedelta(days=1))
    name = hand.see("people", hand.find("people", _id=elder), "name")
    asked = [row for row in hand.tab("review").rows if "'Met' or 'Contacted'" in str(row.get("question"))]
    assert name == "Anna Ruiz"
    assert [(row["question"], row["about"]) for row in asked] == [(f"Status of {name}: 'Met' or 'Contacted'?", name)]
    assert not service.plan(TODAY + timedelta(days=1))


def test_deleting_the_greyed_row_after_a_merge_changes_nothing_else():
    service, hand = started(ANA)
    service.cards.append(ANNA)
    service.run(TODAY + timedelta(days=1))
    younger = marks(hand, "people", "Anna Ruiz")
    hand.type("people", hand.find("people", _id=younger), "same_as", "Ana Ruiz")
    service.run(TODAY + timedelta(days=1))
    for tab in ("people", "outreach"):
        hand.delete_rows(tab, [hand.find(tab, _id=younger)])
    for later in (2, 3, 4):
        service.run(TODAY + timedelta(days=later))
    assert len(hand.tab("outreach").rows) == 1
    assert len(hand.tab("people").rows) == 1
    assert hand.see("outreach", 0, "rank") == 1


def test_deleting_the_elder_row_after_a_merge_lets_the_younger_one_stand_for_the_person():
    service, hand = started(ANA)
    service.cards.append(ANNA)
    service.run(TODAY + timedelta(days=1))
    elder, younger = marks(hand, "people", "Ana Ruiz"), marks(hand, "people", "Anna Ruiz")
    hand.type("people", hand.find("people", _id=younger), "same_as", "Ana Ruiz")
    service.run(TODAY + timedelta(days=1))
    for tab in ("people", "outreach"):
        hand.delete_rows(tab, [hand.find(tab, _id=elder)])
    service.run(TODAY + timedelta(days=2))
    assert [row["_id"] for row in hand.tab("outreach").rows] == [younger]
    assert hand.see("outreach", 0, "rank") == 1
    assert not service.plan(TODAY + timedelta(days=2))


def test_an_answer_in_review_merges_two_people_and_is_remembered_when_its_row_is_deleted():
    service, hand = started(ANA, ANNA)
    service.suggestions = (SAME,)
    service.run()
    hand.type("review", 0, "answer", "same person")
    service.run()
    assert sorted(row.get("off_list", "") != "" for row in hand.tab("outreach").rows) == [False, True]
    hand.delete_rows("review", [0])
    service.suggestions = ()
    service.run()
    service.run(TODAY + timedelta(days=1))
    assert sorted(row.get("off_list", "") != "" for row in hand.tab("outreach").rows) == [False, True]


def test_different_people_is_remembered_and_not_asked_again():
    service, hand = started(ANA, ANNA)
    service.suggestions = (SAME,)
    service.run()
    hand.type("review", 0, "answer", "Different people")
    service.run()
    assert [(each.same) for each in service.entered.judgements] == [False]
    assert len(hand.tab("review").rows) == 1
    assert not service.plan()


def test_an_answer_that_does_not_fit_the_question_is_named_and_ignored():
    service, hand = started(ANA, ANNA)
    service.suggestions = (SAME,)
    service.run()
    hand.type("review", 0, "answer", "Use new")
    service.run()
    assert service.entered.judgements == ()
    assert service.entered.notes == (
        "Review, row 2, Answer: not an answer to this question; one of Same person, Different people, Ignore.",
    )


def test_a_copied_row_is_not_written_and_review_asks_which_one_it_is():
    service, hand = started()
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "notes", "canary")
    service.run()
    hand.copy_row("outreach", place)
    hand.type("outreach", place + 1, "notes", "a copy")
    service.cards[0] = replace(ANA, title="Director", as_of=TODAY)
    service.run()
    twins = [row for row in hand.tab("outreach").rows if row["name"] == "Ana Ruiz"]
    assert [row["position"] for row in twins] == ["Engineer", "Engineer"]
    assert [row["notes"] for row in twins] == ["canary", "a copy"]
    assert any("2 rows with the same mark" in row["question"] for row in hand.tab("review").rows)
    assert not service.plan()
    hand.delete_rows("outreach", [place + 1])
    service.run()
    assert hand.see("outreach", place, "position") == "Director"
    assert not service.plan()


def test_a_copied_row_whose_mark_is_cleared_is_somebody_new():
    service, hand = started(ANA)
    hand.copy_row("people", 0)
    hand.type("people", 1, "_id", "")
    hand.type("people", 1, "name", "Ana Ruiz jr")
    service.run()
    assert len({row["_id"] for row in hand.tab("people").rows}) == 2
    assert not service.plan()


def test_a_name_typed_into_the_log_without_its_accents_is_still_theirs():
    service, hand = started(replace(ANA, name="Renée Muñoz"))
    hand.add_row("log", {"date": TODAY, "person": "renee munoz", "what": "Call"})
    service.run()
    (line,) = service.entered.log
    assert line.person_id == marks(hand, "people", "Renée Muñoz")
    assert not any("Log" in note for note in service.entered.notes)


def test_a_name_without_accents_that_two_could_mean_is_nobodys():
    service, hand = started(
        replace(ANA, name="José Ruiz"), replace(ANA, key="2", name="Jóse Ruiz", email="jose2@example.org")
    )
    hand.add_row("log", {"date": TODAY, "person": "Jose Ruiz", "what": "Call"})
    service.run()
    assert service.entered.log == ()


def test_log_lines_count_for_the_person_and_get_a_mark():
    service, hand = started()
    hand.add_row("log", {"date": TODAY, "person": "Ana Ruiz", "target": "acme", "what": "Call", "outcome": "replied"})
    hand.add_row("log", {"date": TODAY, "person": "Nobody Known"})
    service.run()
    (line,) = service.entered.log
    assert (line.what, line.outcome, line.person_id) == ("Call", "Replied", marks(hand, "people", "Ana Ruiz"))
    assert all(row["_id"].startswith("l_") for row in hand.tab("log").rows)
    assert any("row 3, Person" in note for note in service.entered.notes)
    assert not service.plan()


def test_changed_jobs_and_new_people_are_said_in_people():
    service, hand = started()
    later = TODAY + timedelta(days=30)
    service.cards[1] = replace(BEN, employer="Acme", as_of=later)
    service.cards.append(Card("dee", "Dee Moss", "Initech", as_of=later))
    service.run(later)
    assert hand.see("people", hand.find("people", name="Dee Moss"), "changed") == f"New on {later}"
    assert hand.see("people", hand.find("people", name="Ben Okafor"), "changed").startswith("Changed job")
    assert hand.see("people", hand.find("people", name="Ben Okafor"), "former_employers") == "Globex"
    assert hand.see("people", hand.find("people", name="Cai Lund"), "changed") == ""
    assert not service.plan(later)


def test_at_most_fifty_questions_stand_open_and_those_that_matter_most_come_first():
    cards = [Card(f"k{n:03}", f"Kim{n} Lee{n}", "Initech") for n in range(60)]
    service, hand = started(*cards)
    service.suggestions = tuple(
        Suggestion("a", "b", Ref("google", f"k{n:03}"), Ref("google", f"k{n + 1:03}"), float(n), "Same")
        for n in range(59)
    )
    service.run()
    assert len(hand.tab("review").rows) == 50
    shown = {row["_id"] for row in hand.tab("review").rows}
    assert shown == {question.id for question in service.last.questions[9:]}
    assert not service.plan()
    for place in range(5):
        hand.type("review", place, "answer", "Different people")
    service.run()
    assert len(hand.tab("review").rows) == 55
    assert not service.plan()


def test_a_row_pasted_from_another_workbook_is_left_alone_and_named():
    service, hand = started()
    hand.add_row("people", {"_id": "p_zzzzzzzzzz", "name": "Zoe Zhou"})
    service.run()
    (note,) = service.entered.notes
    assert note.startswith("People, row 5: its _id is not known here")
    hand.type("people", 3, "_id", "")
    service.run()
    assert hand.see("people", 3, "sources") == "workbook"
    assert not service.plan()


def test_an_answer_about_a_company_is_remembered():
    service, hand = started()
    target = service.entered.targets[0].id if service.entered.targets else hand.see("targets", 0, "_id")
    question = Question(
        "q_aaaaaaaaaa",
        "same company",
        "Is 'Acme Labs' the same company as Acme?",
        "Acme",
        "",
        "",
        company=(target, "Acme Labs"),
    )
    service.questions = (question,)
    service.run()
    hand.type("review", 0, "answer", "different company")
    service.run()
    hand.delete_rows("review", [0])
    service.questions = ()
    service.run()
    assert service.entered.company_answers == ((target, "Acme Labs", False),)
    assert not service.plan()


def test_new_and_old_rows_may_change_in_any_order_of_sources():
    service, hand = started(ANA, BEN)
    other, same = started(BEN, ANA)
    assert hand.tab("outreach").rows == same.tab("outreach").rows
    assert service.book.memory == other.book.memory


def test_an_answer_that_is_cleared_again_is_still_remembered():
    service, hand = started(ANA, ANNA)
    service.suggestions = (SAME,)
    service.run()
    hand.type("review", 0, "answer", "Different people")
    service.run()
    hand.type("review", 0, "answer", "")
    service.run()
    assert [each.same for each in service.entered.judgements] == [False]
    hand.type("review", 0, "answer", "Same person")
    service.run()
    assert [each.same for each in service.entered.judgements] == [True]
    assert not service.plan()


IN_BOTH = replace(ANA, email="ana@example.com"), Card("anna", "Ana Ruiz", email="ana@example.com", source="linkedin")


def test_somebody_who_leaves_one_source_and_comes_back_when_the_other_lost_them_is_no_stranger():
    service, hand = started(*IN_BOTH, match_emails=True)
    marks_before = [row["_id"] for row in hand.tab("people").rows]
    for held in ([IN_BOTH[0]], [IN_BOTH[1]]):
        service.cards = held
        service.run()
    assert [row["_id"] for row in hand.tab("people").rows] == marks_before
    assert not service.plan()


def test_sources_that_fail_in_turn_do_not_make_a_stranger_of_a_person_in_both():
    service, hand = started(*IN_BOTH, match_emails=True)
    (mark,) = [row["_id"] for row in hand.tab("people").rows]
    for failing in ("linkedin", "google", ""):
        service.failed = frozenset({failing} - {""})
        service.run()
        assert [row["_id"] for row in hand.tab("people").rows] == [mark]
    assert not service.plan()


def test_a_name_typed_over_in_one_tab_is_the_name_by_which_others_find_the_person():
    service, hand = started(ANA, Card("two", "Ana Ruiz", "Globex"), CAI)
    hand.type("outreach", 0, "name", "Ana the elder")
    hand.type("people", hand.find("people", name="Cai Lund"), "same_as", "Ana the elder")
    service.run()
    assert [each.same for each in service.entered.judgements] == [True]
    assert not service.plan()


def test_somebody_with_the_same_name_may_be_named_as_the_same_person():
    service, hand = started(ANA, Card("two", "Ana Ruiz", "Globex"))
    marks_before = [row["_id"] for row in hand.tab("people").rows]
    hand.type("people", 0, "same_as", "Ana Ruiz")
    service.run()
    (judged,) = service.entered.judgements
    assert judged.same
    assert {mark for mark in marks_before if hand.see("people", hand.find("people", _id=mark), "changed")} != set()
    assert not service.plan()


def test_a_name_that_only_this_run_makes_clear_is_understood_in_the_same_run():
    service, hand = started(ANA, Card("two", "Ben Ruiz"), CAI)
    hand.type("people", hand.find("people", name="Cai Lund"), "same_as", "Dee Moss")
    hand.add_row("log", {"date": TODAY, "person": "Eli Moss", "what": "Call"})
    service.cards += [Card("dee", "Dee Moss", "Globex"), Card("eli", "Eli Moss", "Globex")]
    service.run()
    assert [each.same for each in service.entered.judgements] == [True]
    assert [line.person_id for line in service.entered.log] == [marks(hand, "people", "Eli Moss")]
    assert not service.plan()


def test_a_name_that_still_means_nobody_is_noted_with_its_place():
    service, hand = started(ANA, CAI)
    hand.type("people", 0, "same_as", "Nobody Known")
    hand.add_row("log", {"date": TODAY, "person": "Nobody Known", "what": "Call"})
    service.run()
    assert [note.partition(":")[0] for note in service.entered.notes] == [
        "People, row 2, Same person as",
        "Log, row 2, Person",
    ]
    assert not service.plan()


def test_a_line_of_the_log_stays_with_whom_it_meant_when_they_change_their_name():
    service, hand = started(ANA)
    hand.add_row("log", {"date": TODAY, "person": "Ana Ruiz", "what": "Call"})
    service.run()
    ana = marks(hand, "people", "Ana Ruiz")
    service.cards[:] = [replace(service.cards[0], name="Ana Lund"), Card("new", "Ana Ruiz", "Globex")]
    service.run()
    assert hand.see("people", hand.find("people", _id=ana), "name") == "Ana Lund"
    service.plan()
    assert [line.person_id for line in service.entered.log] == [ana]
    hand.type("log", 0, "person", "Ana Ruiz (Globex)")
    service.run()
    hand.delete_rows("log", [0])
    service.run()
    assert not [key for key in service.book.read().memory if key.startswith("l_")]
    assert not service.plan()
