"""The consent page and what comes of it: codes that are good once, refresh tokens, and their withdrawal."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from tests.emulator.errors import TokenError
from tests.emulator.tokens import USER, Grant, Tokens
from tests.emulator.wire import Reply, Request

PAGE = "/o/oauth2/v2/auth"


@dataclass(slots=True)
class Consent:
    """The person at the consent page of one account: says yes to everything that is asked, unless told otherwise."""

    tokens: Tokens
    refuses: bool = False
    unticked: frozenset[str] = frozenset()
    """Scopes whose box the person leaves empty."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    made: int = 0

    def page(self, request: Request) -> Reply:
        """``GET /o/oauth2/v2/auth``: straight back to the client, as if the person had answered at once."""
        asked = {name: texts[-1] for name, texts in parse_qs(request.query).items()}
        answer = {"state": asked.get("state", "")}
        if self.refuses:
            answer["error"] = "access_denied"
        else:
            self.made += 1
            code = f"4/emulated-{self.made}"
            granted = frozenset(asked.get("scope", "").split()) - self.unticked
            self.codes[code] = asked | {"granted": " ".join(sorted(granted))}
            answer |= {"code": code, "scope": self.codes[code]["granted"]}
        return Reply(302, (("Location", f"{asked['redirect_uri']}?{urlencode(answer)}"),), b"")

    def exchange(self, form: dict[str, str], now: datetime) -> dict[str, Any]:
        """``POST /token`` with a code: once, from the client and to the address it was made for, with its proof."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or any(form.get(name) != asked.get(name) for name in ("client_id", "redirect_uri")):
            raise TokenError(400, "invalid_grant", "Malformed auth code.")
        if not _proved(asked, form.get("code_verifier", "")):
            raise TokenError(400, "invalid_grant", "Invalid code verifier.")
        refresh = f"1//emulated-{self.made}"
        self.tokens.refresh[refresh] = Grant(USER, frozenset(asked["granted"].split()))
        found = self.tokens.exchange({"grant_type": "refresh_token", "refresh_token": refresh}, now)
        return found | {"refresh_token": refresh, "id_token": _identity(USER)}

    def revoke(self, form: dict[str, str]) -> dict[str, Any]:
        """``POST /revoke``."""
        if form.get("token") not in self.tokens.refresh:
            raise TokenError(400, "invalid_token", "Token expired or revoked")
        self.tokens.revoke(form["token"])
        return {}


def _proved(asked: dict[str, str], verifier: str) -> bool:
    """PKCE, method S256; a client that sent no challenge needs no proof."""
    if "code_challenge" not in asked:
        return True
    proof = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return asked.get("code_challenge_method") == "S256" and proof == asked["code_challenge"]


def _identity(address: str) -> str:
    """An identity token whose signature nobody should trust."""
    parts = [json.dumps(part).encode() for part in ({"alg": "RS256"}, {"email": address})]
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), "c2lnbmF0dXJl"])
