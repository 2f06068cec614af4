"""Tabs, columns and the hidden tab as they are first made. Everything of a set-up goes in one batch."""

from collections.abc import Mapping, Sequence

from syncer.core.workbook.layout import DASHBOARD, MEMORY_TAB, TABS, Tab
from syncer.errors import WorkbookError
from syncer.workbooks.sheets import guards, marks, store
from syncer.workbooks.sheets.look import dress, dress_column
from syncer.workbooks.sheets.marks import TABS_KEY, Json, Mark, Stamp, Ways
from syncer.workbooks.sheets.reading import Place, Seen
from syncer.workbooks.sheets.writes import SPARE_ROWS

SPARE_COLUMNS = 2
"""Columns right of ours: one for the mark that guards the last, one for people."""
STORE_COLUMNS = 3
_FEWEST_ROWS = 100
_BOARD_ROWS = 120
"""The Dashboard's tables reach down to row 105."""


def everything(seen: Seen, rows: Mapping[str, int], wanted: Sequence[Tab] = TABS, *, ways: Ways) -> list[Json]:
    """All tabs in a spreadsheet that has none of ours. ``rows``: how many each will hold at once.

    ``WorkbookError`` where a tab of the person's has the title of one of ours.
    """
    ids: dict[str, int] = {}
    requests: list[Json] = []
    blank = list(seen.blank) if len(seen.titles) == 1 else []
    for index, tab in enumerate(wanted):
        own = _titled(seen, tab.title)
        reused = own if own is not None else blank[0] if index == 0 and blank else None
        if own is not None and own not in seen.blank:
            raise WorkbookError(
                f"The spreadsheet has a tab called {tab.title} that is not syncer's. Give it another title, or name "
                "another spreadsheet. Nothing was written.",
                code="E-SHEET-TAKEN",
            )
        ids[tab.key] = _free_id(seen, f"tab:{tab.key}") if reused is None else reused
        requests += _sheet(tab, ids[tab.key], index, rows.get(tab.key, 0), made=reused is None)
    ids[MEMORY_TAB] = _free_id(seen, f"tab:{MEMORY_TAB}")
    requests.append(hidden(ids[MEMORY_TAB], rows.get(MEMORY_TAB, 0)))
    for tab in wanted:
        requests += [*column_marks(tab, ids[tab.key]), *dress(tab, ids[tab.key])]
    return [*requests, *remember(seen, ids, ways)]


def add_tab(seen: Seen, tab: Tab) -> tuple[int, list[Json]]:
    """A managed tab that is gone, made once more, as the last one; its sheet id."""
    number = _free_id(seen, f"tab:{tab.key}")
    made = [*_sheet(tab, number, len(seen.titles), 0, made=True), *column_marks(tab, number)]
    requests = [*made, *dress(tab, number)]
    return number, requests


def add_columns(seen: Seen, tab: Tab, keys: Sequence[str]) -> list[Json]:
    """Managed columns right of all that stands in a tab. A mark may be left where the header of one was cleared.

    They are put in, not laid over what is taken for blank: where no guard can refuse the batch, a column that somebody
    puts in at that moment has pushed their last one there.
    """
    place = seen.places[tab.key]
    requests: list[Json] = []
    if place.right + SPARE_COLUMNS > place.width:
        length = place.right + SPARE_COLUMNS - place.width
        requests.append({"appendDimension": {"sheetId": place.sheet, "dimension": "COLUMNS", "length": length}})
    span = {"dimension": "COLUMNS", "startIndex": place.right, "endIndex": place.right + len(keys)}
    requests.append({"insertDimension": {"range": {"sheetId": place.sheet, **span}, "inheritFromBefore": False}})
    for index, key in enumerate(keys, place.right):
        requests += dress_column(tab, tab.column(key), place.sheet, max(place.header, 1), index)
        mark = marks.number(f"{marks.COLUMN_KEY}:{tab.key}:{key}")
        spot = marks.Spot(place.sheet, "COLUMNS", index)
        requests += guards.set_mark(seen, mark, Mark(marks.COLUMN_KEY, f"{tab.key}.{key}", spot))
    return requests


