"""Dates in the shapes each file is known to use, and no others. Nothing is guessed and nothing is filled in from today.

A reader names the shapes of its column; a text in no named shape is no date (``None``), and the caller says so. The
shapes per file are section 10 of the input formats. Years of two digits are 1970 to 2069.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from syncer.core.model import PartialDate

Parts = tuple[int, int, int]
"""Year, month, day; 0 is unknown."""

_MONTHS = """
1 jan january januar jän jänner janvier janv enero ene janeiro gennaio gen januari stycznia styczeń sty января янв ocak
2 feb february februar février févr fév febrero fevereiro fev febbraio februari lutego luty lut февраля фев şubat
3 mar march märz mär mrz mars marzo março maart mrt marts marca marzec марта мар mart
4 apr april avril avr abril abr aprile kwietnia kwiecień kwi апреля апр nisan
5 may mai mayo maio maggio mag mei maj maja мая май mayıs
6 jun june juni juin junio junho giugno giu czerwca czerwiec cze июня июн haziran
7 jul july juli juillet juil julio julho luglio lug lipca lipiec lip июля июл temmuz
8 aug august août aoû agosto ago augustus augusti sierpnia sierpień sie августа авг ağustos
9 sep sept september septembre septiembre setiembre setembro set settembre września wrzesień wrz сентября сен сент eylül
10 oct october oktober okt octobre octubre outubro out ottobre ott października październik paź октября окт ekim
11 nov november novembre noviembre novembro listopada listopad lis ноября ноя нояб kasım
12 dec december dezember dez décembre déc diciembre dic dezembro dicembre
12 desember des grudnia grudzień gru декабря дек aralık
"""
MONTHS: dict[str, int] = {
    name: int(line.split()[0]) for line in _MONTHS.strip().splitlines() for name in line.split()[1:]
}
"""Month names and abbreviations, casefolded: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish,
Danish, Norwegian, Polish, Russian, Turkish. No name stands for two months in any two of these languages."""

_TIME = r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[AaPp][Mm])?(?:\s?(?:UTC|GMT|Z|[+-]\d{2}:?\d{2}))?)?"
_WORD = r"([^\W\d_]{3,12})\.?"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One way of writing a date: what it looks like, and how its groups become year, month and day."""

    pattern: re.Pattern[str]
    read: Callable[[tuple[str, ...]], Parts | None]


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) >= 70 else 2000)


def _numbers(order: str) -> Callable[[tuple[str, ...]], Parts | None]:
    """Groups in the given order, such as "mdy"."""
    at = [order.index(part) for part in "ymd"]
    return lambda groups: (_year(groups[at[0]]), int(groups[at[1]]), int(groups[at[2]]))


def _named(order: str) -> Callable[[tuple[str, ...]], Parts | None]:
    """Groups in the given order, the month ("n") as a word; a missing day is 0."""

    def read(groups: tuple[str, ...]) -> Parts | None:
        found = dict(zip(order, groups, strict=True))
        month = MONTHS.get(found["n"].casefold())
        return (_year(found["y"]), month, int(found.get("d", 0))) if month else None

    return read


def _either(groups: tuple[str, ...]) -> Parts | None:
    """Day and month in unknown order: read only when one order alone gives a date."""
    first, second, year = int(groups[0]), int(groups[1]), _year(groups[2])
    if first > 12 >= second:
        return year, second, first
    if second > 12 >= first or first == second:
        return year, first, second
    return None


def _shape(pattern: str, read: Callable[[tuple[str, ...]], Parts | None]) -> Shape:
    return Shape(re.compile(pattern), read)


