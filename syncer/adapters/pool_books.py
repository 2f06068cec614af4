"""The members' workbooks of a pool: where they are, what their runs need, and what was handed out before."""

import csv
import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from syncer import __version__
from syncer.adapters.accounts import sheet_access
from syncer.adapters.clock import now_in
from syncer.adapters.parts import employers_of
from syncer.core.csv_cells import inert_row
from syncer.core.identity.model import Pair
from syncer.core.model import Contact, Ref, Snapshot, SuggestedTarget
from syncer.core.workbook.adopt import WORKBOOK
from syncer.errors import ConfigError
from syncer.forgotten_here import forgotten_here
from syncer.handing_out import Book
from syncer.local import keep, only_run, put_whole, read_kept
from syncer.pool.folders import made_private
from syncer.pool.parcels import Parcel, Waiting, together
from syncer.ports import Linker, Workbook
from syncer.run import Parts
from syncer.settings import Settings
from syncer.settings.sections import sheet_id

if TYPE_CHECKING:
    from syncer.google.sheets import Sheets
    from syncer.google.transport import RequestsHttp
    from syncer.workbooks.excel import ExcelWorkbook

STATE = ".syncer-pool"
"""The folder beside the workbooks with locks and what was handed out before. It holds no personal data."""
INDEX = "index.csv"
_DONE = "handed-out"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(10))))
"""Names that Windows keeps for devices."""


def handle_of(member: str) -> str:
    """What names a member's workbook on disk and in messages: their id where it is a plain word, else a number of it.

    No id leads out of the folder, no two lead to one file on any disk, and a mail address as id is not shown.
    """
    if _PLAIN.fullmatch(member) and member not in _DEVICES:
        return member
    return f"member.{hashlib.sha256(member.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


@dataclass(frozen=True, slots=True)
class Given:
    """A snapshot that was read already, as a source."""

    snapshot: Snapshot

    @property
    def name(self) -> str:
        """See ``Source``."""
        return self.snapshot.source

    def fetch(self) -> Snapshot:
        """See ``Source``."""
        return self.snapshot


@dataclass(frozen=True, slots=True)
class PoolLinker:
    """``Linker`` for a member's run: who is one by their own book is one here; rows typed by hand are compared."""

    people: Mapping[Ref, str]
    compare: Linker

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        """See ``Linker``."""
        found = together(contacts, self.people)
        typed = {at for at, contact in enumerate(contacts) if contact.ref.source == WORKBOOK}
        if typed:
            found += [pair for pair in self.compare.score(contacts) if pair.left in typed or pair.right in typed]
        return found


