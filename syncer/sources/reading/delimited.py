"""Delimited text (CSV, semicolons, tabs) row by row: strict, bounded, and one bad row never takes its neighbours along.

A file is opened, its header found by content, and its rows handed out as they are read; nothing is held. Whatever is
not handed out is counted: ``records_in = rows handed out + len(rejected) + sum(skipped.values())``.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from syncer.core.model import Place, Rejected
from syncer.core.normalise.blanks import stated
from syncer.sources.reading.columns import Header, header_key, known_fields, reads_like_header
from syncer.sources.reading.encoding import OVERLONG, Encoding, Opener, establish, lines, opener, undecodable
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.refusal import listing, masked, refuse, word

DELIMITERS = (",", ";", "\t")
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs"}
BLANK, REPEATED = "blank rows", "repeated headers"
_HEADER_HEIGHT = 6
"""Lines that one header with line breaks in its cells may take."""
_AGAIN = 64_000_000
"""Characters that may be read a second time after broken quotes, before the file is given up: bounds the time."""

IsHeader = Callable[[Sequence[str]], bool]
"""Told the keys of one line, whether that line is the header."""
Meaning = Callable[[Header], object]
"""What a header says: which column is what. Two that say the same are equal."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on and its cells, trimmed, as many as the header has."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class Table:
    """A delimited file whose header was found. ``rows`` may be gone through once; the counts are whole after that."""

    file: str
    header: Header
    delimiter: str
    encoding: Encoding
    opener: Opener
    limits: Limits
    rejected: list[Rejected] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    """Rows that hold nothing, by reason: blank ones, and the header once more, as where two files were joined."""
    short: list[int] = field(default_factory=list)
    """Lines of rows that had fewer cells than the header and were filled up with blanks."""
    handed_out: int = 0

    def rows(self, meaning: Meaning | None = None) -> Iterator[Row]:
        """Rows below the header. ``SourceError`` E-CSV-ROWS past the limit.

        ``meaning``: by which headers further down are told apart, as where files were joined. One that says the same
        is passed over; rows below one that says something else are set aside. Left out where the caller does that.
        """
        feed = _Feed(lines(self.opener, self.encoding, self.limits), self.limits)
        feed.skip(self.header.line)
        for number, (line, cells) in enumerate(_records(feed, self, _Headers(self, meaning)), start=1):
            if number > self.limits.rows:
                raise self._too_many()
            self.handed_out = number
            yield Row(line, cells)

    def notes(self) -> tuple[str, ...]:
        """What the report should say about how the file was read, one line each."""
        said = [self.encoding.note] if self.encoding.note else []
        if self.encoding.lost_nul:
            said.append("NUL characters removed")
        if self.delimiter != ",":
            said.append(f"separated by {_WORDS[self.delimiter]}")
        if not self.handed_out and not self.rejected:
            said.append("nobody stands below the header")
        if self.short:
            said.append(f"short rows filled up with blanks: {len(self.short)}, the first on line {self.short[0]}")
        return tuple(f"{self.file}: {line}" for line in said)

    def reject(self, line: int, code: str, reason: str, column: str = "") -> None:
        """Sets a record aside."""
        self.rejected.append(Rejected(Place(self.file, line, word(column)), code, reason))

    def skip(self, reason: str) -> None:
        """Counts a row that holds nothing."""
        self.skipped[reason] = self.skipped.get(reason, 0) + 1

    def _too_many(self) -> Exception:
        found = f"more than {self.limits.rows:,} rows"
        return refuse(
            "E-CSV-ROWS", Place(self.file), found, "Raise `rows` under [limits] in the settings if that is right."
        )


def open_table(
    source: bytes | Path, file: str, is_header: IsHeader, expected: Sequence[str] = (), limits: Limits = DEFAULT
) -> Table:
    """Finds encoding, delimiter and header.

    ``file`` is the name used in messages; ``expected`` names the columns to tell about when there is no header.
    ``SourceError``: E-CSV-EMPTY, E-CSV-HEADER.
    """
    open_bytes = opener(source)
    encoding = establish(open_bytes)
    top = list(islice(lines(open_bytes, encoding, limits), limits.header_lines))
    if not any(line.strip() for line in top):
        if len(top) == limits.header_lines:
            blank = f"the first {limits.header_lines} lines are blank"
            raise refuse("E-CSV-HEADER", Place(file, 1), blank, "Delete them, so that the header stands on top.")
        raise refuse("E-CSV-EMPTY", Place(file), "the file is empty", "Export it again.")
    found = find_header(top, is_header)
    if not found:
        raise _no_header(file, top, expected)
    header, delimiter = found
    return Table(file, header, delimiter, encoding, open_bytes, limits)


