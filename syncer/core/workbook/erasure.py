"""Takes forgotten people out of a workbook: what the service wrote about them, and what it remembers.

The planner never sees their rows (``without``); what empties them is added to its plan (``Erasure.joined``). What
people typed stays as it is, and the row is named for them to delete.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from syncer.core.forgotten import Forgotten, to_store
from syncer.core.model import Ref
from syncer.core.workbook.cells import plain
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import FORGOTTEN, GIVEN, JOURNAL
from syncer.core.workbook.plan import Change, Plan, SetCell
from syncer.core.workbook.state import CellError, Row, WorkbookState

TABS = ("people", "outreach", "review")
_OWN_JOURNAL = f"{JOURNAL}forget"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of a forgotten person that still stands. ``typed``: headers of cells that people filled."""

    tab: str
    number: int
    row_id: str
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What takes forgotten people out of one state of the workbook. ``forgotten``: with the ids of their rows."""

    forgotten: Forgotten = field(default_factory=Forgotten)
    edits: tuple[SetCell, ...] = ()
    memory: Mapping[str, str | None] = field(default_factory=dict)
    standing: tuple[Standing, ...] = ()
    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    by_number: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """For the person who keeps the workbook: which rows are theirs to delete. Names nobody."""
        return tuple(
            f"{BY_KEY[one.tab].title}, row {one.number}: of somebody you asked to forget; delete this row."
            for one in self.standing
        )

    def joined(self, plan: Plan) -> Plan:
        """The plan with this in it; a plan that changes structure goes first, by itself."""
        if plan.again or not (self.edits or self.memory):
            return plan
        written = _without_old(plan.memory) if self.edits else plan.memory
        memory = {**self.memory, **written, **self._journal()}
        seen = hashlib.sha256(f"{plan.base_revision}{plan.digest}{self.edits}{sorted(memory.items())}".encode())
        return replace(
            plan,
            edits=(*self.edits, *plan.edits),
            memory=memory,
            changes=(*self._changes(), *plan.changes),
            digest=seen.hexdigest()[:16],
            purge=plan.purge or bool(self.edits),
        )

    def _changes(self) -> Iterator[Change]:
        emptied = {(edit.tab, edit.row_id) for edit in self.edits}
        for tab, mark in sorted(emptied):
            yield Change("-", BY_KEY[tab].title, mark, new="forgotten: emptied")

    def _journal(self) -> dict[str, str | None]:
        """Where these writes went, where rows are written by number; the old values are left out on purpose."""
        if not self.by_number:
            return {}
        rows: dict[tuple[str, str], dict[str, list[str]]] = {}
        for edit in self.edits:
            rows.setdefault((edit.tab, edit.row_id), {})[edit.column] = ["", ""]
        lines = [[tab, self.numbers[tab, mark], mark, cells] for (tab, mark), cells in sorted(rows.items())]
        return {_OWN_JOURNAL: json.dumps(lines)} if lines else {}


def without(state: WorkbookState, forgotten: Forgotten) -> tuple[WorkbookState, Erasure]:
    """The workbook as if nobody forgotten had ever stood in it, and what makes it so."""
    bare = {key: text for key, text in state.memory.items() if not key.startswith(FORGOTTEN)}
    if not forgotten:
        return replace(state, memory=bare), Erasure(
            forgotten, memory=_changed(to_store(state.memory, forgotten), state)
        )
    remembered = {key: _parsed(text) for key, text in bare.items() if key[1:2] == "_"}
    gone = _ids(state, remembered, forgotten)
    forgotten = forgotten.with_marks(("id", mark) for mark in gone)  # what else they are known by is about to go
    tabs, edits, standing = dict(state.tabs), list[SetCell](), list[Standing]()
    for tab in TABS:
        if tab not in tabs:
            continue
        rows = [row for row in tabs[tab].rows if row.row_id in gone]
        counts = [row.row_id for row in rows]
        for row in rows:
            written = None if state.memory_stale else remembered.get(row.row_id, {}).get("written", {}).get(tab)
            cells = list(_emptied(tab, row, written)) if counts.count(row.row_id) == 1 else []
            edits += cells
            standing += _standing(tab, row, {edit.column for edit in cells})
        if rows:
            tabs[tab] = replace(tabs[tab], rows=tuple(row for row in tabs[tab].rows if row.row_id not in gone))
    seen = {(tab, row.row_id): row.number for tab in TABS if tab in state.tabs for row in state.tabs[tab].rows}
    memory = _memory(state, remembered, gone, seen) | to_store(state.memory, forgotten)
    left = {key: text for key, text in {**bare, **memory}.items() if text is not None and key not in gone}
    view = replace(
        state,
        tabs=tabs,
        memory={key: text for key, text in left.items() if not key.startswith(FORGOTTEN)},
        elsewhere={mark: title for mark, title in state.elsewhere.items() if mark not in gone},
    )
    return view, Erasure(forgotten, tuple(edits), _changed(memory, state), tuple(standing), seen, state.by_number)


def _parsed(text: str) -> dict[str, Any]:
    """A row of the memory; nothing where it was edited by hand, of which ``memory.decode`` tells the person."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _without_old(memory: Mapping[str, str | None]) -> dict[str, str | None]:
    """The same without what stood in cells before, where a forgotten person may have been named: a best person, a why.

    Should a sort fall into this very commit and the run die, those cells count as a person's word, and Review asks.
    """
    kept = dict(memory)
    for key, text in memory.items():
        if key.startswith(JOURNAL) and text:
            lines = _parsed(f'{{"lines":{text}}}').get("lines", [])
            bare = [[*row, {column: ["", new] for column, (_, new) in cells.items()}] for *row, cells in lines]
            kept[key] = json.dumps(bare, ensure_ascii=False, separators=(",", ":"))
    return kept


