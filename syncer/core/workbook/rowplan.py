"""Brings the rows of one tab up to date, cell by cell, from three values: last written, in the sheet, as it should be.

A cell that is as we wrote it is ours to change. One that differs was typed by a person: it stays until they clear it.
Where memory was lost, derived cells are ours as they stand, and a fact that differs from the sources is a person's. A
run that left a source out cannot compare with it, so it only notes how the row stands (``RowMemory.seen``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from syncer.core.model import Ref
from syncer.core.workbook.adopt import WORKBOOK
from syncer.core.workbook.cells import Plain, plain, plain_cells, text_of
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.draft import Draft, Kept
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.guards import missing, newly_missing
from syncer.core.workbook.identities import PERSON_TABS
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import EMPTY, RowMemory, stood
from syncer.core.workbook.plan import SetCell
from syncer.core.workbook.rows import Rows, read_of
from syncer.core.workbook.state import CellError, Row, Value

_NOTHING: Mapping[str, Plain] = {}
_TYPED_OVER = {
    tab.key: tuple(column.key for column in tab.columns if column.owner in (Owner.FACT, Owner.PIN))
    for tab in BY_KEY.values()
}
_OURS = (Owner.FACT, Owner.PIN, Owner.DERIVED)
_OWNERS = {tab.key: {column.key: column.owner for column in tab.columns} for tab in BY_KEY.values()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a cell: ``base`` is what memory holds as last written (None: not known yet)."""

    base: Plain | None
    write: bool = False
    kept: bool = False


def judge(owner: Owner, base: Plain | None, sheet: Value, desired: Value, *, give_back: bool = False) -> Verdict:
    """Decide one service cell. ``give_back``: the person answered that the new value may replace theirs."""
    if isinstance(sheet, CellError):
        return Verdict(base)
    now, wanted = plain(sheet), plain(desired)
    if base is None:
        # Not known what was written. A fact that differs may be a person's; the rest is the service's again.
        kept = owner is Owner.FACT and now not in ("", wanted)
        return Verdict(wanted, write=not kept and now != wanted, kept=kept)
    if give_back or now in (base, ""):
        return Verdict(wanted, write=now != wanted)
    return Verdict(base if wanted != "" else "", kept=True)  # what is to stand nowhere is not remembered either


def bring_up(
    draft: Draft, entered: Entered, tab: str, desired: Mapping[str, Desired], today: date, accepted: frozenset[str]
) -> None:
    """Plan one tab: existing rows, rows that are missing, rows that come back, new rows."""
    rows = with_adopted(entered, tab)
    fresh = {adoption.row_id for adoption in entered.adoptions if adoption.tab == tab}
    hands = entered.touched.get(tab, rows.by_id.keys()) | fresh
    for mark, row in rows.by_id.items():
        wanted, before = desired.get(mark), draft.memory.get(mark, EMPTY)
        if mark in hands or not _as_before(tab, before, wanted):
            _existing(draft, entered, tab, mark, row, wanted, mark in fresh)
    for mark, twins in rows.twins.items():
        # Neither of two rows with one id is written; what is remembered of the original stays.
        draft.memory.setdefault(mark, EMPTY)
        del twins
    back = set(_restored(entered, tab, accepted))
    for mark in missing(tab, entered):
        if mark in rows:
            continue
        before = draft.memory[mark]
        if mark in back and mark in desired:
            draft.memory[mark] = replace(before, absent={t: day for t, day in before.absent.items() if t != tab})
        elif tab not in before.absent:
            draft.memory[mark] = replace(before, absent={**before.absent, tab: today})
    for mark, row_desired in desired.items():
        if mark in rows.by_id or row_desired.only_existing or mark in rows.twins:
            continue
        if mark in back or not stood(entered.memory.rows.get(mark, EMPTY), tab):
            _new(draft, tab, mark, row_desired)


def with_adopted(entered: Entered, tab: str) -> Rows:
    """The rows of a tab with those that get an id in this plan."""
    rows = entered.rows.get(tab, Rows())
    adopted = {each.row_id: each.row for each in entered.adoptions if each.tab == tab}
    return replace(rows, by_id={**rows.by_id, **adopted}) if adopted else rows


def _restored(entered: Entered, tab: str, accepted: frozenset[str]) -> Iterable[str]:
    if "restore" not in accepted:
        return ()
    last = entered.memory.header.last_run
    rows = entered.memory.rows
    lately = [mark for mark in missing(tab, entered) if last and rows[mark].absent.get(tab) == last]
    return [*newly_missing(tab, entered), *lately]


def _existing(
    draft: Draft, entered: Entered, tab: str, mark: str, row: Row, desired: Desired | None, adopted: bool
) -> None:
    before = draft.memory.get(mark, EMPTY)
    base = before.written.get(tab, {} if adopted else None)
    if desired is not None and base is not None and _untouched(tab, row, base, desired):
        draft.memory[mark] = _remember(before, tab, base, read_of(tab, row, before))
        return
    lost = base is None and (tab in before.seen or not entered.memory.complete)
    seen = _seen(tab, row, before) if lost else _NOTHING
    ours = {column: value for column, value in seen.items() if _OWNERS[tab][column] is not Owner.FACT}
    written = dict(ours if lost else base or {})
    line = _Line(draft, tab, mark, row, base, ours if lost else None, written, entered.use_new)
    if desired is not None:
        subject = _subject(row, desired)
        for column, value in desired.cells.items():
            line.bring_up(column, value, desired, subject)
    elif lost and tab in PERSON_TABS and not draft.partial:
        # After the memory was lost, whoever no source knows must have been added by hand: their own source from now on.
        base, before = ours, replace(before, refs=(Ref(WORKBOOK, mark),))
    elif lost:
        before = before if before.seen.get(tab) == seen else replace(before, seen={**before.seen, tab: seen})
    said = desired.cells if desired else {}
    line.kept += [column for column in _unexplained(tab, row, base) if column not in said]
    known = desired is not None or base is not None
    draft.memory[mark] = _remember(before, tab, line.written if known else None, read_of(tab, row, before, line.kept))


