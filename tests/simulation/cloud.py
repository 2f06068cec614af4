"""The shared Google Sheet of a world, on the emulated service in process: every HTTP call is watched."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from typing import Any
from unittest import mock

import requests
from google.oauth2.credentials import Credentials

from syncer.core.workbook.cells import plain
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.state import PutBack, Value
from syncer.google.endpoints import Endpoints
from syncer.google.retry import BUDGET, Patience
from syncer.google.sheets import Sheets
from syncer.google.transport import RequestsHttp
from syncer.ports import Workbook
from syncer.workbooks.google import GoogleWorkbook
from syncer.workbooks.sheets.cells import value_of
from syncer.workbooks.sheets.reading import FIELDS, Seen, see
from syncer.workbooks.sheets.reading import Place as Found
from tests.emulator import dimensions, formulas, reading
from tests.emulator.errors import ApiError
from tests.emulator.faults import Fault
from tests.emulator.grid import Book, Json, Sheet
from tests.emulator.person import Person as Keyboard
from tests.emulator.service import Google
from tests.emulator.switches import OTHERWISE, Switches
from tests.emulator.tokens import KNOWN, USER
from tests.emulator.transport import InProcess
from tests.simulation.disk import Killed
from tests.simulation.moves import Move
from tests.simulation.online import EXTRA
from tests.simulation.person import WEIGHTS, Edit, Look
from tests.simulation.places import Watch
from tests.workbooks.google.cloud import Waits
from tests.workbooks.google.hand import GoogleHand

SWITCHES = (
    "row_metadata_follows_sort",
    "delete_no_match",
    "duplicate_metadata_id_refused",
    "create_sees_delete_of_same_batch",
    "metadata_lag",
    "strict_validation_refuses",
)
"""Undocumented behaviour that a workbook may meet; half of the variants turn one of them over."""
QUOTA = ApiError(429, "Quota exceeded.", headers=(("Retry-After", "30"),))
STRIKES: Mapping[str, Fault] = {
    "lost": Fault("lose"),
    "answer_lost": Fault("lose", "after"),
    "late": Fault("late"),
    "429": Fault("refuse", code=429),
    "429_retry_after": Fault("refuse", error=QUOTA),
    "500": Fault("refuse", code=500),
    "502": Fault("refuse", code=502),
    "503": Fault("refuse", code=503),
    "504": Fault("refuse", code=504),
    "503_applied": Fault("refuse", "after", 503),
    "401": Fault("refuse", code=401),
    "403": Fault("refuse", code=403),
    "truncated": Fault("truncate"),
    "html": Fault("html", code=200),
    "stale": Fault("stale", on=r"get$"),
    "reset": Fault("reset"),
    "too_slow": Fault("slow", seconds=250.0),
}
"""Everything that may happen to a call; a process may die before or after it, too."""


@contextmanager
def quickly() -> Iterator[None]:
    """While this lasts the emulator is quicker: formulas show nought, or an error where they divide by it (nobody here
    looks at the Dashboard), and one reading of a file that stands still is worked out once."""
    kept: dict[tuple[object, ...], tuple[Book, Json]] = {}
    real = reading.spreadsheet

    def shown(formula: str, *_: object) -> Json:
        return {"errorValue": {"type": "DIVIDE_BY_ZERO"}} if formula.endswith("/0") else {"numberValue": 0}

    def spreadsheet(book: Book, picked: Any, grid: bool, mask: Any, switches: Switches) -> Json:
        spans = None if picked is None else tuple((sheet.id, span) for sheet, span in picked)
        key = (id(book), repr(spans), grid, repr(mask))
        if key not in kept:
            if len(kept) > 40:
                kept.clear()
            kept[key] = (book, real(book, picked, grid, mask, switches))
        return kept[key][1]

    with mock.patch.object(formulas, "_calculated", shown), mock.patch.object(reading, "spreadsheet", spreadsheet):
        yield


_STARTS: dict[tuple[int, Switches], Book] = {}
"""The file after the first run, by people and switches: making it takes as long as all that follows."""


class CloudPlace:
    """One spreadsheet, people in it, and processes that come and go."""

    edits: Mapping[str, int] = {**WEIGHTS, **dict.fromkeys(EXTRA, 1)}
    extra: Mapping[str, Edit] = EXTRA
    faults: Mapping[str, int] = {**dict.fromkeys(STRIKES, 2), "kill_before": 5, "kill_after": 5, "late": 4}
    calls, stir = 4, 3
    blind = True
    rewrites = False
    replaces: tuple[str, ...] = ()
    unseen = ""

    def __init__(self, variant: int, today: Callable[[], date]) -> None:
        self.variant, switches = variant, _switches(variant)
        self.guarded = switches.duplicate_metadata_id_refused and switches.create_sees_delete_of_same_batch
        self.google = Google(switches, quotas=False)
        self._aside = Google(self.google.switches, quotas=False)
        self._aside.files, self._aside.clock = self.google.files, self.google.clock
        made = self.google.files.create("Job search", USER, self.google.clock.now())
        self.id, self._today, self._runs = made.book.id, today, 0
        self.hand = CloudHand(self)
        self._seen: tuple[Book | None, Seen | None, Look] = (None, None, {})
        self._waits = Waits(self.google)
        self._after: BaseException | None = None

    def workbook(self, watch: Watch) -> Workbook:
        self._runs += 1
        http = requests.Session()
        http.mount("https://", _Wire(self.google, watch))
        patience = Patience(self._waits.now + BUDGET, self._waits.read, self._waits.sleep)
        api = Sheets(lambda: RequestsHttp(Credentials(KNOWN), http), patience, Endpoints())
        return GoogleWorkbook(self.id, api, self._today(), run=f"run-{self._runs}")

    @property
    def book(self) -> Book:
        """The file as it is now."""
        return self.google.files.by_id[self.id].book

    def seen(self) -> Seen:
        """The file as syncer finds its way in it, read past all faults and logs."""
        book, seen, _ = self._seen
        if seen is None or book is not self.book:
            api = Sheets(lambda: RequestsHttp(Credentials(KNOWN), _session(self._aside)), _patience(), Endpoints())
            seen = see(api.read(self.id, FIELDS))
            self._seen = (self.book, seen, _shown(self.book, seen))
        return seen

    def repaired(self, look: Look, edits: Sequence[PutBack]) -> Look:
        """What an earlier look shows once these cells are put right; those that still wait for it as they were."""
        places, now = self.seen().places, self.look()
        found = {tab: [dict(row) for row in rows] for tab, rows in look.items()}
        for edit in edits:
            place = places[edit.tab]
            key, row = _key(self.book.sheet(place.sheet), place, edit.place), edit.number - place.header - 1
            there = now[edit.tab][row].get(key, "") if row < len(now[edit.tab]) else ""
            if row < len(found[edit.tab]) and plain(there) == plain(edit.value):
                found[edit.tab][row] = {**found[edit.tab][row], key: there}
        return {tab: [{key: value for key, value in row.items() if value != ""} for row in found[tab]] for tab in found}

    def look(self) -> Look:
        self.seen()
        return self._seen[2]

    def sitting(self) -> AbstractContextManager[None]:
        return nullcontext()

    def running(self) -> AbstractContextManager[None]:
        return nullcontext()

    def strike(self, fault: Move) -> None:
        if fault.kind == "kill_before":
            raise Killed
        if fault.kind == "kill_after":
            self._after = Killed()
        elif fault.kind == "late":
            self.google.faults.add(replace(STRIKES["late"], calls=1 + fault.c % 12))
        else:
            self.google.faults.add(STRIKES[fault.kind])

    def struck(self) -> None:
        if after := self._after:
            self._after = None
            raise after

    def calm(self) -> None:
        self.google.faults.clear()
        self.google.apply_late()
        self._after = None
        self.unprotect()

    def start(self, people: int, first: Callable[[], None]) -> None:
        key = (people, self.google.switches)
        if key not in _STARTS:
            first()
            self.trim()
            _STARTS[key] = self.book
        file = self.google.files.by_id[self.id]
        file.book, file.born = _STARTS[key].copy(), 0
        file.versions.clear()
        self.google.log.clear()
        self.google.rng.seed(0)
        self._runs = 1

    def trim(self) -> None:
        """Delete most of the empty rows, as tidy people do; all that is read and compared from now on takes half."""

        def edit(book: Book) -> None:
            for sheet in book.sheets:
                first, last = sheet.last_row_with_data() + 3, sheet.height - 1
                if first < last:
                    dimensions.remove(book, sheet, "ROWS", first, last)

        self.hand.person._edit(edit)

    def unprotect(self) -> None:
        """Take off what the person protected; what the service keeps from mistyping stays."""

        def edit(book: Book) -> None:
            for sheet in book.sheets:
                rules = sheet.objects["protectedRanges"]
                sheet.objects["protectedRanges"] = [
                    rule for rule in rules if rule.get("editors", {}).get("users") != [self.hand.person.user]
                ]

        self.hand.person._edit(edit)

    def die(self) -> None:
        self._after = None
        self.google.faults.clear()

    def trace(self) -> str:
        told = hashlib.sha256()
        for call in self.google.log:
            told.update(f"{call.verb} {call.path} {call.query} {call.status} ".encode() + call.sent)
        return told.hexdigest()


def _switches(variant: int) -> Switches:
    if variant % 2:
        return Switches()
    name = SWITCHES[variant // 2 % len(SWITCHES)]
    return Switches(**{name: OTHERWISE[name]})


def _patience() -> Patience:
    return Patience(0.0, lambda: 0.0, lambda _: None)


def _session(google: Google) -> requests.Session:
    made = requests.Session()
    made.mount("https://", InProcess(google))
    return made


class _Wire(InProcess):
    """The way to the service, watched."""

    def __init__(self, google: Google, watch: Watch) -> None:
        super().__init__(google)
        self._watch = watch

    def send(self, request: requests.PreparedRequest, *words: Any, **options: Any) -> requests.Response:
        name = str(request.path_url).partition("?")[0].rpartition(":")[2].rpartition("/")[2]
        call = name if request.method == "POST" else "get"
        self._watch.before(call)
        try:
            answer = super().send(request, *words, **options)
        except requests.exceptions.RequestException:
            self._watch.after(call)
            raise
        self._watch.after(call)
        return answer


class CloudHand(GoogleHand):
    """The hand of the contract, which does not read by way of calls that would be counted."""

    def __init__(self, place: CloudPlace) -> None:
        self.google, self.id, self._place = place.google, place.id, place
        self.person = Keyboard(place.google, place.id)

    def place(self, tab: str) -> Any:
        return self._place.seen().places[tab]

    def restore_version(self, version: Any) -> None:
        """As the contract's hand does it, but no mark is left on a row or column that the version has not."""
        super().restore_version(version)

        def edit(book: Book) -> None:
            book.metadata = {number: mark for number, mark in book.metadata.items() if _stands(book, mark)}

        self.person._edit(edit)

    def keys(self, tab: str) -> list[str]:
        """Managed columns that are there, left to right."""
        columns = self.place(tab).columns
        return sorted(columns, key=lambda key: int(columns[key]))


