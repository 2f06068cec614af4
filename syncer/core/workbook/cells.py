"""What a cell means: comparing values as a spreadsheet keeps them, and reading what people type, generously.

A reader never guesses: what can be read two ways is not read, and the caller says so with the cell's place.
"""

import base64
import hashlib
import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from syncer.core.workbook.layout import GRADES, STATUSES
from syncer.core.workbook.state import CellError, Value

Plain = str | int | float
"""A value as memory keeps it: dates as ISO text, booleans as TRUE and FALSE, long text as a digest."""

LONGEST_TEXT = 2_000
"""Characters in a cell the service writes; Excel's own limit is 32,767, but nobody reads so much."""

_INLINE: Final = 80
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero janeiro gennaio januari",
            "feb february februar février fevrier febrero fevereiro febbraio februari",
            "mar march märz marz mars marzo março marco maart mär",
            "apr april avril abril aprile avr",
            "may mai mayo maio maggio mei",
            "jun june juni juin junio junho giugno",
            "jul july juli juillet julio julho luglio",
            "aug august août aout agosto augustus",
            "sep sept september septembre septiembre setembro settembre",
            "oct october oktober octobre octubre outubro ottobre okt",
            "nov november novembre noviembre novembro",
            "dec december dezember décembre decembre diciembre dezembro dicembre dez",
        ),
        1,
    )
    for name in names.split()
}
_NUMBER_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_YES: Final = frozenset(["yes", "y", "true", "x", "1", "ja", "oui", "si", "sí", "sim", "✓", "✔", "☑", "wahr", "vrai"])
_NO: Final = frozenset(["no", "n", "false", "0", "nein", "non", "não", "nao", "☐", "falsch", "faux", "-"]) | {""}
_STATUS_BY_FOLD: Final = {status.casefold(): status for status in STATUSES}


def digest(*parts: str, length: int = 10) -> str:
    """``length`` base32 characters of a hash of the parts: the same for the same parts, on every machine."""
    return base64.b32encode(hashlib.sha256("\x1f".join(parts).encode()).digest()).decode().lower()[:length]


def plain(value: Value, inline: int = _INLINE) -> Plain:
    """The value as memory keeps it; two cells hold the same when their plain values are equal.

    Text longer than ``inline`` characters becomes a digest: enough to see that it changed.
    """
    if isinstance(value, str):
        text = value.strip() if "\r" not in value else value.replace("\r\n", "\n").strip()
        return text if len(text) <= inline else f"sha256:{digest(text, length=24)}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() else value
    return value


def plain_cells(cells: Mapping[str, Value]) -> dict[str, Plain]:
    """The cells of a row that are not blank as memory keeps them; one in error as a blank, which memory never holds."""
    return {
        column: value.strip()
        if type(value) is str and len(value) <= _INLINE and "\r" not in value
        else _long_plain(value)
        for column, value in cells.items()
        if value != ""
    }


@lru_cache(maxsize=1 << 15, typed=True)
def _long_plain(value: Value) -> Plain:
    return "" if isinstance(value, CellError) else plain(value)


def same(left: Value, right: Value) -> bool:
    """Whether two cells hold the same."""
    return (left == right and type(left) is type(right)) or plain(left) == plain(right)


def clean(text: str) -> str:
    """Text fit for a cell: no control or direction characters, trimmed, cut at ``LONGEST_TEXT``."""
    text = (
        _CONTROL.sub("", text.replace("\r\n", "\n")).strip() if not text.isascii() or not text.isprintable() else text
    )
    text = text.strip()
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def fold(text: str) -> str:
    """Text for exact comparison by eye: case, spacing and width do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def text_of(value: Value) -> str:
    """The words of a cell; numbers and dates as a person would read them, errors as nothing."""
    if type(value) is str:
        return value.strip() if "\r" not in value else value.replace("\r\n", "\n").strip()
    return "" if isinstance(value, CellError) else str(plain(value, inline=1 << 30))


def several(value: Value) -> tuple[str, ...]:
    """The entries of a cell that holds several, separated by ``;`` or line breaks."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text_of(value)) if part.strip())


def read_date(value: Value) -> date | None:
    """A day, however typed, as long as it can be read in one way only; otherwise None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip().rstrip(".")
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", text):
        return _numeric_day(int(match[1]), int(match[3]), int(match[4]), dotted=match[2] == ".")
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[.\s-]*(?:de\s+)?([^\W\d]+)[.,\s-]*(?:de\s+)?(\d{4})", text):
        return _day(int(match[3]), _MONTHS.get(match[2].casefold(), 0), int(match[1]))
    if match := re.fullmatch(r"([^\W\d]+)[.\s]*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", text):
        return _day(int(match[3]), _MONTHS.get(match[1].casefold(), 0), int(match[2]))
    return None


def _numeric_day(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    # Dots are written day first wherever they are used; slashes only count when one side cannot be a month.
    if dotted or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_grade(value: Value) -> str | None:
    """A, B, C or "" (blank); None when the cell says something else."""
    text = text_of(value).strip().rstrip(".").upper()
    return text if text in GRADES or not text else None


def read_status(value: Value) -> str:
    """One of the statuses in its usual spelling; other words as typed, since people may have their own."""
    text = text_of(value).strip()
    return _STATUS_BY_FOLD.get(text.casefold(), text)


def read_yes(value: Value) -> bool | None:
    """Yes, no (blank too), or None for anything else."""
    text = text_of(value).strip().casefold()
    return True if text in _YES else False if text in _NO else None


def read_stars(value: Value) -> int | None:
    """1 to 5, also as ``4/5``, ``★★★★`` or ``four``; None when blank or anything else."""
    text = text_of(value).strip().casefold()
    if re.fullmatch(r"[1-5](\s*/\s*5)?", text):
        return int(text[0])
    if re.fullmatch(r"[★⭐*]{1,5}[☆]*", text):
        return sum(character in "★⭐*" for character in text)
    return _NUMBER_WORDS.get(text)


def read_count(value: Value) -> int | None:
    """A whole number above zero, thousands marks allowed (``5,000``, ``5 000``); None for anything else."""
    text = re.sub(r"(?<=\d)[,.'’\s\u202f](?=\d{3}(\D|$))", "", text_of(value).strip())
    number = int(text) if re.fullmatch(r"\d{1,9}", text) else 0
    return number or None
