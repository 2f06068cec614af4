"""The scripted person: does to the workbook what a move says, and remembers every word typed and every row deleted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from syncer.core.workbook.cells import text_of
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.rows import is_mark
from syncer.core.workbook.state import Value
from tests.emulator.errors import Refused
from tests.simulation.loose import Loose
from tests.simulation.moves import Move

Look = Mapping[str, Sequence[Mapping[str, Value]]]
"""What a workbook shows: tab -> rows below the header -> column key (of the person's own: its header) -> value."""

TABS = ("people", "outreach", "targets")
OURS = (Owner.FACT, Owner.PIN, Owner.DERIVED)
SERVICE = {key: frozenset(c.key for c in tab.columns if c.owner in OURS) for key, tab in BY_KEY.items()}
FACTS = {key: frozenset(c.key for c in tab.columns if c.owner is Owner.FACT) for key, tab in BY_KEY.items()}
WORDS = {"people": ("notes", "how_known"), "outreach": ("notes", "owner", "next_action"), "targets": ("notes",)}
"""Human cells whose words mean nothing to the service."""
MINE = "Mine"
"""The header of the person's own column."""
MEANT: Mapping[str, tuple[Value, ...]] = {
    "grade": ("A", "b", "C", "", "?"),
    "status": ("Contacted", "met", "Declined", "", "my own"),
    "last_contact": (date(2026, 5, 1), "3 Mar 2026", "03/04/2026", ""),
    "snooze_until": (date(2027, 1, 1), "soon", ""),
    "motivation": (5, "★★", "many"),
    "do_not_contact": ("Yes", "no", "rather not", ""),
    "knows_at": ("Globex; Hooli", ""),
    "would_help": ("Yes", "No", ""),
}
"""Human cells that the service acts on."""
ANSWERS = ("Use new", "Keep mine", "Same person", "Different people", "Ignore", "hm")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word stands. ``mark``: the id of its row, "" while it has none. ``ours``: in a column of the service."""

    tab: str
    column: str
    mark: str
    ours: bool


@dataclass
class Person:
    """Somebody at the keyboard of ``hand``; ``look`` shows the workbook as it is now."""

    hand: Any
    look: Callable[[], Look]
    edits: Mapping[str, "Edit"] = field(default_factory=dict)
    typed: dict[str, Spot] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    """Every text that this person ever put into a cell of the service."""
    perhaps: set[tuple[str, str, str, str]] = field(default_factory=set)
    """(tab, subject, header, text) of cells that a write by number may have missed because of a sort: nothing proves
    that, so they count as this person's, are kept, and Review asks (CONTRIBUTING, "Where nothing proves")."""
    deleted: set[tuple[str, str]] = field(default_factory=set)
    """(tab, id) of rows that this person took away and that the memory knows."""
    forgetful: bool = False
    """The memory is gone: what was typed over derived cells, and which rows were deleted, cannot be known."""
    blurred: bool = False
    """The memory was gone, or old, at some time: a fact that differs may look like a person's word."""
    unsure: bool = False
    """The memory is gone or old now: cells that are derived are the service's again, whatever stands in them."""
    words: int = 0
    watched: bool = True
    """False while a run is between its reading and its writing: a word over a cell of the service may be lost then."""
    answered: bool = False
    scribbles: set[str] = field(default_factory=set)
    """Words typed into tabs that are rewritten."""
    versions: list[Any] = field(default_factory=list)
    loose: Loose = field(default_factory=Loose)
    """Ids that stand on other rows now, until the service puts them right."""

    def do(self, move: Move) -> bool:
        """Do what the move says; False where there is nothing to do it to."""
        before = self.look()
        try:
            done = self.edits[move.kind](self, move)
        except Refused:  # the spreadsheet program will not have it, such as a cut out of protected cells
            done = False
        self._notice(before, self.look(), move.kind)
        return done

    def keep(self) -> None:
        """Remember this version of the workbook, as a version history does."""
        self.versions.append((self.hand.keep_version(), dict(self.typed), set(self.deleted)))

    def put_back(self, version: int) -> None:
        """Have a version that was kept once more."""
        kept, typed, deleted = self.versions[version]
        self.hand.restore_version(kept)
        self.typed, self.deleted = dict(typed), set(deleted)
        self.scribbles.clear()
        self.loose.clear()
        self.drop(lambda spot: spot.ours and spot.column not in FACTS[spot.tab])

    def find(self, word: str, look: Look) -> list[Mapping[str, Value]]:
        """The rows where a word stands that was typed, in its own column."""
        spot = self.typed[word]
        return [row for row in look.get(spot.tab, ()) if row.get(spot.column) == word]

    def learn(self, look: Look) -> None:
        """Rows that had no id have one by now."""
        for word, spot in self.typed.items():
            if not spot.mark and (rows := self.find(word, look)):
                mark = self.mark(spot.tab, rows[0])
                if (spot.tab, mark) not in self.loose:
                    self.typed[word] = replace(spot, mark=mark)

    def carry_on(self) -> None:
        """Rows are moved while writes stand on others than they were meant for, by number. Then nothing but the value
        tells where one belongs: what cannot be told is kept and asked about, as words this person put there."""
        self.said |= {text_of(value) for rows in self.look().values() for row in rows for value in row.values()}

    def missed(self, look: Look) -> None:
        """A write was sent to rows by number after they were moved: what stood in them may stand there still."""
        for tab, rows in look.items():
            for row, column in ((each, key) for each in rows for key in SERVICE[tab] & each.keys()):
                subject = text_of(row.get("name", row.get("company", "")))
                title, header = BY_KEY[tab].title, BY_KEY[tab].column(column).header
                self.perhaps.add((title, subject, header, text_of(row[column])))

    def drop(self, which: Callable[[Spot], bool]) -> None:
        """These words count as the service's again."""
        self.typed = {word: spot for word, spot in self.typed.items() if not which(spot)}

    def _notice(self, before: Look, after: Look, kind: str) -> None:
        for word, spot in list(self.typed.items()):
            marks = [self.mark(spot.tab, row) for row in self.find(word, after)]
            if not marks:
                del self.typed[word]
            elif spot.mark not in marks:  # by the person's own hand, such as a sort that left the ids behind
                self.typed[word] = replace(spot, mark=marks[0])
        self.scribbles = {word for word in self.scribbles if stands_anywhere(word, after)}
        for tab in before.keys() & after.keys():
            gone = self._marks(tab, before) - self._marks(tab, after)
            if kind not in RETURNS and not self.forgetful:
                self.deleted |= {(tab, mark) for mark in gone}
            self.deleted -= {(tab, mark) for mark in self._marks(tab, after)}
            for mark in _ids(tab, before) - _ids(tab, after):
                self.loose.pop((tab, mark), None)
        self.deleted = {(tab, mark) for tab, mark in self.deleted if tab in after}

    def place(self, move: Move, tabs: Sequence[str] = TABS) -> tuple[str, int] | None:
        """The tab and row that a move means; None where there is none."""
        look = self.look()
        there = [tab for tab in tabs if look.get(tab) and len(self.hand.keys(tab)) > 1]
        if not there:
            return None
        tab = there[move.a % len(there)]
        return tab, move.b % len(look[tab])

    def word(self, kind: str) -> str:
        """One that nobody else has."""
        self.words += 1
        return f"{kind} {self.words}"

    def write(self, tab: str, row: int, column: str, value: Value) -> None:
        """Type a value and remember where."""
        ours = column in SERVICE[tab]
        if ours:
            self.said.add(str(value))
        word = value if isinstance(value, str) and (self.watched or not ours) else ""
        if word.startswith("scribble") and not self.unsure:
            self.scribbles.add(word)
        if word.startswith(("canary", "typed")) and not (ours and self.unsure and column not in FACTS[tab]):
            self.typed[word] = Spot(tab, column, self.mark(tab, self.look()[tab][row]), ours)
        self.hand.type(tab, row, column, value)

    def mark(self, tab: str, row: Mapping[str, Value]) -> str:
        """The id of a row, also while another's stands on it."""
        return self.loose.of(tab, str(row.get(BY_KEY[tab].id_column, "")))

    def _marks(self, tab: str, look: Look) -> set[str]:
        return {mark for row in look[tab] if is_mark(mark := self.mark(tab, row))}

    def columns(self, tab: str) -> list[str]:
        """Managed columns that are there, the id left out."""
        id_column = BY_KEY[tab].id_column
        return [key for key in self.hand.keys(tab) if key != id_column]


def stands_anywhere(word: str, look: Look) -> bool:
    """Whether some cell holds a word, be it in a sentence."""
    return any(word in str(value) for rows in look.values() for row in rows for value in row.values())


def _ids(tab: str, look: Look) -> set[str]:
    return {str(row.get(BY_KEY[tab].id_column, "")) for row in look[tab]}


RETURNS = ("undo", "restore_yesterday", "delete_tab", "delete_memory")
"""What takes rows away without anybody having meant these rows."""


# --- the moves -----------------------------------------------------------------------------------------------------


def type_a_word(person: Person, move: Move) -> bool:
    if place := person.place(move):
        there = person.columns(place[0])
        columns = [column for column in WORDS[place[0]] if column in there]
        person.write(*place, [*columns, MINE][move.c % (len(columns) + 1)], person.word("canary"))
    return bool(place)


def type_a_value(person: Person, move: Move) -> bool:
    if place := person.place(move):
        columns = [column for column in MEANT if column in person.columns(place[0])]
        if columns:
            column = columns[move.c % len(columns)]
            values = MEANT[column]
            person.write(*place, column, values[move.c // 7 % len(values)])
    return bool(place)


def clear_a_cell(person: Person, move: Move) -> bool:
    if place := person.place(move):
        columns = person.columns(place[0])
        person.write(*place, columns[move.c % len(columns)], "")
    return bool(place)


def type_over(person: Person, move: Move) -> bool:
    if place := person.place(move):
        columns = [column for column in person.columns(place[0]) if column in SERVICE[place[0]]]
        column = columns[move.c % len(columns)]
        text = person.word("typed") if move.c % 3 else ("Globex", "Initech")[move.c % 2]
        person.write(*place, column, text)
    return bool(place)


def paste_a_block(person: Person, move: Move) -> bool:
    """Three columns wide, over whatever stands there, ids left out."""
    if place := person.place(move):
        columns = person.columns(place[0])
        start = move.c % len(columns)
        for column in columns[start : start + 3]:
            person.write(*place, column, person.word("typed" if column in SERVICE[place[0]] else "pasted"))
    return bool(place)


def scribble(person: Person, move: Move) -> bool:
    """Words in a tab that is rewritten: they are quoted in Review, and a column of one's own stays."""
    if place := person.place(move, ("today", "paths", "start", "sync_log")):
        columns = [*person.hand.keys(place[0]), MINE]
        column = columns[move.c % len(columns)]
        person.write(*place, column, person.word("canary" if column == MINE else "scribble"))
    return bool(place)


def sort(person: Person, move: Move) -> bool:
    if place := person.place(move):
        columns = person.columns(place[0])
        person.hand.sort(place[0], columns[move.b % len(columns)], reverse=move.c % 2 == 0)
    return bool(place)


def sort_without_ids(person: Person, move: Move) -> bool:
    """Of more rows than the guard allows; fewer would be a person's own mistake that nobody can see."""
    look, tab = person.look(), ("people", "outreach")[move.a % 2]
    names = [str(row.get("name", "")) for row in look.get(tab, ())]
    moved = sum(one != other for one, other in zip(names, sorted(names, reverse=True), strict=True))
    if moved <= 8 or len(set(names)) < len(names):
        return False
    # Not undone but thinned out until the guard lets them pass, these values are words that this person put there.
    person.said |= {text_of(value) for row in look[tab] for value in row.values()}
    person.hand.sort(tab, "name", reverse=True, only=person.columns(tab))
    return True


def insert_a_row(person: Person, move: Move) -> bool:
    if place := person.place(move):
        person.hand.add_row(place[0], {}, place[1])
    return bool(place)


def add_a_row(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    look = person.look()
    if tab not in look:
        return False
    name = person.word("Newcomer")
    cells: dict[str, Value] = {"company" if tab == "targets" else "name": name}
    there = person.columns(tab)
    if tab != "targets" and move.c % 2:
        cells["employer"] = ("Acme", "Globex", "Hooli")[move.c % 3]
    if "notes" in there:
        word = person.word("canary")
        cells["notes"] = word
        person.typed[word] = Spot(tab, "notes", "", ours=False)
    cells = {key: value for key, value in cells.items() if key in there}
    person.said |= {str(value) for value in cells.values()}
    person.hand.add_row(tab, cells, move.b % (len(look[tab]) + 1))
    return True


def delete_a_row(person: Person, move: Move) -> bool:
    if place := person.place(move):
        person.hand.delete_rows(place[0], [place[1]])
    return bool(place)


def delete_many(person: Person, move: Move) -> bool:
    """A third of a tab."""
    if place := person.place(move):
        count = len(person.look()[place[0]])
        person.hand.delete_rows(place[0], sorted({(place[1] + step) % count for step in range(0, count, 3)}))
    return bool(place)


def move_a_row(person: Person, move: Move) -> bool:
    if place := person.place(move):
        person.hand.move_row(*place, move.c % len(person.look()[place[0]]))
    return bool(place)


def copy_a_row(person: Person, move: Move) -> bool:
    """Ids and all; the words in the copy are taken out, so that each still stands once. Not of a row that bears
    another's id at the moment: only one of the two gets its own back, the other counts as added."""
    if place := person.place(move):
        tab, row = place
        if (tab, str(person.look()[tab][row].get(BY_KEY[tab].id_column, ""))) in person.loose:
            return False
        person.hand.copy_row(tab, row)
        for column, value in person.look()[tab][row + 1].items():
            if isinstance(value, str) and value in person.typed:
                person.hand.type(tab, row + 1, column, "")
    return bool(place)


def rename_a_header(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    columns = person.columns(tab)
    person.hand.rename_header(tab, columns[move.b % len(columns)], f"My header {move.c}")
    return True


def move_a_column(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    columns = person.columns(tab)
    person.hand.move_column(tab, columns[move.b % len(columns)], move.c % len(columns))
    return True


def insert_a_column(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    person.hand.insert_column(tab, 1 + move.b % len(person.columns(tab)), f"Inserted {person.word('')}", ["mine"])
    return True


def delete_a_column(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    columns = person.columns(tab)
    person.hand.delete_column(tab, columns[move.b % len(columns)])
    return True


def rename_a_tab(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    person.hand.rename_tab(tab, f"My tab {move.c}")
    return True


def delete_a_tab(person: Person, move: Move) -> bool:
    tab = ("people", "outreach", "targets", "paths", "today", "review")[move.a % 6]
    if tab not in person.look():
        return False
    person.hand.delete_tab(tab)
    return True


def delete_a_header(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    person.hand.delete_header(tab)
    return True


def delete_the_memory(person: Person, move: Move) -> bool:
    del move
    if person.forgetful:
        return False  # it is gone already
    person.hand.delete_memory()
    person.forgetful = person.blurred = person.unsure = True
    person.deleted = set()
    person.scribbles.clear()
    person.drop(lambda spot: spot.ours and spot.column not in FACTS[spot.tab])
    return True


def undo(person: Person, move: Move) -> bool:
    del move
    if not person.versions or person.forgetful:
        return False
    person.put_back(-1)
    person.blurred = person.unsure = True
    return True


def restore_yesterday(person: Person, move: Move) -> bool:
    if not person.versions or person.forgetful:
        return False
    person.put_back(move.a % len(person.versions))
    person.blurred = person.unsure = True
    person.drop(lambda spot: spot.ours and spot.column not in FACTS[spot.tab])
    return True


def protect(person: Person, move: Move) -> bool:
    tab = TABS[move.a % 3]
    if tab not in person.look():
        return False
    person.hand.protect(tab)
    return True


def say_same_person(person: Person, move: Move) -> bool:
    rows = person.look().get("people", ())
    if len(rows) < 2 or "same_as" not in person.columns("people"):
        return False
    other = rows[move.c % len(rows)]
    person.write("people", move.b % len(rows), "same_as", other.get(("_id", "name")[move.a % 2], ""))
    return True


def answer(person: Person, move: Move) -> bool:
    if place := person.place(move, ("review",)):
        said = ANSWERS[move.c % len(ANSWERS)]
        person.write(*place, "answer", said)
        if said == "Use new":
            person.answered = True
            person.drop(lambda spot: spot.ours)
    return bool(place)


def log_a_contact(person: Person, move: Move) -> bool:
    rows = person.look()
    if not rows.get("people") or "log" not in rows:
        return False
    name = rows["people"][move.b % len(rows["people"])].get("name", "")
    person.hand.add_row("log", {"date": date(2026, 11, 20), "person": name, "what": "Coffee"})
    return True


def keep_notes_in_a_tab(person: Person, move: Move) -> bool:
    person.hand.own_tab(person.word("My tab"), [["my own words", move.c], ["=1+1", "more"]])
    return True


Edit = Callable[[Person, Move], bool]
EDITS: Mapping[str, Edit] = {
    name: edit
    for name, edit in list(globals().items())
    if callable(edit) and getattr(edit, "__annotations__", {}).get("move") is Move
}
WEIGHTS: Mapping[str, int] = {
    "type_a_word": 8,
    "type_a_value": 6,
    "type_over": 6,
    "clear_a_cell": 2,
    "sort": 5,
    "delete_a_row": 3,
    "add_a_row": 4,
    "say_same_person": 2,
    "answer": 2,
    **dict.fromkeys(("paste_a_block", "scribble", "insert_a_row", "move_a_row", "copy_a_row", "log_a_contact"), 2),
    **dict.fromkeys(("move_a_column", "insert_a_column", "rename_a_header", "keep_notes_in_a_tab"), 1),
    **dict.fromkeys(("delete_a_column", "rename_a_tab", "sort_without_ids", "delete_many", "undo", "protect"), 1),
    **dict.fromkeys(("restore_yesterday", "delete_a_tab", "delete_a_header", "delete_the_memory"), 1),
}
