"""Workbooks as text, read with calamine, after a look at the package that keeps hostile or broken ones out.

calamine lays a sheet out as a full rectangle, so one cell at the far corner of a sheet would ask for gigabytes: the
extent is read from the XML first. Links are not among what calamine tells; they too come from the package.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from syncer.core.model import Place
from syncer.core.sheet_extent import column, extent
from syncer.sources.reading.archive import Archive, open_archive
from syncer.sources.reading.delimited import IsHeader
from syncer.sources.reading.limits import Limits
from syncer.sources.reading.opening import SAVE_AS, ZIP, other_book, remedy_for
from syncer.sources.reading.refusal import refuse, word
from syncer.sources.spreadsheet.pages import Page, fill_merged, header_of, page_of_rows

_NO_RESULT = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula whose result nobody saved, as programs write them that cannot calculate. An empty text is a result."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
OURS = "_syncer"
"""The hidden tab in which a workbook of syncer keeps its memory."""
MOST_CELLS = 3_000_000
"""Cells in the rectangle of a sheet: calamine and Python take about 60 bytes for each, blank or not."""
_RESAVE = "Open it in a spreadsheet program and save it as .xlsx again."

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(path: Path, is_header: IsHeader, limits: Limits) -> tuple[list[Page], tuple[str, ...]]:
    """A page for every visible sheet with a header that is known, and notes about the others.

    ``SourceError``: the E-ZIP-... of archives, E-XLSX-BROKEN, E-XLSX-LOCKED, E-XLSX-OURS, E-XLSX-SIZE, E-XLSX-TYPE,
    E-CSV-ROWS.
    """
    import python_calamine as calamine

    archive = open_archive(path, limits)
    parts, unsaved = _checked_parts(archive, path)
    pages: list[Page] = []
    notes: list[str] = []
    try:
        with calamine.load_workbook(path) as book:
            if OURS in book.sheet_names:
                found = "this is the workbook that syncer writes"
                raise refuse("E-XLSX-OURS", Place(path.name), found, "What stands in it is read from there anyway.")
            for number, sheet in enumerate(book.sheets_metadata):
                if sheet.visible != calamine.SheetVisibleEnum.Visible or sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    notes.append(f"{path.name}: sheet {word(sheet.name)} is hidden or a chart: left out")
                    continue
                grid = book.get_sheet_by_index(number)
                rows: Any = grid.to_python(skip_empty_area=False)
                for at, row in enumerate(rows):  # in place: two copies of a large sheet are one too many
                    rows[at] = [as_text(cell) for cell in row]
                header = header_of(rows, is_header)
                if not header:
                    notes.append(f"{path.name}: sheet {word(sheet.name)} has no header that is known: left out")
                    continue
                if len(rows) > limits.rows:
                    remedy = "Raise `rows` under [limits] in the settings if it is right."
                    raise refuse("E-CSV-ROWS", Place(path.name), f"more than {limits.rows:,} rows", remedy)
                merges = [(*zip(start, end, strict=True),) for start, end in grid.merged_cell_ranges or ()]
                fill_merged(rows, header.line, ((*down, *across) for down, across in merges))
                page = page_of_rows(path, sheet.name, rows, header)
                page.wide = frozenset(start[0] + 1 for start, end in grid.merged_cell_ranges or () if end[1] > start[1])
                page.links = _links(archive, parts, sheet.name)
                page.notes = _without_result(page.file, unsaved.get(parts.get(sheet.name, ""), []))
                pages.append(page)
    except calamine.PasswordError:
        raise refuse("E-XLSX-LOCKED", Place(path.name), "it is protected by a password", "Save it without.") from None
    except calamine.CalamineError:
        raise refuse("E-XLSX-BROKEN", Place(path.name), "the workbook is damaged", _RESAVE) from None
    return pages, tuple(notes)


def as_text(cell: Cell) -> str:
    """A cell as people read it: whole numbers without a point, dates as 2026-01-31."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _without_result(page: str, cells: Sequence[bytes]) -> tuple[str, ...]:
    if not cells:
        return ()
    many = f"{len(cells)} formulas whose results were" if len(cells) > 1 else "a formula whose result was"
    first = cells[0].decode()
    return (
        f"{page}: {many} never saved, the first in {first}, read as blank: open it in a spreadsheet program, save it",
    )


def _checked_parts(archive: Archive, path: Path) -> tuple[Mapping[str, str], Mapping[str, list[bytes]]]:
    """Sheet name -> its part, with every part that will be read counted byte by byte and each sheet's extent known;
    part -> cells with a formula and no result."""
    unsaved: dict[str, list[bytes]] = {}
    if "xl/workbook.xml" not in archive.names:
        other = other_book(archive.names)
        remedy = SAVE_AS if other else remedy_for(ZIP, SAVE_AS)
        raise refuse("E-XLSX-TYPE", Place(path.name), f"this ZIP is {other or 'no .xlsx workbook'}", remedy)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            content = archive.read(name)
            if name.startswith("xl/worksheets/") and (cells := _NO_RESULT.findall(content)):
                unsaved[name] = cells
            if name.startswith("xl/worksheets/") and extent(content).cells > MOST_CELLS:
                found = f"the sheet spans more than {MOST_CELLS:,} cells"
                remedy = "Delete what stands far below or far to the right, or save the sheet as CSV."
                raise refuse("E-XLSX-SIZE", Place(f"{path.name}/{PurePosixPath(name).name}"), found, remedy)
    book = _xml(archive, "xl/workbook.xml", path)
    targets = {node.get("Id"): node.get("Target", "") for node in _xml(archive, "xl/_rels/workbook.xml.rels", path)}
    sheets = (node for node in book.iter() if node.tag.endswith("}sheet"))
    return {node.get("name", ""): _part(targets.get(node.get(_RELATION), "")) for node in sheets}, unsaved


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _links(archive: Archive, parts: Mapping[str, str], sheet: str) -> dict[tuple[int, int], str]:
    """(line, column) -> address, for cells with a link to the outside."""
    part = parts.get(sheet, "")
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.names or b"hyperlink" not in archive.read(relations):
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in _xml(archive, relations, archive.path)}
    links: dict[tuple[int, int], str] = {}
    for node in _xml(archive, part, archive.path).iter():
        place = _REFERENCE.match(node.get("ref", "")) if node.tag.endswith("}hyperlink") else None
        if place and targets.get(node.get(_RELATION)):
            links[int(place[2]), column(place[1]) - 1] = targets[node.get(_RELATION)]
    return links


def _xml(archive: Archive, name: str, path: Path) -> Any:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(archive.read(name))
    except (ParseError, DefusedXmlException, KeyError):
        raise refuse("E-XLSX-BROKEN", Place(path.name), "the workbook is damaged", _RESAVE) from None
