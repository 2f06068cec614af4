import json
from typing import Any

import pytest
import requests
from google.auth import exceptions as auth

from syncer.errors import ConfigError, CredentialError, SourceError, TemporaryError
from syncer.google.faults import GoogleFault, Kind, fault_of_answer, fault_of_exception
from syncer.google.remedies import PEOPLE, remedy
from tests.google.cloud import BUSY, EXPIRED, PER_MINUTE, as_bytes, error

HELP = "https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=977449744253"
DISABLED = error(403, "PERMISSION_DENIED", "People API has not been used in project 9 before or it is disabled.")
DISABLED["error"]["details"] = [
    {"links": [{"url": HELP}]},
    {"reason": "SERVICE_DISABLED", "metadata": {"service": "people.googleapis.com"}},
]
DRIVE_RATE: dict[str, Any] = {
    "error": {"code": 403, "message": "Slow", "errors": [{"reason": "userRateLimitExceeded"}]}
}
SCOPE = error(
    403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
)
FBS = error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")
FAILED_PRECONDITION = {"error": {**EXPIRED["error"], "status": "FAILED_PRECONDITION"}}
HTML = b"<html><title>We're sorry...</title>automated queries</html>"

ANSWERS = {
    "a sync token that is too old": (400, as_bytes(EXPIRED), Kind.STALE),
    "the same under the other status name": (400, as_bytes(FAILED_PRECONDITION), Kind.STALE),
    "the same without its reason": (400, as_bytes(error(400, "X", "Sync token is expired.")), Kind.STALE),
    "the same as 410": (410, b"", Kind.STALE),
    "a bad mask, 400 as well": (
        400,
        as_bytes(error(400, "INVALID_ARGUMENT", "Invalid personFields mask")),
        Kind.INVALID,
    ),
    "an access token that is refused": (401, as_bytes(error(401, "UNAUTHENTICATED", "Request had")), Kind.UNAUTHORISED),
    "a missing scope": (403, as_bytes(SCOPE), Kind.SCOPE),
    "an API that is switched off": (403, as_bytes(DISABLED), Kind.DISABLED),
    "a rate limit that comes as 403": (403, as_bytes(DRIVE_RATE), Kind.QUOTA),
    "somebody who is not let in": (
        403,
        as_bytes(error(403, "X", "The caller does not have permission")),
        Kind.FORBIDDEN,
    ),
    "an address that is not there, in HTML": (404, HTML, Kind.NOT_FOUND),
    "a quota per minute": (429, as_bytes(PER_MINUTE), Kind.QUOTA),
    "another quota": (429, as_bytes(FBS), Kind.QUOTA),
    "a quota at the front door, in HTML": (429, HTML, Kind.QUOTA),
    "an internal error": (500, as_bytes(error(500, "INTERNAL", "Internal error encountered.")), Kind.SERVER),
    "a gateway that has no answer": (502, HTML, Kind.SERVER),
    "a service that is away": (503, as_bytes(BUSY), Kind.SERVER),
    "the log-in page of a hotel": (302, HTML, Kind.GARBLED),
    "an error body that is cut off": (403, as_bytes(SCOPE)[:30], Kind.FORBIDDEN),
    "an error body of another shape": (400, b'{"error": "invalid_grant"}', Kind.INVALID),
    "an error body that is a list": (400, b"[1]", Kind.INVALID),
}


