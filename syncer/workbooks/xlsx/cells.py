"""Cells as .xlsx holds them: A1 names, dates as numbers, text as XML. Values go in and come back exactly the same."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from syncer.core.sheet_extent import column
from syncer.core.workbook.state import CellError, Value
from syncer.errors import WorkbookError

LAST_ROW = 1_048_576
MAX_TEXT = 32_767
"""Characters (UTF-16 units) that a cell holds; what is longer is cut silently by Excel, so it is refused here."""

SURELY_SHORT = MAX_TEXT // 2
"""So many characters fit whatever they are."""

_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FIRST_1900 = date(1900, 3, 1)
"""Before this day Excel counts a 29 February 1900 that never was; such dates are written as text."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r", "'")


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """Column 1 is ``A``, 27 is ``AA``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


column_number = lru_cache(maxsize=20_000)(column)


def formula_like(value: Value) -> bool:
    """Whether a spreadsheet program would take this text for a formula if somebody pressed Enter on it."""
    return isinstance(value, str) and value.startswith(_FORMULA_LIKE)


def to_serial(day: date, date1904: bool) -> int | None:
    """The number that stands for a day, or None where the calendar of .xlsx does not reach."""
    if date1904:
        return (day - _EPOCH_1904).days if day >= _EPOCH_1904 else None
    return (day - _EPOCH_1900).days if day >= _FIRST_1900 else None


def from_serial(number: float, date1904: bool) -> date | None:
    """The day that a number in a date column stands for; None where it can be no day of a person's life."""
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    if not 1 <= number < 2_958_466:
        return None
    return epoch + timedelta(days=int(number))


def text_xml(text: str) -> str:
    """Text escaped for XML, with the characters that XML cannot hold written the way Excel writes them."""
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    if not text.isprintable():
        text = _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def refuse_long(text: str, where: str) -> None:
    """``WorkbookError`` if a cell cannot hold the text. ``where`` names tab and column, never the text."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise WorkbookError(
            f"{where}: a text of {len(text):,} characters does not fit into a cell, which holds {MAX_TEXT:,}. "
            "Shorten it in the source it comes from; nothing was written.",
            code="E-CELL-LONG",
        )


def cell_xml(ref: str, style: str, value: Value, date1904: bool = False) -> str:
    """The ``<c>`` element of a value; text is inline, so shared strings of the file stay as they are."""
    mark = f'<c r="{ref}" s="{style}"' if style not in ("", "0") else f'<c r="{ref}"'
    if isinstance(value, bool):
        return f'{mark} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{mark}><v>{value!r}</v></c>"
    if isinstance(value, date):
        serial = to_serial(value, date1904)
        if serial is not None:
            return f"{mark}><v>{serial}</v></c>"
        value = value.isoformat()
    if not value:
        return mark + "/>"
    space = ' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else ""
    return f'{mark} t="inlineStr"><is><t{space}>{text_xml(value)}</t></is></c>'


def as_value(raw: object, kind: str, date1904: bool) -> Value:
    """A value as the fast reader gives it, as the state holds it: whole numbers as int, dates without a time."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, float | int):
        if kind == "date":
            day = from_serial(raw, date1904)
            if day is not None:
                return day
        return int(raw) if raw == int(raw) else raw
    if kind == "number" and isinstance(raw, date | time | timedelta):
        # A number that somebody gave the look of a date is still that number: a format is nothing that was typed.
        number = _as_number(raw, date1904)
        return int(number) if number == int(number) else number
    if isinstance(raw, datetime):
        plain = kind == "date" or raw.time() == time()
        return raw.date() if plain else raw.isoformat(sep=" ", timespec="minutes")
    if isinstance(raw, date):
        return raw
    return str(raw)


def _as_number(raw: date | time | timedelta, date1904: bool) -> float:
    """The number that the fast reader took for a moment or a span of time."""
    if isinstance(raw, timedelta):
        return raw / timedelta(days=1)
    if isinstance(raw, time):
        return timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second) / timedelta(days=1)
    day = raw.date() if isinstance(raw, datetime) else raw
    days = (day - (_EPOCH_1904 if date1904 else _EPOCH_1900)).days
    if not date1904 and day < _FIRST_1900:
        days -= 1  # the 29 February 1900 that never was
    return days + (_as_number(raw.time(), date1904) if isinstance(raw, datetime) else 0)


def same(left: Value, right: Value) -> bool:
    """Whether two cell values are the same to a person: ``1`` and ``1.0`` are, ``1`` and ``TRUE`` are not."""
    if isinstance(left, bool) is not isinstance(right, bool) or isinstance(left, CellError) is not isinstance(
        right, CellError
    ):
        return False
    return left == right
