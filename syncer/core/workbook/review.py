"""The Review tab: at most 50 open questions, those that move the list most first. An answer settles one for ever."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from syncer.core.outreach import Question
from syncer.core.workbook.cells import clean, plain, text_of
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.draft import Draft, Kept
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import EMPTY, Asked
from syncer.core.workbook.openings import NOT_SHARED, Openings, naming
from syncer.core.workbook.questions import override_question
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import CellError

MOST_OPEN = 50
_BESIDE = 5
"""Parts of what memory keeps of a question about a typed cell; the last is what syncer would write."""
SETTLED = "Settled: there is nothing to answer here any more."


def kept_questions(kept: Iterable[Kept]) -> list[Question]:
    """One question for each service cell that a person typed over and that would say something else."""
    return [
        override_question(each.tab, each.row_id, each.subject, each.column, str(plain(each.typed)), text_of(each.found))
        for each in kept
    ]


def review_rows(
    entered: Entered, questions: Iterable[Question], *, partial: bool, taken_back: Collection[str] = ()
) -> dict[str, Desired]:
    """Rows of Review: those that stand there, and new ones up to the limit. ``taken_back``: see there."""
    rows = entered.rows.get("review", Rows())
    asked = {question.id: question for question in questions}
    wanted: dict[str, Desired] = {}
    for mark, row in rows.by_id.items():
        before = entered.memory.rows.get(mark, EMPTY).asked
        answered = mark in entered.answers or isinstance(row.cells.get("answer", ""), CellError)
        if mark in asked:
            wanted[mark] = _desired(asked[mark])
        elif mark in taken_back:
            wanted[mark] = Desired({"question": NOT_SHARED, "reason": SETTLED, "evidence": ""}, only_existing=True)
        elif not answered and not partial and before and not before.once:
            wanted[mark] = Desired({"reason": SETTLED}, only_existing=True)
    still_open = sum(mark in asked and mark not in entered.answers for mark in rows.by_id)
    still_open += sum(_waiting(entered, mark) for mark in rows.by_id if mark not in asked)
    fresh = [
        question
        for question in sorted(asked.values(), key=lambda question: (-question.impact, question.id))
        if question.id not in rows and question.id not in entered.answers and question.id not in entered.memory.rows
    ]
    wanted |= {question.id: _desired(question) for question in fresh[: max(0, MOST_OPEN - still_open)]}
    return wanted


def taken_back(entered: Entered, openings: Openings) -> frozenset[str]:
    """Ids of questions that hold, beside what a person typed, what somebody opened and does not say any more."""
    names = naming(entered, openings)
    asked = ((mark, row.asked.cell) for mark, row in entered.memory.rows.items() if row.asked)
    return frozenset(
        mark
        for mark, cell in asked
        if len(cell) == _BESIDE and not _is_fact(cell) and (cell[1] in openings.changed or names(cell[-1]))
    )


def _is_fact(cell: tuple[str, ...]) -> bool:
    return BY_KEY[cell[0]].column(cell[2]).owner is Owner.FACT


def remember(draft: Draft, entered: Entered, questions: Iterable[Question], taken_back: Collection[str] = ()) -> None:
    """Keep what each question in Review was about, and its answer."""
    by_id = {question.id: question for question in questions}
    for mark in [mark for mark, row in draft.memory.items() if "review" in row.written]:
        row = draft.memory[mark]
        answer = entered.answers.get(mark, "")
        if question := by_id.get(mark):
            asked = Asked(
                question.kind, question.refs, question.company, question.cell, answer=answer, once=question.once
            )
        else:
            asked = replace(row.asked or Asked("other"), answer=answer)
            if mark in taken_back:
                asked = replace(asked, cell=asked.cell[:-1])
        if asked != row.asked:
            draft.memory[mark] = replace(row, asked=asked)


def _waiting(entered: Entered, mark: str) -> bool:
    before = entered.memory.rows.get(mark, EMPTY).asked
    return mark not in entered.answers and before is not None and before.once


def _desired(question: Question) -> Desired:
    return Desired(
        {
            "question": clean(question.question),
            "about": clean(question.about),
            "reason": clean(question.reason),
            "evidence": clean(question.evidence),
        }
    )
