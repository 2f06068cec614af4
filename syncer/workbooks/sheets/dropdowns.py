"""Dropdowns of people's own over service columns: what they let in, where they refuse everything else.

A reading does not ask for them: every cell with a dropdown would bring its whole list along. They are asked for when
one of them has refused a batch, in the first and the last row of each tab.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from syncer.core.workbook.layout import may_write
from syncer.workbooks.sheets.readback import row_of
from syncer.workbooks.sheets.reading import Seen

Choices = Mapping[str, Mapping[str, frozenset[str]]]
"""Tab -> column -> the only texts that a dropdown lets into all its cells."""
FIELDS = (
    "sheets(properties(sheetId),data(startRow,"
    "rowData(values(dataValidation(strict,condition(type,values(userEnteredValue)))))))"
)


def ranges(seen: Seen) -> list[str]:
    """What is to be read: the first row below each header, and the last with anything in it."""
    places = [place for place in seen.places.values() if place.last > place.header]
    return [row_of(place, number) for place in places for number in sorted({place.header + 1, place.last})]


def choices(seen: Seen, answer: Mapping[str, Any]) -> Choices:
    """The words of each strict list of a service column that both rows have."""
    shown = {int(sheet["properties"]["sheetId"]): sheet.get("data", ()) for sheet in answer.get("sheets", ())}
    found: dict[str, dict[str, frozenset[str]]] = {}
    for key, place in seen.places.items():
        rows = [_cells(data) for data in shown.get(place.sheet, ())]
        for column, index in place.columns.items():
            lists = [_words(row[index]) if index < len(row) else None for row in rows]
            if may_write(key, column) and lists and lists[0] is not None and set(lists) == {lists[0]}:
                found.setdefault(key, {})[column] = lists[0]
    return found


def with_choices(seen: Seen, known: Choices) -> Seen:
    """The reading with what is known of dropdowns."""
    if not known:
        return seen
    tabs = {key: replace(tab, choices=known.get(key, {})) for key, tab in seen.state.tabs.items()}
    return replace(seen, state=replace(seen.state, tabs=tabs))


def _cells(data: Mapping[str, Any]) -> list[Any]:
    rows = data.get("rowData", ())
    found: list[Any] = rows[0].get("values", []) if rows else []
    return found


def _words(cell: Any) -> frozenset[str] | None:
    rule = cell.get("dataValidation", {}) if isinstance(cell, dict) else {}
    condition = rule.get("condition", {})
    if not rule.get("strict") or condition.get("type") != "ONE_OF_LIST":
        return None
    return frozenset(str(value.get("userEnteredValue", "")).strip() for value in condition.get("values", ()))
