"""Columns and tabs that have to be made again in a workbook that people have been using."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from syncer.core.workbook.layout import BY_KEY, COUNCIL_TABS, TABS, Column, Owner, Tab
from syncer.errors import Conflict
from syncer.workbooks.xlsx import parts, tail
from syncer.workbooks.xlsx.book import NAME_PREFIX, Book, rels_name, resolve, unparse
from syncer.workbooks.xlsx.book import parse as parse_xml
from syncer.workbooks.xlsx.cells import cell_xml, letters
from syncer.workbooks.xlsx.first import first_file
from syncer.workbooks.xlsx.package import Package
from syncer.workbooks.xlsx.parts import Draft
from syncer.workbooks.xlsx.reading import Located
from syncer.workbooks.xlsx.sheetxml import SheetXml
from syncer.workbooks.xlsx.styles import Styles

_AFTER_DROPDOWNS = "hyperlinks|" + tail.AFTER_LINKS


# --- columns ---------------------------------------------------------------------------------------------------------


def add_columns(
    book: Book, styles: Styles | None, sheet: SheetXml, place: Located, tab: Tab, keys: Sequence[str]
) -> None:
    """Managed columns at the right end of a tab: header, width, look, dropdown, filter and the name that marks them."""
    for number, key in enumerate(keys, place.last_column + 1):
        column = tab.column(key)
        like = _like(tab, place, column)
        head, body = sheet.style_of(place.header_row, like) or "", sheet.styles([like], place.last_row).get(like, "")
        if column.kind == "date" and styles:
            body = styles.dated(body)
        ref = f"{letters(number)}{place.header_row}"
        sheet.set_cells(place.header_row, {number: cell_xml(ref, head, column.header)})
        sheet.add_column(number, column.width + 2.7, body, hidden=key == "_id")
        sheet.tail = _with_dropdown(sheet.tail, column, number, place.header_row, sheet.prefix)
        sheet.tail, span = tail.stretch_filter(sheet.tail, place.header_row, place.last_row, number)
        if span:
            book.filter_range(place.sheet.index, span)
        sheet.grow_dimension(place.header_row, number)
        letter = letters(number)
        book.add_name(f"{NAME_PREFIX}{tab.key}.{key}", place.sheet.title, f"${letter}:${letter}")


def _like(tab: Tab, place: Located, column: Column) -> int:
    """An existing column of the same owner, and kind if there is one, to take the look from."""
    people = column.owner is Owner.PEOPLE
    others = [tab.column(key) for key in place.columns if key != "_id"]
    ranked = sorted(others, key=lambda other: ((other.owner is Owner.PEOPLE) is not people, other.kind != column.kind))
    return place.columns[ranked[0].key] if ranked else 1


def _with_dropdown(behind: bytes, column: Column, number: int, header_row: int, prefix: str) -> bytes:
    if not column.choices:
        return behind
    span = tail.full_column(number, header_row + 1)
    formula = quoteattr('"' + ",".join(column.choices) + '"')[1:-1]
    node = (
        f'<{prefix}dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="{span}">'
        f"<{prefix}formula1>{formula}</{prefix}formula1></{prefix}dataValidation>"
    ).encode()
    closing = f"</{prefix}dataValidations>".encode()
    if closing in behind:
        behind = re.sub(rb'(<(?:\w+:)?dataValidations[^>]*?)\s+count="\d+"', rb"\1", behind, count=1)
        return behind.replace(closing, node + closing, 1)
    whole = f"<{prefix}dataValidations>".encode() + node + closing
    return tail.insert_before(behind, whole, _AFTER_DROPDOWNS)


# --- tabs ------------------------------------------------------------------------------------------------------------


def add_tab(book: Book, styles: Styles | None, draft: Draft, key: str) -> None:
    """A managed tab as the first file has it, as the last sheet. ``Conflict`` if it is there, or its title taken."""
    tab = BY_KEY[key]
    tabs = COUNCIL_TABS if tab in COUNCIL_TABS else TABS
    if book.sheet(tab.title) is not None:
        raise Conflict(f"there is a tab called {tab.title} already.")
    donor = Package(first_file(tabs))
    theirs = Book(donor)
    source = theirs.sheet(tab.title)
    assert source is not None
    part = parts.add_sheet(book, draft, tab.title, hidden=False)
    data = donor.read(source.part)
    if styles is not None:
        look = next(name for name, kind in theirs.kinds.items() if kind.endswith("/styles"))
        data = _renumbered(data, *styles.take_in(Styles(donor.read(look))))
    draft.put(part, data)
    _copy_related(donor, draft, source.part, part)
    for name, (title, column) in theirs.names().items():
        if title == tab.title:
            span = f"${letters(column)}:${letters(column)}"
            book.add_name(NAME_PREFIX + name, tab.title, span)


def _renumbered(data: bytes, formats: int, differences: int) -> bytes:
    """The sheet with its style numbers moved behind those that the workbook had."""

    def moved(by: int) -> "re._Subber":  # type: ignore[name-defined]
        return lambda match: match[1] + str(int(match[2]) + by).encode() + match[3]

    data = re.sub(rb'(<(?:c|row|col)\s[^>]*?\b(?:s|style)=")(\d+)(")', moved(formats), data)
    return re.sub(rb'(\bdxfId=")(\d+)(")', moved(differences), data)


def _copy_related(donor: Package, draft: Draft, source: str, part: str) -> None:
    """Header notes and whatever else hangs on the sheet, under names that are free."""
    if rels_name(source) not in donor:
        return
    rels = parse_xml(donor.read(rels_name(source)))
    for rel in rels:
        if rel.get("TargetMode") == "External":
            continue
        old = resolve(source, rel.get("Target", ""))
        new = parts.free_name(draft, old)
        draft.put(new, donor.read(old))
        parts.copy_type(donor, draft, old, new)
        rel.set("Target", "/" + new)
        _copy_related(donor, draft, old, new)
    draft.put(rels_name(part), unparse(rels))
