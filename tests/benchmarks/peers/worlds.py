"""One world played with one tool: the same people, edits and faults for each."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from io import StringIO
from itertools import count

from google.oauth2.credentials import Credentials

from syncer.errors import SyncerError
from syncer.google.endpoints import Endpoints
from syncer.google.retry import BUDGET, Patience
from syncer.google.sheets import Sheets
from syncer.google.transport import RequestsHttp
from syncer.run import Stages, run
from syncer.workbooks.google import GoogleWorkbook, create
from tests.benchmarks.peers import scripts
from tests.benchmarks.peers.hands import TAB, Hands, Harm, harm
from tests.benchmarks.peers.line import Killed, Line, session
from tests.benchmarks.peers.schedule import PEOPLE, schedule
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN
from tests.simulation.cast import Cast
from tests.workbooks.google.cloud import Waits

Script = Callable[[Line, str, scripts.Contacts], None]
SCRIPTS: dict[str, Script] = {
    "clear and rewrite (gspread)": scripts.clear_and_rewrite,
    "update by row number (gspread)": scripts.update_by_row,
    "SQL in batch mode (shillelagh)": scripts.sql_in_batch,
}
SYNCER = "syncer"
TOOLS = (*SCRIPTS, SYNCER)


def play(tool: str, seed: int) -> Harm:
    """The world of this seed with this tool."""
    google = Google(quotas=False, seed=seed)
    cast = Cast()
    for number in range(PEOPLE):
        cast.appear(number * 7)
    made = _syncer(google, cast) if tool == SYNCER else _script(google, cast, SCRIPTS[tool])
    spreadsheet, one_run = made
    hands = Hands(Person(google, spreadsheet))
    true: defaultdict[str, set[str]] = defaultdict(set)
    for card in cast.all():
        true[card.email] |= {card.name, card.employer}
    for one in schedule(seed):
        for _ in range(one.appear):
            cast.appear(seed % 13)
        for who in range(one.change):
            everyone = cast.all()
            cast.change(everyone[(seed + who * 5) % len(everyone)], seed + who)
        for card in cast.all():
            true[card.email] |= {card.name, card.employer, ""}
        for move in one.before:
            hands.do(move)
        one_run(Line(google, spreadsheet, one, hands.do))
        google.faults.clear()
        google.apply_late()
        hands.read(true)
    for _ in range(2):
        one_run(Line(google, spreadsheet, None, hands.do))
    return harm(hands)


def _contacts(cast: Cast) -> scripts.Contacts:
    return {one.email: (one.name, one.employer) for one in sorted(cast.all(), key=lambda card: card.key)}


def _script(google: Google, cast: Cast, script: Script) -> tuple[str, Callable[[Line], None]]:
    import gspread

    def one_run(line: Line) -> None:
        # Whatever a script dies of, the scheduler starts it again tomorrow; what it says of it goes nowhere.
        with suppress(Exception, Killed), redirect_stderr(StringIO()):
            script(line, spreadsheet, _contacts(cast))

    made = session(Line(google, "", None, lambda _: None))
    spreadsheet = str(gspread.Client(auth=Credentials(KNOWN), session=made).create("Job search").id)
    person = Person(google, spreadsheet)
    person.rename_tab(person.book.sheets[0].title, TAB)
    scripts.first_fill(Line(google, spreadsheet, None, lambda _: None), spreadsheet, _contacts(cast))
    return spreadsheet, one_run


def _syncer(google: Google, cast: Cast) -> tuple[str, Callable[[Line], None]]:
    numbers = count(1)

    def one_run(line: Line) -> None:
        book = GoogleWorkbook(spreadsheet, _sheets(google, line), cast.today(), run=f"run-{next(numbers)}")
        with suppress(SyncerError, Killed):
            run(cast.parts(book, lambda: 0.0), cast.today(), frozenset(), Stages(lambda: 0.0, lambda _: None))

    spreadsheet = create(_sheets(google, Line(google, "", None, lambda _: None)), "Job search")
    one_run(Line(google, spreadsheet, None, lambda _: None))
    return spreadsheet, one_run


def _sheets(google: Google, line: Line) -> Sheets:
    waits = Waits(google)
    patience = Patience(waits.now + BUDGET, waits.read, waits.sleep)
    return Sheets(lambda: RequestsHttp(Credentials(KNOWN), session(line)), patience, Endpoints())
