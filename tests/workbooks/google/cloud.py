"""A shared sheet on the emulated Google, in process: the workbook, and calls made one by one."""

import os
from collections import deque
from dataclasses import dataclass, field, replace

from google.oauth2.credentials import Credentials

from syncer.google.endpoints import Endpoints
from syncer.google.retry import BUDGET, Patience
from syncer.google.sheets import Sheets
from syncer.google.transport import RequestsHttp
from syncer.workbooks.google import GoogleWorkbook, create
from syncer.workbooks.sheets import marks
from tests.core.workbook.service import TODAY
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.switches import OTHERWISE, Switches
from tests.emulator.tokens import KNOWN
from tests.emulator.transport import session


@dataclass
class Waits:
    """A clock that only sleeping moves, the emulator's with it."""

    google: Google
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        self.google.clock.advance(seconds)


def sheets(google: Google, waits: Waits | None = None) -> Sheets:
    """The API of the emulated account, for one run."""
    waits = waits or Waits(google)
    patience = Patience(waits.now + BUDGET, waits.read, waits.sleep)
    return Sheets(lambda: RequestsHttp(Credentials(KNOWN), session(google)), patience, Endpoints())


IN_FULL = "SYNCER_SWITCH" in os.environ
"""Whether every story is told of every act: ``make switches`` does; ``make test`` tells those that differ most."""


def switched(**turned: object) -> Switches:
    """The switches of the emulator with these in another position, and those that ``SYNCER_SWITCH`` names (``a+b``):
    with ``make switches`` every story here is told in every position."""
    asked = filter(None, os.environ.get("SYNCER_SWITCH", "").split("+"))
    return replace(Switches(), **{**{name: OTHERWISE[name] for name in asked}, **turned})


def swaps_marks(switches: Switches) -> bool:
    """Whether a mark can be deleted and made again in one batch of a Google so switched, and a second of one id is
    refused. If not, the set-up takes a call more, to find out what else there is."""
    return switches.duplicate_metadata_id_refused and switches.create_sees_delete_of_same_batch


def refuses(switches: Switches) -> bool:
    """Whether Google, so switched, gives syncer any means to have a batch refused when rows or columns moved."""
    return swaps_marks(switches) or switches.delete_no_match == "error"


def commits(google: Google, spreadsheet: str) -> int:
    """Commits so far, as the revision counts them: metadata, or the named range that stands for it."""
    book = google.files.by_id[spreadsheet].book
    kept = book.metadata.get(marks.REVISION)
    if kept is not None:
        return int(marks.fields_of(kept["metadataValue"])["revision"])
    (name,) = [each["name"] for each in book.named if each["name"].startswith(marks.NAME_PREFIX)]
    return int(name.removeprefix(marks.NAME_PREFIX))


def account(switches: Switches | None = None) -> Google:
    return Google(switches or switched(), quotas=False)


def new(google: Google) -> GoogleWorkbook:
    """A workbook that does not exist yet, in a spreadsheet made for it."""
    api = sheets(google)
    return GoogleWorkbook(create(api, "Job search"), api, TODAY, run="run-1")


def cloned(google: Google, switches: Switches | None = None) -> Google:
    """Another account with the same files as they are now: a test begins where another stopped, at no cost."""
    made = account(switches or google.switches)
    made.rng.setstate(google.rng.getstate())
    for number, file in google.files.by_id.items():
        made.files.by_id[number] = replace(file, book=file.book.copy(), versions=deque(maxlen=50))
    return made


def again(google: Google, spreadsheet: str, run: str = "run-2") -> GoogleWorkbook:
    """The same workbook as another process opens it."""
    return GoogleWorkbook(spreadsheet, sheets(google), TODAY, run=run)


def person(google: Google, book: GoogleWorkbook) -> Person:
    return Person(google, book.spreadsheet)


def calls(google: Google, since: int = 0) -> list[str]:
    """Names of the calls made, without the service: ``get``, ``batchUpdate``."""
    return [each.method.removeprefix("sheets.spreadsheets.") for each in google.log[since:]]
