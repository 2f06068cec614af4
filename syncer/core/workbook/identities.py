"""Who stands in the workbook: a person's rows in both tabs, whom ids stand for, who was deleted, who is the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from syncer.core.identity.model import Judgement, Known
from syncer.core.model import Ref, Sighting
from syncer.core.workbook.adopt import WORKBOOK, Adoption, name_of
from syncer.core.workbook.cells import plain, text_of
from syncer.core.workbook.memory import EMPTY, Memory, RowMemory, stood
from syncer.core.workbook.names import Directory
from syncer.core.workbook.rows import Rows, keeper
from syncer.core.workbook.state import Row

PERSON_TABS = ("people", "outreach")


@dataclass(frozen=True, slots=True)
class PersonRows:
    """A person's rows in People and Outreach. ``adopted``: one of them has no id yet. ``copied``: Outreach has two."""

    people: Row | None = None
    outreach: Row | None = None
    adopted: bool = False
    copied: bool = False

    @property
    def name(self) -> str:
        """The name as it stands in the workbook."""
        return name_of(self.people or self.outreach or Row("", 0, {}))


def names_in(rows: Mapping[str, Rows], memory: Memory, touched: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """(id, name) of everybody in People and Outreach. What a person typed over a name in either tab is the name.

    ``touched``: by tab, the ids of rows that do not hold exactly what was last written (``rows.touched``).
    """
    found: dict[str, tuple[bool, str]] = {}
    for tab in PERSON_TABS:
        twins = [(mark, twin[0]) for mark, twin in rows[tab].twins.items()]
        for mark, row in (*rows[tab].by_id.items(), *twins):
            name = name_of(row)
            before = memory.rows.get(mark, EMPTY).written.get(tab) if mark in touched[tab] else None
            typed = before is not None and plain(name) != before.get("name", "")
            if mark not in found or (typed and not found[mark][0]):
                found[mark] = (typed, name)
    return [(mark, name) for mark, (_, name) in found.items()]


def person_rows(rows: Mapping[str, Rows], memory: Memory, adopted: Iterable[Adoption]) -> dict[str, PersonRows]:
    """The rows of everybody. Of rows with one id, the original speaks (``rows.keeper``), or the first."""
    found: dict[str, list[Row | None]] = {}
    fresh = set()
    for place, tab in enumerate(PERSON_TABS):
        for mark, row in rows[tab].by_id.items():
            found.setdefault(mark, [None, None])[place] = row
        for mark, twins in rows[tab].twins.items():
            found.setdefault(mark, [None, None])[place] = keeper(tab, twins, memory.rows.get(mark, EMPTY)) or twins[0]
    for adoption in adopted:
        fresh.add(adoption.row_id)
        found.setdefault(adoption.row_id, [None, None])[PERSON_TABS.index(adoption.tab)] = adoption.row
    copied = rows["outreach"].twins
    return {mark: PersonRows(pair[0], pair[1], mark in fresh, mark in copied) for mark, pair in found.items()}


def hidden_people(memory: Memory, people: Mapping[str, PersonRows]) -> frozenset[str]:
    """Ids whose row people deleted: from Outreach, or from People without leaving one in Outreach."""
    nothing = PersonRows()
    hidden = set()
    for mark, before in memory.rows.items():
        pair = people.get(mark, nothing)
        if pair.outreach is None and mark.startswith("p_"):
            from_outreach = stood(before, "outreach")
            from_people = pair.people is None and stood(before, "people")
            if from_outreach or from_people:
                hidden.add(mark)
    return frozenset(hidden)


def heirs_of(memory: Memory, people: Mapping[str, PersonRows]) -> dict[str, str]:
    """Elder id -> younger id, where only the younger of two merged people still has a row: it takes over."""
    return {
        before.into: mark
        for mark, before in sorted(memory.rows.items(), reverse=True)
        if before.into and mark in people and before.into not in people
    }


def known_people(
    memory: Memory, people: Mapping[str, PersonRows], heirs: Mapping[str, str], new: Iterable[str], today: date
) -> tuple[tuple[Known, ...], dict[str, tuple[Sighting, ...]]]:
    """Whom the ids stand for, and the jobs seen. An elder's are its heir's; a merged row that is gone has none."""
    refs: dict[str, list[Ref]] = {}
    since: dict[str, date] = {}
    sightings: dict[str, list[Sighting]] = {}
    for mark, before in sorted(memory.rows.items()):
        heir = heirs.get(mark, mark)
        if before.into and mark not in people:
            continue
        if before.refs:
            refs.setdefault(heir, []).extend(before.refs)
            since[heir] = min(since.get(heir, today), before.since or today)
        if before.sightings:
            sightings.setdefault(heir, []).extend(before.sightings)
    for mark in new:
        refs.setdefault(mark, []).append(Ref(WORKBOOK, mark))
        since.setdefault(mark, today)
    known = (
        Known(mark, tuple(held) if len(held) == 1 else tuple(sorted(set(held))), since[mark])
        for mark, held in sorted(refs.items())
    )
    return tuple(known), {mark: tuple(jobs) for mark, jobs in sightings.items()}


def same_as(
    people: Mapping[str, PersonRows], memory: Memory, names: Directory, touched: frozenset[str]
) -> tuple[dict[str, Judgement], dict[str, Row]]:
    """The judgements that "Same person as" makes, by the id of the row that says so, and rows where it means nobody.

    They hold as long as the cell says the same, also when the other row is deleted, and stay when this row is.
    ``touched``: ids of the rows in which there may be any, beside adopted ones.
    """
    found, unclear = {}, {}
    for mark, before in memory.rows.items():
        if before.same and mark not in people:
            found[mark] = Judgement(before.same[0], before.same[1], same=True)
    for mark, pair in people.items():
        if mark not in touched and not pair.adopted:
            continue
        row, before = pair.people, memory.rows.get(mark, EMPTY)
        text = text_of(row.cells.get("same_as", "")).strip() if row else ""
        if row is None or not text:
            continue
        if before.same and text == before.read.get("people", {}).get("same_as", ""):
            found[mark] = Judgement(before.same[0], before.same[1], same=True)
        elif (other := names.meant(text, by=mark)) and other != mark:
            left, right = _first_ref(mark, memory, people), _first_ref(other, memory, people)
            if left and right and left != right:
                found[mark] = Judgement(min(left, right), max(left, right), same=True)
        elif before.same:
            found[mark] = Judgement(before.same[0], before.same[1], same=True)
        else:
            unclear[mark] = row
    return found, unclear


def _first_ref(mark: str, memory: Memory, people: Mapping[str, PersonRows]) -> Ref | None:
    before: RowMemory = memory.rows.get(mark, EMPTY)
    if before.refs:
        return min(before.refs)
    return Ref(WORKBOOK, mark) if mark in people and people[mark].adopted else None
