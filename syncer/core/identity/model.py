"""The values of identity: pairs that may be one person, what people said about them, and who is who."""

from dataclasses import dataclass
from datetime import date
from math import inf

from syncer.core.model import Contact, Ref


@dataclass(frozen=True, slots=True)
class Clue:
    """One comparison of a pair: what was compared, the two values, and its match weight in bits (log2)."""

    what: str
    left: str
    right: str
    weight: float
    about: str = ""
    """The comparison it answers: ``name``, ``email``, ``phone``, ``employer`` ..."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts (by index, left < right) that may be one person. ``weight``: total match weight in bits."""

    left: int
    right: int
    weight: float
    probability: float
    clues: tuple[Clue, ...] = ()
    namesakes: float = inf
    """Both have the same full name and nothing speaks against them: how many others of that name to expect here."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person said that two records are, or are not, the same human. Kept for ever, outranks every score."""

    left: Ref
    right: Ref
    same: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A person id from the memory: the records behind it and the day it was made (elder ids survive merges)."""

    id: str
    refs: tuple[Ref, ...]
    since: date


@dataclass(frozen=True, slots=True)
class Join:
    """Why two records stand in one cluster, for ``explain``. A judgement has no clues and weight infinity."""

    left: Ref
    right: Ref
    weight: float
    clues: tuple[Clue, ...] = ()
    namesakes: float = inf
    """Joined by a rare name alone: how many others of that name were to be expected."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contacts of one human under a stable id. ``absorbed``: younger ids that now belong to this one."""

    id: str
    contacts: tuple[Contact, ...]
    absorbed: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two clusters that may be one human, below the merge line: a question for Review. ``reason`` in words."""

    left_id: str
    right_id: str
    left: Ref
    right: Ref
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Identified:
    """Who is who: clusters in a fixed order, and open suggestions, strongest first."""

    clusters: tuple[Cluster, ...]
    suggestions: tuple[Suggestion, ...]
