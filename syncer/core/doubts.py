"""Questions about employers: texts that may or may not be a target, asked once for everyone who works there."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from syncer.core.model import Person
from syncer.core.outreach import EmployerMatch, Employers, Outcome, Question, Target
from syncer.core.workbook.questions import MOVES, question_id

_MOST = 14.0
_NAMED = 5
"""People a question names before "and N more"."""


def employer_questions(
    people: Mapping[str, Person], targets: Sequence[Target], employers: Employers
) -> tuple[Question, ...]:
    """One "same company" question for each target and employer text under review; more people weigh more."""
    doubtful: dict[tuple[str, str], list[str]] = {}
    matches: dict[tuple[str, str], EmployerMatch] = {}
    under_review = lru_cache(maxsize=None)(partial(_under_review, employers))
    for person in people.values():
        for text in dict.fromkeys([one.employer for one in person.positions if under_review(one.employer)]):
            for match in under_review(text):
                matches[match.target_id, text] = match
                doubtful.setdefault((match.target_id, text), []).append(person.name)
    wanted = {target.id: target for target in targets}
    return tuple(
        _question(wanted[target_id], text, matches[target_id, text], sorted(names))
        for (target_id, text), names in sorted(doubtful.items())
        if target_id in wanted and wanted[target_id].stage != "Closed"
    )


def _under_review(employers: Employers, text: str) -> tuple[EmployerMatch, ...]:
    found = employers.judge(text) if text else ()
    return tuple(match for match in found if match.outcome is Outcome.REVIEW)


def _question(target: Target, text: str, match: EmployerMatch, names: list[str]) -> Question:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return Question(
        id=question_id("same company", target.id, text.casefold()),
        kind="same company",
        question=f"Is '{text}' the same company as {target.name}?",
        about=target.name,
        reason=match.reason,
        evidence=f"It is the employer of {', '.join(names[:_NAMED])}{more}.",
        impact=MOVES + min(_MOST, float(len(names) * (target.motivation or 3))),
        company=(target.id, text),
    )
