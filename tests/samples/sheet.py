"""Writes ``people-i-know.xlsx`` as people do: a title, a blank row, the header in row 4, a row above each group."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

HEADER = {
    "name": "Name", "company": "Where they work", "what": "Role", "close": "How well I know",
    "knows": "Knows someone at", "last": "Last spoke", "met": "How we met",
    "email": "E-mail", "phone": "Phone", "notes": "Notes",
}  # fmt: skip
SECTIONS = ("Family", "University", "Old colleagues", "Neighbours and school", "Other")
TITLE = "People I know"
HINT = "Started with Marco, June 2026. A = family, good friends; B = know very well; C = would call me back. Stars: me"


def write(path: Path, rows: Iterable[Mapping[str, Any]], made: date) -> None:
    """The sheet; a row's ``last`` may be a date or words. Byte-reproducible: every time inside is that of ``made``."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Sheet1"
    page.append([TITLE])
    page.append([HINT])
    page.append([])
    page.append(list(HEADER.values()))
    page["A1"].font = Font(size=16, bold=True)
    page.merge_cells("A2:J2")
    for cell in page[4]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFF2CC")
    by_section = _grouped(rows)
    for section in SECTIONS:
        page.append([section])
        page.cell(page.max_row, 1).font = Font(bold=True, italic=True)
        for row in by_section.get(section, ()):
            page.append([row.get(key) or None for key in HEADER])
    for letter, width in zip("ABCDEFGHIJ", (30, 24, 18, 15, 20, 13, 38, 30, 16, 40), strict=True):
        page.column_dimensions[letter].width = width
    moment = datetime.combine(made, time(9, 30))
    book.properties.creator = "Dana"
    book.properties.created = book.properties.modified = moment
    _save(book, path, moment)


def _grouped(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["section"], []).append(row)
    return found


def _save(book: Workbook, path: Path, moment: datetime) -> None:
    """Saves with fixed times: openpyxl itself stamps the members and ``modified`` with the clock."""
    raw = io.BytesIO()
    book.save(raw)
    stamp: Sequence[int] = moment.timetuple()[:6]
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for member in made.namelist():
            info = zipfile.ZipInfo(member, tuple(stamp))  # type: ignore[arg-type]
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            zipped.writestr(info, _undated(member, made.read(member), moment))


def _undated(member: str, content: bytes, moment: datetime) -> bytes:
    if member != "docProps/core.xml":
        return content
    head, _, rest = content.partition(b"<dcterms:modified")
    _, close, tail = rest.partition(b"</dcterms:modified>")
    return head + f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}'.encode() + close + tail
