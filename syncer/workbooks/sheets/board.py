"""The Dashboard: the figures, texts and charts that the file has too, as requests of the set-up.

Its formulas are the only ones syncer writes. Arguments are parted by semicolons, which every locale of Sheets reads.
"""

import re
from collections.abc import Iterator

from syncer.workbooks.sheets import formats
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.xlsx import dashboard, look
from syncer.workbooks.xlsx.cells import column_number
from syncer.workbooks.xlsx.charts import Bars, Ring, described

_CELL = re.compile(r"([A-Z]+)(\d+)")
_PARTS = re.compile(r'("[^"]*")')
_WIDE, _HIGH = 560, 325
_FORMAT = "userEnteredFormat(numberFormat,backgroundColorStyle,textFormat,verticalAlignment,horizontalAlignment)"


def dress_dashboard(number: int) -> Iterator[Json]:
    """All of it, on an empty tab."""
    for letter, width in dashboard.WIDTHS.items():
        at = column_number(letter) - 1
        hidden = {"hiddenByUser": True} if letter == "J" else {}
        yield _column(number, at, {"pixelSize": formats.pixels(width) if width > 2 else 20, **hidden})
    for row, points in ((1, 36), (4, 24), (5, 42), (57, 26)):
        yield _row(number, row - 1, round(points * 4 / 3))
    cells = dict(_cells())
    for (row, column), cell in cells.items():
        start = {"sheetId": number, "rowIndex": row, "columnIndex": column}
        yield {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": f"userEnteredValue,{_FORMAT}"}}
    for anchor, chart in described(dashboard.places()).items():
        yield {"addChart": {"chart": {"spec": _spec(number, chart), "position": _position(number, anchor)}}}


def formula(text: str) -> str:
    """A formula of the table as Sheets reads it in every locale."""
    return "=" + "".join(part if part.startswith('"') else part.replace(",", ";") for part in _PARTS.split(text))


def _place(cell: str) -> tuple[int, int]:
    letter, row = _CELL.fullmatch(cell).groups()  # type: ignore[union-attr]
    return int(row) - 1, column_number(letter) - 1


def _cells() -> Iterator[tuple[tuple[int, int], Json]]:
    tiles = {(4, column) for column in range(1, 1 + len(dashboard.TILES))}
    for figure in dashboard.all_figures():
        place = _place(figure.cell)
        style: Json = {"numberFormat": formats.shown(figure.shown)}
        style |= _tile(26, look.TITLE, bold=True) if place in tiles else {"textFormat": formats.text(11, look.INK)}
        yield place, {"userEnteredValue": {"formulaValue": formula(figure.formula)}, "userEnteredFormat": style}
    for column, label in enumerate(dashboard.TILES, 1):
        yield (3, column), _said(label, _tile(11, look.MUTED, bold=False))
    for cell, text in dashboard.TEXTS.items():
        size, ink = {"B1": (22, look.TITLE), "B2": (11, look.MUTED)}.get(cell, (14, look.TITLE))
        yield _place(cell), _said(text, {"textFormat": formats.text(size, ink, bold=size > 11)})
    ground, ink = look.SERVICE_HEADER
    head = {"backgroundColorStyle": formats.colour(ground), "textFormat": formats.text(11, ink, bold=True)}
    for (row, column), (headers, names) in dashboard.tables().items():
        for offset, text in enumerate(headers):
            side = {"horizontalAlignment": "LEFT" if offset == 0 else "RIGHT", "verticalAlignment": "MIDDLE"}
            yield (row - 2, column - 1 + offset), _said(text, {**head, **side})
        for offset, text in enumerate(names):
            yield (row - 1 + offset, column - 1), _said(text, {"textFormat": formats.text(11, look.INK)})


def _said(text: str, style: Json) -> Json:
    return {"userEnteredValue": {"stringValue": text}, "userEnteredFormat": style}


def _tile(size: int, ink: str, *, bold: bool) -> Json:
    return {
        "backgroundColorStyle": formats.colour(look.TILE),
        "textFormat": formats.text(size, ink, bold=bold),
        "horizontalAlignment": "CENTER",
        "verticalAlignment": "MIDDLE" if bold else "BOTTOM",
    }


def _column(number: int, at: int, properties: Json) -> Json:
    span = {"sheetId": number, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {"updateDimensionProperties": {"range": span, "properties": properties, "fields": ",".join(properties)}}


def _row(number: int, at: int, pixels: int) -> Json:
    span = {"sheetId": number, "dimension": "ROWS", "startIndex": at, "endIndex": at + 1}
    return {"updateDimensionProperties": {"range": span, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}}


def _position(number: int, anchor: str) -> Json:
    row, column = _place(anchor)
    cell = {"sheetId": number, "rowIndex": row, "columnIndex": column}
    return {"overlayPosition": {"anchorCell": cell, "widthPixels": _WIDE, "heightPixels": _HIGH}}


def _spec(number: int, chart: Bars | Ring) -> Json:
    written = {
        "fontFamily": look.FONT,
        "fontSize": 12,
        "bold": True,
        "foregroundColorStyle": formats.colour(look.TITLE),
    }
    title = {"title": chart.title, "titleTextFormat": written, "fontName": look.FONT}
    if isinstance(chart, Ring):
        pie = {
            "legendPosition": "BOTTOM_LEGEND",
            "pieHole": 0.62,
            "domain": _data(number, chart.rows, 2),
            "series": _data(number, chart.rows, 3),
        }
        return {**title, "pieChart": pie}
    value = "BOTTOM_AXIS" if chart.lying else "LEFT_AXIS"
    several = len(chart.columns) > 1
    series = [
        {
            "series": _data(number, chart.rows, column),
            "targetAxis": value,
            "colorStyle": formats.colour(shade),
            **({} if several else {"dataLabel": {"type": "DATA", "placement": "OUTSIDE_END"}}),
        }
        for column, shade in zip(chart.columns, look.SERIES, strict=False)
    ]
    basic: Json = {
        "chartType": "BAR" if chart.lying else "COLUMN",
        "legendPosition": "BOTTOM_LEGEND" if several else "NO_LEGEND",
        "headerCount": 1,
        "axis": [{"position": value, "viewWindowOptions": {"viewWindowMin": 0, "viewWindowMode": "EXPLICIT"}}],
        "domains": [{"domain": _data(number, chart.rows, chart.names)}],
        "series": series,
        **({"stackedType": "STACKED"} if chart.stacked else {}),
    }
    return {**title, "basicChart": basic}


def _data(number: int, rows: tuple[int, int], column: int) -> Json:
    """A column of a table with its header. ``rows``: first row (from 1) and how many."""
    first, count = rows
    span = {"startRowIndex": first - 2, "endRowIndex": first - 1 + count}
    source = {"sheetId": number, **span, "startColumnIndex": column - 1, "endColumnIndex": column}
    return {"sourceRange": {"sources": [source]}}
