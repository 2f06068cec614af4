"""The line between a tool and the emulated Google: before each call the person may act, on each something may fail.

It also answers the query service of Google's charts (``/gviz/tq``), which shillelagh reads through, in the format that
its adapter parses: ``)]}'`` and JSON with the columns' labels and each cell as ``{"v": ...}``.
"""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from tests.benchmarks.peers.schedule import Run
from tests.emulator.faults import Fault
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN
from tests.emulator.transport import InProcess

_FAULTS = {
    "lost before": Fault("lose", "before"),
    "lost after": Fault("lose", "after"),
    "503 before": Fault("refuse", "before"),
    "503 after": Fault("refuse", "after"),
}
_QUERY = re.compile(r"SELECT \*(?: WHERE (?P<where>.+?))?(?: LIMIT (?P<limit>\d+))?$")
_EQUALS = re.compile(r"([A-Z]+) = '((?:[^']|'')*)'")


class Killed(BaseException):
    """The process dies here; no ``except Exception`` of a tool sees it."""


class Line(InProcess):
    """Counts the calls of one run and lets its schedule happen between them."""

    def __init__(self, google: Google, spreadsheet: str, run: Run | None, act: Callable[[Any], None]) -> None:
        super().__init__(google)
        self.run, self.act, self.calls = run, act, 0
        self._person = Person(google, spreadsheet)

    def send(self, request: requests.PreparedRequest, *given: Any, **more: Any) -> requests.Response:
        """One call of the tool."""
        self.calls += 1
        if not self.run:
            return self._answer(request, *given, **more)
        for move in self.run.between.get(self.calls, ()):
            self.act(move)
        call, kind = self.run.fault or (0, "")
        if call != self.calls:
            return self._answer(request, *given, **more)
        if kind == "killed before":
            raise Killed
        if kind in _FAULTS:
            self.google.faults.add(_FAULTS[kind])
        answer = self._answer(request, *given, **more)
        if kind == "killed after":
            raise Killed
        return answer

    def _answer(self, request: requests.PreparedRequest, *given: Any, **more: Any) -> requests.Response:
        if "/gviz/tq" in str(request.url):
            return self._chart(request)
        return super().send(request, *given, **more)

    def _chart(self, request: requests.PreparedRequest) -> requests.Response:
        asked = parse_qs(urlsplit(str(request.url)).query)["tq"][0]
        parsed = _QUERY.match(asked)
        assert parsed, f"a query that this line does not know: {asked}"
        header, *rows = self._person.see("People")
        letters = [chr(65 + at) for at in range(len(header))]
        padded = [[*row, *[""] * (len(header) - len(row))] for row in rows]
        for letter, text in _EQUALS.findall(parsed["where"] or ""):
            padded = [row for row in padded if row[letters.index(letter)] == text.replace("''", "'")]
        limited = padded[: int(parsed["limit"])] if parsed["limit"] else padded
        table = {
            "cols": [
                {"id": letter, "label": label, "type": "string"} for letter, label in zip(letters, header, strict=True)
            ],
            "rows": [{"c": [{"v": text} if text else None for text in row]} for row in limited],
        }
        response = requests.Response()
        response.status_code, response.url, response.request = 200, str(request.url), request
        text = ")]}'\n" + json.dumps({"version": "0.6", "status": "ok", "table": table})
        response._content = text.encode()
        response.encoding = "utf-8"
        return response


def session(line: Line) -> requests.Session:
    """A session whose every call goes over the line."""
    made = requests.Session()
    made.headers["Authorization"] = f"Bearer {KNOWN}"
    made.mount("https://", line)
    return made
