"""What a command types for the person who gave it: one cell of theirs, or one line of the Log. Nothing else may.

Both are a person's word from then on, as if they had opened the workbook and typed it.
"""

from collections.abc import Mapping
from dataclasses import replace

from syncer.core.workbook.cells import digest, text_of
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.plan import AppendRow, Change, Edit, Plan, TypeCell
from syncer.core.workbook.rows import index, new_mark
from syncer.core.workbook.state import Value, WorkbookState


def cell_typed(state: WorkbookState, tab: str, row_id: str, column: str, shown: Value, new: Value) -> Plan:
    """Type ``new`` over ``shown``, which is what the person saw in that cell. ``Conflict`` at commit if it changed."""
    edit = TypeCell(tab, row_id, column, shown, new)
    change = Change("~", BY_KEY[tab].title, "", BY_KEY[tab].column(column).header, text_of(shown), text_of(new))
    return _alone(state, edit, change)


def line_typed(state: WorkbookState, cells: Mapping[str, Value]) -> Plan:
    """Add one line at the end of the Log, with a new id. Columns that are not there any more are left out."""
    rows, there = index(state, "log"), state.tabs["log"].columns
    filled = {column: cells[column] for column in there if cells.get(column, "") != ""}
    mark = new_mark("l_", {*rows.by_id, *rows.twins}, "log", *(f"{key}={text_of(filled[key])}" for key in filled))
    return _alone(state, AppendRow("log", mark, filled), Change("+", BY_KEY["log"].title, ""))


def _alone(state: WorkbookState, edit: Edit, change: Change) -> Plan:
    plan = Plan(state.revision, edits=(edit,), changes=(change,))
    return replace(plan, digest=digest(state.revision, repr(edit), length=16))
