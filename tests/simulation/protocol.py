"""The protocol with a fixed plan: every fault at every call of twenty commits, one at a time, nothing left out.

No planner and no people data here: ``Wish`` says what a workbook is to hold, and what is still missing is the plan.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from syncer.core.workbook.astray import put_right
from syncer.core.workbook.layout import TABS
from syncer.core.workbook.plan import AddColumns, AddTab, AdoptRow, AppendRow, Edit, Plan, ReplaceTab, SetCell
from syncer.core.workbook.state import PutBack, Value, WorkbookState
from syncer.errors import Conflict, SyncerError, TemporaryError
from syncer.ports import Workbook
from syncer.workbooks.sheets import marks
from tests.emulator.grid import Book
from tests.simulation import promises
from tests.simulation.cloud import STRIKES, CloudPlace, quickly
from tests.simulation.disk import Killed
from tests.simulation.loose import Loose
from tests.simulation.moves import Move
from tests.simulation.person import SERVICE, Look, Person
from tests.simulation.promises import must

DAY = date(2026, 11, 23)
ANA, BEN, CAI, NEW, ADDED = (f"p_{letter * 10}" for letter in "abcde")
FAULTS = (*STRIKES, "kill_before", "kill_after")
Rows = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class Wish:
    """What the workbook is to hold. ``cells``: (tab, id) -> column -> value; rows that are missing are added."""

    cells: Mapping[tuple[str, str], Mapping[str, Value]] = field(default_factory=dict)
    adopt: str = ""
    """The id that the row of People without one is to get."""
    whole: Mapping[str, tuple[Mapping[str, Value], ...]] = field(default_factory=dict)
    memory: Mapping[str, str] = field(default_factory=dict)

    def plan(self, state: WorkbookState) -> Plan:
        """What is still to be done, as the planner does it: what went astray first, then structure, each by itself."""
        if state.astray:
            return put_right(state)
        if structure := tuple(self._structure(state)):
            return Plan(state.revision, edits=structure, digest="structure", again=True)
        memory = {key: text for key, text in self.memory.items() if state.memory.get(key) != text}
        edits = (*self._edits(state), *self._whole(state))
        return Plan(state.revision, edits=edits, memory=memory, create=not state.exists, digest="wish")

    def _structure(self, state: WorkbookState) -> Iterator[Edit]:
        for key, tab in ((tab.key, tab) for tab in TABS) if state.exists else ():
            if tab.columns and key not in state.tabs:
                yield AddTab(key)
            elif tab.header and tab.columns:
                ours = [column.key for column in tab.columns if column.owner != "people"]
                if gone := tuple(key for key in ours if key not in state.tabs[tab.key].columns):
                    yield AddColumns(tab.key, gone)

    def _edits(self, state: WorkbookState) -> Iterator[Edit]:
        for (tab, mark), cells in self.cells.items():
            row = next((row for row in self._rows(state, tab) if row.row_id == mark), None)
            if row is None and not self.adopt:
                yield AppendRow(tab, mark, cells)
            elif row is not None:
                for column, value in cells.items():
                    if (old := row.cells.get(column, "")) != value:
                        yield SetCell(tab, mark, column, old, value)
        for row in self._rows(state, "people") if self.adopt else ():
            if not row.row_id:
                yield AdoptRow("people", row.number, self.adopt, row.cells)

    def _rows(self, state: WorkbookState, tab: str) -> tuple:  # type: ignore[type-arg]
        return state.tabs[tab].rows if tab in state.tabs else ()

    def _whole(self, state: WorkbookState) -> Iterator[Edit]:
        for tab, rows in self.whole.items():
            if [dict(row.cells) for row in self._rows(state, tab)] != [dict(row) for row in rows]:
                yield ReplaceTab(tab, rows)


MADE = Wish(
    cells={
        ("targets", "t_aaaaaaaaaa"): {"company": "Acme", "motivation": 4, "insiders": 1},
        ("people", ANA): {"name": "Ana Ruiz", "employer": "Acme", "position": "Engineer"},
        ("people", BEN): {"name": "Ben Okafor", "employer": "Globex", "position": "Analyst"},
        ("people", CAI): {"name": "Cai Lund", "employer": "Initech", "position": "Engineer"},
        ("outreach", ANA): {"name": "Ana Ruiz", "rank": 1, "why": "Works at Acme now."},
        ("outreach", BEN): {"name": "Ben Okafor", "rank": 2, "why": "Works at Globex now."},
    },
    whole={"today": ({"order": 1, "what": "Write to"}, {"order": 2, "what": "Thank"})},
    memory={"header": "{}", ANA: '{"a":1}'},
)
JOB = {("people", ANA): {"employer": "Globex", "position": "Director"}}
MANY = {
    **JOB,
    ("people", BEN): {"employer": "Acme"},
    ("outreach", ANA): {"rank": 2, "why": "Worked at Acme."},
    ("outreach", BEN): {"rank": 1, "why": "Works at Acme now."},
    ("targets", "t_aaaaaaaaaa"): {"insiders": 1, "best_person": "Ben Okafor"},
}
FRESH = {("people", NEW): {"name": "Dee Moss", "employer": "Acme"}, ("outreach", NEW): {"name": "Dee Moss", "rank": 3}}
LINES = {"today": tuple({"order": number, "what": f"Line {number}"} for number in range(1, 5))}
SHORT: Mapping[str, tuple[Mapping[str, Value], ...]] = {"today": ({"order": 1, "what": "Rest"},)}
Deed = Callable[[Person], None]


@dataclass(frozen=True)
class Scenario:
    """A wish, what a person did before, and what they do just before call number ``at``."""

    name: str
    wish: Wish
    before: Deed | None = None
    meanwhile: Deed | None = None
    at: int = 2
    blank: bool = False


def _sort(person: Person) -> None:
    person.hand.sort("people", "name", reverse=True)


def _insert(person: Person) -> None:
    person.hand.add_row("people", {}, 0)


def _delete(person: Person) -> None:
    person.hand.delete_rows("people", [1])


def _type(person: Person) -> None:
    person.hand.type("people", 1, "notes", "typed meanwhile")


def _move(person: Person) -> None:
    person.hand.move_column("people", "notes", 2)


def _own_column(person: Person) -> None:
    person.hand.insert_column("people", 3, "Mine", ["mine", "too"])


def _add_row(person: Person) -> None:
    person.hand.add_row("people", {"name": "Eli Roe", "notes": "canary of Eli"}, 1)


def _lose(tab: str) -> Deed:
    return lambda person: person.hand.delete_tab(tab)


def _lose_column(person: Person) -> None:
    person.hand.delete_column("outreach", "why")


def _forget(person: Person) -> None:
    person.hand.delete_memory()


MOVING_ROWS = (_sort, _insert, _delete)
"""What lands on other rows then, and stays there because the run died, is told by the planner's journal (``world``);
a wish has none."""
SCENARIOS = (
    Scenario("one cell", Wish(cells={("people", ANA): {"employer": "Globex"}})),
    Scenario("many cells in three tabs", Wish(cells=MANY, memory={ANA: '{"a":2}'})),
    Scenario("a cell cleared", Wish(cells={("outreach", ANA): {"why": "", "rank": ""}})),
    Scenario("new rows", Wish(cells=FRESH, memory={NEW: "{}"})),
    Scenario("new rows and changed cells", Wish(cells={**FRESH, **MANY}, memory={NEW: "{}"})),
    Scenario("an id for a row that was added", Wish(adopt=ADDED), before=_add_row),
    Scenario("a tab rewritten longer", Wish(whole=LINES)),
    Scenario("a tab rewritten shorter", Wish(whole=SHORT)),
    Scenario("memory alone", Wish(memory={"header": '{"x":2}', BEN: "{}"})),
    Scenario("a tab that is gone", Wish(cells=JOB), before=_lose("paths")),
    Scenario("a column that is gone", Wish(cells={("outreach", ANA): {"why": "Again."}}), before=_lose_column),
    Scenario("the hidden tab is gone", Wish(cells=JOB, memory={ANA: '{"a":2}'}), before=_forget),
    Scenario("the first workbook", MADE, blank=True),
    Scenario("people sort before the commit", Wish(cells=MANY), meanwhile=_sort),
    Scenario("people sort after the reading", Wish(cells=MANY), meanwhile=_sort, at=1),
    Scenario("people insert a row before the commit", Wish(cells=MANY), meanwhile=_insert),
    Scenario("people delete a row before the commit", Wish(cells=JOB), meanwhile=_delete),
    Scenario("people type before the commit", Wish(cells=MANY), meanwhile=_type),
    Scenario("people drag a column before the commit", Wish(cells=MANY), meanwhile=_move),
    Scenario("people insert a column before the commit", Wish(cells={**FRESH, **JOB}), meanwhile=_own_column),
    Scenario("people add a row while new rows come", Wish(cells=FRESH), meanwhile=_add_row),
)


class Trial:
    """One scenario with at most one fault, at call number ``at``."""

    def __init__(self, scenario: Scenario, variant: int, fault: str = "", at: int = -1) -> None:
        self.scenario, self.fault, self.at = scenario, fault, at
        self.place = CloudPlace(variant, lambda: DAY)
        self.person = Person(self.place.hand, self.place.look)
        self.calls: list[str] = []
        self.shown: Look = {}
        self.astray: tuple[PutBack, ...] = ()
        """Cells of people's, too, that the plan which is being committed puts right."""
        self.disturbed = True
        self.deed: Deed | None = None
        """What the person did meanwhile, if the run lived to see it."""

    def play(self) -> list[str]:
        """The names of the calls of the run that was struck. ``Broken`` where a promise did not hold."""
        with quickly():
            return self._played()

    def _played(self) -> list[str]:
        if not self.scenario.blank:
            put(self.place)
            self.person.hand.type("people", 0, "notes", "canary of Ana")
            self.person.hand.type("people", 1, "notes", "canary of Ben")
            if self.scenario.before:
                self.scenario.before(self.person)
        self.shown = self.place.look()
        self.calls = []
        self.run()
        calls, self.disturbed = self.calls, False
        self.settle()
        self.look_closely()
        return calls

    def run(self) -> None:
        """One process: read, plan, commit; at most three times."""
        try:
            bring_about(self.place.workbook(self), self.scenario.wish, self.note)
        except Killed:
            self.place.die()
        except SyncerError:
            self.calls.append("gave up")

    def settle(self) -> None:
        """P2: at most two runs, then one that writes nothing."""
        self.place.calm()
        self.shown = self.place.look()
        for _ in range(3):
            self.calls = []
            bring_about(self.place.workbook(self), self.scenario.wish, self.note)
            if self.calls == ["get"]:
                return
        must(False, "P2", f"a third run still made {self.calls}")

    def note(self, plan: Plan) -> None:
        """A plan is about to be committed."""
        self.astray = tuple(edit for edit in plan.edits if isinstance(edit, PutBack))

    def before(self, call: str) -> None:
        """A call is about to be made."""
        number = len(self.calls)
        self.calls.append(call)
        if not self.disturbed:
            return
        if self.scenario.meanwhile and number == self.scenario.at:
            self.deed = self.scenario.meanwhile
            self.deed(self.person)
            self.shown = self.place.look()
        if number == self.at:
            self.place.strike(Move(self.fault, number, c=1))

    def after(self, call: str) -> None:
        """A call was made: nothing of anybody's has changed, no row stands twice."""
        del call
        now = self.place.look()
        if self.place.guarded or not (self.disturbed and self.scenario.meanwhile):
            promises.unharmed(self.place.repaired(self.shown, self.astray), now, Loose())
        promises.no_new_twins(self.shown, now, Loose())
        self.shown = now
        self.place.struck()

    def look_closely(self) -> None:
        """Every value is where it belongs, each word beside its own person, each batch applied once."""
        look = self.place.look()
        for (tab, mark), cells in self.scenario.wish.cells.items():
            rows = [row for row in look[tab] if row.get("_id") == mark]
            deleted = self.scenario.meanwhile is _delete
            must(len(rows) == 1 or (deleted and mark == BEN), "P3", f"{mark} stands {len(rows)} times in {tab}")
            for row in rows:
                found = {column: row.get(column, "") for column in cells}
                must(found == cells, "P2", f"{mark} shows {found}, not {cells}")
        if not self.scenario.blank:
            self._words_stand(look)
            if not (self.fault and self.deed in MOVING_ROWS):
                self._nothing_else_is_another(look)
        applied = [stamp for stamp in self.stamps() if stamp]
        steps = [stamp for stamp, before in zip(applied[1:], applied, strict=False) if stamp != before]
        must(len(set(steps)) == len(steps), "P4", "a batch was applied twice")

    def _words_stand(self, look: Look) -> None:
        """Every note is beside its own person, but for the one that was typed over or went with its row."""
        notes = {str(row.get("_id", "")): row.get("notes", "") for row in look["people"]}
        for mark, word in ((ANA, "canary of Ana"), (BEN, "canary of Ben")):
            wanted = "typed meanwhile" if mark == BEN and self.deed is _type else word
            gone = mark == BEN and self.deed is _delete
            must(notes.get(mark) == (None if gone else wanted), "P1", f"{notes.get(mark)!r} stands beside {mark}")
        strays = [row for row in look["people"] if str(row.get("notes", "")) == "canary of Eli"]
        must(all(row.get("name") == "Eli Roe" for row in strays), "P1", "the note of Eli is on another's row")

    def _nothing_else_is_another(self, look: Look) -> None:
        """Cells of people who were there before, that no plan was to change, are as they were."""
        for row in look["people"]:
            key = ("people", str(row.get("_id", "")))
            made = {**MADE.cells.get(key, {}), **self.scenario.wish.cells.get(key, {})}
            found = {column: row[column] for column in SERVICE["people"] & row.keys()}
            must(key not in MADE.cells or found == made, "P1", f"{key[1]} shows {found}, not {made}")

    def stamps(self) -> list[str]:
        """The revision in every version of the file."""
        file = self.place.google.files.by_id[self.place.id]
        return [_stamp(book) for book in (*(book for _, book in file.versions), file.book)]


