"""Which of two grades counts: Know them stands in Outreach and in People, and either may be changed at any time."""

from dataclasses import dataclass
from typing import cast

from syncer.core.model import Grade
from syncer.core.workbook.cells import read_grade
from syncer.core.workbook.memory import RowMemory


@dataclass(frozen=True, slots=True)
class Settled:
    """The grade that counts, and whether people must be asked since both tabs were changed to different ones."""

    grade: Grade
    ask: bool = False


_UNGRADED = Settled("")


def settle(outreach: Grade | None, people: Grade | None, memory: RowMemory | None) -> Settled:
    """The newest change since the last read counts, clearing included; where both changed, Outreach counts.

    None for a tab in which the person has no row: it says nothing, and the grade that counted stays.
    ``memory`` is None where it is not known what was read before.
    """
    if memory is None:
        found = outreach or people or ""
        return Settled(found, ask=bool(outreach and people and outreach != people))
    if not (outreach or people or memory.grade or memory.read):
        return _UNGRADED
    before = (_last(memory, "outreach"), _last(memory, "people"))
    changed_outreach = outreach is not None and outreach != before[0]
    changed_people = people is not None and people != before[1]
    if changed_outreach:
        return Settled(outreach or "", ask=changed_people and outreach != people)
    if changed_people:
        return Settled(people or "")
    return Settled(cast(Grade, memory.grade))


def _last(memory: RowMemory, tab: str) -> Grade:
    return cast(Grade, read_grade(memory.read.get(tab, {}).get("grade", "")) or "")
