"""The day in one message: whom to write to, what is due, what comes up, what changed since the last run."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core.agenda import Appointment
from syncer.core.phrases import day_text
from syncer.core.workbook.cells import clean
from syncer.core.workbook.layout import PEOPLE
from syncer.core.workbook.plan import Change

_AHEAD = timedelta(days=7)
_MOST = 10
"""Lines of one part; the workbook has them all."""
_CHANGED_JOB = "Changed job"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The message; ``not digest`` where there is nothing to say. The subject names nobody: others see screens too."""

    subject: str
    parts: tuple[Part, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def text(self) -> str:
        """The whole message as plain text."""
        return "\n\n".join("\n".join((part.title, *part.lines)) for part in self.parts) + "\n"


def digest(agenda: Sequence[Appointment], changes: Sequence[Change], questions: int, today: date) -> Digest:
    """The digest of a day. ``changes``: the plan of the run that was just made; ``questions``: open ones in Review."""
    new = [one for one in agenda if one.today and one.what == "First message"]
    due = [one for one in agenda if one.today and one.what != "First message"]
    ahead = [one for one in agenda if not one.today and one.day <= today + _AHEAD]
    parts = (
        Part("Due today", tuple(_numbered(due))),
        Part("New people to write to", tuple(_numbered(new))),
        Part("Coming up", tuple(_cut(f"{day_text(one.day, today)}  {_line(one.title)}" for one in ahead))),
        Part("What changed", tuple(_changed(changes, questions))),
    )
    counts = ", ".join(f"{len(many)} {word}" for many, word in ((due, "due"), (new, "new")) if many)
    subject = f"Job search, {day_text(today, today)}: {counts or 'nothing to do'}"
    return Digest(subject, tuple(part for part in parts if part.lines))


def _numbered(items: Sequence[Appointment]) -> Iterator[str]:
    for number, one in enumerate(items[:_MOST], 1):
        by = f", by {one.channel}" if one.channel else ""
        yield f"{number}. {_line(one.title)}{by}"
        yield from (f"   {_line(words)}" for words in one.words)
    if len(items) > _MOST:
        yield f"and {len(items) - _MOST} more, in the tab Today"


def _cut(lines: Iterator[str]) -> Iterator[str]:
    every = list(lines)
    yield from every[:_MOST]
    if len(every) > _MOST:
        yield f"and {len(every) - _MOST} more"


def _changed(changes: Sequence[Change], questions: int) -> Iterator[str]:
    news = [one for one in changes if one.tab == PEOPLE.title and one.new.startswith(_CHANGED_JOB)]
    yield from _cut(f"{_line(one.subject)} changed job" for one in news)
    counts = Counter(one.sign for one in changes if one.tab == PEOPLE.title and one.sign == "+")
    if counts["+"]:
        yield f"{counts['+']} new in People"
    if off := sum(one.sign == "-" for one in changes):
        yield f"{off} off the list"
    if questions:
        yield f"{questions} question{'s' * (questions > 1)} for you in Review"


def _line(text: str) -> str:
    """Text on one line, whatever a name holds."""
    return " ".join(clean(text).split())