def hidden(number: int, rows: int) -> Json:
    """The hidden tab itself."""
    grid = {"rowCount": height(rows), "columnCount": STORE_COLUMNS}
    properties = {"sheetId": number, "title": MEMORY_TAB, "hidden": True, "gridProperties": grid}
    return {"addSheet": {"properties": properties}}


def remember(seen: Seen, ids: Mapping[str, int], ways: Ways) -> list[Json]:
    """Which tab is which, and how the revision is swapped, in the spreadsheet's metadata, if it does not say so yet."""
    text = tabs_text(ids, ways)
    if marks.TABS not in seen.marks:
        return [marks.created(marks.TABS, Mark(TABS_KEY, text))]
    return [marks.updated(marks.TABS, text)] if seen.marks[marks.TABS].value != text else []


def tabs_text(ids: Mapping[str, int], ways: Ways) -> str:
    """What is remembered of the tabs."""
    return marks.packed({**dict(sorted(ids.items())), **dict(sorted(ways.items()))})


def new_store(seen: Seen) -> Place:
    """Where the hidden tab will be when it is made again."""
    number = _free_id(seen, f"tab:{MEMORY_TAB}")
    return Place(number, MEMORY_TAB, len(seen.titles), 0, {"key": 0, "text": 1}, 0, 0, 0, height(0), STORE_COLUMNS)


def first_stamp(seen: Seen, stamp: Stamp, *, swaps_names: bool) -> list[Json]:
    """The first revision, and the first line of the hidden tab."""
    number = _free_id(seen, f"tab:{MEMORY_TAB}")
    place = Place(number, MEMORY_TAB, 0, 0, {"key": 0, "text": 1}, 0, 0, 0, height(0), STORE_COLUMNS)
    revision = guards.revision(stamp, swaps_names=swaps_names)
    swap = guards.swap_of("", stamp, number, swaps_names=swaps_names, marks_before={})
    return [*swap, *store.change(place, {}, {}, revision).requests]


def known_ids(seen: Seen) -> dict[str, int]:
    """The tabs as they are remembered, brought in line with where they were found."""
    found = {key: place.sheet for key, place in seen.places.items()}
    return found | ({MEMORY_TAB: seen.store.sheet} if seen.store else {})


def height(rows: int) -> int:
    """Rows of a grid that holds so many from the beginning."""
    return max(_FEWEST_ROWS, rows + 2 + SPARE_ROWS + rows // 10)


def _sheet(tab: Tab, number: int, index: int, rows: int, *, made: bool) -> list[Json]:
    most = _BOARD_ROWS if tab is DASHBOARD else 0
    grid = {"rowCount": max(most, height(rows)), "columnCount": max(len(tab.columns), 10) + SPARE_COLUMNS}
    properties: Json = {"sheetId": number, "title": tab.title, "index": index, "gridProperties": grid}
    if made:
        return [{"addSheet": {"properties": properties}}]
    fields = "title,index,gridProperties(rowCount,columnCount)"
    return [{"updateSheetProperties": {"properties": properties, "fields": fields}}]


def column_marks(tab: Tab, number: int) -> list[Json]:
    """Marks on every managed column of a tab just made."""
    found = []
    for index, column in enumerate(tab.columns):
        mark = marks.number(f"{marks.COLUMN_KEY}:{tab.key}:{column.key}")
        spot = marks.Spot(number, "COLUMNS", index)
        found.append(marks.created(mark, Mark(marks.COLUMN_KEY, f"{tab.key}.{column.key}", spot)))
    return found


def _titled(seen: Seen, title: str) -> int | None:
    return next((number for number, each in seen.titles.items() if each.casefold() == title.casefold()), None)


def _free_id(seen: Seen, name: str) -> int:
    number = marks.number(name)
    while number in seen.titles:
        number += 1
    return number
