"""A run that had to leave a source out knows less than the workbook does, so it leaves what it cannot judge as it is.

The list (Outreach, Today, Paths, the figures in Targets) stays that of the last whole run, and so does every row of a
person whom the left-out source knows; nobody is added. New facts of people whom only the other sources know are taken
in. Where the memory was lost, or is older than the workbook, it cannot be said who those are: such a run notes how the
rows stand (``rowplan``), so that what people do next is seen.
"""

from dataclasses import replace

from syncer.core.workbook.adopt import WORKBOOK
from syncer.core.workbook.content import Behind, Content
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.layout import PEOPLE, Owner
from syncer.core.workbook.memory import EMPTY

_FACTS = frozenset(column.key for column in PEOPLE.columns if column.owner is Owner.FACT)


def held_back(wanted: Content, found: Findings) -> Content:
    """What such a run may still write. Before anything was ever written there is nothing to hold: all of it."""
    said = found.entered
    if not found.partial or (said.memory.header.since is None and not said.people and not said.targets):
        return wanted
    there = said.rows["people"]
    judged = {mark: one for mark, one in wanted.behind.items() if mark in there and _whole(mark, one, found)}
    return replace(
        wanted,
        rows={
            "people": {mark: _facts(row) for mark, row in wanted.rows["people"].items() if mark in judged},
            "settings": wanted.rows["settings"],
        },
        whole={},
        questions=tuple(doubt.ask(doubt.name) for doubt in said.questions),
        behind={mark: replace(one, placed=None, target="") for mark, one in judged.items()},
    )


def _whole(mark: str, behind: Behind, found: Findings) -> bool:
    """Whether every source that knows this person was read. Of a row that memory does not know nobody can say so,
    but for one that was added by hand just now."""
    rows = found.entered.memory.rows
    if mark not in rows:
        return any(each.new and each.row_id == mark for each in found.entered.adoptions)
    if rows[mark].seen:
        return False
    refs = [ref for each in (mark, *behind.absorbed) for ref in rows.get(each, EMPTY).refs]
    return all(ref.source in found.complete for ref in refs if ref.source != WORKBOOK)


def _facts(row: Desired) -> Desired:
    """The same row without what is worked out from everybody (Worked together needs the user's own jobs)."""
    return replace(row, cells={column: value for column, value in row.cells.items() if column in _FACTS})
