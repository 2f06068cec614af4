"""Ids and names go into batches of their own in a workbook that is written by row number (``by_number``).

A value that lands on another row because somebody sorts in the moment of writing is found by what the row's id and
name say of it (``journal``). So these two must not be on their way in the same moment: a batch holds nothing but ids,
or nothing but names of rows that are there, and ``Plan.again`` has the workbook read before the rest is planned.

Where an id landed all the same on another row, ``misplaced`` finds it.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date

from syncer.core.identity.model import Judgement
from syncer.core.model import Ref
from syncer.core.workbook.adopt import WORKBOOK, Adoption
from syncer.core.workbook.cells import plain, plain_cells, text_of
from syncer.core.workbook.journal import in_pieces
from syncer.core.workbook.memory import EMPTY, GIVEN, RowMemory
from syncer.core.workbook.plan import AdoptRow, SetCell
from syncer.core.workbook.rows import Rows, read_of

_NAMES = {"people": "name", "outreach": "name"}


def is_name(cell: SetCell) -> bool:
    """Whether this cell is what people, and the guards, know a row by."""
    return _NAMES.get(cell.tab) == cell.column


def given(
    sent: Sequence[AdoptRow], new: Container[str], rows: Mapping[str, Rows], memory: Mapping[str, RowMemory]
) -> dict[str, str]:
    """The keys of memory that say which row each id was sent to, ``new`` ones being of nobody known; and how rows of
    the same tabs stand that a sort may put one of them on and that memory would not tell: copies, and rows into which
    nothing was written since they got their id."""
    lines: list[list[object]] = [[one.tab, one.row_id, one.row_id in new, plain_cells(one.expect)] for one in sent]
    for tab in dict.fromkeys(one.tab for one in sent):
        found = rows[tab]
        lines += [[tab, mark, False, {}, len(twins)] for mark, twins in found.twins.items()]
        lines += [
            [tab, mark, False, plain_cells(row.cells), 1]
            for mark, row in found.by_id.items()
            if memory.get(mark, EMPTY).written.get(tab) == {}
        ]
    return in_pieces(GIVEN, lines)


def edits(adoptions: Sequence[Adoption], misplaced: Sequence[AdoptRow]) -> tuple[AdoptRow, ...]:
    """One edit for each id cell: ids put right, then new ones. A row that another's id hit may get its own at once."""
    hit = {(one.tab, one.number): one for one in misplaced}
    made = []
    for one in adoptions:
        wrong = hit.pop((one.tab, one.row.number), None)
        made.append(AdoptRow(one.tab, one.row.number, one.row_id, dict(one.row.cells), wrong.old if wrong else ""))
    return (*hit.values(), *made)


def remembered(adoption: Adoption, before: RowMemory, grade: str, today: date) -> RowMemory:
    """What is to be remembered of a row that has its id and nothing else yet: nothing in it was written by us."""
    tab, row = adoption.tab, adoption.row
    read = read_of(tab, row, EMPTY)
    after = replace(before, written={**before.written, tab: {}}, grade=grade or before.grade)
    if read:
        after = replace(after, read={**before.read, tab: read})
    if adoption.new and adoption.row_id.startswith("p_"):
        after = replace(after, refs=(Ref(WORKBOOK, adoption.row_id),), since=before.since or today)
    return replace(after, absent={key: day for key, day in before.absent.items() if key != tab})


def understood(
    before: Mapping[str, RowMemory],
    rows: Mapping[str, Rows],
    same: Mapping[str, Judgement],
    meant: Mapping[str, tuple[str, str]],
) -> dict[str, RowMemory]:
    """The memory with whom names in cells were found to mean: once other names are written they might mean others.

    Then the plan that follows would take people apart again, write the old names, and so on without an end.
    """
    found = dict(before)
    for mark, said in same.items():
        row, last = rows["people"].by_id.get(mark), found.get(mark, EMPTY)
        if row is not None and mark in found and last.same != (said.left, said.right):
            words = plain(text_of(row.cells.get("same_as", "")).strip(), inline=300)
            read = {**last.read, "people": {**last.read.get("people", {}), "same_as": words}}
            found[mark] = replace(last, same=(said.left, said.right), read=read)
    for mark, words_and_id in meant.items():
        if mark in rows["log"]:
            found[mark] = replace(found.get(mark, EMPTY), meant=words_and_id)
    return found
