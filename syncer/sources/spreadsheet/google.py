"""A hand-made sheet that lives in Google, read as the same sheet in a file is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol

from syncer.core.model import Place, Snapshot
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.refusal import listing, refuse, word
from syncer.sources.spreadsheet.fields import is_header
from syncer.sources.spreadsheet.found import no_header, snapshot_of
from syncer.sources.spreadsheet.pages import Page, fill_merged, header_of, page_of_rows
from syncer.sources.spreadsheet.xlsx import MOST_CELLS, OURS, Cell, as_text

Json = Mapping[str, Any]
_DAY_ZERO = datetime.combine(date(1899, 12, 30), time())
"""Day 0 of Sheets; a time of day is a fraction of a day."""


class Tab(Protocol):
    """One tab: what it is, not what it holds."""

    @property
    def number(self) -> int:
        """The id behind ``#gid=`` in its address."""

    @property
    def title(self) -> str:
        """As people see it."""

    @property
    def shown(self) -> bool:
        """Whether it is a table that people see: neither hidden nor a chart."""

    @property
    def cells(self) -> int:
        """Cells of its grid, blank ones too."""


class Sheet(Protocol):
    """A Google Sheet. ``SourceError`` from any of these where it cannot be read whole."""

    def outline(self) -> tuple[str, Sequence[Tab]]:
        """Its title and its tabs, left to right."""

    def grids(self, titles: Sequence[str]) -> Sequence[tuple[Sequence[Json], Sequence[Json]]]:
        """For each of these tabs its rows (``RowData``) from the first on, and its merges (``GridRange``)."""


@dataclass(frozen=True, slots=True)
class GoogleSheet:
    """A Google Sheet somebody keeps. What a row becomes is said at ``Spreadsheet``; here it is asked for in two calls.

    ``tab``: the title of one tab or its number; ``None`` reads every shown tab with a header that is known. A person
    chip counts as its address. ``today``: the day it is read, and so the age of what it says. ``SourceError``:
    E-GOOGLE-..., E-SHEET-TAB, E-CSV-..., E-XLSX-SIZE, E-XLSX-OURS.
    """

    name: str
    sheet: Sheet
    tab: str | int | None
    today: Callable[[], date]
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """Every person and every wanted employer in it."""
        title, tabs = self.sheet.outline()
        if any(tab.title == OURS for tab in tabs):
            found = "this is the workbook that syncer writes"
            raise refuse("E-XLSX-OURS", Place(title), found, "What stands in it is read from there anyway.")
        wanted = self._wanted(title, tabs)
        pages = []
        unseen = [tab for tab in tabs if not tab.shown] if self.tab is None else []
        notes = [f"{title}: sheet {word(tab.title)} is hidden or a chart: left out" for tab in unseen]
        grids = self.sheet.grids([tab.title for tab in wanted]) if wanted else ()
        for tab, (rows, merges) in zip(wanted, grids, strict=True):
            if page := self._page(title, tab, rows, merges):
                pages.append(page)
            else:
                notes.append(f"{title}: sheet {word(tab.title)} has no header that is known: left out")
        if not pages:
            raise no_header(Place(title))
        return snapshot_of(self.name, pages, tuple(notes), self.today())

    def _wanted(self, title: str, tabs: Sequence[Tab]) -> list[Tab]:
        wanted = [tab for tab in tabs if tab.shown]
        if self.tab is not None:
            wanted = [tab for tab in tabs if self.tab in (tab.title, tab.number)]
            if not wanted:
                there = f"Tabs are: {listing([tab.title for tab in tabs])}."
                raise refuse("E-SHEET-TAB", Place(title), f"there is no tab {word(str(self.tab))}", there)
        for tab in wanted:
            if tab.cells > MOST_CELLS:
                found = f"the tab {word(tab.title)} spans more than {MOST_CELLS:,} cells"
                raise refuse("E-XLSX-SIZE", Place(title), found, "Delete its empty rows and columns.")
        return wanted

    def _page(self, title: str, tab: Tab, rows: Sequence[Json], merges: Sequence[Json]) -> Page | None:
        cells = [row.get("values") or [] for row in rows]
        width = max(map(len, cells), default=0)
        texts = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in cells]
        header = header_of(texts, is_header)
        if not header:
            return None
        if len(texts) > self.limits.rows:
            remedy = "Raise `rows` under [limits] in the settings if it is right."
            raise refuse("E-CSV-ROWS", Place(title), f"more than {self.limits.rows:,} rows", remedy)
        fill_merged(texts, header.line, map(_corners, merges))
        page = page_of_rows(Path(title), tab.title, texts, header)
        page.wide = frozenset(_line(merge) for merge in merges if _columns(merge) > 1)
        page.links = {
            (line, at): link
            for line, row in enumerate(cells, start=1)
            for at, cell in enumerate(row)
            if (link := _link(cell))
        }
        return page


def _text(cell: Json) -> str:
    """A cell as people read it, dates as 2026-01-31. A formula counts as what it shows, an error as nothing."""
    value = cell.get("effectiveValue") or {}
    if "numberValue" in value:
        kind = ((cell.get("effectiveFormat") or {}).get("numberFormat") or {}).get("type", "")
        return as_text(_number(float(value["numberValue"]), kind))
    found: Cell = value["boolValue"] if "boolValue" in value else str(value.get("stringValue", ""))
    return as_text(found)


def _number(number: float, kind: str) -> Cell:
    if kind not in ("DATE", "DATE_TIME", "TIME"):
        return number
    try:
        moment = _DAY_ZERO + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return number
    if kind == "TIME":
        return moment.time() if 0 <= number < 1 else number
    return moment.date() if kind == "DATE" else moment


def _link(cell: Json) -> str:
    """Where a cell leads: its link, or the address of the person in it."""
    people = [(run.get("chip") or {}).get("personProperties") or {} for run in cell.get("chipRuns") or ()]
    address = next((str(person["email"]) for person in people if person.get("email")), "")
    return f"mailto:{address}" if address else str(cell.get("hyperlink") or "")


def _line(merge: Json) -> int:
    """The 1-based line in which a merge begins."""
    return int(merge.get("startRowIndex", 0)) + 1


def _corners(merge: Json) -> tuple[int, int, int, int]:
    first, last, left, right = (
        int(merge.get(f"{which}{what}Index", 0)) for what in ("Row", "Column") for which in ("start", "end")
    )
    return first, last - 1, left, right - 1


def _columns(merge: Json) -> int:
    return int(merge.get("endColumnIndex", 0)) - int(merge.get("startColumnIndex", 0))