@dataclass
class PoolDesk:
    """``handing_out.Desk`` on a folder and on the Google Sheets that members name. ``settings``: who opens those.

    ``connect``: the way to Google, paced, one for all of them.
    """

    folder: Path
    today: date
    settings: Settings | None
    connect: "Callable[[], RequestsHttp] | None" = None
    sleep: Callable[[float], None] = time.sleep
    waited: float = 0.0
    """See ``Desk``."""
    _places: dict[str, str] = field(default_factory=dict)
    _held: ExitStack = field(default_factory=ExitStack)
    _excel: "ExcelWorkbook | None" = None
    """The file that a run is at work on."""

    def books(self, waiting: Sequence[Waiting], *, all_of_them: bool) -> list[tuple[Book, Waiting]]:
        """The workbooks that are not up to date, with what waits for them; an index of all is written beside them.

        A file is not up to date either where somebody saved it since. ``all_of_them``: those too for which nothing
        changed.
        """
        made_private(self.folder)
        done, found = self.done(), []
        claimed = Counter(self._sheet(one) for one in waiting if one.sheet)
        for one in waiting:
            handle, sheet = handle_of(one.member), self._sheet(one)
            twice = sheet and claimed[sheet] > 1
            self._places[handle] = "?twice" if twice else sheet
            book = Book(handle, _digest(f"{one.digest} {__version__} {sheet}"), bool(sheet))
            if all_of_them or done.get(book.name) != self._now(book):
                found.append((book, one))
        self._index(waiting)
        self._forget_gone(done)
        return found

    def left_behind(self) -> tuple[str, ...]:
        """Files that were handed out to somebody who is no member any more. No stranger's file is among them."""
        return tuple(sorted(name for name in self.done() if not self._has_member(name) and self._is_file(name)))

    def done(self) -> Mapping[str, str]:
        """See ``Desk``."""
        lines = (line.split() for line in read_kept(self._state, STATE, _DONE))
        return {words[0]: words[1] for words in lines if len(words) == 2}

    def remember(self, done: Mapping[str, str]) -> None:
        """See ``Desk``."""
        keep(self._state, STATE, _DONE, (f"{handle} {state}" for handle, state in sorted(done.items())))

    def mark(self, book: Book) -> str:
        """See ``Desk``. A file that somebody saved since the run last looked has to be opened again."""
        now = self._now(book)
        return now if book.in_google or self._is_as_the_run_left_it(book) else ""

    def busy(self, book: Book) -> bool:
        """See ``Desk``."""
        place = self._places[book.handle] if book.in_google else self._file(book)
        return not self._held.enter_context(only_run(self._state, place))

    def let_go(self) -> None:
        """See ``Desk``."""
        self._held.close()

    def parts(self, book: Book, parcel: Path) -> Parts:
        """See ``Desk``."""
        from syncer.linkage.splink_linker import SplinkLinker, nicknames

        found = Parcel(parcel.read_text(encoding="utf-8"))
        return Parts(
            sources=tuple(map(Given, found.snapshots)),
            workbook=self._workbook(book),
            linker=PoolLinker(found.people, SplinkLinker()),
            nicknames=nicknames(),
            employers=employers_of,
            seeds=partial(_seeds, found),
            copy_notes=False,
            version=__version__,
            now=now_in,
            timer=time.perf_counter,
            forgotten=forgotten_here(self._state, ""),
        )

    @property
    def _state(self) -> Path:
        return self.folder / STATE

    def _file(self, book: Book) -> Path:
        return self.folder / book.name

    def _now(self, book: Book) -> str:
        """What stands for the workbook: of a file also its size and time, so that it need not be opened to know."""
        if book.in_google:
            return book.state
        try:
            there = self._file(book).stat()
        except OSError:
            return ""
        return f"{book.state}.{there.st_size}.{there.st_mtime_ns}"

    def _is_as_the_run_left_it(self, book: Book) -> bool:
        from syncer.workbooks.xlsx.names import digest

        try:
            return self._excel is not None and digest(self._file(book).read_bytes()) == self._excel.revision
        except OSError:
            return False

    def _has_member(self, name: str) -> bool:
        return name.removesuffix(".xlsx") in self._places

    def _is_file(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def _forget_gone(self, done: Mapping[str, str]) -> None:
        """Whose workbook is gone as they are: a file that gets its name one day is somebody else's."""
        kept = {name: mark for name, mark in done.items() if self._has_member(name) or self._is_file(name)}
        if kept != done:
            self.remember(kept)

    def _sheet(self, one: Waiting) -> str:
        """The id of the sheet; ``?`` and what is wrong where there is none."""
        try:
            return sheet_id(one.sheet) if one.sheet else ""
        except ValueError:
            return "?address"

    def _workbook(self, book: Book) -> Workbook:
        if not book.in_google:
            from syncer.workbooks.excel import ExcelWorkbook

            self._excel = ExcelWorkbook(self._file(book), today=self.today)
            return self._excel
        from syncer.workbooks.google import GoogleWorkbook

        sheet = self._places[book.handle]
        if sheet.startswith("?"):
            raise ConfigError(_WRONG[sheet], code="E-POOL-SHEET")
        return GoogleWorkbook(sheet, self._sheets(), self.today)

    def _sheets(self) -> "Sheets":
        """A Sheets service for one workbook: its own patience, the connection and the pace of all."""
        from syncer.google.retry import patience
        from syncer.google.scopes import SHEETS
        from syncer.google.sheets import Sheets

        if self.settings is None:
            raise ConfigError(_NO_SETTINGS, code="E-POOL-GOOGLE")
        access = sheet_access(self.settings, (SHEETS,))
        if self.connect is None:
            self.connect = paced(access.connect())
        return Sheets(self.connect, patience(sleep=self._wait), access.endpoints, access.api, "google_sheet in members")

    def _wait(self, seconds: float) -> None:
        self.waited += seconds
        self.sleep(seconds)

    def _index(self, waiting: Sequence[Waiting]) -> None:
        """Which workbook is whose, for whoever hands them out; they alone can read it."""
        import io

        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(("member_id", "workbook", "contacts_left_out"))
        for one in waiting:
            where = one.sheet or f"{handle_of(one.member)}.xlsx"
            writer.writerow(inert_row((one.member, where, str(one.left_out))))
        put_whole(self.folder / INDEX, text.getvalue())


def paced(http: "RequestsHttp", sleep: Callable[[float], None] = time.sleep) -> "Callable[[], RequestsHttp]":
    """One connection for all workbooks, at the pace that Google allows."""
    from syncer.google.pace import Pace

    http.before = Pace(sleep=sleep).wait
    return lambda: http


def _seeds(parcel: Parcel) -> tuple[SuggestedTarget, ...]:
    from syncer.core.employers.suggest import with_domains
    from syncer.data.load import load_knowledge

    return with_domains(parcel.targets, load_knowledge())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


_WRONG = {
    "?address": "google_sheet in members is no address of a Google Sheet, or two rows of this member name two.",
    "?twice": "google_sheet in members is the same for two members; each needs a sheet of their own.",
}
_NO_SETTINGS = (
    "The members table names a Google Sheet. Say who opens it: --config SETTINGS, a file with sheets_as and "
    "service_account_file under [google]."
)
