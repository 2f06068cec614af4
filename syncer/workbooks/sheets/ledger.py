"""What stood where a batch writes, kept in the hidden tab in case that columns moved in the moment of writing.

Only where no guard can refuse such a batch (``Seen.guarded``). Then each column that is written is marked where it is
written (``marks.LANDED_KEY``): that mark stays on the column that took the values, wherever people drag it later, and
even when they undo the move. If it stands on another column than the one that was meant, the values went astray: what
they hit gets back what stood there, and they go to their own column. A row is known by its id, else by its number.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.plan import AdoptRow, AppendRow, Edit, ReplaceTab, SetCell, TypeCell
from syncer.core.workbook.state import CellError, PutBack, Value
from syncer.workbooks.sheets.reading import BEFORE, Place, Seen

_PIECE = 40_000
"""Characters of one line; a cell holds 50,000."""
_MOST = 600_000
"""Characters of it all; beyond them only the rows that are written are kept: a batch stays under two megabytes."""
_SAMPLES = 5
"""New rows, and rows of a tab that is rewritten, of which the values are kept: enough to know them again."""
OWN = "=#"
"""What labels of columns that are people's own begin with."""
Numbers = Mapping[str, Mapping[str, int]]
Sent = dict[str, tuple[Value, Value]]
"""Label -> what stood in the cell, and what is sent to it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it stood. ``row_id``: the one it has after the batch. ``sent``: label -> (old, new)."""

    number: int
    row_id: str
    before: Mapping[str, Value]
    sent: Mapping[str, tuple[Value, Value]]


@dataclass(slots=True)
class Book:
    """What one batch did to one tab. ``columns``: label -> place of all it writes; ``new``: ids of the rows it adds.

    ``own``: labels of people's own columns, left to right. ``whole``: the tab is rewritten.
    """

    tab: str
    own: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Kept] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    whole: bool = False


# --- before the batch --------------------------------------------------------------------------------------------


def labels(place: Place) -> dict[int, str]:
    """Place -> label of every column that holds anything. A managed column is labelled by its key, a person's own by
    its header; by where it stands if it has none, or one that stands twice."""
    heads = [str(head) for head in place.heads]
    used = {index for cells in place.own.values() for index in cells}
    found = {index: key for key, index in place.columns.items()}
    for index in sorted(used | {index for index, head in enumerate(heads) if head}):
        head = heads[index] if index < len(heads) else ""
        named = head and heads.count(head) == 1
        found.setdefault(index, f"={crc32(head.encode()):08x}" if named else f"#{index}")
    return found


def books(seen: Seen, edits: Iterable[Edit], numbers: Numbers) -> list[Book]:
    """What the edits are about to do, with all that they might hit should a column move under them."""
    edits = tuple(edits)
    return [
        _of_edits(seen, key, [edit for edit in edits if edit.tab == key], numbers.get(key, {}))
        for key in dict.fromkeys(edit.tab for edit in edits)
    ]


def _of_edits(seen: Seen, key: str, edits: Iterable[Edit], numbers: Mapping[str, int]) -> Book:
    book, sent, given = Book(key), dict[int, Sent](), dict[int, str]()
    place = seen.places[key]
    for edit in edits:
        if isinstance(edit, SetCell | TypeCell):
            sent.setdefault(numbers[edit.row_id], {})[edit.column] = (edit.old, edit.new)
        elif isinstance(edit, AdoptRow):
            sent.setdefault(edit.number, {})[BY_KEY[key].id_column] = (edit.old, edit.row_id)
            given[edit.number] = edit.row_id
        elif isinstance(edit, AppendRow):
            book.new.append(edit.row_id)
            if len(book.new) <= _SAMPLES:
                given[place.last + len(book.new)] = edit.row_id
                sent[place.last + len(book.new)] = {label: ("", value) for label, value in edit.cells.items()}
        elif isinstance(edit, ReplaceTab):
            book.whole = True
            for number, cells in enumerate(edit.rows[:_SAMPLES], place.header + 1):
                sent[number] = {label: ("", value) for label, value in cells.items() if label in place.columns}
    written = place.columns if book.new or book.whole else {label for row in sent.values() for label in row}
    book.columns = {label: place.columns[label] for label in sorted(written)}
    _keep(book, seen, sent, given)
    return book


