"""A plan in the making: edits, lines for people, and the memory as it will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncer.core.workbook.cells import text_of
from syncer.core.workbook.layout import BY_KEY, may_write
from syncer.core.workbook.memory import RowMemory
from syncer.core.workbook.plan import AdoptRow, AppendRow, Change, Edit, ReplaceTab, SetCell
from syncer.core.workbook.state import Row, Value


@dataclass(frozen=True, slots=True)
class Kept:
    """A service cell that stays as a person typed it, beside what syncer would write."""

    tab: str
    row_id: str
    subject: str
    column: str
    typed: Value
    found: Value


_ANYTHING: Mapping[str, frozenset[str]] = {}


@dataclass(slots=True)
class Draft:
    """Collects what a plan does. Every edit passes here, so nothing else can write a people's column."""

    columns: Mapping[str, frozenset[str]]
    """Tab -> columns that are there."""
    partial: bool = False
    """Whether a source was left out of this run, so that nobody can be said to be in none."""
    memory: dict[str, RowMemory] = field(default_factory=dict)
    repairs: dict[tuple[str, str, str], SetCell] = field(default_factory=dict)
    """What settling the journal puts back, by tab, row id and column, as long as nothing else is to stand there."""
    adopts: list[AdoptRow] = field(default_factory=list)
    sets: list[SetCell] = field(default_factory=list)
    appends: list[AppendRow] = field(default_factory=list)
    replaces: list[ReplaceTab] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    choices: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Tab -> column -> the only texts that a person's own dropdown lets in."""
    refused: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """(Tab, column) -> the rows of what such a dropdown did not let in."""
    ends: Mapping[str, int] = field(default_factory=dict)
    """Tab -> its last row with anything in it."""

    def adopt(self, tab: str, row: Row, mark: str, subject: str) -> None:
        """Give a row an id."""
        self.adopts.append(AdoptRow(tab, row.number, mark, dict(row.cells)))
        self._say("+", tab, subject, new="added by you")

    def set(self, cell: SetCell, subject: str) -> None:
        """Write one service cell of a row that is there."""
        tab, mark, column = cell.tab, cell.row_id, cell.column
        assert may_write(tab, column), f"{column} of {tab} belongs to people"
        repair = self.repairs.pop((tab, mark, column), None)
        self.sets.append(replace(cell, old=repair.old) if repair else cell)
        sign = "-" if column == "off_list" and cell.new != "" else "~"
        self._say(sign, tab, subject, BY_KEY[tab].column(column).header, text_of(cell.old), text_of(cell.new))

    def lets_in(self, tab: str, column: str, value: Value, number: int) -> bool:
        """Whether a person's own dropdown lets this value into a cell; if not, that is noted and nothing is written."""
        allowed = self.choices.get(tab, _ANYTHING).get(column)
        if allowed is None or value == "" or text_of(value) in allowed:
            return True
        self.refused.setdefault((tab, column), []).append(number)
        return False

    def refusals(self) -> tuple[str, ...]:
        """One line for each column whose dropdown kept something out, with its place and what to do."""
        return tuple(
            f"{BY_KEY[tab].title}, {BY_KEY[tab].column(column).header}: your dropdown refuses what should stand in "
            f"{'1 cell' if len(numbers) == 1 else f'{len(numbers)} cells'}, the first in row {min(numbers)}; they stay "
            "as they are. Let the dropdown accept other words, or add them to it."
            for (tab, column), numbers in sorted(self.refused.items())
        )

    def append(
        self, tab: str, mark: str, cells: Mapping[str, Value], links: Mapping[str, str], subject: str
    ) -> Mapping[str, Value]:
        """Add a row below the last. Returns the cells that it will hold."""
        there = self.columns[tab]
        number = self.ends[tab] + 1 + self.new_rows(tab) if tab in self.choices else 0
        filled = {
            column: value
            for column, value in cells.items()
            if value != "" and column in there and self.lets_in(tab, column, value, number)
        }
        self.appends.append(AppendRow(tab, mark, filled, {key: url for key, url in links.items() if key in filled}))
        self._say("+", tab, subject)
        return filled

    def replace(self, tab: str, rows: tuple[Mapping[str, Value], ...]) -> None:
        """Rewrite a tab that is the service's."""
        self.replaces.append(ReplaceTab(tab, rows))

    def keep(self, kept: Kept) -> None:
        """Note a cell that stays as a person typed it."""
        self.kept.append(kept)
        header = BY_KEY[kept.tab].column(kept.column).header
        self._say("=", kept.tab, kept.subject, header, text_of(kept.typed), text_of(kept.found))

    @property
    def written(self) -> list[SetCell]:
        """Every cell of a row that is there, what settling the journal puts back included."""
        return [*self.repairs.values(), *self.sets]

    def says_more_than(self, cells: Sequence[SetCell]) -> bool:
        """Whether there is anything to write besides these cells and the account of the run itself."""
        tabs = {edit.tab for edit in self.replaces} - {"start", "sync_log"}
        return bool(self.adopts or self.appends or tabs) or len(self.written) > len(cells)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """In the order in which they apply."""
        return (*self.adopts, *self.written, *self.appends, *self.replaces)

    def new_rows(self, tab: str) -> int:
        """How many rows of a tab are new, those added by hand included."""
        return sum(edit.tab == tab for edit in self.appends) + sum(edit.tab == tab for edit in self.adopts)

    def changed_rows(self) -> int:
        """How many rows of all tabs change."""
        return len({(edit.tab, edit.row_id) for edit in self.sets})

    def _say(self, sign: str, tab: str, subject: str, column: str = "", old: str = "", new: str = "") -> None:
        self.changes.append(Change(sign, BY_KEY[tab].title, subject, column, old, new))
