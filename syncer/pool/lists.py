"""Each member's own list, by the rules of the personal run, over their own book alone.

What another member knows of a person never enters somebody's list this way: only ``bridges`` cross from book to book.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from syncer.core.candidates import World
from syncer.core.model import Grade, Person
from syncer.core.outreach import Path, PathKind, Tier
from syncer.core.paths import Hints, Remembering, find_paths
from syncer.core.people import assemble
from syncer.core.priority import DIRECT, closeness_points, path_points
from syncer.core.ranking import rank
from syncer.core.tuning import DEFAULTS
from syncer.pool.books import Book, books
from syncer.pool.members import Targets, asked_about, employers_of
from syncer.pool.rows import Row, as_batch, schema

if TYPE_CHECKING:
    import pyarrow as pa

TOLD = 200
"""People that one member knows at one company and that others' books are compared with; more are only counted."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody whom a member knows in a company, as one text: id (18 signs), n or b for now or before, name."""

    person: str
    now: bool
    name: str

    @classmethod
    def parse(cls, text: str) -> "Inside":
        """From ``str``."""
        return cls(text[:18], text[18] == "n", text[19:])

    def __str__(self) -> str:
        return f"{self.person}{'n' if self.now else 'b'}{self.name}"


def listed(batch: "pa.RecordBatch", targets: Targets, today: date, most: int) -> "pa.RecordBatch":
    """Of whole books: each member's best ``most`` people for their targets, and whom who shares knows in any target."""
    made: list[Row] = []
    for book in books(batch):
        employers = employers_of(targets.shared) if book.shares else asked_about(book.wanted)
        made += _of_one(book, employers, today, most)
    return as_batch(made, listed_schema())


def listed_schema() -> "pa.Schema":
    """The columns of ``listed``: kind "direct" (a person to ask) or "inside" (people known in a company)."""
    import pyarrow as pa

    plain = schema(
        "kind owner target:int person_id name score:float how evidence why ask now:int before:int strength:float"
    )
    return plain.append(pa.field("insiders", pa.list_(pa.string())))


def _of_one(book: Book, employers: Remembering, today: date, most: int) -> Iterator[Row]:
    people = assemble(book.clusters, {}, {}, today, employers.key).people
    grades: dict[str, Grade] = {id: one.said.grade for id, one in people.items() if one.said.grade}
    paths = find_paths(people, Hints({}, grades), employers, today).paths
    mine = {target.id for target in book.wanted}
    led = {id: people[id] for id, ways in paths.items() if any(path.target_id in mine for path in ways)}
    tuning = replace(DEFAULTS, max_rows=most)
    outreach = rank(World(today, book.me, led, book.wanted, {}, (), tuning, employers))
    for row in outreach.rows[:most]:
        yield _direct(book.owner, led[row.person_id].name, row)
    if book.shares:  # who shares nothing opens nothing for others
        yield from _insides(book, people, paths.values(), today)


def _direct(owner: str, name: str, row: Any) -> Row:
    return {
        "kind": "direct",
        "owner": owner,
        "target": int(row.target_id),
        "person_id": row.person_id,
        "name": name,
        "score": round(row.score.total, 3),
        "how": row.path.kind.value,
        "evidence": row.evidence.value,
        "why": row.why,
        "ask": row.ask,
    }


def _insides(book: Book, people: Mapping[str, Person], paths: Iterable[Sequence[Path]], today: date) -> Iterator[Row]:
    """For each company of the pool: how many people this member knows there, and the closest of them."""
    found: dict[str, list[tuple[float, Inside]]] = {}
    for path in (path for ways in paths for path in ways):
        if path.kind in DIRECT and path.tier is not Tier.REVIEW:
            person = people[path.person_id]
            strength = path_points(path, today) + closeness_points(path.kind, person.said.grade, "")
            inside = Inside(book.known_as[person.id], path.kind is PathKind.NOW, person.name)
            found.setdefault(path.target_id, []).append((strength, inside))
    for target in sorted(found):
        known = sorted(found[target], key=lambda one: (-one[0], one[1].person))
        yield {
            "kind": "inside",
            "owner": book.owner,
            "target": int(target),
            "now": sum(one.now for _, one in known),
            "before": sum(not one.now for _, one in known),
            "strength": round(known[0][0], 3),
            "insiders": [str(one) for _, one in known[:TOLD]],
        }
