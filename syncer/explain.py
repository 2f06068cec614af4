"""`syncer explain`: everything that makes one person stand where they stand."""

from collections.abc import Callable, Iterator, Sequence

from syncer.core.candidates import entry_of
from syncer.core.identity.explain import lines as join_lines
from syncer.core.identity.model import Cluster
from syncer.core.model import Contact, Person, Position
from syncer.core.namesakes import Choice, several
from syncer.core.normalise.letters import unaccented
from syncer.core.outreach import OutreachRow, Score
from syncer.core.reports import Explanation, Section
from syncer.core.story import story
from syncer.core.workbook.cells import fold
from syncer.errors import ConfigError
from syncer.run import Thought

Line = tuple[str, str]


def explain(thought: Thought, wanted: str) -> Explanation:
    """The explanation of one person, named by id or name; ``ConfigError`` where nobody or several people are meant."""
    person = find(thought, wanted)
    cluster = next(one for one in thought.identified.clusters if one.id == person.id)
    row = next((one for one in thought.outreach.rows if one.person_id == person.id), None)
    sections = [
        Section("Facts", tuple(_facts(thought, person))),
        Section("On the list", tuple(_listed(thought, person, row))),
        *([Section("Score", tuple(_parts(row.score)))] if row else []),
        Section("Story", _story(thought, person, row)),
        Section("Records", tuple(_records(cluster))),
        *([Section("Why these records are one person", tuple(_joins(cluster)))] if cluster.joins else []),
    ]
    return Explanation(person.id, person.name, tuple(section for section in sections if section.lines))


def find(thought: Thought, wanted: str) -> Person:
    """The one person with this id or name; ``ConfigError`` where nobody or several people are meant."""
    if wanted in thought.world.people:
        return thought.world.people[wanted]
    people = list(thought.world.people.values())
    found = _called(people, fold(wanted), fold) or _called(people, unaccented(wanted), unaccented)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(
            f"nobody here is called {wanted!r}; give the name as it stands in People, a part of it, or the id"
        )
    raise ConfigError(several(Choice(one.id, one.name, one.employer, one.title) for one in found))


def _called(people: Sequence[Person], wanted: str, key: Callable[[str], str]) -> list[Person]:
    """Those with exactly this name, else those with it in their name; ``key`` is how names are compared."""
    exact = [one for one in people if key(one.name) == wanted]
    return exact or [one for one in people if wanted and wanted in key(one.name)]


def _facts(thought: Thought, person: Person) -> Iterator[Line]:
    for position in person.positions:
        yield ("works at" if position.current else "worked at", _job(position))
    yield from (("e-mail", email) for email in person.emails)
    yield from (("phone", phone) for phone in person.phones)
    if person.profile:
        yield "LinkedIn", person.profile
    if person.connected_on:
        yield "connected on", f"{person.connected_on}"
    if person.ties.sent or person.ties.received:
        yield "messages", f"{person.ties.sent} sent, {person.ties.received} received"
    overlap = thought.outreach.overlaps.get(person.id)
    if overlap:
        yield "worked together", f"{overlap.employer}, {overlap.months} months ({overlap.evidence})"
    if person.as_of:
        yield "data as of", f"{person.as_of}"


def _job(position: Position) -> str:
    span = " to ".join(str(day) for day in (position.started, position.ended) if day)
    text = ", ".join(part for part in (position.title, position.employer) if part)
    return f"{text} ({span})" if span else text


def _listed(thought: Thought, person: Person, row: OutreachRow | None) -> Iterator[Line]:
    names = {target.id: target.name for target in thought.world.targets}
    if row is None:
        yield "not listed", thought.outreach.off_list.get(person.id, "no path to any of your targets")
        return
    yield "rank", f"{row.rank}"
    yield "target", names.get(row.target_id, "")
    yield "path", f"{row.path.kind} ({row.evidence}): {row.path.reason}" if row.path.reason else f"{row.path.kind}"
    yield "why", row.why
    yield "ask", row.ask
    if row.also_useful_for:
        yield "also useful for", ", ".join(names.get(one, "") for one in row.also_useful_for)
    if row.suggested_next:
        yield "next", f"{row.suggested_next} {row.suggested_date or ''}".strip()


def _story(thought: Thought, person: Person, row: OutreachRow | None) -> tuple[Line, ...]:
    log = [line for line in thought.world.log if line.person_id == person.id]
    known = thought.entered.memory.rows.get(person.id)
    entry = entry_of(thought.world, person.id)
    return story(person, entry, log, thought.world.targets, row, known.since if known else None)


def _parts(score: Score) -> Iterator[Line]:
    for label, value in (
        ("path", score.path),
        ("closeness", score.closeness),
        ("their role", score.role),
        ("shared history", score.evidence),
        ("timing", score.timing),
    ):
        yield label, f"{value:5.1f}"
    yield "motivation", f"x {score.motivation:.2f}"
    yield "posting", f"x {score.posting:.2f}"
    if not score.gate:
        yield "gate", "x 0: not to be contacted now"
    yield "total", f"{score.total:5.1f}"


def _records(cluster: Cluster) -> Iterator[Line]:
    for contact in cluster.contacts:
        yield contact.ref.source, _record(contact)


def _record(contact: Contact) -> str:
    parts = [contact.name.display, *(position.employer for position in contact.positions[:1])]
    return ", ".join(part for part in (*parts, *contact.emails, *contact.phones, contact.profile) if part)


def _joins(cluster: Cluster) -> Iterator[Line]:
    for join in cluster.joins:
        yield f"{join.left.source} = {join.right.source}", "; ".join(join_lines(join))