def find_header(top: Sequence[str], is_header: IsHeader) -> tuple[Header, str] | None:
    """The first line that is a header, and its delimiter: the one that stands most often in that line itself."""
    for number, line in enumerate(top):
        for delimiter in sorted(DELIMITERS, key=line.count, reverse=True):
            cells, height = _header_cells(top[number : number + _HEADER_HEIGHT], delimiter)
            keys = tuple(header_key(cell) for cell in cells)
            if is_header(keys):
                return Header(number + height, cells, keys), delimiter
    return None


def _header_cells(lines_on: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], int]:
    """Cells of the line, and how many lines they take: a column's name may hold line breaks."""
    first = lines_on[0]
    if first is OVERLONG or first.count('"') % 2 == 0:
        return _cells(first, delimiter), 1
    reader = csv.reader((line for line in lines_on if line is not OVERLONG), delimiter=delimiter, strict=True)
    try:
        return tuple(cell.strip() for cell in next(reader)), reader.line_num
    except csv.Error:
        return _cells(first, delimiter), 1


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    if line is OVERLONG or len(line) > 100_000:
        return ()
    return tuple(cell.strip() for cell in next(csv.reader([line.strip("\r\n")], delimiter=delimiter), []))


def _no_header(file: str, top: Sequence[str], expected: Sequence[str]) -> Exception:
    line = next(line for line in top if line.strip())
    delimiter = max(DELIMITERS, key=line.count)
    cells = list(_cells(line, delimiter))
    if _names_columns(cells, [_cells(other, delimiter) for other in top[top.index(line) + 1 :]]):
        found = f"no header that can be used; found {listing(cells)}"
    else:
        found = f"no header; the file begins with {masked(line.strip())}"
    wanted = f"Expected columns such as {', '.join(expected)}. " if expected else ""
    return refuse("E-CSV-HEADER", Place(file, top.index(line) + 1), found, wanted + "Export the file again, unchanged.")


