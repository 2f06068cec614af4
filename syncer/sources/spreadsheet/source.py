"""The source for hand-made sheets: CSV, tabs, or an .xlsx of any number of sheets. Facts: input formats, section 8."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from syncer.core.model import Place, Record, Rejected, Snapshot, SuggestedTarget
from syncer.core.normalise.emails import email_key
from syncer.sources.closeness import grade_of, scale_of
from syncer.sources.dated import made_on
from syncer.sources.keys import settle
from syncer.sources.outlook_headers import known
from syncer.sources.reading.delimited import BLANK, REPEATED, Row, find_header, open_table
from syncer.sources.reading.head import Head, format_of
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import other_than_text, refusing, start_of
from syncer.sources.reading.refusal import refuse
from syncer.sources.spreadsheet.fields import Fields, is_header, is_people
from syncer.sources.spreadsheet.pages import SEARCHED, Page, page_of_table
from syncer.sources.spreadsheet.people import record_of, two_people
from syncer.sources.spreadsheet.rows import sort_of
from syncer.sources.spreadsheet.targets import read_targets

_EXPECTED = ("Name", "Company", "Title", "Email", "How well I know them")
_OURS = "xl/workbook.xml"
_EXPORTS = frozenset(("LinkedIn connections", "LinkedIn messages", "LinkedIn invitations", "Google contacts"))


def claims(head: Head) -> bool:
    """Whether a file is a workbook, or a table of people or employers under a header that no export writes."""
    if head.is_zip:
        return _OURS in head.members
    header = head.header if is_header(head.header) else _header(head.lines)
    return bool(header) and format_of(header) not in _EXPORTS and not known(header)


def _header(lines: Sequence[str]) -> tuple[str, ...]:
    """The header in the first lines of a file, by the words of hand-made sheets."""
    found = find_header(lines[:SEARCHED], is_header)
    return found[0].keys if found else ()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A sheet somebody keeps. The header is found by its words in the first rows, below any title.

    ``Ref.key`` as in ``sources.keys``: e-mail, profile, phone, else name and employer, which is weak. Headings
    ("Old colleagues") become labels of the rows below them, and their grade where the sheet has no column for it.
    Lists of employers (LAMP) become suggested targets. Columns of no known meaning go to the notes, word for word.
    ``SourceError``: E-FILE-READ, E-CSV-..., E-ZIP-..., E-XLSX-...
    """

    name: str
    path: Path
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """Every person and every wanted employer in the file."""
        pages, notes = self._pages()
        found = _Found(self.name)
        for page in pages:
            found.take(page)
        records, merged = settle(found.records)
        return Snapshot(
            source=self.name,
            kind="sheet",
            records=records,
            records_in=found.rows,
            merged=merged,
            rejected=tuple(sorted(found.rejected, key=lambda rejected: rejected.place)),
            skipped=dict(sorted(found.skipped.items())),
            notes=notes + tuple(note for page in pages for note in page.notes) + found.notes(),
            as_of=made_on(self.path),
            suggested_targets=tuple(found.targets),
        )

    def _pages(self) -> tuple[list[Page], tuple[str, ...]]:
        start = start_of(self.path)
        if not start.startswith(b"PK"):
            return [self._table(start)], ()
        from syncer.sources.spreadsheet.xlsx import read_workbook

        pages, notes = read_workbook(self.path, is_header, self.limits)
        if not pages:
            found = f"no sheet has a header in its first {SEARCHED} rows that is known"
            remedy = f"Name the columns, such as {', '.join(_EXPECTED)}."
            raise refuse("E-CSV-HEADER", Place(self.path.name), found, remedy)
        return pages, notes

    def _table(self, start: bytes) -> Page:
        if looks := other_than_text(start):
            found = f"this is neither a CSV nor an .xlsx workbook; it looks like {looks}"
            remedy = "Open it in a spreadsheet program and save it as .xlsx, without a password."
            raise refuse("E-XLSX-TYPE", Place(self.path.name), found, remedy)
        limits = replace(self.limits, header_lines=SEARCHED)
        with refusing(self.path.name):
            return page_of_table(open_table(self.path, self.path.name, is_header, _EXPECTED, limits))


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
        fields = Fields(page.header)
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
        closeness = row.cells[fields.at["strength"]] if "strength" in fields.at else ""
        if closeness and grade_of(closeness, scale, ranks=fields.ranks) is None:
            self.odd.append(f"{record.place}: a closeness that is not understood, kept in the notes")

    def _reject(self, page: Page, row: Row, code: str, reason: str) -> None:
        self.rejected.append(Rejected(Place(page.file, row.line), code, reason))

    def notes(self) -> tuple[str, ...]:
        """The first oddities, and how many more there are."""
        more = len(self.odd) - 20
        return (*self.odd[:20], *((f"and {more} more like these",) if more > 0 else ()))
