"""Reads the answers of Review. An answer once given is remembered for ever, also when its row is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from syncer.core.identity.model import Judgement
from syncer.core.workbook.cells import fold, text_of
from syncer.core.workbook.layout import ANSWERS
from syncer.core.workbook.memory import Asked, Memory
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import CellError, Row
from syncer.core.workbook.typed import Reader

_BY_FOLD = {fold(answer): answer for answer in ANSWERS}
FITTING = {
    "same person": ("Same person", "Different people", "Ignore"),
    "same company": ("Same company", "Different company", "Ignore"),
    "keep mine": ("Keep mine", "Use new", "Ignore"),
    "grade": ("Keep mine", "Ignore"),
    "other": ("Keep mine", "Ignore"),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """``use_new``: (tab, row id, column, typed value) of overrides that people gave back to the sources."""

    by_question: Mapping[str, str]
    judgements: tuple[Judgement, ...]
    companies: tuple[tuple[str, str, bool], ...]
    use_new: frozenset[tuple[str, ...]]


def read_answers(rows: Rows, memory: Memory, reader: Reader) -> Answers:
    """Every answer that stands in Review or is remembered, and what it means."""
    given: dict[str, tuple[Asked | None, str]] = {}
    for mark, before in memory.rows.items():
        if before.asked:
            given[mark] = (before.asked, before.asked.answer)
    for mark, row in rows.by_id.items():
        asked, last = given.get(mark, (None, ""))
        given[mark] = (asked, _answer(row, asked, reader) or last)
    people, companies, new = [], [], set()
    for _, (asked, answer) in sorted(given.items()):
        if asked is None:
            continue
        if asked.kind == "same person" and len(asked.refs) == 2 and answer in FITTING["same person"][:2]:
            people.append(Judgement(asked.refs[0], asked.refs[1], same=answer == "Same person"))
        elif asked.kind == "same company" and answer in FITTING["same company"][:2]:
            companies.append((*asked.company, answer == "Same company"))
        elif asked.kind == "keep mine" and answer == "Use new":
            new.add(asked.cell[:4])
    by_question = {mark: answer for mark, (_, answer) in given.items() if answer}
    return Answers(by_question, tuple(people), tuple(companies), frozenset(new))


def _answer(row: Row, asked: Asked | None, reader: Reader) -> str:
    value = row.cells.get("answer", "")
    if value == "" or isinstance(value, CellError):
        return ""
    answer = _BY_FOLD.get(fold(text_of(value)), "")
    fitting = FITTING.get(asked.kind, ANSWERS) if asked else ANSWERS
    if answer not in fitting:
        reader.note("review", row, "answer", f"not an answer to this question; one of {', '.join(fitting)}.")
        return ""
    return answer
