"""The other files of an export: read one by one, each allowed to be missing, empty or broken.

What is wrong with one of them becomes a note; the connections do not suffer from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from syncer.core.normalise.letters import repaired
from syncer.errors import SourceError
from syncer.sources.reading.archive import Archive
from syncer.sources.reading.columns import Binding, Column, header_key
from syncer.sources.reading.delimited import IsHeader, Meaning, Table, open_table
from syncer.sources.reading.opening import refusing
from syncer.sources.reading.refusal import word

Fields = dict[str, str]
_ROWS = 1_000_000
"""Rows of one such file: messages outnumber people."""


@dataclass(slots=True)
class Siblings:
    """Rows of the other files as mappings from field to text, and the notes their troubles left behind."""

    archive: Archive | None
    members: dict[str, tuple[str, ...]]
    notes: list[str] = field(default_factory=list)

    def rows(self, key: str, columns: tuple[Column, ...]) -> Iterator[Fields]:
        """Every row of the files of one kind, in order of their names; only ``columns`` of it are kept."""
        for name in self.members.get(key, ()):
            if self.archive:
                yield from self._file(self.archive, name, columns)

    def _file(self, archive: Archive, name: str, columns: tuple[Column, ...]) -> Iterator[Fields]:
        shown = word(PurePosixPath(name).name)
        try:
            data = archive.read(name)
            if not data.strip():
                return
            limits = replace(archive.limits, rows=max(_ROWS, archive.limits.rows))
            with refusing(shown):
                table = open_table(data, shown, _header_of(columns), [column.names[0] for column in columns], limits)
                binding = table.header.bind(columns, shown)
                for _, fields in rows_of(table, binding):
                    yield fields
        except SourceError as error:
            self.notes.append(f"{shown} is left out: {error}")
        else:
            self._tell(table)

    def _tell(self, table: Table) -> None:
        self.notes.extend(table.notes())
        if table.rejected:
            first = table.rejected[0]
            rest = f"{len(table.rejected)} rows set aside, the first on line {first.place.line}: {first.reason}"
            self.notes.append(f"{table.file}: {rest}")


def rows_of(table: Table, binding: Binding, meaning: Meaning | None = None) -> Iterator[tuple[int, Fields]]:
    """Line number and fields of each row; letters that an export has garbled once are put right.

    ``meaning``: as in ``Table.rows``.
    """
    for row in table.rows(meaning):
        yield row.line, binding.row(row.cells if "".join(row.cells).isascii() else [*map(repaired, row.cells)])


def _header_of(columns: tuple[Column, ...]) -> IsHeader:
    """A header is the line that names every required column."""
    wanted = [{header_key(name) for name in column.names} for column in columns if column.required]

    def is_header(keys: Sequence[str]) -> bool:
        return all(not names.isdisjoint(keys) for names in wanted)

    return is_header
