"""Whether two readings show the same workbook: what a commit asks before it writes."""

from collections.abc import Collection
from itertools import zip_longest

from syncer.workbooks.sheets.reading import Seen


def same_but(restless: Collection[tuple[str, str, int]], left: Seen, right: Seen) -> set[tuple[str, str, int]] | None:
    """Cells that differ between two readings, by tab, column and row number; ``None`` where more than cells differs.

    ``restless`` cells are left out: formulas of a person that show another value at every look.
    """
    if _frame(left) != _frame(right):
        return None
    found: set[tuple[str, str, int]] = set()
    for key, tab in left.state.tabs.items():
        for one, other in zip_longest(tab.rows, right.state.tabs[key].rows):
            if one is None or other is None or (one.row_id, one.number) != (other.row_id, other.number):
                return None
            if one.cells != other.cells:
                keys = {*one.cells, *other.cells}
                found |= {(key, each, one.number) for each in keys if one.cells.get(each) != other.cells.get(each)}
    return found - set(restless)


def _frame(seen: Seen) -> tuple[object, ...]:
    """All of a reading but the cells of managed tabs."""
    state = seen.state
    tabs = {key: (tab.title, tab.columns, tab.has_header) for key, tab in state.tabs.items()}
    whole = (state.exists, state.revision, state.layout, state.memory, state.memory_lost, state.elsewhere)
    return (*whole, tabs, seen.places, seen.marks, seen.store, seen.lines, seen.names, seen.titles)
