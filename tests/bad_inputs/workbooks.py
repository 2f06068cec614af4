"""Workbooks that are none, and workbooks as people and hostile hands leave them."""
# ruff: noqa: E501, DTZ001 (a case is a line; cells know no time zone)

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.bad_inputs.case import Build, Case, text, zipped
from tests.bad_inputs.exports import packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
NO_TEXT = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="s"><v>999999</v></c></row></sheetData></worksheet>'
)
ROWS = (("Name", "Company", "Email"), ("Ann Quux", "Acme", "ann.quux@example.com"), ("Bob Quux", "Initech", ""))


def book(
    fill: Callable[[Worksheet], None], rows: tuple[tuple[object, ...], ...] = ROWS, name: str = "people.xlsx"
) -> Build:
    """A workbook with these rows, changed by ``fill``."""

    def build(folder: Path) -> Path:
        made = Workbook()
        assert isinstance(made.active, Worksheet)
        for row in rows:
            made.active.append(row)
        fill(made.active)
        made.save(folder / name)
        return folder / name

    return build


def as_is(_: Worksheet) -> None:
    """Leaves a sheet alone."""


def repacked(build: Build, change: Callable[[str, bytes], bytes | None]) -> Build:
    """The workbook with its parts changed; a part that becomes ``None`` is left out."""

    def again(folder: Path) -> Path:
        path = build(folder)
        with zipfile.ZipFile(path) as old:
            parts = {name: change(name, old.read(name)) for name in old.namelist()}
        path.write_bytes(packed({name: content for name, content in parts.items() if content is not None}))
        return path

    return again


