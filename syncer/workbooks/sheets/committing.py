"""One commit: pieces of a plan sent one after another, each on the revision the one before left behind.

What may happen to a batch, and what is done: refused by a guard or by another run's revision: ``Conflict``. Not applied
for want of quota: wait, read again, and send it only if nothing changed. No answer: read the revision; exactly this
attempt's means done, anything else ``Conflict``. Nothing is ever sent again blindly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from syncer.core.workbook import journal
from syncer.core.workbook.layout import BY_KEY, MEMORY_TAB, TABS, Tab
from syncer.core.workbook.memory import JOURNAL
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Edit, Plan, ReplaceTab, SetCell, TypeCell
from syncer.core.workbook.state import PutBack
from syncer.errors import Conflict
from syncer.google.faults import GoogleFault, Kind
from syncer.google.sheets import Refused, Sheets, Unanswered, Why
from syncer.workbooks.sheets import (
    dropdowns,
    guards,
    ledger,
    marks,
    probing,
    readback,
    refusals,
    setup,
    store,
    views,
    writes,
)
from syncer.workbooks.sheets.after import Left, after
from syncer.workbooks.sheets.astray import with_astray
from syncer.workbooks.sheets.batches import Piece, pieces
from syncer.workbooks.sheets.cells import cell_of
from syncer.workbooks.sheets.checks import check, refuse_locked, refuse_too_large
from syncer.workbooks.sheets.comparing import same_but
from syncer.workbooks.sheets.marks import Json, Stamp
from syncer.workbooks.sheets.reading import FIELDS, Place, Seen, see

REPAIRS = 3
"""Times that what went astray is put right before the next run is left to do it from the journal."""
Numbers = Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Commit:
    """The commits of one run. ``run`` names it in the revision; attempts are counted through all of them."""

    spreadsheet: str
    sheets: Sheets
    run: str
    attempts: int = 0
    digest: str = ""
    tabs: Sequence[Tab] = TABS
    choices: dropdowns.Choices = field(default_factory=dict)

    def look(self) -> Seen:
        """The workbook now."""
        seen = with_astray(see(self.sheets.read(self.spreadsheet, FIELDS), self.tabs))
        return dropdowns.with_choices(seen, self.choices)

    def change(self, seen: Seen, plan: Plan) -> Seen:
        """All pieces of a plan that makes no workbook. ``seen``: the workbook as it was read just now."""
        self.digest = plan.digest
        self._expect_no_view(seen)
        if marks.TABS not in seen.marks:
            seen = replace(seen, ways=self._ways(seen))
        structure = [edit for edit in plan.edits if isinstance(edit, AddTab | AddColumns)]
        if structure:
            check(seen, plan.edits)
            rest = tuple(edit for edit in plan.edits if not isinstance(edit, AddTab | AddColumns))
            return self._structure(seen, structure, Piece(rest, plan.memory))
        check(seen, plan.edits)
        for typed in (edit for edit in plan.edits if isinstance(edit, TypeCell)):
            self._no_formula(seen, typed)
        for piece in pieces(plan):
            seen = self._piece(seen, piece)
        return seen

    def _expect_no_view(self, seen: Seen) -> None:
        places = views.unfamiliar(seen)
        if places:
            views.expect_none(places, self.sheets.read(self.spreadsheet, views.FIELDS, views.ranges(places)))

    def _no_formula(self, seen: Seen, edit: TypeCell) -> None:
        """A formula that shows the old value is not the old value."""
        place = seen.places[edit.tab]
        number = check(seen, [edit])[edit.tab][edit.row_id]
        fields = "sheets(data(rowData(values(userEnteredValue(formulaValue)))))"
        where = readback.cell(place, number, place.columns[edit.column])
        if "formulaValue" in str(self.sheets.read(self.spreadsheet, fields, [where])):
            title, header = place.title, BY_KEY[edit.tab].column(edit.column).header
            raise Conflict(f"{title}, {header} holds a formula, which is left alone.", code="E-SHEET-CELL")

    # --- one piece -------------------------------------------------------------------------------------------------

    def _piece(self, seen: Seen, piece: Piece) -> Seen:
        if seen.store is None:
            seen = self._structure(seen, (), Piece())
        numbers = check(seen, piece.edits)
        stamp = self._stamp(seen)
        memory = self._with_journal(seen, piece, numbers)
        written, kept = self._ledger(seen, piece, numbers)
        requests, lines, ends = self._requests(seen, piece.edits, numbers, _lines(seen, memory, kept), stamp)
        requests += guards.landing(seen, written)
        left = Left(memory, lines, ends, written, kept)
        ranges = readback.ranges(seen, piece.edits)
        reply = self._send(seen, requests, ranges, guards.revision_of(seen, stamp))
        landed = None if reply is None else readback.landed(seen, piece.edits, numbers, reply)
        if landed is not None:
            return after(seen, piece.edits, landed, left, stamp)
        return self._put_right(seen, piece.edits, numbers)

    def _with_journal(self, seen: Seen, piece: Piece, numbers: Numbers) -> dict[str, str | None]:
        """The piece's memory, and its journal in place of the last one; what a person types needs neither."""
        if any(isinstance(edit, TypeCell) for edit in piece.edits):
            return {}
        sets = [edit for edit in piece.edits if isinstance(edit, SetCell)]
        if piece.purge:
            sets = [replace(edit, old="") for edit in sets]
        entries = journal.encode(journal.entries(sets, numbers))
        gone: dict[str, str | None] = {
            key: None for key in seen.state.memory if key.startswith(JOURNAL) and key not in entries
        }
        return {**piece.memory, **gone, **entries}

    def _ledger(self, seen: Seen, piece: Piece, numbers: Numbers) -> tuple[guards.Written, dict[str, str]]:
        """Which columns are marked as written, and what the hidden tab keeps of what stands there; of somebody who is
        forgotten nothing is kept."""
        if seen.guarded:
            return {}, {}
        found = ledger.books(seen, piece.edits, numbers)
        return {book.tab: book.columns for book in found}, {} if piece.purge else ledger.encode(found)

    def _requests(
        self, seen: Seen, edits: Sequence[Edit], numbers: Numbers, memory: Mapping[str, str | None], stamp: Stamp
    ) -> tuple[list[Json], Mapping[str, int], dict[str, Place]]:
        """The batch; where each key of the hidden tab will stand; the tabs with last row and grid as they will be."""
        assert seen.store is not None
        grown: list[Json] = []
        made: list[Json] = []
        ends: dict[str, Place] = {}
        for key in dict.fromkeys(edit.tab for edit in edits):
            mine = [edit for edit in edits if edit.tab == key]
            cells, last = self._tab(seen, key, mine, numbers.get(key, {}))
            grown += writes.grow(seen.places[key], last, BY_KEY[key])
            made += cells
            ends[key] = replace(seen.places[key], last=last, height=writes.height_for(seen.places[key], last))
        hidden = store.change(seen.store, seen.lines, memory, guards.revision_of(seen, stamp))
        grown += writes.grow(seen.store, hidden.rows)
        ends[MEMORY_TAB] = store.grown(seen.store, hidden)
        widths = {place.sheet: place.width for place in (*seen.places.values(), seen.store)}
        refuse_too_large(seen.cells, grown, widths)
        known = setup.remember(seen, setup.known_ids(seen), seen.ways)
        head = [*guards.swap(seen, stamp), *known, *grown, *guards.set_again(seen, ends)]
        return [*head, *made, *hidden.requests], hidden.lines, ends

    def _tab(self, seen: Seen, key: str, edits: Sequence[Edit], numbers: Mapping[str, int]) -> tuple[list[Json], int]:
        """What is written in one tab, and its last row afterwards."""
        place = seen.places[key]
        cells = [edit for edit in edits if isinstance(edit, SetCell | TypeCell | AdoptRow)]
        appends = [edit for edit in edits if isinstance(edit, AppendRow)]
        made = writes.sets(place, cells, numbers)
        last = place.last + len(appends)
        for edit in edits:
            if isinstance(edit, ReplaceTab):
                standing = seen.state.tabs[key].rows
                made += writes.replace(place, edit, standing[-1].number if standing else 0)
                last = max(place.foreign, place.header + len(edit.rows))
        made += writes.append(place, appends)
        refuse_locked(place, writes.boxes(made, place))
        return made, last

    # --- structure -------------------------------------------------------------------------------------------------

    def _structure(self, seen: Seen, edits: Sequence[AddTab | AddColumns], piece: Piece) -> Seen:
        """Tabs and columns that were gone, and the hidden tab, in a batch of their own; then the workbook is read."""
        ids = setup.known_ids(seen)
        requests: list[Json] = []
        stamp = self._stamp(seen)
        for edit in edits:
            if isinstance(edit, AddTab):
                ids[edit.tab], made = setup.add_tab(seen, BY_KEY[edit.tab])
            else:
                made = setup.add_columns(seen, BY_KEY[edit.tab], edit.columns)
            requests += made
        place = seen.store
        if place is None:
            place = setup.new_store(seen)
            ids[MEMORY_TAB] = place.sheet
            requests.append(setup.hidden(place.sheet, 0))
        hidden = store.change(place, seen.lines, self._with_journal(seen, piece, {}), guards.revision_of(seen, stamp))
        requests += [*setup.remember(seen, ids, seen.ways), *writes.grow(place, hidden.rows)]
        touched = {edit.tab: seen.places[edit.tab] for edit in edits if isinstance(edit, AddColumns)}
        touched |= {} if seen.store is None else {MEMORY_TAB: seen.store}
        head = [*guards.swap(seen, stamp), *guards.set_again(seen, touched)]
        revision = guards.revision_of(seen, stamp)
        self._send(seen, [*head, *requests, *hidden.requests], [], revision)
        return self._with(revision)

    def make(self, seen: Seen, plan: Plan) -> Seen:
        """A workbook in a spreadsheet that holds none; then its first rows."""
        ways = self._ways(seen)
        swaps_names = bool(ways)
        self.digest = plan.digest
        rows = _counts(plan)
        requests = setup.everything(seen, rows, self.tabs, ways=ways)
        refuse_too_large(seen.cells, requests, {})
        stamp = self._stamp(seen)
        first = setup.first_stamp(seen, stamp, swaps_names=swaps_names)
        revision = guards.revision(stamp, swaps_names=swaps_names)
        reply = self._send(seen, [*requests, *first], None, revision)
        told = {} if reply is None else {**reply["updatedSpreadsheet"], "spreadsheetId": self.spreadsheet}
        made = see(told, self.tabs) if told else self._with(revision)
        return self.change(made, plan)

    def _with(self, revision: str) -> Seen:
        """The workbook as a batch left it. ``Conflict`` where a reading shows it without that, or a later batch."""
        fresh = self.look()
        if fresh.state.revision != revision:
            raise Conflict("The workbook changed since it was read.", code="E-SHEET-REVISION")
        return fresh

    def _ways(self, seen: Seen) -> marks.Ways:
        try:
            return probing.ways(self.sheets, self.spreadsheet, self.run)
        except Refused as refused:
            raise self._refused(refused, seen, []) from None

    # --- sending ---------------------------------------------------------------------------------------------------

    def _stamp(self, seen: Seen) -> Stamp:
        self.attempts += 1
        return Stamp(guards.next_count(seen), self.run, self.attempts, self.digest, self.spreadsheet)

    def _send(self, seen: Seen, requests: list[Json], ranges: Sequence[str] | None, revision: str) -> Any:
        """Send a batch once. Its reply; ``None`` where the answer was lost and a reading shows that it was applied.

        ``ranges``: of the reply's own reading; ``None``: the whole workbook.
        """
        body = {"requests": requests, "includeSpreadsheetInResponse": True}
        fields = readback.FIELDS if ranges is not None else f"updatedSpreadsheet({FIELDS})"
        if ranges is not None:
            body |= {"responseRanges": list(ranges)} if ranges else {"includeSpreadsheetInResponse": False}
        tries: list[None] = []

        def once() -> Any:
            if tries:
                self._unchanged(seen)
            tries.append(None)
            try:
                return self.sheets.send(self.spreadsheet, body, fields)
            except Unanswered:
                if self.look().state.revision == revision:
                    return None
                raise Conflict("A write got no answer and had not arrived.", code="E-GOOGLE-UNKNOWN") from None
            except Refused as refused:
                raise self._refused(refused, seen, requests) from None
            except GoogleFault as fault:
                if fault.kind is Kind.QUOTA:
                    raise
                raise self.sheets.error(fault) from None

        try:
            return self.sheets.patience.read(once)
        except GoogleFault as fault:
            raise self.sheets.error(fault) from None

    def _unchanged(self, seen: Seen) -> None:
        if same_but((), seen, self.look()) != set():
            raise Conflict("The workbook changed while the quota was used up.", code="E-SHEET-REVISION")

    def _refused(self, refused: Refused, seen: Seen, requests: Sequence[Json]) -> Exception:
        if refused.why is Why.EXISTS and refused.request in ("createDeveloperMetadata", "addNamedRange"):
            return Conflict("The workbook changed in the moment of writing.", code="E-SHEET-REVISION")
        if refused.status == 409 or same_but((), seen, self.look()) != set():
            return Conflict("The workbook changed in the moment of writing.", code="E-SHEET-REVISION")
        if refused.why is Why.RULE and self._learn(seen):
            return Conflict("A dropdown of somebody's own does not let in what was sent.", code="E-SHEET-RULE")
        return refusals.error(refused, seen, requests)

    def _learn(self, seen: Seen) -> bool:
        """What dropdowns let in, now that one has refused a batch; whether any of it was not known before."""
        before = self.choices
        answer = self.sheets.read(self.spreadsheet, dropdowns.FIELDS, dropdowns.ranges(seen))
        self.choices = dropdowns.choices(seen, answer)
        return self.choices != before

    # --- what went astray --------------------------------------------------------------------------------------------

    def _put_right(self, seen: Seen, edits: Sequence[Edit], numbers: Numbers) -> Seen:
        """Read the workbook, and bring every value that landed elsewhere to its own row."""
        fresh = self.look()
        for _ in range(REPAIRS):
            puts = fresh.state.astray or readback.repairs(seen, fresh, edits, numbers)
            if not puts:
                return fresh
            self._put(fresh, puts)
            fresh = self.look()
        raise Conflict("Rows or columns kept moving while they were written.", code="E-SHEET-ROW")

    def mend(self, seen: Seen) -> Seen:
        """Put right what an earlier run left in the wrong column."""
        for _ in range(REPAIRS):
            self._put(seen, seen.state.astray)
            seen = self.look()
            if not seen.state.astray:
                return seen
        raise Conflict("Columns kept moving while cells were put right.", code="E-SHEET-COLUMN")

    def _put(self, fresh: Seen, puts: Sequence[PutBack]) -> None:
        stamp = self._stamp(fresh)
        assert fresh.store is not None
        requests: list[Json] = []
        for key in dict.fromkeys(put.tab for put in puts):
            place = fresh.places[key]
            cells: writes.Cells = {}
            for put in puts:
                if put.tab == key:
                    cells.setdefault(put.number, {})[put.place] = cell_of(put.value)
            requests += writes.blocks(place.sheet, cells, writes.VALUE)
        found = [] if fresh.guarded else ledger.books_of_puts(fresh, puts)
        kept = _lines(fresh, {}, ledger.encode(found))
        hidden = store.change(fresh.store, fresh.lines, kept, guards.revision_of(fresh, stamp))
        ends = {put.tab: fresh.places[put.tab] for put in puts} | {MEMORY_TAB: store.grown(fresh.store, hidden)}
        landing = guards.landing(fresh, {book.tab: book.columns for book in found})
        head = [*guards.swap(fresh, stamp), *writes.grow(fresh.store, hidden.rows), *guards.set_again(fresh, ends)]
        self._send(fresh, [*head, *requests, *hidden.requests, *landing], [], guards.revision_of(fresh, stamp))


def _lines(seen: Seen, memory: Mapping[str, str | None], kept: Mapping[str, str]) -> dict[str, str | None]:
    """What the hidden tab is to hold: memory, and what stood where this batch writes in place of what the last kept."""
    return {**dict.fromkeys(seen.kept), **kept, **memory}


def _counts(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {MEMORY_TAB: len(plan.memory) + 2}
    for edit in plan.edits:
        found[edit.tab] = found.get(edit.tab, 0) + (len(edit.rows) if isinstance(edit, ReplaceTab) else 1)
    return found
