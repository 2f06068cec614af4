"""The emulated Google: one account, one callable. In process a function call, on a socket a WSGI application."""

import gzip
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from tests.emulator import checking, documents, drive, masks, people, reading, sheets, tables, wire
from tests.emulator.batch import Context
from tests.emulator.clock import Clock, Quotas
from tests.emulator.consent import PAGE, Consent
from tests.emulator.documents import Method
from tests.emulator.errors import ApiError, NotEmulatedError
from tests.emulator.faults import Fault, Faults, Lost
from tests.emulator.files import File, Files
from tests.emulator.grid import Book, Json
from tests.emulator.people import Contacts
from tests.emulator.switches import Switches
from tests.emulator.tokens import USER, Grant, Tokens, must_allow
from tests.emulator.wire import Reply, Request, json_reply, refusal

BODY_LIMIT = 2 * 1024 * 1024
"""The documented recommendation, held as a limit so that a client that grows past it is noticed."""
UNKNOWN = {"callback", "commentsViewMode", "excludeTablesInBandedRanges"}
"""Parameters that the documents have and the emulator has not."""
HTML = "<html><head><title>Sorry...</title></head><body>We're sorry... automated queries</body></html>"


@dataclass(frozen=True, slots=True)
class Logged:
    """A call as it is remembered: enough to count calls and to compare two runs."""

    verb: str
    path: str
    query: str
    method: str
    status: int
    """0 when the client got no answer."""
    sent: bytes