def part(suffix: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name.endswith(suffix) else content


def without(suffix: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: None if name.endswith(suffix) else content


def replaced(suffix: str, new: str) -> Callable[[str, bytes], bytes]:
    return lambda name, content: new.encode() if name.endswith(suffix) else content


def formatted_to_the_bottom(sheet: Worksheet) -> None:
    from openpyxl.styles import Font

    for row in range(3, 1_048_577, 20_000):
        sheet.cell(row, 16_384).font = Font(bold=True)
    sheet.cell(1_048_576, 16_384).font = Font(bold=True)


def far_corner(sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "x"


def far_down(sheet: Worksheet) -> None:
    sheet["S1000000"] = "x"


def two_systems(sheet: Worksheet) -> None:
    sheet.parent.epoch = CALENDAR_MAC_1904
    sheet.append(("Cy Quux", "Acme", "", date(2026, 3, 1)))
    sheet["D1"] = "Last contact"


def days(sheet: Worksheet) -> None:
    sheet["D1"] = "Last contact"
    for row, value in enumerate(
        (45000, "2026-03-01", "last week", datetime(2026, 3, 1, 12), 1e300, -5, True, "#N/A"), 2
    ):
        sheet.cell(row, 1, f"P{row} Quux")
        sheet.cell(row, 4, value)


def formulas(sheet: Worksheet) -> None:
    sheet.append(('=HYPERLINK("http://x","Quux")', "=A1", "=1/0"))
    sheet["A2"].hyperlink = "mailto:ann.quux@example.com"
    sheet["B2"].hyperlink = "https://www.linkedin.com/in/ann-quux"
    sheet["B3"].hyperlink = "javascript:alert(1)"


def merged(sheet: Worksheet) -> None:
    sheet.append(("Old colleagues", "", ""))
    sheet.merge_cells("A4:C4")
    sheet.append(("Cy Quux", "Acme", ""))


def hidden_sheets(sheet: Worksheet) -> None:
    for state in ("hidden", "veryHidden"):
        other = sheet.parent.create_sheet(f"A {state} one")
        other.sheet_state = state
        other.append(("Name", "Company"))
        other.append(("Secret Quux", "Acme"))


def wide(sheet: Worksheet) -> None:
    for column in range(4, 3000):
        sheet.cell(1, column, f"c{column}")
        sheet.cell(2, column, "x")


def long_cells(sheet: Worksheet) -> None:
    sheet.append(("Quux " * 6000, "Acme " * 6000, "a@b " * 8000))


def errors(sheet: Worksheet) -> None:
    for value in ("#REF!", "#N/A", "#DIV/0!"):
        cell = sheet.cell(sheet.max_row + 1, 1, value)
        cell.data_type = "e"
        sheet.cell(cell.row, 2, "Acme")


def chart_only(folder: Path) -> Path:
    made = Workbook()
    made.remove(made.active)
    made.create_chartsheet("Quux")
    made.save(folder / "people.xlsx")
    return folder / "people.xlsx"


def many_rows(folder: Path) -> Path:
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    sheet.append(("Name", "Company"))
    for at in range(2_001):
        sheet.append((f"Ann Quux{at}", "Acme"))
    made.save(folder / "people.xlsx")
    return folder / "people.xlsx"


def ods() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


WORKBOOKS: dict[str, Case] = {
    "an old .xls": Case(text(OLE, "people.xls"), "spreadsheet", "E-XLSX-TYPE", said="save it as .xlsx"),
    "an old .xls, kind left out": Case(text(OLE, "people.xls"), code="E-KIND-UNKNOWN", said=".xls"),
    "an old .xls named .xlsx": Case(text(OLE, "people.xlsx"), "spreadsheet", "E-XLSX-TYPE", said="save it as .xlsx"),
    "a password": Case(text(LOCKED, "people.xlsx"), "spreadsheet", "E-XLSX-TYPE", said="password"),
    "an OpenDocument sheet": Case(text(ods(), "people.xlsx"), "spreadsheet", "E-XLSX-TYPE", said="OpenDocument"),
    "an OpenDocument sheet, kind left out": Case(text(ods(), "people.ods"), code="E-KIND-UNKNOWN", said="an OpenDocument file (.ods). Open it in the program that wrote it and save it as .xlsx"),
    "a Word document": Case(zipped({"word/document.xml": "<x/>"}, "people.docx"), "spreadsheet", "E-XLSX-TYPE", said=".xlsx"),
    "a web page named .xlsx": Case(text("<html>Quux", "people.xlsx"), "spreadsheet", "E-XLSX-TYPE", said="HTML"),
    "XML of Excel 2003": Case(text("<?xml version='1.0'?><Workbook/>", "people.xls"), "spreadsheet", "E-XLSX-TYPE", said="XML"),
    "a table named .xlsx": Case(text("Name,Company\nAnn Quux,Acme\n", "people.xlsx"), records=1),
    "no bytes": Case(text("", "people.xlsx"), "spreadsheet", "E-CSV-EMPTY"),
    "a workbook given as LinkedIn": Case(book(as_is), "linkedin", "E-LI-NO-CONNECTIONS", said="workbook"),
    "a workbook given as cards": Case(book(as_is), "vcard", "E-VCF-TYPE", said="ZIP"),
    "a plain workbook": Case(book(as_is), records=2),
    "empty": Case(book(as_is, ()), code="E-CSV-HEADER"),
    "a header only": Case(book(as_is, ROWS[:1])),
    "a chart only": Case(chart_only, code="E-CSV-HEADER"),
    "no sheets": Case(repacked(book(as_is), replaced("xl/workbook.xml", "<workbook/>")), code="E-CSV-HEADER"),
    "workbook.xml is no XML": Case(repacked(book(as_is), replaced("xl/workbook.xml", "Quux <")), code="E-XLSX-BROKEN"),
    "entities by the billion": Case(repacked(book(as_is), replaced("xl/workbook.xml", BILLION)), code="E-XLSX-BROKEN"),
    "entities in a sheet": Case(repacked(book(as_is), replaced("sheet1.xml", BILLION)), code="E-CSV-HEADER"),
    "an entity of a file": Case(repacked(book(as_is), replaced("xl/workbook.xml", OUTSIDE)), code="E-XLSX-BROKEN"),
    "a sheet is missing": Case(repacked(book(as_is), without("sheet1.xml")), code="E-XLSX-BROKEN"),
    "the relations are missing": Case(repacked(book(as_is), without("workbook.xml.rels")), code="E-XLSX-BROKEN"),
    "a sheet cut off": Case(repacked(book(as_is), lambda name, data: data[: len(data) // 2] if name.endswith("sheet1.xml") else data), code="E-XLSX-BROKEN"),
    "a text that is not there": Case(repacked(book(as_is), replaced("sheet1.xml", NO_TEXT)), code="E-XLSX-BROKEN"),
    "a relation to the outside": Case(repacked(book(as_is), part("workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"http://169.254.169.254/x")), code="E-XLSX-BROKEN"),
    "a bomb in a sheet": Case(repacked(book(as_is), lambda name, data: b" " * 20_000_000 if name.endswith("sheet1.xml") else data), code="E-ZIP-SIZE"),
    "a bomb of numbers": Case(repacked(book(as_is), part("sheet1.xml", b'r="B2"', b'r="ZZZ9999999"')), code="E-XLSX-SIZE"),
    "the far corner in small letters": Case(repacked(book(as_is), part("sheet1.xml", b'r="B2"', b'r="xfd1048576"')), code="E-XLSX-SIZE"),
    "the far corner in other quotes": Case(repacked(book(as_is), part("sheet1.xml", b'r="B2"', b"r = 'XFD1048576'")), code="E-XLSX-SIZE"),
    "a column that no program has": Case(repacked(book(as_is), part("sheet1.xml", b'r="B2"', b'r="QQQQQ12345678"')), code="E-XLSX-SIZE"),
    "a cell without a place": Case(repacked(book(as_is), part("sheet1.xml", b'r="B2"', b'r="2B"')), code="E-XLSX-BROKEN"),
    "formatted to the bottom": Case(book(formatted_to_the_bottom), records=2),
    "a value in the far corner": Case(book(far_corner), code="E-XLSX-SIZE"),
    "a value far below": Case(book(far_down), code="E-XLSX-SIZE"),
    "more rows than the limit": Case(many_rows, code="E-CSV-ROWS", said="rows"),
    "days from 1904": Case(book(two_systems), records=3),
    "days of all kinds": Case(book(days), records=8),
    "formulas and links": Case(book(formulas), records=2),
    "merged cells": Case(book(merged), records=3, skipped={"section rows": 1}),
    "hidden sheets": Case(book(hidden_sheets), records=2, said="hidden"),
    "three thousand columns": Case(book(wide), records=2),
    "cells full of text": Case(book(long_cells), records=3),
    "errors in cells": Case(book(errors), records=2, rejected=("E-CSV-NOBODY",) * 3),
    "with macros": Case(book(as_is, name="people.xlsm"), records=2),
    "a sheet with a name of signs": Case(book(lambda sheet: setattr(sheet, "title", "\u202eQ&<>'\"")), records=2),
}  # fmt: skip
