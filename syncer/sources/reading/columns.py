"""Which column is which: header texts compared without spelling differences, and the alias table all readers share."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from syncer.core.model import Place
from syncer.sources.reading.languages import MORE
from syncer.sources.reading.refusal import listing, refuse

_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=4_096)
def header_key(text: str) -> str:
    """A header cell for comparison: no case, accents, punctuation, doubled spaces; ``E-Mail`` is ``email``."""
    plain = unicodedata.normalize("NFKD", text.replace("\ufeff", "")).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return _PUNCTUATION.sub(" ", _HYPHEN.sub("", plain)).strip()


_ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "contact", "contact name", "person"),
    "first": ("first name", "given name", "first", "firstname", "Vorname", "prénom", "nombre", "nome", "voornaam"),
    "last": (
        *("last name", "surname", "family name", "last", "lastname", "Nachname", "nom", "apellido", "apellidos"),
        *("sobrenome", "cognome", "achternaam"),
    ),
    "company": (
        *("company", "current company", "company name", "employer", "firm", "organization", "organisation", "org"),
        *(
            "where they work",
            "account name",
            "associated company",
            "primary company",
            "Unternehmen",
            "Firma",
            "entreprise",
            "société",
            "empresa",
            "azienda",
            "bedrijf",
        ),
    ),
    "title": (
        *("job title", "position", "current position", "title", "role", "headline", "cargo", "poste", "Funktion"),
        *("functie", "posizione", "posición", "puesto"),
    ),
    "email": (
        *("email address", "email", "e-mail 1 - value", "mail", "E-Mail-Adresse", "adresse e-mail", "courriel"),
        *("correo electrónico", "dirección de correo electrónico", "endereço de e-mail", "e-mailadres"),
        *("indirizzo e-mail",),
    ),
    "phone": ("phone", "phone number", "mobile", "mobile phone", "telephone", "tel", "Telefon", "téléphone", "cell"),
    "linkedin": ("linkedin", "linkedin url", "linkedin profile", "profile url", "url", "profile"),
    "last contact": (
        *("last contact", "last contacted", "last spoke", "last touch", "last email", "last talked", "last met"),
        *("last spoken", "last call", "last conversation", "last seen", "last saw"),
    ),
    "strength": (
        *("relationship", "strength", "relationship strength", "closeness", "how well i know", "how well i know them"),
        *("warmth", "tier", "a/b/c", "abc", "know them", "priority"),
    ),
    "how met": ("how we met", "how met", "how found", "met at", "context", "source", "connection"),
    "referrer": ("referred by", "mutual connection", "introduced by", "intro from"),
    "former company": (
        *("former company", "former employer", "previous employer", "previous company", "past companies"),
        *("past company", "worked at", "ex"),
    ),
    "knows someone at": ("knows someone at", "knows people at"),
    "status": ("status",),
    "next action": ("next action",),
    "next date": ("next date", "next action date", "next follow-up", "next follow up"),
    "notes": ("notes", "note", "comments"),
    "tags": ("tags", "labels", "label", "tag"),
}
ALIASES: Mapping[str, tuple[str, ...]] = {field: names + MORE.get(field, ()) for field, names in _ALIASES.items()}
"""Field -> header texts, best first (input formats, section 9). ``title``, ``url`` and ``priority`` stand behind their
better neighbours: a title may be the honorific, a URL any site, a priority the company's."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field a reader wants and the header texts it goes by, best first."""

    key: str
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: the number of its (last) line, its cells as written, and their keys for comparison."""

    line: int
    cells: tuple[str, ...]
    keys: tuple[str, ...]

    def all(self, *names: str) -> tuple[int, ...]:
        """Positions of every column that goes by one of these names, in file order. Repeats are kept apart."""
        wanted = {header_key(name) for name in names}
        return tuple(position for position, key in enumerate(self.keys) if key in wanted)

    def repeated(self) -> list[str]:
        """Names of columns that stand more than once."""
        again = {key for key in self.keys if key and self.keys.count(key) > 1}
        return [
            cell
            for at, (cell, key) in enumerate(zip(self.cells, self.keys, strict=True))
            if key in again and key not in self.keys[:at]
        ]

    def places(self, columns: Iterable[Column]) -> dict[str, int]:
        """Where each column stands, by its best name. One that is not there is left out."""
        taken: dict[str, int] = {}
        for column in columns:
            position = self._best(column, set(taken.values()))
            if position is not None:
                taken[column.key] = position
        return taken

    def bind(self, columns: Sequence[Column], file: str) -> "Binding":
        """Finds each column by its best name. ``SourceError`` E-CSV-COLUMN if a required one is missing."""
        taken = self.places(columns)
        missing = [column.names[0] for column in columns if column.required and column.key not in taken]
        if missing:
            found = f"no column {' / '.join(missing)} among {listing(list(self.cells))}"
            raise refuse("E-CSV-COLUMN", Place(file, self.line), found, "Export the file again, or rename the column.")
        return Binding(taken)

    def _best(self, column: Column, taken: set[int]) -> int | None:
        for name in column.names:
            for position in self.all(name):
                if position not in taken:
                    return position
        return None


class Binding:
    """Which position each field was found at. ``row`` turns cells into a mapping by field; a missing one is absent."""

    def __init__(self, positions: Mapping[str, int]) -> None:
        self._keys = tuple(positions)
        places = list(positions.values())
        # Two places at least, because itemgetter of one gives no tuple; zip drops the one too many.
        self._pick = itemgetter(*places, *([0, 0] if len(places) < 2 else []))

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The fields of one row."""
        return dict(zip(self._keys, self._pick(cells), strict=False))

    def __contains__(self, key: str) -> bool:
        return key in self._keys


def known_fields(keys: Sequence[str]) -> set[str]:
    """Fields of the shared alias table that a line of header keys names."""
    return {field for field, names in _KEYS.items() if not names.isdisjoint(keys)}


_KEYS = {field: frozenset(header_key(name) for name in names) for field, names in ALIASES.items()}
_WRITTEN = frozenset(
    text
    for names in ALIASES.values()
    for name in names
    for text in (name, name.casefold(), name.capitalize(), name.title(), name.upper())
)
_DIGITS = 4
"""Digits that the name of a column may have (``Custom Field 12 - Value``); a phone number has more."""


def reads_like_header(cells: Sequence[str]) -> bool:
    """Whether a row of a table is a header once more: its first cell names a field, as do cells of two other fields,
    and it holds nobody's data."""
    if next(filter(None, cells), "").strip("\ufeff \t") not in _WRITTEN:
        return False
    named = known_fields([header_key(cell) for cell in cells])
    return len(named) > 2 and not any(map(_is_of_somebody, cells))


def _is_of_somebody(cell: str) -> bool:
    return "@" in cell or "://" in cell or sum(map(str.isdigit, cell)) > _DIGITS
