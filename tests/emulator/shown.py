"""How a cell looks: the text that ``formattedValue`` and FORMATTED_VALUE give."""

import re
from datetime import datetime, timedelta
from typing import Any

from tests.emulator.checking import plain
from tests.emulator.entered import DAY_ZERO
from tests.emulator.errors import NotEmulatedError
from tests.emulator.grid import Json

DATES = {"DATE", "TIME", "DATE_TIME"}
DEFAULT = {"DATE": "yyyy-mm-dd", "TIME": "h:mm:ss", "DATE_TIME": "yyyy-mm-dd h:mm:ss", "PERCENT": "0.00%"} | {
    "NUMBER": "#,##0.00",
    "CURRENCY": "$#,##0.00",
    "SCIENTIFIC": "0.00E+00",
    "TEXT": "@",
}
TOKEN = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|am/pm|\"[^\"]*\"|.", re.IGNORECASE)
FIXED = re.compile(r"(?P<before>[^0#,.]*)(?P<whole>[#,]*0+)(?P<point>\.(?P<places>[0#]+))?(?P<after>[^0#,.]*)")


def text_of(value: Json, number_format: Json | None) -> str:
    """The text of an effective value under a number format."""
    if "stringValue" in value:
        found: str = value["stringValue"]
        return found
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return {"DIVIDE_BY_ZERO": "#DIV/0!", "N_A": "#N/A", "NAME": "#NAME?", "REF": "#REF!"}.get(
            value["errorValue"]["type"], "#ERROR!"
        )
    return number_text(value["numberValue"], number_format)


def number_text(number: float, number_format: Json | None) -> str:
    """A number under a format; without one up to ten decimals, as the service shows it."""
    if not number_format or (number_format.get("type") in {None, "TEXT"} and not number_format.get("pattern")):
        return general(number)
    kind = number_format.get("type", "NUMBER")
    pattern = number_format.get("pattern") or DEFAULT[kind]
    if kind in DATES:
        return _moment(number, pattern)
    if pattern in {"@", "General", "0.###############"}:
        return general(number)
    return _patterned(number, pattern)


def general(number: float) -> str:
    """``2``, ``0.12``, ``0.0009765625``, ``1E+15``."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    if abs(number) >= 1e15 or 0 < abs(number) < 1e-9:
        digits, _, power = f"{number:.9E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{int(power):+03d}"
    return f"{number:.10f}".rstrip("0").rstrip(".")


def _patterned(number: float, pattern: str) -> str:
    if pattern == "0.00E+00":
        return f"{number:.2E}"
    found = FIXED.fullmatch(pattern)
    if not found:
        raise NotEmulatedError(f"number format {pattern}")
    value = number * 100 if "%" in pattern else number
    places = len(found["places"] or "")
    text = f"{abs(value):,.{places}f}" if "," in found["whole"] else f"{abs(value):.{places}f}"
    optional = len((found["places"] or "").lstrip("0"))
    for _ in range(optional):
        text = text.removesuffix("0")
    sign = "-" if value < 0 else ""
    return sign + found["before"].replace('"', "") + text.rstrip(".") + found["after"].replace('"', "")


def _moment(number: float, pattern: str) -> str:
    seconds = round((number % 1) * 86400)
    moment = datetime.combine(DAY_ZERO + timedelta(days=int(number // 1)), datetime.min.time())
    moment += timedelta(seconds=seconds)
    out, previous = "", ""
    for token in TOKEN.findall(pattern):
        low = token.lower()
        out += _token(low, token, moment, previous)
        if low[0] in "ymdhs":
            previous = low[0]
    return out


def _token(low: str, token: str, moment: datetime, previous: str) -> str:
    month = moment.minute if previous == "h" else moment.month
    table = {
        "yyyy": f"{moment.year:04d}",
        "yy": f"{moment.year % 100:02d}",
        "mmmm": moment.strftime("%B"),
        "mmm": moment.strftime("%b"),
        "mm": f"{month:02d}",
        "m": str(month),
        "dd": f"{moment.day:02d}",
        "d": str(moment.day),
        "hh": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "ss": f"{moment.second:02d}",
        "s": str(moment.second),
    }
    return table.get(low, token.strip('"'))


def rendered(value: Json, number_format: Json | None, dates: str) -> Any:
    """The unformatted value: numbers as numbers, dates as serials unless ``dates`` is FORMATTED_STRING."""
    if "numberValue" in value:
        if dates == "FORMATTED_STRING" and number_format and number_format.get("type") in DATES:
            return number_text(value["numberValue"], number_format)
        return plain(value["numberValue"])
    if "errorValue" in value:
        return text_of(value, None)
    return next(iter(value.values()))
