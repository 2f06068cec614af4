"""Every way from a person to a target."""

from syncer.core.model import Grade, PartialDate, Person, Position, Said
from syncer.core.outreach import Evidence, Path, PathKind, Tier
from syncer.core.paths import Found, Hints, find_paths
from tests.core.outreach_world import ACME, HOOLI, MONDAY, PlainEmployers, person


def find(
    *people: Person, grades: dict[str, Grade] | None = None, knows: dict[str, tuple[str, ...]] | None = None
) -> Found:
    employers = PlainEmployers((ACME, HOOLI), {"Talent & Sons": ("t_acme", PathKind.RECRUITER)})
    hints = Hints(knows or {}, grades or {})
    return find_paths({one.id: one for one in people}, hints, employers, MONDAY)


def only(*people: Person, **more: object) -> Path:
    paths = find(*people, **more).paths  # type: ignore[arg-type]
    (path,) = paths[people[0].id]
    return path


def test_the_employer_text_says_that_they_work_there() -> None:
    path = only(person("p_1", "Acme", "Engineer"))
    assert (path.target_id, path.kind, path.evidence) == ("t_acme", PathKind.NOW, Evidence.CONFIRMED)
    assert path.position == Position("Acme", "Engineer")


def test_a_match_under_review_counts_half_and_says_so() -> None:
    path = only(person("p_1", "Acme?"))
    assert (path.tier, path.evidence) == (Tier.REVIEW, Evidence.POTENTIAL)


def test_a_dated_past_job_says_when_they_left() -> None:
    left = Position("Acme", "Engineer", ended=PartialDate(2025, 9), current=False)
    path = only(person("p_1", "Globex", past=(left,)))
    assert (path.kind, path.left) == (PathKind.FORMER, PartialDate(2025, 9))


def test_ex_in_the_employer_cell_is_former() -> None:
    assert only(person("p_1", "ex-Acme")).kind is PathKind.FORMER


def test_a_past_companies_cell_is_former() -> None:
    path = only(person("p_1", "Globex", said=Said(past_employers=("Acme",))))
    assert (path.kind, path.left) == (PathKind.FORMER, None)


def test_an_old_work_address_is_former_and_a_lone_one_is_now() -> None:
    assert only(person("p_1", "Globex", emails=("a@acme.com",))).kind is PathKind.FORMER
    assert only(person("p_1", emails=("a@acme.com",))).kind is PathKind.NOW
    assert only(person("p_1", "Freelance", emails=("a@acme.com",))).kind is PathKind.NOW


def test_an_address_that_names_another_company_cancels_the_match() -> None:
    assert find(person("p_1", "Acme", emails=("a@acme.dental",))).paths == {}


def test_who_works_there_now_is_not_also_listed_as_former() -> None:
    earlier = Position("Acme", "Intern", ended=PartialDate(2015), current=False)
    assert only(person("p_1", "Acme", past=(earlier,))).kind is PathKind.NOW


def test_what_a_person_wrote_into_knows_someone_at_is_a_declared_path() -> None:
    path = only(person("p_1", "Globex"), knows={"p_1": ("Acme",)})
    assert (path.kind, path.declared, path.through, path.evidence) == (PathKind.KNOWS, True, "Acme", Evidence.CONFIRMED)


def test_one_person_may_lead_to_several_targets() -> None:
    paths = find(person("p_1", "Acme"), knows={"p_1": ("Hooli", "Acme")}).paths["p_1"]
    assert [(path.target_id, path.kind) for path in paths] == [("t_acme", PathKind.NOW), ("t_hooli", PathKind.KNOWS)]


def test_a_recruiting_firm_is_a_weak_path() -> None:
    assert only(person("p_1", "Talent & Sons")).kind is PathKind.RECRUITER


UMBRELLA = Position("Umbrella", "Engineer", PartialDate(2015), PartialDate(2019), False)
LATER = Position("Umbrella", "Engineer", PartialDate(2020), PartialDate(2022), False)


def test_a_friend_who_worked_with_an_insider_is_a_bridge_to_them() -> None:
    insider = person("p_in", "Acme", past=(UMBRELLA,))
    friend = person("p_friend", "Globex", past=(UMBRELLA,))
    found = find(insider, friend, grades={"p_friend": "A"})
    (path,) = found.paths["p_friend"]
    assert (path.kind, path.through, path.evidence) == (PathKind.KNOWS, "p_in", Evidence.CONFIRMED)
    assert found.mutual == {"p_in": 1}


def test_nobody_needs_a_bridge_to_someone_they_know_better_themselves() -> None:
    insider, other = person("p_in", "Acme", past=(UMBRELLA,)), person("p_other", "Globex", past=(UMBRELLA,))
    found = find(insider, other, grades={"p_in": "A", "p_other": "C"})
    assert set(found.paths) == {"p_in"}
    assert found.mutual == {"p_in": 1}


def test_people_who_were_there_at_different_times_did_not_meet() -> None:
    insider, friend = person("p_in", "Acme", past=(UMBRELLA,)), person("p_friend", "Globex", past=(LATER,))
    assert set(find(insider, friend, grades={"p_friend": "A"}).paths) == {"p_in"}


def test_in_a_crowded_workplace_unknown_times_prove_nothing() -> None:
    undated = Position("Umbrella", current=False)
    insider = person("p_in", "Acme", past=(undated,))
    crowd = [person(f"p_{number:03}", "Umbrella") for number in range(100)]
    grades: dict[str, Grade] = {one.id: "B" for one in crowd}
    assert set(find(insider, *crowd, grades=grades).paths) == {"p_in"}
    assert len(find(insider, *crowd[:20], grades=grades).paths) == 21
