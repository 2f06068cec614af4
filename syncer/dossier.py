"""All that is held of one person: their records in the sources, their rows, what the workbook remembers, where others
name them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from syncer.core.identity.model import Cluster
from syncer.core.model import Contact, Record, Ref
from syncer.core.namesakes import Choice, several
from syncer.core.normalise.emails import email_key
from syncer.core.normalise.letters import unaccented
from syncer.core.workbook.cells import fold, text_of
from syncer.core.workbook.layout import BY_KEY, Owner
from syncer.core.workbook.memory import Memory, decode
from syncer.core.workbook.state import Row, WorkbookState
from syncer.errors import ConfigError
from syncer.run import Thought

PERSON_TABS = ("people", "outreach")


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell outside of the person's own rows in which their name stands. ``typed``: a person wrote it."""

    tab: str
    row: int
    column: str
    text: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is held of one person. ``ids``: theirs, and those merged into it. ``memory``: key -> text as stored."""

    person_id: str
    name: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    contacts: tuple[Contact, ...]
    records: tuple[Record, ...]
    rows: tuple[tuple[str, Row], ...]
    memory: Mapping[str, str]
    refs: tuple[Ref, ...]
    mentions: tuple[Mention, ...]


def dossier(state: WorkbookState, thought: Thought, wanted: str) -> Dossier:
    """Everything about the one person meant by an id, a name or an e-mail address; ``ConfigError`` for none or several.

    ``state``: the workbook as it was read for ``thought``.
    """
    memory = decode(state) if state.exists else Memory()
    person = _find(_candidates(state, thought, memory), memory, wanted)
    ids = _family(person, memory)
    cluster = next((one for one in thought.identified.clusters if one.id in ids), None)
    rows = tuple((tab, row) for tab in PERSON_TABS for row in _rows(state, tab) if row.row_id in ids)
    refs = {ref for mark in ids if mark in memory.rows for ref in memory.rows[mark].refs}
    refs |= {contact.ref for contact in cluster.contacts} if cluster else set()
    names = _names(rows, cluster)
    return Dossier(
        person_id=person,
        name=names[0] if names else person,
        ids=ids,
        names=names,
        contacts=cluster.contacts if cluster else (),
        records=tuple(one for held in thought.gathered.snapshots for one in held.records if one.ref in refs),
        rows=rows,
        memory={key: text for key, text in state.memory.items() if _about(key, ids, refs, memory)},
        refs=tuple(sorted(refs)),
        mentions=tuple(_mentions(state, names, ids)),
    )


@dataclass(slots=True)
class _Known:
    names: set[str]
    emails: set[str]
    employers: set[str]


def _candidates(state: WorkbookState, thought: Thought, memory: Memory) -> dict[str, _Known]:
    """Everybody with a row, a record or a memory: id -> names, addresses and employers."""
    found: dict[str, _Known] = {}

    def add(mark: str, name: str, employer: str = "", emails: tuple[str, ...] = ()) -> None:
        known = found.setdefault(mark, _Known(set(), set(), set()))
        known.employers |= {employer} - {""}
        known.names |= {name} - {""}
        known.emails |= set(emails)

    for mark, person in thought.world.people.items():
        add(mark, person.name, person.employer, person.emails)
    for tab in PERSON_TABS:
        for row in _rows(state, tab):
            if row.row_id:
                address = email_key(text_of(row.cells.get("email", "")))
                name, employer = (text_of(row.cells.get(key, "")) for key in ("name", "employer"))
                add(row.row_id, name, employer, (address,) if address else ())
    for mark, before in memory.rows.items():
        if mark.startswith("p_"):
            for cells in before.written.values():
                add(mark, str(cells.get("name", "")))
    return {
        mark: known for mark, known in found.items() if not thought.forgotten or not thought.forgotten.knows_row(mark)
    }


def _find(people: Mapping[str, _Known], memory: Memory, wanted: str) -> str:
    def called(key: Callable[[str], str]) -> set[str]:
        text = key(wanted)
        exact = {mark for mark, known in people.items() if text in map(key, known.names)}
        return exact or {mark for mark, known in people.items() if text and any(text in key(n) for n in known.names)}

    if wanted in people:
        return wanted
    address = email_key(wanted)
    by_address = {mark for mark, known in people.items() if address and address in known.emails}
    found = by_address or called(fold) or called(unaccented)
    found = {memory.rows[mark].into if mark in memory.rows and memory.rows[mark].into else mark for mark in found}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise ConfigError(
            f"nobody here is called {wanted!r}; give the name as it stands in People, an e-mail address or the id"
        )
    raise ConfigError(several(_choice(mark, people[mark]) for mark in found if mark in people))


def _choice(mark: str, known: _Known) -> Choice:
    return Choice(mark, " / ".join(sorted(known.names)), " / ".join(sorted(known.employers)))


def _family(person: str, memory: Memory) -> tuple[str, ...]:
    """The id, the elder it was merged into, and the younger ones merged into either."""
    elder = memory.rows[person].into if person in memory.rows and memory.rows[person].into else person
    younger = sorted(mark for mark, before in memory.rows.items() if before.into in (elder, person))
    return tuple(dict.fromkeys((person, elder, *younger)))


def _names(rows: tuple[tuple[str, Row], ...], cluster: Cluster | None) -> tuple[str, ...]:
    written = [text_of(row.cells.get("name", "")) for _, row in rows]
    shown = [contact.name.display for contact in cluster.contacts] if cluster else []
    return tuple(dict.fromkeys(name for name in (*written, *shown) if name))


def _rows(state: WorkbookState, tab: str) -> tuple[Row, ...]:
    return state.tabs[tab].rows if tab in state.tabs else ()


def _about(key: str, ids: tuple[str, ...], refs: set[Ref], memory: Memory) -> bool:
    row = memory.rows.get(key)
    if key in ids or row is None:
        return key in ids
    asked = row.asked
    about = asked is not None and (not refs.isdisjoint(asked.refs) or not set(ids).isdisjoint(asked.cell))
    return about or not refs.isdisjoint(row.same)


def _mentions(state: WorkbookState, names: tuple[str, ...], ids: tuple[str, ...]) -> Iterator[Mention]:
    """Cells of all managed tabs, outside of the person's own rows, in which one of their names stands as such."""
    whole = [re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)") for name in names if len(fold(name)) > 3]
    for key, tab in BY_KEY.items():
        for row in _rows(state, key):
            if key in PERSON_TABS and row.row_id in ids:
                continue
            for column in tab.columns:
                text = text_of(row.cells.get(column.key, ""))
                if text and any(one.search(fold(text)) for one in whole):
                    yield Mention(tab.title, row.number, column.header, text, column.owner is Owner.PEOPLE)
