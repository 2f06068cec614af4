"""What an employer is, apart from targets: its canonical key, its size, and the firms it neighbours."""

from collections.abc import Iterator, Sequence

from syncer.core.employers import domains
from syncer.core.employers.directory import Directory, Standing
from syncer.core.employers.index import TargetIndex
from syncer.core.employers.knowledge import Knowledge
from syncer.core.employers.normalise import Cleaner, joined
from syncer.core.employers.parse import Parsed, Role, Segment
from syncer.core.employers.remainder import Kind, Remainder
from syncer.core.outreach import PathKind, Target
from syncer.core.remembered import remembered

_NO_EMPLOYER = frozenset({Role.RECRUITS, Role.SUPPLIES, Role.OWNER})
_Found = tuple[str, PathKind, str]


class Neighbours:
    """Looks employers up in the curated table. Results are cached."""

    def __init__(
        self,
        targets: Sequence[Target],
        knowledge: Knowledge,
        cleaner: Cleaner,
        rest: Remainder,
        directory: Directory,
        index: TargetIndex,
    ) -> None:
        self._targets, self._index = targets, index
        self._cleaner, self._rest, self._directory = cleaner, rest, directory
        self._links: dict[int, list[tuple[PathKind, int]]] = {}
        for link in knowledge.links:
            firm, of = (directory.by_key.get(cleaner.key(name)) for name in (link.firm, link.of))
            if firm and of:
                kind = PathKind.RECRUITER if link.kind == "recruiter" else PathKind.CLIENT
                self._links.setdefault(firm.organisation, []).append((kind, of.organisation))
        self._standing = remembered(self._standing_of)

    def key(self, parsed: Parsed) -> str:
        """The canonical key of the employer that a text names: the firm's own name where it is known."""
        piece = _employer(parsed)
        if piece is None:
            return ""
        standing = self._standing(piece.text)
        if standing.organisation < 0:
            return joined(self._without_places(self._cleaner.words(piece.text)))
        firm = self._directory.organisations[standing.organisation]
        name = firm.parts[standing.part].name if standing.part >= 0 else firm.name
        return self._cleaner.key(name)

    def size(self, parsed: Parsed) -> int | None:
        """Employees of the firm a text names; None for a part of one, and where unknown."""
        piece = _employer(parsed)
        standing = self._standing(piece.text) if piece else Standing()
        if standing.organisation < 0 or standing.part >= 0:
            return None
        return self._directory.organisations[standing.organisation].employees

    def of(self, parsed: Parsed, domain: str) -> Iterator[_Found]:
        """Targets that the employer neighbours: parent, sister firms, and links of the curated table."""
        piece = _employer(parsed)
        standing = self._standing(piece.text) if piece else Standing()
        shown = piece.text if piece else domain
        if standing.organisation < 0 and domain and not domains.is_personal(domain):
            standing = self._directory.by_domain.get(domains.registrable(domain), standing)
        if standing.organisation < 0 or standing.left:
            return
        for number, target in enumerate(self._targets):
            for kind, why in self._tie(standing, self._index.standings[number], target):
                yield target.id, kind, f'"{shown}" {why}'

    def _tie(self, own: Standing, theirs: Standing, target: Target) -> Iterator[tuple[PathKind, str]]:
        if theirs.organisation < 0 or theirs.left:
            return
        name = self._directory.organisations[own.organisation].name
        parents = self._directory.parents
        if own.organisation == theirs.organisation:
            if own.part < 0 <= theirs.part:
                yield PathKind.RELATED, f"is the parent of {target.name}"
            elif 0 <= own.part != theirs.part >= 0:
                yield PathKind.RELATED, f"belongs to {name}, as {target.name} does"
        elif parents.get(theirs.organisation) == own.organisation:
            yield PathKind.RELATED, f"is the parent of {target.name}"
        elif parents.get(own.organisation) == theirs.organisation:
            yield PathKind.RELATED, f"belongs to {target.name}"
        elif own.organisation in parents and parents.get(own.organisation) == parents.get(theirs.organisation):
            yield PathKind.RELATED, f"has the same parent as {target.name}"
        for kind, of in self._links.get(own.organisation, ()):
            if of == theirs.organisation:
                word = "recruits for" if kind is PathKind.RECRUITER else "is a client of"
                yield kind, f"{word} {target.name}"

    def _standing_of(self, text: str) -> Standing:
        """The firm of the curated table that a piece names: whole, or with only places and units after its name."""
        words = self._cleaner.words(text)
        found = self._directory.by_key.get(joined(words))
        if found is not None or joined(words) in self._directory.not_it:
            return found or Standing()
        for stop in range(len(words) - 1, 0, -1):
            found = self._directory.by_key.get(joined(words[:stop]))
            if found is not None and len(joined(words[:stop])) >= 2:
                allowed = frozenset(self._directory.organisations[found.organisation].fields)
                return found if self._rest.worst(words[stop:], allowed) is Kind.SAFE else Standing()
        return Standing()

    def _without_places(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Initech Germany is Initech; a name of places alone stays."""
        for stop in range(1, len(words)):
            if self._rest.only_places(words[stop:]) and not self._rest.only_places(words[:stop]):
                return words[:stop]
        return words


def _employer(parsed: Parsed) -> Segment | None:
    """The piece that names the employer: said first, then current ones, then former ones, agencies last."""
    pieces = [piece for piece in parsed.segments if piece.role not in _NO_EMPLOYER and not piece.affiliated]
    order = (Role.CURRENT, Role.FORMER, Role.AGENCY)
    return min(pieces, key=lambda piece: (order.index(piece.role), not piece.said), default=None)
