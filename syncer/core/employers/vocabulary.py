"""The words employer texts are made of, sorted by what they say. The lists live in ``syncer/data/words``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists. Latin entries stand as ``Cleaner.words`` leaves them, joined by one space; native ones verbatim."""

    legal_forms: frozenset[str] = frozenset()
    attached_forms: frozenset[str] = frozenset()
    """Legal forms written without a space before or after the name (株式会社, ООО)."""
    attached_places: frozenset[str] = frozenset()
    non_employers: frozenset[str] = frozenset()
    non_employers_native: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    """What somebody is, after a word that names no employer: "Independent Director"."""
    doubtful_company: frozenset[str] = frozenset()
    """Non-employers beside which another name is doubtful: "SAP Consultant - Freelance"."""
    titles: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    crafts: frozenset[str] = frozenset()
    """Trades of small firms: plumbing, Apotheke."""
    sites: frozenset[str] = frozenset()
    """Kinds of places of work, of which a firm has many: store, warehouse."""
    streets: frozenset[str] = frozenset()
    """What names of streets and malls end in."""
    lands: frozenset[str] = frozenset()
    """Countries and parts of the world, after "of": Ford of Britain."""
    sectors: frozenset[str] = frozenset()
    """Units and lines of business that any plain word is put before: health, media."""
    university_units: frozenset[str] = frozenset()
    common_heads: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    """Family names that many people bear."""
    places: frozenset[str] = frozenset()
    """Countries, states, cities, peoples: "mountain view", "deutschland", "german"."""


def vocabulary_from(lists: Mapping[str, str]) -> Vocabulary:
    """A vocabulary from comma-separated lists. ``KeyError`` names a list that does not exist."""
    known = {field.name for field in fields(Vocabulary)}
    unknown = sorted(set(lists) - known)
    if unknown:
        raise KeyError(", ".join(unknown))
    return Vocabulary(**{name: _entries(text) for name, text in lists.items()})


def _entries(text: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in text.split(",")) - {""}
