"""The council of the settings: the member's part of the shared workbook, and what it says of all of them."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from syncer import __version__
from syncer.adapters.books import council_of
from syncer.adapters.parts import employers_of
from syncer.adapters.sources import COUNCIL_SEEN, missing
from syncer.core.council.agree import Mine, is_out
from syncer.core.council.board import Wanted, board_of
from syncer.core.council.consent import Consent
from syncer.core.council.known import Known, known_at
from syncer.core.council.reconcile import understand
from syncer.core.council.report import CouncilReport, council_report
from syncer.core.council.spelling import misspelt
from syncer.core.outreach import Target
from syncer.core.workbook.cells import fold
from syncer.council.publish import publish
from syncer.council.source import NAME, shared_place
from syncer.errors import ConfigError, SourceError, SyncerError
from syncer.local import keep, read_kept
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
    if gone := missing(settings):
        said = mine.consent is not Consent.OFF  # by the run that went before, which left the council out
        return ([], 0) if said else ([f"council: {gone}"], SourceError.exit_code)
    workbook = council_of(settings, thought.world.today)
    try:
        done = publish(workbook, mine, partial(_known, settings, thought), key, __version__, accepted)
    except SyncerError as error:
        return [f"council: {shared_place(str(error))}"], error.exit_code
    return [*_joined(settings, mine), *done.warnings], 0


def _joined(settings: Settings, mine: Mine) -> list[str]:
    """What a member hears the first time that anything of theirs is shared from this machine."""
    place = settings.council.place or ""
    if not mine.shares or read_kept(settings.state_dir, place, COUNCIL_SEEN):
        return []
    keep(settings.state_dir, place, COUNCIL_SEEN, ("shared",))
    what = "the companies that you want, and how many people you know at each company that one of you wants"
    return [
        f"council: from now on you share {what} ({mine.consent.words}), with all who can open {place}. "
        "`syncer council` shows it; held_back in [council] keeps companies out, consent says how much."
    ]


def _expect_spelt(settings: Settings, companies: Collection[str], key: Callable[[str], str]) -> None:
    """Refuses to share while a company that is to be kept out is misspelt: it would be shared."""
    council = settings.council
    for setting, named in (("held_back", council.held_back), ("released", council.released)):
        if slips := misspelt(named, companies, key):
            words = "; ".join(f"{text}: did you mean {company}?" for text, company in slips)
            remedy = "Correct it in [council] of your settings. Nothing was shared."
            raise ConfigError(f"{setting} names no company here. {words} {remedy}", code="E-COUNCIL-SPELLING")


def _known(settings: Settings, thought: "Thought", targets: tuple[Wanted, ...]) -> Mapping[str, Known]:
    """Whom the member knows at the council's companies; what Review answered about an own target counts here too."""
    key, world = _key(), thought.world
    _expect_spelt(settings, {*(one.company for one in targets), *(one.name for one in world.targets)}, key)
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
