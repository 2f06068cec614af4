"""Reads the Log: what people noted about messages, calls and meetings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from syncer.core.outreach import LogEntry
from syncer.core.workbook import adopt
from syncer.core.workbook.adopt import Adoption
from syncer.core.workbook.cells import read_date, read_status, text_of
from syncer.core.workbook.memory import EMPTY, Memory
from syncer.core.workbook.names import Directory
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import Row
from syncer.core.workbook.typed import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the Log with a day. ``text``: its words for the person; ``entry`` has no person where it is unclear
    whom they mean."""

    mark: str
    row: Row
    text: str
    entry: LogEntry


@dataclass(frozen=True, slots=True)
class Logbook:
    """Every line with a day, oldest first. ``meant``: line id -> its words for the person and the id they mean."""

    lines: tuple[Line, ...] = ()
    meant: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[LogEntry, ...]:
        """The lines that are about somebody known."""
        return tuple(line.entry for line in self.lines if line.entry.person_id)

    @property
    def unclear(self) -> tuple[Line, ...]:
        """The lines that name nobody, or several."""
        return tuple(line for line in self.lines if line.text and not line.entry.person_id)

    def named(self, found: Mapping[str, str]) -> "Logbook":
        """The same with people for lines that were unclear. ``found``: line id -> person id."""
        lines = tuple(
            replace(line, entry=replace(line.entry, person_id=found[line.mark])) if line.mark in found else line
            for line in self.lines
        )
        texts = {line.mark: line.text for line in lines}
        return Logbook(lines, {**self.meant, **{mark: (texts[mark], person) for mark, person in found.items()}})


def read_log(
    rows: Rows, names: Directory, memory: Memory, taken: dict[str, object], reader: Reader
) -> tuple[Logbook, tuple[Adoption, ...]]:
    """The lines, and ids for those that have none. A line without a day is noted.

    Words for a person mean, as long as they stand there, whom they meant when they were read first: people change
    their names.
    """
    adopted = adopt.adoptions("log", rows, taken)
    lines = [*rows.by_id.items(), *((mark, row) for mark, twins in rows.twins.items() for row in twins)]
    lines += [(adoption.row_id, adoption.row) for adoption in adopted]
    found = [_line(mark, row, names, memory, reader) for mark, row in sorted(lines, key=lambda each: each[1].number)]
    ordered = tuple(sorted((line for line in found if line), key=lambda line: line.entry.date))
    meant = {line.mark: (line.text, line.entry.person_id) for line in ordered if line.entry.person_id}
    return Logbook(ordered, meant), adopted


def _line(mark: str, row: Row, names: Directory, memory: Memory, reader: Reader) -> Line | None:
    def text(column: str) -> str:
        return text_of(row.cells.get(column, "")).strip()

    day, words = read_date(row.cells.get("date", "")), text("person")
    if day is None:
        reader.note("log", row, "date", "no date that can be read in one way only: this line is left out.")
        return None
    before, person = memory.rows.get(mark, EMPTY).meant
    if before != words:
        person = names.meant(words)
    target = names.target(text("target"))
    if text("target") and not target:
        reader.note("log", row, "target", "this company is not in Targets.")
    if not words:
        reader.note("log", row, "person", "nobody is named: this line is left out.")
    status = read_status(row.cells.get("outcome", ""))
    return Line(mark, row, words, LogEntry(day, person, target, text("what"), status, text("by")))
