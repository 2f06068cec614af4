"""Cell formats in the words of the Sheets API, from the look that the workbook on disk has too."""

from collections.abc import Mapping

from syncer.core.workbook.layout import Column, Owner, Tab
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.xlsx import look

_PIXELS = 7.0
"""Of a letter; a column of the file's look is this many times its width, and a margin."""


def colour(text: str) -> Json:
    """A colour from its six hexadecimal digits."""
    parts = {name: int(text[at : at + 2], 16) / 255 for name, at in (("red", 0), ("green", 2), ("blue", 4))}
    return {"rgbColor": {name: round(part, 4) for name, part in parts.items() if part}}


def text(size: int, ink: str, *, bold: bool = False, underline: bool = False) -> Json:
    """A TextFormat."""
    found: Json = {"fontFamily": look.FONT, "fontSize": size, "foregroundColorStyle": colour(ink)}
    return found | ({"bold": True} if bold else {}) | ({"underline": True} if underline else {})


def header(column: Column) -> Json:
    """The format of a header: green where people write, grey where syncer does."""
    ground, ink = look.PEOPLE_HEADER if column.owner is Owner.PEOPLE else look.SERVICE_HEADER
    return {
        "backgroundColorStyle": colour(ground),
        "textFormat": text(11, ink, bold=True),
        "verticalAlignment": "MIDDLE",
        "horizontalAlignment": "CENTER" if look.centred(column) else "LEFT",
        "wrapStrategy": "WRAP",
    }


def body(tab: Tab, column: Column) -> Json:
    """The format of the cells below. Columns of text are text, so that what is typed there stays as it is typed."""
    linked = column.kind == "link"
    return {
        "numberFormat": number(column),
        **({"backgroundColorStyle": colour(look.PEOPLE_CELL)} if column.owner is Owner.PEOPLE else {}),
        "textFormat": text(11, look.LINK if linked else look.INK, bold=column.key in look.BOLD, underline=linked),
        "verticalAlignment": "MIDDLE",
        "horizontalAlignment": "CENTER" if look.centred(column) else "LEFT",
        "wrapStrategy": "WRAP" if look.wraps(tab, column) else "CLIP",
    }


def number(column: Column) -> Json:
    """How a column shows numbers and days."""
    if column.kind == "date":
        return {"type": "DATE", "pattern": look.DAY}
    if column.kind == "number":
        return {"type": "NUMBER", "pattern": look.NUMBERS.get(column.key, "0")}
    return {"type": "TEXT", "pattern": "@"}


def pixels(width: float) -> int:
    """Of a column that shows so many characters."""
    return round(width * _PIXELS) + 20


def shown(pattern: str) -> Json:
    """A number format by its pattern."""
    kind = (
        "PERCENT" if pattern.endswith("%") else "DATE" if "mmm" in pattern else "TEXT" if pattern == "@" else "NUMBER"
    )
    return {"type": kind, "pattern": pattern}


def ground(pair: tuple[str, str], *, bold: bool = False) -> Json:
    """Ground and text of a conditional format."""
    back, ink = pair
    weight: Mapping[str, bool] = {"bold": True} if bold else {}
    return {"backgroundColorStyle": colour(back), "textFormat": {"foregroundColorStyle": colour(ink), **weight}}
