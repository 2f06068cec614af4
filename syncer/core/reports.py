"""What the commands answer, as values: the terminal draws them, ``--json`` prints them.

``RunReport`` and ``Health`` hold counts, places and ids, never a person's name, address or number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from syncer.core.model import Rejected
from syncer.core.workbook.plan import Change


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in this run. ``error`` is its message where it was left out.

    ``suppressed``: records of forgotten people, which ``records`` counts too.
    """

    name: str
    kind: str
    records_in: int = 0
    records: int = 0
    merged: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    error: str = ""
    suppressed: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people lead to how many targets; a person counts once, where they lead best."""

    people: int = 0
    targets: int = 0
    insiders: int = 0
    former: int = 0
    bridges: int = 0
    uncovered: int = 0
    """Targets to which nobody leads."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did. ``counts``: plan sign -> changes; ``stages``: name -> seconds."""

    today: date | None
    sources: tuple[SourceLine, ...] = ()
    reach: Reach = Reach()
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    questions: int = 0
    wrote: bool = False
    created: bool = False
    busy: bool = False
    workbook: str = ""
    stages: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    exit_code: int = 0
    suggested: bool = False
    """Whether the Targets tab was filled just now with companies that the sources point at."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with contacts that lies in a folder.

    ``usual``: an export, or a list of people with grades and employers; else a list that may be about anything.
    """

    file: str
    kind: str
    contacts: int
    as_of: date | None
    usual: bool


@dataclass(frozen=True, slots=True)
class SuggestedLine:
    """A company that the sources point at, why, when last, and who leads there already."""

    name: str
    basis: str
    seen: date | None
    insiders: int = 0
    former: int = 0
    bridges: int = 0


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What a run would change, line by line, with names on purpose."""

    run: RunReport
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WhoLine:
    """One person who leads to a company."""

    person_id: str
    name: str
    grade: str
    target: str
    path: str
    evidence: str
    score: float
    why: str
    ask: str
    channel: str


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Who leads to one company, best first; ``hints`` are next ways where nobody does. No company: the whole list."""

    company: str
    known_target: bool
    lines: tuple[WhoLine, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of an explanation with its (label, text) lines."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that makes one person stand where they stand."""

    person_id: str
    name: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What ``check`` found: settings read, each source, the workbook."""

    settings: str
    sources: tuple[SourceLine, ...]
    workbook: str
    workbook_healthy: bool
    notes: tuple[str, ...] = ()
    exit_code: int = 0
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the Log as it stands there now. ``again``: it stood there before, word for word."""

    person_id: str
    name: str
    day: date
    what: str
    outcome: str
    target: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Whom ``forget`` is about to take out, shown before it is done. ``rows``: (tab, row)."""

    person_id: str
    name: str
    names: tuple[str, ...]
    records: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is for a person to delete, or with a column a cell in which they wrote the name."""

    tab: str
    row: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What forgetting did; names nobody. ``emptied``: cells. ``rows``, ``typed``: what a person has to delete.

    ``marks``: keyed marks added. ``copies``: where old versions may still hold the person. ``sources``: which have
    them, and will go on having them.
    """

    person_id: str
    emptied: int = 0
    rows: tuple[Left, ...] = ()
    typed: tuple[Left, ...] = ()
    marks: int = 0
    copies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    busy: bool = False
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """A message to one person, never sent. ``mailto``: opens it in a mail program; ``profile``: their LinkedIn page.

    ``over``: characters over the template's ``limit``. ``unknown``: facts for want of which a sentence was left out.
    """

    person_id: str
    name: str
    kind: str
    channel: str
    subject: str
    body: str
    mailto: str = ""
    profile: str = ""
    limit: int = 0
    over: int = 0
    unknown: tuple[str, ...] = ()