def _seen(tab: str, row: Row, before: RowMemory) -> Mapping[str, Plain]:
    """The service's cells of a row as they stood when memory was found to be lost, which may be now."""
    if (noted := before.seen.get(tab)) is not None:
        return noted
    cells = plain_cells({column: value for column, value in row.cells.items() if _OWNERS[tab].get(column) in _OURS})
    return {column: value for column, value in cells.items() if value != ""}


def _as_before(tab: str, before: RowMemory, desired: Desired | None) -> bool:
    """Whether a row that nobody touched is to stay as it is, as nearly all rows of nearly all runs."""
    if before.read.get(tab) or tab in before.absent:
        return False
    return desired is None or plain_cells(desired.cells) == before.written[tab]


def _untouched(tab: str, row: Row, base: Mapping[str, Plain], desired: Desired) -> bool:
    """Whether every service cell is as it was written and as it should be, as in nearly all rows of nearly all runs."""
    found = row.cells
    for column, value in desired.cells.items():
        last = base.get(column, "")
        if found.get(column, "") != value or (last != value and last != plain(value)):
            return False
    return all(
        found.get(column, "") == base.get(column, "") for column in _TYPED_OVER[tab] if column not in desired.cells
    )


@dataclass(slots=True)
class _Line:
    """One row that is there: what was written last, what will have been, and what people typed over."""

    draft: Draft
    tab: str
    mark: str
    row: Row
    base: Mapping[str, Plain] | None
    ours: Mapping[str, Plain] | None
    """Where memory was lost: the cells that are no facts, as they stood then."""
    written: dict[str, Plain]
    use_new: frozenset[tuple[str, ...]]
    kept: list[str] = field(default_factory=list)

    def bring_up(self, column: str, value: Value, desired: Desired, subject: str) -> None:
        """Plan one service cell of the row as it should be."""
        found = desired.found.get(column, value)
        sheet = self.row.cells.get(column, "")
        last = self._last(column)
        if (last is not None and sheet == last and value == last) or column not in self.draft.columns[self.tab]:
            return
        give_back = bool(self.use_new) and (self.tab, self.mark, column, str(plain(sheet))) in self.use_new
        verdict = judge(_OWNERS[self.tab][column], last, sheet, value, give_back=give_back)
        if verdict.write and not self.draft.lets_in(self.tab, column, value, self.row.number):
            if self.base is None:
                self.written[column] = plain(sheet)
            return
        if verdict.write:
            link = desired.links.get(column, "")
            self.draft.set(SetCell(self.tab, self.mark, column, sheet, value, link), subject)
        if verdict.kept or isinstance(sheet, CellError):
            self.kept.append(column)
        if verdict.kept and plain(sheet) != plain(found):
            self.draft.keep(Kept(self.tab, self.mark, subject, column, sheet, found))
        self.written.pop(column, None)
        if verdict.base is not None and verdict.base != "":
            self.written[column] = verdict.base

    def _last(self, column: str) -> Plain | None:
        """What the service last had in a cell; None where that is not known."""
        if self.base is not None:
            return self.base.get(column, "")
        return None if self.ours is None or _OWNERS[self.tab][column] is Owner.FACT else self.ours.get(column, "")


def _unexplained(tab: str, row: Row, base: Mapping[str, Plain] | None) -> list[str]:
    """Service cells that a person typed over, of a row or column the run has nothing to say about."""
    if base is None:
        return []
    cells = row.cells
    return [
        column
        for column in _TYPED_OVER[tab]
        if cells.get(column, "") != "" and plain(cells[column]) != base.get(column, "")
    ]


def _remember(before: RowMemory, tab: str, written: Mapping[str, Plain] | None, read: Mapping[str, Plain]) -> RowMemory:
    if before is EMPTY and written is not None:
        return RowMemory(written={tab: written}, read={tab: read} if read else {})
    absent = before.absent
    if tab not in absent and before.read.get(tab, _NOTHING) == read and before.written.get(tab) == written:
        return before
    if tab in absent:
        absent = {key: day for key, day in absent.items() if key != tab}
    seen = before.seen
    if written is not None and tab in seen:
        seen = {key: cells for key, cells in seen.items() if key != tab}
    all_written = before.written if written is None else {**before.written, tab: written}
    all_read = {key: cells for key, cells in {**before.read, tab: read}.items() if cells}
    return replace(before, written=all_written, read=all_read, absent=absent, seen=seen)


def _new(draft: Draft, tab: str, mark: str, desired: Desired) -> None:
    cells = {**desired.cells, **desired.seed}
    held = draft.append(tab, mark, cells, desired.links, _subject(None, desired) or mark)
    kept = {column: value for column, value in desired.cells.items() if column in held}
    seeded = Row(mark, 0, {column: value for column, value in desired.seed.items() if column in held})
    before = draft.memory.get(mark, EMPTY)
    written = {column: plain(value) for column, value in kept.items()}
    draft.memory[mark] = _remember(before, tab, written, read_of(tab, seeded, EMPTY))


def _subject(row: Row | None, desired: Desired) -> str:
    # The name as it will be: the words of a question must not depend on whether it is written yet.
    for cells in (desired.cells, row.cells if row else {}, desired.seed):
        for column in ("name", "company", "question"):
            if cells.get(column, "") != "":
                return text_of(cells[column])
    return row.row_id if row else ""
