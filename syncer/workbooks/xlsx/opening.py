"""What spreadsheet programs need to open an .xlsx at all. Excel offers to "repair" one that lacks it, and throws parts
away: such a file is refused before anything is written, and never put in place.

Reading values takes less than opening does: calamine never looks at the content types. Sheets and shared texts are left
to it, as they are read by it anyway.
"""

from collections.abc import Iterator
from typing import Any

from syncer.errors import WorkbookError
from syncer.workbooks.xlsx.book import MEND, Book, parse, rels_name
from syncer.workbooks.xlsx.package import Package

TYPES = "[Content_Types].xml"
_NEEDED = ("worksheet", "chartsheet", "styles", "sharedStrings", "theme")
"""Kinds of relationships of the workbook whose parts are opened with it; the content type of each ends with its kind.
Others may lead nowhere: Excel itself leaves targets called NULL behind."""
_VALUES = ("/worksheet", "/sharedStrings")


def expect_openable(book: Book) -> None:
    """``WorkbookError`` E-XLSX-DAMAGED where a part is missing, damaged, no XML, or not declared as what it is."""
    package = book.package
    _expect_sound(package, {part for part, kind in book.kinds.items() if kind.endswith(_VALUES)})
    declared = _declared(package)
    there = {name.casefold() for name in package.names}  # names of parts know no capitals
    if not book.sheets or any(not sheet.part for sheet in book.sheets):
        raise _damaged(f"its list of sheets, {book.part}, leads to none")
    for part, kind in _needed(book):
        if part.casefold() not in there:
            raise _damaged(f"its part {part} is missing")
        if not declared(part).endswith(f"{kind}+xml"):
            raise _damaged(f"{TYPES} does not say what {part} is")


def _needed(book: Book) -> Iterator[tuple[str, str]]:
    yield book.part, ".main"
    if rels_name(book.part) not in book.package:
        raise _damaged(f"its part {rels_name(book.part)} is missing")
    for part, relation in sorted(book.kinds.items()):
        kind = relation.rpartition("/")[2]
        if kind in _NEEDED:
            yield part, kind


def _expect_sound(package: Package, values: set[str]) -> None:
    """Every part but those with values unpacked, with its checksum, and every XML among them well-formed."""
    for name in package.names:
        if name not in values and not name.endswith("/"):
            data = package.read(name)
            if name.endswith((".xml", ".rels")):
                parse(data, name)


def _declared(package: Package) -> Any:
    """Part -> its content type, ``""`` where it has none."""
    if TYPES not in package:
        raise _damaged(f"its part {TYPES} is missing")
    kinds: dict[str, str] = {}
    for node in parse(package.read(TYPES), TYPES):
        about = node.get("PartName") or "." + node.get("Extension", "")
        kinds[about.casefold()] = node.get("ContentType", "")
    return lambda part: kinds.get(f"/{part}".casefold()) or kinds.get("." + part.rpartition(".")[2].casefold(), "")


def _damaged(found: str) -> WorkbookError:
    return WorkbookError(f"the workbook is damaged: {found}. {MEND}", code="E-XLSX-DAMAGED")
