"""The sentence test: the same input in any order gives the same list, and a list placed is a list kept."""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.candidates import World
from syncer.core.model import PartialDate, Position, Ties
from syncer.core.outreach import LogEntry, PersonEntry, Target
from syncer.core.ranking import rank
from syncer.core.workbook.layout import STAGES, STATUSES
from tests.core.outreach_world import MONDAY, ids, person, world

FIRMS = ("Firm 0", "Firm 1", "Firm 2?", "ex-Firm 1", "Globex", "Initech", "Freelance", "")
TITLES = ("Product Manager", "Head of Product", "Recruiter", "Nurse", "Founder", "")
days = st.one_of(st.none(), st.integers(-5, 900).map(lambda ago: MONDAY - timedelta(days=ago)))
dated = st.one_of(st.none(), st.integers(2012, 2026).map(PartialDate))
pasts = st.builds(Position, st.sampled_from(FIRMS), st.sampled_from(TITLES), dated, dated, st.just(False))
firms = st.sampled_from(["t_0", "t_1", "t_2", ""])
entries = st.builds(
    PersonEntry,
    grade=st.sampled_from(["", "A", "B", "C"]),
    status=st.sampled_from(["", "", *STATUSES]),
    last_contact=days,
    next_date=days,
    snooze_until=days,
    knows_someone_at=st.lists(st.sampled_from(FIRMS), max_size=2).map(tuple),
    pinned_target=firms,
    held_target=firms,
    placed_score=st.one_of(st.none(), st.floats(0, 100).map(lambda score: round(score, 1))),
)
targets = st.builds(
    Target,
    st.just(""),
    st.just(""),
    motivation=st.sampled_from([None, 1, 3, 5]),
    stage=st.sampled_from(["", *STAGES]),
    size=st.sampled_from([None, 12, 9000]),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A small world of anything people and sources may hold."""
    people, typed = [], {}
    for number in range(draw(st.integers(0, 8))):
        id_ = f"p_{number}"
        past = draw(st.lists(pasts, max_size=2))
        ties = Ties(draw(st.integers(0, 3)), draw(st.integers(0, 3)), None, draw(days), draw(days))
        facts = {"past": tuple(past), "ties": ties, "connected_on": draw(days), "changed_job": draw(days)}
        people.append(person(id_, draw(st.sampled_from(FIRMS)), draw(st.sampled_from(TITLES)), **facts))
        typed[id_] = draw(entries)
    who = st.sampled_from([one.id for one in people] or ["p_none"])
    what = st.sampled_from(["Message", "Call", "Thanks", "Coffee", ""])
    when = days.map(lambda day: day or MONDAY)
    lines = st.builds(LogEntry, when, who, st.just(""), what, st.sampled_from(["", "?", *STATUSES]))
    log = draw(st.lists(lines, max_size=6))
    known = [replace(draw(targets), id=f"t_{number}", name=f"Firm {number}") for number in range(3)]
    listed = frozenset(draw(st.sets(who, max_size=4)))
    return world(*people, targets=tuple(known), entries=typed, log=tuple(log), listed=listed)


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_is_irrelevant(one: World, shuffle: random.Random) -> None:
    people, targets_ = list(one.people.items()), list(one.targets)
    shuffle.shuffle(people)
    shuffle.shuffle(targets_)
    places = {line.date: shuffle.random() for line in one.log}
    log = sorted(one.log, key=lambda line: places[line.date])  # lines of one day keep their order: it tells a story
    first, second = rank(one), rank(replace(one, people=dict(people), log=log, targets=targets_))
    order = [target.id for target in one.targets]
    again = tuple(sorted(second.targets, key=lambda summary: order.index(summary.target_id)))
    assert replace(second, targets=again) == first


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_ranking_again_with_the_placed_scores_gives_the_same_list(one: World) -> None:
    first = rank(one)
    placed = {row.person_id: row.shown_score for row in first.rows}
    typed = {
        id_: replace(entry, placed_score=placed.get(id_, entry.placed_score)) for id_, entry in one.entries.items()
    }
    assert rank(replace(one, entries=typed)) == first


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_everybody_listed_has_a_row_or_a_reason_and_nobody_both(one: World) -> None:
    outreach = rank(one)
    rows = ids(outreach)
    assert len(rows) == len(set(rows))
    assert [row.rank for row in outreach.rows] == list(range(1, len(rows) + 1))
    assert set(outreach.off_list) == one.listed - set(rows)
    assert all(row.score.gate == 1 and row.why and row.ask for row in outreach.rows)
    assert all(0 <= row.score.total <= 100 for row in outreach.rows)
    listed = {item.person_id for item in outreach.today}
    assert len(listed) == len(outreach.today)
