"""The routes of Drive by which clients make, find, copy and delete their files. Drive ignores unknown parameters."""

import csv
import io
import json
import re
from datetime import datetime
from urllib.parse import parse_qs, unquote

from tests.emulator import masks, values
from tests.emulator.clock import PROJECT
from tests.emulator.errors import ApiError, DriveError, NotEmulatedError, reason
from tests.emulator.files import SPREADSHEET, File, Files, described, missing
from tests.emulator.grid import Book, Json
from tests.emulator.switches import Switches
from tests.emulator.tokens import SCOPE, Grant
from tests.emulator.wire import Reply, Request, json_reply

ALL = "/drive/v3/files"
ONE = re.compile(rf"{ALL}/(?P<id>[^/:]+)(?P<more>/[a-z]+)?")
DEFAULT: Json = {"kind": None, "id": None, "name": None, "mimeType": None}
TERM = re.compile(
    r"\s*(?P<field>name|mimeType|trashed)\s*=\s*(?:(?P<quote>['\"])(?P<text>.*?)(?P=quote)|(?P<word>true|false))\s*"
)


class Drive:
    """Drive for one caller."""

    def __init__(self, files: Files, grant: Grant, now: datetime) -> None:
        self.files, self.grant, self.now = files, grant, now

    def answer(self, request: Request) -> Reply:
        """Answer a call below ``/drive/v3``; an unknown route fails loudly."""
        if not self.grant.scopes & {f"{SCOPE}drive", f"{SCOPE}drive.file"}:
            raise DriveError(403, "Request had insufficient authentication scopes.", "insufficientPermissions")
        query = {name: texts[-1] for name, texts in parse_qs(request.query).items()}
        found = ONE.fullmatch(request.path)
        if request.path == ALL and request.verb == "POST":
            return self._said(self._create(json.loads(request.body or b"{}")), query)
        if request.path == ALL and request.verb == "GET":
            return self._list(query)
        if found is None:
            raise NotEmulatedError(f"{request.verb} {request.path}")
        file, route = self._known(unquote(found["id"])), request.verb + (found["more"] or "")
        if route == "GET":
            return self._said(file, query)
        if route == "DELETE":
            del self.files.by_id[file.book.id]
            return Reply(204, (("Content-Type", "text/html"),), b"")
        if route == "POST/copy":
            return self._said(self._copy(file, json.loads(request.body or b"{}")), query)
        if route == "GET/comments":
            return json_reply({"comments": []})
        if route == "GET/export" and query.get("mimeType") == "text/csv":
            return Reply(200, (("Content-Type", "text/csv"),), _csv(file.book).encode())
        raise NotEmulatedError(f"{request.verb} {request.path}")

    def _said(self, file: File, query: dict[str, str]) -> Reply:
        mask = masks.parse(query["fields"]) if "fields" in query else DEFAULT
        full = described(file)
        if mask and (unknown := set(mask) - set(full)):
            raise NotEmulatedError(f"Drive fields {sorted(unknown)}")
        return json_reply(masks.project(full, mask))

    def _create(self, given: Json) -> File:
        if given.get("mimeType") != SPREADSHEET:
            raise NotEmulatedError(f"a Drive file of type {given.get('mimeType')}")
        return self.files.create(given.get("name") or "Untitled", self.grant.user, self.now)

    def _copy(self, file: File, given: Json) -> File:
        """Developer metadata comes along, as reports say; the copy belongs to who makes it."""
        fresh = file.book.copy()
        title = given.get("name") or f"Copy of {file.book.properties['title']}"
        fresh.id, fresh.properties = self.files.fresh_id(), {**fresh.properties, "title": title}
        return self.files.add(fresh, self.grant.user, self.now)

    def _known(self, number: str) -> File:
        file = self.files.by_id.get(number)
        if file is None or not self._sees(file):
            raise missing(number)
        return file

    def _sees(self, file: File) -> bool:
        """``drive.file`` alone sees only what this app made."""
        mine = self.grant.user in {file.owner, *file.editors}
        return mine and (file.by_app or f"{SCOPE}drive" in self.grant.scopes)

    def _list(self, query: dict[str, str]) -> Reply:
        terms = [_term(text) for text in re.split(r"\s+and\s+", query["q"])] if "q" in query else []
        newest = sorted(self.files.by_id.values(), key=lambda file: file.modified, reverse=True)
        found = [full for file in newest if self._sees(file) for full in [described(file)] if _fits(full, terms)]
        if len(found) > int(query.get("pageSize", 100)):
            raise NotEmulatedError("a second page of Drive files")
        mask = masks.parse(query.get("fields", "kind,files(kind,id,name,mimeType)"))
        return json_reply(masks.project({"kind": "drive#fileList", "files": found}, mask))


def _term(text: str) -> tuple[str, str]:
    found = TERM.fullmatch(text)
    if not found:
        raise NotEmulatedError(f"Drive query {text}")
    return found["field"], found["text"] if found["word"] is None else found["word"]


def _fits(full: Json, terms: list[tuple[str, str]]) -> bool:
    return all(_word(full[field]) == wanted for field, wanted in terms)


def _word(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _csv(book: Book) -> str:
    """The first tab as its cells look, rows of one width."""
    sheet = book.sheets[0]
    rows = values.get(book, (sheet, sheet.all), {}, Switches()).get("values", [])
    width, out = max((len(row) for row in rows), default=0), io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().removesuffix("\r\n")


def switched_off(service: str) -> ApiError:
    """403: the API is not enabled in the project."""
    name = {"sheets": "Google Sheets API", "people": "People API", "drive": "Google Drive API"}[service]
    url = f"https://console.developers.google.com/apis/api/{service}.googleapis.com/overview?project={PROJECT}"
    message = (
        f"{name} has not been used in project {PROJECT} before or it is disabled. Enable it by visiting {url} then "
        "retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and "
        "retry."
    )
    metadata = {"consumer": f"projects/{PROJECT}", "service": f"{service}.googleapis.com"}
    page = {"description": "Google developers console API activation", "url": url}
    help_link = {"@type": "type.googleapis.com/google.rpc.Help", "links": [page]}
    return reason(403, message, "SERVICE_DISABLED", "googleapis.com", metadata, details=[help_link])
