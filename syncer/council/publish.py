"""A member's run brings their part of the council's shared workbook up to date: read, agree, commit, again on conflict.

The commit is the protocol's compare-and-swap, so two members may run at once: the second reads what the first wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from syncer import log
from syncer.core.council.agree import Ground, Key, Mine, agreed_targets, is_out, wish
from syncer.core.council.board import Board, Wanted, board_of
from syncer.core.council.known import Known
from syncer.core.council.reconcile import Found, plan, structure, understand
from syncer.core.workbook.cells import fold
from syncer.core.workbook.plan import Plan
from syncer.errors import Conflict, TemporaryError, WorkbookError
from syncer.ports import Workbook

ATTEMPTS = 3
_NONE: tuple[str, ...] = ()
KnownAt = Callable[[tuple[Wanted, ...]], Mapping[str, Known]]
"""The council's companies -> target id -> whom the member knows there."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of it. ``commits``: how many were needed, 0 where the workbook said all this already.

    ``warnings`` hold counts and places, no names.
    """

    commits: int
    warnings: tuple[str, ...] = ()


def publish(
    workbook: Workbook, mine: Mine, known_at: KnownAt, key: Key, version: str, accepted: frozenset[str] = frozenset()
) -> Published:
    """Bring this member's part up to date. ``WorkbookError``, ``SafetyStop`` where it cannot be; ``TemporaryError``
    where others kept writing.
    """
    conflicts = commits = 0
    while True:
        state = workbook.read()
        if not state.exists and not mine.shares:
            return Published(commits)
        found = understand(state, accepted)
        made, warnings = structure(found), _NONE
        if made is None:
            made, warnings = _agreed(found, mine, known_at, key, version)
        if not made:
            return Published(commits, warnings)
        try:
            workbook.commit(made)
        except Conflict:
            conflicts += 1
            log.event("run.conflict", attempt=conflicts)
            if conflicts == ATTEMPTS:
                raise TemporaryError(
                    "The council's workbook kept changing; your part follows with the next run."
                ) from None
            continue
        commits += 1
        log.event("run.committed", plan=made.digest, edits=len(made.edits))
        if not made.again:
            return Published(commits, warnings)


def _agreed(found: Found, mine: Mine, known_at: KnownAt, key: Key, version: str) -> tuple[Plan, tuple[str, ...]]:
    warnings: list[str] = []
    board = board_of(found.state, found.memory)
    _expect_one(board, mine)
    if mine.shares and is_out(board, found.memory, mine.name):
        mine = replace(mine, out=True)
        warnings.append(
            "council: your line was deleted from Council, so nothing of yours is shared. To join again, run once with "
            'consent = "off" and once with your consent.'
        )
    ground = Ground(board, found.memory, mine, key, found.state.revision)
    targets = agreed_targets(ground)
    agreed = wish(ground, targets, known_at(targets) if mine.shares else {})
    warnings += _asked_anew(board, targets, mine)
    twins = sum(len(rows.twins) for rows in board.rows.values())
    if twins:
        warnings.append(f"council: {twins} rows stand twice in the shared workbook, copies included; delete the copies")
    made = plan(found, board, agreed, version)
    if made and not mine.shares and found.state.exists:
        warnings.append(
            "council: your part is out of the shared workbook. Older copies may still hold it: .syncer-backup beside a "
            "file, the version history of a Google Sheet, copies that members made."
        )
    return made, tuple(warnings)


def _asked_anew(board: Board, targets: tuple[Wanted, ...], mine: Mine) -> list[str]:
    """That others have yet to say whom they know at companies that this member brings: nobody tells more than asked."""
    known = {one.id for one in board.targets}
    new = sum(one.id not in known for one in targets)
    if not (mine.shares and new and any(fold(one.name) != fold(mine.name) for one in board.members)):
        return []
    which = "1 company that you want is" if new == 1 else f"{new} companies that you want are"
    when = "stands in your workbook after their next run and yours"
    return [f"council: {which} new to the others. Whom they know there {when}."]


def _expect_one(board: Board, mine: Mine) -> None:
    """Refuses to write as a member who is somebody else."""
    same = [one for one in board.members if fold(one.name) == fold(mine.name)]
    if any(one.email and mine.email and fold(one.email) != fold(mine.email) for one in same) or len(same) > 1:
        raise WorkbookError(
            "Another member of the council has the name under member in [council], with another e-mail address. Take a "
            "name that tells you apart, or correct email. Nothing was shared.",
            code="E-COUNCIL-NAME",
        )
    if any(mine.email and fold(one.email) == fold(mine.email) for one in board.members if one not in same):
        raise WorkbookError(
            "A member of the council with another name has the e-mail address under email in [council]. If that is you "
            'under an older name, run once with that name and consent = "off", which takes its lines out; then with '
            "the new one. Nothing was shared.",
            code="E-COUNCIL-EMAIL",
        )
