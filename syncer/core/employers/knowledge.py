"""What is known about employers, as values: firms, what belongs to them, and the names of everybody else."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from syncer.core.employers.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """A brand or subsidiary. ``until``: the year it left the group (0: it belongs to it)."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    until: int = 0


@dataclass(frozen=True, slots=True)
class Organisation:
    """A large employer. Names are as people write them; ``employees`` is a round figure or None.

    ``review_only``: names that only raise a question. ``safe``: names under five letters that act alone.
    ``fields``: words of its line of business ("energy"), which after its name change nothing.
    ``not_it``: names of firms that look like it and are not.
    """

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    parent: str = ""
    employees: int | None = None
    safe: tuple[str, ...] = ()
    review_only: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    not_it: tuple[str, ...] = ()
    review_domains: tuple[str, ...] = ()
    """Domains that only raise a question."""


@dataclass(frozen=True, slots=True)
class Link:
    """That one firm recruits for, or is a client of, another. ``kind``: "recruiter" or "client"."""

    firm: str
    kind: str
    of: str


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All of it; compared by identity.

    ``known``: keys of organisations from open lists -> their group; one group is one organisation.

    ``group_names``: group -> names that mean it, for targets not in ``organisations``.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    organisations: tuple[Organisation, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    group_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    universities: frozenset[str] = frozenset()
    """Keys of universities: no name inside one is looked at."""
    links: tuple[Link, ...] = ()
    universities_in_order: tuple[str, ...] = ()
    """The same keys sorted, to look one up by its beginning."""

    def begins_university(self, key: str) -> bool:
        """Whether a longer name of a university begins with this key, or is it."""
        at = bisect_left(self.universities_in_order, key)
        return at < len(self.universities_in_order) and self.universities_in_order[at].startswith(key)
