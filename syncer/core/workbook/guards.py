"""When not to write: stops that protect a workbook in which something went wrong. Zero writes, a way out in words."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType

from syncer.core.workbook.cells import Plain, plain
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.layout import BY_KEY, LAYOUT_VERSION, TABS, Owner
from syncer.core.workbook.memory import stood
from syncer.core.workbook.plan import AddColumns, AddTab
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import CellError, WorkbookState
from syncer.errors import SafetyStop

ACCEPTABLE = ("shrink", "restore", "copy", "recreate")
SORTED_ROWS = 5
"""More rows than this with the name, e-mail or profile of others: keys were left behind by a sort."""
MANY_ROWS, MANY_SHARE, FEW_ROWS = 50, 0.20, 10
"""Over 50 rows, or over 20 % and at least 10, vanished at once: an accident more likely than a decision."""

_GUARDED_TABS = ("people", "outreach", "targets")
_CARRIED = ("name", "email", "linkedin")


Wanted = Mapping[str, Mapping[str, Desired]]
"""Tab -> row id -> the row as it should be."""


def check(
    state: WorkbookState, entered: Entered, accepted: frozenset[str], wanted: Wanted = MappingProxyType({})
) -> tuple[AddTab | AddColumns, ...]:
    """Raise ``SafetyStop`` where nothing may be written; return structure that has to be made before anything else.

    ``wanted`` stands in for what was last written where the memory is lost.
    """
    _newer(state)
    _copied(state, entered, accepted)
    expect_ours(state, accepted)
    tabs = _missing_tabs(state, accepted)
    _headers(state)
    for tab in _GUARDED_TABS:
        if tab not in tabs:
            _vanished(tab, entered, accepted)
    for tab in ("people", "outreach"):
        _left_behind(tab, entered, _written(tab, entered, wanted.get(tab, {})))
    return (*(AddTab(tab) for tab in tabs), *_missing_columns(state))


def is_foreign(state: WorkbookState) -> bool:
    """Whether nothing in a workbook is syncer's: no memory, and no tab with its headers."""
    ours = any(found.has_header and BY_KEY[key].header for key, found in state.tabs.items())
    return not (ours or state.layout) and state.memory_lost


def expect_ours(state: WorkbookState, accepted: frozenset[str] = frozenset()) -> None:
    """``SafetyStop`` for a file in which nothing of syncer's ever was: a budget named by mistake is not filled."""
    if not is_foreign(state):
        return
    titles = ", ".join(found.title for found in state.tabs.values())
    if titles:  # to put a tab of ours there would be to take theirs
        raise SafetyStop(
            f"The workbook that the settings name was never syncer's, and holds something else under {titles}. Name "
            f"another file in [workbook] path (it is made where there is none), or give {titles} another title and "
            "run `syncer accept recreate`, which puts syncer's tabs beside those that are there. Nothing was written.",
            code="E-SHEET-TAKEN",
        )
    if "recreate" not in accepted:
        raise SafetyStop(
            "The workbook that the settings name was never syncer's: none of its tabs is. Name another file in "
            "[workbook] path (it is made where there is none). If it is the right one, `syncer accept recreate` puts "
            "syncer's tabs beside those that are there and leaves these alone; if it was syncer's and lost everything, "
            "take the newest copy from .syncer-backup. Nothing was written.",
            code="E-SHEET-FOREIGN",
        )


def missing(tab: str, entered: Entered) -> list[str]:
    """Ids that had a row in this tab and have none now, tombstones included."""
    rows = entered.rows.get(tab, Rows())
    by_id, twins = rows.by_id, rows.twins
    gone = [mark for mark in entered.memory.rows if mark not in by_id and mark not in twins]
    return [mark for mark in gone if stood(entered.memory.rows[mark], tab)]


def newly_missing(tab: str, entered: Entered) -> list[str]:
    """Ids whose row was there at the last run and is not now."""
    return [mark for mark in missing(tab, entered) if tab not in entered.memory.rows[mark].absent]


def _newer(state: WorkbookState) -> None:
    if state.layout > LAYOUT_VERSION:
        raise SafetyStop(
            f"This workbook was made by a newer syncer (layout {state.layout}; this one knows {LAYOUT_VERSION}). "
            "Upgrade syncer; nothing was written.",
            code="E-SHEET-NEWER",
        )


def _copied(state: WorkbookState, entered: Entered, accepted: frozenset[str]) -> None:
    remembered = entered.memory.header.workbook_id
    if remembered and state.workbook_id and remembered != state.workbook_id and "copy" not in accepted:
        raise SafetyStop(
            "This is a copy of the workbook syncer keeps. Two copies would drift apart; name the original in the "
            "settings, or go on with this copy: `syncer accept copy`. Nothing was written.",
            code="E-SHEET-COPY",
        )


