"""What the words left over beside a known name say: the same firm, perhaps, or another one (rule 5)."""

from enum import IntEnum
from itertools import pairwise

from syncer.core.employers.vocabulary import Vocabulary

_LONGEST = 4
_GRAMMAR_TEXT = "of the and for in de du des la le der die das di da do del y und et e a an at on to by with"
_GRAMMAR = frozenset(_GRAMMAR_TEXT.split())


class Kind(IntEnum):
    """How much a left-over word takes away from a name, weakest first."""

    SAFE = 0
    """A place, unit or legal form: the same firm."""
    SOFT = 1
    """Technologies, Motors, a title: the same firm, unless its name is a plain word."""
    UNKNOWN = 2
    DOUBTFUL = 3
    """Bank, School, Foundation: perhaps another institution."""
    OTHER = 4
    """Two such words: Optical Clinic, City Schools; or the trade of a small firm: Apotheke."""


class Remainder:
    """Sorts left-over words by one vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._kinds: dict[tuple[str, ...], Kind] = {}
        for entries, kind in (
            (words.titles, Kind.SOFT),
            (words.soft, Kind.SOFT),
            (words.doubtful, Kind.DOUBTFUL),
            (words.crafts, Kind.OTHER),
            (words.places, Kind.SAFE),
            (words.units, Kind.SAFE),
            (words.legal_forms, Kind.SAFE),
        ):
            self._kinds.update({tuple(entry.split()): kind for entry in entries if entry})
        self._titles = words.titles
        self._surnames = words.surnames
        self._sectors = words.sectors
        self._places = frozenset(tuple(place.split()) for place in words.places)
        self._common = words.common_heads
        self._sites, self._streets, self._lands = words.sites, words.streets, words.lands

    def worst(self, words: tuple[str, ...], allowed: frozenset[str] = frozenset()) -> Kind:
        """The gravest kind among the words, longest phrases first. ``allowed``: words that are safe for this firm."""
        worst, at = Kind.SAFE, 0
        while at < len(words):
            size, kind = self._phrase(words[at : at + _LONGEST], allowed)
            again = kind is Kind.DOUBTFUL and worst >= Kind.DOUBTFUL
            worst, at = Kind.OTHER if again else max(worst, kind), at + size
        return worst

    def only_titles(self, words: tuple[str, ...]) -> bool:
        """Whether the words say what the person does: "senior pm"."""
        return all(word in self._titles or word in _GRAMMAR for word in words)

    def any_surname(self, words: tuple[str, ...]) -> bool:
        """Whether a word of unknown kind is a family name: "Gonzalez & Asociados"."""
        return any(word in self._surnames and (word,) not in self._kinds for word in words)

    def any_sector(self, words: tuple[str, ...], allowed: frozenset[str]) -> bool:
        """Whether a word is a line of business that is not the firm's own: "Unity Health"."""
        return any(word in self._sectors and word not in allowed for word in words)

    def any_in(self, words: tuple[str, ...], entries: frozenset[str]) -> bool:
        """Whether any of the words, or two in a row, stand in a list."""
        return any(word in entries for word in words) or any(" ".join(pair) in entries for pair in pairwise(words))

    def only_places(self, words: tuple[str, ...]) -> bool:
        """Whether the words are places alone, at least one."""
        at = 0
        while at < len(words):
            size = next((n for n in range(_LONGEST, 0, -1) if words[at : at + n] in self._places), 0)
            if not size and words[at] not in _GRAMMAR:
                return False
            at += size or 1
        return bool(words)

    def of_a_town(self, words: tuple[str, ...]) -> bool:
        """Whether the words are "of" and a place that is no country: a dealer's or a chapter's."""
        return words[:1] == ("of",) and " ".join(words[1:]) not in self._lands and self.only_places(words)

    def at_a_site(self, words: tuple[str, ...], allowed: frozenset[str]) -> bool:
        """Whether the words name one place of many where people work: "store covent garden", "regent street".

        What stands after a kind of site, or before a kind of street, must hold a name: store fixtures are a trade.
        """
        at = next((at for at, word in enumerate(words) if word in self._sites), None)
        if at is not None and self.worst(words[:at], allowed) is Kind.SAFE:
            return self._is_a_spot(words[at + 1 :], allowed)
        return len(words) > 1 and words[-1] in self._streets and self._is_a_spot(words[:-1], allowed)

    def _is_a_spot(self, words: tuple[str, ...], allowed: frozenset[str]) -> bool:
        named = any(word not in self._common and not word.isdigit() for word in words)
        return named and len(words) <= _LONGEST - 1 and self.worst(words, allowed) <= Kind.UNKNOWN

    def _phrase(self, words: tuple[str, ...], allowed: frozenset[str]) -> tuple[int, Kind]:
        for size in range(len(words), 0, -1):
            phrase = words[:size]
            if " ".join(phrase) in allowed:
                return size, Kind.SAFE
            kind = self._kinds.get(phrase)
            if kind is not None:
                return size, kind
        if words[0] in _GRAMMAR or any(letter.isdigit() for letter in words[0]):
            return 1, Kind.SAFE  # numbers and codes of sites: LAX9
        return 1, Kind.UNKNOWN
