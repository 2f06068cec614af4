"""Finds the person or target that people mean when they type a name or an id into a cell."""

from collections.abc import Iterable
from functools import cached_property

from syncer.core.outreach import Target
from syncer.core.workbook.cells import fold


class Directory:
    """Names and ids as they stand in the workbook; a name that several share is nobody's.

    ``people``: (id, name) pairs. Looked up rarely, so the index is made at the first question.
    """

    def __init__(self, people: Iterable[tuple[str, str]], targets: Iterable[Target] = ()) -> None:
        self._pairs, self._listed = tuple(people), tuple(targets)

    def person(self, text: str) -> str:
        """The id of the one person with this id or exact name; ``""`` for nobody, or for several."""
        if not text.strip():
            return ""
        if text.strip() in self._ids:
            return text.strip()
        found = self._people.get(fold(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def target(self, text: str) -> str:
        """The id of the target with this id, name, alias or domain; ``""`` for none."""
        return self._targets.get(fold(text), "") if text.strip() else ""

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(person_id for person_id, _ in self._pairs)

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        by_name: dict[str, set[str]] = {}
        for person_id, name in self._pairs:
            if name:
                by_name.setdefault(fold(name), set()).add(person_id)
        return by_name

    @cached_property
    def _targets(self) -> dict[str, str]:
        # A company's own name goes before another's alias.
        found: dict[str, str] = {}
        keys = [(key, target.id) for target in self._listed for key in (target.id, target.name)]
        keys += [(key, target.id) for target in self._listed for key in (*target.aliases, target.domain)]
        for key, target_id in keys:
            if key:
                found.setdefault(fold(key), target_id)
        return found