def _missing_tabs(state: WorkbookState, accepted: frozenset[str]) -> list[str]:
    gone = [tab.key for tab in TABS if tab.columns and tab.key not in state.tabs]
    if gone and "recreate" not in accepted:
        titles = ", ".join(BY_KEY[key].title for key in gone)
        raise SafetyStop(
            f"Missing from the workbook: {titles}. Undo the deletion or take the version before it from the version "
            "history (.syncer-backup beside a file). To have it made again without what people typed there: "
            "`syncer accept recreate`. Nothing was written.",
            code="E-SHEET-TAB",
        )
    return gone


def _headers(state: WorkbookState) -> None:
    for key, found in state.tabs.items():
        tab = BY_KEY[key]
        if tab.header and tab.columns and not found.has_header:
            raise SafetyStop(
                f"{tab.title} has lost its header row, so its columns cannot be told apart. Undo that, or put a row "
                f"on top with the headers ({tab.columns[0].header}, ...). To start this tab afresh, delete it and "
                "run `syncer accept recreate`. Nothing was written.",
                code="E-SHEET-HEADER",
            )
        if tab.id_column and tab.id_column not in found.columns:
            raise SafetyStop(
                f"The column {tab.column(tab.id_column).header} of {tab.title} is gone; without it nobody can tell "
                "which row is whose. Undo that, or take the version before from the version history. To start this "
                "tab afresh, delete it and run `syncer accept recreate`. Nothing was written.",
                code="E-SHEET-KEY",
            )


def _vanished(tab: str, entered: Entered, accepted: frozenset[str]) -> None:
    if accepted & {"shrink", "restore"}:
        return
    new = len(newly_missing(tab, entered))
    standing = len(entered.rows[tab].by_id) + len(entered.rows[tab].twins)
    if new > MANY_ROWS or (new >= FEW_ROWS and new > MANY_SHARE * (standing + new)):
        raise SafetyStop(
            f"{new} of {standing + new} rows of {BY_KEY[tab].title} vanished since the last run. If you deleted them: "
            "`syncer accept shrink`. To have them back, as the sources know them: `syncer accept restore`; what you "
            "typed in them is in the version history (.syncer-backup beside a file). Nothing was written.",
            code="E-SHEET-SHRUNK",
        )


def _left_behind(tab: str, entered: Entered, written: Callable[[str], Mapping[str, Plain]]) -> None:
    """Refuse rows that hold the name, e-mail or profile last written for others: a sort left their ids behind."""
    columns = [key for key in _CARRIED if any(column.key == key for column in BY_KEY[tab].columns)]
    rows = entered.rows[tab].by_id
    owners = {column: lru_cache(partial(_owners, tab, column, entered, written)) for column in columns}
    carried = 0
    for mark, row in ((mark, rows[mark]) for mark in sorted(entered.touched.get(tab, ())) if mark in rows):
        own = written(mark)
        for column in columns if own else ():
            value = row.cells.get(column, "")
            if value in ("", own.get(column, "")) or isinstance(value, CellError):
                continue
            text = plain(value)
            if text != own.get(column, "") and owners[column]().get(text, mark) != mark:
                carried += 1
                break
    if carried > SORTED_ROWS:
        title = BY_KEY[tab].title
        raise SafetyStop(
            f"{carried} rows of {title} hold the name, e-mail or profile of others: some columns were sorted and the "
            "hidden column B (_id) was left behind. Undo the sort, or sort again with all columns from A on, _id "
            "included; nothing else puts your notes back beside their people. Nothing was written.",
            code="E-SHEET-SORTED",
        )


def _written(tab: str, entered: Entered, wanted: Mapping[str, Desired]) -> Callable[[str], Mapping[str, Plain]]:
    """What was last written into the row of an id; where nobody remembers, what its sources say."""

    def of(mark: str) -> Mapping[str, Plain]:
        before = entered.memory.rows.get(mark)
        if before and tab in before.written:
            return before.written[tab]
        row = wanted.get(mark)
        return {column: plain(value) for column, value in {**row.cells, **row.found}.items()} if row else {}

    return of


def _owners(
    tab: str, column: str, entered: Entered, written: Callable[[str], Mapping[str, Plain]]
) -> Mapping[object, str]:
    marks = sorted(entered.memory.rows.keys() | entered.rows[tab].by_id.keys())
    return {value: mark for mark in marks if (value := written(mark).get(column))}


def _missing_columns(state: WorkbookState) -> list[AddColumns]:
    """Service columns that are gone come back at the right end; a people's column that a person deleted does not.

    In an older layout, people's columns too: they are new, nobody deleted them.
    """
    older = state.layout < LAYOUT_VERSION
    found = []
    for tab in TABS:
        there = state.tabs.get(tab.key)
        if there is None or not tab.header or not tab.columns:
            continue
        gone = tuple(
            column.key
            for column in tab.columns
            if column.key not in there.columns and (older or column.owner is not Owner.PEOPLE)
        )
        if gone:
            found.append(AddColumns(tab.key, gone))
    return found
