"""Google as these tests need it: scripted answers of People API and token endpoint, and a clock of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import responses
from google.oauth2.credentials import Credentials

from syncer.google.credentials import login_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.people import People
from syncer.google.retry import BUDGET, Patience
from syncer.google.scopes import CONTACTS, IDENTITY, OTHER_CONTACTS
from syncer.google.tokens import Login, TokenFile
from syncer.google.transport import RequestsHttp, new_session

PEOPLE = "https://people.googleapis.com"
CONNECTIONS = f"{PEOPLE}/v1/people/me/connections"
OTHERS = f"{PEOPLE}/v1/otherContacts"
LABELS = f"{PEOPLE}/v1/contactGroups"
TOKEN = Endpoints().token_uri
CANARIES = ("canary-refresh", "canary-access", "canary-secret", "canary-code", "canary-sync", "canary@example.com")
LOGIN = Login(
    refresh_token="canary-refresh",
    client_id="client-1",
    client_secret="canary-secret",
    scopes=(CONTACTS, OTHER_CONTACTS, *IDENTITY),
    account="canary@example.com",
    logged_in="2026-11-01",
)


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self) -> Patience:
        return Patience(self.now + BUDGET, self.read, self.sleep)


@contextmanager
def google() -> Iterator[responses.RequestsMock]:
    """No call leaves the process; every scripted answer must have been asked for, the last one of a kind again and
    again."""
    with responses.RequestsMock() as cloud:
        yield cloud


def access_token(scopes: tuple[str, ...] = LOGIN.scopes, **more: Any) -> dict[str, Any]:
    """The token endpoint's answer."""
    return {
        "access_token": "canary-access",
        "expires_in": 3599,
        "scope": " ".join(scopes),
        "token_type": "Bearer",
        **more,
    }


def stored(folder: Path) -> TokenFile:
    """A login on disk."""
    tokens = TokenFile(folder / "private" / "google.json")
    tokens.save(LOGIN)
    return tokens


def signed_in() -> RequestsHttp:
    """A transport whose access token is good."""
    return RequestsHttp(Credentials("canary-access"), new_session())


def people(clock: Clock) -> People:
    """An address book whose access token is good."""
    return People("google", signed_in, clock.patience(), Endpoints())


def people_of(tokens: TokenFile, clock: Clock) -> People:
    """An address book of a stored login."""

    def connect() -> RequestsHttp:
        return RequestsHttp(login_credentials(tokens, (CONTACTS,), Endpoints()), new_session())

    return People("google", connect, clock.patience(), Endpoints())


def error(code: int, status: str, message: str, reason: str = "", **detail: Any) -> dict[str, Any]:
    """An error body as Google writes it."""
    body: dict[str, Any] = {"code": code, "message": message, "status": status}
    if reason or detail:
        info = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": reason,
            "domain": "googleapis.com",
            **detail,
        }
        body["details"] = [info]
    return {"error": body}


EXPIRED = error(
    400,
    "INVALID_ARGUMENT",
    "Sync token is expired. Clear local cache and retry call without the sync token.",
    "EXPIRED_SYNC_TOKEN",
)
PER_MINUTE = error(
    429,
    "RESOURCE_EXHAUSTED",
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service "
    "'people.googleapis.com' for consumer 'project_number:1'.",
    "RATE_LIMIT_EXCEEDED",
    metadata={"quota_unit": "1/min/{project}/{user}"},
)
BUSY = error(503, "UNAVAILABLE", "The service is currently unavailable.")


def person(number: int, name: str = "", **fields: Any) -> dict[str, Any]:
    """A contact with a name, as the API answers it."""
    given, _, family = name.partition(" ")
    names = [{"metadata": {"primary": True}, "displayName": name, "givenName": given, "familyName": family}]
    found = {"resourceName": f"people/c{number}", "metadata": {"sources": [{"type": "CONTACT", "id": f"{number:x}"}]}}
    return found | ({"names": names} if name else {}) | fields


def page(*entries: dict[str, Any], following: str = "", token: str = "", total: int | None = None) -> dict[str, Any]:
    """One page of connections; like Google's it leaves out what is empty."""
    found: dict[str, Any] = {"connections": list(entries)} if entries else {}
    found |= {"nextPageToken": following} if following else {}
    found |= {"nextSyncToken": token} if token else {}
    return found | ({} if total is None else {"totalItems": total})


def query(call: responses.Call) -> dict[str, str]:
    """The parameters of a call that was made."""
    return {name: values[0] for name, values in parse_qs(urlsplit(str(call.request.url)).query).items()}


def as_bytes(body: dict[str, Any]) -> bytes:
    """A body on the wire."""
    return json.dumps(body).encode()
