"""Start here: a page to read, not a table. Its lines get their look from what they are, run after run."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from syncer.core.workbook.state import Value
from syncer.workbooks.xlsx import look

_PREFIX = "syncer "
SWATCHES = {
    "yours": look.PEOPLE_HEADER,
    "syncer's": look.SERVICE_HEADER,
    "a": look.TEAL["A"],
    "b": look.TEAL["B"],
    "c": look.TEAL["C"],
    "red": look.STATES["overdue"],
    "amber": look.STATES["due"],
    "blue": look.STATES["waiting"],
    "green": look.STATES["helping"],
    "grey": look.STATES["off"],
}
"""First words of a line that are shown in the colour they explain."""


def build_start(sheet: Any, book: Any) -> None:
    """Widths and the named styles that lines of the page use."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 110
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 96
    gap = Border(top=Side("medium", "FFFFFF"), bottom=Side("medium", "FFFFFF"))
    rule = Border(bottom=Side("thin", look.LINE))
    plain = Alignment("left", "center", wrap_text=True, indent=1)
    styles = {
        "title": (Font(look.FONT, 22, bold=True, color=look.TITLE), Alignment("left", "center"), None, None),
        "heading": (Font(look.FONT, 13, bold=True, color=look.TITLE), Alignment("left", "bottom"), rule, None),
        "rule": (Font(look.FONT, 13, color=look.TITLE), Alignment("left", "bottom"), rule, None),
        "label": (Font(look.FONT, 11, bold=True, color=look.INK), plain, None, None),
        "text": (Font(look.FONT, 11, color=look.INK), plain, None, None),
    }
    for word, (ground, text) in SWATCHES.items():
        fill = PatternFill("solid", ground)
        styles[f"swatch {word}"] = (
            Font(look.FONT, 11, bold=True, color=text),
            Alignment("center", "center"),
            gap,
            fill,
        )
    for number, (name, (font, alignment, border, fill)) in enumerate(styles.items(), 1):
        style = NamedStyle(_PREFIX + name, font=font, alignment=alignment)
        if border is not None:
            style.border = border
        if fill is not None:
            style.fill = fill
        book.add_named_style(style)
        sheet.cell(number, 1).style = style.name  # so that the file holds a cell format of each


def style_names(number: int, values: Mapping[str, Value]) -> dict[str, str]:
    """Column key -> named style of the cells of line ``number`` (1-based)."""
    text, detail = str(values.get("text", "")), str(values.get("detail", ""))
    if number == 1:
        return {"text": _PREFIX + "title", "detail": _PREFIX + "text"}
    if text and not detail:
        return {"text": _PREFIX + "heading", "detail": _PREFIX + "rule"}
    swatch = text.split(":", maxsplit=1)[0].strip().casefold()
    if swatch in SWATCHES:
        return {"text": _PREFIX + "swatch " + swatch, "detail": _PREFIX + "text"}
    return {"text": _PREFIX + "label", "detail": _PREFIX + "text"}


def line_height(number: int, values: Mapping[str, Value]) -> float:
    """Points that line ``number`` needs."""
    name = style_names(number, values)["text"]
    if name.endswith(("title", "heading")):
        return 44.0 if name.endswith("title") else 34.0
    if not values.get("text") and not values.get("detail"):
        return 10.0
    lines = max(ceil(len(str(values.get("detail", ""))) / 112), ceil(len(str(values.get("text", ""))) / 31), 1)
    return lines * 15.0 + 5.0
