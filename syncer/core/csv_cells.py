"""Text in a CSV file that people will open in a spreadsheet program, so that none of it becomes a formula.

By OWASP's list (CSV injection): every cell in quotes, and an apostrophe before a text that begins with ``= + - @``, a
tab or a line break, or with their full-width forms. Plain signed numbers and lone signs are left as they are: they
compute nothing, and other programs join files by such cells.
"""

import re
from collections.abc import Iterable

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "﹢", "﹣", "＠", "﹫", "﹦")
_HARMLESS = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[-+]+")


def inert(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would take it for a formula."""
    if not text.lstrip(" \u00a0\ufeff\u200b").startswith(_STARTS) or _HARMLESS.fullmatch(text):
        return text
    return f"'{text}"


def inert_row(cells: Iterable[str]) -> list[str]:
    """A row of such cells."""
    return [inert(cell) for cell in cells]
