"""Tabs that only show the cells of another sheet (``IMPORTRANGE``): what is written there breaks what they show."""

from collections.abc import Mapping
from typing import Any

from syncer.errors import SafetyStop
from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.readback import row_of
from syncer.workbooks.sheets.reading import Place, Seen

FIELDS = "sheets(properties(sheetId),data(rowData(values(userEnteredValue))))"


def unfamiliar(seen: Seen) -> list[Place]:
    """Tabs that were found by their title and headers alone: no commit has remembered them as syncer's."""
    known = marks.fields_of(seen.marks[marks.TABS].value) if marks.TABS in seen.marks else {}
    return [place for key, place in seen.places.items() if place.header and known.get(key) != place.sheet]


def ranges(places: list[Place]) -> list[str]:
    """The header row of each."""
    return [row_of(place, place.header) for place in places]


def expect_none(places: list[Place], answer: Mapping[str, Any]) -> None:
    """``SafetyStop`` where headers are seen in a tab and nobody typed them there. ``answer``: by ``FIELDS``."""
    typed = {sheet["properties"]["sheetId"]: _typed(sheet) for sheet in answer.get("sheets", ())}
    for place in places:
        shown = {index for index in place.columns.values() if index < len(place.heads) and place.heads[index] != ""}
        if shown - typed.get(place.sheet, set()):
            raise SafetyStop(
                f"{place.title} only shows the cells of another sheet, by a formula such as IMPORTRANGE, and would "
                "break if it were written to. Name the sheet it shows in workbook.google_sheet, or delete this tab "
                "and run `syncer accept recreate`. Nothing was written.",
                code="E-SHEET-VIEW",
            )


def _typed(sheet: Mapping[str, Any]) -> set[int]:
    """Columns of the row in which somebody typed a value."""
    rows = sheet.get("data", [{}])[0].get("rowData", [{}])
    entered = (cell.get("userEnteredValue") for cell in rows[0].get("values", ()))
    return {index for index, value in enumerate(entered) if value is not None and not isinstance(value, Mapping)}
