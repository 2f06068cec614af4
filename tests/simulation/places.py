"""Where the workbook of a world lives, and what can go wrong there: in memory and on disk. ``cloud`` has the third."""

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from openpyxl import load_workbook

from syncer.core.workbook.layout import BY_KEY, TABS
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.state import Value, WorkbookState
from syncer.errors import Conflict, TemporaryError
from syncer.ports import Workbook
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.simulation import person
from tests.simulation.disk import Disk, Killed
from tests.simulation.moves import Move
from tests.simulation.person import Edit, Look
from tests.simulation.saving import Program
from tests.workbooks.hand import ExcelHand, tie_links


class Watch(Protocol):
    """The world, as a place tells it what the service does."""

    def before(self, call: str) -> None:
        """A call is about to be made; ``Killed`` where the process dies here."""

    def after(self, call: str) -> None:
        """A call was made."""


class Place(Protocol):
    """One kind of workbook under one world."""

    hand: Any
    edits: Mapping[str, int]
    extra: Mapping[str, Edit]
    """Edits that people make here only."""
    faults: Mapping[str, int]
    calls: int
    """About how many calls a run makes."""
    stir: int
    """How much more the sources do than usual: without news from them a run only reads."""
    blind: bool
    """A word typed over a cell of the service, between a run's reading and its writing, may be lost (protocol)."""

    guarded: bool
    """Rows and columns that people move in the moment of writing refuse the write; else it is put right after it."""

    rewrites: bool
    """A tab that is rewritten is rewritten whatever somebody typed there since it was read: cells have an old value to
    compare, whole tabs have none. A file has its digest, a shared sheet its second reading."""

    replaces: tuple[str, ...]
    """The calls after the last look at the old file, to the one that puts a new one in its place; a save just before
    one of them is put back a moment later."""

    unseen: str
    """The call just before which nobody saves, because what they saved could not be kept."""

    def workbook(self, watch: Watch) -> Workbook:
        """As a new process opens it."""

    def look(self) -> Look:
        """What it shows, with other eyes than the service's."""

    def sitting(self) -> AbstractContextManager[None]:
        """The person has it open: nothing counts as a call of the service."""

    def running(self) -> AbstractContextManager[None]:
        """The service is at work."""

    def strike(self, fault: Move) -> None:
        """Let a fault hit the call that comes now."""

    def struck(self) -> None:
        """The call was made: raise what a fault left for this moment."""

    def calm(self) -> None:
        """No fault is left, whatever was on its way has arrived, and protections are taken off."""

    def start(self, people: int, first: Callable[[], None]) -> None:
        """Have the first run behind it, of which ``first`` is one; as many people give the same workbook each time."""

    def die(self) -> None:
        """The process that made the last call is gone; what was to befall its next one befalls nobody."""

    def trace(self) -> str:
        """A digest of all that the service sent."""


LOCAL_FAULTS = {"kill_before": 3, "kill_after": 3}


class MemoryPlace:
    """Calls are ``read`` and ``commit``. Odd variants write rows by their number, as the cloud does."""

    edits: Mapping[str, int] = {kind: weight for kind, weight in person.WEIGHTS.items() if kind != "rename_a_tab"}
    extra: Mapping[str, Edit] = {}
    faults: Mapping[str, int] = {**LOCAL_FAULTS, "unreachable": 2, "answer_lost": 2, "conflict": 2}
    calls, stir = 2, 1
    guarded = True
    rewrites = True
    replaces: tuple[str, ...] = ()
    unseen = ""

    def __init__(self, variant: int, today: Callable[[], date]) -> None:
        del today
        self.blind = variant % 2 == 1
        self.book = MemoryWorkbook(by_number=self.blind)
        self.hand = _MemoryHand(self.book)
        self._sent = hashlib.sha256()
        self._before: BaseException | None = None
        self._after: BaseException | None = None

    def workbook(self, watch: Watch) -> Workbook:
        return _Called(self, watch)

    def look(self) -> Look:
        return {key: [dict(row) for row in sheet.rows] for key, sheet in self.book.sheets.items()}

    def sitting(self) -> AbstractContextManager[None]:
        return nullcontext()

    def running(self) -> AbstractContextManager[None]:
        return nullcontext()

    def strike(self, fault: Move) -> None:
        lost = TemporaryError("The network is gone.")
        found: dict[str, tuple[BaseException | None, BaseException | None]] = {
            "kill_before": (Killed(), None),
            "kill_after": (None, Killed()),
            "unreachable": (lost, None),
            "answer_lost": (None, lost),
            "conflict": (Conflict("somebody was faster"), None),
        }
        self._before, self._after = found[fault.kind]
        if self._before:
            raise self._before

    def struck(self) -> None:
        if after := self._after:
            self._after = None
            raise after

    def calm(self) -> None:
        self._before = self._after = None
        self.book.protected.clear()

    def start(self, people: int, first: Callable[[], None]) -> None:
        first()

    def die(self) -> None:
        self._after = None

    def trace(self) -> str:
        return self._sent.hexdigest()

    def sent(self, plan: Plan) -> None:
        self._sent.update(plan.digest.encode())


