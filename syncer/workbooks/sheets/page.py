"""Start here is a page to read, not a table: each line gets its look from what it is, whenever it is rewritten."""

from collections.abc import Mapping

from syncer.core.workbook.state import Value
from syncer.workbooks.sheets import formats
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.start import SWATCHES, style_names

FIELDS = "userEnteredValue,userEnteredFormat"
_TEXT: Json = {"verticalAlignment": "MIDDLE", "horizontalAlignment": "LEFT", "wrapStrategy": "WRAP"}
_RULE: Json = {"borders": {"bottom": {"style": "SOLID", "colorStyle": formats.colour(look.LINE)}}}
_LOOKS: Mapping[str, Json] = {
    "title": {**_TEXT, "wrapStrategy": "OVERFLOW_CELL", "textFormat": formats.text(22, look.TITLE, bold=True)},
    "heading": {**_TEXT, **_RULE, "textFormat": formats.text(13, look.TITLE, bold=True), "verticalAlignment": "BOTTOM"},
    "rule": {**_TEXT, **_RULE, "textFormat": formats.text(13, look.TITLE)},
    "label": {**_TEXT, "textFormat": formats.text(11, look.INK, bold=True)},
    "text": {**_TEXT, "textFormat": formats.text(11, look.INK)},
    **{
        f"swatch {word}": {
            **_TEXT,
            "horizontalAlignment": "CENTER",
            "backgroundColorStyle": formats.colour(ground),
            "textFormat": formats.text(11, ink, bold=True),
        }
        for word, (ground, ink) in SWATCHES.items()
    },
}


def line(number: int, values: Mapping[str, Value]) -> dict[str, Json]:
    """Column key -> format of the cells of line ``number``, from 1. A line that is blank has none."""
    if not any(values.get(key, "") != "" for key in ("text", "detail")):
        return {"text": {}, "detail": {}}
    named = style_names(number, values)
    return {key: {"userEnteredFormat": _LOOKS[name.removeprefix("syncer ")]} for key, name in named.items()}
