"""The workbook as it was read: tabs, rows by id, cells by column key, memory, revision. Row numbers are no identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | bool | date
"""What a cell holds. ``""`` is blank. A number in a date column is read as a date by the adapter."""


class CellError(str):
    """A cell whose value is unknown now (#REF!, #N/A, Loading...): its text. Never taken for a person's words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a managed tab.

    ``row_id`` is ``""`` where nobody has given it an id. ``number`` is the 1-based row at the moment of reading:
    good for messages and for naming a row without id to the same revision, never for identity.
    """

    row_id: str
    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class TabState:
    """One managed tab as found. ``columns``: keys of the managed columns that are there, left to right.

    ``choices``: column -> the only texts that a dropdown of a person's own lets into all its cells, where it has one.
    """

    tab: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    has_header: bool = True
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PutBack:
    """One cell to be put right: a write of the last commit went astray there, because a column moved in the moment.

    ``number``: the row, from 1; ``place``: the column, from 0; both as they stand in this reading. The one edit that
    may touch a people's column, with what stood there before; only the adapter that read the workbook makes it.
    """

    tab: str
    number: int
    place: int
    value: Value


@dataclass(frozen=True, slots=True)
class WorkbookState:
    """One moment of the workbook. ``exists`` is False before the first run.

    ``memory``: key -> JSON text, the rows of the hidden tab, decoded by ``core.workbook.memory``; empty with
    ``memory_lost`` when the tab is gone. ``workbook_id`` differs from the remembered one in a copied file.
    """

    exists: bool
    revision: str = ""
    workbook_id: str = ""
    layout: int = 0
    tabs: Mapping[str, TabState] = field(default_factory=dict)
    memory: Mapping[str, str] = field(default_factory=dict)
    memory_lost: bool = False
    notes: tuple[str, ...] = ()
    memory_stale: bool = False
    """The memory is of another revision than the workbook (an old version was restored): its cells do not count."""
    by_number: bool = False
    """A commit writes rows by their number, so that a sort in between misplaces it: the plan keeps a journal."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Ids of ours that stand in people's own tabs -> the tab's title."""
    astray: tuple[PutBack, ...] = ()
    """What puts right the cells that the last commit hit or missed because a column moved; done before all else."""


NOTHING = WorkbookState(exists=False)
