"""A run that had to leave a source out knows less than the workbook does, so it leaves what it cannot judge as it is.

The list (Outreach, Today, Paths, the figures in Targets) stays that of the last whole run, and so does every row of a
person whom the left-out source knows; nobody is added. New facts of people whom only the other sources know are taken
in. Where the memory was lost, or is older than the workbook, it cannot be said who those are: such a run notes how the
rows stand (``rowplan``), so that what people do next is seen.

What others opened for the user and took back does not wait for the next whole run: it goes from every tab, and what
they still open is told in today's words. Nothing is put in the place of what goes but by the next whole run.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from syncer.core.workbook.adopt import WORKBOOK
from syncer.core.workbook.content import Behind, Content
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.layout import OUTREACH, PEOPLE, Owner
from syncer.core.workbook.memory import EMPTY
from syncer.core.workbook.openings import naming
from syncer.core.workbook.rows import Rows
from syncer.core.workbook.state import CellError, Value

_FACTS = frozenset(column.key for column in (*PEOPLE.columns, *OUTREACH.columns) if column.owner is Owner.FACT)
_PLACE = ("rank", "score")
"""Cells of a listed row that are worked out from everybody."""
_COUNTS = ("bridges", "best_person", "next_step")
"""Cells of Targets that a way which others opened goes into."""


def held_back(wanted: Content, found: Findings) -> Content:
    """What such a run may still write. Before anything was ever written there is nothing to hold: all of it."""
    said = found.entered
    if not found.partial or (said.memory.header.since is None and not said.people and not said.targets):
        return wanted
    there, names = said.rows["people"], naming(said, found.openings)
    judged = {mark: one for mark, one in wanted.behind.items() if mark in there and _whole(mark, one, found)}
    return replace(
        wanted,
        rows={
            "people": {mark: _facts(row) for mark, row in wanted.rows["people"].items() if mark in judged},
            "outreach": {
                mark: _ways(row) for mark, row in wanted.rows["outreach"].items() if mark in found.openings.changed
            },
            "targets": _without_ways(found, names),
            "settings": wanted.rows["settings"],
        },
        whole={tab: _still_told(tab, found, names) for tab in wanted.whole} if found.openings.changed else {},
        questions=tuple(doubt.ask(doubt.name) for doubt in said.questions),
        behind={
            **{mark: _opening_only(one) for mark, one in wanted.behind.items() if mark in found.openings.changed},
            **{mark: replace(one, placed=None, target="") for mark, one in judged.items()},
        },
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


def _ways(row: Desired) -> Desired:
    """A row of Outreach as what others open makes it now; whose facts it shows and where it stands stay as they are."""
    cells = {column: value for column, value in row.cells.items() if column not in _FACTS}
    listed = {column: value for column, value in cells.items() if column not in _PLACE or value == ""}
    return Desired(listed, only_existing=True)


def _without_ways(found: Findings, names: Callable[[object], bool]) -> dict[str, Desired]:
    """The figures of targets that name somebody who took something back: blank until the next whole run."""
    blank = Desired(dict.fromkeys(_COUNTS, ""), only_existing=True)
    remembered = found.entered.memory.rows
    return {
        mark: blank
        for mark, row in found.entered.rows["targets"].by_id.items()
        for written in (remembered.get(mark, EMPTY).written.get("targets", {}),)
        if any(names(told.get(column)) for told in (row.cells, written) for column in _COUNTS)
    }


def _still_told(tab: str, found: Findings, names: Callable[[object], bool]) -> tuple[Mapping[str, Value], ...]:
    """The lines of a tab that is the service's as they stand, less those that name such a person."""
    lines = (row.cells for row in found.entered.rows.get(tab, Rows()).loose)
    return tuple(
        {column: "" if isinstance(value, CellError) else value for column, value in line.items()}
        for line in lines
        if not any(map(names, line.values()))
    )


def _opening_only(behind: Behind) -> Behind:
    """What this run knows of somebody whom a source that was left out may know better."""
    return Behind(opened=behind.opened)
