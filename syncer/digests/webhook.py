"""The digest into a chat: one POST to the address that the chat gave for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import requests

from syncer.core.digest import Digest
from syncer.errors import TemporaryError

TIMEOUT = (10, 20)
"""Seconds to connect, and for the answer."""
_LONGEST_ON_DISCORD = 2_000
_REDIRECTED = 300


@dataclass(frozen=True, slots=True)
class Webhook:
    """``address`` is a secret: it is in no message and no log."""

    address: str
    kind: Literal["slack", "discord", "any"]

    def send(self, digest: Digest) -> None:
        """Send it once; a redirect is not followed, since it would carry names to where nobody sent them."""
        try:
            answer = requests.post(self.address, json=_body(digest, self.kind), timeout=TIMEOUT, allow_redirects=False)
        except (requests.RequestException, ValueError) as error:
            raise TemporaryError(
                f"The webhook of [digest] could not be reached: {type(error).__name__}.", code="E-DIGEST-WEBHOOK"
            ) from None
        if answer.status_code >= _REDIRECTED:
            raise TemporaryError(
                f"The webhook of [digest] answered {answer.status_code} and took nothing. If it stays so, make a new "
                "address in the chat and put it into webhook.",
                code="E-DIGEST-WEBHOOK",
            )


def _body(digest: Digest, kind: str) -> Mapping[str, Any]:
    words = f"{digest.subject}\n\n{digest.text}"
    match kind:
        case "slack":  # names cannot ping a channel or hide a link
            return {"text": words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}
        case "discord":
            return {"content": _cut(words), "allowed_mentions": {"parse": []}}
    parts = [{"title": part.title, "lines": list(part.lines)} for part in digest.parts]
    return {"title": digest.subject, "text": digest.text, "parts": parts}


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_ON_DISCORD else f"{words[: _LONGEST_ON_DISCORD - 1]}…"
