"""A1 notation in every form the service takes, and the form in which it says a range back."""

import re

from tests.emulator.errors import NotEmulatedError, invalid
from tests.emulator.grid import Book, Sheet, Span

PART = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?")
R1C1 = re.compile(r"R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?", re.IGNORECASE)
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+")

Corner = tuple[int | None, int | None]
"""Row and column of one side of a range; None where the side does not say."""


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    found = 0
    for letter in text.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1


def quoted(title: str) -> str:
    """A title as the service says it: bare when plain and unlike a cell, else in quotes [recorded]."""
    if PLAIN.fullmatch(title) and not CELL_LIKE.fullmatch(title) and not R1C1.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def said(sheet: Sheet, span: Span) -> str:
    """A range as answers spell it: ``Sheet1!A1:C3``, one cell without a colon."""
    first = f"{letters(span.left)}{span.top + 1}"
    last = f"{letters(span.right - 1)}{span.bottom}"
    return f"{quoted(sheet.title)}!{first}" + ("" if first == last else f":{last}")


def located(book: Book, text: str) -> tuple[Sheet, Span]:
    """The tab and rectangle that a range names; 400 for what is no range or lies outside the grid."""
    sheet, rest = _split(book, text)
    if not rest:
        if sheet is None:
            raise invalid(f"Unable to parse range: {text}")
        return sheet, sheet.all
    if R1C1.fullmatch(rest) and not PART.fullmatch(rest):
        raise NotEmulatedError(f"R1C1 notation: {rest}")
    here = sheet or book.sheets[0]
    corners = _corners(rest)
    if corners and (sheet or _inside(here, corners) or not book.titled(text)):
        return here, _span(here, corners, text)
    return _named(book, sheet, rest, text)


def _split(book: Book, text: str) -> tuple[Sheet | None, str]:
    """The tab before the exclamation mark, and what stands after it."""
    if text.startswith("'"):
        found = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        title, rest = (found[1].replace("''", "'"), found[2] or "") if found else (text, "")
    elif "!" in text:
        title, _, rest = text.rpartition("!")
    else:
        return None, text
    sheet = book.titled(title)
    if sheet is None:
        raise invalid(f"Unable to parse range: {text}")
    return sheet, rest


def _corners(text: str) -> tuple[Corner, Corner] | None:
    first, colon, second = text.partition(":")
    one, two = _corner(first), _corner(second) if colon else None
    if one is None or (colon and two is None):
        return None
    if two is None:
        return None if None in one else (one, one)
    return one, two


def _corner(text: str) -> Corner | None:
    found = PART.fullmatch(text)
    if not found or not text.strip("$"):
        return None
    return int(found[2]) - 1 if found[2] else None, number(found[1]) if found[1] else None


def _inside(sheet: Sheet, corners: tuple[Corner, Corner]) -> bool:
    return all((row or 0) < sheet.height and (column or 0) < sheet.width for row, column in corners)


def _span(sheet: Sheet, corners: tuple[Corner, Corner], text: str) -> Span:
    top, bottom = _side(corners[0][0], corners[1][0], sheet.height)
    left, right = _side(corners[0][1], corners[1][1], sheet.width)
    if top >= sheet.height or left >= sheet.width:
        shown = text if "!" in text else f"{quoted(sheet.title)}!{text}"
        raise invalid(f"Range ({shown}) exceeds grid limits. Max rows: {sheet.height}, max columns: {sheet.width}")
    return Span(top, min(bottom, sheet.height), left, min(right, sheet.width))


def _side(one: int | None, two: int | None, size: int) -> tuple[int, int]:
    """Start and end of one dimension, open where a corner says nothing, in order when given backwards."""
    if one is None and two is None:
        return 0, size
    if one is None or two is None:
        return one if one is not None else two or 0, size
    return min(one, two), max(one, two) + 1


def _named(book: Book, sheet: Sheet | None, name: str, text: str) -> tuple[Sheet, Span]:
    for named in book.named:
        if named["name"].casefold() == name.casefold():
            where, span = book.of(named["range"])
            if sheet is None or where is sheet:
                return where, span
    if sheet is None and (found := book.titled(name)):
        return found, found.all
    raise invalid(f"Unable to parse range: {text}")
