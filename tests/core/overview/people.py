"""Invented people and rows for the map and the figures."""

from syncer.core.model import Grade, Person
from syncer.core.outreach import Evidence, OutreachRow, Path, PathKind, Score, Target

_SCORE = Score(30, 20, 9, 3, 4, 1, 1, 1, 66)


def target(index: int) -> Target:
    return Target(f"t_{index}", f"Target {index}")


def person(index: int, name: str = "") -> Person:
    return Person(f"p_{index}", name or f"Person {index}", ())


def listed(
    index: int,
    target_id: str,
    grade: Grade = "",
    kind: PathKind = PathKind.NOW,
    status: str = "To contact",
    **more: object,
) -> OutreachRow:
    path = Path(target_id, f"p_{index}", kind, Evidence.CONFIRMED, through=str(more.pop("through", "")))
    return OutreachRow(
        f"p_{index}",
        target_id,
        index + 1,
        _SCORE,
        66,
        path,
        "Works there now.",
        "Ask for a call.",
        "LinkedIn",
        Evidence.CONFIRMED,
        status,
        None,
        grade=grade,
        **more,
    )