def _silent(plan: Plan) -> None:
    del plan


def bring_about(workbook: Workbook, wish: Wish, note: Callable[[Plan], None] = _silent) -> None:
    """As ``syncer.run.run`` does it: plan from what is there, commit, again after a conflict, three times."""
    conflicts = 0
    while plan := wish.plan(workbook.read()):
        note(plan)
        try:
            workbook.commit(plan)
        except Conflict:
            conflicts += 1
            if conflicts == 3:
                raise TemporaryError("The workbook kept changing.") from None
            continue
        if not plan.again:
            return


class _Nobody:
    def before(self, call: str) -> None:
        """Nothing happens."""

    def after(self, call: str) -> None:
        """Nothing happens."""


@cache
def _by_variant(variant: int) -> Book:
    place = CloudPlace(variant, lambda: DAY)
    bring_about(place.workbook(_Nobody()), MADE)
    place.trim()
    return place.book


def put(place: CloudPlace) -> None:
    """Have the workbook as ``MADE`` leaves it, which is made once for each position of the switches."""
    file = place.google.files.by_id[place.id]
    fresh = _by_variant(place.variant).copy()
    fresh.id = place.id
    file.save(fresh, file.modified, 0)


def _stamp(book: Book) -> str:
    found = book.metadata.get(marks.REVISION)
    return str(found.get("metadataValue", "")) if found else "".join(sorted(str(n["name"]) for n in book.named))


VARIANTS = (1, 0, 2, 8, 10)
"""The likely answers to what nobody documented, then each of four turned over."""
UNGUARDED = (4, 6)
"""Positions in which marks cannot be made again in the batch that deletes them: what people do in the moment of writing
does not refuse it but is put right after it, by the next run if this one dies."""
LAST_CALL = 8


@cache
def everything() -> tuple[tuple[Scenario, int, str, int], ...]:
    """Every fault at every call that the undisturbed commit makes, and at two more, in every scenario and variant."""
    found = []
    stirred = tuple(scenario for scenario in SCENARIOS if scenario.meanwhile)
    positions = [(variant, SCENARIOS) for variant in VARIANTS] + [(variant, stirred) for variant in UNGUARDED]
    for variant, scenarios in positions:
        for scenario in scenarios:
            calls = len(Trial(scenario, variant).play())
            found += [(scenario, variant, fault, at) for at in range(min(calls + 2, LAST_CALL)) for fault in FAULTS]
    return tuple(found)
