"""One job search in a workbook of any kind: exports on disk, a run every morning, a person who works the list."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from syncer.adapters.parts import parts_of
from syncer.core.identity.model import Pair
from syncer.core.model import Contact, SuggestedTarget
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.state import NOTHING, Row, WorkbookState
from syncer.gather import fetch
from syncer.grading import Grading, Skipped
from syncer.noting import Note, write_down
from syncer.ports import Linker, Workbook
from syncer.run import Parts, Stages, Thought, run, think
from syncer.settings import Settings
from syncer.sources.linkedin.source import LinkedIn

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\nInitech,Product Manager,,,Mar 2018,Sep 2021\n"
)
PROFILE = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline\nSam,Doe,,,,Product Manager\n"
Person = tuple[str, str, str]
"""Name, employer, title."""


def export(folder: Path, day: date, people: Iterable[Person], messages: Sequence[tuple[str, str, date]] = ()) -> Path:
    """A LinkedIn export of that day. ``messages``: (from, to, day) by name."""
    made = folder / f"Complete_LinkedInDataExport_{day:%m-%d-%Y}"
    made.mkdir()
    lines = [
        f"{name.replace(' ', ',')},{url(name)},,{employer},{title},05 May 2015\n" for name, employer, title in people
    ]
    (made / "Connections.csv").write_text(HEADER + "".join(lines))
    (made / "Positions.csv").write_text(POSITIONS)
    (made / "Profile.csv").write_text(PROFILE)
    told = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
    for number, (sender, to, on) in enumerate(messages):
        told += f"{number},{sender},{url(sender)},{to},{url(to)},{on} 10:00:00 UTC,hello,INBOX\n"
    (made / "messages.csv").write_text(told)
    return made


def url(name: str) -> str:
    return f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}"


@dataclass
class Remembering:
    """The real linker, asked once for the same contacts: they change twice in a month, and a run is made every day."""

    inner: Linker
    known: dict[tuple[Contact, ...], Sequence[Pair]] = field(default_factory=dict)

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        key = tuple(contacts)
        if key not in self.known:
            self.known[key] = self.inner.score(contacts)
        return self.known[key]


@dataclass
class Watched:
    """A workbook that keeps what it was last seen to hold; by contract a commit returns what a reading would."""

    inner: Workbook
    seen: WorkbookState = NOTHING

    def read(self) -> WorkbookState:
        self.seen = self.inner.read()
        return self.seen

    def commit(self, plan: Plan) -> WorkbookState:
        self.seen = self.inner.commit(plan)
        return self.seen


@dataclass
class Search:
    """The search. ``hand``: the person at the keyboard of this workbook."""

    book: Workbook
    hand: Any
    source: Path
    targets: Mapping[str, int]
    linker: Remembering
    last: Thought | None = None
    seen: WorkbookState = NOTHING
    """The workbook after the run of the morning."""

    def parts(self, today: date) -> Parts:
        made = parts_of(Settings(), today)
        seeds = [SuggestedTarget(name, "target list", motivation=wanted) for name, wanted in self.targets.items()]
        return replace(
            made,
            sources=(LinkedIn("linkedin", self.source),),
            workbook=self.book,
            linker=self.linker,
            seeds=lambda: tuple(seeds),
        )

    def morning(self, today: date) -> list[tuple[str, str]]:
        """Run, and read Today."""
        watched = Watched(self.book)
        self.last = run(replace(self.parts(today), workbook=watched), today, frozenset(), stages())
        self.seen = watched.seen
        return self.shown()

    def shown(self) -> list[tuple[str, str]]:
        """Today as it stands in the workbook: what, with whom."""
        return [(str(row.cells["what"]), str(row.cells["name"])) for row in self.seen.tabs["today"].rows]

    def type(self, tab: str, name: str, **cells: object) -> None:
        """The person types into the row of somebody."""
        place = self._row(tab, name).number - 2
        for column, value in cells.items():
            self.hand.type(tab, place, column, value)

    def log(self, today: date, name: str, what: str, outcome: str = "") -> None:
        """`syncer log`."""
        write_down(self.book, Note(name, what, outcome), today, lambda _: datetime.now(UTC))

    def grade(self, today: date, **grades: str) -> None:
        """`syncer grade`, in which these people (first names) get these grades and all others are passed over."""
        parts = self.parts(today)
        thought = think(parts, fetch(parts.sources, lambda _: None), today, frozenset(), stages())
        sitting = Grading(self.book, thought, Skipped(tuple, lambda _: None))
        for card in sitting.cards:
            if grade := grades.get(card.name.split()[0].lower()):
                assert sitting.give(card, grade)

    def cell(self, tab: str, name: str, column: str) -> object:
        """What a cell shows."""
        return self._row(tab, name).cells.get(column, "")

    def _row(self, tab: str, name: str) -> Row:
        return next(row for row in self.book.read().tabs[tab].rows if row.cells.get("name") == name)


def stages() -> Stages:
    return Stages(time.perf_counter, lambda _: None)


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=step) for step in range(count)]


Act = Callable[[Search, date], None]
