"""Brings the values that the Dashboard shows in line with the rows, without anybody having to open it first."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

from syncer.core.workbook import layout
from syncer.workbooks.xlsx import cells
from syncer.workbooks.xlsx.dashboard import all_figures
from syncer.workbooks.xlsx.figures import Facts, Figure
from syncer.workbooks.xlsx.package import Package
from syncer.workbooks.xlsx.reading import Seen
from syncer.workbooks.xlsx.sheetxml import SheetXml

_PLACE = re.compile(r"(?:'[^']*'|[\w.]+)?!?\$?[A-Z]{1,3}\$?\d*(?::\$?[A-Z]{1,3}\$?\d*)?(?![A-Za-z(\d])")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>(.*?)</(?:\w+:)?f>", re.DOTALL)


def refresh(seen: Seen, today: date) -> bytes | None:
    """The file with the Dashboard's shown values made right, or None where nothing is to be changed."""
    place = seen.located.get(layout.DASHBOARD.key)
    if place is None:
        return None
    sheet, facts = SheetXml(seen.package.read(place.sheet.part)), Facts(seen.state, today)
    changed = False
    for figure in all_figures():
        changed |= _show(sheet, figure, facts)
    return seen.package.rewrite({place.sheet.part: sheet.xml()}) if changed else None


def _show(sheet: SheetXml, figure: Figure, facts: Facts) -> bool:
    """Put the value into its cell, if our formula still stands there; people may have put something else."""
    column, row = re.match(r"([A-Z]+)(\d+)", figure.cell).groups()  # type: ignore[union-attr]
    found = sheet.cell(int(row), cells.column_number(column))
    formula = _FORMULA.search(found[1]) if found else None
    if found is None or formula is None or _shape(formula[1].decode()) != _shape(cells.text_xml(figure.formula)):
        return False
    value = figure.value(facts)
    kind, shown = (' t="str"', cells.text_xml(value)) if isinstance(value, str) else ("", repr(value))
    attributes = re.sub(r'\s+t="[^"]*"', "", found[0])
    made = f"<c{attributes}{kind}>{formula[0].decode()}<v>{shown}</v></c>"
    sheet.put_raw(int(row), cells.column_number(column), made)
    return True


def _shape(formula: str) -> str:
    """A formula without the places it looks at: programs rewrite those when columns move."""
    return re.sub(r"\s", "", _PLACE.sub("#", unescape(formula))).casefold()


def with_revision(seen: Seen, data: bytes, revision: str) -> Seen:
    """The same reading, of a file that differs in shown values only."""
    return replace(seen, package=Package(data), state=replace(seen.state, revision=revision))
