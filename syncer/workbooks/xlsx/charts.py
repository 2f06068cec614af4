"""The native charts of the Dashboard."""

from dataclasses import dataclass
from typing import Any

from syncer.workbooks.xlsx import look

_WIDTH, _HEIGHT = 13.35, 8.2
"""Centimetres: three columns of the Dashboard wide, sixteen rows high."""


@dataclass(frozen=True, slots=True)
class Places:
    """First row of each table behind the charts."""

    funnel: int
    weekly: int
    targets: int
    grades: int
    paths: int
    graded: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: rows are (first, count), columns the series, ``names`` the column of the labels."""

    title: str
    rows: tuple[int, int]
    columns: tuple[int, ...]
    names: int = 2
    lying: bool = False
    stacked: bool = False
    shown: str = "0"


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring chart over one table: names beside counts."""

    title: str
    rows: tuple[int, int]


def described(at: Places) -> dict[str, Bars | Ring]:
    """Six charts in three rows of two: the cell at the upper left -> what it shows."""
    return {
        "B7": Bars("From the list to a helping hand", (at.funnel, 5), (3,), lying=True),
        "E7": Bars("Whom you know, per target", (at.targets, 12), (3, 4, 5), lying=True, stacked=True),
        "B24": Bars("Week by week", (at.weekly, 12), (7, 8), names=6),
        "E24": Bars("Reply rate by how well you know them", (at.grades, 4), (5,), shown="0%"),
        "B41": Bars("Reply rate by path", (at.paths, 6), (5,), lying=True, shown="0%"),
        "E41": Ring("How many people you have graded", (at.graded, 4)),
    }


def add_charts(sheet: Any, at: Places) -> None:
    """All of them, on the sheet that holds their tables."""
    for anchor, chart in described(at).items():
        made = _bars(sheet, chart) if isinstance(chart, Bars) else _ring(sheet, chart.title, chart.rows)
        sheet.add_chart(made, anchor)


def _bars(sheet: Any, bars: Bars) -> Any:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.type = "bar" if bars.lying else "col"
    chart.grouping, chart.overlap = ("stacked", 100) if bars.stacked else ("clustered", -5)
    chart.gapWidth = 45
    first, last = bars.rows[0], sum(bars.rows) - 1
    for column in bars.columns:
        chart.add_data(Reference(sheet, min_col=column, min_row=first - 1, max_row=last), titles_from_data=True)
    for series, colour in zip(chart.series, look.SERIES, strict=False):
        series.graphicalProperties.solidFill = series.graphicalProperties.line.solidFill = colour
        if len(bars.columns) == 1:
            series.dLbls = _values()
    chart.set_categories(Reference(sheet, min_col=bars.names, min_row=first, max_row=last))
    _axes(chart, bars.lying, bars.shown, labelled=len(bars.columns) == 1)
    _frame(chart, bars.title, legend=len(bars.columns) > 1)
    return chart


def _values() -> Any:
    from openpyxl.chart.label import DataLabelList

    hidden = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent"), False)
    return DataLabelList(showVal=True, txPr=_text(900), **hidden)


def _axes(chart: Any, lying: bool, shown: str, labelled: bool) -> None:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart.x_axis.delete, chart.y_axis.delete = False, labelled
    chart.x_axis.scaling.orientation = "maxMin" if lying else "minMax"
    chart.y_axis.numFmt, chart.y_axis.number_format = None, shown
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None if labelled else chart.y_axis.majorGridlines
    if chart.y_axis.majorGridlines is not None:
        chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _text(900)
        axis.majorTickMark = "none"
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))


def _ring(sheet: Any, title: str, rows: tuple[int, int]) -> Any:
    from openpyxl.chart import DoughnutChart, Reference
    from openpyxl.chart.series import DataPoint

    chart = DoughnutChart()
    first, count = rows
    chart.add_data(Reference(sheet, min_col=3, min_row=first - 1, max_row=first + count - 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=first, max_row=first + count - 1))
    chart.holeSize = 62
    for index, colour in enumerate((*(look.TEAL[grade][0] for grade in "ABC"), look.LINE)):
        point = DataPoint(idx=index)
        point.graphicalProperties.solidFill = colour
        point.graphicalProperties.line.solidFill = "FFFFFF"
        chart.series[0].dPt.append(point)
    _frame(chart, title, legend=True)
    return chart


def _frame(chart: Any, title: str, legend: bool) -> None:
    from openpyxl.chart.layout import Layout
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.line import LineProperties
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    look_of = CharacterProperties(sz=1200, b=True, solidFill=look.TITLE)
    paragraph = Paragraph(ParagraphProperties(defRPr=look_of), r=[RegularTextRun(rPr=look_of, t=title)])
    chart.title = Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False, layout=Layout())
    if legend:
        chart.legend.position, chart.legend.txPr = "b", _text(900)
    else:
        chart.legend = None
    chart.width, chart.height = _WIDTH, _HEIGHT
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=look.LINE))
    chart.roundedCorners = False


def _text(size: int) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    properties = CharacterProperties(sz=size, solidFill=look.MUTED)
    return RichText(p=[Paragraph(ParagraphProperties(defRPr=properties), endParaRPr=properties)])
