"""One throw-away spreadsheet, of the real service or of its stand-in: calls, and tabs in which questions are asked."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
Send = Callable[[str, str, bytes], tuple[int, bytes]]
"""Verb, path with query, body -> status and body of the answer."""
FIRST_ID = 990_001
"""The metadata ids from here on are the probe's."""
HEIGHT, WIDTH = 20, 6


class Unexpected(Exception):
    """A call that a question cannot go on without was refused."""


@dataclass(slots=True)
class Desk:
    """A spreadsheet and a fresh tab in it: a header and four rows in columns A and B."""

    send: Send
    spreadsheet: str
    tab: int = 0
    title: str = ""
    wait: Callable[[float], None] = time.sleep
    calls: int = 0
    _next: int = FIRST_ID
    _tabs: list[int] = field(default_factory=list)

    def call(self, verb: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        """Status and JSON of one call; what is no JSON is ``{}``. A spent quota, never applied, is waited out."""
        raw = b"" if body is None else json.dumps(body).encode()
        for seconds in (61, 61, 0):
            self.calls += 1
            status, answer = self.send(verb, f"/v4/spreadsheets/{self.spreadsheet}{path}", raw)
            if status != 429 or not seconds:
                break
            self.wait(seconds)
        try:
            found = json.loads(answer)
        except ValueError:
            return status, {}
        return status, found if isinstance(found, dict) else {}

    def batch(self, *requests: Json, **more: Any) -> tuple[int, Json]:
        """One ``batchUpdate``."""
        return self.call("POST", ":batchUpdate", {"requests": list(requests), **more})

    def must(self, *requests: Json) -> Json:
        """The reply of a batch that has to succeed."""
        status, answer = self.batch(*requests)
        if status != 200:
            raise Unexpected(said(status, answer))
        return answer

    def get(self, fields: str, *ranges: str) -> Json:
        """``spreadsheets.get``."""
        chosen = "".join(f"&ranges={quote(each, safe='')}" for each in ranges)
        status, answer = self.call("GET", f"?fields={quote(fields, safe='')}{chosen}")
        if status != 200:
            raise Unexpected(said(status, answer))
        return answer

    def fresh(self) -> None:
        """A new tab to ask the next question in."""
        self.title = f"syncer probe {len(self._tabs) + 1}"
        grid = {"rowCount": HEIGHT, "columnCount": WIDTH}
        wanted = {"title": self.title, "gridProperties": grid}
        reply = self.must({"addSheet": {"properties": wanted}})
        self.tab = int(reply["replies"][0]["addSheet"]["properties"]["sheetId"])
        self._tabs.append(self.tab)
        rows = [text("Name", "Note"), text("Cy", "3"), text("Ada", "1"), text("Bob", "2"), text("Dee", "4")]
        self.must(self.put(0, *rows))

    def clear(self) -> None:
        """Take away the probe's tabs and marks."""
        for number in self.marks():
            self.must(unmark(metadataId=number))
        if self._tabs:
            self.must(*({"deleteSheet": {"sheetId": tab}} for tab in self._tabs))
            self._tabs.clear()

    def id(self) -> int:
        """A metadata id that was not used yet."""
        self._next += 1
        return self._next

    def put(self, row: int, *rows: Json) -> Json:
        """``updateCells`` from column A of a row on (counted from 0)."""
        start = {"sheetId": self.tab, "rowIndex": row, "columnIndex": 0}
        return {"updateCells": {"start": start, "rows": list(rows), "fields": "userEnteredValue"}}

    def span(self, top: int, bottom: int, left: int = 0, right: int = 2) -> Json:
        """A rectangle of the tab."""
        rows = {"startRowIndex": top, "endRowIndex": bottom}
        return {"sheetId": self.tab, **rows, "startColumnIndex": left, "endColumnIndex": right}

    def line(self, index: int, dimension: str = "ROWS") -> Json:
        """The location of one row or column."""
        return {"dimensionRange": self.stretch(index, index + 1, dimension)}

    def stretch(self, start: int, end: int, dimension: str = "ROWS") -> Json:
        """Some rows or columns."""
        return {"sheetId": self.tab, "dimension": dimension, "startIndex": start, "endIndex": end}

    def column(self, letter: str = "A") -> list[str]:
        """The texts of a column from the top."""
        where = quote(f"'{self.title}'!{letter}:{letter}", safe="")
        status, answer = self.call("GET", f"/values/{where}")
        if status != 200:
            raise Unexpected(said(status, answer))
        return [str(row[0]) if row else "" for row in answer.get("values", [])]

    def marks(self) -> dict[int, Json]:
        """The probe's metadata, by id, as a plain read tells them: never behind, unlike a search."""
        fields = "metadataId,metadataValue,location"
        lines = f"rowMetadata(developerMetadata({fields})),columnMetadata(developerMetadata({fields}))"
        found = self.get(f"developerMetadata({fields}),sheets(developerMetadata({fields}),data({lines}))")
        every = list(found.get("developerMetadata", []))
        for sheet in found.get("sheets", []):
            every += sheet.get("developerMetadata", [])
            for part in sheet.get("data", []):
                for each in [*part.get("rowMetadata", []), *part.get("columnMetadata", [])]:
                    every += each.get("developerMetadata", [])
        return {int(each["metadataId"]): each for each in every if int(each["metadataId"]) >= FIRST_ID}

    def row_of(self, number: int) -> int | None:
        """The row that a mark is on now; ``None`` if it is gone."""
        found = self.marks().get(number)
        return int(found["location"]["dimensionRange"].get("startIndex", 0)) if found else None


def text(*values: str) -> Json:
    """A row of texts."""
    return {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}


def mark(number: int, value: str, location: Json | None = None) -> Json:
    """``createDeveloperMetadata``, for the whole file if no place is given."""
    content = {"metadataId": number, "metadataKey": "syncer-probe", "metadataValue": value, "visibility": "DOCUMENT"}
    return {
        "createDeveloperMetadata": {"developerMetadata": {**content, "location": location or {"spreadsheet": True}}}
    }


def unmark(**lookup: Any) -> Json:
    """``deleteDeveloperMetadata``."""
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def said(status: int, answer: Json) -> str:
    """An answer in a table: its status, and the words of a refusal."""
    words = str((answer.get("error") or {}).get("message", "")) if isinstance(answer.get("error"), dict) else ""
    return f"{status} {words}".strip()
