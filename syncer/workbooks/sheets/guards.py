"""What one batch carries besides its writes: the revision swapped, and marks that refuse it when rows or columns moved.

Marks stand on the header row, the last row with anything, the grid's last row, every managed column and the column
right of the last. A sort passes them all: hence the read-back.
"""

from collections.abc import Iterator, Mapping

from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.marks import Json, Mark, Spot, Stamp
from syncer.workbooks.sheets.reading import Place, Seen

Written = Mapping[str, Mapping[str, int]]
"""Tab -> label (``ledger``) -> place of every column that a batch writes; empty where guards can refuse the batch."""


def swap(seen: Seen, stamp: Stamp) -> list[Json]:
    """Replace the revision that was read by this attempt's; refused if another run has replaced it."""
    sheet = seen.store.sheet if seen.store else next(iter(seen.titles))
    before = {marks.REVISION: seen.marks[marks.REVISION]} if marks.REVISION in seen.marks else {}
    return swap_of(seen.state.revision, stamp, sheet, swaps_names=seen.swaps_names, marks_before=before)


def swap_of(old: str, stamp: Stamp, sheet: int, *, swaps_names: bool, marks_before: Mapping[int, Mark]) -> list[Json]:
    """The requests of a swap. With named ranges: the old one by its id, which must exist; the new one by a name that no
    run has used, over the corner of ``sheet``."""
    if not swaps_names:
        return list(marks.set_again(marks_before, {marks.REVISION: Mark(marks.REVISION_KEY, stamp.text)}))
    corner = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    name = f"{marks.NAME_PREFIX}{stamp.count}"
    named = {"namedRangeId": revision(stamp, swaps_names=True), "name": name, "range": corner}
    gone: list[Json] = [{"deleteNamedRange": {"namedRangeId": old}}] if old else []
    return [*gone, {"addNamedRange": {"namedRange": named}}]


def revision(stamp: Stamp, *, swaps_names: bool) -> str:
    """The revision as a later reading will show it."""
    return f"{marks.NAME_PREFIX}{stamp.count}_{stamp.run}_{stamp.attempt}" if swaps_names else stamp.text


def revision_of(seen: Seen, stamp: Stamp) -> str:
    """The same, in the way of this workbook."""
    return revision(stamp, swaps_names=seen.swaps_names)


def next_count(seen: Seen) -> int:
    """Commits so far and one."""
    if seen.swaps_names:
        return 1 + max((_digits(name) for name in seen.names), default=0)
    found = marks.fields_of(seen.state.revision).get("revision", 0)
    return 1 + (found if isinstance(found, int) else 0)


def _digits(name: str) -> int:
    text = name.removeprefix(marks.NAME_PREFIX).split("_")[0]
    return int(text) if text.isdigit() else 0


def set_again(seen: Seen, ends: Mapping[str, Place]) -> list[Json]:
    """The guards of all tabs that a batch writes: taken from where they were read, put where the batch leaves things.

    ``ends``: each tab with its last row and its grid as they will be; so these requests stand behind those that grow
    it.

    Where the revision is a named range, metadata cannot be made again in the batch that deletes it, or a second one
    of its id is no error. If Google refuses to delete a mark where it does not stand, that is guard enough, and two
    ids take turns. If not, no guard can refuse the batch: then only marks of columns that have none are made, and what
    moved is found by reading back, and by the next run from the ``ledger``.
    """
    every = (pair for key, place in ends.items() for pair in wanted(key, place).items())
    return [request for mark, made in every for request in set_mark(seen, mark, made)]


def set_mark(seen: Seen, mark: int, made: Mark) -> list[Json]:
    """One mark, taken from where it was read, if it was, and put where it is wanted."""
    if not seen.swaps_names:
        return list(marks.set_again(seen.marks, {mark: made}))
    gone, fresh = _turn(seen, mark, made)
    taken = [marks.deleted(each, spot=seen.marks[each].spot) for each in gone]
    return [*taken, marks.created(fresh, made)] if fresh else taken


def _turn(seen: Seen, mark: int, made: Mark) -> tuple[list[int], int]:
    """Which ids of a mark are to be deleted, and under which it is made: 0 for none in this batch."""
    both = (mark, marks.twin(mark))
    standing = [each for each in both if each in seen.marks]
    if seen.guarded:
        return standing, next((each for each in both if each not in standing), 0)
    return [], 0 if standing or made.key != marks.COLUMN_KEY else mark


def landing(seen: Seen, written: Written) -> list[Json]:
    """Marks on the columns that a batch writes, which stay on them wherever they go (``ledger``)."""
    found: list[Json] = []
    for gone, fresh, made in _landings(seen, written):
        found += [marks.deleted(each) for each in gone]
        found.append(marks.created(fresh, made))
    return found


def _landings(seen: Seen, written: Written) -> Iterator[tuple[list[int], int, Mark]]:
    for key, columns in written.items():
        for label, index in columns.items():
            ids = [marks.number(f"{marks.LANDED_KEY}:{key}:{label}:{turn}") for turn in range(3)]
            standing = [each for each in ids if each in seen.marks]
            if len(standing) < len(ids):
                spot = Spot(seen.places[key].sheet, "COLUMNS", index)
                fresh = next(each for each in ids if each not in standing)
                yield standing, fresh, Mark(marks.LANDED_KEY, f"{key}.{label}", spot)


def set_marks(seen: Seen, ends: Mapping[str, Place], written: Written) -> dict[int, Mark]:
    """All marks as they stand after ``set_again`` and ``landing``."""
    found = dict(seen.marks)
    for key, place in ends.items():
        for mark, made in wanted(key, place).items():
            gone, fresh = _turn(seen, mark, made) if seen.swaps_names else ([], mark)
            found = {each: one for each, one in found.items() if each not in gone}
            found |= {fresh: made} if fresh else {}
    for gone, fresh, made in _landings(seen, written):
        found = {each: one for each, one in found.items() if each not in gone} | {fresh: made}
    return found


def wanted(key: str, place: Place) -> dict[int, Mark]:
    """The marks of one tab, where its rows and columns stand now."""
    rows = {"header": max(place.header, 1), "tail": max(place.last, 1), "end": place.height}
    found = {
        marks.number(f"{marks.GUARD_KEY}:{key}:{name}"): Mark(marks.GUARD_KEY, "", Spot(place.sheet, "ROWS", row - 1))
        for name, row in rows.items()
    }
    for column, index in place.columns.items():
        spot = Spot(place.sheet, "COLUMNS", index)
        found[marks.number(f"{marks.COLUMN_KEY}:{key}:{column}")] = Mark(marks.COLUMN_KEY, f"{key}.{column}", spot)
    right = max(place.columns.values(), default=-1) + 1
    if right < place.width:
        spot = Spot(place.sheet, "COLUMNS", right)
        found[marks.number(f"{marks.GUARD_KEY}:{key}:right")] = Mark(marks.GUARD_KEY, "", spot)
    return found
