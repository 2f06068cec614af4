"""What the pages of hand-made sheets hold, wherever they come from: people, wanted employers, rows set aside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from syncer.core.model import Place, Record, Rejected, Snapshot, SuggestedTarget
from syncer.core.normalise.emails import email_key
from syncer.errors import SourceError
from syncer.sources.closeness import grade_of, scale_of
from syncer.sources.keys import settle
from syncer.sources.reading.delimited import BLANK, REPEATED, Row
from syncer.sources.reading.refusal import listing, refuse
from syncer.sources.reading.rounded import rounded
from syncer.sources.spreadsheet.apart import tables_of
from syncer.sources.spreadsheet.fields import Fields, is_people
from syncer.sources.spreadsheet.pages import SEARCHED, Page
from syncer.sources.spreadsheet.people import record_of, two_people
from syncer.sources.spreadsheet.rows import sort_of
from syncer.sources.spreadsheet.targets import read_targets

EXPECTED = ("Name", "Company", "Title", "Email", "How well I know them")
"""Columns to tell about where there is no header."""


def snapshot_of(name: str, pages: Sequence[Page], notes: tuple[str, ...], as_of: date | None) -> Snapshot:
    """Every person and every wanted employer of these pages."""
    found = _Found(name)
    tables = [table for page in pages for table in tables_of(page)]
    for table in tables:
        found.take(table)
    records, merged = settle(found.records)
    return Snapshot(
        source=name,
        kind="sheet",
        records=records,
        records_in=found.rows,
        merged=merged,
        rejected=tuple(sorted(found.rejected, key=lambda rejected: rejected.place)),
        skipped=dict(sorted(found.skipped.items())),
        notes=notes + tuple(note for table in tables for note in table.notes) + found.notes(),
        as_of=as_of,
        suggested_targets=tuple(found.targets),
    )


def no_header(place: Place) -> SourceError:
    """The error for a spreadsheet without a table that is known."""
    found = f"no sheet has a header in its first {SEARCHED} rows that is known"
    return refuse("E-CSV-HEADER", place, found, f"Name the columns, such as {', '.join(EXPECTED)}.")


@dataclass(slots=True)
class _Found:
    """What the pages gave so far."""

    source: str
    rows: int = 0
    records: list[Record] = field(default_factory=list)
    targets: list[SuggestedTarget] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def take(self, page: Page) -> None:
        """Reads one page."""
        self.rows += len(page.rows) + page.skipped.total() + len(page.rejected)
        self.rejected += page.rejected
        self.skipped += page.skipped
        if is_people(page.header.keys):
            self._people(page)
        else:
            self._targets(page)

    def _targets(self, page: Page) -> None:
        targets, named = read_targets(page)
        self.targets += targets
        for reason, count in (("target companies", named), ("numbered empty rows", len(page.rows) - named)):
            if count:
                self.skipped[reason] += count

    def _people(self, page: Page) -> None:
        fields = Fields(page.header, [row.cells for row in page.rows])
        self._not_read(page, fields)
        closeness = fields.at.get("strength")
        scale = scale_of(row.cells[closeness] for row in page.rows) if closeness is not None else 5
        section = ""
        for row in page.rows:
            sort = sort_of(row, fields, page.header, page.wide)
            if sort == "person":
                self._person(row, page, fields, scale, section)
            elif sort == "section":
                section = next(cell for at, cell in enumerate(row.cells) if cell and at not in fields.index).strip(
                    " :#*=-"
                )
                self.skipped["section rows"] += 1
            elif sort == "total":
                self._reject(page, row, "E-SHEET-TOTAL", "a sum of the rows above, no person")
            else:
                self.skipped[REPEATED if sort == "header" else BLANK] += 1

    def _not_read(self, page: Page, fields: Fields) -> None:
        """A column that nobody understands is told: it may be the one that the list was made for."""
        filled = [at for at in fields.other if fields.cells[at] and any(row.cells[at] for row in page.rows)]
        twice = [at for at in filled if page.header.keys[at] in page.header.keys[:at]]
        if twice:
            names = listing([fields.cells[at] for at in twice])
            self.told.append(
                f"{page.file}: columns that stand twice, of which the first is read: {names}; kept with the notes"
            )
        filled = [at for at in filled if at not in twice]
        if filled:
            names = listing([fields.cells[at] for at in filled])
            known = "not one that syncer knows" if len(filled) == 1 else "none that syncer knows"
            self.told.append(f"{page.file}: {names}: {known}, kept with the notes")

    def _person(self, row: Row, page: Page, fields: Fields, scale: int, section: str) -> None:
        record = record_of(row, page, fields, self.source, scale, section)
        if not record:
            self._reject(page, row, "E-CSV-NOBODY", "no name, e-mail, phone or profile")
            return
        self.records.append(record)
        if two_people(record.full_name):
            self.odd.append(f"{record.place}: two people in one cell, kept as one")
        if not all(email_key(text) for text in record.emails):
            self.odd.append(f"{record.place}: an e-mail text that is no address, kept as text")
        if rounded(record.phones):
            self.odd.append(f"{record.place}: a phone number that a spreadsheet rounded, kept as text")
        closeness = row.cells[fields.at["strength"]] if "strength" in fields.at else ""
        if closeness and grade_of(closeness, scale, ranks=fields.ranks) is None:
            self.odd.append(f"{record.place}: a closeness that is not understood, kept in the notes")

    def _reject(self, page: Page, row: Row, code: str, reason: str) -> None:
        self.rejected.append(Rejected(Place(page.file, row.line), code, reason))

    def notes(self) -> tuple[str, ...]:
        """The first oddities, and how many more there are."""
        more = len(self.odd) - 20
        return (*self.told, *self.odd[:20], *((f"and {more} more like these",) if more > 0 else ()))
