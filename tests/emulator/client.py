"""The smallest client there is, for the emulator's own tests: a request in, status and JSON out."""

import json
from typing import Any
from urllib.parse import quote

from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN
from tests.emulator.wire import Request

HOST = "https://sheets.googleapis.com"


class Client:
    """Calls the emulator in process with a token that always works, or with another."""

    def __init__(self, google: Google, token: str = KNOWN) -> None:
        self.google, self.token = google, token
        self.id = ""

    def send(self, verb: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of one call."""
        raw = b"" if body is None else json.dumps(body).encode()
        reply = self.google.handle(Request.to(verb, HOST + path, {"Authorization": f"Bearer {self.token}"}, raw))
        return reply.status, json.loads(reply.body) if reply.body else None

    def ok(self, verb: str, path: str, body: Any = None) -> Any:
        """The JSON of a call that must succeed."""
        status, content = self.send(verb, path, body)
        assert status in {200, 204}, content
        return content

    def refused(self, verb: str, path: str, body: Any = None) -> tuple[int, str]:
        """Status and message of a call that must not succeed."""
        status, content = self.send(verb, path, body)
        assert status >= 400, content
        return status, content["error"]["message"]

    def new(self, *titles: str, rows: int = 20, columns: int = 8) -> str:
        """A new spreadsheet with these tabs (ids 0, 1, ...), which later calls are about."""
        grid = {"rowCount": rows, "columnCount": columns}
        tabs = [
            {"properties": {"sheetId": number, "title": title, "gridProperties": grid}}
            for number, title in enumerate(titles or ("Outreach",))
        ]
        made = self.ok("POST", "/v4/spreadsheets", {"properties": {"title": "Job search"}, "sheets": tabs})
        self.id = made["spreadsheetId"]
        return self.id

    @property
    def file(self) -> str:
        """The path of the spreadsheet in hand."""
        return f"/v4/spreadsheets/{self.id}"

    def write(self, where: str, rows: list[list[Any]], how: str = "RAW") -> Any:
        """``values.update``."""
        return self.ok("PUT", f"{self.file}/values/{quote(where, safe='')}?valueInputOption={how}", {"values": rows})

    def read(self, where: str, **query: str) -> Any:
        """The values of ``values.get``, an empty list where there are none."""
        options = "&".join(f"{name}={value}" for name, value in query.items())
        return self.ok("GET", f"{self.file}/values/{quote(where, safe='')}?{options}").get("values", [])

    def batch(self, *requests: dict[str, Any], **more: Any) -> Any:
        """The replies of a ``batchUpdate`` that must succeed."""
        return self.ok("POST", f"{self.file}:batchUpdate", {"requests": list(requests), **more})["replies"]

    def batch_refused(self, *requests: dict[str, Any]) -> str:
        """The message of a ``batchUpdate`` that must be a 400."""
        status, message = self.refused("POST", f"{self.file}:batchUpdate", {"requests": list(requests)})
        assert status == 400
        return message

    def get(self, fields: str, *ranges: str) -> Any:
        """``spreadsheets.get`` with a field mask."""
        chosen = "".join(f"&ranges={quote(each, safe='')}" for each in ranges)
        return self.ok("GET", f"{self.file}?fields={fields}{chosen}")


def client(**more: Any) -> Client:
    """A client of a fresh account."""
    return Client(Google(**more))


def filled(**more: Any) -> Client:
    """A client with a small file: a header and three people."""
    desk = client(**more)
    desk.new("Outreach")
    desk.write("A1", [["Name", "Note"], ["Ada", "old friend"], ["Bob", "met in Oslo"], ["Cy", ""]])
    return desk


def text(*values: str) -> dict[str, Any]:
    """A row of text cells."""
    return {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}


def mark(number: int, value: str, location: dict[str, Any] | None = None) -> dict[str, Any]:
    """``createDeveloperMetadata`` at a place, by default the file."""
    where = location or {"spreadsheet": True}
    content = {"metadataId": number, "metadataKey": "mark", "metadataValue": value, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": {**content, "location": where}}}


def unmark(**lookup: Any) -> dict[str, Any]:
    """``deleteDeveloperMetadata`` by lookup."""
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def row(index: int, sheet_id: int = 0) -> dict[str, Any]:
    """The location of one row."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": index, "endIndex": index + 1}
    return {"dimensionRange": span}


def column(index: int, sheet_id: int = 0) -> dict[str, Any]:
    """The location of one column."""
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
    return {"dimensionRange": span}
