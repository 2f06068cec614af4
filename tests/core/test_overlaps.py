"""Who worked with you, and how sure that is."""

from datetime import date

import pytest

from syncer.core.model import Me, PartialDate, Position
from syncer.core.outreach import Evidence, Overlap
from syncer.core.overlaps import met_at_work, overlaps_with
from tests.core.outreach_world import ME, MONDAY, PlainEmployers, person

EMPLOYERS = PlainEmployers(())


def past(employer: str, started: PartialDate | None, ended: PartialDate | None, title: str = "") -> Position:
    return Position(employer, title, started, ended, False)


def overlap(*positions: Position, connected: date | None = None, me: Me = ME) -> Overlap | None:
    someone = person("p_1", past=positions, connected_on=connected)
    return overlaps_with(me, [someone], EMPLOYERS.key, EMPLOYERS.size, MONDAY).get("p_1")


def test_two_dated_jobs_that_meet_are_confirmed() -> None:
    found = overlap(past("Initech", PartialDate(2018, 9), PartialDate(2021, 3), "Product Owner"))
    assert found == Overlap("Initech", 30, date(2021, 3, 15), Evidence.CONFIRMED, True, 80)


def test_two_dated_jobs_that_do_not_meet_are_nothing() -> None:
    assert overlap(past("Initech", PartialDate(2021, 11), PartialDate(2024, 3))) is None


def test_connecting_while_you_worked_there_makes_it_likely() -> None:
    found = overlap(past("Initech", None, None), connected=date(2020, 9, 15))
    assert found
    assert (found.evidence, found.months) == (Evidence.LIKELY, 12)


def test_the_same_employer_at_unknown_times_is_only_potential() -> None:
    found = overlap(past("Initech", None, None), connected=date(2024, 9, 15))
    assert found
    assert (found.evidence, found.months) == (Evidence.POTENTIAL, 0)


def test_the_strongest_of_several_counts() -> None:
    me = Me(
        "Sam", positions=(*ME.positions, Position("Hooli", "Engineer", PartialDate(2022), PartialDate(2023), False))
    )
    found = overlap(past("Hooli", None, None), past("Initech", PartialDate(2019), PartialDate(2020)), me=me)
    assert found
    assert found.employer == "Initech"


def test_self_employment_and_no_own_history_overlap_with_nobody() -> None:
    me = Me("Sam", positions=(Position("Freelance"),))
    assert overlap(past("Self-employed", None, None), me=me) is None
    assert overlap(past("Initech", None, None), me=Me()) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((2018, 2021), (2019, 2022), Evidence.CONFIRMED),
        ((2018, 2019), (2020, 2022), None),
        ((None, 2021), (2019, 2022), Evidence.LIKELY),
        ((None, 2019), (2020, 2022), None),
        ((None, None), (2020, 2022), Evidence.POTENTIAL),
    ],
)
def test_two_others_met_at_work_if_their_dates_say_so(
    left: tuple[int | None, int | None], right: tuple[int | None, int | None], expected: Evidence | None
) -> None:
    jobs = [past("Umbrella", *(PartialDate(year) if year else None for year in years)) for years in (left, right)]
    assert met_at_work(*jobs, MONDAY) is expected
    assert met_at_work(*reversed(jobs), MONDAY) is expected