def _changed(memory: Mapping[str, str | None], state: WorkbookState) -> dict[str, str | None]:
    return {key: text for key, text in memory.items() if state.memory.get(key) != text}


def _ids(state: WorkbookState, remembered: Mapping[str, Any], forgotten: Forgotten) -> frozenset[str]:
    """Ids of forgotten people, of rows merged into theirs, and of questions about them."""
    standing = {row.row_id for tab in TABS if tab in state.tabs for row in state.tabs[tab].rows if row.row_id}
    gone = {
        mark
        for mark in standing | remembered.keys()
        if mark[:2] in ("p_", "q_") and forgotten.knows_row(mark, _refs(remembered.get(mark, {})))
    }
    gone |= {mark for mark, row in remembered.items() if row.get("into", "") in gone}
    gone |= {
        mark
        for mark, row in remembered.items()
        if mark.startswith("q_") and gone & set(row.get("asked", {}).get("cell", ()))
    }
    return frozenset(gone)


def _refs(row: Mapping[str, Any]) -> list[Ref]:
    return [Ref(*ref) for ref in (*row.get("refs", ()), *row.get("asked", {}).get("refs", ()))]


def _emptied(tab: str, row: Row, written: Mapping[str, Any] | None) -> Iterator[SetCell]:
    """Every cell of the service that holds what it wrote. Where that is not known, every cell of the service."""
    for column in BY_KEY[tab].columns:
        value = row.cells.get(column.key, "")
        if column.owner in (Owner.PEOPLE, Owner.ID) or value == "" or isinstance(value, CellError):
            continue
        if written is None or plain(value) == written.get(column.key, ""):
            yield SetCell(tab, row.row_id, column.key, value, "")


def _standing(tab: str, row: Row, emptied: set[str]) -> Iterator[Standing]:
    typed = [column.header for column in BY_KEY[tab].columns if row.cells.get(column.key, "") != ""]
    left = [
        column.header
        for column in BY_KEY[tab].columns
        if column.header in typed and column.key not in emptied and column.owner is not Owner.ID
    ]
    yield Standing(tab, row.number, row.row_id, tuple(left))


def _words(value: Any) -> Iterator[str]:
    """Every text within a value of JSON, but for the names of its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words(part)


def _lists(memory: Mapping[str, str], gone: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What the last commit wrote down about rows, less those of forgotten people."""
    for key, text in memory.items():
        if key.startswith((JOURNAL, GIVEN)) and key != _OWN_JOURNAL:
            lines = _parsed(f'{{"lines":{text}}}').get("lines", [])
            kept = [line for line in lines if gone.isdisjoint(_words(line)) or not any(_words(line[-1]))]
            if len(kept) < len(lines):
                yield key, json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _memory(
    state: WorkbookState, remembered: Mapping[str, Any], gone: frozenset[str], seen: Mapping[tuple[str, str], int]
) -> dict[str, str | None]:
    """Of a forgotten row that stands only that nothing in it is the service's; of others what named the forgotten."""
    changed: dict[str, str | None] = dict(_lists(state.memory, gone))
    for mark in gone:
        tabs = [tab for tab in TABS if (tab, mark) in seen]
        blank = json.dumps({"written": {tab: {} for tab in tabs}}, separators=(",", ":"))
        changed[mark] = blank if tabs else None
    lost = {tuple(ref) for mark in gone for ref in remembered.get(mark, {}).get("refs", ())}
    for mark, row in remembered.items():
        if mark in gone:
            continue
        kept = dict(row)
        if any(tuple(ref) in lost for ref in row.get("same", ())):
            del kept["same"]
        if row.get("meant", ("", ""))[1] in gone:
            del kept["meant"]
        if kept != row:
            changed[mark] = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {key: text for key, text in changed.items() if text is not None or key in state.memory}