ISO = _shape(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}", _numbers("ymd"))
"""``2026-02-01``, ``2026-02-01 08:00:00 UTC``, ``2026/07/28 13:20:49 UTC``."""
DAY_MONTH_NAME = _shape(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?(?: de | of |[ -]){_WORD}(?: de |, |[ -])(\d{{4}}|\d{{2}})", _named("dny")
)
"""``08 Feb 2026``, ``7-Feb-22``, ``3 mars 2021``, ``3 de marzo de 2021``."""
MONTH_NAME_DAY = _shape(rf"{_WORD} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", _named("ndy"))
"""``Feb 8, 2026``."""
COUNTED = _shape(r"(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]", _numbers("ymd"))
"""``2026年2月8日``, ``2026년 2월 8일``."""
COMPACT = _shape(r"((?:19|20)\d{2})(\d{2})(\d{2})", _numbers("ymd"))
"""``20260208``: only for columns that hold nothing but dates."""
JAVA = _shape(rf"[A-Za-z]{{3}} {_WORD} (\d{{1,2}}) [\d:]{{5,8}} [A-Za-z]{{1,5}} (\d{{4}})", _named("ndy"))
"""``Wed Jun 24 12:43:42 UTC 2026``."""
US = _shape(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}}){_TIME}", _numbers("mdy"))
"""``1/29/26, 2:37 PM``, ``08/19/24``: only for files known to write the month first."""
DAY_FIRST = _shape(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}}){_TIME}", _numbers("dmy"))
"""``29.01.2026``: only for files known to write the day first."""
DOTTED = _shape(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}|\d{{2}}){_TIME}", _numbers("dmy"))
"""``29.01.2026``: dots are used day first."""
SLASHED = _shape(rf"(\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}|\d{{2}}){_TIME}", _either)
"""``15/01/2024`` and ``01/15/2024``, but not ``3/4/21``, which has two meanings."""
MONTH_YEAR = _shape(rf"{_WORD}[ -](?:de )?(\d{{4}})", _named("ny"))
"""``Jan 2024``."""
YEAR_MONTH = _shape(r"(\d{4})-(\d{1,2})", lambda groups: (int(groups[0]), int(groups[1]), 0))
"""``2012-09``."""
YEAR = _shape(r"(\d{4})", lambda groups: (int(groups[0]), 0, 0))
"""``2019``."""
NO_YEAR = _shape(r"--(\d{2})-?(\d{2})", lambda groups: (0, int(groups[0]), int(groups[1])))
"""``--05-14``: a birthday; the year stays 0."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
CONNECTED_ON = (DAY_MONTH_NAME, ISO, DOTTED, SLASHED, MONTH_NAME_DAY, COUNTED)
STAMPED = (ISO,)
INVITED = (US, ISO)
APPLIED = (US, ISO)
FOLLOWED = (JAVA, ISO)
TENURE = (MONTH_YEAR, YEAR, YEAR_MONTH, ISO, DAY_MONTH_NAME)
BIRTHDAY = (ISO, NO_YEAR, DAY_MONTH_NAME, SLASHED)
TYPED = (ISO, DAY_MONTH_NAME, MONTH_NAME_DAY, DOTTED, SLASHED, COUNTED, COMPACT)
"""What people type into a cell and that has one meaning."""


def parse_day(text: str, shapes: tuple[Shape, ...]) -> date | None:
    """The day, if the text has one of these shapes and names a day that exists; otherwise ``None``.

    ``None`` for a text that is not blank is worth a note: it was ambiguous (``3/4/21``) or unreadable, or of a year in
    which nobody here was alive or met anybody (another calendar, a slip of the pen).
    """
    parts = _parts(text.strip(), shapes)
    return date(*parts) if parts and all(parts) and _FIRST_YEAR <= parts[0] <= _LAST_YEAR else None


def parse_partial(text: str, shapes: tuple[Shape, ...]) -> PartialDate | None:
    """Like ``parse_day``, for dates of which the day, the month or (birthdays) the year may be missing."""
    parts = _parts(text.strip(), shapes)
    return PartialDate(*parts) if parts else None


@lru_cache(maxsize=32_768)
def _parts(text: str, shapes: tuple[Shape, ...]) -> Parts | None:
    for shape in shapes:
        found = shape.pattern.fullmatch(text)
        parts = shape.read(found.groups()) if found else None
        if parts and _exists(parts):
            return parts
    return None


def _exists(parts: Parts) -> bool:
    year, month, day = parts
    try:
        date(year or 2000, month or 1, day or 1)  # 2000 is a leap year: --02-29 is a birthday
    except ValueError:
        return False
    return True
