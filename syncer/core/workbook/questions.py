"""Questions for Review that the workbook itself raises. The same question always has the same id."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from syncer.core.identity.model import Suggestion
from syncer.core.model import Person
from syncer.core.outreach import Question
from syncer.core.workbook.cells import clean, digest
from syncer.core.workbook.layout import BY_KEY

MOVES = 25.0
"""Impact of a question whose answer moves the list. Below what a person wrote twice in different words, above doubles
of people whom no target concerns."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a row that still wants the row's name. ``name``: as it stands; this run may write another."""

    row_id: str
    name: str
    ask: Callable[[str], Question]

    def under(self, people: Mapping[str, Person]) -> Question:
        """The question under the name that the row will show after this run: it must not be another the day after."""
        return self.ask(clean(people[self.row_id].name) if self.row_id in people else self.name)


def question_id(*parts: str) -> str:
    """The id of a question about these things."""
    return "q_" + digest("question", *parts)


def grade_question(person_id: str, name: str, outreach: str | None, people: str | None) -> Question:
    """Both tabs got a new grade since the last read, and they differ."""
    first, second = outreach or "blank", people or "blank"
    return Question(
        id=question_id("grade", person_id, first, second),
        kind="grade",
        question=f"How well do you know {name}: {first} (Outreach) or {second} (People)?",
        about=name,
        reason="Know them was changed in both tabs. Outreach counts until you type the right grade in either.",
        evidence=f"Outreach: {first}; People: {second}",
        impact=50.0,
        once=True,
    )


def conflict_question(person_id: str, name: str, column: str, people: str, outreach: str) -> Question:
    """A fact was typed over in both tabs, with different values."""
    header = BY_KEY["people"].column(column).header
    return Question(
        id=question_id("conflict", person_id, column, people, outreach),
        kind="other",
        question=f"{header} of {name}: '{people}' (People) or '{outreach}' (Outreach)?",
        about=name,
        reason="Different values were typed over it in the two tabs. People counts; clear the wrong one.",
        evidence=f"People: {people}; Outreach: {outreach}",
        impact=40.0,
    )


def twin_question(tab: str, mark: str, subject: str, numbers: Sequence[int]) -> Question:
    """Two rows of a tab carry one id, as after copying a row."""
    title = BY_KEY[tab].title
    return Question(
        id=question_id("twins", tab, mark),
        kind="other",
        question=f"{title} has {len(numbers)} rows with the same mark: {subject or mark}. Which one is it?",
        about=subject or mark,
        reason="A row was copied with its hidden _id. Delete one, or clear the _id of the one that is somebody new. "
        "Neither is brought up to date until then.",
        evidence=f"{title}, {mark}",
        impact=90.0,
    )


def override_question(tab: str, mark: str, subject: str, column: str, typed: str, found: str) -> Question:
    """A service cell holds what a person typed; it stands beside what syncer would write."""
    header, title = BY_KEY[tab].column(column).header, BY_KEY[tab].title
    return Question(
        id=question_id("override", tab, mark, column, typed, found),
        kind="keep mine",
        question=f"{header} of {subject}: keep your '{typed}' or use '{found or 'blank'}'?",
        about=subject,
        reason=f"You typed over this cell of {title}. It stays as it is until you clear it or answer Use new.",
        evidence=f"Yours: {typed}; found: {found or 'nothing'}",
        impact=10.0,
        cell=(tab, mark, column, typed, found),
    )


def quote_question(tab: str, text: str) -> Question:
    """Words a person typed in a tab that is rewritten."""
    title = BY_KEY[tab].title
    return Question(
        id=question_id("quote", tab, text),
        kind="other",
        question=f"You typed in {title}: '{text}'",
        about=title,
        reason=f"{title} is rewritten by syncer, so these words would be gone. Copy them to where you want them.",
        evidence=f"Found in {title}",
        impact=95.0,
        once=True,
    )


def merge_question(elder: str, younger: str, name: str, header: str, counts: str, other: str) -> Question:
    """Two rows of one person hold different words in the same column."""
    return Question(
        id=question_id("merged", elder, younger, header, counts, other),
        kind="other",
        question=f"{header} of {name}: '{counts}' or '{other}'?",
        about=name,
        reason="Two rows turned out to be one person and say different things. The row on the list counts.",
        evidence=f"On the list: {counts}; off the list: {other}",
        impact=60.0,
    )


def same_person(suggestion: Suggestion, people: Mapping[str, Person], matter: Container[str]) -> Question:
    """Two people who may be one, below the line at which they are merged without asking.

    ``matter``: ids of those on the list or graded. Two of whom neither is wait until nothing else is to be asked.
    """
    moves = suggestion.left_id in matter or suggestion.right_id in matter
    left, right = _who(suggestion.left_id, people), _who(suggestion.right_id, people)
    refs = (min(suggestion.left, suggestion.right), max(suggestion.left, suggestion.right))
    return Question(
        id=question_id("same person", str(refs[0]), str(refs[1])),
        kind="same person",
        question=f"Are these the same person: {left[0]} and {right[0]}?",
        about=left[0],
        reason=suggestion.reason,
        evidence=f"{left[1]} | {right[1]}",
        impact=(MOVES if moves else 0.0) + suggestion.weight,
        refs=refs,
    )


def _who(person_id: str, people: Mapping[str, Person]) -> tuple[str, str]:
    person = people.get(person_id)
    if person is None:
        return person_id, person_id
    facts = (person.name, person.title, person.employer, *person.emails[:1], "; ".join(person.sources))
    return person.name, ", ".join(fact for fact in facts if fact)
