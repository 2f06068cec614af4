"""What must hold whatever happened. Each raises ``Broken`` with the promise of reliability it breaks."""

from collections import Counter
from collections.abc import Mapping, Sequence

from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.memory import decode
from syncer.core.workbook.plan import Change
from syncer.core.workbook.rows import is_mark
from syncer.core.workbook.state import Value, WorkbookState
from tests.simulation.loose import Loose
from tests.simulation.person import SERVICE, Look, Person, stands_anywhere

LOOSE = Loose()
"""Nothing is."""


class Broken(AssertionError):
    """A promise did not hold."""


def must(holds: object, promise: str, words: str) -> None:
    """Raise unless something holds."""
    if not holds:
        raise Broken(f"{promise}: {words}")


def unharmed(before: Look, after: Look, loose: Loose, *, stirred: bool = False) -> None:
    """P1, between two moments in which only the service did something: no human cell is another, no row has moved.

    ``stirred``: somebody may have sorted in the moment of a write by row number, so that an id stands on another row.
    That is no harm as long as it is put right (``at_rest``), and nothing else is: see ``Loose``.
    """
    for tab, rows in before.items():
        must(tab in after, "P1", f"{tab} is gone")
        id_column = BY_KEY[tab].id_column
        for number, row in enumerate(rows):
            now = after[tab][number] if number < len(after[tab]) else {}
            if not row and id_column:
                continue  # an empty row may be filled
            for column in (row.keys() | now.keys()) - SERVICE[tab]:
                was, there = row.get(column, ""), now.get(column, "")
                if column == id_column and loose.bears(tab, str(was), str(there), stirred=stirred):
                    continue
                must(was == there, "P1", f"{tab} row {number + 2} {column} was {was!r} and is {there!r}")


def at_rest(loose: Loose, look: Look) -> None:
    """P1, P3: a run that ended well left no id on a row that is another's, nor on two rows."""
    left = sorted((tab, origins, mark) for (tab, mark), origins in loose.items() if any(origins))
    must(not left, "P1", f"on another's row: {left}")
    twice = {(tab, mark) for tab in look for mark in _twins(tab, look)} & loose.twice
    must(not twice, "P3", f"there twice: {sorted(twice)}")
    loose.clear()


def list_stands(before: Look, after: Look) -> None:
    """P5: a run that had to leave a source out judges nobody: what it worked out before stands as it was."""
    for tab in ("outreach", "targets", "today", "paths"):
        id_column, there = BY_KEY[tab].id_column, after.get(tab, ())
        for number, row in enumerate(before.get(tab, ())):
            mark = str(row.get(id_column, "")) if id_column else ""
            if id_column and not is_mark(mark):
                continue  # a row that people added gets its id
            now = there[number] if number < len(there) else {}
            for column in SERVICE[tab] & (row.keys() | now.keys()):
                was, is_now = row.get(column, ""), now.get(column, "")
                must(was == is_now, "P5", f"{tab} {mark or number} {column} was {was!r} and is {is_now!r}")
    standing = {str(row.get("_id", "")) for row in before.get("outreach", ())}
    new = {str(row.get("_id", "")) for row in after.get("outreach", ())} - standing
    must(len(new) <= _without_ids(before), "P5", f"{len(new)} came onto the list of a run that left a source out")


def _without_ids(look: Look) -> int:
    return sum(not is_mark(str(row.get("_id", ""))) for row in look.get("outreach", ()))


def no_new_twins(before: Look, after: Look, loose: Loose, *, stirred: bool = False) -> None:
    """P3: no id stands twice that did not before. ``stirred``: as for ``unharmed``; looked at again ``at_rest``."""
    for tab in ("people", "outreach", "targets", "review"):
        new = _twins(tab, after) - _twins(tab, before, loose)
        loose.twice |= {(tab, mark) for mark in new}
        must(stirred or not new, "P3", f"{tab} has rows twice: {sorted(new)}")


def _twins(tab: str, look: Look, loose: Loose = LOOSE) -> set[str]:
    count = Counter(loose.of(tab, str(row.get("_id", ""))) for row in look.get(tab, ()))
    return {mark for mark, times in count.items() if times > 1 and is_mark(mark)}


def nobody_twice(state: WorkbookState) -> None:
    """P3: every record of a source stands behind one id only."""
    owners: dict[object, str] = {}
    for mark, row in decode(state).rows.items():
        for ref in () if row.into else row.refs:
            must(ref not in owners, "P3", f"{ref} stands behind {owners.get(ref)} and {mark}")
            owners[ref] = mark


def words_stand(person: Person, look: Look) -> None:
    """P1, P7: every word a person typed is where they left it, in its own row."""
    for word, spot in person.typed.items():
        if spot.tab in look:
            rows = person.find(word, look)
            must(rows, "P7" if spot.ours else "P1", f"{word!r} is gone from {spot.tab} {spot.column}")
            marks = {str(row.get("_id", "")) for row in rows}
            must(not spot.mark or spot.mark in marks, "P1", f"{word!r} of {spot.mark} is on {sorted(marks)}")


def deleted_stay_deleted(person: Person, look: Look) -> None:
    """P6."""
    for tab, mark in sorted(person.deleted):
        standing = {str(row.get("_id", "")) for row in look.get(tab, ())}
        must(mark not in standing, "P6", f"{mark} was deleted from {tab} and is back")


def scribbles_are_quoted(person: Person, look: Look) -> None:
    """P7: what was typed into a tab that is rewritten stands in Review, if not there still."""
    for word in sorted(person.scribbles):
        must(stands_anywhere(word, look), "P7", f"{word!r}, typed into a tab that is rewritten, is nowhere")


def only_words_are_kept(person: Person, changes: Sequence[Change]) -> None:
    """P1: what the service takes for a person's word was typed by a person, and is no value of another row's."""
    if person.blurred:
        return
    for change in changes:
        if change.sign == "=" and (change.tab, change.subject, change.column, change.old) not in person.perhaps:
            must(change.old in person.said, "P1", f"{change.tab} {change.column}: {change.old!r} was typed by nobody")


def same(one: Mapping[str, Sequence[Mapping[str, Value]]], other: Look, promise: str, words: str) -> None:
    """Two moments show the same."""
    for tab in one.keys() | other.keys():
        must(list(one.get(tab, ())) == list(other.get(tab, ())), promise, f"{words}: {tab} changed")
