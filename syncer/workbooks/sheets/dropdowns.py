"""Dropdowns of people's own over service columns, and those of a native Table's columns: what they let in, where they
refuse everything else.

A reading does not ask for them: every cell with a dropdown would bring its whole list along. They are asked for when
one of them has refused a batch, in the first and the last row of each tab.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from syncer.core.workbook.layout import may_write
from syncer.workbooks.sheets.readback import row_of
from syncer.workbooks.sheets.reading import Seen

Choices = Mapping[str, Mapping[str, frozenset[str]]]
"""Tab -> column -> the only texts that a dropdown lets into all its cells."""
_CONDITION = "condition(type,values(userEnteredValue))"
FIELDS = (
    "sheets(properties(sheetId),"
    f"tables(range,columnProperties(columnIndex,dataValidationRule({_CONDITION}))),"
    f"data(startRow,rowData(values(dataValidation(strict,{_CONDITION})))))"
)


def ranges(seen: Seen) -> list[str]:
    """What is to be read: the first row below each header, and the last with anything in it."""
    places = [place for place in seen.places.values() if place.last > place.header]
    return [row_of(place, number) for place in places for number in sorted({place.header + 1, place.last})]


def choices(seen: Seen, answer: Mapping[str, Any]) -> Choices:
    """The words of each strict list of a service column that both rows have, or that a Table has for the column."""
    shown = {int(sheet["properties"]["sheetId"]): sheet for sheet in answer.get("sheets", ())}
    found: dict[str, dict[str, frozenset[str]]] = {}
    for key, place in seen.places.items():
        sheet = shown.get(place.sheet, {})
        rows = [_cells(data) for data in sheet.get("data", ())]
        typed = _of_tables(sheet.get("tables", ()))
        for column, index in place.columns.items():
            lists = [_words(row[index]) if index < len(row) else None for row in rows]
            same = lists[0] if lists and set(lists) == {lists[0]} else None
            words = typed.get(index, same)
            if may_write(key, column) and words is not None:
                found.setdefault(key, {})[column] = words
    return found


def _of_tables(tables: Iterable[Mapping[str, Any]]) -> dict[int, frozenset[str]]:
    """The words of each dropdown column of a tab's Tables, by the column's place in the tab."""
    found = {}
    for table in tables:
        left = table.get("range", {}).get("startColumnIndex", 0)
        for head in table.get("columnProperties", ()):
            words = _words({"dataValidation": {"strict": True, **head.get("dataValidationRule", {})}})
            if words is not None:
                found[left + head.get("columnIndex", 0)] = words
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
