"""What a member's own people open: first-hand, sure, and nobody whom they keep out."""

from collections.abc import Iterable
from datetime import date

from syncer.adapters.parts import employers_of
from syncer.core.council.known import Known, known_at
from syncer.core.model import Contact, Name, Opening, Person, Position, Ref, Said
from syncer.core.outreach import Evidence, PersonEntry, Target

TODAY = date(2026, 11, 23)
TARGETS = [Target("t_s", "Spotify", "spotify.com"), Target("t_n", "Novartis", "novartis.com")]


def person(name: str, employer: str, *, current: bool = True, source: str = "list", said: Said | None = None) -> Person:
    ref = Ref(source, name)
    jobs = (Position(employer, "Engineer", current=current),) if employer else ()
    contact = Contact(ref, "sheet", Name(name), positions=jobs)
    return Person(f"p_{name}", name, (contact,), positions=jobs, said=said or Said())


def known(people: Iterable[Person], **entries: PersonEntry) -> dict[str, Known]:
    found = {one.id: one for one in people}
    return known_at(
        found, {f"p_{name}": one for name, one in entries.items()}, employers_of(TARGETS, ()), TODAY, "council"
    )


def test_people_there_now_come_first_and_those_who_left_are_counted_apart() -> None:
    people = [person("Zoe", "Spotify AB"), person("Ann", "Spotify", current=False), person("Bo", "Spotify")]
    assert known(people) == {"t_s": Known(2, 1, Evidence.CONFIRMED, ("Bo", "Zoe", "Ann"))}


def test_somebody_who_left_may_know_people_there_and_no_more_is_said() -> None:
    assert known([person("Ann", "Novartis", current=False)])["t_n"].evidence is Evidence.POTENTIAL


def test_who_is_not_to_be_contacted_is_not_counted_either() -> None:
    people = [person("Ann", "Spotify"), person("Bo", "Spotify")]
    assert known(people, Bo=PersonEntry(do_not_contact=True))["t_s"].names == ("Ann",)


def test_what_another_member_opens_is_never_passed_on_as_ones_own() -> None:
    opens = Said(opens=(Opening("Novartis", "Confirmed", "", "Eli (council) knows 2 people at Novartis"),))
    told = Said(knows_someone_at=("Novartis",))
    people = [person("Eli", "Spotify", source="council", said=opens), person("Cy", "Larkspur Freight", said=told)]
    assert known(people) == {}