class _Called:
    """A workbook in memory whose calls are watched."""

    def __init__(self, place: MemoryPlace, watch: Watch) -> None:
        self._place, self._watch = place, watch

    def read(self) -> WorkbookState:
        self._watch.before("read")
        state = self._place.book.read()
        self._watch.after("read")
        return state

    def commit(self, plan: Plan) -> WorkbookState:
        self._watch.before("commit")
        self._place.sent(plan)
        state = self._place.book.commit(plan)
        self._watch.after("commit")
        return state


class _MemoryHand(Hand):
    def keys(self, tab: str) -> list[str]:
        """Managed columns that are there."""
        return list(self.tab(tab).columns)


_STARTS: dict[int, bytes] = {}
"""The file after the first run, by the number of people: the same whoever makes it."""


class ExcelPlace:
    """A file. A call is one step on the disk (open, write, fsync, link, rename ...) in the folder of the file.

    In every fourth variant the file system cannot let two files change places. There a save in the very moment of
    replacing is lost from the file if the process is killed before it can look at the backup.
    """

    edits: Mapping[str, int] = {kind: weight for kind, weight in person.WEIGHTS.items() if kind != "protect"}
    extra: Mapping[str, Edit] = {}
    faults: Mapping[str, int] = {**LOCAL_FAULTS, "disk_full": 3, "torn": 1, "input_error": 1, "open_elsewhere": 1}
    calls, stir = 30, 1
    guarded = True
    blind = False
    rewrites = False
    replaces = ("replace", "exchange")

    def __init__(self, variant: int, today: Callable[[], date], folder: Path) -> None:
        self.path, self._today = folder / "outreach.xlsx", today
        self.hand = _Desk(self.path)
        self.disk = Disk(folder, exchanges=bool(variant % 4))
        self.unseen = "" if variant % 4 else "replace"
        self._seen: tuple[bytes, Look] = (b"", {})

    def workbook(self, watch: Watch) -> Workbook:
        self.disk.watch = watch
        return ExcelWorkbook(self.path, today=self._today())

    def look(self) -> Look:
        with self.disk.unwatched():
            if self.hand.book is not None:
                return self.hand.shown()
            data = self.path.read_bytes() if self.path.exists() else b""
            if data != self._seen[0]:
                self._seen = (data, self.hand.shown_in(data) if data else {})
            return self._seen[1]

    @contextmanager
    def sitting(self) -> Iterator[None]:
        with self.disk.unwatched(), self.hand.sitting():
            yield

    def running(self) -> AbstractContextManager[None]:
        return self.disk.watched()

    def strike(self, fault: Move) -> None:
        if fault.kind == "open_elsewhere":
            with self.disk.unwatched():
                self._lock().touch()
        else:
            self.disk.strike(fault.kind)

    def struck(self) -> None:
        self.disk.struck()

    def calm(self) -> None:
        self.disk.calm()
        self._lock().unlink(missing_ok=True)

    def start(self, people: int, first: Callable[[], None]) -> None:
        if people not in _STARTS:
            first()
            _STARTS[people] = self.path.read_bytes()
        self.path.write_bytes(_STARTS[people])

    def die(self) -> None:
        self.disk.rest()

    def _lock(self) -> Path:
        return self.path.with_name("~$" + self.path.name)

    def trace(self) -> str:
        with self.disk.unwatched():
            shown = self.look()
        return hashlib.sha256(repr([(tab, shown[tab]) for tab in sorted(shown)]).encode()).hexdigest()


