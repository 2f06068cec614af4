"""What a person wrote about a contact, from the fields of a sheet or the custom fields of an address book.

What cannot be read as what its column says (a date like "last week", a closeness like "from the pool") is kept word
for word in the notes: nothing that a person wrote is lost.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from syncer.core.model import Grade, Said
from syncer.core.normalise.dates import TYPED, parse_day
from syncer.sources.closeness import grade_of
from syncer.sources.reading.columns import ALIASES, header_key

_LIST = re.compile(
    r"\s*(?:[;\n|]|,(?!\s*(?:inc|llc|ltd|limited|corp|co|gmbh|plc|s\.?a|ag|llp|n\.?v|b\.?v)\b\.?))\s*", re.I
)
_TOLD = ("strength", "how met", "knows someone at", "referrer", "former company", "last contact")
_FIELD_OF = {header_key(name): field for field in _TOLD for name in ALIASES[field]} | {"referredby": "referrer"}
_LABEL_LIST = re.compile(r"\s*[;,|\n]\s*")


def said_of(fields: Mapping[str, str], scale: int = 5, labels: Sequence[str] = (), *, ranks: bool = False) -> Said:
    """``fields`` by the names of the shared alias table; ``scale`` and ``ranks`` as in ``closeness.grade_of``."""
    notes = [text for text in (fields.get("notes", ""),) if text]
    return Said(
        grade=_grade(fields.get("strength", ""), scale, notes, ranks=ranks),
        how_met=fields.get("how met", ""),
        knows_someone_at=listed(fields.get("knows someone at", "")),
        introduced_by=fields.get("referrer", ""),
        past_employers=listed(fields.get("former company", "")),
        last_contact=_day(fields.get("last contact", ""), "Last contact", notes),
        status=fields.get("status", ""),
        next_action=fields.get("next action", ""),
        next_date=_day(fields.get("next date", ""), "Next date", notes),
        notes="\n".join(notes),
        labels=tuple(dict.fromkeys((*labels, *_labels(fields.get("tags", ""))))),
    )


def field_of(label: str) -> str:
    """The field that a label of somebody's own (a custom field, a relation) stands for, or ``""``."""
    return _FIELD_OF.get(header_key(label), "")


def listed(text: str) -> tuple[str, ...]:
    """Companies of a cell: between semicolons, bars, lines, or commas that open no legal form."""
    return tuple(dict.fromkeys(part for part in _LIST.split(text.strip()) if part)) if text else ()


def _labels(text: str) -> list[str]:
    return [part for part in _LABEL_LIST.split(text) if part] if text else []


def _grade(text: str, scale: int, notes: list[str], *, ranks: bool) -> Grade:
    grade = grade_of(text, scale, ranks=ranks)
    if grade is None:
        notes.append(f"Closeness: {text}")
    return grade or ""


def _day(text: str, what: str, notes: list[str]) -> date | None:
    day = parse_day(text, TYPED) if text else None
    if text and not day:
        notes.append(f"{what}: {text}")
    return day
