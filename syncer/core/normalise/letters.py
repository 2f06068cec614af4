"""What characters are for: which carry a name, which only dress it up, and text that was decoded wrongly."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSEEN: dict[int, str] = {
    code: ""
    for block in ((0x00, 0x20), (0x7F, 0xA0), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10))
    for code in range(*block)
} | {0xAD: "", 0x061C: "", 0x180E: "", 0xFEFF: ""}
_UNSEEN |= {ord(space): " " for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}

MARKS: Final = "".join(
    chr(code)
    for code in (*range(0x300, 0x1100), *range(0x1700, 0x1C00), 0x3099, 0x309A)
    if unicodedata.category(chr(code))[0] == "M"
)
"""Signs that belong to the letter before them (accents, vowels of Hindi, Thai, Hebrew and Arabic): part of a word."""

# A UTF-8 lead byte shown as a cp1252 letter, then a continuation byte shown as a cp1252 sign: "Ã©", "â€™".
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile(r"[\s\-‐–.]+")
_NOT_A_TO_Z = re.compile("[^a-z]+")


def visible(text: str) -> str:
    """The text as a reader sees it: no control, bidi or zero-width characters, single spaces, none at the ends."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_UNSEEN)
    return " ".join(text.split())


def bounded(text: str, most: int) -> str:
    """The text, cut where it is longer than what it stands for can be (a file gone wrong, a text in the wrong cell)."""
    return text if len(text) <= most else text[: most - 1] + "…"


def repaired(text: str) -> str:
    """UTF-8 that was read as cp1252 (``JosÃ©``) put right; anything that does not round-trip stays as it is."""
    while not text.isascii() and _MOJIBAKE.search(text):
        try:
            better = _cp1252_bytes(text).decode("utf-8")
        except UnicodeError:
            return text
        text = better
    return text


def _cp1252_bytes(text: str) -> bytes:
    """As ``encode("cp1252")``, with the five bytes cp1252 leaves undefined standing for themselves."""
    return b"".join(bytes([ord(char)]) if char in "\x81\x8d\x8f\x90\x9d" else char.encode("cp1252") for char in text)


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """The letters of a text as plain lower-case a to z, for comparing: ``Müller-Łódź`` is ``mullerlodz``.

    Other scripts are romanised letter by letter. Digits, signs and emoji vanish. Folding twice changes nothing.
    """
    if not text.isascii():
        from anyascii import anyascii

        bare = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text)))
        text = anyascii("".join(char for char in bare if unicodedata.category(char)[0] in "LM"))
    return _NOT_A_TO_Z.sub("", text.lower())


@lru_cache(maxsize=1 << 15)
def unaccented(text: str) -> str:
    """A name as it is typed on a keyboard without accents, to be compared: ``Renée Núñez-Ødegård`` is ``renee nunez
    odegard``. Words of other scripts, and those with digits, stay as they are.
    """
    return " ".join(filter(None, (_typed(word) for word in _BETWEEN_WORDS.split(text))))


def _typed(word: str) -> str:
    latin = word.isascii() or any(unicodedata.name(letter, "").startswith("LATIN") for letter in word)
    return fold(word) if latin and not any(map(str.isdigit, word)) else word.casefold()