class _Desk(ExcelHand):
    """The same hand, that opens the file once for a whole sitting and saves it at the end."""

    book: Any = None

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.program = Program()

    @contextmanager
    def sitting(self) -> Iterator[None]:
        if self.book is not None or not self.path.exists():
            yield
            return
        self.book = load_workbook(self.path)
        self.titles = _titles(self.book, self.titles)
        self.touched = False
        try:
            yield
        finally:
            if self.touched:
                tie_links(self.book)
                self.program.save(self.book, self.path)
            self.book = None

    @contextmanager
    def open(self, tab: str = "") -> Iterator[Any]:
        self.touched = True
        with contextlib.nullcontext() if self.book is not None else self.sitting():
            yield self.book[self.titles[tab]] if tab else self.book

    def keys(self, tab: str) -> list[str]:
        """Managed columns that are there, left to right."""
        return list(self.columns(tab))

    def columns(self, tab: str) -> dict[str, int]:
        if self.book is None:
            with self.sitting():
                return _columns(self.book, tab, self.titles[tab])
        return _columns(self.book, tab, self.titles[tab])

    def keep_version(self) -> object:
        if self.book is None:
            return super().keep_version()
        kept = io.BytesIO()
        tie_links(self.book)
        self.program.save(self.book, kept)
        self.book = load_workbook(io.BytesIO(kept.getvalue()))
        return kept.getvalue()

    def restore_version(self, version: Any) -> None:
        if self.book is None:
            super().restore_version(version)
            self.titles = _titles(load_workbook(self.path), self.titles)
            return
        self.book, self.touched = load_workbook(io.BytesIO(version)), True
        self.titles = _titles(self.book, self.titles)

    def shown(self) -> Look:
        """The workbook as it is in this sitting."""
        return _shown(self.book, self.titles)

    def shown_in(self, data: bytes) -> Look:
        """What these bytes show."""
        book = load_workbook(io.BytesIO(data))
        self.titles = _titles(book, self.titles)
        return _shown(book, self.titles)


def _titles(book: Any, before: Mapping[str, str]) -> dict[str, str]:
    """Tab -> title, by the names that mark its columns; a person may have renamed it."""
    found = {tab.key: tab.title for tab in TABS}
    for tab in TABS:
        for column in tab.columns:
            name = book.defined_names.get(f"_syncer.{tab.key}.{column.key}")
            if name is not None and "#REF" not in name.attr_text:
                found[tab.key] = name.attr_text.rpartition("!")[0].strip("'").replace("''", "'")
                break
    return {**before, **found}


def _columns(book: Any, tab: str, title: str) -> dict[str, int]:
    from openpyxl.utils import column_index_from_string

    found = {}
    headers = [cell.value for cell in book[title][1]]
    for column in BY_KEY[tab].columns:
        name = book.defined_names.get(f"_syncer.{tab}.{column.key}")
        if name is not None and "#REF" not in name.attr_text:
            found[column.key] = column_index_from_string(name.attr_text.rpartition("!")[2].partition(":")[0].strip("$"))
        elif column.header in headers:
            found[column.key] = headers.index(column.header) + 1
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _shown(book: Any, titles: Mapping[str, str]) -> Look:
    found: dict[str, list[dict[str, Value]]] = {}
    for key, tab in ((tab.key, tab) for tab in TABS):
        if tab.columns and titles[key] in book.sheetnames:
            sheet = book[titles[key]]
            names = {place: column for column, place in _columns(book, key, titles[key]).items()}
            rows = list(sheet.iter_rows(values_only=True))
            head = rows[0] if rows else ()
            keys = [names.get(place, str(text)) for place, text in enumerate(head, 1)]
            found[key] = [
                {name: _value(value) for name, value in zip(keys, row, strict=False) if value is not None}
                for row in rows[1 if tab.header else 0 :]
            ]
            while found[key] and not found[key][-1]:
                found[key].pop()
    return found


def _value(value: Any) -> Value:
    return value.date() if isinstance(value, datetime) else value
