"""A Google Sheet that is only read: its tabs and their cells, whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncer.errors import SourceError
from syncer.google.endpoints import Endpoints
from syncer.google.faults import GoogleFault, JsonObject
from syncer.google.remedies import SHEETS, Api, no_sheet, remedy
from syncer.google.retry import Patience
from syncer.google.transport import RequestsHttp, send_once, service

_OUTLINE = "properties.title,sheets.properties(sheetId,title,hidden,sheetType,gridProperties(rowCount,columnCount))"
_CELLS = "effectiveValue,effectiveFormat(numberFormat(type)),hyperlink,chipRuns(chip(personProperties(email)))"
_GRIDS = f"sheets(properties(title),merges,data(startRow,rowData(values({_CELLS}))))"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. ``number``: the id behind ``#gid=``; ``shown``: a table that people see; ``cells``: of its grid."""

    number: int
    title: str
    shown: bool
    cells: int


class SheetValues:
    """One Google Sheet, for the source of this name. Nothing is opened before the first call, and nothing is written.

    Every method raises ``SourceError`` if the sheet cannot be opened or read whole, ``CredentialError`` and
    ``TemporaryError`` as the messages say. ``connect`` makes the transport (``CredentialError`` without a login).
    """

    def __init__(
        self,
        source: str,
        sheet_id: str,
        connect: Callable[[], RequestsHttp],
        patience: Patience,
        endpoints: Endpoints,
        api: Api = SHEETS,
    ) -> None:
        self._source = source
        self._id = sheet_id
        self._connect = connect
        self._patience = patience
        self._endpoints = endpoints
        self._api = api
        self._opened: Any = None

    def outline(self) -> tuple[str, Sequence[Tab]]:
        """Title and tabs, left to right."""
        answer = self._get("tabs", fields=_OUTLINE)
        tabs = [_tab(each.get("properties") or {}) for each in self._sheets(answer)]
        return str((answer.get("properties") or {}).get("title", "")), tabs

    def grids(self, titles: Sequence[str]) -> Sequence[tuple[Sequence[JsonObject], Sequence[JsonObject]]]:
        """Rows and merges of these tabs."""
        answer = self._get("cells", ranges=[_quoted(title) for title in titles], fields=_GRIDS)
        found = {(each.get("properties") or {}).get("title", ""): each for each in self._sheets(answer)}
        if lacking := [title for title in titles if title not in found]:
            raise self._broken(f"{len(lacking)} of its tabs went away while it was read")
        return [(_rows(found[title]), found[title].get("merges") or ()) for title in titles]

    def _get(self, what: str, **parameters: Any) -> JsonObject:
        if self._opened is None:
            self._opened = service("sheets", "v4", self._connect(), self._endpoints.sheets)
        request = self._opened.spreadsheets().get(spreadsheetId=self._id, prettyPrint=False, **parameters)
        try:
            return self._patience.read(lambda: send_once(request))
        except GoogleFault as fault:
            if words := no_sheet(fault, self._api, f"[[sources]] {self._source}"):
                message = f"{self._source}: {words} It is left out of this run and nobody of it counts as gone."
                raise SourceError(message, code="E-GOOGLE-SHEET") from None
            raise remedy(fault, self._api, self._source, what) from None

    def _sheets(self, answer: JsonObject) -> list[JsonObject]:
        found = answer.get("sheets", [])
        if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
            raise self._broken("its tabs are no list")
        return found

    def _broken(self, found: str) -> SourceError:
        message = f"{self._source}: the sheet could not be read whole: {found}. It is left out of this run and "
        return SourceError(f"{message}nobody of it counts as gone.", code="E-GOOGLE-READ")


def _tab(properties: JsonObject) -> Tab:
    grid = properties.get("gridProperties") or {}
    shown = not properties.get("hidden") and properties.get("sheetType", "GRID") == "GRID"
    cells = int(grid.get("rowCount", 0)) * int(grid.get("columnCount", 0))
    return Tab(int(properties.get("sheetId", 0)), str(properties.get("title", "")), shown, cells)


def _quoted(title: str) -> str:
    """A whole tab as a range."""
    return "'" + title.replace("'", "''") + "'"


def _rows(tab: JsonObject) -> Sequence[JsonObject]:
    data = tab.get("data") or [{}]
    return data[0].get("rowData") or ()
