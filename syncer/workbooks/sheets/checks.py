"""What a plan may do to the workbook as it stands. The last line of defence before anything is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from syncer.core.workbook.cells import same
from syncer.core.workbook.layout import BY_KEY, Owner, may_write
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Edit, ReplaceTab, SetCell, TypeCell
from syncer.core.workbook.state import Row, Value
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.sheets.reading import Box, Place, Seen

MOST_CELLS = 10_000_000
"""Of all tabs together (google-api.md, section 3)."""


@dataclass(slots=True)
class _Tab:
    """Rows of a tab by the id they bear once all ids of a plan are taken off that stand on another's row; those rows,
    and rows without id, by their number."""

    by_id: dict[str, list[Row]] = field(default_factory=dict)
    bare: dict[int, Row] = field(default_factory=dict)


def check(seen: Seen, edits: Iterable[Edit]) -> dict[str, dict[str, int]]:
    """Row number of every row that is to be written, by tab and id.

    ``Conflict`` where the workbook is not as the plan saw it; ``WorkbookError`` for what a plan may never do: write a
    people's column of a row that is there, whatever the plan says.
    """
    edits = tuple(edits)
    index: dict[str, _Tab] = {}
    numbers: dict[str, dict[str, int]] = {}
    for edit in edits:
        if isinstance(edit, AddTab):
            if edit.tab in seen.places:
                raise Conflict(f"The tab {BY_KEY[edit.tab].title} is there again.", code="E-SHEET-TAB")
            continue
        if edit.tab not in seen.places:
            raise WorkbookError(f"The tab {BY_KEY[edit.tab].title} is missing.", code="E-SHEET-TAB")
        if edit.tab not in index:
            index[edit.tab] = _indexed(seen.state.tabs[edit.tab].rows, edit.tab, edits)
        row_of = _row(seen, edit, index[edit.tab])
        if row_of is not None:
            numbers.setdefault(edit.tab, {})[row_of[0]] = row_of[1]
    return numbers


def _indexed(rows: Iterable[Row], tab: str, edits: Iterable[Edit]) -> _Tab:
    taken_off = {edit.number: edit.old for edit in edits if isinstance(edit, AdoptRow) and edit.tab == tab}
    found = _Tab()
    for row in rows:
        if row.row_id == taken_off.get(row.number, ""):
            found.bare[row.number] = row
        else:
            found.by_id.setdefault(row.row_id, []).append(row)
    return found


def _row(seen: Seen, edit: Edit, index: _Tab) -> tuple[str, int] | None:
    tab, place, by_id = BY_KEY[edit.tab], seen.places[edit.tab], index.by_id
    if isinstance(edit, SetCell | TypeCell):
        _owned(edit)
        _columns(place, tab.title, edit.column)
        rows = by_id.get(edit.row_id, [])
        if len(rows) != 1 or not same(rows[0].cells.get(edit.column, ""), edit.old):
            raise _changed(tab.title)
        return edit.row_id, rows[0].number
    if isinstance(edit, AdoptRow):
        found = index.bare.get(edit.number)
        copies = edit.row_id in by_id and not edit.old
        if found is None or copies or _filled(found.cells) != _filled(edit.expect):
            raise _changed(tab.title)
        by_id.setdefault(edit.row_id, []).append(found)
        return edit.row_id, found.number
    if isinstance(edit, AppendRow):
        if edit.row_id in by_id:
            raise _changed(tab.title)
        _columns(place, tab.title, *edit.cells)
    elif isinstance(edit, ReplaceTab) and not tab.whole:
        raise WorkbookError(f"{tab.title} is not syncer's to rewrite; nothing was written.", code="E-SHEET-OWNER")
    elif isinstance(edit, AddColumns) and set(edit.columns) & set(place.columns):
        raise _changed(tab.title)
    return None


def _owned(edit: SetCell | TypeCell) -> None:
    """What a run writes is the service's; what a person types by way of a command is theirs."""
    tab = BY_KEY[edit.tab]
    column = tab.column(edit.column)
    if isinstance(edit, SetCell) and not may_write(edit.tab, edit.column):
        raise WorkbookError(
            f"A plan tried to write {tab.title}, {column.header}, which belongs to people. This is a fault of syncer; "
            "nothing was written.",
            code="E-SHEET-OWNER",
        )
    if isinstance(edit, TypeCell) and column.owner is not Owner.PEOPLE:
        raise WorkbookError(
            f"{tab.title}, {column.header} is syncer's to write, not a column to type into; nothing was written.",
            code="E-SHEET-OWNER",
        )


def _columns(place: Place, title: str, *wanted: str) -> None:
    if not set(wanted) <= set(place.columns):
        raise Conflict(f"{title} has lost a column since it was read.", code="E-SHEET-COLUMN")


def _changed(title: str) -> Conflict:
    return Conflict(f"{title} changed since it was read: a row or cell is not as it was.", code="E-SHEET-ROW")


def _filled(cells: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in cells.items() if value != ""}


def refuse_too_large(cells: int, requests: Iterable[Json], widths: Mapping[int, int]) -> None:
    """``WorkbookError`` if the grids would hold more cells than a spreadsheet may."""
    for request in requests:
        if "appendDimension" in request:
            added = request["appendDimension"]
            cells += added["length"] * widths[added["sheetId"]]
        elif "addSheet" in request:
            grid = request["addSheet"]["properties"]["gridProperties"]
            cells += grid["rowCount"] * grid["columnCount"]
    if cells > MOST_CELLS:
        raise WorkbookError(
            "The spreadsheet would hold more than ten million cells, which is the most that Google allows. Delete "
            "tabs, or empty rows and columns at the end of tabs, that nobody needs. Nothing was written.",
            code="E-SHEET-FULL",
        )


def refuse_locked(place: Place, boxes: Sequence[Box]) -> None:
    """``WorkbookError`` if a write would touch cells that this account may not edit: one refuses a whole batch."""
    for locked, openings in place.locked:
        for box in boxes:
            if locked.meets(box) and not any(_holds(opening, box) for opening in openings):
                raise protected(place.title)


def protected(title: str) -> WorkbookError:
    """The error for a tab with cells that this account may not edit."""
    return WorkbookError(
        f"{title} is protected, so nothing was written. Take the protection off, or let syncer's account edit (Data > "
        "Protected sheets and ranges).",
        code="E-SHEET-PROTECTED",
    )


def _holds(outer: Box, inner: Box) -> bool:
    rows = outer.top <= inner.top and inner.bottom <= outer.bottom
    return rows and outer.left <= inner.left and inner.right <= outer.right
