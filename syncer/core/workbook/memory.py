"""The workbook's memory: what was written, what was read, whom an id stands for. Hidden in the workbook itself.

Each key holds one JSON text under 50,000 characters (a spreadsheet cell's limit): ``header``, one key per row id
(people, targets, questions, settings) and one per tab that is wholly the service's. The same memory gives the same
text, so only what changed is written.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from syncer.core.model import Ref, Sighting
from syncer.core.workbook.cells import Plain
from syncer.core.workbook.layout import LAYOUT_VERSION
from syncer.core.workbook.state import WorkbookState
from syncer.errors import WorkbookError

Cells = Mapping[str, Plain]
LONGEST_KEY = 50_000
JOURNAL = "journal:"
FORGOTTEN = "forgotten:"
"""Keys of marks of forgotten people (``core.forgotten``), no part of this memory."""
GIVEN = "given:"


@dataclass(frozen=True, slots=True)
class Header:
    """The workbook as a whole. ``commits`` counts plans committed; ``shown`` is a digest of the notes in Start here.

    ``known`` is False between a commit of structure over a memory that did not count and the plan that follows it.
    """

    commits: int = 0
    layout: int = LAYOUT_VERSION
    workbook_id: str = ""
    version: str = ""
    since: date | None = None
    last_run: date | None = None
    shown: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question of Review was about, so that its answer can be understood later."""

    kind: str
    refs: tuple[Ref, ...] = ()
    company: tuple[str, str] = ("", "")
    cell: tuple[str, ...] = ()
    answer: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True)
class RowMemory:
    """What is remembered of one row id; a person's rows in both tabs share one.

    ``written``, ``read``: tab -> column -> plain value (service cells as last written; people's cells and overrides
    as last read). A tab missing from ``written`` means: not known what was written. ``absent``: tab -> the day it
    was first missed. ``first_seen`` jobs are ``sightings``. ``placed``: score at last placement, for ``target``.
    """

    written: Mapping[str, Cells] = field(default_factory=dict)
    read: Mapping[str, Cells] = field(default_factory=dict)
    absent: Mapping[str, date] = field(default_factory=dict)
    refs: tuple[Ref, ...] = ()
    since: date | None = None
    grade: str = ""
    placed: float | None = None
    target: str = ""
    sightings: tuple[Sighting, ...] = ()
    asked: Asked | None = None
    into: str = ""
    """The elder id that this one was merged into."""
    same: tuple[Ref, ...] = ()
    """The two records that "Same person as" was found to mean; it holds while the cell says the same."""
    meant: tuple[str, str] = ("", "")
    """A line of the Log: its words for a person and the id they were found to mean, for as long as they stand there."""
    turns: tuple[date, ...] = ()
    """Days of contact under the status that stands in Outreach, as ``turns.turns`` saw them."""
    seen: Mapping[str, Cells | None] = field(default_factory=dict)
    """Tab -> the service's cells as they stood when a run that left a source out found no memory: derived ones are the
    service's, whose the facts are is not known until the sources that know the row were read. None where an older
    version came back: there is a row, and what was written into it does not count."""
    opened: Mapping[str, str] = field(default_factory=dict)
    """What this person opened for the user when the row was written, as ``openings.remembered`` puts it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the last commit sent to one row. ``number``: the row it was sent to. ``cells``: column -> (old, new)."""

    tab: str
    number: int
    row_id: str
    cells: Mapping[str, tuple[Plain, Plain]]


