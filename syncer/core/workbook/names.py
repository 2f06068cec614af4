"""Finds the person or target that people mean when they type a name or an id into a cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from syncer.core.outreach import Target
from syncer.core.workbook.cells import fold


@dataclass(frozen=True, slots=True)
class Directory:
    """Names and ids as they stand in the workbook; a name that several share is nobody's."""

    people: Mapping[str, frozenset[str]]
    targets: Mapping[str, str]
    ids: frozenset[str]

    def person(self, text: str) -> str:
        """The id of the one person with this id or exact name; ``""`` for nobody, or for several."""
        if text.strip() in self.ids:
            return text.strip()
        found = self.people.get(fold(text), frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    def target(self, text: str) -> str:
        """The id of the target with this id, name, alias or domain; ``""`` for none."""
        return self.targets.get(fold(text), "")


def directory(people: Iterable[tuple[str, str]], targets: Iterable[Target]) -> Directory:
    """A directory of (id, name) pairs and targets. A company's own name goes before another's alias."""
    by_name: dict[str, set[str]] = {}
    ids = set()
    for person_id, name in people:
        ids.add(person_id)
        if name:
            by_name.setdefault(fold(name), set()).add(person_id)
    return Directory({name: frozenset(found) for name, found in by_name.items()}, _targets(targets), frozenset(ids))


def _targets(targets: Iterable[Target]) -> dict[str, str]:
    listed = list(targets)
    found: dict[str, str] = {}
    keys = [(key, target.id) for target in listed for key in (target.id, target.name)]
    keys += [(key, target.id) for target in listed for key in (*target.aliases, target.domain)]
    for key, target_id in keys:
        if key:
            found.setdefault(fold(key), target_id)
    return found
