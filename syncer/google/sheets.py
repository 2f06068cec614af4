"""The Sheets API as the workbook needs it: read a spreadsheet, send one batch, make a file.

A read is repeated by the one retry rule. A batch is sent exactly once: what comes back tells whether it was applied
(``JsonObject``), was not (``Refused``, ``GoogleFault``), or nobody knows (``Unanswered``). Facts: google-api.md.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from googleapiclient.errors import HttpError

from syncer.errors import SyncerError, WorkbookError
from syncer.google.endpoints import Endpoints
from syncer.google.faults import PASSES, GoogleFault, JsonObject, Kind, fault_of_answer
from syncer.google.remedies import SHEETS, Api, no_sheet, trouble
from syncer.google.retry import Patience
from syncer.google.transport import RequestsHttp, faults, send_once, service

_PLACE = re.compile(r"Invalid requests\[(\d+)\]\.(\w+)")
_VALUES = frozenset(("stringValue", "numberValue", "boolValue", "errorValue", "effectiveValue"))


class Why(StrEnum):
    """Why a batch was refused, as far as it matters what to do."""

    EXISTS = "something of that id or name exists"
    PROTECTED = "a cell is protected"
    RULE = "a data validation rule"
    OTHER = "another reason"


_WORDS = {"protected cell": Why.PROTECTED, "already exists": Why.EXISTS, "data validation rule": Why.RULE}
"""Parts of the service's own words by which a refusal is known (google-api.md, sections 4 and 7)."""


class Refused(Exception):
    """The service refused a batch; nothing of it was applied. ``place``: which of its requests, -1 if it did not say.

    Holds nothing of what was sent: the service's own words may quote cells.
    """

    def __init__(self, why: Why, place: int = -1, request: str = "", status: int = 400) -> None:
        super().__init__(f"{why} ({request or 'the whole'}, {status})")
        self.why, self.place, self.request, self.status = why, place, request, status


class Unanswered(Exception):
    """A batch got no answer that can be read: it was applied, or was not, or will be."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell in error: ``kind`` is the API's word for it (``REF``, ``N_A``, ``LOADING``)."""

    kind: str


class Sheets:
    """Spreadsheets of one account. Nothing is opened before the first call; ``calls`` counts those that were sent.

    ``connect`` makes the transport (``CredentialError`` without a login). ``setting``: where the address of the
    spreadsheet stands in the settings, for messages.
    """

    def __init__(
        self,
        connect: Callable[[], RequestsHttp],
        patience: Patience,
        endpoints: Endpoints,
        api: Api = SHEETS,
        setting: str = "workbook.google_sheet",
    ) -> None:
        self.patience = patience
        self.calls = 0
        self._connect = connect
        self._endpoints = endpoints
        self._api = api
        self._setting = setting
        self._http: RequestsHttp | None = None

    def read(self, spreadsheet_id: str, fields: str, ranges: Sequence[str] = ()) -> JsonObject:
        """The spreadsheet, as much of it as field mask and ranges (all without) name; its cells bare (``bare``).

        ``WorkbookError`` where it cannot be opened; ``CredentialError`` and ``TemporaryError`` as the messages say.
        """
        more = {"ranges": list(ranges)} if ranges else {}
        call = self._method("get", spreadsheetId=spreadsheet_id, fields=fields, **more)
        try:
            return self.patience.read(lambda: self._once(call))
        except GoogleFault as fault:
            raise self.error(fault) from None

    def send(self, spreadsheet_id: str, body: JsonObject, fields: str) -> JsonObject:
        """Apply one batch, all of it or nothing; its reply by ``fields``. Sent once, whatever happens.

        ``Refused`` and ``GoogleFault``: not applied. ``Unanswered``: not known.
        """
        call = self._method("batchUpdate", spreadsheetId=spreadsheet_id, body={}, fields=fields)
        call.body = encoded(body)
        call.headers["content-length"] = str(len(call.body))
        try:
            with faults():
                return self._sent(call)
        except HttpError as error:
            raise _refusal(int(error.resp.status), error.resp, error.content) from None
        except ValueError:  # HTML with status 200, or JSON that was cut off
            raise Unanswered from None
        except GoogleFault as fault:
            if fault.kind in (Kind.UNREACHABLE, Kind.GARBLED, Kind.SERVER):
                raise Unanswered from None
            raise

    def create(self, title: str, tab: str) -> str:
        """Make a spreadsheet of one empty tab in the account's Drive; its id. ``TemporaryError`` without an answer."""
        call = self._method("create", body={}, fields="spreadsheetId")
        made = {"properties": {"title": title}, "sheets": [{"properties": {"title": tab}}]}
        call.body = encoded(made)
        call.headers["content-length"] = str(len(call.body))
        try:
            return str(self._once(call)["spreadsheetId"])
        except GoogleFault as fault:
            raise self.error(fault) from None

    def error(self, fault: GoogleFault) -> SyncerError:
        """What a fault that did not pass means for the person."""
        found = no_sheet(fault, self._api, self._setting)
        if found:
            return WorkbookError(f"{found} Nothing was written.", code="E-GOOGLE-SHEET")
        known = trouble(fault, self._api)
        status = f", status {fault.status}" if fault.status else ""
        return known or WorkbookError(
            f"The {self._api.title} could not read the spreadsheet: {fault.kind}{status}. Nothing was written.",
            code="E-GOOGLE-SHEET",
        )

    def _method(self, name: str, **parameters: Any) -> Any:
        spreadsheets = _client(self._endpoints.sheets)
        call = getattr(spreadsheets, name)(**parameters, prettyPrint=False)
        call.postproc = _reply
        return call

    def _once(self, call: Any) -> JsonObject:
        self._open(call)
        return send_once(call)

    def _sent(self, call: Any) -> JsonObject:
        self._open(call)
        answer: JsonObject = call.execute(num_retries=0)
        return answer

    def _open(self, call: Any) -> None:
        self._http = self._http or self._connect()
        call.http = self._http
        self.calls += 1


@cache
def _client(endpoint: str) -> Any:
    """Reading the API's description costs more than a call, so it happens once; each call brings its transport."""
    return service("sheets", "v4", object(), endpoint).spreadsheets()  # type: ignore[arg-type]


def encoded(body: JsonObject) -> bytes:
    """The bytes of a body: letters as they are, which is a third of what escapes would take."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def bare(found: dict[str, Any]) -> Any:
    """A decoded JSON object, or what it comes to: a cell is its value, an error its ``BadCell``.

    A cell of a large workbook would otherwise be two dictionaries, and 30,000 people take a gigabyte.
    """
    if len(found) != 1:
        return found
    (name, value), *_ = found.items()
    if name not in _VALUES:
        return found
    return BadCell(str(value.get("type", "ERROR"))) if name == "errorValue" else value


def _reply(response: Mapping[str, Any], content: bytes) -> Any:
    del response
    answer = json.loads(content, object_hook=bare)
    if not isinstance(answer, dict):
        raise ValueError("no JSON object")
    return answer


def _refusal(status: int, headers: Any, body: bytes) -> Exception:
    fault = fault_of_answer(status, headers, body)
    if fault.kind in PASSES and fault.kind is not Kind.QUOTA:
        return Unanswered()
    if fault.kind is not Kind.INVALID:
        return fault
    try:
        words = str(json.loads(body)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        words = ""
    place = _PLACE.search(words)
    found = (int(place[1]), place[2]) if place else (-1, "")
    folded = words.casefold()
    why = next((why for part, why in _WORDS.items() if part in folded), Why.OTHER)
    return Refused(why, *found, status)
