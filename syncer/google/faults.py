"""What can go wrong between here and Google, told apart by what to do about it. Facts: google-api.md, sections 4 and 5.

A fault is recognised by ``details[].reason`` and the message, never by the status alone: an expired sync token, a bad
field mask and a refused protected cell are all 400. Bodies are read here and go no further: they may hold names.
"""

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import requests
from google.auth import exceptions as auth

JsonObject = Mapping[str, Any]


class Kind(StrEnum):
    """What happened, one name for each reaction."""

    UNREACHABLE = "no connection"
    TLS = "certificate not trusted"
    QUOTA = "too many requests"
    SERVER = "trouble at Google"
    GARBLED = "an answer that is not whole JSON"
    STALE = "sync token expired"
    LOGIN = "login no longer valid"
    CLOCK = "clock of this machine is wrong"
    CLIENT = "client not known to Google"
    UNAUTHORISED = "access token refused"
    SCOPE = "permission not granted"
    DISABLED = "API switched off"
    FORBIDDEN = "not allowed"
    NOT_FOUND = "not there"
    OFFICE = "no Google Sheet but an Office file"
    INVALID = "request refused"


PASSES = frozenset((Kind.UNREACHABLE, Kind.QUOTA, Kind.SERVER, Kind.GARBLED))
"""Faults that may be gone at the next attempt."""
_STATUS = {401: Kind.UNAUTHORISED, 403: Kind.FORBIDDEN, 404: Kind.NOT_FOUND, 408: Kind.SERVER, 429: Kind.QUOTA}
_RATE = frozenset(("RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"))
_SCOPE = frozenset(("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"))
_DISABLED = frozenset(("SERVICE_DISABLED", "accessNotConfigured"))
_CONSOLE = re.compile(r"https://console\.(?:developers|cloud)\.google\.com/[\w./?=&-]{1,200}\Z")
_MINUTE = re.compile(r"/min/|per ?minute", re.IGNORECASE)


class GoogleFault(Exception):
    """One failed call. ``status``: the HTTP status, 0 without an answer. Holds nothing of what was sent or received
    but ``link``, a page of Google's console."""

    def __init__(
        self, kind: Kind, status: int = 0, *, retry_after: float | None = None, minute: bool = False, link: str = ""
    ) -> None:
        super().__init__(f"{kind} ({status})" if status else str(kind))
        self.kind = kind
        self.status = status
        self.retry_after = retry_after
        """Seconds that Google asks to wait, if it does."""
        self.minute = minute
        """Whether a quota per minute is spent: a shorter wait is of no use."""
        self.link = link


def fault_of_answer(status: int, headers: Mapping[str, str], body: bytes) -> GoogleFault:
    """The fault an answer with an error status stands for; ``headers`` by lower-case name."""
    error = _error(body)
    reasons = frozenset(_reasons(error))
    message = str(error.get("message", "")).casefold()
    kind = _kind(status, reasons, message)
    return GoogleFault(
        kind,
        status,
        retry_after=_retry_after(headers) if kind in PASSES else None,
        minute=kind is Kind.QUOTA and bool(_MINUTE.search(json.dumps(error))),
        link=_link(error) if kind is Kind.DISABLED else "",
    )


def is_json_object(body: bytes) -> bool:
    """Whether a body is a whole JSON object."""
    try:
        return isinstance(json.loads(body), Mapping)
    except ValueError:
        return False


def fault_of_exception(error: Exception) -> GoogleFault | None:
    """The fault behind an exception of requests or google-auth; ``None`` if it is a bug of ours."""
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return GoogleFault(Kind.TLS)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return GoogleFault(Kind.GARBLED)
    if isinstance(error, requests.exceptions.ConnectionError | requests.exceptions.Timeout):
        return GoogleFault(Kind.UNREACHABLE)
    if isinstance(error, auth.RefreshError):
        return GoogleFault(_of_refusal(error), 400)
    if isinstance(error, auth.TransportError):
        cause = error.__cause__
        return (fault_of_exception(cause) if isinstance(cause, Exception) else None) or GoogleFault(Kind.UNREACHABLE)
    return None


def _kind(status: int, reasons: frozenset[str], message: str) -> Kind:
    if "EXPIRED_SYNC_TOKEN" in reasons or (status in (400, 410) and "sync token" in message):
        return Kind.STALE
    if status == 410:
        return Kind.STALE
    if reasons & _RATE:
        return Kind.QUOTA
    if reasons & _SCOPE or (status == 403 and "insufficient authentication scopes" in message):
        return Kind.SCOPE
    if reasons & _DISABLED or (status == 403 and "has not been used in project" in message):
        return Kind.DISABLED
    if status == 400 and "not supported for this document" in message:
        return Kind.OFFICE
    if 300 <= status < 400:  # Google's APIs do not redirect: the log-in page of a hotel network does
        return Kind.GARBLED
    return _STATUS.get(status, Kind.SERVER if status >= 500 else Kind.INVALID)


def _of_refusal(error: auth.RefreshError) -> Kind:
    """Why the token endpoint said no. Its texts: google-api.md, sections 4 and 14."""
    text = str(error).casefold()
    if "iat and exp" in text or "short-lived" in text:
        return Kind.CLOCK
    if "invalid_client" in text or "unauthorized_client" in text or "deleted_client" in text:
        return Kind.CLIENT
    if "invalid_scope" in text:
        return Kind.SCOPE
    return Kind.LOGIN


def _error(body: bytes) -> JsonObject:
    """The error object of a body; empty for HTML, cut-off JSON and anything else that is no such object."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    error = found.get("error") if isinstance(found, Mapping) else None
    return error if isinstance(error, Mapping) else {}


def _entries(error: JsonObject, key: str) -> list[JsonObject]:
    found = error.get(key)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def _reasons(error: JsonObject) -> list[str]:
    """Both forms: ``details`` of Sheets and People, ``errors`` of Drive."""
    return [
        str(entry["reason"]) for entry in _entries(error, "details") + _entries(error, "errors") if "reason" in entry
    ]


def _link(error: JsonObject) -> str:
    links = [str(link.get("url", "")) for entry in _entries(error, "details") for link in _entries(entry, "links")]
    return next((link for link in links if _CONSOLE.match(link)), "")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds. A date is read against the ``Date`` of the same answer, so that our own clock does not matter."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, wait.total_seconds())
