"""What the others of a council open, as a source of the member's own run: one record for each other member.

Who shares nothing reads nothing, and neither does a member whose line was deleted from Council: hide yours, lose
theirs. Nothing that is read here was put there against its owner's consent; names are left out again where the reader
does not share enough to see them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from syncer.core.council.agree import is_out
from syncer.core.council.board import Board, Line, Member, board_of
from syncer.core.council.consent import Consent, between
from syncer.core.council.reconcile import understand
from syncer.core.council.words import introduction
from syncer.core.model import Opening, Place, Record, Ref, Said, Snapshot
from syncer.core.outreach import Evidence
from syncer.core.workbook.cells import fold
from syncer.errors import SourceError, SyncerError
from syncer.ports import Workbook

NAME = "council"


@dataclass(frozen=True, slots=True)
class CouncilSource:
    """The ``Source`` port on a council's shared workbook. ``me``, ``consent``: as the member's own settings say."""

    workbook: Workbook
    me: str
    consent: Consent
    missing: str = ""
    """Why the shared workbook is not where it should be, in words."""
    name: str = NAME

    def fetch(self) -> Snapshot:
        """Every other member who shares, with what they open. ``SourceError`` where the workbook cannot be read."""
        if self.consent is Consent.OFF:
            return _snapshot((), "you share nothing, so you see nothing of the others")
        if self.missing:
            raise SourceError(f"{NAME}: {self.missing}", code="E-COUNCIL-GONE")
        try:
            state = self.workbook.read()
            if not state.exists:
                return _snapshot((), "")
            found = understand(state)
        except SyncerError as error:
            message = shared_place(str(error).removeprefix(f"{error.code} "))
            raise SourceError(f"{NAME}: {message}", code=error.code or "E-COUNCIL-READ") from None
        board = board_of(found.state, found.memory)
        if is_out(board, found.memory, self.me):
            return _snapshot((), "your line was deleted from Council: you share nothing and see nothing of the others")
        return _snapshot(tuple(_records(board, self.me, self.consent)), "")


def shared_place(message: str) -> str:
    """A message about a workbook, where it is the shared one: its place stands in another section of the settings."""
    return message.replace("[workbook] path", "path in [council]")


def _records(board: Board, me: str, consent: Consent) -> Sequence[Record]:
    companies = {one.id: one.company for one in board.targets}
    lines: dict[str, list[Line]] = {}
    for line in board.lines:
        lines.setdefault(fold(line.member), []).append(line)
    others = sorted((one for one in board.members if fold(one.name) != fold(me)), key=lambda one: one.id)
    return [_record(one, lines.get(fold(one.name), ()), companies, consent) for one in others]


def _record(member: Member, lines: Sequence[Line], companies: Mapping[str, str], consent: Consent) -> Record:
    named = between(member.consent, consent) not in (Consent.OFF, Consent.COMPANIES)
    opens = [
        _opening(member.name, line, companies[line.target], line.names if named else "")
        for line in lines
        if line.target in companies and (line.now or line.before)
    ]
    return Record(
        ref=Ref(NAME, member.id),
        kind="council",
        place=Place("Council"),
        full_name=member.name,
        emails=(member.email,) if member.email else (),
        said=Said(opens=tuple(sorted(opens))),
        weak_key=not member.email,
    )


def _opening(member: str, line: Line, company: str, names: str) -> Opening:
    said = introduction(member, company, line.now, line.before, names)
    evidence = line.evidence if line.evidence in tuple(Evidence) else Evidence.POTENTIAL.value
    return Opening(company, evidence, names, said)


def _snapshot(records: Sequence[Record], note: str) -> Snapshot:
    return Snapshot(NAME, "council", tuple(records), len(records), notes=(note,) if note else ())
