"""Sheets that people keep in Google: put into the emulated service from plain JSON, and the source that reads them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from google.oauth2.credentials import Credentials

from syncer.google.endpoints import Endpoints
from syncer.google.retry import BUDGET, Patience
from syncer.google.transport import RequestsHttp
from syncer.google.values import SheetValues
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.spreadsheet import GoogleSheet
from tests.emulator.client import Client
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN
from tests.emulator.transport import session

TODAY = date(2026, 11, 23)
_TIMES = {"date": "DATE", "moment": "DATE_TIME", "time": "TIME"}


def put(google: Google, told: Mapping[str, Any]) -> str:
    """A new sheet: ``{"title", "tabs": [{"title", "rows", "hidden", "merges"}]}``; its id.

    A cell is a text, a number, a boolean, or ``{"date": serial}``, ``{"moment": ...}``, ``{"time": ...}``,
    ``{"formula": ...}``, ``{"text": ..., "link": ...}``, ``{"text": ..., "person": address}``.
    """
    desk = Client(google)
    grid = {"rowCount": 60, "columnCount": 12}
    tabs = [
        {"properties": {"sheetId": at * 11, "title": tab["title"], "gridProperties": grid}}
        for at, tab in enumerate(told["tabs"])
    ]
    made = desk.ok("POST", "/v4/spreadsheets", {"properties": {"title": told["title"]}, "sheets": tabs})
    desk.id = str(made["spreadsheetId"])
    for at, tab in enumerate(told["tabs"]):
        rows = [{"values": [_cell(cell) for cell in row]} for row in tab["rows"]]
        where = {"sheetId": at * 11, "rowIndex": 0, "columnIndex": 0}
        desk.batch({"updateCells": {"start": where, "rows": rows, "fields": "*"}})
        for merge in tab.get("merges", ()):
            desk.batch({"mergeCells": {"range": {"sheetId": at * 11, **merge}, "mergeType": "MERGE_ALL"}})
        if tab.get("hidden"):
            hidden = {"properties": {"sheetId": at * 11, "hidden": True}, "fields": "hidden"}
            desk.batch({"updateSheetProperties": hidden})
    return desk.id


def _cell(cell: Any) -> dict[str, Any]:
    if isinstance(cell, bool):
        return {"userEnteredValue": {"boolValue": cell}}
    if isinstance(cell, int | float):
        return {"userEnteredValue": {"numberValue": cell}}
    if isinstance(cell, str):
        return {"userEnteredValue": {"stringValue": cell}} if cell else {}
    for name, kind in _TIMES.items():
        if name in cell:
            shown = {"numberFormat": {"type": kind}}
            return {"userEnteredValue": {"numberValue": cell[name]}, "userEnteredFormat": shown}
    if "formula" in cell:
        return {"userEnteredValue": {"formulaValue": cell["formula"]}}
    if "person" in cell:
        chip = {"personProperties": {"email": cell["person"], "displayFormat": "DEFAULT"}}
        return {"userEnteredValue": {"stringValue": cell["text"]}, "chipRuns": [{"chip": chip}]}
    linked = {"textFormat": {"link": {"uri": cell["link"]}}}
    return {"userEnteredValue": {"stringValue": cell["text"]}, "userEnteredFormat": linked}


def source(
    google: Google,
    sheet_id: str,
    tab: str | int | None = None,
    *,
    name: str = "google_sheet",
    token: str = KNOWN,
    limits: Limits = DEFAULT,
) -> GoogleSheet:
    """The source of this sheet over the emulated service. Waiting moves the emulated clock."""

    def seconds() -> float:
        return google.clock.now().timestamp()

    def connect() -> RequestsHttp:
        return RequestsHttp(Credentials(token), session(google))

    patience = Patience(seconds() + BUDGET, seconds, google.clock.advance)
    values = SheetValues(name, sheet_id, connect, patience, Endpoints())
    return GoogleSheet(name, values, tab, lambda: TODAY, limits)
