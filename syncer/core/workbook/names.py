"""Finds the person or target that people mean when they type a name or an id into a cell."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from syncer.core.normalise.letters import unaccented
from syncer.core.outreach import Target
from syncer.core.workbook.cells import fold


class Directory:
    """Names and ids as they stand in the workbook; a name that several share is nobody's.

    ``people``: (id, name) pairs. ``elders``: younger id -> the elder it was merged into: their rows are one person's,
    so a name that both bear is the elder's. Looked up rarely, so the index is made at the first question.
    """

    def __init__(
        self,
        people: Iterable[tuple[str, str]],
        targets: Iterable[Target] = (),
        elders: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._pairs, self._listed, self._elders = tuple(people), tuple(targets), elders

    def person(self, text: str) -> str:
        """The id of the one person with this id or exact name; ``""`` for nobody, or for several."""
        if not text.strip():
            return ""
        if text.strip() in self._ids:
            return text.strip()
        return self._only(self._people.get(fold(text), set()))

    def meant(self, text: str, by: str = "") -> str:
        """As ``person``; where nobody has exactly this name, the one person whose name is this without accents.

        ``by``: whose row says it. They may bear the same name and mean somebody else.
        """
        if not text.strip() or text.strip() in self._ids:
            return self.person(text)
        found = self._people.get(fold(text)) or self._unaccented.get(unaccented(text), set())
        return self._only(found - {by})

    def _only(self, found: set[str]) -> str:
        if len(found) > 1:
            found = found - {mark for mark in found if self._elders.get(mark) in found}
        return next(iter(found)) if len(found) == 1 else ""

    def target(self, text: str) -> str:
        """The id of the target with this id, name, alias or domain; ``""`` for none."""
        return self._targets.get(fold(text), "") if text.strip() else ""

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(person_id for person_id, _ in self._pairs)

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        return self._by(fold)

    @cached_property
    def _unaccented(self) -> dict[str, set[str]]:
        return self._by(unaccented)

    def _by(self, key: Callable[[str], str]) -> dict[str, set[str]]:
        by_name: dict[str, set[str]] = {}
        for person_id, name in self._pairs:
            if name and (known_as := key(name)):
                by_name.setdefault(known_as, set()).add(person_id)
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
