"""Phone numbers as keys: E.164, or nothing."""

import re
from functools import lru_cache

_SEPARATORS = dict.fromkeys(map(ord, " ().-–—‐‑/\u00a0\u200b\u200e\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"), "")
_INTERNATIONAL = re.compile(r"\+[2-9]\d{7,14}\Z")
_NORTH_AMERICA = re.compile(r"1?([2-9]\d{2}[2-9]\d{6})\Z")
_EXTENSION = re.compile(
    r"(?:[,;]?\(?(?<![^\W\d_])(?:ext(?:ension|n)?|x|durchwahl|poste|int)\.?\s*:?\s*|;ext=|#\s*)(\d{1,7})\)?\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?::::|[|\n]|;(?!\s*(?:ext|isub|phone-context)\s*=)|\s/\s|\s(?:or|oder|ou)\s|,(?=\s*\+))\s*")
_MAY_JOIN = re.compile(r"[:;|\n/,]|\so", re.IGNORECASE)
_PARAMETER = re.compile(r";(?:isub|phone-context)=[^;]*", re.IGNORECASE)
_KINDS = """tel phone mobile mob cell handy call whatsapp signal home work office business direct main private personal
    privat geschäftlich dienstlich arbeit büro festnetz mobil bureau domicile maison portable móvil casa trabajo oficina
    cellulare ufficio mobiel thuis werk fon telefon téléphone teléfono t m p d o h w c"""
_KIND = "(?:" + "|".join(_KINDS.split()) + ")"
_BEFORE = re.compile(rf"\A{_KIND}\s?(?:[.:]|(?<=\w\w)(?=\s))\s*(?=[+(\d])", re.IGNORECASE)
_BEHIND = re.compile(rf"(?<=[\d)])\s*(?:\({_KIND}\)|\s{_KIND})\Z|(?<=\d{{7}})\.0\Z", re.IGNORECASE)
"""What sort of number it is, said beside it; and what a table makes of a number that it takes for a fraction."""
_AREA_CODE = re.compile(r"((?:\A|[;,:]\s*)(?:\+\d{1,3}[\s(0)]*|\(?0)\d{1,4}\)?)\s+/\s+([1-9])")
"""A German way to write numbers: what stands behind the stroke has no beginning of its own."""
_LETTER = re.compile(r"[^\W\d_]")
_ENDINGS = {"UK": "GB"}
_NO_COUNTRY = frozenset(("AI", "CC", "CO", "EU", "FM", "GG", "IO", "LY", "ME", "TO", "TV"))
"""Endings of two letters under which firms of any country have their addresses."""
_NANP_REGIONS = frozenset(("US", "CA", "PR"))


def split_phones(text: str) -> tuple[str, ...]:
    """The numbers of a cell that may hold several, as Google joins them (`` ::: ``) or people do (``/``, ``;``).

    An area code before a stroke (``030 / 123 45 67``) is the beginning of what comes behind it.
    """
    if not _MAY_JOIN.search(text):
        return (text,) if text.strip() else ()
    return tuple(part for part in _JOINED.split(_AREA_CODE.sub(r"\1/\2", text)) if part.strip())


@lru_cache(maxsize=1 << 17)
def phone_key(text: str, region: str) -> str:
    """The number in E.164 (``+12125550199``), or ``""`` if it cannot be one.

    ``region`` (``US``) reads numbers written without a country code. An extension stays, as ``+12125550199x12``: the
    number alone is a switchboard's, with it one person's. Numbers spelled in letters are kept elsewhere as text.
    """
    number = text.strip().removeprefix("tel:")
    if plain := _plain(number, region):
        return plain
    number = _BEHIND.sub("", _BEFORE.sub("", _PARAMETER.sub("", number)))
    number, extension = _without_extension(number)
    if not number or _LETTER.search(number):
        return ""
    plain = _plain(number, region) or _parsed(number, region)
    return plain + (f"x{extension}" if plain and extension else "")


def hinted_key(text: str, numbers: tuple[str, ...], emails: tuple[str, ...]) -> str:
    """The key of a number that is none where the user lives: in the country of the person's other numbers or e-mail.

    ``numbers``: those in E.164; ``emails``: keys. Only a number of that very country's plan counts, and only where the
    hints do not lead to two.
    """
    found = {key for region in sorted(_regions(numbers, emails)) if (key := _valid(phone_key(text, region)))}
    return found.pop() if len(found) == 1 else ""


def _regions(numbers: tuple[str, ...], emails: tuple[str, ...]) -> set[str]:
    endings = {email.rpartition(".")[2].upper() for email in emails} - _NO_COUNTRY
    return {_region_of(number) for number in numbers} | {_ENDINGS.get(one, one) for one in endings if len(one) == 2}


@lru_cache(maxsize=1 << 12)
def _region_of(number: str) -> str:
    import phonenumbers as library

    code = library.parse(number.partition("x")[0], None).country_code
    return str(library.region_code_for_country_code(code)) if code else ""


def _valid(key: str) -> str:
    import phonenumbers as library

    return key if key and library.is_valid_number(library.parse(key.partition("x")[0], None)) else ""


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found and found.start() else (text, "")


def _plain(number: str, region: str) -> str:
    """Numbers that need no tables: already international (without a bracketed zero), or North American."""
    if "(0)" in number:
        return ""
    digits = number.translate(_SEPARATORS)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if _INTERNATIONAL.match(digits):
        return digits
    national = digits[1:] if digits.startswith("+1") else digits if region in _NANP_REGIONS else ""
    found = _NORTH_AMERICA.match(national)
    return f"+1{found[1]}" if found else ""


@lru_cache(maxsize=1 << 15)
def _parsed(number: str, region: str) -> str:
    import phonenumbers as library

    if whole := _own_without_plus(number, region):
        return whole
    try:
        parsed = library.parse("+" + number[2:] if number.startswith("00") else number, region or None)
    except library.NumberParseException:
        return ""
    if library.is_possible_number_with_reason(parsed) != library.ValidationResult.IS_POSSIBLE:
        return _without_plus(number)
    key = library.format_number(parsed, library.PhoneNumberFormat.E164)
    again = library.is_possible_number(library.parse(key, None))  # "0100" in Germany is +490100, which is none
    return key if again else ""


def _own_without_plus(number: str, region: str) -> str:
    """A number of the region that begins with its own country's code, without plus and without the 0 that stands
    before numbers within the country: nobody there leaves out both unless a spreadsheet did it."""
    import phonenumbers as library

    code = str(library.country_code_for_region(region))
    if not number.startswith(code) or not library.ndd_prefix_for_region(region, True):
        return ""
    key = _without_plus(number)
    return key if key and library.is_valid_number_for_region(library.parse(key, None), region) else ""


def _without_plus(number: str) -> str:
    """An international number that lost its plus, as spreadsheets make of it: only if it is a valid one so."""
    import phonenumbers as library

    if not number.isdecimal() or not 11 <= len(number) <= 15 or number.startswith("0"):
        return ""
    try:
        parsed = library.parse("+" + number, None)
    except library.NumberParseException:
        return ""
    valid = library.is_valid_number(parsed)
    return library.format_number(parsed, library.PhoneNumberFormat.E164) if valid else ""
