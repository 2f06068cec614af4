"""Edits as requests of a batch: cells by place, next to each other in one request; nothing but values and links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncer.core.workbook.layout import BY_KEY, START, Tab
from syncer.core.workbook.plan import AdoptRow, AppendRow, ReplaceTab, SetCell, TypeCell
from syncer.core.workbook.state import Value
from syncer.workbooks.sheets import page
from syncer.workbooks.sheets.cells import cell_of
from syncer.workbooks.sheets.look import dress_below
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.sheets.reading import Box, Place
from syncer.workbooks.xlsx.tail import safe_link

VALUE = "userEnteredValue"
LINKED = "userEnteredValue,userEnteredFormat.textFormat.link"
SPARE_ROWS = 50
"""Empty rows left below the last, for people to type in."""

Cells = dict[int, dict[int, Json]]
"""Row number (from 1) -> column (from 0) -> cell to send."""


def sets(place: Place, edits: Iterable[SetCell | TypeCell | AdoptRow], numbers: Mapping[str, int]) -> list[Json]:
    """Single cells of rows that are there. A cell of a column of links gets the new text's link, or none."""
    plain: Cells = defaultdict(dict)
    linked: Cells = defaultdict(dict)
    for edit in edits:
        tab = BY_KEY[edit.tab]
        if isinstance(edit, AdoptRow):
            plain[edit.number][place.columns[tab.id_column]] = cell_of(edit.row_id)
        elif tab.column(edit.column).kind == "link":
            linked[numbers[edit.row_id]][place.columns[edit.column]] = with_link(cell_of(edit.new), _address(edit))
        else:
            plain[numbers[edit.row_id]][place.columns[edit.column]] = cell_of(edit.new)
    return [*blocks(place.sheet, plain, VALUE), *blocks(place.sheet, linked, LINKED)]


def _address(edit: SetCell | TypeCell) -> Value:
    return edit.link or edit.new if isinstance(edit, SetCell) else edit.new


def with_link(cell: Json, address: Value) -> Json:
    """The cell with a link, if it may be written and there is a text to carry it."""
    if cell and isinstance(address, str) and safe_link(address):
        return {**cell, "userEnteredFormat": {"textFormat": {"link": {"uri": address}}}}
    return cell


def append(place: Place, edits: Sequence[AppendRow]) -> list[Json]:
    """New rows below the last that holds anything, in the order of the edits."""
    if not edits:
        return []
    links = any(edit.links for edit in edits)
    rows = [{"values": _row(place, edit)} for edit in edits]
    request = {"sheetId": place.sheet, "rows": rows, "fields": LINKED if links else VALUE}
    return [{"appendCells": request}]


def _row(place: Place, edit: AppendRow) -> list[Json]:
    tab = BY_KEY[edit.tab]
    found = {place.columns[key]: cell_of(value) for key, value in edit.cells.items()}
    for key, address in edit.links.items():
        if key in place.columns and place.columns[key] in found:
            found[place.columns[key]] = with_link(found[place.columns[key]], address)
    if tab.id_column:
        found[place.columns[tab.id_column]] = cell_of(edit.row_id)
    return [found.get(index, {}) for index in range(max(found) + 1)]


def replace(place: Place, edit: ReplaceTab, last: int) -> list[Json]:
    """The managed columns of a tab that is the service's, down to ``last``, the last row it holds now."""
    first = place.header + 1
    found: Cells = {}
    for number in range(first, max(last, place.header + len(edit.rows)) + 1):
        values = edit.rows[number - first] if number - first < len(edit.rows) else {}
        row = {index: cell_of(values.get(key, "")) for key, index in place.columns.items()}
        if edit.tab == START.key:
            looks = page.line(number, values)
            row = {place.columns[key]: {**row[place.columns[key]], **looks[key]} for key in place.columns}
        found[number] = row
    return list(blocks(place.sheet, found, page.FIELDS if edit.tab == START.key else VALUE))


def height_for(place: Place, rows: int) -> int:
    """Rows of the grid once it holds so many."""
    return place.height if rows <= place.height else rows + SPARE_ROWS


def grow(place: Place, rows: int, tab: Tab | None = None) -> list[Json]:
    """Rows at the end of the grid, if it has fewer than these; they look as the last one does, or as set-up made them
    where the header is the last one."""
    more = height_for(place, rows) - place.height
    if not more:
        return []
    added = {"appendDimension": {"sheetId": place.sheet, "dimension": "ROWS", "length": more}}
    if tab is not None and place.height <= place.header:
        placed = ((tab.column(key), index) for key, index in place.columns.items())
        return [added, *(each for one, at in placed for each in dress_below(tab, one, place.sheet, place.header, at))]
    span = {"sheetId": place.sheet, "startColumnIndex": 0, "endColumnIndex": place.width}
    source = {**span, "startRowIndex": place.height - 1, "endRowIndex": place.height}
    below = {**span, "startRowIndex": place.height, "endRowIndex": place.height + more}
    looks = [
        {"copyPaste": {"source": source, "destination": below, "pasteType": kind}}
        for kind in ("PASTE_FORMAT", "PASTE_DATA_VALIDATION")
    ]
    return [added, *looks]


def blocks(sheet: int, cells: Cells, fields: str) -> Iterator[Json]:
    """Cells as few requests: runs of columns in a row, and rows below each other with the same run, in one."""
    open_runs: dict[tuple[int, int], tuple[int, list[Json]]] = {}
    for number in sorted(cells):
        runs = dict(_runs(cells[number]))
        for span in [
            span for span, (first, rows) in open_runs.items() if first + len(rows) != number or span not in runs
        ]:
            yield _block(sheet, span, open_runs.pop(span), fields)
        for span, row in runs.items():
            open_runs.setdefault(span, (number, []))[1].append({"values": row})
    for span, run in open_runs.items():
        yield _block(sheet, span, run, fields)


def _runs(row: Mapping[int, Json]) -> Iterator[tuple[tuple[int, int], list[Json]]]:
    start: int | None = None
    values: list[Json] = []
    for index in sorted(row):
        if start is not None and index != start + len(values):
            yield (start, start + len(values)), values
            start, values = None, []
        start = index if start is None else start
        values = [*values, row[index]]
    if start is not None:
        yield (start, start + len(values)), values


def _block(sheet: int, span: tuple[int, int], run: tuple[int, list[Json]], fields: str) -> Json:
    number, rows = run
    start = {"sheetId": sheet, "rowIndex": number - 1, "columnIndex": span[0]}
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def boxes(requests: Iterable[Json], place: Place) -> list[Box]:
    """The cells of one tab that these requests write."""
    found = []
    for request in requests:
        (kind, inner), *_ = request.items()
        if kind == "updateCells":
            top, left = inner["start"]["rowIndex"], inner["start"]["columnIndex"]
            width = max(len(row["values"]) for row in inner["rows"])
            found.append(Box(top, top + len(inner["rows"]), left, left + width))
        elif kind == "appendCells":
            width = max(len(row["values"]) for row in inner["rows"])
            found.append(Box(place.last, place.last + len(inner["rows"]), 0, width))
    return found
