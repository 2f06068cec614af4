"""The score is the outreach model's, to a tenth of a point."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from syncer.core.model import PartialDate
from syncer.core.outreach import Evidence, Overlap, Path, PathKind, Tier
from syncer.core.priority import Facts, overlap_points, path_points, role_facts, score, timing_points
from syncer.core.titles import role_of
from syncer.core.tuning import Tuning

TODAY = date(2026, 11, 23)


def path(kind: PathKind, **more: object) -> Path:
    return Path("t_1", "p_1", kind, more.pop("evidence", Evidence.CONFIRMED), **more)


def years_ago(years: float) -> date:
    return TODAY - timedelta(days=round(365.25 * years))


NOW = path(PathKind.NOW)
LEFT = path(PathKind.FORMER, left=PartialDate(2025, 11, 23))
KNOWS = path(PathKind.KNOWS, declared=True)
INITECH = Overlap("Initech", 36, years_ago(4), Evidence.CONFIRMED, same_function=True, size=80)
WISHED = {"motivation": 5, "posting": "Open role"}
SHARED = {"overlap": INITECH, "sent": 12, "received": 10, "days_since_contact": 420}
INSIDER_B = {"grade": "B", "function": "same", "influence": "hiring"}
FORMER_B = {"grade": "B", "function": "same", "influence": "peer", "sent": 4, "received": 4, "days_since_contact": 900}
RECRUITER_C = {"grade": "C", "function": "other", "influence": "recruiter", "days_since_connected": 20}
STRANGER = {"function": "same", "influence": "peer"}
FRIEND_A = {"grade": "A", "function": "other", "days_since_contact": 6}
KNOWS_A = {"grade": "A", "function": "other", "days_since_contact": 200}
UNLOVED = {"motivation": 2, "posting": "None", "days_since_contact": 420}


@pytest.mark.parametrize(
    ("facts", "searching", "interviewing"),
    [
        pytest.param(Facts(NOW, **INSIDER_B, **SHARED, **WISHED), 97.3, None, id="B there now, worked together"),
        pytest.param(Facts(LEFT, **FORMER_B, **WISHED), 78.3, None, id="B left a year ago"),
        pytest.param(Facts(NOW, **FRIEND_A, **WISHED), 71.0, 72.1, id="A there now"),
        pytest.param(Facts(NOW, **RECRUITER_C, **WISHED), 68.9, 64.7, id="C recruiter there"),
        pytest.param(Facts(NOW, **STRANGER, **WISHED), 63.6, None, id="ungraded there now"),
        pytest.param(Facts(KNOWS, **KNOWS_A, **WISHED), 62.5, None, id="A knows someone there"),
        pytest.param(Facts(NOW, **INSIDER_B, **UNLOVED), 61.4, None, id="B there now, motivation 2"),
        pytest.param(Facts(NOW, **INSIDER_B, **SHARED, **WISHED, open=False), 0, 0, id="snoozed"),
    ],
)
def test_the_reference_table_is_reproduced(facts: Facts, searching: float, interviewing: float | None) -> None:
    assert score(facts, Tuning(), TODAY).total == pytest.approx(searching, abs=0.05)
    if interviewing is not None:
        late = replace(facts, stage="Interviewing")
        assert score(late, Tuning(), TODAY).total == pytest.approx(interviewing, abs=0.05)


def test_a_score_is_never_above_100_nor_below_0_whatever_the_weights() -> None:
    heavy = Tuning(weight_path=100, weight_closeness=100, weight_role=100, weight_evidence=100, weight_timing=100)
    none = Tuning(weight_path=0, weight_closeness=0, weight_role=0, weight_evidence=0, weight_timing=0)
    facts = Facts(NOW, **INSIDER_B, **SHARED, **WISHED)
    assert score(facts, heavy, TODAY).total == 100
    assert score(facts, none, TODAY).total == 0


def test_the_parts_add_up_to_the_total() -> None:
    parts = score(Facts(NOW, **INSIDER_B, **{**SHARED, **UNLOVED}), Tuning(), TODAY)
    added = parts.path + parts.closeness + parts.role + parts.evidence + parts.timing
    assert parts.total == pytest.approx(added * parts.motivation * parts.posting)
    assert (parts.motivation, parts.posting) == (0.74, 1.0)


@pytest.mark.parametrize(
    ("way", "points"),
    [
        (NOW, 35),
        (path(PathKind.NOW, tier=Tier.ALIAS), 33.25),
        (path(PathKind.NOW, tier=Tier.REVIEW), 17.5),
        (path(PathKind.FORMER, left=PartialDate(2025, 1)), 26),
        (path(PathKind.FORMER, left=PartialDate(2023)), 20),
        (path(PathKind.FORMER, left=PartialDate(2019)), 14),
        (path(PathKind.FORMER), 14),
        (KNOWS, 24),
        (path(PathKind.KNOWS, evidence=Evidence.LIKELY), 18),
        (path(PathKind.KNOWS, evidence=Evidence.POTENTIAL), 10.8),
        (path(PathKind.RECRUITER), 10),
        (path(PathKind.CLIENT), 10),
    ],
)
def test_every_kind_of_path_has_its_points(way: Path, points: float) -> None:
    assert path_points(way, TODAY) == pytest.approx(points)


@pytest.mark.parametrize(
    ("days", "points"), [(0, 6), (29, 6), (30, 8), (730, 8), (731, 7), (1826, 7), (1827, 4), (None, 3)]
)
def test_timing_prefers_ties_that_rested(days: int | None, points: float) -> None:
    assert timing_points(Facts(NOW, days_since_contact=days)) == points


def test_news_adds_to_timing_up_to_ten() -> None:
    fresh = Facts(NOW, days_since_contact=400, days_since_job_change=35, days_since_connected=10)
    assert timing_points(fresh) == 10
    assert timing_points(Facts(NOW, days_since_job_change=91, days_since_connected=31)) == 3


def test_work_together_counts_less_in_large_firms_and_with_the_years() -> None:
    small = overlap_points(INITECH, TODAY)
    large = overlap_points(replace(INITECH, size=50_000), TODAY)
    long_ago = overlap_points(replace(INITECH, ended=years_ago(12)), TODAY)
    assert small == pytest.approx(8 * 0.8 * 0.5**0.5, abs=0.01)
    assert large == pytest.approx(small * 0.15 / 0.8, abs=0.01)
    assert long_ago == pytest.approx(small / 2, abs=0.01)
    assert overlap_points(replace(INITECH, months=2), TODAY) == 0


@pytest.mark.parametrize(
    ("theirs", "sought", "size", "expected"),
    [
        ("Director of Product", "Product Manager", None, ("same", "hiring")),
        ("Group Product Manager", "Senior Product Manager", None, ("same", "hiring")),
        ("Senior Product Manager", "Product Manager", None, ("same", "peer")),
        ("VP Product", "Product Manager", None, ("same", "far above")),
        ("VP Product", "Head of Product", None, ("same", "hiring")),
        ("Product Management Intern", "Product Manager", None, ("same", "")),
        ("UX Designer", "Product Manager", None, ("adjacent", "peer")),
        ("Nurse", "Product Manager", None, ("other", "")),
        ("", "Product Manager", None, ("unknown", "")),
        ("Technical Recruiter", "Product Manager", None, ("other", "recruiter")),
        ("Founder & CEO", "Product Manager", 12, ("unknown", "hiring")),
        ("Founder & CEO", "Product Manager", 5_000, ("unknown", "far above")),
    ],
)
def test_influence_is_who_hires_for_the_sought_role(
    theirs: str, sought: str, size: int | None, expected: tuple[str, str]
) -> None:
    assert role_facts(role_of(theirs), role_of(sought), size) == expected
