"""The source for hand-made sheets: CSV, tabs, or an .xlsx of any number of sheets. Facts: input formats, section 8."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from syncer.core.model import Place, Snapshot
from syncer.sources.dated import made_on
from syncer.sources.google_headers import is_trimmed
from syncer.sources.outlook_headers import known
from syncer.sources.reading.delimited import find_header, open_table
from syncer.sources.reading.head import Head, format_of
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import SAVE_AS, other_than_text, refusing, remedy_for, start_of
from syncer.sources.reading.refusal import refuse
from syncer.sources.spreadsheet.fields import is_header
from syncer.sources.spreadsheet.found import EXPECTED, no_header, snapshot_of
from syncer.sources.spreadsheet.pages import SEARCHED, Page, page_of_table

_OURS = "xl/workbook.xml"
_EXPORTS = frozenset(("LinkedIn connections", "LinkedIn messages", "LinkedIn invitations", "Google contacts"))


def claims(head: Head) -> bool:
    """Whether a file is a workbook, or a table of people or employers under a header that no export writes."""
    if head.is_zip:
        return _OURS in head.members
    header = head.header if is_header(head.header) else _header(head.lines)
    return bool(header) and format_of(header) not in _EXPORTS and not known(header) and not is_trimmed(header)


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
        return snapshot_of(self.name, pages, notes, made_on(self.path))

    def _pages(self) -> tuple[list[Page], tuple[str, ...]]:
        start = start_of(self.path)
        if not start.startswith(b"PK"):
            return [self._table(start)], ()
        from syncer.sources.spreadsheet.xlsx import read_workbook

        pages, notes = read_workbook(self.path, is_header, self.limits)
        if not pages:
            raise no_header(Place(self.path.name))
        return pages, notes

    def _table(self, start: bytes) -> Page:
        if looks := other_than_text(start):
            found = f"this is neither a CSV nor an .xlsx workbook; it looks like {looks}"
            raise refuse("E-XLSX-TYPE", Place(self.path.name), found, remedy_for(looks, SAVE_AS))
        limits = replace(self.limits, header_lines=SEARCHED)
        with refusing(self.path.name):
            return page_of_table(open_table(self.path, self.path.name, is_header, EXPECTED, limits))
