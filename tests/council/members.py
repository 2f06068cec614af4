"""Members of a council on one shared workbook, without the rest of their runs: what they know is given."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from syncer.core.council.agree import Mine
from syncer.core.council.board import Board, Wanted, board_of
from syncer.core.council.consent import Consent
from syncer.core.council.known import Known
from syncer.core.council.reconcile import understand
from syncer.core.model import Snapshot
from syncer.core.outreach import Evidence
from syncer.core.workbook.cells import fold
from syncer.core.workbook.layout import COUNCIL_TABS
from syncer.council.publish import Published, publish
from syncer.council.source import CouncilSource
from syncer.ports import Workbook
from syncer.workbooks.memory import MemoryWorkbook

NAMES, COMPANIES, ASKED, OFF = Consent.NAMES, Consent.COMPANIES, Consent.ON_REQUEST, Consent.OFF


@dataclass
class Member:
    """One member: whom they know at which company, and how much of it they share."""

    name: str
    knows: Mapping[str, tuple[str, ...]]
    consent: Consent = NAMES
    wants: tuple[str, ...] = ("Acme", "Globex")
    email: str = ""
    released: frozenset[str] = frozenset()
    held_back: frozenset[str] = frozenset()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def run(self, book: Workbook, accepted: frozenset[str] = frozenset()) -> Published:
        wants = tuple((company, f"{company.lower()}.example") for company in self.wants)
        released, held = (frozenset(map(fold, texts)) for texts in (self.released, self.held_back))
        mine = Mine(self.name, self.email, self.consent, wants, released, held)
        return publish(book, mine, self._known, fold, "1.0", accepted)

    def _known(self, targets: tuple[Wanted, ...]) -> dict[str, Known]:
        found = {}
        for one in targets:
            now, before = self.knows.get(one.company, ()), self.former.get(one.company, ())
            if now or before:
                evidence = Evidence.CONFIRMED if now else Evidence.POTENTIAL
                found[one.id] = Known(len(now), len(before), evidence, (*now, *before))
        return found

    def reads(self, book: Workbook) -> Snapshot:
        return CouncilSource(book, self.name, self.consent).fetch()


def shared(*, by_number: bool = False) -> MemoryWorkbook:
    return MemoryWorkbook(by_number=by_number, tabs=COUNCIL_TABS)


def dana(**more: object) -> Member:
    return Member("Dana", **{"knows": {"Acme": ("Priya Canary", "Tom Canary")}, **more})


def eli(**more: object) -> Member:
    return Member("Eli", {"Globex": ("Greta Secret",), "Acme": ("Jonas Secret",)}, **more)


def board(book: Workbook) -> Board:
    found = understand(book.read())
    return board_of(found.state, found.memory)


def lines(book: Workbook) -> list[tuple[str, str, int, str]]:
    """Member, company, people there now, names: every line that stands in the shared workbook."""
    seen = board(book)
    names = {one.id: one.company for one in seen.targets}
    return sorted((one.member, names.get(one.target, ""), one.now, one.names) for one in seen.lines)


def everything(book: MemoryWorkbook) -> str:
    """All that the workbook holds, its hidden tab included."""
    return json.dumps([[sheet.rows for sheet in book.sheets.values()], book.memory], default=str)


def opened(snapshot: Snapshot) -> list[str]:
    """What the others can open, in the words that stand in the member's own workbook."""
    return [opening.words for record in snapshot.records for opening in record.said.opens]
