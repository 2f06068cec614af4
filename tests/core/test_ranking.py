"""The list rules, each as a story. Today is Monday 16 November 2026."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from syncer.core.model import Me, PartialDate, Position, Said, Ties
from syncer.core.outreach import LogEntry, Outreach, PathKind, PersonEntry, Target
from syncer.core.ranking import rank
from syncer.core.tuning import Tuning
from tests.core.outreach_world import ACME, HOOLI, MONDAY, ids, person, row, todo, world

MANY = tuple(Target(f"t_{n}", f"Firm {n}", motivation=5, sought_role="Product Manager") for n in range(9))


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def entry(grade: str = "", **cells: object) -> PersonEntry:
    return PersonEntry(grade=grade, **cells)  # type: ignore[arg-type]


def test_replies_come_first_then_thanks_then_follow_ups_then_new_people() -> None:
    people = [person(name, firm.name, "Engineer") for name, firm in zip("abcde", MANY, strict=False)]
    entries = {
        "a": entry("B"),
        "b": entry(status="Contacted", last_contact=ago(14)),
        "c": entry(status="Met", last_contact=ago(3)),
        "d": entry(status="Replied", last_contact=ago(1)),
        "e": entry(status="Contacted", last_contact=ago(2)),
    }
    outreach = rank(world(*people, targets=MANY, entries=entries))
    assert ids(outreach) == ["d", "c", "b", "a", "e"]
    assert todo(outreach) == [("Answer", "d"), ("Thank them", "c"), ("Nudge", "b"), ("First message", "a")]
    assert [item.order for item in outreach.today] == [1, 2, 3, 4]


def test_the_most_overdue_follow_up_comes_first_in_proportion_to_its_period() -> None:
    people = [person(name, firm.name) for name, firm in zip("ab", MANY, strict=False)]
    helping = entry(status="Helping", last_contact=ago(36))  # 6 days over 30
    silent = entry(status="Contacted", last_contact=ago(17))  # 4 business days over 7
    outreach = rank(world(*people, targets=MANY, entries={"a": helping, "b": silent}))
    assert ids(outreach) == ["b", "a"]


def test_five_new_people_a_working_day_one_at_each_company() -> None:
    people = [person(f"{firm.id}_{seat}", firm.name, "Engineer") for firm in MANY[:7] for seat in range(3)]
    outreach = rank(world(*people, targets=MANY))
    new = [person_id for what, person_id in todo(outreach) if what == "First message"]
    assert len(new) == 5
    assert len({id_[:3] for id_ in new}) == 5
    assert ids(outreach)[:5] == new


def test_who_was_written_to_today_counts_towards_the_five() -> None:
    people = [person(f"p_{firm.id}", firm.name, "Engineer") for firm in MANY]
    log = [LogEntry(MONDAY, f"p_{firm.id}", what="Message", outcome="Contacted") for firm in MANY[:3]]
    outreach = rank(world(*people, targets=MANY, log=log))
    assert len([what for what, _ in todo(outreach) if what == "First message"]) == 2


@pytest.mark.parametrize(("silent_since", "second"), [(date(2026, 11, 12), False), (date(2026, 11, 10), True)])
def test_a_second_person_at_a_company_only_after_three_silent_business_days(silent_since: date, second: bool) -> None:
    first, other = person("p_1", "Acme"), person("p_2", "Acme")
    outreach = rank(world(first, other, entries={"p_1": entry(status="Contacted", last_contact=silent_since)}))
    assert (("First message", "p_2") in todo(outreach)) is second


def test_never_a_third_person_while_two_conversations_are_open() -> None:
    people = [person(f"p_{n}", "Acme") for n in range(3)]
    live = {f"p_{n}": entry(status="Contacted", last_contact=ago(7)) for n in range(2)}
    outreach = rank(world(*people, entries=live))
    assert ("First message", "p_2") not in todo(outreach)
    assert row(outreach, "p_2").suggested_next == "In line"


def test_of_five_new_people_one_is_a_friend_and_two_are_insiders_you_know_well() -> None:
    strong = [person(f"s_{n}", MANY[n].name, "Head of Product") for n in range(6)]
    friend = person("friend", "Firm 6", "Nurse")
    known = [person("known_1", "Firm 7", "Nurse"), person("known_2", "Firm 8", "Nurse")]
    poor = [replace(target, motivation=1) if target.id in ("t_6", "t_7", "t_8") else target for target in MANY]
    entries = {"friend": entry("A"), "known_1": entry("C"), "known_2": entry("C")}
    outreach = rank(world(*strong, friend, *known, targets=poor, entries=entries))
    assert {"friend", "known_1", "known_2"} < set(ids(outreach)[:5])
    assert row(outreach, "friend").shown_score < row(outreach, ids(outreach)[5]).shown_score


def test_an_introduction_is_asked_only_if_no_insider_scores_within_ten() -> None:
    insider, friend = person("p_in", "Acme", "Product Manager"), person("p_friend", "Globex")
    knows = entry("A", knows_someone_at=("Acme",))
    close = rank(world(insider, friend, entries={"p_friend": knows, "p_in": entry("C")}))
    assert ids(close) == ["p_in", "p_friend"]
    dull = person("p_in", "Acme?", "Nurse")
    far = rank(world(dull, friend, entries={"p_friend": knows}))
    assert ids(far) == ["p_friend", "p_in"]


def test_equal_people_stand_in_order_of_their_oldest_contact_then_id() -> None:
    people = [person(name, "Acme") for name in ("p_1", "p_2", "p_3")]
    spoken = {
        "p_1": entry(last_contact=ago(100)),
        "p_2": entry(last_contact=ago(200)),
        "p_3": entry(last_contact=ago(100)),
    }
    assert ids(rank(world(*people, entries=spoken))) == ["p_2", "p_1", "p_3"]


def test_a_place_on_the_list_moves_only_when_the_score_moves_by_three() -> None:
    somebody = person("p_1", "Acme", "Product Manager")
    fresh = row(rank(world(somebody)), "p_1").shown_score
    near = rank(world(somebody, entries={"p_1": entry(placed_score=fresh - 2.9)}))
    far = rank(world(somebody, entries={"p_1": entry(placed_score=fresh - 3)}))
    assert row(near, "p_1").shown_score == pytest.approx(fresh - 2.9)
    assert row(far, "p_1").shown_score == fresh


def test_the_row_stands_for_the_best_company_until_somebody_writes_or_pins_another() -> None:
    both = person("p_1", "Acme", "Product Manager")
    knows = {"knows_someone_at": ("Hooli",)}
    best = rank(world(both, entries={"p_1": entry("A", **knows)}))
    assert (row(best, "p_1").target_id, row(best, "p_1").also_useful_for) == ("t_acme", ("t_hooli",))
    pinned = rank(world(both, entries={"p_1": entry("A", pinned_target="t_hooli", **knows)}))
    assert (row(pinned, "p_1").target_id, row(pinned, "p_1").also_useful_for) == ("t_hooli", ("t_acme",))
    held = {"held_target": "t_hooli", "last_contact": ago(2), **knows}
    assert row(rank(world(both, entries={"p_1": entry("A", status="Contacted", **held)})), "p_1").target_id == "t_hooli"
    assert row(rank(world(both, entries={"p_1": entry("A", **held)})), "p_1").target_id == "t_acme"


def test_a_company_you_pin_for_somebody_without_a_path_is_taken_as_your_word() -> None:
    outreach = rank(world(person("p_1", "Globex"), entries={"p_1": entry("B", pinned_target="t_acme")}))
    assert row(outreach, "p_1").target_id == "t_acme"
    assert "You chose Acme for them." in row(outreach, "p_1").why


def test_a_conversation_goes_on_even_if_the_path_is_gone() -> None:
    talking = entry("B", status="Replied", last_contact=ago(1), held_target="t_acme")
    outreach = rank(world(person("p_1", "Globex"), entries={"p_1": talking}))
    assert todo(outreach)[0] == ("Answer", "p_1")


def test_who_leaves_the_list_is_told_why() -> None:
    closed = replace(HOOLI, stage="Closed")
    people = [person("p_1", "Acme"), person("p_2", "Acme"), person("p_3", "Globex"), person("p_4", "Hooli")]
    entries = {"p_1": entry(do_not_contact=True), "p_2": entry(status="Snoozed", snooze_until=date(2027, 1, 5))}
    listed = frozenset({"p_1", "p_2", "p_3", "p_4", "p_gone"})
    known = world(*people, targets=(ACME, closed), entries=entries, listed=listed)
    outreach = rank(known)
    assert outreach.rows == ()
    assert outreach.off_list == {
        "p_1": "Do not contact",
        "p_2": "Snoozed until 5 Jan 2027",
        "p_3": "No path to a company on your list any more",
        "p_4": "Hooli is closed",
        "p_gone": "Not in your sources any more",
    }
    assert "p_gone" not in rank(replace(known, partial=True)).off_list


def test_a_closed_company_is_never_mixed_with_another_in_one_row() -> None:
    closed = replace(HOOLI, stage="Closed")
    both = person("p_1", "Acme", past=(Position("Hooli", ended=PartialDate(2025), current=False),))

    def told(**cells: object) -> Outreach:
        known = world(both, targets=(ACME, closed), entries={"p_1": entry("B", **cells)}, listed=frozenset({"p_1"}))
        return rank(known)

    pinned = told(pinned_target="t_hooli")
    assert (pinned.rows, pinned.off_list) == ((), {"p_1": "Hooli is closed: clear Target to ask them about Acme"})
    waiting = told(status="Contacted", last_contact=ago(2), held_target="t_hooli")
    assert (waiting.rows, waiting.off_list) == ((), {"p_1": "Hooli is closed"})
    replied = row(told(status="Replied", last_contact=ago(1), held_target="t_hooli"), "p_1")
    assert replied.target_id == "t_hooli"
    assert "Left Hooli" in replied.why
    assert row(told(held_target="t_hooli"), "p_1").target_id == "t_acme"


def test_a_company_listed_twice_in_other_words_points_to_the_row_that_has_the_people() -> None:
    twin = Target("t_twin", "ACME", motivation=3)
    first, second = rank(world(person("p_1", "Acme", name="Ines In"), targets=(ACME, twin))).targets
    assert first.next_step == "Write to Ines In"
    assert (second.insiders, second.best_person) == (1, "Ines In")
    assert second.next_step == "Same company as Acme: see its row"


def test_a_company_whose_only_way_stands_for_another_says_so() -> None:
    entries = {"p_1": entry("A", knows_someone_at=("Hooli",))}
    _, hooli = rank(world(person("p_1", "Acme", name="Ines In"), entries=entries)).targets
    assert (hooli.bridges, hooli.best_person) == (1, "Ines In")
    assert hooli.next_step == "Ines In leads here too: first about Acme"


def test_a_company_whose_people_must_not_be_written_to_now_says_so() -> None:
    entries = {"p_1": entry(do_not_contact=True)}
    acme, hooli = rank(world(person("p_1", "Acme"), entries=entries)).targets
    assert (acme.insiders, acme.next_step) == (1, "Nobody to write to now: see Off list in Outreach")
    assert hooli.next_step == "Find a first person: see No one yet"


def test_the_list_has_an_end_but_conversations_always_fit() -> None:
    people = [person(f"p_{n:02}", "Acme", "Product Manager") for n in range(15)]
    live = {"p_14": entry(status="Contacted", last_contact=ago(1))}
    listed = frozenset(one.id for one in people)
    outreach = rank(world(*people, entries=live, tuning=Tuning(max_rows=10), listed=listed))
    assert len(outreach.rows) == 10
    assert "p_14" in ids(outreach)
    assert set(outreach.off_list.values()) == {"Beyond the first 10"}
    assert len(outreach.off_list) == 5


def test_on_a_sunday_the_new_people_are_for_monday() -> None:
    sunday = MONDAY - timedelta(days=1)
    outreach = rank(world(person("p_1", "Acme"), today=sunday))
    assert outreach.today[0].due == MONDAY


def test_a_job_found_leaves_nobody_new_to_write_to() -> None:
    outreach = rank(world(person("p_1", "Acme"), tuning=Tuning(job_found=True)))
    assert outreach.today == ()
    assert ids(outreach) == ["p_1"]


def test_old_friends_whose_turn_it_is_close_the_day_three_at_most() -> None:
    friends = [person(f"p_{n}", "Globex") for n in range(5)]
    entries = {f"p_{n}": entry("A", last_contact=ago(40 + n)) for n in range(5)}
    outreach = rank(world(*friends, entries=entries))
    assert [what for what, _ in todo(outreach)] == ["Keep in touch"] * 3
    shown = [id_ for _, id_ in todo(outreach)]
    assert shown == sorted(shown, reverse=True), "the longest overdue comes first"
    assert len(outreach.keep_in_touch) == 5
    assert all("Product Manager" in item.ask for item in outreach.today)


def friends_on(day: date, people: int = 10, grades: str = "A") -> list[str]:
    friends = [person(f"p_{n}", "Globex") for n in range(people)]
    entries = {f"p_{n}": entry(grades[n % len(grades)], last_contact=ago(400 - n)) for n in range(people)}
    outreach = rank(world(*friends, entries=entries, today=day))
    assert {item.due for item in outreach.today} == {day}
    return [item.person_id for item in outreach.today]


def test_old_friends_whom_nobody_writes_to_make_room_for_the_next_each_working_day() -> None:
    monday = friends_on(MONDAY)
    assert monday == friends_on(MONDAY)
    week = [friends_on(MONDAY + timedelta(days=n)) for n in range(4)]
    assert all(one != other for one, other in pairwise(week))
    assert {id_ for day in week for id_ in day} == {f"p_{n}" for n in range(10)}
    saturday = MONDAY + timedelta(days=5)
    assert friends_on(saturday) == friends_on(saturday + timedelta(days=2))


@pytest.mark.parametrize("people", [4, 10, 13, 15, 30])
def test_who_looks_on_mondays_only_meets_every_old_friend_too(people: int) -> None:
    met = {id_ for week in range(people) for id_ in friends_on(MONDAY + timedelta(days=7 * week), people)}
    assert len(met) == people


def test_of_the_friends_of_one_day_the_closest_come_first() -> None:
    for n in range(5):
        shown = friends_on(MONDAY + timedelta(days=n), 8, "CBA")
        grades = ["CBA"[int(id_[2:]) % 3] for id_ in shown]
        assert grades == sorted(grades)


def test_who_wrote_last_and_was_never_answered_stands_with_the_replies() -> None:
    def wrote(days: int) -> Ties:
        return Ties(sent=1, received=1, last_message=ago(days), last_from_them=ago(days))

    people = [
        person(name, firm.name, ties=wrote(n)) for (name, n), firm in zip((("a", 20), ("b", 31)), MANY, strict=False)
    ]
    outreach = rank(world(*people, targets=MANY))
    assert todo(outreach) == [("Answer", "a"), ("First message", "b")]
    assert row(outreach, "a").effective_status == "To contact"
    assert "They wrote 20 days ago, and you have not answered." in outreach.today[0].why
    assert outreach.today[0].ask.startswith("Answer what they wrote. ")
    assert "answer that first" in row(outreach, "a").why
    assert "begin with that" in row(outreach, "b").why
    entries = {"a": entry(status="Contacted", turns=(ago(0),))}
    assert "Answer" not in dict(todo(rank(world(*people, targets=MANY, entries=entries))))


def test_what_sources_say_fills_in_for_somebody_without_a_row_only() -> None:
    friend = person("p_1", "Acme", said=Said(grade="B", status="Contacted", last_contact=ago(2)))
    new = replace(world(friend), entries={})
    assert (row(rank(new), "p_1").grade, row(rank(new), "p_1").effective_status) == ("B", "Contacted")
    cleared = rank(world(friend))
    assert (row(cleared, "p_1").grade, row(cleared, "p_1").effective_status) == ("", "To contact")


def test_each_company_gets_a_summary() -> None:
    people = [
        person("p_in", "Acme", "Engineer", name="Ines In"),
        person("p_ex", "Globex", past=(Position("Acme", ended=PartialDate(2025), current=False),)),
        person("p_bridge", "Initech"),
        person("p_doubt", "Acme?"),
    ]
    entries = {"p_bridge": entry("B", knows_someone_at=("Acme",)), "p_in": entry("C")}
    lonely = Target("t_lone", "R&D Labs", motivation=3)
    me = Me("Sam", schools=(Position("University of Northmere"),))
    acme, lone = rank(world(*people, targets=(ACME, lonely), entries=entries, me=me)).targets
    assert (acme.insiders, acme.former, acme.bridges, acme.live, acme.advocacy) == (1, 1, 1, 0, "Y")
    assert (acme.best_person, acme.next_step, acme.no_one_yet) == ("Ines In", "Write to Ines In", "")
    assert (lone.insiders, lone.advocacy, lone.best_person) == (0, "", "")
    assert "keywords=R%26D%20Labs" in lone.search_link
    assert lone.search_link.startswith("https://www.linkedin.com/search/results/people/?")
    assert "University of Northmere" in lone.no_one_yet
    assert "R&D Labs" in lone.no_one_yet


def test_the_best_three_paths_of_each_company_are_told_with_their_words() -> None:
    people = [
        person(f"p_{n}", "Acme", title) for n, title in enumerate(["Nurse", "Product Manager", "Head of Product", ""])
    ]
    paths = rank(world(*people)).paths
    assert [path.person_id for path, _ in paths] == ["p_2", "p_1", "p_3"]
    assert all(" → " in words and "Product Manager role" in words for _, words in paths)


def test_neighbours_of_a_company_are_weak_bridges() -> None:
    neighbours = {"Talent & Sons": ("t_acme", PathKind.RECRUITER)}
    outreach = rank(world(person("p_1", "Talent & Sons", "Recruiter"), neighbours=neighbours))
    assert row(outreach, "p_1").path.kind is PathKind.RECRUITER
    assert "Talent & Sons, which recruits for Acme" in row(outreach, "p_1").why


def test_friends_of_an_insider_make_that_insider_a_better_choice() -> None:
    umbrella = Position("Umbrella", "Engineer", PartialDate(2015), PartialDate(2019), False)
    insider, friend = person("p_in", "Acme", past=(umbrella,)), person("p_friend", "Globex", past=(umbrella,))
    alone = row(rank(world(insider)), "p_in").score.evidence
    known = row(rank(world(insider, friend, entries={"p_friend": entry("A")})), "p_in").score.evidence
    assert known == alone + 1


def test_messages_count_only_where_both_have_written() -> None:
    both, one_way = Ties(sent=12, received=10), Ties(sent=12)
    outreach = rank(world(person("p_1", "Acme", ties=both), person("p_2", "Acme", ties=one_way)))
    assert row(outreach, "p_1").score.evidence == pytest.approx(4.23, abs=0.01)
    assert row(outreach, "p_2").score.evidence == 0


def test_a_friend_at_a_company_full_of_strangers_with_better_titles_does_not_wait_for_weeks() -> None:
    strangers = [person(f"p_stranger_{number}", "Acme", "Head of Product") for number in range(30)]
    elsewhere = [person(f"p_other_{number}", "Hooli", "Nurse") for number in range(30)]
    friend = person("q_friend", "Globex", "Founder", past=(Position("Acme", "Engineer", current=False),))
    outreach = rank(world(*strangers, *elsewhere, friend, entries={"q_friend": PersonEntry(grade="A")}))
    assert row(outreach, "q_friend").score.total < row(outreach, "p_stranger_0").score.total
    assert "q_friend" in ids(outreach)[:2]
