"""The council of the settings: the member's part of the shared workbook, and what it says of all of them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from syncer import __version__
from syncer.adapters.books import council_of
from syncer.adapters.parts import employers_of
from syncer.core.council.agree import Mine, is_out
from syncer.core.council.board import Wanted, board_of
from syncer.core.council.consent import Consent
from syncer.core.council.known import Known, known_at
from syncer.core.council.reconcile import understand
from syncer.core.council.report import CouncilReport, council_report
from syncer.core.outreach import Target
from syncer.core.workbook.cells import fold
from syncer.council.publish import publish
from syncer.council.source import NAME
from syncer.errors import ConfigError, SyncerError
from syncer.settings import Settings

if TYPE_CHECKING:
    from syncer.run import Thought

_NO_COUNCIL = "no council is set: name the shared workbook, your name and your consent in [council] of the settings"
_NOTHING = "You share nothing, so you see nothing of the others. Set consent in [council] of your settings, and run."


def share(settings: Settings, thought: "Thought", accepted: frozenset[str]) -> tuple[list[str], int]:
    """After the member's own run: their part of the shared workbook. What to tell them, and the exit code of that part.

    Their own workbook is done by then and stays as it is, whatever goes wrong here.
    """
    council, key = settings.council, _key()
    mine = Mine(
        council.member.strip(),
        council.email,
        Consent(council.consent),
        tuple((one.name, one.domain) for one in thought.world.targets if one.stage.strip().casefold() != "closed"),
        frozenset(map(key, council.released)),
        frozenset(map(key, council.held_back)),
    )
    workbook = council_of(settings, thought.world.today)
    try:
        done = publish(workbook, mine, partial(_known, thought), key, __version__, accepted)
    except SyncerError as error:
        return [f"council: {error}"], error.exit_code
    return list(done.warnings), 0


def _known(thought: "Thought", targets: tuple[Wanted, ...]) -> Mapping[str, Known]:
    """Whom the member knows at the council's companies; what Review answered about an own target counts here too."""
    key, world = _key(), thought.world
    ours = {one.id: key(one.name) for one in world.targets}
    theirs = {key(one.company): one.id for one in targets}
    answers = [
        (theirs[ours[target]], text, same)
        for target, text, same in thought.entered.company_answers
        if target in ours and ours[target] in theirs
    ]
    wanted = [Target(one.id, one.company, one.domain, one.aliases) for one in targets]
    return known_at(world.people, world.entries, employers_of(wanted, answers), world.today, NAME)


def _key() -> Callable[[str], str]:
    """A company's text -> the same key for every way to write that company."""
    employers = employers_of((), ())
    return lambda text: employers.key(text) or fold(text)


def overview(settings: Settings, today: date | None) -> CouncilReport:
    """`syncer council`: the shared workbook in figures. Reads only. ``ConfigError`` where no council is set."""
    council = settings.council
    if not council.place:
        raise ConfigError(_NO_COUNCIL)
    consent = Consent(council.consent)
    nothing = CouncilReport(str(council.place), council.member, consent.words, notes=(_NOTHING,))
    if consent is Consent.OFF:
        return nothing
    state = council_of(settings, today).read()
    found = understand(state)
    board = board_of(found.state, found.memory)
    if is_out(board, found.memory, council.member):
        return nothing
    return council_report(board, str(council.place), council.member, consent)
