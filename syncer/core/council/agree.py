"""What the shared workbook should say once this member's part is brought up to date. Pure.

A run writes its own member's lines, what follows from everybody's (who opens what), and takes out what consent no
longer covers, whoever put it there. It never adds a word about another member.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from syncer.core.council.board import BETWEEN, MEMBERS, PATHS, TARGETS, Board, Line, Member, Wanted
from syncer.core.council.consent import Consent, lesser, tells_names
from syncer.core.council.coverage import Coverage, coverage
from syncer.core.council.known import Known
from syncer.core.council.words import introduction, listed, opener
from syncer.core.workbook.cells import clean, digest, fold
from syncer.core.workbook.memory import Memory
from syncer.core.workbook.state import Value

Key = Callable[[str], str]
"""A company's text -> the same key for every way to write that company."""
Cells = Mapping[str, Value]
LENGTH = 16


@dataclass(frozen=True, slots=True)
class Mine:
    """This member, as their own settings say. ``wants``: company and domain of each of their open targets.

    ``released``, ``held_back``: keys of companies whose names may be told when asked for, and that stay out altogether.
    """

    name: str
    email: str
    consent: Consent
    wants: tuple[tuple[str, str], ...] = ()
    released: frozenset[str] = frozenset()
    held_back: frozenset[str] = frozenset()
    out: bool = False
    """Whether a person deleted their line from Council."""

    @property
    def shares(self) -> bool:
        """Whether anything of theirs is shared at all."""
        return self.consent is not Consent.OFF and not self.out


@dataclass(frozen=True, slots=True)
class Ground:
    """What an agreement rests on. ``seed``: what ids of new rows are made from; nothing can be read from them."""

    board: Board
    memory: Memory
    mine: Mine
    key: Key
    seed: str


@dataclass(frozen=True, slots=True)
class Wish:
    """How rows should read: tab -> row id -> cells. ``meant``: row id -> (member, target id).

    ``left_out``: rows of this member that a person deleted; they stay deleted. ``leaving``: this member's name where
    they share nothing any more, so that not even a deleted row is remembered.
    """

    rows: Mapping[str, Mapping[str, Cells]]
    meant: Mapping[str, tuple[str, str]]
    left_out: int = 0
    leaving: str = ""


def is_out(board: Board, memory: Memory, name: str) -> bool:
    """Whether a person deleted this member's line from Council: the others do without them."""
    told = [mark for mark, row in memory.rows.items() if mark.startswith("m_") and fold(row.meant[0]) == fold(name)]
    return bool(told) and not any(mark in board.rows[MEMBERS] for mark in told)


def sharing(board: Board, mine: Mine) -> tuple[Member, ...]:
    """Everybody who shares after this run, the member's own part included."""
    others = tuple(one for one in board.members if fold(one.name) != fold(mine.name))
    if not mine.shares:
        return others
    own = next((one.id for one in board.members if fold(one.name) == fold(mine.name)), "")
    return (*others, Member(own, mine.name, mine.email, mine.consent))


def agreed_targets(ground: Ground) -> tuple[Wanted, ...]:
    """The companies of the shared Targets tab after this run; those nobody wants any more are left out."""
    board, mine, key = ground.board, ground.mine, ground.key
    present = {fold(one.name): one.name for one in sharing(board, mine)}
    wants = {key(company): (company, domain) for company, domain in mine.wants} if mine.shares else {}
    wants = {name: one for name, one in wants.items() if name not in mine.held_back}
    found: list[Wanted] = []
    keys = _deleted(ground)
    for one in board.targets:
        own = {key(text) for text in (one.company, *one.aliases)}
        by = {fold(name): present[fold(name)] for name in one.by if fold(name) in present}
        by.pop(fold(mine.name), None)
        if own & wants.keys():
            by[fold(mine.name)] = mine.name
        keys |= own
        if by or one.typed:
            found.append(replace(one, by=tuple(sorted(by.values(), key=str.casefold))))
    ids = _New(ground, TARGETS, "t_")
    new = [(company, domain) for name, (company, domain) in wants.items() if name not in keys]
    found += [Wanted(next(ids), company, domain, by=(mine.name,)) for company, domain in new]
    return tuple(found)


def _deleted(ground: Ground) -> set[str]:
    """Keys of companies whose row a person deleted."""
    memory, rows = ground.memory.rows, ground.board.rows[TARGETS]
    gone = {mark: row for mark, row in memory.items() if mark.startswith("t_") and mark not in rows}
    return {ground.key(str(row.written.get(TARGETS, {}).get("company", ""))) for row in gone.values()} - {""}


