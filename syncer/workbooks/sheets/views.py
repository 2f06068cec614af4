"""Tabs that only show the cells of another sheet (``IMPORTRANGE``): what is written there breaks what they show."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncer.core.workbook.layout import BY_KEY
from syncer.errors import SafetyStop
from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.readback import row_of
from syncer.workbooks.sheets.reading import Place, Seen

FIELDS = "sheets(properties(sheetId),data(rowData(values(userEnteredValue,effectiveValue))))"
Places = Mapping[str, Place]


def unfamiliar(seen: Seen) -> dict[str, Place]:
    """Tabs that were found by their title and headers alone: no commit has remembered them as syncer's."""
    known = marks.fields_of(seen.marks[marks.TABS].value) if marks.TABS in seen.marks else {}
    return {key: place for key, place in seen.places.items() if place.header and known.get(key) != place.sheet}


def ranges(places: Places) -> list[str]:
    """What is to be read: the header row of each, and the first row below it."""
    return [row_of(place, row) for place in places.values() for row in _rows(place)]


def expect_none(places: Places, answer: Mapping[str, Any]) -> None:
    """``SafetyStop`` where headers, or the first id, are seen in a tab and nobody typed them there.

    ``answer``: by ``FIELDS`` and ``ranges``, cells bare. People may have formulas of their own in all other cells.
    """
    read = {sheet["properties"]["sheetId"]: [_cells(data) for data in sheet["data"]] for sheet in answer["sheets"]}
    for key, place in places.items():
        id_column = place.columns.get(BY_KEY[key].id_column, -1)
        looked_at = (tuple(place.columns.values()), (id_column,))
        if any(_only_shown(cells, columns) for cells, columns in zip(read[place.sheet], looked_at, strict=False)):
            raise SafetyStop(
                f"{place.title} only shows the cells of another sheet, by a formula such as IMPORTRANGE, and would "
                "break if it were written to. Name the sheet it shows in workbook.google_sheet, or delete this tab "
                "and run `syncer accept recreate`. Nothing was written.",
                code="E-SHEET-VIEW",
            )


def _rows(place: Place) -> range:
    return range(place.header, min(place.header + 1, place.height) + 1)


def _cells(data: Mapping[str, Any]) -> Sequence[Any]:
    rows = data.get("rowData") or [{}]
    cells: Sequence[Any] = rows[0].get("values", ())
    return cells


def _only_shown(cells: Sequence[Any], columns: Sequence[int]) -> bool:
    """Whether any cell of these columns shows a value that is not the one that was typed into it."""
    return any(_shows(cells[index]) and not _typed(cells[index]) for index in columns if 0 <= index < len(cells))


def _shows(cell: Any) -> bool:
    return not isinstance(cell, Mapping) or "effectiveValue" in cell


def _typed(cell: Any) -> bool:
    entered = cell.get("userEnteredValue") if isinstance(cell, Mapping) else None
    return entered is not None and not isinstance(entered, Mapping)