@pytest.mark.parametrize(("status", "body", "kind"), ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_is_told_apart_by_its_reason(status: int, body: bytes, kind: Kind) -> None:
    assert fault_of_answer(status, {}, body).kind is kind


def test_google_may_say_how_long_to_wait() -> None:
    assert fault_of_answer(429, {"retry-after": "30"}, b"").retry_after == 30
    date = {"retry-after": "Mon, 23 Nov 2026 04:00:10 GMT", "date": "Mon, 23 Nov 2026 04:00:00 GMT"}
    assert fault_of_answer(503, date, b"").retry_after == 10
    assert fault_of_answer(503, {"retry-after": "Mon, 23 Nov 2026 04:00:10 GMT"}, b"").retry_after is None
    assert fault_of_answer(429, {"retry-after": "soon"}, b"").retry_after is None


def test_only_a_quota_per_minute_is_worth_a_minute() -> None:
    assert fault_of_answer(429, {}, as_bytes(PER_MINUTE)).minute
    assert not fault_of_answer(429, {}, as_bytes(FBS)).minute
    assert not fault_of_answer(503, {}, as_bytes(BUSY)).minute


def test_the_page_that_switches_an_api_on_is_shown_if_it_is_googles() -> None:
    assert fault_of_answer(403, {}, as_bytes(DISABLED)).link == HELP
    other = json.loads(as_bytes(DISABLED))
    other["error"]["details"][0]["links"][0]["url"] = "https://console.cloud.google.com.evil.example/"
    assert fault_of_answer(403, {}, as_bytes(other)).link == ""


WENT_WRONG = {
    "no name service": (requests.exceptions.ConnectionError("canary"), Kind.UNREACHABLE),
    "no answer in time": (requests.exceptions.ReadTimeout(), Kind.UNREACHABLE),
    "a proxy in between": (requests.exceptions.ProxyError(), Kind.UNREACHABLE),
    "an answer cut off": (requests.exceptions.ChunkedEncodingError(), Kind.GARBLED),
    "gzip that is none": (requests.exceptions.ContentDecodingError(), Kind.GARBLED),
    "an untrusted certificate": (requests.exceptions.SSLError("CERTIFICATE_VERIFY_FAILED: local issuer"), Kind.TLS),
    "encryption that broke off": (requests.exceptions.SSLError("EOF occurred in violation"), Kind.UNREACHABLE),
    "a login that ended": (auth.RefreshError("invalid_grant: Token has been expired or revoked."), Kind.LOGIN),
    "a clock that is wrong": (
        auth.RefreshError("invalid_grant: Invalid JWT: check your iat and exp values"),
        Kind.CLOCK,
    ),
    "a client that was deleted": (auth.RefreshError("deleted_client: The OAuth client was deleted."), Kind.CLIENT),
    "a secret that was changed": (auth.RefreshError("invalid_client: Unauthorized"), Kind.CLIENT),
    "a scope nobody knows": (auth.RefreshError("invalid_scope: Bad Request"), Kind.SCOPE),
    "the token endpoint away": (auth.TransportError("x"), Kind.UNREACHABLE),
}


@pytest.mark.parametrize(("happened", "kind"), WENT_WRONG.values(), ids=WENT_WRONG.keys())
def test_what_the_libraries_raise_is_told_apart_too(happened: Exception, kind: Kind) -> None:
    fault = fault_of_exception(happened)
    assert fault is not None
    assert fault.kind is kind


def test_a_failure_of_the_network_below_google_auth_keeps_its_cause() -> None:
    failed = auth.TransportError("x")
    failed.__cause__ = requests.exceptions.SSLError("CERTIFICATE_VERIFY_FAILED")
    fault = fault_of_exception(failed)
    assert fault is not None
    assert fault.kind is Kind.TLS


def test_a_bug_of_ours_is_no_fault_of_googles() -> None:
    assert fault_of_exception(requests.exceptions.MissingSchema("no address")) is None


REACTIONS = {
    Kind.LOGIN: (CredentialError, "syncer auth login", "7 days"),
    Kind.UNAUTHORISED: (CredentialError, "syncer auth login"),
    Kind.CLIENT: (CredentialError, "Desktop app", "syncer auth login"),
    Kind.CLOCK: (CredentialError, "clock"),
    Kind.SCOPE: (CredentialError, "tick every box", "syncer auth login"),
    Kind.DISABLED: (CredentialError, "https://console.cloud.google.com/apis/library/people.googleapis.com", "Enable"),
    Kind.FORBIDDEN: (CredentialError, "syncer auth status"),
    Kind.TLS: (ConfigError, "REQUESTS_CA_BUNDLE"),
    Kind.UNREACHABLE: (TemporaryError, "try later"),
    Kind.QUOTA: (TemporaryError, "quota"),
    Kind.SERVER: (SourceError, "google:", "nobody of it counts as gone"),
    Kind.GARBLED: (SourceError, "whole JSON"),
    Kind.NOT_FOUND: (SourceError, "page 3"),
    Kind.INVALID: (SourceError, "page 3"),
    Kind.STALE: (SourceError, "sync token"),
    Kind.OFFICE: (SourceError, "Office file"),
}


@pytest.mark.parametrize("kind", Kind)
def test_every_fault_has_one_message_with_what_to_do(kind: Kind) -> None:
    error_class, *words = REACTIONS[kind]
    found = remedy(GoogleFault(kind, 400), PEOPLE, "google", "page 3")
    assert type(found) is error_class
    assert found.code.startswith("E-GOOGLE-")
    assert [word for word in words if word not in str(found)] == []