def wish(ground: Ground, targets: tuple[Wanted, ...], known: Mapping[str, Known]) -> Wish:
    """How every row should read after this run. ``known``: target id -> whom this member knows there."""
    board, mine = ground.board, ground.mine
    everybody = sharing(board, mine)
    common = lesser(one.consent for one in everybody)
    level = {fold(one.name): one.consent for one in everybody}
    companies = {one.id: one.company for one in targets}
    others = [
        replace(line, names=line.names if _still_told(line, level[fold(line.member)], common) else "")
        for line in board.lines
        if fold(line.member) in level and fold(line.member) != fold(mine.name) and line.target in companies
    ]
    own, left_out = _own(ground, companies, known, common)
    seen = coverage([one.name for one in everybody], targets, (*others, *own))
    members = _members(ground, everybody, seen, companies)
    meant = {mark: (str(cells["member"]), "") for mark, cells in members.items()}
    meant |= {line.id: (line.member, line.target) for line in (*others, *own)}
    paths = {line.id: _path(line, companies[line.target]) for line in (*others, *own)}
    rows = {MEMBERS: members, TARGETS: {one.id: _target(one, seen) for one in targets}, PATHS: paths}
    return Wish(rows, meant, left_out, mine.name if mine.consent is Consent.OFF else "")


def _still_told(line: Line, owner: Consent, common: Consent) -> bool:
    return tells_names(owner, common, asked=line.asked, released=owner is Consent.ON_REQUEST)


def _own(
    ground: Ground, companies: Mapping[str, str], known: Mapping[str, Known], common: Consent
) -> tuple[list[Line], int]:
    """This member's lines, in the order of the targets, and how many are left out because a person deleted the row."""
    mine, me = ground.mine, fold(ground.mine.name)
    standing = {line.target: line for line in ground.board.lines if fold(line.member) == me}
    marks = {row.meant[1] for row in ground.memory.rows.values() if fold(row.meant[0]) == me}
    ids, lines, left_out = _New(ground, PATHS, "w_"), [], 0
    for target, company in companies.items():
        found = known.get(target)
        if not mine.shares or found is None or ground.key(company) in mine.held_back:
            continue
        held = standing.get(target)
        if held is None and target in marks:
            left_out += 1
            continue
        asked, released = held is not None and held.asked, ground.key(company) in mine.released
        told = tells_names(mine.consent, common, asked=asked, released=released)
        names = clean(listed(found.names)) if told else ""
        mark = held.id if held else next(ids)
        lines.append(Line(mine.name, target, found.now, found.before, found.evidence.value, names, asked, mark))
    return lines, left_out


def _members(
    ground: Ground, everybody: Iterable[Member], seen: Coverage, companies: Mapping[str, str]
) -> dict[str, Cells]:
    reach = {one.member: one for one in seen.members}
    ids = _New(ground, MEMBERS, "m_")
    rows: dict[str, Cells] = {}
    for one in everybody:
        part = reach[one.name]
        rows[one.id or next(ids)] = {
            "member": clean(one.name),
            "email": clean(one.email),
            "shares": one.consent.words,
            "opens": part.opens,
            "alone": len(part.alone),
            "where": clean(BETWEEN.join(companies[target] for target in (*part.alone, *part.others))),
        }
    return rows


def _target(one: Wanted, seen: Coverage) -> Cells:
    lines = seen.openers[one.id]
    cells: dict[str, Value] = {
        "wanted_by": clean(BETWEEN.join(one.by)),
        "opened_by": clean(", ".join(opener(line.member, line.now, line.before) for line in lines)),
        "now": sum(line.now for line in lines),
        "before": sum(line.before for line in lines),
        "gap": "" if lines else clean(f"Each ask two people you know well whether they know someone at {one.company}."),
    }
    return cells if one.typed else {"company": clean(one.company), "domain": clean(one.domain), **cells}


def _path(line: Line, company: str) -> Cells:
    return {
        "company": clean(company),
        "member": clean(line.member),
        "now": line.now,
        "before": line.before,
        "evidence": line.evidence,
        "words": clean(introduction(line.member, company, line.now, line.before)),
        "names": line.names,
    }


class _New:
    """Ids for new rows: first of rows that were emptied and that nobody typed in, then fresh ones.

    Made from the revision and a counter: an id must not let anybody guess who stood there after they withdrew.
    """

    def __init__(self, ground: Ground, tab: str, prefix: str) -> None:
        rows, memory = ground.board.rows[tab], ground.memory
        self._empty = sorted(
            (mark for mark, row in rows.by_id.items() if not row.cells and not _remembers(memory, mark, tab)),
            reverse=True,
        )
        self._taken = {*memory.rows, *rows.by_id, *rows.twins}
        self._prefix, self._seed, self._count = prefix, ground.seed, 0

    def __next__(self) -> str:
        if self._empty:
            return self._empty.pop()
        while True:
            self._count += 1
            mark = self._prefix + digest(self._seed, self._prefix, str(self._count), length=LENGTH)
            if mark not in self._taken:
                return mark


def _remembers(memory: Memory, mark: str, tab: str) -> bool:
    return mark in memory.rows and bool(memory.rows[mark].written.get(tab))
