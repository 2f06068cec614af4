"""The token endpoint and what tokens allow."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.emulator.documents import Method
from tests.emulator.errors import ApiError, TokenError, reason

SCOPE = "https://www.googleapis.com/auth/"
EVERYTHING = frozenset(
    SCOPE + name for name in ("spreadsheets", "drive", "contacts", "contacts.other.readonly", "contacts.readonly")
)
USER = "person@example.com"
KNOWN = "<ACCESS_TOKEN>"
"""A token that always works, for clients whose suites send exactly this."""
JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token lets its bearer do."""

    user: str
    scopes: frozenset[str]
    until: datetime | None = None


class Tokens:
    """Refresh tokens, service accounts and the access tokens made from them."""

    def __init__(self) -> None:
        self.access = {KNOWN: Grant(USER, EVERYTHING)}
        self.refresh: dict[str, Grant] = {"refresh-token": Grant(USER, EVERYTHING)}
        self.services: set[str] | None = None
        """Service accounts that exist; None takes any."""
        self.made = 0

    def issue(self, scopes: frozenset[str] = EVERYTHING, user: str = USER, until: datetime | None = None) -> str:
        """A new access token."""
        self.made += 1
        token = f"ya29.emulated-{self.made}"
        self.access[token] = Grant(user, scopes, until)
        return token

    def revoke(self, refresh: str) -> None:
        """From now on this refresh token answers ``invalid_grant``, as one of a Testing app does after seven days."""
        self.refresh.pop(refresh, None)

    def bearer(self, header: str, now: datetime) -> Grant:
        """The grant of an Authorization header, or a 401."""
        kind, _, token = header.partition(" ")
        grant = self.access.get(token) if kind.lower() == "bearer" else None
        if grant is None or (grant.until is not None and grant.until <= now):
            challenge = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
            raise ApiError(401, headers=(("WWW-Authenticate", challenge),))
        return grant

    def exchange(self, form: dict[str, str], now: datetime) -> dict[str, Any]:
        """``POST /token``: the refresh grant and the assertion of a service account."""
        grant = self._granted(form)
        until = now + timedelta(seconds=3599)
        wanted = frozenset(form.get("scope", "").split()) or grant.scopes
        if not wanted <= grant.scopes:
            raise TokenError(400, "invalid_scope", "Some requested scopes were invalid.")
        return {
            "access_token": self.issue(wanted, grant.user, until),
            "expires_in": 3599,
            "scope": " ".join(sorted(wanted)),
            "token_type": "Bearer",
        }

    def _granted(self, form: dict[str, str]) -> Grant:
        kind = form.get("grant_type")
        if kind == "refresh_token":
            found = self.refresh.get(form.get("refresh_token", ""))
            if found is None:
                raise TokenError(400, "invalid_grant", "Token has been expired or revoked.")
            return found
        if kind == JWT_GRANT:
            claims = _claims(form.get("assertion", ""))
            if self.services is not None and claims.get("iss") not in self.services:
                raise TokenError(400, "invalid_grant", "Invalid grant: account not found")
            return Grant(claims["iss"], frozenset(claims.get("scope", "").split()))
        raise TokenError(400, "unsupported_grant_type", f"Invalid grant_type: {kind}")


def _claims(assertion: str) -> dict[str, Any]:
    """The claims of a JWT; its signature is not checked."""
    try:
        middle = assertion.split(".")[1]
        found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return found | {"iss": found["iss"]}
    except (IndexError, KeyError, ValueError, binascii.Error):
        raise TokenError(400, "invalid_grant", "Invalid JWT Signature.") from None


def must_allow(grant: Grant, method: Method) -> None:
    """403 when none of the token's scopes is one that the method accepts."""
    if not grant.scopes & method.scopes:
        raise reason(
            403,
            "Request had insufficient authentication scopes.",
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            "googleapis.com",
            {"service": f"{method.service}.googleapis.com", "method": method.id},
        )
