"""Finds what the last batch wrote into the wrong column, because one moved in that moment, and what puts it right.

Proof is a mark that the batch itself set on each column it wrote: it stands elsewhere now than the column that was
meant, and that column shows what was sent (``ledger``). A cell that somebody has typed in since is left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncer.core.workbook.cells import plain
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.state import PutBack, Value
from syncer.workbooks.sheets import ledger, marks
from syncer.workbooks.sheets.ledger import OWN, Book, Kept, cells_of
from syncer.workbooks.sheets.reading import Place, Seen


def with_astray(seen: Seen) -> Seen:
    """The reading with what has to be put right; the same where nothing has, as nearly always."""
    if seen.guarded or seen.state.memory_stale or seen.state.memory_lost:
        return seen
    puts: list[PutBack] = []
    for book in ledger.decode(seen.kept) if any(_strayed(seen, key) for key in seen.places) else ():
        if book.tab in seen.places:
            work = _work(seen, book)
            if work.moved:
                puts += sorted(work.puts(), key=lambda put: (put.number, put.place))
    return replace(seen, state=replace(seen.state, astray=tuple(puts))) if puts else seen


def landed(seen: Seen, key: str) -> dict[str, int]:
    """Label -> the column on which it was last written, as that column stands now."""
    prefix, sheet = f"{key}.", seen.places[key].sheet
    return {
        mark.value.removeprefix(prefix): mark.spot.place
        for _, mark in sorted(seen.marks.items())
        if mark.key == marks.LANDED_KEY
        and mark.value.startswith(prefix)
        and mark.spot is not None
        and mark.spot.sheet == sheet
    }


def _strayed(seen: Seen, key: str) -> bool:
    """Whether a reading of the ledger can be spared: nearly always every column stands where it was written."""
    place = seen.places[key]
    return any(label[0] in OWN or place.columns.get(label) != at for label, at in landed(seen, key).items())


@dataclass(slots=True)
class _Work:
    """One tab. ``here``: label -> where that column stands now; ``there``: where its values landed; ``moved``: labels
    of which the two differ. ``at``: row of the ledger -> its number now; ``by_number``: the same the other way."""

    book: Book
    place: Place
    cells: Mapping[int, Mapping[int, Value]]
    here: dict[str, int]
    there: dict[str, int]
    moved: tuple[str, ...] = ()
    at: dict[int, int] = field(default_factory=dict)
    by_number: dict[int, Kept] = field(default_factory=dict)
    fresh: frozenset[int] = frozenset()
    """Rows that hold nothing but what the batch wrote: new ones, and all of a tab that is the service's."""

    def shows(self, number: int, index: int) -> Value:
        return self.cells.get(number, {}).get(index, "")

    def puts(self) -> Iterator[PutBack]:
        """Every cell that has to be another."""
        wanted = {**self._meant(), **self._hit()}
        for number in self.fresh:
            wanted |= self._whole(number)
        for (number, index), value in wanted.items():
            if plain(value) != plain(self.shows(number, index)):
                yield PutBack(self.book.tab, number, index, value)

    def _hit(self) -> dict[tuple[int, int], Value]:
        """What stood in cells of rows that were there and now show what was meant for another column."""
        found: dict[tuple[int, int], Value] = {}
        names = {index: label for label, index in self.here.items()}
        for label in self.moved:
            index = self.there[label]
            stood = names.get(index, "")
            for number in self.cells.keys() - self.fresh:
                row = self.by_number.get(number)
                if not self._is_stray(label, number, self.shows(number, index), row, stood):
                    continue
                if row is None:
                    found[number, index] = ""
                else:
                    found[number, index] = row.sent[stood][1] if stood in row.sent else row.before.get(stood, "")
        return found

    def _is_stray(self, label: str, number: int, value: Value, row: Kept | None, stood: str) -> bool:
        """Whether a cell shows what was sent under this label: to its own row, to the row that had its number, or,
        where it is known what stood there, to any."""
        shown = plain(value)
        by_then = next((kept for kept in self.book.rows if kept.number == number), None)
        for one in (row, by_then):
            if one is not None and label in one.sent and plain(one.sent[label][1]) == shown:
                return True
        if row is None or shown == "" or (not row.sent and stood not in row.before):
            return False
        return any(shown == plain(kept.sent[label][1]) for kept in self.book.rows if label in kept.sent)

    def _meant(self) -> dict[tuple[int, int], Value]:
        """What was sent, for the cells it was meant for that still show what stood there before."""
        found: dict[tuple[int, int], Value] = {}
        for row in self.book.rows:
            number = self.at.get(row.number)
            for label in self.moved if number is not None else ():
                if label in row.sent and label in self.here:
                    old, new = row.sent[label]
                    if plain(self.shows(number, self.here[label])) == plain(old):  # type: ignore[arg-type]
                        found[number, self.here[label]] = new  # type: ignore[index]
        return found

    def _whole(self, number: int) -> dict[tuple[int, int], Value]:
        """A row that only the batch wrote, with every value in its own column; between them what was there before."""
        row = self.by_number.get(number)
        names = {index: label for label, index in self.here.items()}
        took = {self.there[label] for label in self.moved}
        found: dict[tuple[int, int], Value] = {
            (number, index): row.before.get(names.get(index, ""), "") if row else "" for index in took
        }
        for label in self.book.columns:
            if label in self.here and label in self.there:
                at = self.here[label]
                if at in took or self.shows(number, at) == "":
                    found[number, at] = self.shows(number, self.there[label])
        return found


