"""`syncer log`: one line of the Log, typed for the person who gave the command."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from syncer.core.namesakes import Choice, several
from syncer.core.normalise.letters import unaccented
from syncer.core.reports import Noted
from syncer.core.tuning import read_tuning
from syncer.core.workbook import guards
from syncer.core.workbook.byhand import line_typed
from syncer.core.workbook.cells import clean, fold, read_status, text_of
from syncer.core.workbook.entries import Entered, read_entries, read_settings
from syncer.core.workbook.layout import STATUSES
from syncer.core.workbook.names import Directory
from syncer.core.workbook.state import Value, WorkbookState
from syncer.errors import ConfigError, Conflict, TemporaryError, WorkbookError
from syncer.ports import Workbook

_TRIES = 3
_WORDS = {
    "message mail email e-mail wrote written linkedin dm sent messaged emailed mailed texted text sms whatsapp": (
        *("Message", "Contacted"),
    ),
    "replied reply answered answer": ("Message", "Replied"),
    "call called phone phoned": ("Call", ""),
    "coffee lunch dinner tea met meeting": ("Coffee", "Met"),
    "introduction intro": ("Introduction", ""),
    "introduced": ("Introduction", "Introduced me"),
    "thanks thanked thank-you": ("Thanks", ""),
}
"""How people say it -> What, and the outcome that goes without saying."""
_DONE = frozenset(
    ("sent", "wrote", "messaged", "emailed", "mailed", "texted", "replied", "answered", "met", "introduced")
)
"""Words that begin a phrase of one's own and tell what has happened: "sent my CV"; "meeting on Friday" has not yet."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was said on the command line; blank where nothing was."""

    person: str
    what: str
    outcome: str = ""
    day: date | None = None


def write_down(workbook: Workbook, note: Note, today: date | None, now: Callable[[ZoneInfo | None], datetime]) -> Noted:
    """Add the line. ``ConfigError`` where it is not clear who is meant, or the day is to come."""
    for _ in range(_TRIES):
        state = workbook.read()
        if not state.exists:
            raise WorkbookError("There is no workbook yet; `syncer run` makes it.", code="E-WORKBOOK-NONE")
        tuning, _notes = read_tuning(read_settings(state))
        day = today or now(ZoneInfo(tuning.time_zone) if tuning.time_zone else None).date()
        entered = read_entries(state, day)
        guards.check(state, entered, frozenset())
        noted, cells = _understood(state, entered, note, day)
        if noted.again:
            return noted
        try:
            workbook.commit(line_typed(state, cells))
        except Conflict:
            continue
        return noted
    raise TemporaryError("The workbook kept changing while it was read. Try again.")


def _understood(state: WorkbookState, entered: Entered, note: Note, today: date) -> tuple[Noted, dict[str, Value]]:
    day = note.day or today
    if day > today:
        raise ConfigError("the Log tells what happened; what is planned goes into Next date of Outreach")
    people = {mark: name for mark, (name, _) in _people(state).items()}
    names = Directory(people.items(), entered.targets)
    mark = _meant(state, names, note.person)
    what, outcome = _what(note)
    target = _target(state, entered, names, mark)
    # The name while it is this person's alone, since people read the Log; else the id.
    person = people[mark] if names.person(people[mark]) == mark else mark
    cells: dict[str, Value] = {"date": day, "person": person, "target": target, "what": what, "outcome": outcome}
    return Noted(mark, people[mark], day, what, outcome, target, _stands(state, cells)), cells


def _people(state: WorkbookState) -> dict[str, tuple[str, str]]:
    """Person id -> name and employer as they stand in the workbook, People before Outreach."""
    found: dict[str, tuple[str, str]] = {}
    for tab in ("people", "outreach"):
        for row in state.tabs[tab].rows:
            if row.row_id and (name := text_of(row.cells.get("name", ""))):
                found.setdefault(row.row_id, (name, text_of(row.cells.get("employer", ""))))
    return found


def _meant(state: WorkbookState, names: Directory, text: str) -> str:
    """The id of the one person meant: by id, exact name, name without accents, else a part of the name."""
    if mark := names.meant(text):
        return mark
    people = _people(state)
    wanted = unaccented(text)
    found = [mark for mark, (name, _) in people.items() if fold(name) == fold(text)]
    for whole in (True, False):
        if wanted and not found:
            found = [mark for mark, (name, _) in people.items() if _named(wanted, unaccented(name), whole=whole)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(
            f"nobody here is called {text!r}; give the name as it stands in People, a part of it, or the id"
        )
    raise ConfigError(several(Choice(mark, *people[mark]) for mark in found))


def _named(wanted: str, name: str, *, whole: bool) -> bool:
    """Whether the words stand in the name, as whole words (Carol, not Caroline) or anywhere in it."""
    return f" {wanted} " in f" {name} " if whole else wanted in name


def _what(note: Note) -> tuple[str, str]:
    """What and Outcome: the words of the dropdowns however people say them, other words as they are."""
    said, outcome = clean(note.what), read_status(note.outcome)
    if outcome and outcome not in STATUSES:
        raise ConfigError(f"{note.outcome!r} is no outcome; give one of: {', '.join(STATUSES)}")
    if not said:
        raise ConfigError("say what happened: message, call, coffee, thanks, replied ... or words of your own")
    key = fold(said).removeprefix("they ")
    what, usual = _plain(key) or (said, "")
    if (status := read_status(said)) in STATUSES and not usual:
        what, usual = "Other", status
    if not usual and what == said and (verb := key.split()[0]) in _DONE:
        usual = (_plain(verb) or ("", ""))[1]
    return what, outcome or usual


def _plain(word: str) -> tuple[str, str] | None:
    """What a word of everyday talk stands for."""
    return next((meant for words, meant in _WORDS.items() if word in words.split()), None)


def _target(state: WorkbookState, entered: Entered, names: Directory, mark: str) -> str:
    """The company that their row in Outreach stands for, as it stands in Targets."""
    known = {target.id: target.name for target in entered.targets}
    rows = [row for row in state.tabs["outreach"].rows if row.row_id == mark]
    said = text_of(rows[0].cells.get("target", "")) if len(rows) == 1 else ""
    return known.get(names.target(said), "")


def _stands(state: WorkbookState, cells: dict[str, Value]) -> bool:
    """Whether this very line is in the Log already: the command was given twice."""
    wanted = {key: value for key, value in cells.items() if value != ""}
    return any(dict(row.cells) == wanted for row in state.tabs["log"].rows)
