"""What others open for the user, as the workbook remembers it: enough to see that it was taken back, nothing to read.

Of each company that somebody opened memory keeps two digests, one of the company and one of all that was said of it.
Whoever says less today than the workbook tells has taken it back, and with the next run it stands nowhere any more:
also where another source was left out (``partial``), and whatever the row is off the list for (``lines``).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncer.core.model import Opening, Ref, Snapshot
from syncer.core.workbook.cells import digest
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.memory import RowMemory

NOT_SHARED = "Not shared any more"
"""Of somebody who took back what they opened; true as well of all others for whoever shares nothing any more."""


@dataclass(frozen=True, slots=True)
class Openings:
    """What became of what others opened. ``sources``: names of the sources read in this run that say what others open.

    ``taken_back``: ids of people who do not open a company any more that they opened when their row was written.
    ``changed``: those, and whoever says something else about one.
    """

    sources: frozenset[str] = field(default_factory=frozenset)
    taken_back: frozenset[str] = field(default_factory=frozenset)
    changed: frozenset[str] = field(default_factory=frozenset)


def remembered(opens: Iterable[Opening]) -> dict[str, str]:
    """What memory keeps of what one person opens: digest of a company -> digest of all that is said of it."""
    said: dict[str, list[str]] = {}
    for one in sorted(opens):
        said.setdefault(digest(one.company), []).extend(one)
    return {company: digest(*words) for company, words in said.items()}


def compared(rows: Mapping[str, RowMemory], snapshots: Sequence[Snapshot]) -> Openings:
    """What memory holds beside what is opened now. Of a source that was not read nothing can be said."""
    shared = [snapshot for snapshot in snapshots if snapshot.kind == "council"]
    if not shared:
        return Openings()
    sources = frozenset(snapshot.source for snapshot in shared)
    opens = {record.ref: record.said.opens for snapshot in shared for record in snapshot.records}
    taken_back, changed = set(), set()
    for mark, row in rows.items():
        if not any(ref.source in sources for ref in row.refs):
            continue
        now = remembered(one for ref in row.refs for one in opens.get(ref, ()))
        if row.opened.keys() - now.keys() or _left_before(row, sources, opens):
            taken_back.add(mark)
        if row.opened.items() - now.items():
            changed.add(mark)
    return Openings(sources, frozenset(taken_back), frozenset(taken_back | changed))


def _left_before(row: RowMemory, sources: frozenset[str], opens: Mapping[Ref, object]) -> bool:
    """Whether a row that an older version wrote still tells a way, although its person opens nothing any more."""
    return bool(row.target) and all(ref.source in sources and ref not in opens for ref in row.refs)


def naming(entered: Entered, openings: Openings) -> Callable[[object], bool]:
    """Whether a text names somebody who took something back or says something else now."""
    names = sorted({name for mark, name in entered.names if mark in openings.changed and name})
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return lambda text: bool(names) and isinstance(text, str) and words.search(text) is not None


def let_go(entered: Entered, openings: Openings) -> Entered:
    """The same entries without the target that a conversation was about, where it was told by what was taken back."""
    held = [mark for mark in openings.taken_back if mark in entered.people and entered.people[mark].held_target]
    if not held:
        return entered
    return replace(
        entered, people={**entered.people, **{mark: replace(entered.people[mark], held_target="") for mark in held}}
    )