class Google:
    """Sheets v4, People v1, the token endpoint and three routes of Drive, for one project and any users."""

    def __init__(
        self,
        switches: Switches | None = None,
        *,
        clock: Clock | None = None,
        quotas: bool = True,
        seed: int = 0,
        loud: bool = True,
    ) -> None:
        """``loud`` lets what is not emulated raise; else it is a 501 that names it. ``not_emulated`` collects it."""
        self.switches = switches or Switches()
        self.clock = clock or Clock()
        self.quotas = Quotas(self.clock, self.switches.retry_after) if quotas else None
        self.rng = random.Random(seed)
        self.files, self.tokens, self.faults = Files(self.rng), Tokens(), Faults()
        self.consent = Consent(self.tokens)
        self.contacts: dict[str, Contacts] = {}
        self.log: list[Logged] = []
        self.loud, self.not_emulated = loud, list[str]()
        self.disabled: set[str] = set()
        """Services not switched on in the project: ``sheets``, ``people``, ``drive``."""
        self.before: Callable[[str], None] = lambda _: None
        """Told the method of every call as it arrives: what others do at that moment."""
        self._lock = threading.Lock()
        self._late: list[tuple[float, Callable[[], Reply]]] = []
        self._stale = False

    def contacts_of(self, user: str = USER) -> Contacts:
        """The contacts of a user, empty at first: a service account has its own empty list."""
        return self.contacts.setdefault(user, Contacts(self.clock, self.switches))

    def handle(self, request: Request) -> Reply:
        """Answer one request, or raise ``Lost`` where the connection drops."""
        with self._lock:
            self._apply_due()
            method, path = documents.route(request.verb, request.path) or (None, {})
            name = method.id if method else f"{request.verb} {request.path}"
            self.before(name)
            status = 0
            try:
                reply = self._struck(name, lambda: self._answer(request, method, path))
                status = reply.status
                return reply
            finally:
                self.log.append(Logged(request.verb, request.path, request.query, name, status, request.body))

    def apply_late(self) -> None:
        """What was sent long ago and thought lost takes effect now."""
        with self._lock:
            self._apply_due(everything=True)

    def _apply_due(self, everything: bool = False) -> None:
        due = [run for when, run in self._late if everything or when <= len(self.log)]
        self._late = [(when, run) for when, run in self._late if not (everything or when <= len(self.log))]
        for run in due:
            run()

    def _struck(self, name: str, run: Callable[[], Reply]) -> Reply:
        fault = self.faults.next(name)
        if fault is None:
            return run()
        if fault.kind in {"lose", "late"}:
            return self._lost(fault, run)
        if fault.kind == "refuse":
            if fault.when == "after":
                run()
            return refusal(fault.error or ApiError(fault.code, self._words(fault.code)))
        if fault.kind == "html":
            return Reply(fault.code, (("Content-Type", "text/html; charset=UTF-8"),), HTML.encode())
        if fault.kind == "stale":
            return self._stale_reply(run)
        reply = run()
        if fault.kind == "truncate":
            return replace(reply, body=reply.body[: len(reply.body) // 2])
        if fault.kind == "slow":
            self.clock.advance(fault.seconds)
            return replace(reply, delay=fault.seconds)
        return replace(reply, broken=True)

    def _words(self, code: int) -> str | None:
        return "Resource has been exhausted (e.g. check quota)." if code == 429 else None

    def _lost(self, fault: Fault, run: Callable[[], Reply]) -> Reply:
        if fault.kind == "late":
            due = float("inf") if fault.calls is None else len(self.log) + fault.calls
            self._late.append((due, run))
            raise Lost(applied=False, timed_out=True)
        if fault.when == "after":
            run()
        raise Lost(applied=fault.when == "after")

    def _stale_reply(self, run: Callable[[], Reply]) -> Reply:
        self._stale = True
        try:
            return run()
        finally:
            self._stale = False

    def _answer(self, request: Request, method: Method | None, path: dict[str, str]) -> Reply:
        try:
            if len(request.body) > BODY_LIMIT:
                raise ApiError(413, "Request entity is too large.", status="INVALID_ARGUMENT")
            if method is None:
                return self._besides(request)
            return json_reply(self._method(request, method, path))
        except ApiError as error:
            return refusal(error)
        except NotEmulatedError as missing:
            self.not_emulated.append(str(missing))
            if self.loud:
                raise
            return refusal(ApiError(501, f"The emulator does not know {missing}"))

    def _besides(self, request: Request) -> Reply:
        """The token endpoint and Drive, which no shipped route covers here."""
        if request.path == "/token":
            form = dict(parse_qsl(request.body.decode()))
            grants = self.consent if form.get("grant_type") == "authorization_code" else self.tokens
            return json_reply(grants.exchange(form, self.clock.now()))
        if request.path == PAGE and request.verb == "GET":
            return self.consent.page(request)
        if request.path == "/revoke":
            return json_reply(self.consent.revoke(dict(parse_qsl(request.body.decode()))))
        if request.path.startswith("/drive/"):
            if "drive" in self.disabled:
                raise drive.switched_off("drive")
            return drive.Drive(self.files, self._grant(request), self.clock.now()).answer(request)
        raise NotEmulatedError(f"{request.verb} {request.path}")

    def _grant(self, request: Request) -> Grant:
        return self.tokens.bearer(request.headers.get("authorization", ""), self.clock.now())

    def _method(self, request: Request, method: Method, path: dict[str, str]) -> Json:
        grant = self._grant(request)
        if method.service in self.disabled:
            raise drive.switched_off(method.service)
        must_allow(grant, method)
        if self.quotas:
            self.quotas.spend(method, grant.user)
        query = checking.query(method, parse_qs(request.query, keep_blank_values=True))
        if query.get("alt", "json") != "json" or UNKNOWN & query.keys():
            raise NotEmulatedError(f"{method.id} with {request.query}")
        given = checking.body(method, wire.body(request)) if method.request else {}
        mask = masks.reply_mask(query.pop("fields", None), method.service, method.response)
        if method.service == "people":
            return dict(masks.project(self._people(method, path, query, grant.user), mask))
        return self._sheets(method, path, (query, given), mask, grant)

    def _sheets(
        self, method: Method, path: dict[str, str], asked: tuple[Json, Json], mask: masks.Mask, grant: Grant
    ) -> Json:
        name = method.id.removeprefix("sheets.spreadsheets.")
        context = Context(self.switches, self.rng, grant.user)
        if name == "create":
            given = asked[1]
            title = given.get("properties", {}).get("title", "Untitled spreadsheet")
            made = self.files.create(title, grant.user, self.clock.now(), given)
            return reading.spreadsheet(made.book, None, False, mask, self.switches)
        if name not in sheets.METHODS:
            raise NotEmulatedError(method.id)
        file = self._open(path["spreadsheetId"], grant)
        book = file.versions[-1][1] if self._stale and file.versions else file.book
        lagging = file.as_of(len(self.log) - self.switches.metadata_lag) if self.switches.metadata_lag else book
        call = sheets.Call(
            file, book, lagging, path, *asked, mask, context, lambda number: self._open(number, grant), self._save
        )
        reply, fresh = sheets.METHODS[name](call)
        if fresh is not None:
            self._save(file, fresh)
        return dict(masks.project(reply, mask))

    def _save(self, file: File, fresh: Book) -> None:
        tables.name_columns(fresh)
        file.save(fresh, self.clock.now(), len(self.log) + 1)

    def _open(self, number: str, grant: Grant) -> File:
        return self.files.open(number, grant.user, grant.scopes, self.switches.drive_file_unopened)

    def _people(self, method: Method, path: dict[str, str], query: Json, user: str) -> Json:
        contacts, name = self.contacts_of(user), path.get("resourceName", "")
        if method.id == "people.people.connections.list":
            if name != "people/me":
                raise ApiError(400, "Must be a request for people/me.")
            return people.connections(contacts, query)
        if method.id == "people.otherContacts.list":
            return people.others(contacts, query)
        if method.id == "people.people.get":
            return people.get(contacts, name, query)
        if method.id == "people.contactGroups.list":
            return people.groups(contacts, query)
        if method.id == "people.contactGroups.get":
            return people.group(contacts, name, query)
        raise NotEmulatedError(method.id)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """As a WSGI application. A dropped connection leaves as ``Lost``, for the server to hang up."""
        reply = self.handle(wire.from_wsgi(environ))
        time.sleep(reply.delay)
        body, headers = reply.body, [*reply.headers]
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and body:
            body = gzip.compress(body, 1, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
        return [body[: len(body) // 2] if reply.broken else body]