def _stands(book: Book, mark: Json) -> bool:
    span = mark["location"].get("dimensionRange")
    if span is None:
        return True
    sheet = next((sheet for sheet in book.sheets if sheet.id == span.get("sheetId", 0)), None)
    return sheet is not None and span["endIndex"] <= dimensions.size(sheet, span["dimension"])


def _key(sheet: Sheet, place: Found, index: int) -> str:
    """What a column is called in a look: our key, or the header of a person's own."""
    ours = next((key for key, at in place.columns.items() if at == index), "")
    head = sheet.cell(place.header - 1, index) if place.header else {}
    return ours or str(next(iter(head.get("userEnteredValue", {}).values()), f"#{index}"))


def _shown(book: Book, seen: Seen) -> Look:
    found: dict[str, list[dict[str, Value]]] = {}
    for tab, place in seen.places.items():
        sheet = book.sheet(place.sheet)
        kinds = {column.key: column.kind for column in BY_KEY[tab].columns}
        rows: list[dict[str, Value]] = []
        for number in range(place.header, sheet.last_row_with_data()):
            row: dict[str, Value] = {}
            for index, cell in enumerate(sheet.rows[number]):
                entered = cell.get("userEnteredValue") if cell else None
                if entered:
                    key = _key(sheet, place, index)
                    row[key] = value_of(next(iter(entered.values())), kinds.get(key, "text"))
            rows.append({key: value for key, value in row.items() if value != ""})
        found[tab] = rows
    return found
