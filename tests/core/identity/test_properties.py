import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.identity.model import Judgement, Known, Pair
from syncer.core.identity.resolve import identify
from tests.core.identity.people import contact, people, strangers

CROWD = [
    *strangers(12),
    contact("linkedin", "l1", "Priya Sharma", profile="priya-1"),
    contact("linkedin", "l2", "Priya Sharma", profile="priya-2"),
    contact("google", "g1", "Bob Tanner"),
    contact("vcard", "v1", "Robert Tanner"),
]
NUMBER = st.integers(0, len(CROWD) - 1)
PAIRS = st.lists(
    st.tuples(NUMBER, NUMBER, st.floats(-3, 20)).filter(lambda pair: pair[0] < pair[1]),
    max_size=40,
    unique_by=lambda pair: pair[:2],
).map(lambda pairs: [Pair(left, right, round(weight, 3), 0.5) for left, right, weight in pairs])
JUDGEMENTS = st.lists(st.tuples(NUMBER, NUMBER, st.booleans()).filter(lambda one: one[0] != one[1]), max_size=6).map(
    lambda said: [Judgement(CROWD[left].ref, CROWD[right].ref, same) for left, right, same in said]
)


@given(PAIRS, JUDGEMENTS, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_contacts_and_pairs_does_not_matter(
    pairs: list[Pair], said: list[Judgement], shuffle: random.Random
):
    order = list(range(len(CROWD)))
    shuffle.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    moved = [
        Pair(*sorted((place[one.left], place[one.right])), one.weight, one.probability)
        for one in pairs  # type: ignore[misc]
    ]
    shuffle.shuffle(moved)
    assert identify([CROWD[old] for old in order], moved, said) == identify(CROWD, pairs, said)


@given(PAIRS, JUDGEMENTS)
@settings(max_examples=60, deadline=None)
def test_resolving_again_with_the_memory_of_the_first_time_changes_nothing(pairs: list[Pair], said: list[Judgement]):
    first = identify(CROWD, pairs, said)
    known = [Known(one.id, tuple(contact.ref for contact in one.contacts), date(2026, 1, 1)) for one in first.clusters]
    assert identify(CROWD, pairs, said, known) == first


@given(PAIRS, JUDGEMENTS)
@settings(max_examples=60, deadline=None)
def test_different_is_absolute_and_profiles_stay_apart(pairs: list[Pair], said: list[Judgement]):
    groups = people(identify(CROWD, pairs, said))
    last = {frozenset((one.left, one.right)): one.same for one in said}
    for records, same in last.items():
        if not same:
            assert not any({ref.key for ref in records} <= group for group in groups)
    if not any(one.same for one in said):
        assert not any({"l1", "l2"} <= group for group in groups)


@given(PAIRS, JUDGEMENTS)
@settings(max_examples=40, deadline=None)
def test_every_contact_is_in_exactly_one_cluster_under_an_id_of_its_own(pairs: list[Pair], said: list[Judgement]):
    found = identify(CROWD, pairs, said)
    refs = [contact.ref for cluster in found.clusters for contact in cluster.contacts]
    assert sorted(refs) == sorted(one.ref for one in CROWD)
    assert len({cluster.id for cluster in found.clusters}) == len(found.clusters)
