"""The workbook as a Google Sheet that people edit at the same time: read, compared, changed by one batch.

``sheet-protocol.md`` is the contract. No lock and no lease: a commit replaces the revision that it read, in the same
batch as its writes, so two runs at once are safe whatever the clocks say.
"""

import os
import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from syncer.core.workbook.layout import TABS, Tab
from syncer.core.workbook.plan import Plan, TypeCell
from syncer.core.workbook.state import PutBack, WorkbookState
from syncer.errors import Conflict, SafetyStop
from syncer.google.sheets import Sheets
from syncer.workbooks.sheets.batches import pieces
from syncer.workbooks.sheets.committing import Commit
from syncer.workbooks.sheets.comparing import same_but
from syncer.workbooks.sheets.reading import Seen

SpreadsheetId = str
"""The long part of a spreadsheet's address between ``/d/`` and ``/edit``."""


class GoogleWorkbook:
    """The ``Workbook`` port on one spreadsheet. ``run`` names this run in the revision; made up where not given."""

    def __init__(
        self,
        spreadsheet: SpreadsheetId,
        sheets: Sheets,
        today: date | None = None,
        *,
        run: str = "",
        tabs: Sequence[Tab] = TABS,
        in_bin: Callable[[SpreadsheetId], bool] = lambda _: False,
    ) -> None:
        """``in_bin``: asked once, before anything is written, whether the file was thrown away."""
        self.spreadsheet = spreadsheet
        self._sheets = sheets
        self._today = today or datetime.now(UTC).date()
        self._commit = Commit(spreadsheet, sheets, run or _name_of_run(), tabs=tabs)
        self._seen: Seen | None = None
        self._restless: set[tuple[str, str, int]] = set()
        self._in_bin: Callable[[SpreadsheetId], bool] | None = in_bin

    @property
    def calls(self) -> int:
        """Calls of this run so far, and those that a commit now takes as long as one batch holds it: another reading
        and the batch; for a workbook that is not there yet also the test of the revision, and the set-up."""
        exists = self._seen is None or self._seen.state.exists
        return self._sheets.calls + (2 if exists else 4)

    def calls_with(self, plan: Plan) -> int:
        """Calls of this run once this plan is committed, if nothing comes between."""
        return self.calls - 1 + len(pieces(plan))

    def read(self) -> WorkbookState:
        """The workbook now; one that does not exist yet where the spreadsheet holds nothing of ours."""
        self._seen = self._commit.look()
        return self._seen.state

    def commit(self, plan: Plan) -> WorkbookState:
        """All of the plan, in as many batches as it takes; ``Conflict`` unless the workbook is as the plan found it.

        Read once more just before, so that only one round trip is left in which people can type unseen.
        """
        if not plan:
            return self.read()
        self._expect_kept()
        fresh = self._commit.look()
        if plan.create:
            if fresh.state.exists:
                raise Conflict("The workbook was made by somebody else meanwhile.", code="E-SHEET-REVISION")
            self._seen = self._commit.make(fresh, plan)
        elif fresh.state.astray:
            self._seen = self._commit.mend(fresh)
            if not all(isinstance(edit, PutBack) for edit in plan.edits):
                raise Conflict("Cells that an earlier run hit were put right first.", code="E-SHEET-COLUMN")
        elif all(isinstance(edit, PutBack) for edit in plan.edits) and plan.edits:
            raise Conflict("What was to be put right is right.", code="E-SHEET-COLUMN")
        else:
            self._same(plan, fresh)
            self._seen = self._commit.change(fresh, plan)
        return self._seen.state

    def _expect_kept(self) -> None:
        """``SafetyStop`` for a file in the bin: what people type there is lost when the bin is emptied."""
        asked, self._in_bin = self._in_bin, None
        if asked and asked(self.spreadsheet):
            self._in_bin = asked
            raise SafetyStop(
                "The Google Sheet lies in Drive's bin, where it is deleted for good after 30 days with all that people "
                "typed into it. Open drive.google.com > Bin and restore it, or name another sheet in "
                "workbook.google_sheet. Nothing was written.",
                code="E-SHEET-TRASHED",
            )

    def _same(self, plan: Plan, fresh: Seen) -> None:
        """Nothing changed since the plan was made, but what changes by itself: a cell of people's that changed at the
        last attempt too, such as ``=NOW()``."""
        if not fresh.state.exists or fresh.state.revision != plan.base_revision:
            raise Conflict("The workbook changed since it was read.", code="E-SHEET-REVISION")
        if self._seen is None or self._seen.state.revision != plan.base_revision:
            return
        if any(isinstance(edit, TypeCell) for edit in plan.edits):
            return  # only its own cell matters, and that is checked
        changed = same_but(self._restless, self._seen, fresh)
        if changed is None or changed:
            self._restless |= changed or set()
            raise Conflict("The workbook changed since it was read.", code="E-SHEET-CELL")


def create(sheets: Sheets, title: str) -> SpreadsheetId:
    """Make an empty spreadsheet for a workbook in the account's Drive; its id."""
    return sheets.create(title, "Start here")


def _name_of_run() -> str:
    """Different for every run on every machine; says nothing about either."""
    text = f"{platform.node()} {os.getpid()} {time.time_ns()}"
    return sha256(text.encode()).hexdigest()[:8]
