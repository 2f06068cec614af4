"""Cells: what a read shows of them and what a write leaves in them."""

from typing import Any

from tests.emulator import masks
from tests.emulator.entered import LONGEST, extended, short, typed
from tests.emulator.errors import PROTECTED, NotEmulatedError, Refused
from tests.emulator.formulas import effective
from tests.emulator.grid import Book, Json, Sheet, Span
from tests.emulator.masks import Mask, wants
from tests.emulator.shown import rendered, text_of
from tests.emulator.switches import Switches

STORED = ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns", "chipRuns")
UNKNOWN = {"pivotTable", "dataSourceTable", "dataSourceFormula"}
VALUES_ONLY: Mask = {"effectiveValue": None}
DEFAULT_FORMAT: Json = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
}
"""The format of an untouched cell [recorded]."""


def shown(cell: Json, sheet: Sheet, book: Book, mask: Mask, switches: Switches) -> Json:
    """The masked part of a cell as CellData, with what the service works out by itself."""
    if mask == VALUES_ONLY:  # the usual read of a large file
        found = effective(cell, sheet, book, switches) if "userEnteredValue" in cell else None
        return {} if found is None else {"effectiveValue": found}
    full = {name: cell[name] for name in cell if wants(mask, name)}
    if wants(mask, "effectiveValue") or wants(mask, "formattedValue"):
        value = effective(cell, sheet, book, switches)
        if value is not None and wants(mask, "effectiveValue"):
            full["effectiveValue"] = value
        if value is not None and wants(mask, "formattedValue"):
            full["formattedValue"] = text_of(value, number_format(cell))
    if wants(mask, "effectiveFormat") and cell:
        full["effectiveFormat"] = DEFAULT_FORMAT | cell.get("userEnteredFormat", {})
    link = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
    if link and wants(mask, "hyperlink"):
        full["hyperlink"] = link
    if mask is not None:
        for name, inner in mask.items():
            if inner is not None and name in full:
                full[name] = masks.project(full[name], inner)
    return full


def number_format(cell: Json) -> Json | None:
    """The number format of a cell, if it has one."""
    found: Json | None = cell.get("userEnteredFormat", {}).get("numberFormat")
    return found


def value(cell: Json, sheet: Sheet, book: Book, render: str, dates: str, switches: Switches) -> Any:
    """One cell as ``values.get`` returns it, by render option."""
    entered = cell.get("userEnteredValue")
    if entered is None:
        return ""
    if render == "FORMULA" and "formulaValue" in entered:
        return entered["formulaValue"]
    found = effective(cell, sheet, book, switches)
    if found is None:
        return ""
    if render == "FORMATTED_VALUE":
        return text_of(found, number_format(cell))
    return rendered(found, number_format(cell), "SERIAL_NUMBER" if render == "FORMULA" else dates)


def updated(old: Json, new: Json, mask: Mask) -> Json:
    """A cell after ``updateCells``: a new value takes its earlier chips and runs of format along."""
    result = masks.update(old, new, mask)
    if mask is None or "userEnteredValue" in mask:
        result = {name: inner for name, inner in result.items() if name not in {"textFormatRuns", "chipRuns"}}
        for runs in ("textFormatRuns", "chipRuns"):
            if runs in new and wants(mask, runs):
                result[runs] = new[runs]
    return result


def checked(cell: Json, where: str) -> Json:
    """A cell that is sent, without what only the service can set; one value of one kind at most."""
    entered = cell.get("userEnteredValue")
    if unknown := UNKNOWN & cell.keys():
        raise NotEmulatedError(f"cells with {sorted(unknown)}")
    if entered is not None:
        if len(entered) > 1:
            raise Refused(f"{where}: more than one kind of value is set")
        for text in entered.values():
            if isinstance(text, str) and len(text) > LONGEST:
                short(text)
    fresh = {name: inner for name, inner in cell.items() if name in STORED and inner != {}}
    if entered and entered.get("stringValue") == "":
        fresh.pop("userEnteredValue")
    return fresh


def written(old: Json, given: Any, how: str, locale: str) -> Json:
    """A cell after a values write: RAW keeps its format, USER_ENTERED may bring one along."""
    entered, brought = (extended(given), None) if how == "RAW" else typed(given, locale)
    fresh = {name: inner for name, inner in old.items() if name not in {"textFormatRuns", "chipRuns"}}
    if entered is None:
        fresh.pop("userEnteredValue", None)
    else:
        fresh["userEnteredValue"] = entered
    if brought and not number_format(old):
        fresh["userEnteredFormat"] = {**old.get("userEnteredFormat", {}), "numberFormat": brought}
    return fresh


def must_be_open(sheet: Sheet, span: Span) -> None:
    """Refuse a write that touches a cell protected from this user."""
    for protected in sheet.objects["protectedRanges"]:
        if protected.get("warningOnly") or protected.get("requestingUserCanEdit"):
            continue
        if not sheet.span(protected.get("range", {})).meets(span):
            continue
        openings = [sheet.span(each) for each in protected.get("unprotectedRanges", ())]
        if not any(opening.holds(span) for opening in openings):
            raise Refused(PROTECTED)


def must_be_valid(cell: Json, switches: Switches, of_table: Json) -> None:
    """Refuse what a strict list rule rejects, or one of a Table's column, where the switch says that the service
    does so."""
    rule, entered = of_table or cell.get("dataValidation", {}), cell.get("userEnteredValue")
    if not switches.strict_validation_refuses or not rule.get("strict") or not entered:
        return
    condition = rule.get("condition", {})
    if condition.get("type") == "ONE_OF_LIST":
        allowed = {each.get("userEnteredValue", "") for each in condition.get("values", ())}
        if text_of(entered, None) not in allowed:
            raise Refused("The data you entered violates the data validation rules set on this cell.")
