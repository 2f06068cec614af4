"""The shared workbook of a council as it was read: members, companies, and who opens what.

What syncer wrote counts as it was written; what a person typed over one of its cells stays in the cell and feeds
nothing. Company and domain of Targets are facts: there a person's word is the better one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from syncer.core.council.consent import Consent, in_words
from syncer.core.workbook.cells import fold, plain
from syncer.core.workbook.layout import BY_KEY, COUNCIL_TABS, Owner
from syncer.core.workbook.memory import EMPTY, Memory, RowMemory
from syncer.core.workbook.rows import Rows, index
from syncer.core.workbook.state import CellError, Row, Value, WorkbookState

MEMBERS, TARGETS, PATHS = (tab.key for tab in COUNCIL_TABS)
BETWEEN = "; "
"""Between the members that want a company."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member who shares. ``id``: of their row."""

    id: str
    name: str
    email: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class Wanted:
    """A company on the shared Targets tab. ``by``: members that want it; ``typed``: a person added it by hand."""

    id: str
    company: str
    domain: str = ""
    aliases: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One member's ways into one company: how many people there now, how many who left, at best how sure.

    ``id``: of its row, ``""`` for one not written yet. ``names``: as far as consent lets them stand. ``asked``:
    somebody typed into Asked by.
    """

    member: str
    target: str
    now: int
    before: int
    evidence: str
    names: str = ""
    asked: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """All of it. ``rows``: tab -> its rows by id."""

    members: tuple[Member, ...] = ()
    targets: tuple[Wanted, ...] = ()
    lines: tuple[Line, ...] = ()
    rows: Mapping[str, Rows] = field(default_factory=dict)


def board_of(state: WorkbookState, memory: Memory) -> Board:
    """What the workbook says; twins and rows without an id say nothing."""
    rows = {tab.key: index(state, tab.key) for tab in COUNCIL_TABS}
    targets = tuple(_targets(rows[TARGETS], memory))
    return Board(
        members=tuple(_members(rows[MEMBERS], memory)),
        targets=targets,
        lines=tuple(_lines(rows[PATHS], memory, {fold(one.company): one.id for one in targets})),
        rows=rows,
    )


def said(tab: str, row: Row, before: RowMemory, column: str) -> Value:
    """What a service cell stands for: as last written; a fact that a person typed over, as typed.

    Where nothing is remembered, the memory being lost, the cell itself.
    """
    cell = row.cells.get(column, "")
    written = before.written.get(tab)
    if isinstance(cell, CellError):
        cell = ""
    if written is None or plain(cell) == written.get(column, ""):
        return cell
    if BY_KEY[tab].column(column).owner is Owner.FACT and cell != "":
        return cell
    last = written.get(column, "")
    return "" if str(last).startswith("sha256:") else last


def _members(rows: Rows, memory: Memory) -> Iterator[Member]:
    for mark, row in sorted(rows.by_id.items()):
        before = memory.rows.get(mark, EMPTY)
        name, email, shares = (str(said(MEMBERS, row, before, key)) for key in ("member", "email", "shares"))
        if name and (consent := in_words(shares)) is not Consent.OFF:
            yield Member(mark, name, email, consent)


def _targets(rows: Rows, memory: Memory) -> Iterator[Wanted]:
    for mark, row in sorted(rows.by_id.items()):
        before = memory.rows.get(mark, EMPTY)
        company = str(said(TARGETS, row, before, "company")).strip()
        if not company:
            continue
        last = before.written.get(TARGETS)
        by = str(said(TARGETS, row, before, "wanted_by"))
        yield Wanted(
            mark,
            company,
            str(said(TARGETS, row, before, "domain")).strip(),
            tuple(part for text in str(row.cells.get("aliases", "")).split(";") if (part := text.strip())),
            tuple(name for text in by.split(";") if (name := text.strip())),
            typed=last is not None and plain(company) != last.get("company", ""),
        )


def _lines(rows: Rows, memory: Memory, by_company: Mapping[str, str]) -> Iterator[Line]:
    for mark, row in sorted(rows.by_id.items()):
        before = memory.rows.get(mark, EMPTY)
        member, company = (str(said(PATHS, row, before, key)) for key in ("member", "company"))
        target = before.meant[1] or by_company.get(fold(company), "")
        if not member or not company:
            continue
        yield Line(
            member,
            target,
            _count(said(PATHS, row, before, "now")),
            _count(said(PATHS, row, before, "before")),
            str(said(PATHS, row, before, "evidence")),
            str(said(PATHS, row, before, "names")),
            asked=str(row.cells.get("asked_by", "")).strip() != "",
            id=mark,
        )


def _count(value: Value) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0