@dataclass(frozen=True, slots=True)
class Given:
    """An id that the last commit sent to a row: ``cells`` as the row stood there. ``new``: not of somebody known.
    ``times``: nothing was sent, but so many rows bear this id; no ``cells`` where memory tells how they stand."""

    tab: str
    row_id: str
    new: bool
    cells: Cells
    times: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything remembered. ``tabs``: digests of the values last written to each wholly owned tab.

    ``complete`` is False when cells are not known: the hidden tab was lost, or an older version of it came back.
    ``journal``: the writes of the last commit, where rows are written by number; ``journal_keys``: where it stands.
    """

    header: Header = Header()
    rows: Mapping[str, RowMemory] = field(default_factory=dict)
    tabs: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    journal: tuple[Written, ...] = ()
    journal_keys: Mapping[str, str] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    """Ids that the last commit gave to rows, where rows are written by number (``misplaced``)."""


EMPTY = RowMemory()


def stood(row: RowMemory, tab: str) -> bool:
    """Whether an id ever had a row in this tab."""
    return tab in row.written or tab in row.absent or tab in row.seen


_TAB = "tab:"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def decode(state: WorkbookState) -> Memory:
    """The memory of a workbook as read. A broken key is an error: guessing would cost people's words."""
    header, rows, tabs = Header(), {}, {}
    journal: list[Written] = []
    given: list[Given] = []
    try:
        # One call for all of them: thousands of small ones would take twice as long.
        values = json.loads(f"[{','.join(state.memory.values())}]")
        for key, value in zip(state.memory, values, strict=True):
            if key == "header":
                header = _header(value)
            elif key.startswith(_TAB):
                tabs[key.removeprefix(_TAB)] = str(value)
            elif key.startswith(JOURNAL):
                journal += [_written(*one) for one in value]
            elif key.startswith(GIVEN):
                given += [Given(*one) for one in value]
            elif not key.startswith(FORGOTTEN):
                rows[key] = _row(value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkbookError(
            "The hidden tab _syncer was edited and cannot be read. Undo that edit, or delete the whole hidden tab: "
            "syncer then starts its memory afresh and keeps every word in the other tabs.",
            code="E-MEMORY-BROKEN",
        ) from error
    known = header.known and not (state.exists and (state.memory_lost or state.memory_stale))
    if state.memory_stale or not header.known:
        rows = {
            key: replace(row, written={}, read={}, grade="", placed=None, seen=dict.fromkeys([*row.written, *row.seen]))
            for key, row in rows.items()
        }
        tabs, journal, given = {}, [], []
    keys = {key: text for key, text in state.memory.items() if key.startswith((JOURNAL, GIVEN))}
    return Memory(header, rows, tabs, complete=known, journal=tuple(journal), journal_keys=keys, given=tuple(given))


def _written(tab: str, number: int, mark: str, cells: dict[str, list[Plain]]) -> Written:
    return Written(tab, number, mark, {column: (old, new) for column, (old, new) in cells.items()})


def encode(old: Memory, new: Memory) -> dict[str, str | None]:
    """What must be written so that the workbook remembers ``new``: changed keys only, None for keys to delete."""
    changed: dict[str, str | None] = {}
    for key, row in new.rows.items():
        if row is not (before := old.rows.get(key)) and row != before:
            changed[key] = _text(_row_json(row))
    for tab, digests in new.tabs.items():
        if old.tabs.get(tab) != digests:
            changed[_TAB + tab] = _text(digests)
    for key in sorted(old.rows.keys() - new.rows.keys()):
        changed[key] = None
    if new.header != old.header:
        changed["header"] = _text(_header_json(new.header))
    return dict(sorted(changed.items()))


def _text(value: object) -> str:
    text = _JSON.encode(value)
    if len(text) >= LONGEST_KEY:
        raise WorkbookError("One row needs more memory than a cell of the hidden tab can hold.", code="E-MEMORY-FULL")
    return text


def _header(data: dict[str, Any]) -> Header:
    return Header(
        commits=data["commits"],
        layout=data["layout"],
        workbook_id=data["workbook_id"],
        version=data["version"],
        since=_date(data["since"]),
        last_run=_date(data["last_run"]),
        shown=data["shown"],
        known=data.get("known", True),
    )


def _header_json(header: Header) -> dict[str, Any]:
    unknown: dict[str, Any] = {} if header.known else {"known": False}
    return unknown | {
        "commits": header.commits,
        "layout": header.layout,
        "workbook_id": header.workbook_id,
        "version": header.version,
        "since": _iso(header.since),
        "last_run": _iso(header.last_run),
        "shown": header.shown,
    }


def _row(data: dict[str, Any]) -> RowMemory:
    # Only what is there, in the dictionary that JSON made: nearly all rows hold these four fields, and there are as
    # many rows as people.
    for key in data.keys() - _USUAL:
        data[key] = _READ[key](data[key])
    if "refs" in data:
        data["refs"] = _refs(data["refs"])
    if "since" in data:
        data["since"] = _date(data["since"])
    if "jobs" in data:
        data["sightings"] = tuple([_sighting(*job) for job in data.pop("jobs")])
    return RowMemory(**data)


def _row_json(row: RowMemory) -> dict[str, Any]:
    data: dict[str, Any] = {
        "written": row.written,
        "read": {tab: cells for tab, cells in row.read.items() if cells},
        "absent": {tab: day.isoformat() for tab, day in row.absent.items()},
        "refs": [[ref.source, ref.key] for ref in row.refs],
        "since": _iso(row.since),
        "grade": row.grade,
        "placed": row.placed,
        "target": row.target,
        "jobs": [
            [job.employer, job.title, job.first_seen.isoformat(), job.last_seen.isoformat(), job.current]
            for job in row.sightings
        ],
        "asked": _asked_json(row.asked) if row.asked else None,
        "into": row.into,
        "same": [[ref.source, ref.key] for ref in row.same],
        "turns": [day.isoformat() for day in row.turns],
        "seen": row.seen,
        "meant": list(row.meant) if any(row.meant) else [],
        "opened": row.opened,
    }
    return {key: value for key, value in data.items() if value or value == 0}  # nothing blank, but a score of 0


def _pair(texts: Sequence[str]) -> tuple[str, str]:
    one, other = texts
    return one, other


def _sighting(employer: str, title: str, first: str, last: str, current: bool) -> Sighting:
    return Sighting(employer, title, _day(first), _day(last), current)


def _asked(data: dict[str, Any]) -> Asked:
    left, right = data.get("company", ("", ""))
    refs = tuple(Ref(*ref) for ref in data.get("refs", ()))
    return Asked(
        data["kind"], refs, (left, right), tuple(data.get("cell", ())), data.get("answer", ""), data.get("once", False)
    )


def _asked_json(asked: Asked) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": asked.kind, "answer": asked.answer, "cell": list(asked.cell), "once": asked.once}
    data["refs"] = [[ref.source, ref.key] for ref in asked.refs]
    data["company"] = list(asked.company) if any(asked.company) else []
    return {key: value for key, value in data.items() if value}


def _date(text: str) -> date | None:
    return _day(text) if text else None


_day = lru_cache(maxsize=1 << 14)(date.fromisoformat)


def _same(value: Any) -> Any:
    return value


def _refs(value: Sequence[Sequence[str]]) -> tuple[Ref, ...]:
    return tuple([Ref(source, key) for source, key in value])


_USUAL = frozenset({"written", "refs", "since", "jobs"})
_READ: Mapping[str, Callable[[Any], Any]] = {
    "read": _same,
    "absent": lambda days: {tab: _day(day) for tab, day in days.items()},
    "grade": _same,
    "placed": _same,
    "target": _same,
    "asked": _asked,
    "into": _same,
    "same": _refs,
    "turns": lambda days: tuple(map(_day, days)),
    "seen": _same,
    "meant": _pair,
    "opened": _same,
}
"""How each other field of a row is read from JSON."""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
