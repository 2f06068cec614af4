"""Reads the Log: what people noted about messages, calls and meetings."""

from syncer.core.outreach import LogEntry
from syncer.core.workbook import adopt
from syncer.core.workbook.adopt import Adoption
from syncer.core.workbook.cells import read_date, read_status, text_of
from syncer.core.workbook.names import Directory
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import Row
from syncer.core.workbook.typed import Reader


def read_log(
    rows: Rows, names: Directory, taken: dict[str, object], reader: Reader
) -> tuple[tuple[LogEntry, ...], tuple[Adoption, ...]]:
    """The lines that could be read, oldest first, and ids for those that have none. The others are noted."""
    adopted = adopt.adoptions("log", rows, taken)
    lines = [*rows.by_id.values(), *(row for twins in rows.twins.values() for row in twins)]
    lines += [adoption.row for adoption in adopted]
    entries = [_line(row, names, reader) for row in sorted(lines, key=lambda row: row.number)]
    return tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.date)), adopted


def _line(row: Row, names: Directory, reader: Reader) -> LogEntry | None:
    def text(column: str) -> str:
        return text_of(row.cells.get(column, "")).strip()

    day, person = read_date(row.cells.get("date", "")), names.meant(text("person"))
    if day is None:
        reader.note("log", row, "date", "no date that can be read in one way only: this line is left out.")
        return None
    if not person:
        reader.note("log", row, "person", "nobody, or more than one, has this name: use the name or _id of People.")
        return None
    target = names.target(text("target"))
    if text("target") and not target:
        reader.note("log", row, "target", "this company is not in Targets.")
    return LogEntry(day, person, target, text("what"), read_status(row.cells.get("outcome", "")), text("by"))
