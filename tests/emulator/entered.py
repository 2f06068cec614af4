"""What the service makes of a value that is typed or sent: text, number, boolean, date or formula, and its format."""

import re
from datetime import date, datetime
from typing import Any

from tests.emulator.checking import plain
from tests.emulator.errors import Refused
from tests.emulator.grid import Json

LONGEST = 50_000
DAY_ZERO = date(1899, 12, 30)
NUMBER = re.compile(r"[-+]?(\d+(,\d{3})*|\d*)(\.\d*)?([eE][-+]?\d+)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
COMMA_LOCALES = ("de", "fr", "es", "it", "nl", "pt", "ru", "pl")


def extended(value: Any) -> Json | None:
    """A JSON value as sent with RAW: an ExtendedValue, None for an emptied cell."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": plain(value)}
    return {"stringValue": short(value)} if value != "" else None


def short(text: str) -> str:
    """The text, unless it is longer than a cell may hold."""
    if len(text) > LONGEST:
        raise Refused(f"Your input contains more than the maximum of {LONGEST} characters in a single cell.")
    return text


def typed(value: Any, locale: str) -> tuple[Json | None, Json | None]:
    """What a person's typing becomes: the value, and the number format that comes with it."""
    if not isinstance(value, str) or value == "":
        return extended(value), None
    if value.startswith("="):
        return ({"formulaValue": short(value)}, None) if len(value) > 1 else ({"stringValue": value}, None)
    if value.startswith("'"):
        return {"stringValue": short(value[1:])}, None
    text = value.strip()
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, None
    found = _date(text, locale) or _number(text, locale)
    return found or ({"stringValue": short(value)}, None)


def _number(text: str, locale: str) -> tuple[Json, Json | None] | None:
    if locale[:2] in COMMA_LOCALES:
        text = text.translate(str.maketrans(",.\u202f\u00a0", ".," + ",,"))
    sign = "$" if re.fullmatch(r"-?\$.*", text) else "%" if text.endswith("%") else ""
    bare = text.replace("$", "", 1).removesuffix("%") if sign else text
    if not NUMBER.fullmatch(bare) or not any(each.isdigit() for each in bare):
        return None
    number = float(bare.replace(",", ""))
    if sign == "%":
        return {"numberValue": plain(number / 100)}, _format("PERCENT", "0.00%" if "." in bare else "0%")
    decimals = ".00" if "." in bare else ""
    if sign == "$":
        return {"numberValue": plain(number)}, _format("CURRENCY", f"$#,##0{decimals}")
    if "e" in bare.lower():
        return {"numberValue": plain(number)}, _format("SCIENTIFIC", "0.00E+00")
    if "," in bare:
        return {"numberValue": plain(number)}, _format("NUMBER", f"#,##0{decimals}")
    return {"numberValue": plain(number)}, None


def _date(text: str, locale: str) -> tuple[Json, Json | None] | None:
    try:
        if found := ISO.fullmatch(text):
            parts = [int(each or 0) for each in found.groups()]
            number = serial(datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001  a sheet's time has no zone
            if found[4] is None:
                return {"numberValue": plain(number)}, _format("DATE", "yyyy-mm-dd")
            return {"numberValue": plain(number)}, _format("DATE_TIME", "yyyy-mm-dd h:mm:ss")
        if found := SLASHED.fullmatch(text):
            one, two, year = (int(each) for each in found.groups())
            month, day = (one, two) if locale == "en_US" else (two, one)
            pattern = "m/d/yyyy" if locale == "en_US" else "dd/mm/yyyy"
            return {"numberValue": (date(year, month, day) - DAY_ZERO).days}, _format("DATE", pattern)
    except ValueError:
        return None
    return None


def _format(kind: str, pattern: str) -> Json:
    return {"type": kind, "pattern": pattern}


def serial(moment: datetime) -> float:
    """Days since 1899-12-30, the time as a fraction."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (moment.date() - DAY_ZERO).days + seconds / 86400