def _names_columns(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a line surely names columns, and may be shown: half of it is known, or words stand over two columns of
    nothing but addresses, days and numbers. Else it may be the first person of a list without a header."""
    if len(cells) < 2 or any(_is_data(cell) for cell in cells):
        return False
    known = sum(bool(known_fields([header_key(cell)])) for cell in cells)
    below = ([row[at] for row in rows if at < len(row) and row[at]] for at, cell in enumerate(cells) if cell)
    return known * 2 >= len(cells) or sum(bool(column) and all(map(_is_data, column)) for column in below) > 1


def _is_data(cell: str) -> bool:
    """Whether a cell looks like somebody's data rather than a column's name."""
    return "@" in cell or "://" in cell or any(character.isdigit() for character in cell)


class _Feed:
    """Lines for the csv module that can be handed out again, from the second line of the record in hand."""

    def __init__(self, source: Iterator[str], limits: Limits) -> None:
        self._source = source
        self._waiting: deque[str] = deque()
        self._limit = limits.row
        self._again = 0
        self._size = 0
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._source)
        self.taken.append(line)
        self._size += len(line)
        if line is OVERLONG or self._size > self._limit:
            raise _TooLong
        return line

    def skip(self, count: int) -> None:
        """Passes over lines."""
        for _ in islice(self._source, count):
            self.line += 1

    def begin(self) -> None:
        """The record in hand is done with."""
        self.line += len(self.taken)
        self.taken.clear()
        self._size = 0

    def retry(self) -> bool:
        """Gives back all lines of the record but its first. False when too much was read twice already."""
        self._again += self._size
        self._waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        return self._again < _AGAIN


class _TooLong(Exception):
    """A row, or lines joined by a quote that never closes, beyond the limit."""


@dataclass(slots=True)
class _Headers:
    """Headers between the rows, where files were joined one behind the other."""

    table: Table
    meaning: Meaning | None
    other: int = 0
    """Line of the last header, where it says something else than the table's; 0 otherwise."""

    def took(self, line: int, cells: Sequence[str]) -> bool:
        """Whether a row is dealt with: it is a header, or stands below one that says something else."""
        mine = self.table.header
        if again := cells[:1] == [mine.cells[0]] and tuple(cells) == mine.cells:
            self.other = 0
        elif self.meaning and reads_like_header(cells):
            header = Header(line, tuple(cells), tuple(map(header_key, cells)))
            again, self.other = True, 0 if self.meaning(header) == self.meaning(mine) else line
        if again:
            self.table.skip(REPEATED)
        elif self.other and any(cells):
            found = f"the header on line {self.other} has other columns; keep the rows below it in a file of their own"
            self.table.reject(line, "E-CSV-OTHER-HEADER", found)
            return True
        return again


def _records(feed: _Feed, table: Table, headers: _Headers) -> Iterator[tuple[int, list[str]]]:
    """Good rows; the others are put down in the table."""
    reader = csv.reader(feed, delimiter=table.delimiter, strict=True)
    width = len(table.header.cells)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            _set_aside(feed, table)
            continue
        if headers.took(feed.line, cells):
            continue
        if len(cells) != width:
            if not any(cells):
                table.skip(BLANK)
                continue
            if not _fits(cells, width, feed, table):
                continue
        if table.encoding.damaged and not _decoded(cells, feed.line, table):
            continue
        cells = [stated(cell.strip()) for cell in cells]
        if not any(cells):
            table.skip(BLANK)
        else:
            yield feed.line, cells


def _set_aside(feed: _Feed, table: Table) -> None:
    """Only the line on which the trouble began is lost; what an open quote swallowed is read again."""
    if feed.taken[0] is OVERLONG:
        table.reject(feed.line, "E-CSV-ROW-SIZE", f"the row is longer than {table.limits.row:,} characters")
        return
    if len(feed.taken) == 1 and len(feed.taken[0]) > csv.field_size_limit():
        found = f"a cell is longer than {csv.field_size_limit():,} characters"
        table.reject(feed.line, "E-CSV-CELL-SIZE", found)
        return
    column = _column_of_quote(feed.taken[0], table)
    table.reject(feed.line, "E-CSV-QUOTE", "a quote in the row is not closed or not doubled", column)
    _read_again(feed, table)


def _read_again(feed: _Feed, table: Table) -> None:
    if not feed.retry():
        found = "quotes are broken all over the file"
        raise refuse("E-CSV-QUOTE", Place(table.file, feed.line), found, "Export the file again, unchanged.")


def _column_of_quote(line: str, table: Table) -> str:
    """The column in which a line with broken quotes stops making sense."""
    cells = next(csv.reader([line], delimiter=table.delimiter), []) if len(line) < 100_000 else []
    broken = [place for place, cell in enumerate(cells) if '"' in cell or "\n" in cell] or [len(cells) - 1]
    return table.header.cells[broken[0]] if 0 <= broken[0] < len(table.header.cells) else ""


def _fits(cells: list[str], width: int, feed: _Feed, table: Table) -> bool:
    """Makes a row as wide as the header, or sets it aside: with shifted cells, nothing in it can be trusted."""
    if len(cells) > table.limits.columns:
        table.reject(feed.line, "E-CSV-COLUMNS", f"{len(cells):,} columns; the limit is {table.limits.columns}")
    elif len(cells) == 1 and (other := _other_delimiter(cells[0], width, table.delimiter)):
        found = f"the cells are separated by {other}, those of the header are not"
        table.reject(feed.line, "E-CSV-DELIMITER", found)
    elif len(cells) < width:
        table.short.append(feed.line)
        cells.extend([""] * (width - len(cells)))
        return True
    elif not any(cell.strip() for cell in cells[width:]):
        del cells[width:]
        return True
    else:
        table.reject(feed.line, "E-CSV-LONG-ROW", f"{len(cells)} cells under {width} columns")
        if len(feed.taken) > 1:  # more likely an open quote than a line break in a cell
            _read_again(feed, table)
    return False


def _other_delimiter(cell: str, width: int, delimiter: str) -> str:
    """What separates the cells of a row that came as one; ``""`` where it is one. Half of the columns say so."""
    wanted = max(2, width // 2)
    return next((_WORDS[one] for one in DELIMITERS if one != delimiter and cell.count(one) >= wanted), "")


def _decoded(cells: list[str], line: int, table: Table) -> bool:
    for position, cell in enumerate(cells):
        if undecodable(cell):
            table.reject(
                line, "E-CSV-BYTES", "bytes that are no text in the file's encoding", table.header.cells[position]
            )
            return False
    return True
