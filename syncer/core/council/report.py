"""What `syncer council` answers: who opens most, what only one opens, which targets nobody reaches; no contacts."""

from dataclasses import dataclass

from syncer.core.council.board import Board
from syncer.core.council.consent import Consent
from syncer.core.council.coverage import coverage
from syncer.core.council.words import opener
from syncer.core.workbook.cells import fold


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member, super-connectors first. ``alone``: companies that nobody else opens."""

    member: str
    shares: str
    opens: int
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One company: who wants it, and who opens it, most people first."""

    company: str
    wanted_by: tuple[str, ...]
    opened_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilReport:
    """The council as this member may see it. ``asked``: companies for which somebody asks for this member's names."""

    workbook: str
    member: str
    consent: str
    members: tuple[MemberLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    nobody: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def council_report(board: Board, workbook: str, member: str, consent: Consent) -> CouncilReport:
    """The figures of a council for one of its members; nothing where that member shares nothing."""
    targets = sorted(board.targets, key=lambda one: (one.company.casefold(), one.id))
    seen = coverage([one.name for one in board.members], targets, board.lines)
    names = {one.id: one.company for one in targets}
    shares = {one.name: one.consent.words for one in board.members}
    return CouncilReport(
        workbook,
        member,
        consent.words,
        tuple(
            MemberLine(one.member, shares[one.member], one.opens, tuple(names[target] for target in one.alone))
            for one in seen.members
        ),
        tuple(
            TargetLine(
                one.company,
                one.by,
                tuple(opener(line.member, line.now, line.before) for line in seen.openers[one.id]),
            )
            for one in targets
        ),
        tuple(one.company for one in seen.nobody),
        tuple(
            names[line.target]
            for line in board.lines
            if line.asked and not line.names and fold(line.member) == fold(member) and line.target in names
        ),
    )
