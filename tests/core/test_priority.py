"""The score is the outreach model's, to a tenth of a point."""

from datetime import date, timedelta

import pytest

from syncer.core.model import PartialDate
from syncer.core.outreach import Evidence, Overlap, Path, PathKind
from syncer.core.priority import Facts, score
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
    from dataclasses import replace

    assert score(facts, Tuning(), TODAY).total == pytest.approx(searching, abs=0.05)
    if interviewing is not None:
        late = replace(facts, stage="Interviewing")
        assert score(late, Tuning(), TODAY).total == pytest.approx(interviewing, abs=0.05)