def books_of_puts(seen: Seen, puts: Iterable[PutBack]) -> list[Book]:
    """The same of a batch that puts cells right."""
    found, puts = [], tuple(puts)
    for key in dict.fromkeys(put.tab for put in puts):
        place = seen.places[key]
        known, cells = labels(place), cells_of(seen, key)
        book, sent = Book(key), dict[int, Sent]()
        for put in (put for put in puts if put.tab == key):
            label = known.get(put.place, f"#{put.place}")
            book.columns[label] = put.place
            sent.setdefault(put.number, {})[label] = (cells.get(put.number, {}).get(put.place, ""), put.value)
        _keep(book, seen, sent, {})
        found.append(book)
    return found


def _keep(book: Book, seen: Seen, sent: Mapping[int, Sent], given: Mapping[int, str]) -> None:
    known = labels(seen.places[book.tab])
    book.own = [label for _, label in sorted(known.items()) if label[0] in OWN]
    ids = {row.number: row.row_id for row in seen.state.tabs[book.tab].rows} | dict(given)
    stood = cells_of(seen, book.tab)
    for number in sorted(stood.keys() | sent.keys()):
        mine = sent.get(number, {})
        before = {known[index]: value for index, value in sorted(stood.get(number, {}).items())}
        kept = {label: value for label, value in before.items() if mine or _of_people(book.tab, label)}
        if mine or kept:
            book.rows.append(Kept(number, ids.get(number, ""), kept, mine))


def _of_people(tab: str, label: str) -> bool:
    return label[0] in OWN or BY_KEY[tab].column(label).owner is Owner.PEOPLE


def cells_of(seen: Seen, key: str) -> dict[int, dict[int, Value]]:
    """All that the rows of a tab hold, ids too: row number -> place -> value."""
    place, id_column = seen.places[key], BY_KEY[key].id_column
    found: dict[int, dict[int, Value]] = {number: dict(cells) for number, cells in place.own.items()}
    for row in seen.state.tabs[key].rows:
        cells = found.setdefault(row.number, {})
        cells.update({place.columns[column]: value for column, value in row.cells.items()})
        if row.row_id and id_column in place.columns:
            cells[place.columns[id_column]] = row.row_id
    return found


def encode(found: Sequence[Book]) -> dict[str, str]:
    """Lines of the hidden tab."""
    text = _text(found)
    if len(text) > _MOST:
        text = _text([_narrow(book) for book in found])
    starts = range(0, len(text), _PIECE)
    return {f"{BEFORE}{index:04}": text[start : start + _PIECE] for index, start in enumerate(starts)}


def _narrow(book: Book) -> Book:
    return Book(book.tab, book.own, book.columns, [row for row in book.rows if row.sent], book.new, book.whole)


def _text(found: Sequence[Book]) -> str:
    values = [
        [
            book.tab,
            book.own,
            book.columns,
            [[row.number, row.row_id, _packed(row.before), _pairs(row.sent)] for row in book.rows],
            book.new,
            book.whole,
        ]
        for book in found
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _packed(cells: Mapping[str, Value]) -> dict[str, Any]:
    return {label: _json(value) for label, value in cells.items() if not isinstance(value, CellError)}


def _pairs(sent: Mapping[str, tuple[Value, Value]]) -> dict[str, Any]:
    return {label: [_json(old), _json(new)] for label, (old, new) in sent.items()}


def _json(value: Value) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


# --- after it ----------------------------------------------------------------------------------------------------


def decode(lines: Mapping[str, str]) -> list[Book]:
    """What the last batch kept; nothing where the lines are not whole."""
    text = "".join(lines[key] for key in sorted(lines) if key.startswith(BEFORE))
    try:
        return [_book(*one) for one in json.loads(text)] if text else []
    except (ValueError, TypeError, KeyError):
        return []


def _book(tab: str, own: list[str], columns: dict[str, int], rows: Sequence[Any], new: list[str], whole: bool) -> Book:
    kept = [
        Kept(
            number,
            mark,
            {label: _value(value) for label, value in before.items()},
            {label: (_value(old), _value(fresh)) for label, (old, fresh) in sent.items()},
        )
        for number, mark, before, sent in rows
    ]
    return Book(tab, own, columns, kept, new, whole)


def _value(found: Any) -> Value:
    value: Value = date.fromisoformat(found["day"]) if isinstance(found, dict) else found
    return value
