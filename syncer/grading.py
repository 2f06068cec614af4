"""`syncer grade`: one person after the other gets a grade, typed into their own cell as if by hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from syncer.core.grading import Card, cards
from syncer.core.model import Grade
from syncer.core.workbook.byhand import cell_typed
from syncer.core.workbook.rows import index
from syncer.core.workbook.state import Row, Value, WorkbookState
from syncer.errors import Conflict
from syncer.ports import Workbook
from syncer.run import Thought

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Skipped:
    """Where those are kept who were passed over, so that the next sitting asks about them last."""

    read: Callable[[], Iterable[str]]
    write: Callable[[Sequence[str]], None]


class Grading:
    """One sitting. Each grade is written at once, into Outreach where they stand there, else into People.

    Nothing is held back: to stop at any moment, and begin again another day, costs nothing.
    """

    def __init__(self, workbook: Workbook, thought: Thought, skipped: Skipped) -> None:
        self._workbook, self._kept = workbook, skipped
        self._state = workbook.read()
        self._skipped = set(skipped.read())
        rows = _rows(self._state)
        blank = {mark for mark in {**rows["people"], **rows["outreach"]} if _grade(rows, mark) == ""}
        found = [card for card in cards(thought.world, thought.outreach) if card.person_id in blank]
        self.cards: tuple[Card, ...] = tuple(sorted(found, key=lambda card: card.person_id in self._skipped))
        """Whom to ask about, in order; those who were passed over before come last."""

    def give(self, card: Card, grade: Grade) -> bool:
        """Write the grade; False where somebody has written into that cell meanwhile, which then stays."""
        return self._type(card, "", grade)

    def take_back(self, card: Card, grade: Grade) -> bool:
        """Clear the grade just given; False where the cell holds something else by now."""
        return self._type(card, grade, "")

    def skip(self, card: Card, *, really: bool = True) -> None:
        """Ask about them last from now on; not ``really``: in their turn again."""
        (self._skipped.add if really else self._skipped.discard)(card.person_id)
        self._kept.write(sorted(self._skipped))

    def _type(self, card: Card, shown: Value, new: Value) -> bool:
        """As often as other people's edits come in between, as long as this cell is as it was shown."""
        for attempt in range(_TRIES):
            if attempt:
                self._state = self._workbook.read()
            rows = _rows(self._state)
            if _grade(rows, card.person_id) != shown:
                continue
            tab = _tab(rows, card.person_id)
            with suppress(Conflict):
                self._state = self._workbook.commit(cell_typed(self._state, tab, card.person_id, "grade", shown, new))
                return True
        return False


def _rows(state: WorkbookState) -> dict[str, Mapping[str, Row]]:
    """The rows of both tabs in which a grade can stand, by person; who stands there twice is left out."""
    return {
        tab: index(state, tab).by_id if "grade" in state.tabs[tab].columns else {} for tab in ("outreach", "people")
    }


def _tab(rows: Mapping[str, Mapping[str, Row]], person_id: str) -> str:
    """The tab that their grade is written in."""
    return next((tab for tab, found in rows.items() if person_id in found), "")


def _grade(rows: Mapping[str, Mapping[str, Row]], person_id: str) -> Value | None:
    """What stands in that cell; None where there is no such row."""
    row = rows[tab].get(person_id) if (tab := _tab(rows, person_id)) else None
    return row.cells.get("grade", "") if row else None