def _work(seen: Seen, book: Book) -> _Work:
    place, cells = seen.places[book.tab], cells_of(seen, book.tab)
    there = {label: at for label, at in landed(seen, book.tab).items() if label in book.columns}
    work = _Work(book, place, cells, dict(place.columns), there)
    _find_rows(work, seen)
    work.here |= _own(work)
    moved = sorted(label for label in there if work.here.get(label) != there[label])
    if _stands(work, moved):
        return work
    proofs = {label: _proof(work, label, work.there) for label in moved}
    work.moved = tuple(label for label in moved if proofs[label] or (proofs[label] is None and any(proofs.values())))
    return work


def _find_rows(work: _Work, seen: Seen) -> None:
    """Where the rows of the ledger stand now: by their id, wherever it landed; without one, where they stood."""
    tab = BY_KEY[work.book.tab]
    ids = {row.row_id: row.number for row in seen.state.tabs[tab.key].rows if row.row_id}
    at = work.there.get(tab.id_column)
    if at is not None and at != work.place.columns.get(tab.id_column):
        sent = {row.row_id for row in work.book.rows if tab.id_column in row.sent} | set(work.book.new)
        ids |= {str(cells[at]): number for number, cells in work.cells.items() if str(cells.get(at, "")) in sent}
    for row in work.book.rows:
        number = ids.get(row.row_id) if row.row_id else row.number
        if number is not None:
            work.at[row.number] = number
            work.by_number[number] = row
    if work.book.whole:
        work.fresh = frozenset(number for number in work.cells if number > work.place.header)
    else:
        work.fresh = frozenset(ids[mark] for mark in work.book.new if mark in ids)


def _own(work: _Work) -> dict[str, int]:
    """Where people's own columns stand now: by their header; without one by what they hold, or as the only one left."""
    now = {index: label for index, label in ledger.labels(work.place).items() if label[0] in OWN}
    found = {label: index for index, label in now.items() if label[0] == "=" and label in work.book.own}
    left = [label for label in work.book.own if label not in found]
    free = [index for index in sorted(now) if index not in found.values()]
    for label in tuple(left):
        scores = {index: _alike(work, label, index) for index in free}
        best = max(scores, key=lambda index: scores[index], default=None)
        if best is not None and (scores[best] or (len(left) == len(free) == 1)):
            found[label] = best
            left.remove(label)
            free.remove(best)
    return found


def _alike(work: _Work, label: str, index: int) -> int:
    """In how many rows a column holds what this one held."""
    return sum(
        plain(row.before[label]) == plain(work.shows(work.at[row.number], index))
        for row in work.book.rows
        if label in row.before and row.number in work.at
    )


def _stands(work: _Work, moved: Sequence[str]) -> bool:
    """Whether most columns show what was sent to them: then only marks moved, as when an undo leaves them behind."""
    shown = [_proof(work, label, work.here) for label in moved if label in work.here]
    return 2 * shown.count(True) > len(shown) - shown.count(None)


def _proof(work: _Work, label: str, places: Mapping[str, int]) -> bool | None:
    """Whether a column shows at least half of what was sent under this label: else it was moved, or emptied, later.
    ``None`` where nothing but blanks was sent."""
    sent = [(row.number, plain(row.sent[label][1])) for row in work.book.rows if label in row.sent]
    values = {value for _, value in sent if value != ""}
    shown = [plain(work.shows(number, places[label])) in values for number, value in sent if value != ""]
    return 2 * sum(shown) >= len(shown) if shown else None
