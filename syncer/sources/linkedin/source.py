"""LinkedIn as a source: an export as a ZIP, an unpacked folder, or a bare Connections.csv."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath

from syncer.core.model import Place, Snapshot
from syncer.sources.linkedin.connections import (
    EXPECTED,
    Connections,
    check_header,
    is_connections_header,
    read_connections,
)
from syncer.sources.linkedin.me import read_me
from syncer.sources.linkedin.members import CONNECTIONS, find_members
from syncer.sources.linkedin.siblings import Siblings, rows_of
from syncer.sources.linkedin.targets import read_targets
from syncer.sources.linkedin.ties import read_dealings
from syncer.sources.reading.archive import Archive, open_archive
from syncer.sources.reading.delimited import Table, open_table
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import START, expect, other_than_text, refusing, remedy_for, start_of
from syncer.sources.reading.refusal import listing, printable, refuse

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class LinkedIn:
    """A LinkedIn export at ``path``. ``name`` comes from the settings and becomes part of every ``Ref``."""

    name: str
    path: Path
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """All connections with their ties, the user themselves, and suggested targets.

        ``as_of`` is the day in the name of the ZIP or folder (``MM-DD-YYYY``), else the newest Connected On, else the
        file's own date. ``SourceError`` if the export or its Connections cannot be read; any other file in it may be
        missing or broken and leaves a note.
        """
        expect(self.path, folders=True)
        with refusing(self.path.name):
            return self._snapshot()

    def _snapshot(self) -> Snapshot:
        archive, members = self._open()
        file, content = self._connections_file(archive, members)
        changed = datetime.fromtimestamp(self.path.stat().st_mtime, tz=UTC).date()
        named = _day_in_name(self.path.name) or _day_in_name(file)
        # No clock here: what is later than the export and than the file itself is not true.
        latest = max(changed, named or changed) + timedelta(days=1)
        shown = PurePosixPath(file).name
        table = open_table(content, shown, is_connections_header, EXPECTED, self.limits)
        found = Connections(self.name, table.file)
        _read(table, found)
        found.leave_out_future(latest)
        siblings = Siblings(archive, members)
        me = read_me(siblings)
        dealings = read_dealings(siblings, found.records, me)
        targets, sought = read_targets(siblings)
        return Snapshot(
            source=self.name,
            kind="linkedin",
            records=dealings.added_to(found.records),
            records_in=found.seen + len(table.rejected) + sum(table.skipped.values()),
            merged=found.merged,
            rejected=(*table.rejected, *found.rejected),
            skipped=({"hidden members": found.hidden} if found.hidden else {}) | table.skipped,
            notes=(*_said_of(archive, file), *table.notes(), *found.notes(), *siblings.notes),
            as_of=named or found.newest() or changed,
            me=replace(me, profile=dealings.own, sought=sought),
            suggested_targets=targets,
        )

    def _open(self) -> tuple[Archive | None, dict[str, tuple[str, ...]]]:
        """The archive or folder and what is in it; nothing of both for a bare file."""
        named_so = self.path.is_dir() or self.path.suffix.casefold() == ".zip"
        if not (named_so or start_of(self.path).startswith(b"PK")):
            return None, {}
        archive = open_archive(self.path, self.limits)
        return archive, find_members(archive)

    def _connections_file(
        self, archive: Archive | None, members: dict[str, tuple[str, ...]]
    ) -> tuple[str, bytes | Path]:
        name = self.path.name
        content: bytes | Path = self.path
        if archive:
            (name,) = members[CONNECTIONS]
            content = archive.read(name)
        if looks := other_than_text(content[:START] if isinstance(content, bytes) else start_of(content)):
            found = f"this is no Connections.csv; it looks like {looks}"
            place = Place(PurePosixPath(name).name, 1)
            raise refuse(
                "E-LI-WRONG-FILE", place, found, remedy_for(looks, "Give Connections.csv or the whole archive.")
            )
        return name, content


def _read(table: Table, found: Connections) -> None:
    columns = check_header(table.header, table.file)
    binding = table.header.bind(columns, table.file)
    found.without_url_column = "url" not in binding
    if twice := table.header.repeated():
        found.odd.append(f"columns that stand twice, of which only the first is read: {listing(twice)}")
    read_connections(rows_of(table, binding, lambda header: header.places(columns)), found)


def _said_of(archive: Archive | None, file: str) -> list[str]:
    """What the report should say about the archive itself."""
    if not archive:
        return []
    said = [f"{len(archive.odd)} members with odd names or links were not opened"] if archive.odd else []
    if PurePosixPath(file).name != "Connections.csv" or "/" in file:
        said.append(f"connections read from {printable(file)}")
    return said


def _day_in_name(name: str) -> date | None:
    """The day in ``Complete_LinkedInDataExport_09-23-2026``; ``None`` if there is none or it does not exist."""
    found = _DAY_IN_NAME.search(name)
    if not found:
        return None
    month, day, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
