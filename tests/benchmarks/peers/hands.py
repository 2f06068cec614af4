"""The person at the sheet. They look at what it shows and never at what a tool does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.benchmarks.peers.schedule import Move
from tests.emulator.errors import Refused
from tests.emulator.person import Person

TAB = "People"
NOTES = ("Notes", "My notes")
"""The notes' header, and what some rename it to."""


@dataclass
class Hands:
    """Edits tab People and remembers every note: its text -> the e-mail of the person it was written about."""

    person: Person
    notes: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    """People whose row was deleted by hand."""
    count: int = 0
    mixed: int = 0
    """Runs after which somebody's row showed a name or an employer of another's."""

    def do(self, move: Move) -> None:
        """One edit, where the sheet as it is now allows it."""
        rows = self.person.see(TAB)
        if not rows or "E-mail" not in rows[0] or not set(NOTES) & set(rows[0]):
            return
        try:
            getattr(self, "_" + move.kind.replace(" ", "_"))(move, rows)
        except Refused:
            return

    def read(self, true: Mapping[str, set[str]]) -> None:
        """Look at the tab as a run left it. ``true``: e-mail -> names and employers that were ever this person's."""
        header, *rows = self.person.see(TAB) or [[]]
        if not {"Name", "Employer", "E-mail"} <= set(header):
            return
        name, employer, mail = (header.index(column) for column in ("Name", "Employer", "E-mail"))
        shown = [(_cell(row, mail), {_cell(row, name), _cell(row, employer)}) for row in rows]
        self.mixed += any(about in true and not texts <= true[about] for about, texts in shown)

    def _note(self, move: Move, rows: list[list[str]]) -> None:
        mail, notes = self._column(rows, "E-mail"), self._notes(rows)
        free = [at for at, row in enumerate(rows) if at and _cell(row, mail) and not _cell(row, notes)]
        if free:
            at = free[move.a % len(free)]
            self._write(at, notes, _cell(rows[at], mail))

    def _sort(self, move: Move, rows: list[list[str]]) -> None:
        by = self._column(rows, "Name" if move.a % 2 else "E-mail")
        self.person.sort(TAB, by, descending=bool(move.b % 2))

    def _insert_row(self, move: Move, rows: list[list[str]]) -> None:
        self.person.insert_rows(TAB, 1 + move.a % len(rows))

    def _delete_row(self, move: Move, rows: list[list[str]]) -> None:
        mail = self._column(rows, "E-mail")
        there = [at for at, row in enumerate(rows) if at and _cell(row, mail)]
        if len(there) > 4:
            at = there[move.a % len(there)]
            gone = _cell(rows[at], mail)
            self.deleted.add(gone)
            self.notes = {note: about for note, about in self.notes.items() if note not in rows[at]}
            self.person.delete_rows(TAB, at)

    def _insert_column(self, move: Move, rows: list[list[str]]) -> None:
        self.person.insert_columns(TAB, move.a % len(rows[0]))

    def _move_notes(self, move: Move, rows: list[list[str]]) -> None:
        at = self._notes(rows)
        self.person.move_columns(TAB, at, at + 1, move.a % len(rows[0]))

    def _rename_notes(self, move: Move, rows: list[list[str]]) -> None:
        self.person.type(f"{TAB}!{_letters(self._notes(rows))}1", NOTES[move.a % 2])

    def _add_by_hand(self, move: Move, rows: list[list[str]]) -> None:
        last = max(at for at, row in enumerate(rows) if any(row)) + 1
        mail = f"byhand{self.count}@example.com"
        self.person.type(f"{TAB}!{_letters(self._column(rows, 'Name'))}{last + 1}", f"Hand {chr(65 + self.count % 26)}")
        self.person.type(f"{TAB}!{_letters(self._column(rows, 'E-mail'))}{last + 1}", mail)
        self._write(last, self._notes(rows), mail)

    def _write(self, row: int, column: int, about: str) -> None:
        text = f"note-{self.count}"
        self.count += 1
        self.notes[text] = about
        self.person.type(f"{TAB}!{_letters(column)}{row + 1}", text)

    def _column(self, rows: list[list[str]], header: str) -> int:
        return rows[0].index(header)

    def _notes(self, rows: list[list[str]]) -> int:
        return next(at for at, text in enumerate(rows[0]) if text in NOTES)


@dataclass(frozen=True, slots=True)
class Harm:
    """What became of one world.

    Notes typed, lost, on the wrong person; people who stand there twice; deleted rows that came back; runs after which
    somebody's row showed a name or an employer of another's.
    """

    notes: int
    lost: int
    wrong: int
    doubles: int
    returned: int
    mixed: int


def harm(hands: Hands) -> Harm:
    """Look at the tab and count."""
    rows = hands.person.see(TAB)
    mail = rows[0].index("E-mail") if rows and "E-mail" in rows[0] else -1
    where = {text: _cell(row, mail) for row in rows for text in row if text.startswith("note-")}
    lost = sum(note not in where for note in hands.notes)
    wrong = sum(where.get(note, about) != about for note, about in hands.notes.items())
    people = [_cell(row, mail) for row in rows[1:] if _cell(row, mail)]
    return Harm(
        len(hands.notes), lost, wrong, len(people) - len(set(people)), len(hands.deleted & set(people)), hands.mixed
    )


def _cell(row: list[str], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
