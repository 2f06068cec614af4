"""Invented people in two invented sources, and the parts of a service that knows them. No clock, file or network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import combinations
from zoneinfo import ZoneInfo

from syncer.core.employers.match import TargetEmployers
from syncer.core.identity.model import Clue, Pair
from syncer.core.identity.nicknames import Nicknames
from syncer.core.model import Contact, Place, Position, Record, Ref, Said, Snapshot, SuggestedTarget
from syncer.core.outreach import Employers, Target
from syncer.data.load import load_knowledge
from syncer.errors import SourceError
from syncer.ports import Workbook
from syncer.run import Answer, Parts

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = START.date()
GIVEN = ("Ana", "Ben", "Cai", "Dee", "Eli", "Fay", "Gil", "Hal")
FAMILY = ("Ruiz", "Okafor", "Lund", "Moss", "Roe", "Vance", "Stone", "Weiss", "Marsh")
EMPLOYERS = ("Acme", "Globex", "Initech", "Hooli", "")
TITLES = ("Engineer", "Analyst", "CEO", "Recruiter")
NAMES = ("google", "linkedin")
SEEDS = ("Acme", "Globex", "Initech")


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody in a source."""

    source: str
    key: str
    name: str
    employer: str
    title: str
    email: str
    grade: str = ""

    def record(self, line: int) -> Record:
        said = Said(grade=self.grade) if self.grade in ("A", "B", "C") else Said()  # type: ignore[arg-type]
        return Record(
            Ref(self.source, self.key),
            "linkedin" if self.source == "linkedin" else "google",
            Place(f"{self.source}.csv", line),
            self.name,
            emails=(self.email,),
            positions=(Position(self.employer, self.title),) if self.employer else (),
            said=said,
        )


def card(number: int, choice: int) -> Card:
    """Person ``number``; every third is in both sources under one address. ``choice`` varies name and job."""
    source, who = NAMES[number % 2], number - 1 if number % 6 == 1 else number
    name = f"{GIVEN[who % 8]} {FAMILY[who // 8 % 9]}{chr(97 + who % 5)}en"
    return Card(
        source,
        f"k{number}",
        name,
        EMPLOYERS[(choice + number) % 5],
        TITLES[choice // 5 % 4],
        f"person{who}@example.com",
        ("", "", "", "A", "C")[choice // 20 % 5],
    )


@dataclass
class Book:
    """A source: what it holds now, and how its next reading goes (``well``, ``fails``, ``shrunk``)."""

    name: str
    cards: dict[str, Card] = field(default_factory=dict)
    goes: str = "well"
    as_of: date = TODAY

    def fetch(self) -> Snapshot:
        if self.goes == "fails":
            raise SourceError(f"{self.name} cannot be read. Look whether it is there.", code="E-TEST")
        cards = list(self.cards.values())
        if self.goes == "shrunk":
            cards = cards[: len(cards) // 4]
        records = tuple(one.record(line) for line, one in enumerate(cards, 2))
        return Snapshot(
            self.name, "linkedin" if self.name == "linkedin" else "google", records, len(records), as_of=self.as_of
        )


class SameAddress:
    """A linker: one address and one name are one person; one name alone is worth a question."""

    def score(self, contacts: Sequence[Contact]) -> list[Pair]:
        found = []
        for (left, one), (right, other) in combinations(enumerate(contacts), 2):
            name = Clue("name", one.name.display, other.name.display, 4.0, "name")
            if set(one.emails) & set(other.emails):
                mail = Clue("e-mail", one.emails[0], other.emails[0], 16.0, "email")
                found.append(Pair(left, right, 20.0, 1.0, (mail, name)))
            elif one.name.display == other.name.display:
                found.append(Pair(left, right, 0.5, 0.6, (name,)))
        return found


@cache
def nicknames() -> Nicknames:
    """None of them is needed to know these people."""
    return Nicknames({})


def employers(targets: Sequence[Target], answers: Sequence[Answer]) -> Employers:
    """The real matcher with the real knowledge."""
    return TargetEmployers(targets, load_knowledge(), answers)


def seeds() -> tuple[SuggestedTarget, ...]:
    """What fills Targets at first."""
    return tuple(SuggestedTarget(name, "target list", motivation=5 - place) for place, name in enumerate(SEEDS))


@dataclass
class Cast:
    """The sources and the clock of one world."""

    books: dict[str, Book] = field(default_factory=lambda: {name: Book(name) for name in NAMES})
    now: datetime = START
    born: int = 0

    def parts(self, workbook: Workbook, timer: Callable[[], float]) -> Parts:
        """A service over this workbook. A run that begins now sees the sources as they are now."""
        held = [replace(book, cards=dict(book.cards)) for book in self.books.values()]
        now = self.now

        def tell(zone: ZoneInfo | None) -> datetime:
            del zone
            return now

        return Parts(held, workbook, SameAddress(), nicknames(), employers, seeds, False, "0.1.0", tell, timer)

    def today(self) -> date:
        """The day in this world."""
        return self.now.date()

    def appear(self, choice: int) -> None:
        """Somebody new."""
        one = card(self.born, choice)
        self.born += 1
        self.books[one.source].cards[one.key] = one

    def all(self) -> list[Card]:
        """Everybody in any source."""
        return [one for book in self.books.values() for one in book.cards.values()]

    def leave(self, which: Card) -> None:
        """Somebody is in this source no more."""
        del self.books[which.source].cards[which.key]

    def change(self, which: Card, choice: int) -> None:
        """A new job."""
        changed = replace(which, employer=EMPLOYERS[choice % 5], title=TITLES[choice // 5 % 4])
        self.books[which.source].cards[which.key] = changed
        self.books[which.source].as_of = self.now.date()

    def pass_days(self, days: int) -> None:
        """Time goes on; or back, where a clock was wrong."""
        self.now += timedelta(days=days)
