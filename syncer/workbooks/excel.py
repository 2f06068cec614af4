"""The workbook as an .xlsx file on disk: read fast, changed cell by cell, replaced whole.

What people made with their spreadsheet program survives, because only the cells and parts that must change are
edited and every other part of the file is copied byte for byte.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from syncer.core.workbook.layout import TABS, Tab
from syncer.core.workbook.plan import Plan, TypeCell
from syncer.core.workbook.state import NOTHING, WorkbookState
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.xlsx import displaced, save
from syncer.workbooks.xlsx.names import digest
from syncer.workbooks.xlsx.reading import Seen, see


class ExcelWorkbook:
    """The ``Workbook`` port on one .xlsx file.

    ``today`` is the day that the values shown before the first recalculation (Dashboard) are computed for.
    ``tabs``: its layout; a council's workbook has another.
    """

    def __init__(self, path: Path, *, today: date | None = None, tabs: Sequence[Tab] = TABS) -> None:
        self.path = path
        self._tabs = tuple(tabs)
        self._today = today or datetime.now(UTC).date()
        self._seen: Seen | None = None
        self._typed = ""
        """The revision that a cell typed by way of a command made; the one before the first of them has its backup."""

    @property
    def revision(self) -> str:
        """Of the file as it was last read or written here; ``""`` before, and where there was none."""
        return self._seen.state.revision if self._seen else ""

    def read(self) -> WorkbookState:
        """The workbook now; ``NOTHING`` where there is no file. ``WorkbookError`` if it cannot be read."""
        self._seen = None
        if not self.path.exists():
            return NOTHING
        displaced.put_back(self.path.resolve())
        self._seen = self._understood(self._bytes())
        return self._seen.state

    def commit(self, plan: Plan) -> WorkbookState:
        """All of the plan or nothing. ``Conflict`` unless the file is still the one the plan was made from."""
        if not plan:
            return self.read()
        path = self.path.resolve()
        save.refuse_open(path)
        data, seen = self._finished(self._new(plan) if plan.create else self._changed(plan))
        if plan.create:
            path.parent.mkdir(parents=True, exist_ok=True)
            save.create(path, data)
        else:
            typed = any(isinstance(edit, TypeCell) for edit in plan.edits)
            save.replace(path, data, plan.base_revision, keep=not (typed and plan.base_revision == self._typed))
            self._typed = seen.state.revision if typed else ""
        self._seen = seen
        return seen.state

    def _finished(self, changed: bytes) -> tuple[bytes, Seen]:
        """The file as it will be saved, read once more: what cannot be read again is never put in place."""
        from syncer.workbooks.xlsx.refresh import refresh, with_revision

        seen = self._understood(changed)
        shown = refresh(seen, self._today)
        return (changed, seen) if shown is None else (shown, with_revision(seen, shown, digest(shown)))

    def _new(self, plan: Plan) -> bytes:
        if self.path.exists():
            raise Conflict(f"{self.path.name} was made by somebody else meanwhile.")
        from syncer.workbooks.xlsx.apply import apply
        from syncer.workbooks.xlsx.first import first_file

        blank = first_file(self._tabs)
        workbook_id = hashlib.sha256(f"{plan.digest}{self.path.name}".encode()).hexdigest()[:16]
        return apply(self._understood(blank), plan, workbook_id)

    def _changed(self, plan: Plan) -> bytes:
        if not self.path.exists():
            raise Conflict(f"{self.path.name} is gone since it was read.")
        from syncer.workbooks.xlsx.apply import apply

        data = self._bytes()
        revision = digest(data)
        if revision != plan.base_revision:
            raise Conflict(f"{self.path.name} was saved by somebody since it was read.")
        if self._seen is None or self._seen.state.revision != revision:
            self._seen = self._seeing(data, revision)
        return apply(self._seen, plan, self._seen.state.workbook_id or revision[:16])

    def _understood(self, data: bytes) -> Seen:
        return self._seeing(data, digest(data))

    def _seeing(self, data: bytes, revision: str) -> Seen:
        """``see``, with the file's name in front of what is wrong with it: a council has two."""
        try:
            return see(data, revision, self._tabs)
        except WorkbookError as error:
            found = str(error).removeprefix(f"{error.code} ")
            raise WorkbookError(f"{self.path.name}: {found}", code=error.code) from error

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise WorkbookError(f"{self.path.name} cannot be read: {reason}.", code="E-WORKBOOK-READ") from error
