"""Where the writes of a batch really landed, told by its own reply, and what puts right those that went astray.

A sort between reading and writing passes every guard. The reply shows the id column after the batch: if it is not as
expected, the workbook is read once more, what was hit gets back what stood there, and the values go to their own rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from syncer.core.workbook.cells import plain
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.plan import AdoptRow, AppendRow, Edit, SetCell, TypeCell
from syncer.core.workbook.state import Row, Value
from syncer.workbooks.sheets.cells import value_of
from syncer.workbooks.sheets.reading import Place, Seen
from syncer.workbooks.xlsx.cells import letters

Json = Mapping[str, Any]
FIELDS = (
    "replies(deleteDeveloperMetadata(deletedDeveloperMetadata(metadataId))),"
    "updatedSpreadsheet(sheets(properties(sheetId),data(startRow,rowData(values(effectiveValue)))))"
)
Numbers = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Put:
    """A cell to be put right, by where it stands now."""

    tab: str
    number: int
    column: str
    value: Value


def ranges(seen: Seen, edits: Iterable[Edit]) -> list[str]:
    """What the reply is to show: the id column of each tab that is written, all columns where a row gets its id."""
    adopting = {edit.tab for edit in edits if isinstance(edit, AdoptRow)}
    found = []
    for key in dict.fromkeys(edit.tab for edit in edits):
        tab, place = BY_KEY[key], seen.places[key]
        if tab.id_column:
            column = place.columns[tab.id_column]
            left, right = (0, max(place.columns.values())) if key in adopting else (column, column)
            found.append(f"{_quoted(place)}!{letters(left + 1)}{place.header + 1}:{letters(right + 1)}")
    return found


def cell(place: Place, number: int, column: int) -> str:
    """One cell as a range."""
    return f"{_quoted(place)}!{letters(column + 1)}{number}"


def _quoted(place: Place) -> str:
    title = place.title.replace("'", "''")
    return f"'{title}'"


def landed(seen: Seen, edits: Iterable[Edit], numbers: Numbers, reply: Json) -> dict[str, dict[str, int]] | None:
    """Row number of every row written or made, by tab and id; ``None`` where the workbook has to be read to tell.

    That is when a guard's mark was not found (its row or column went at that very moment), or when an id does not
    stand where it stood.
    """
    if any(
        not each["deleteDeveloperMetadata"] for each in reply.get("replies", ()) if "deleteDeveloperMetadata" in each
    ):
        return None
    shown = {
        int(sheet["properties"]["sheetId"]): _grid(sheet)
        for sheet in reply.get("updatedSpreadsheet", {}).get("sheets", ())
    }
    edits = tuple(edits)
    found: dict[str, dict[str, int]] = {tab: dict(rows) for tab, rows in numbers.items()}
    for key in dict.fromkeys(edit.tab for edit in edits):
        if BY_KEY[key].id_column:
            made = _expected(
                seen, key, [edit for edit in edits if edit.tab == key], shown.get(seen.places[key].sheet, {})
            )
            if made is None:
                return None
            found.setdefault(key, {}).update(made)
    return found


def _grid(sheet: Json) -> dict[int, list[Value]]:
    """Rows by number, as far as the reply shows them."""
    data = sheet.get("data", [{}])[0]
    first = int(data.get("startRow", 0)) + 1
    return {
        number: [value_of(cell) for cell in row.get("values", ())]
        for number, row in enumerate(data.get("rowData", ()), first)
    }


def _expected(seen: Seen, key: str, edits: list[Edit], shown: Mapping[int, list[Value]]) -> dict[str, int] | None:
    """Rows of new ids, if every id that was there stands where it stood and the new ones below."""
    place, tab = seen.places[key], BY_KEY[key]
    wide = any(isinstance(edit, AdoptRow) for edit in edits)
    offset = place.columns[tab.id_column] if wide else 0
    ids = {number: _id(row, offset) for number, row in shown.items() if _id(row, offset)}
    before = {row.number: row.row_id for row in seen.state.tabs[key].rows if row.row_id}
    for edit in edits:
        if isinstance(edit, AdoptRow):
            before[edit.number] = edit.row_id
            if not _as_expected(place, edit, shown.get(edit.number, [])):
                return None
    new = {number: mark for number, mark in ids.items() if number > place.last}
    if {number: mark for number, mark in ids.items() if number <= place.last} != before:
        return None
    wanted = [edit.row_id for edit in edits if isinstance(edit, AppendRow)]
    if sorted(new.values()) != sorted(wanted):
        return None
    return {mark: number for number, mark in new.items()}


def _id(row: list[Value], offset: int) -> str:
    return str(row[offset]).strip() if offset < len(row) else ""


def _as_expected(place: Place, edit: AdoptRow, row: list[Value]) -> bool:
    """Whether the row that got an id holds what it held; days are numbers here."""
    tab = BY_KEY[edit.tab]
    for key, index in place.columns.items():
        if key == tab.id_column:
            continue
        value = row[index] if index < len(row) else ""
        if not isinstance(value, str):
            value = value_of(value, tab.column(key).kind)
        if plain(value) != plain(edit.expect.get(key, "")):
            return False
    return True


def repairs(seen: Seen, fresh: Seen, edits: Iterable[Edit], numbers: Numbers) -> list[Put]:
    """What puts right the cells that were hit, and writes what missed its row. ``seen``: before the batch; ``fresh``:
    after it. A cell that a person has typed in since is left alone."""
    found: list[Put] = []
    sets = [edit for edit in edits if isinstance(edit, SetCell | TypeCell)]
    for key in dict.fromkeys(edit.tab for edit in sets):
        if key in fresh.places:
            mine = [edit for edit in sets if edit.tab == key]
            found += _repairs(seen, fresh, key, mine, numbers.get(key, {}))
    return found


def _repairs(
    seen: Seen, fresh: Seen, key: str, edits: list[SetCell | TypeCell], numbers: Mapping[str, int]
) -> Iterator[Put]:
    now = {row.number: row for row in fresh.state.tabs[key].rows}
    at = {row.row_id: row for row in fresh.state.tabs[key].rows if row.row_id}
    before = {row.row_id: row for row in seen.state.tabs[key].rows if row.row_id}
    wanted = {(edit.row_id, edit.column): edit.new for edit in edits}
    for edit in edits:
        own, number = at.get(edit.row_id), numbers[edit.row_id]
        if own is not None and own.number == number:
            continue
        hit = now.get(number)
        if hit is not None and plain(hit.cells.get(edit.column, "")) == plain(edit.new):
            was = _was(hit, edits, before, seen.state.tabs[key].rows)
            if was is not None and (hit.row_id, edit.column) not in wanted:
                yield Put(key, number, edit.column, was.cells.get(edit.column, ""))
        if own is not None and plain(own.cells.get(edit.column, "")) != plain(edit.new):
            shown = plain(own.cells.get(edit.column, ""))
            sent = {plain(other.new) for other in edits if numbers[other.row_id] == own.number}
            if shown == plain(edit.old) or shown in sent:
                yield Put(key, own.number, edit.column, edit.new)


def _was(hit: Row, edits: list[SetCell | TypeCell], before: Mapping[str, Row], rows: Iterable[Row]) -> Row | None:
    """The row that was hit as it stood before: by its id, or without one by all the cells that were not written."""
    if hit.row_id:
        return before.get(hit.row_id)
    written = {edit.column for edit in edits}
    left = {key: plain(value) for key, value in hit.cells.items() if key not in written}
    same = [
        row
        for row in rows
        if not row.row_id and {key: plain(value) for key, value in row.cells.items() if key not in written} == left
    ]
    if same:
        return same[0]
    return Row("", hit.number, {}) if not left else None
