"""Which column of a hand-made sheet is which: the shared alias table, and what people call things in sheets only."""

import re
from collections.abc import Iterable, Mapping, Sequence

from syncer.sources.reading.columns import ALIASES, Header, header_key

_MORE: Mapping[str, tuple[str, ...]] = {
    "name": ("names", "who", "naam", "contact person", "ansprechpartner", "nom complet", "nombre completo"),
    "middle": ("middle name",),
    "nickname": ("nickname", "goes by", "known as", "spitzname", "surnom"),
    "company": ("company / school / employer", "company/school", "workplace", "works at", "current employer"),
    "title": ("what they do", "occupation", "job", "profession", "beruf", "métier"),
    "last contact": ("date & form of last contact", "date of last contact", "last contact date", "letzter kontakt"),
    "strength": (
        *("how well do i know them", "how well do you know them", "how close", "grade", "contact strength", "rating"),
        *("how well known", "connection strength", "nähe", "how well", "grades", "how close are we"),
        *("wie gut", "wie gut bekannt", "wie gut kenne ich sie"),
    ),
    "how met": (
        *("description of initial meeting", "how i know them", "how do i know them", "where we met", "woher"),
        *("know from", "known from", "how do we know each other", "connection to me"),
    ),
    "referrer": ("introduction from", "referral", "referrer"),
    "knows someone at": (
        *("knows someone at", "knows people at", "can introduce me to", "who do they know", "connected to", "network"),
        *("knows someone who works at", "contacts at", "could introduce me at"),
    ),
    "former company": (
        *("former employers", "past employers", "previous companies", "previously at", "former companies"),
        *("colleague from", "excolleague from", "former colleague from", "worked together at", "worked with at"),
        *("we worked together at", "worked with them at", "used to work at"),
    ),
    "status": ("outreach status",),
    "next action": ("next step", "next steps", "to do"),
    "next date": ("follow-up date", "follow up", "next contact"),
    "notes": (
        "details of conversation",
        "details",
        "remarks",
        "comment",
        "notizen",
        "bemerkungen",
        "remarques",
        "notas",
    ),
    "tags": ("category", "group", "groups", "type", "kategorie"),
    "city": ("city", "location", "town", "where they live", "stadt", "ort", "ville", "ciudad"),
    "birthday": ("birthday", "date of birth", "birth date", "geburtstag"),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    field: ALIASES.get(field, ()) + _MORE.get(field, ()) for field in (*ALIASES, *(set(_MORE) - set(ALIASES)))
}
_KEYS = {field: tuple(header_key(name) for name in names) for field, names in NAMES.items()}
_KNOWN = frozenset(key for keys in _KEYS.values() for key in keys)
_EMAILS = re.compile(r"(?:\w+ )?e?mail(?: address)?(?: \d)?(?: value)?\Z")
_PHONES = re.compile(r"(?:\w+ )?(?:tele)?(?:phone|cell|mobile|tel|telefon|handy)(?: number| phone)?(?: \d)?\Z")
_BRACKETED = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_LETTER = re.compile(r"[ABCabc]\s?[+\-?]*\Z")
_LETTERS_AT_LEAST = 3
_INDEX = frozenset(("", "no", "nr", "id", "n", "number", "row", "index"))
_RANKS = frozenset(("tier", "priority"))

LAMP = frozenset(("employer list", "target company", "target companies", "target employer", "target employers"))
LAMP_SIGNS = frozenset(("motivation", "advocacy", "alumni", "posting"))


def is_people(keys: Sequence[str]) -> bool:
    """Whether a line of header keys heads a table of people: a name, or both its halves, and another field."""
    fields = {field for field, names in _KEYS.items() if not set(names).isdisjoint(keys)}
    named = "name" in fields or {"first", "last"} <= fields
    return named and len(fields - {"name", "first", "last", "middle"}) > 0


def is_targets(keys: Sequence[str]) -> bool:
    """Whether it heads a list of employers to work for (LAMP), and not of people."""
    present = set(keys)
    named = bool(present & LAMP) or bool(
        present.intersection(_KEYS["company"]) and not present & {"name", "first name"}
    )
    return (named and bool(present & LAMP_SIGNS)) or bool(present & {"employer list"})


def is_header(keys: Sequence[str]) -> bool:
    """Whether a line is a header that this source can read."""
    return is_people(keys) or is_targets(keys)


class Fields:
    """Where each field of a sheet stands.

    ``rows``: the cells below the header. A column of A, B and C is how well somebody knows people whatever stands
    above it, where no other column says so: nobody writes one letter of three beside names for another reason.
    """

    def __init__(self, header: Header, rows: Iterable[Sequence[str]] = ()) -> None:
        self.cells = header.cells
        self.at = _bound(_without_brackets(header))
        if "strength" not in self.at and (letters := _letters(self.at.values(), len(header.keys), rows)) is not None:
            self.at["strength"] = letters
        taken = set(self.at.values())
        free = [position for position in range(len(header.keys)) if position not in taken]
        self.emails = self._with("email", [at for at in free if _EMAILS.match(header.keys[at])])
        self.phones = self._with("phone", [at for at in free if _PHONES.match(header.keys[at])])
        taken |= {*self.emails, *self.phones}
        self.index = tuple(at for at in free if header.keys[at] in _INDEX)
        self.other = tuple(at for at in free if at not in taken and header.keys[at] not in _INDEX)
        """Columns of no field: their cells go to the notes under their header."""
        self.ranks = "strength" in self.at and header.keys[self.at["strength"]] in _RANKS
        """Whether closeness counts tiers or priorities, 1 being the first."""

    def _with(self, field: str, more: list[int]) -> tuple[int, ...]:
        return (self.at[field], *more) if field in self.at else tuple(more)

    def of(self, cells: Sequence[str]) -> dict[str, str]:
        """The fields of a row that are not blank."""
        return {field: cells[at] for field, at in self.at.items() if cells[at]}


def _without_brackets(header: Header) -> tuple[str, ...]:
    """The keys; where nobody knows one, that of the header without what it has in brackets: ``How well (A/B/C)``."""
    return tuple(
        key if key in _KNOWN else header_key(_BRACKETED.sub(" ", cell)) or key
        for cell, key in zip(header.cells, header.keys, strict=True)
    )


def _letters(taken: Iterable[int], width: int, rows: Iterable[Sequence[str]]) -> int | None:
    """The only column of no field that holds nothing but A, B and C, three or more of them."""
    filled = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    free = set(range(width)) - set(taken)
    found = [
        at
        for at in sorted(free)
        if len(filled[at]) >= _LETTERS_AT_LEAST and all(_LETTER.match(cell) for cell in filled[at])
    ]
    return found[0] if len(found) == 1 else None


def _bound(keys: Sequence[str]) -> dict[str, int]:
    """Each field at the column of its best name; a column serves one field only."""
    found: dict[str, int] = {}
    ranked = sorted(
        (rank, order, field, name)
        for order, (field, names) in enumerate(_KEYS.items())
        for rank, name in enumerate(names)
        if name in keys
    )
    taken: set[int] = set()
    for _, _, field, name in ranked:
        position = next((at for at, key in enumerate(keys) if key == name and at not in taken), None)
        if field not in found and position is not None:
            found[field] = position
            taken.add(position)
    return found
