"""Layer one: the planner alone. One random list is perturbed twice, by people in the sheet and by the sources, and a
model of a dozen lines says what every cell must hold after the run, whatever the three values of it are.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from syncer.core.model import Ref
from syncer.core.workbook.cells import Plain, plain
from syncer.core.workbook.content import Behind, Content
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.entries import read_entries
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.reconcile import RunFacts, reconcile
from syncer.core.workbook.state import CellError, Value
from syncer.workbooks.memory import MemoryWorkbook, Sheet, copied

TABS = ("targets", "outreach", "people")
FIRST_DAY = date(2026, 11, 23)
SERVICE = {
    tab: tuple(column.key for column in BY_KEY[tab].columns if column.owner in (Owner.FACT, Owner.PIN, Owner.DERIVED))
    for tab in TABS
}
OWNERS = {tab: {column.key: column.owner for column in BY_KEY[tab].columns} for tab in TABS}
KINDS = {tab: {column.key: column.kind for column in BY_KEY[tab].columns} for tab in TABS}
Cells = dict[str, Value]
Bases = dict[tuple[str, str], dict[str, Plain] | None]
"""(tab, id) -> column -> what was last written; None where that is not known any more."""


@dataclass
class Triple:
    """One seed: what the sources say, what stands in the sheet, and what the model remembers having been written."""

    seed: int
    rng: random.Random = field(init=False)
    book: MemoryWorkbook = field(init=False)
    desired: dict[str, dict[str, Cells]] = field(init=False)
    columns: dict[str, tuple[str, ...]] = field(init=False)
    base: Bases = field(default_factory=dict)
    stood: set[tuple[str, str]] = field(default_factory=set)
    """(tab, id) that memory knows to have had a row."""
    versions: list[tuple[object, Bases, set[tuple[str, str]]]] = field(default_factory=list)
    day: date = FIRST_DAY
    words: int = 0
    moves: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.book = MemoryWorkbook(by_number=self.rng.random() < 0.5)
        self.columns = {tab: tuple(self.rng.sample(SERVICE[tab], self.rng.randint(1, 5))) for tab in TABS}
        self.desired = {tab: {} for tab in TABS}
        for number in range(self.rng.randint(0, 6)):
            self.appear(f"p_person{number}")
        for number in range(self.rng.randint(0, 2)):
            self.appear(f"t_target{number}")

    # --- the sources ------------------------------------------------------------------------------------------------

    def appear(self, mark: str) -> None:
        tabs = ("targets",) if mark.startswith("t_") else ("people", *(["outreach"] if self.rng.random() < 0.7 else []))
        for tab in tabs:
            self.desired[tab][mark] = {column: self.value(tab, mark, column) for column in self.columns[tab]}

    def value(self, tab: str, mark: str, column: str) -> Value:
        """One of few, so that what people type and what sources say sometimes fall together."""
        kind, pick = KINDS[tab][column], self.rng.randrange(5)
        if pick == 0 and column != "name":
            return ""
        if kind == "number":
            return self.rng.choice((0, 1, 2, 2.5))
        if kind == "date":
            return FIRST_DAY - timedelta(days=self.rng.randrange(3))
        return self.rng.choice((f"{mark} {column} {pick}", f"{mark} {column} 1", "shared"))

    def sources_change(self) -> None:
        for tab, rows in self.desired.items():
            for mark, cells in rows.items():
                for column in cells:
                    if self.rng.random() < 0.25:
                        cells[column] = self.value(tab, mark, column)
        if self.rng.random() < 0.4:
            self.appear(self.rng.choice(("p_person7", "p_person8", "t_target7")))
        if self.rng.random() < 0.2 and self.desired["people"]:
            gone = self.rng.choice(sorted(self.desired["people"]))
            self.desired["people"].pop(gone)
            self.desired["outreach"].pop(gone, None)
        self.day += timedelta(days=self.rng.randrange(3))

    # --- the person -------------------------------------------------------------------------------------------------

    def word(self) -> str:
        self.words += 1
        return f"word {self.words}"

    def cell(self) -> tuple[Sheet, dict[str, Value], str] | None:
        tab = self.rng.choice(TABS)
        sheet = self.book.sheets[tab]
        return (sheet, self.rng.choice(sheet.rows), tab) if sheet.rows else None

    def types_a_word(self) -> None:
        if found := self.cell():
            found[1][self.rng.choice(("notes", "a column of mine"))] = self.word()

    def types_over(self) -> None:
        """A new word, nothing, what the sources say now, what another row says, or an error."""
        if found := self.cell():
            _, row, tab = found
            column = self.rng.choice(self.columns[tab])
            now = self.desired[tab].get(str(row.get("_id", "")), {}).get(column, "")
            other = self.rng.choice(self.book.sheets[tab].rows).get(column, "")
            row[column] = self.rng.choice((self.word(), self.word(), "", "", now, other, CellError("#REF!")))

    def deletes_a_row(self) -> None:
        if found := self.cell():
            found[0].rows.remove(found[1])

    def adds_a_row(self) -> None:
        tab = self.rng.choice(TABS)
        rows, key = self.book.sheets[tab].rows, "company" if tab == "targets" else "name"
        rows.insert(self.rng.randint(0, len(rows)), {key: self.rng.choice((self.word(), "", " ?")), "notes": "mine"})

    def copies_a_row(self) -> None:
        if found := self.cell():
            found[0].rows.insert(self.rng.randint(0, len(found[0].rows)), dict(found[1]))

    def spoils_an_id(self) -> None:
        if found := self.cell():
            found[1]["_id"] = self.rng.choice(("what is this?", "x", "1"))

    def sorts(self) -> None:
        if found := self.cell():
            column = self.rng.choice(self.columns[found[2]])
            found[0].rows.sort(key=lambda row: str(row.get(column, "")), reverse=self.rng.random() < 0.5)

    def deletes_a_column(self) -> None:
        if found := self.cell():
            sheet, _, tab = found
            column = self.rng.choice((*self.columns[tab], "notes"))
            if column in sheet.columns:
                sheet.columns.remove(column)
                for row in sheet.rows:
                    row.pop(column, None)

    def moves_a_column(self) -> None:
        columns = self.book.sheets[self.rng.choice(TABS)].columns
        columns.insert(self.rng.randrange(len(columns)), columns.pop(self.rng.randrange(len(columns))))

    def loses_the_memory(self) -> None:
        self.book.memory, self.book.memory_lost = {}, True
        self.base, self.stood = dict.fromkeys(self.base), set()

    def restores_a_version(self) -> None:
        if self.versions and not self.book.memory_lost:
            (sheets, memory, remembered), base, stood = self.rng.choice(self.versions)  # type: ignore[misc]
            self.book.sheets, self.book.memory, self.book.remembered = copied(sheets), dict(memory), remembered
            fresh = remembered == self.book.commits
            self.base, self.stood = ({**base} if fresh else dict.fromkeys(base)), set(stood)

    def keep_version(self) -> None:
        kept = (copied(self.book.sheets), dict(self.book.memory), self.book.remembered)
        base = {key: None if cells is None else dict(cells) for key, cells in self.base.items()}
        self.versions.append((kept, base, set(self.stood)))

    # --- a run, and what must be there after it -----------------------------------------------------------------------

    def content(self) -> Content:
        rows: dict[str, Mapping[str, Desired]] = {
            tab: {mark: Desired(cells, seed={"notes": f"seed of {mark}"}) for mark, cells in found.items()}
            for tab, found in self.desired.items()
        }
        behind = {mark: Behind((Ref("google", mark),)) for mark in self.desired["people"]}
        whole: dict[str, tuple[Mapping[str, Value], ...]] = {
            "today": tuple({"order": n, "what": "Write to", "name": mark} for n, mark in enumerate(behind, 1)),
            "paths": (),
        }
        return Content({**rows, "settings": {}}, whole, behind=behind)

    def plan(self) -> Plan:
        state = self.book.read()
        entered = read_entries(state, self.day)
        return reconcile(state, entered, self.content(), RunFacts(self.day, "0.1.0", f"{self.day} 10:00"))

    def run(self) -> None:
        """One whole run; afterwards every cell of the three tabs is what the model says, and nothing is left to do."""
        expected = self.expected()
        while plan := self.plan():
            assert plan == self.plan(), "the same state gave two plans"
            self.book.commit(plan)
            if not plan.again:
                break
        for tab in TABS:
            self.compare(tab, expected[tab])
        left = self.plan()
        assert not left, f"a second run would write {left.edits or left.memory}"

    def expected(self) -> dict[str, list[Cells]]:
        found: dict[str, list[Cells]] = {}
        for tab in TABS:
            sheet = self.book.sheets.get(tab, Sheet("", [column.key for column in BY_KEY[tab].columns]))
            there = {*sheet.columns, *SERVICE[tab]}
            marks = [str(row.get("_id", "")) for row in sheet.rows]
            rows = [self.expected_row(tab, row, marks) for row in sheet.rows]
            for mark, cells in self.desired[tab].items():
                if mark not in marks and (tab, mark) not in self.stood:
                    filled = {"_id": mark, "notes": f"seed of {mark}", **cells}
                    rows.append({key: value for key, value in filled.items() if key in there})
                    self.base[tab, mark] = {column: plain(value) for column, value in cells.items()}
            self.stood |= {(tab, mark) for mark in marks if self.ours(mark)} | {(tab, m) for m in self.desired[tab]}
            found[tab] = rows
        return found

    def expected_row(self, tab: str, row: Cells, marks: list[str]) -> Cells:
        mark = str(row.get("_id", ""))
        name = row.get("company" if tab == "targets" else "name", "")
        if not mark and not isinstance(name, CellError) and any(map(str.isalnum, str(name))):
            return {**row, "_id": "a new id"}
        if not self.ours(mark) or marks.count(mark) > 1:
            return dict(row)
        base = self.base.setdefault((tab, mark), None)
        desired = self.desired[tab].get(mark, {})
        written = dict(base or {})
        cells = {**row, **{column: self.cell_after(tab, column, row, base, desired) for column in desired}}
        for column, wanted in desired.items():
            now = row.get(column, "")
            if not isinstance(now, CellError) and (base is None or plain(now) in ("", base.get(column, ""))):
                written[column] = plain(wanted)
        if desired or base is not None:
            self.base[tab, mark] = written
        return cells

    def ours(self, mark: str) -> bool:
        return mark.startswith(("p_", "t_"))

    def cell_after(self, tab: str, column: str, row: Cells, base: dict[str, Plain] | None, desired: Cells) -> Value:
        """The rule: what is as we wrote it, or blank, is ours to change; anything else is a person's."""
        now, wanted = row.get(column, ""), desired[column]
        if isinstance(now, CellError):
            return now
        if base is None:
            kept = OWNERS[tab][column] is Owner.FACT and now != ""
        else:
            kept = plain(now) not in ("", base.get(column, ""))
        return now if kept else wanted

    def compare(self, tab: str, expected: list[Cells]) -> None:
        rows = self.book.sheets[tab].rows
        assert len(rows) == len(expected), f"{tab} has {len(rows)} rows, not {len(expected)}"
        for number, (row, model) in enumerate(zip(rows, expected, strict=True), 2):
            wanted = model
            if wanted.get("_id") == "a new id":
                assert self.ours(str(row["_id"])), f"{tab} row {number} was not taken on"
                wanted = {**model, "_id": row["_id"]}
                self.stood.add((tab, str(row["_id"])))
                self.base[tab, str(row["_id"])] = {}
            for column in row.keys() | wanted.keys():
                shown, right = row.get(column, ""), wanted.get(column, "")
                assert plain(shown) == plain(right), f"{tab} row {number} {column}: {shown!r}, not {right!r}"


MOVES = (
    (Triple.types_a_word, 4),
    (Triple.types_over, 6),
    (Triple.deletes_a_row, 1),
    (Triple.adds_a_row, 1),
    (Triple.copies_a_row, 1),
    (Triple.spoils_an_id, 1),
    (Triple.sorts, 2),
    (Triple.deletes_a_column, 1),
    (Triple.moves_a_column, 1),
)
RARE = (Triple.loses_the_memory, Triple.restores_a_version)
CHOICES = tuple(move for move, weight in MOVES for _ in range(weight))


def play(seed: int, rounds: int = 2) -> Triple:
    """One world: the first fill, then ``rounds`` times both sides change and a run puts them together."""
    world = Triple(seed)
    try:
        world.run()
        for _ in range(rounds):
            world.keep_version()
            for _ in range(world.rng.randint(0, 6)):
                move = world.rng.choice(CHOICES) if world.rng.random() > 0.02 else world.rng.choice(RARE)
                world.moves.append(move.__name__)
                move(world)
            world.sources_change()
            world.moves.append("run")
            world.run()
    except AssertionError as wrong:
        raise AssertionError(f"seed {seed} ({', '.join(world.moves)}): {wrong}") from wrong
    return world
