"""Where people stand on the map."""

from math import dist, hypot

from hypothesis import given
from hypothesis import strategies as st

from syncer.core.outreach import PathKind
from syncer.core.overview.network import RINGS, network
from tests.core.overview.people import listed, person, target


def everyone(count: int) -> dict[str, object]:
    return {f"p_{index}": person(index) for index in range(count)}


def test_the_better_you_know_them_the_nearer_they_stand() -> None:
    rows = [listed(index, "t_0", grade) for index, grade in enumerate(("A", "B", "C", ""))]
    spots = network([target(0)], rows, everyone(4), {row.person_id: row.grade for row in rows}).spots
    far = [hypot(spot.x, spot.y) for spot in spots]
    assert far == sorted(far)


def test_somebody_who_knows_an_insider_is_drawn_through_them() -> None:
    rows = [listed(0, "t_0"), listed(1, "t_0", kind=PathKind.KNOWS, through="p_0")]
    spots = network([target(0)], rows, everyone(2), {}).spots
    assert [spot.through for spot in spots] == [-1, 0]


def test_who_fell_off_the_list_is_one_of_the_others() -> None:
    rows = [listed(0, "t_0"), listed(1, "t_0", off_list="Declined")]
    found = network([target(0)], rows, everyone(2), {})
    assert (len(found.spots), len(found.others), found.places[0].people) == (1, 1, 1)


def test_no_targets_no_map() -> None:
    found = network([], [], everyone(3), {})
    assert (found.places, found.spots, len(found.others)) == ((), (), 3)


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["A", "B", "C", ""])), min_size=1, max_size=120))
def test_nobody_stands_on_anybody_and_everybody_in_their_ring(people: list[tuple[int, str]]) -> None:
    rows = [listed(index, f"t_{where}", grade) for index, (where, grade) in enumerate(people)]
    targets = [target(index) for index in range(7)]
    grades = {row.person_id: row.grade for row in rows}
    spots = network(targets, rows, everyone(len(rows)), grades).spots
    for spot in spots:
        inner, outer = RINGS[spot.grade]
        assert inner - 1e-3 <= hypot(spot.x, spot.y) <= outer + 1e-3
    places = [(spot.x, spot.y) for spot in spots]
    assert all(dist(one, other) > 1e-3 for at, one in enumerate(places) for other in places[:at])
