"""What a commit would change, as a value: a dry run is a plan that nobody commits.

Edits name tab, row id and column key. A scheduled plan has no edit that touches a person's column of an existing
row: ``SetCell`` is refused for those by every adapter, in production too (``layout.may_write``). Only a plan of one
single ``TypeCell`` does, and only a person at a command makes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncer.core.workbook.state import PutBack, Value


@dataclass(frozen=True, slots=True)
class SetCell:
    """Write a service cell of an existing row. ``old`` is the value read; an adapter refuses when it changed.

    ``link``: where the new text leads, https, in a column of links; ``""``: where the text itself is the address.
    """

    tab: str
    row_id: str
    column: str
    old: Value
    new: Value
    link: str = ""


@dataclass(frozen=True, slots=True)
class AppendRow:
    """A new row below the last one. May fill people's columns, since the row is new. ``links``: column -> https URL."""

    tab: str
    row_id: str
    cells: Mapping[str, Value]
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AdoptRow:
    """Give an id to the row a person added; its cells stay as they are. ``expect``: its cells as read.

    ``old``: the id that stands there now, which a sort during the last commit put on the wrong row; ``row_id`` is then
    the one it had before (``""``: none). Only in workbooks that are written by row number.
    """

    tab: str
    number: int
    row_id: str
    expect: Mapping[str, Value]
    old: str = ""


@dataclass(frozen=True, slots=True)
class ReplaceTab:
    """Rewrite, in place, a tab that is wholly the service's. Rows by column key, top to bottom; no header row."""

    tab: str
    rows: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True)
class AddColumns:
    """Layout upgrade: add managed columns at the right end, in a commit of its own."""

    tab: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddTab:
    """Make a managed tab that is gone once more, with its headers, as the first file would have it."""

    tab: str


@dataclass(frozen=True, slots=True)
class TypeCell:
    """A person types into one cell of their own by way of a command (`syncer grade`) instead of the keyboard.

    The one door into a people's column of a row that is there, and a narrow one: it stands alone in its plan, which
    ``Plan`` asserts, and ``core.workbook.byhand`` alone makes it. ``old`` is what the person was shown; ``""`` in
    ``new`` clears the cell again (undo).

    What an adapter owes: ``WorkbookError`` where the column is not people's; ``Conflict``, with nothing written, unless
    exactly one row has this id and its cell holds ``old`` and no formula. Other cells that people changed meanwhile are
    no conflict by themselves. Text stays text ("=1+1" too). Memory stays as it is: to every later run this is a
    person's word, so the plan keeps no journal of it. A workbook that is written by row number must therefore read the
    row's id and the cell back in the same commit, and where a sort came in between put back what it hit before it
    raises ``Conflict``.
    """

    tab: str
    row_id: str
    column: str
    old: Value
    new: Value


Edit = SetCell | AppendRow | AdoptRow | ReplaceTab | AddColumns | AddTab | TypeCell | PutBack


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan for people: ``sign`` is + new, ~ changed, = kept because you edited, - off the list."""

    sign: str
    tab: str
    subject: str
    column: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one commit does. Empty (``not plan``) when there is nothing to write.

    ``memory``: key -> new JSON text, None to delete. ``create``: the workbook does not exist; make it.
    ``changes`` and ``warnings`` are for people; ``digest`` names this plan in the revision record.
    Edits apply in order: a ``SetCell`` may name a row that was adopted earlier in the same plan.
    ``again``: this comes first in a commit of its own; read and plan once more after it. So does structure and, where
    rows are written by number, so do ids (``AdoptRow`` alone) and names of rows that are there (``SetCell`` alone).
    ``AppendRow.row_id`` stands in the tab's ``id_column``; ``cells`` never hold that column.
    """

    base_revision: str
    edits: tuple[Edit, ...] = ()
    memory: Mapping[str, str | None] = field(default_factory=dict)
    create: bool = False
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()
    digest: str = ""
    again: bool = False
    purge: bool = False
    """Somebody is forgotten, or took back what they opened: a text that no cell shows any more must not stay anywhere
    in a file."""

    def __post_init__(self) -> None:
        """``ValueError`` for a plan that types for a person and does anything else besides."""
        typed = any(isinstance(edit, TypeCell) for edit in self.edits)
        if typed and (len(self.edits) > 1 or self.memory or self.create or self.again):
            raise ValueError("what a person types stands alone in its plan")

    def __bool__(self) -> bool:
        return self.create or bool(self.edits) or bool(self.memory)
