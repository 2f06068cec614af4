"""Colours that follow what the cells say, alternating rows, and filter views that sort by rank."""

from collections.abc import Iterator, Sequence

from syncer.core.workbook.layout import Tab
from syncer.workbooks.sheets import formats
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.cells import letters
from syncer.workbooks.xlsx.rules import DUE_COLUMNS, STATE_OF_STATUS, soon

_FAINT = "F7F9FA"
_BLANK: Json = {"condition": {"type": "BLANK"}}


def banding(number: int, width: int) -> Json:
    """Every second row a shade darker, below the header."""
    span = {"sheetId": number, "startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": width}
    bands = {"firstBandColorStyle": formats.colour("FFFFFF"), "secondBandColorStyle": formats.colour(_FAINT)}
    return {"addBanding": {"bandedRange": {"range": span, "rowProperties": bands}}}


def rules(tab: Tab, number: int) -> Iterator[Json]:
    """Conditional formats of one tab, the strongest first."""
    places = {column.key: index for index, column in enumerate(tab.columns)}
    found = [*_off_list(places, len(tab.columns)), *_grades(places), *_statuses(tab, places), *_due(tab, places)]
    for index, (left, right, condition, format_) in enumerate(found):
        span = {"sheetId": number, "startRowIndex": 1, "startColumnIndex": left, "endColumnIndex": right}
        rule = {"ranges": [span], "booleanRule": {"condition": condition, "format": format_}}
        yield {"addConditionalFormatRule": {"rule": rule, "index": index}}


_Rule = tuple[int, int, Json, Json]


def _off_list(places: dict[str, int], width: int) -> Iterator[_Rule]:
    if "off_list" in places:
        formula = f"=LEN(${letters(places['off_list'] + 1)}2)>0"
        yield 0, width, _condition("CUSTOM_FORMULA", formula), formats.ground(look.STATES["off"])


def _grades(places: dict[str, int]) -> Iterator[_Rule]:
    for key in ("grade", "grade_used"):
        if key in places:
            for grade, pair in look.TEAL.items():
                at = places[key]
                yield at, at + 1, _condition("TEXT_EQ", grade), formats.ground(pair, bold=True)


def _statuses(tab: Tab, places: dict[str, int]) -> Iterator[_Rule]:
    if tab.key == "outreach":
        at = places["status"]
        for status, state in STATE_OF_STATUS.items():
            yield at, at + 1, _condition("TEXT_EQ", status), formats.ground(look.STATES[state])


def _due(tab: Tab, places: dict[str, int]) -> Iterator[_Rule]:
    for key in DUE_COLUMNS.get(tab.key, ()):
        at = places[key]
        cell = f"{letters(at + 1)}2"
        late = f"=AND(ISNUMBER({cell});{cell}<TODAY())"
        now = f"=AND(ISNUMBER({cell});{cell}>=TODAY();{cell}<=TODAY()+{soon(tab.key)})"
        yield at, at + 1, _condition("CUSTOM_FORMULA", late), formats.ground(look.STATES["overdue"])
        yield at, at + 1, _condition("CUSTOM_FORMULA", now), formats.ground(look.STATES["due"])


def _condition(kind: str, value: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value}]}


def views(tab: Tab, number: int) -> Iterator[Json]:
    """Views of Outreach that one click opens; each sorts by rank and leaves the rows where they are."""
    if tab.key != "outreach":
        return
    past: Json = {"condition": {"type": "DATE_BEFORE", "values": [{"relativeDate": "TODAY"}]}}
    first = {"condition": _condition("NUMBER_LESS_THAN_EQ", "10")}
    ranked: Json = {"condition": {"type": "NOT_BLANK"}}
    found: Sequence[tuple[str, dict[str, Json], Sequence[str]]] = (
        ("My next 10", {"rank": first, "off_list": _BLANK}, ("rank",)),
        ("By target", {"target": ranked, "off_list": _BLANK}, ("target", "rank")),
        ("Overdue", {"suggested_date": past, "off_list": _BLANK}, ("rank",)),
        ("Not graded yet", {"grade_used": _BLANK, "off_list": _BLANK}, ("rank",)),
    )
    places = {column.key: index for index, column in enumerate(tab.columns)}
    span = {"sheetId": number, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": len(tab.columns)}
    for title, criteria, order in found:
        sorts = [{"dimensionIndex": places[key], "sortOrder": "ASCENDING"} for key in order]
        specs = [{"columnIndex": places[key], "filterCriteria": each} for key, each in criteria.items()]
        view = {"title": title, "range": span, "sortSpecs": sorts, "filterSpecs": specs}
        yield {"addFilterView": {"filter": view}}
