"""Where the writes of a batch really landed, told by its own reply, and what puts right those that went astray.

A sort between reading and writing passes every guard. The reply shows the id column after the batch: if it is not as
expected, the workbook is read once more, what was hit gets back what stood there, and the values go to their own rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from syncer.core.workbook.cells import plain
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.plan import AdoptRow, AppendRow, Edit, SetCell, TypeCell
from syncer.core.workbook.state import PutBack, Row, Value
from syncer.workbooks.sheets.cells import value_of
from syncer.workbooks.sheets.reading import Place, Seen
from syncer.workbooks.xlsx.cells import letters

Json = Mapping[str, Any]
FIELDS = (
    "replies(deleteDeveloperMetadata(deletedDeveloperMetadata(metadataId))),"
    "updatedSpreadsheet(sheets(properties(sheetId),data(startRow,rowData(values(effectiveValue)))))"
)
Numbers = Mapping[str, Mapping[str, int]]


def ranges(seen: Seen, edits: Iterable[Edit]) -> list[str]:
    """What the reply is to show of each tab that is written: the header row; the id column below it, or all columns
    where a row gets its id."""
    adopting = {edit.tab for edit in edits if isinstance(edit, AdoptRow)}
    found = []
    for key in dict.fromkeys(edit.tab for edit in edits):
        tab, place = BY_KEY[key], seen.places[key]
        if place.header:
            found.append(row_of(place, place.header))
        if tab.id_column:
            column = place.columns[tab.id_column]
            left, right = (0, max(place.columns.values())) if key in adopting else (column, column)
            found.append(f"{_quoted(place)}!{letters(left + 1)}{place.header + 1}:{letters(right + 1)}")
    return found


def cell(place: Place, number: int, column: int) -> str:
    """One cell as a range."""
    return f"{_quoted(place)}!{letters(column + 1)}{number}"


def row_of(place: Place, number: int) -> str:
    """One whole row as a range."""
    return f"{_quoted(place)}!{number}:{number}"


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
    shown = {int(sheet["properties"]["sheetId"]): _rows(sheet) for sheet in _sheets(reply)}
    edits = tuple(edits)
    found: dict[str, dict[str, int]] = {tab: dict(rows) for tab, rows in numbers.items()}
    for key in dict.fromkeys(edit.tab for edit in edits):
        place = seen.places[key]
        rows = shown.get(place.sheet, {})
        if place.header and tuple(rows.get(place.header, ())) != place.heads:
            return None
        if BY_KEY[key].id_column:
            made = _expected(seen, key, [edit for edit in edits if edit.tab == key], rows)
            if made is None:
                return None
            found.setdefault(key, {}).update(made)
    return found


def _sheets(reply: Json) -> Sequence[Json]:
    found: Sequence[Json] = reply.get("updatedSpreadsheet", {}).get("sheets", ())
    return found


def _rows(sheet: Json) -> dict[int, list[Value]]:
    """Rows by number, as far as the reply shows them."""
    found: dict[int, list[Value]] = {}
    for data in sheet.get("data", ()):
        for number, row in enumerate(data.get("rowData", ()), int(data.get("startRow", 0)) + 1):
            found[number] = [value_of(cell) for cell in row.get("values", ())]
    return found


def _expected(seen: Seen, key: str, edits: list[Edit], shown: Mapping[int, list[Value]]) -> dict[str, int] | None:
    """Rows of new ids, if every id that was there stands where it stood and the new ones below."""
    place, tab = seen.places[key], BY_KEY[key]
    wide = any(isinstance(edit, AdoptRow) for edit in edits)
    offset = place.columns[tab.id_column] if wide else 0
    ids = {number: _id(row, offset) for number, row in shown.items() if number > place.header and _id(row, offset)}
    before = {row.number: row.row_id for row in seen.state.tabs[key].rows if row.row_id}
    for edit in edits:
        if isinstance(edit, AdoptRow):
            before[edit.number] = edit.row_id
            if not _as_expected(place, edit, shown.get(edit.number, [])):
                return None
    new = {number: mark for number, mark in ids.items() if number > place.last}
    stand = {number: mark for number, mark in before.items() if mark}  # a row whose id was another's has none now
    if {number: mark for number, mark in ids.items() if number <= place.last} != stand:
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


def repairs(seen: Seen, fresh: Seen, edits: Iterable[Edit], numbers: Numbers) -> list[PutBack]:
    """What puts right the cells that were hit, and writes what missed its row. ``seen``: before the batch; ``fresh``:
    after it. A cell that a person has typed in since is left alone."""
    found: list[PutBack] = []
    sets = [edit for edit in edits if isinstance(edit, SetCell | TypeCell)]
    for key in dict.fromkeys(edit.tab for edit in sets):
        if key in fresh.places:
            mine = [edit for edit in sets if edit.tab == key]
            found += _repairs(seen, fresh, key, mine, numbers.get(key, {}))
    return found


def _repairs(
    seen: Seen, fresh: Seen, key: str, edits: list[SetCell | TypeCell], numbers: Mapping[str, int]
) -> Iterator[PutBack]:
    old, new, heads = seen.places[key].columns, fresh.places[key].columns, fresh.places[key].heads
    now = {row.number: row for row in fresh.state.tabs[key].rows}
    at = {row.row_id: row for row in fresh.state.tabs[key].rows if row.row_id}
    before = {row.row_id: row for row in seen.state.tabs[key].rows if row.row_id}
    stands = {index: column for column, index in new.items()}
    wanted = {(edit.row_id, edit.column) for edit in edits}
    sent = {(numbers[edit.row_id], old[edit.column]): edit for edit in edits}
    for (number, place), edit in sent.items():
        hit, column = now.get(number), stands.get(place, "")
        own_cell = fresh.places[key].own.get(number, {}).get(place, "")
        if not column and (place >= len(heads) or heads[place] == "") and plain(own_cell) == plain(edit.new) != "":
            yield PutBack(key, number, place, "")  # a column that somebody has just put in
        if hit is None or (hit.row_id, column) in wanted or (hit.row_id, column) == (edit.row_id, edit.column):
            continue
        was = _was(hit, edits, before, seen.state.tabs[key].rows)
        stood = "" if was is None else was.cells.get(column, "")
        if column and was is not None and plain(hit.cells.get(column, "")) == plain(edit.new) != plain(stood):
            yield PutBack(key, number, place, stood)
    for edit in edits:
        own = at.get(edit.row_id)
        if own is None or edit.column not in new:
            continue
        shows, here = plain(own.cells.get(edit.column, "")), sent.get((own.number, new[edit.column]))
        stray = here is not None and here is not edit and shows == plain(here.new)
        if shows != plain(edit.new) and (stray or shows == plain(edit.old)):
            yield PutBack(key, own.number, new[edit.column], edit.new)


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
