"""Address books in one table: opened with errors that say what a wrong file is instead, read row by row."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from syncer.core.model import Place, Record, Snapshot, SourceKind
from syncer.errors import SourceError
from syncer.sources.dated import made_on
from syncer.sources.keys import settle
from syncer.sources.reading.delimited import IsHeader, Meaning, Row, Table, open_table
from syncer.sources.reading.head import look
from syncer.sources.reading.limits import Limits
from syncer.sources.reading.opening import other_than_text, refusing, remedy_for, start_of
from syncer.sources.reading.refusal import refuse
from syncer.sources.reading.rounded import told


def open_known(path: Path, is_header: IsHeader, what: str, expected: Sequence[str], limits: Limits) -> Table:
    """The table in a file that should be ``what`` ("Google contacts").

    ``SourceError``: E-FILE-READ, E-CSV-TYPE (no text), E-CSV-KIND (another kind of export), E-CSV-EMPTY, E-CSV-HEADER,
    E-FILE-BYTES.
    """
    if looks := other_than_text(start_of(path)):
        found = f"this is no CSV file; it looks like {looks}"
        raise refuse("E-CSV-TYPE", Place(path.name), found, remedy_for(looks, f"Give the CSV file of {what}."))
    try:
        with refusing(path.name):
            return open_table(path, path.name, is_header, expected, limits)
    except SourceError as error:
        instead = look(path, limits).looks_like if error.code == "E-CSV-HEADER" else ""
        if not instead or instead == what:
            raise
        found = f"these are no {what}; they look like {instead}"
        raise refuse("E-CSV-KIND", Place(path.name), found, "Set the kind of this source to match.") from None


Reader = Callable[[Row], Record | str | None]
"""What a row is: somebody, a reason to skip it ("companies"), or ``None`` for nothing to know anybody by."""


def read_people(name: str, kind: SourceKind, path: Path, table: Table, read: Reader, meaning: Meaning) -> Snapshot:
    """The snapshot of a table that holds a person a row. Every row is a record, merged, skipped or rejected.

    ``meaning``: of a header, as ``read`` takes the cells of a row.
    """
    records: list[Record] = []
    skipped: Counter[str] = Counter()
    rows = nobody = 0
    with refusing(path.name):
        for row in table.rows(meaning):
            rows += 1
            found = read(row)
            if isinstance(found, Record):
                records.append(found)
            elif found:
                skipped[found] += 1
            else:
                nobody += 1
                table.reject(row.line, "E-CSV-NOBODY", "no name, e-mail, phone or profile")
    kept, merged = settle(records)
    skipped.update(table.skipped)
    return Snapshot(
        source=name,
        kind=kind,
        records=kept,
        records_in=rows + sum(table.skipped.values()) + len(table.rejected) - nobody,
        merged=merged,
        rejected=tuple(sorted(table.rejected, key=lambda rejected: rejected.place)),
        skipped=dict(sorted(skipped.items())),
        notes=table.notes() + told(path.name, kept),
        as_of=made_on(path),
    )
