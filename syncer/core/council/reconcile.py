"""From the shared workbook of a council and how it should read to the plan of one commit. Pure.

The same promises as in a member's own workbook: people's columns are never written, a service cell that a person typed
over stays, deleted rows stay deleted. What consent no longer covers leaves cells, memory and journal in one commit.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from syncer.core.council.agree import Cells, Wish
from syncer.core.council.board import MEMBERS, PATHS, TARGETS, Board
from syncer.core.workbook import journal, numbered
from syncer.core.workbook.astray import put_right
from syncer.core.workbook.cells import Plain, plain
from syncer.core.workbook.guards import is_foreign
from syncer.core.workbook.layout import BY_KEY, COUNCIL_TABS, LAYOUT_VERSION, Owner, may_write
from syncer.core.workbook.memory import EMPTY, GIVEN, Header, Memory, RowMemory, decode, encode
from syncer.core.workbook.misplaced import settle_ids
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Change, Edit, Plan, SetCell
from syncer.core.workbook.rows import index, new_mark
from syncer.core.workbook.state import Row, Value, WorkbookState
from syncer.errors import SafetyStop, WorkbookError

WITHDRAWN = "(withdrawn)"
"""Stands beside what people typed about a line that is gone."""
_SAYS_SO = {MEMBERS: "where", TARGETS: "gap", PATHS: "words"}
_SERVICE = {
    tab.key: tuple(column.key for column in tab.columns if may_write(tab.key, column.key)) for tab in COUNCIL_TABS
}
_PEOPLE = {tab.key: tuple(column.key for column in tab.columns if column.owner is Owner.PEOPLE) for tab in COUNCIL_TABS}


@dataclass(frozen=True, slots=True)
class Found:
    """The workbook as if every write of the last commit had landed on its own row."""

    state: WorkbookState
    memory: Memory
    stored: Memory
    repairs: tuple[SetCell, ...] = ()
    misplaced: tuple[AdoptRow, ...] = ()


def understand(state: WorkbookState, accepted: frozenset[str] = frozenset()) -> Found:
    """Settle the journal of the last commit. ``SafetyStop`` and ``WorkbookError`` where nothing may be written."""
    stored = decode(state)
    if state.exists:
        _expect_council(state, stored, accepted)
    placed = settle_ids(state, stored)
    settled = journal.settle(placed.state, placed.memory)
    return Found(settled.state, settled.memory, stored, settled.repairs, placed.repairs)


def _expect_council(state: WorkbookState, memory: Memory, accepted: frozenset[str]) -> None:
    if any(mark.startswith("p_") for mark in memory.rows):
        raise WorkbookError(
            "The workbook under [council] is somebody's own workbook, with their people in it. Name another file or "
            "Google Sheet, one that all members share. Nothing was written.",
            code="E-COUNCIL-OWN",
        )
    if state.layout > LAYOUT_VERSION:
        raise SafetyStop(
            "The council's workbook was made by a newer syncer. Upgrade syncer; nothing was written.",
            code="E-SHEET-NEWER",
        )
    before = memory.header.workbook_id
    if before and state.workbook_id and before != state.workbook_id and "copy" not in accepted:
        raise SafetyStop(
            "The workbook under [council] is a copy of the one the council keeps. Name the original in the settings, "
            "or go on with this copy: `syncer accept copy`. Nothing was written to it.",
            code="E-SHEET-COPY",
        )
    if is_foreign(state) and (state.tabs or "recreate" not in accepted):
        titles = ", ".join(tab.title for tab in state.tabs.values())
        holding = f", and holds something else under {titles}" if titles else ": none of its tabs is"
        first = f"give {titles} another title and run " if titles else ""
        raise SafetyStop(
            f"The workbook under [council] was never the council's{holding}. Name another one there, which all members "
            f"share; a file is made where there is none. If it is the right one, {first}`syncer accept recreate`, "
            "which puts the council's tabs beside those that are there. Nothing was written to it.",
            code="E-SHEET-TAKEN" if titles else "E-SHEET-FOREIGN",
        )
    gone = [tab.title for tab in COUNCIL_TABS if tab.key not in state.tabs]
    if gone and "recreate" not in accepted:
        raise SafetyStop(
            f"Missing from the council's workbook: {', '.join(gone)}. Undo the deletion, or have it made again without "
            "what people typed there: `syncer accept recreate`. Nothing was written.",
            code="E-SHEET-TAB",
        )
    for key, found in state.tabs.items():
        if not found.has_header or "_id" not in found.columns:
            raise SafetyStop(
                f"{BY_KEY[key].title} of the council's workbook has lost its header row or its column _id. Undo that; "
                "nothing was written.",
                code="E-SHEET-HEADER",
            )


def structure(found: Found) -> Plan | None:
    """Tabs and columns that are gone, and ids for companies that people added, in a commit of its own; else None."""
    state = found.state
    if not state.exists:
        return None
    edits: list[Edit] = [AddTab(tab.key) for tab in COUNCIL_TABS if tab.key not in state.tabs]
    for tab in COUNCIL_TABS:
        there = state.tabs.get(tab.key)
        columns = tuple(key for key in _SERVICE[tab.key] if there is not None and key not in there.columns)
        edits += [AddColumns(tab.key, columns)] if columns else []
    if edits:  # what stood in a tab that is made again is forgotten, or its rows would count as deleted by people
        again = tuple(BY_KEY[edit.tab].id_prefix for edit in edits if isinstance(edit, AddTab))
        rows = {mark: row for mark, row in found.memory.rows.items() if not mark.startswith(again)}
        return sealed(Plan(state.revision, edits=tuple(edits), memory=_header(found, rows), again=True))
    return _adoptions(found)


def _adoptions(found: Found) -> Plan | None:
    state, rows = found.state, dict(found.memory.rows)
    loose = [row for row in state.tabs[TARGETS].rows if not row.row_id and row.cells.get("company", "") != ""]
    if not loose and not found.misplaced:
        return None
    taken = {*rows, *(row.row_id for row in state.tabs[TARGETS].rows)}
    hit = {one.number: one for one in found.misplaced if one.tab == TARGETS}
    edits: list[AdoptRow] = []
    for row in loose:
        mark = new_mark("t_", taken, state.revision, row.number)
        taken.add(mark)
        wrong = hit.pop(row.number, None)
        edits.append(AdoptRow(TARGETS, row.number, mark, dict(row.cells), wrong.old if wrong else ""))
        rows[mark] = RowMemory(written={TARGETS: {}})
    ids = (*hit.values(), *edits)
    standing = {TARGETS: index(state, TARGETS)}
    given = numbered.given(ids, {one.row_id for one in edits}, standing, found.memory.rows)
    return sealed(Plan(state.revision, edits=ids, memory=_header(found, rows) | _replaced(found, given), again=True))


def plan(found: Found, board: Board, wish: Wish, version: str = "") -> Plan:
    """What one commit has to do; empty when the workbook says all this already."""
    if found.state.astray:
        return sealed(put_right(found.state))
    work = _Work(found)
    for tab in (MEMBERS, TARGETS, PATHS):
        rows = board.rows[tab]
        for mark, cells in wish.rows[tab].items():
            if mark in rows.by_id:
                work.bring_up(tab, rows.by_id[mark], cells, wish.meant.get(mark, ("", "")))
            elif mark not in rows.twins:
                work.append(tab, mark, cells, wish.meant.get(mark, ("", "")))
        for mark, row in sorted(rows.by_id.items()):
            if mark not in wish.rows[tab]:
                work.withdraw(tab, row)
    work.forget_deleted(board, wish)
    edits = work.edits
    before, here = found.stored.header.workbook_id, found.state.workbook_id
    accepted_copy = bool(before and here) and before != here  # unless that is remembered, it is refused again
    if not edits and work.rows == found.stored.rows and found.state.exists and not accepted_copy:
        return Plan(found.state.revision)
    memory = _header(found, work.rows, version) | _replaced(found, {})
    return sealed(
        Plan(
            base_revision=found.state.revision,
            edits=edits,
            memory=memory,
            create=not found.state.exists,
            changes=tuple(work.changes),
            purge=any(isinstance(edit, SetCell) and _takes_away(edit) for edit in edits),
        )
    )


@dataclass(slots=True)
class _Work:
    found: Found
    rows: dict[str, RowMemory] = field(init=False)
    sets: list[SetCell] = field(default_factory=list)
    appends: list[AppendRow] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    repairs: dict[tuple[str, str, str], SetCell] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = dict(self.found.memory.rows)
        self.repairs = {(one.tab, one.row_id, one.column): one for one in self.found.repairs}

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (*self.repairs.values(), *self.sets, *self.appends)

    def bring_up(self, tab: str, row: Row, cells: Cells, meant: tuple[str, str]) -> None:
        before = self.rows.get(row.row_id, EMPTY)
        written = self._written(tab, row, before)
        if tab not in before.written:  # a company that a person typed must not be taken for ours
            written = {column: value for column, value in written.items() if column in cells}
        for column, value in cells.items():
            self._cell(tab, row, column, value, written)
        after = replace(before, written={tab: written}, meant=meant)
        self.rows[row.row_id] = before if after == before else after

    def append(self, tab: str, mark: str, cells: Cells, meant: tuple[str, str]) -> None:
        there = self.found.state.tabs[tab].columns if self.found.state.exists else _SERVICE[tab]
        filled = {column: value for column, value in cells.items() if value != "" and column in there}
        self.appends.append(AppendRow(tab, mark, filled))
        self.changes.append(Change("+", BY_KEY[tab].title, ""))
        self.rows[mark] = RowMemory(written={tab: {key: plain(value) for key, value in filled.items()}}, meant=meant)

    def withdraw(self, tab: str, row: Row) -> None:
        """Empty what syncer wrote; what people typed stays, and a word says why it stands alone."""
        before = self.rows.get(row.row_id, EMPTY)
        written = self._written(tab, row, before)
        typed = any(row.cells.get(column, "") != "" for column in _PEOPLE[tab])
        wanted = dict.fromkeys(_SERVICE[tab], "") | ({_SAYS_SO[tab]: WITHDRAWN} if typed else {})
        if not written and not typed:
            self.rows.pop(row.row_id, None)
            return
        for column, value in wanted.items():
            self._cell(tab, row, column, value, written)
        kept = {_SAYS_SO[tab]: WITHDRAWN} if written.get(_SAYS_SO[tab]) == WITHDRAWN else {}
        self.rows.pop(row.row_id, None)
        if kept:
            self.rows[row.row_id] = RowMemory(written={tab: kept})

    def forget_deleted(self, board: Board, wish: Wish) -> None:
        """Of rows that people deleted only what keeps them from coming back, and that for members who share."""
        members = {name for name, _ in wish.meant.values()}
        for mark, before in list(self.rows.items()):
            tab = {"m_": MEMBERS, "t_": TARGETS, "w_": PATHS}.get(mark[:2], "")
            if not tab or mark in board.rows[tab] or mark in wish.rows[tab]:
                continue
            company = before.written.get(TARGETS, {}).get("company", "")
            if tab == TARGETS and company and _still_wanted(before, members):
                wanted_by = before.written[TARGETS].get("wanted_by", "")
                self.rows[mark] = replace(before, written={TARGETS: {"company": company, "wanted_by": wanted_by}})
            elif tab != TARGETS and (
                before.meant[0] in members or (tab == MEMBERS and before.meant[0] != wish.leaving)
            ):
                self.rows[mark] = RowMemory(meant=before.meant)
            else:
                del self.rows[mark]

    def _written(self, tab: str, row: Row, before: RowMemory) -> dict[str, Plain]:
        """What syncer last wrote in a row; where that is not remembered, all that its columns show is its own."""
        if tab in before.written:
            return dict(before.written[tab])
        return {key: plain(value) for key in _SERVICE[tab] if (value := row.cells.get(key, "")) != ""}

    def _cell(
        self,
        tab: str,
        row: Row,
        column: str,
        value: Value,
        written: dict[str, Plain],
    ) -> None:
        cell = row.cells.get(column, "")
        if column not in self.found.state.tabs[tab].columns or (cell != "" and plain(cell) != written.get(column, "")):
            return
        if plain(cell) != plain(value):
            self.repairs.pop((tab, row.row_id, column), None)
            self.sets.append(SetCell(tab, row.row_id, column, cell, value))
            self.changes.append(Change("~", BY_KEY[tab].title, ""))
        written.pop(column, None)
        if value != "":
            written[column] = plain(value)


def _takes_away(edit: SetCell) -> bool:
    """Whether something leaves that no part of the file should hold any longer."""
    return edit.old != "" and (edit.new == "" or edit.column == "names")


def _still_wanted(row: RowMemory, members: set[str]) -> bool:
    by = str(row.written.get(TARGETS, {}).get("wanted_by", ""))
    return by.startswith("sha256:") or bool({name.strip() for name in by.split(";")} & members)


def _header(found: Found, rows: Mapping[str, RowMemory], version: str = "") -> dict[str, str | None]:
    """What memory says after this commit, changed keys only."""
    before = found.stored.header
    header = Header(
        commits=before.commits + 1,
        workbook_id=found.state.workbook_id or before.workbook_id,
        version=version or before.version,
    )
    return encode(found.stored, Memory(header, rows))


def _replaced(found: Found, given: Mapping[str, str]) -> dict[str, str | None]:
    """Ids that this commit sends to rows people added, in place of the last one's."""
    before = {key: text for key, text in found.stored.journal_keys.items() if key.startswith(GIVEN)}
    gone: dict[str, str | None] = dict.fromkeys(before.keys() - given.keys())
    return gone | {key: text for key, text in given.items() if before.get(key) != text}


def sealed(plan: Plan) -> Plan:
    """The same plan with its digest."""
    told = hashlib.sha256(plan.base_revision.encode())
    for edit in plan.edits:
        told.update(repr(edit).encode())
    told.update(repr(sorted(plan.memory.items())).encode())
    return replace(plan, digest=told.hexdigest()[:16])
