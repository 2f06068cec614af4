"""Requests and answers as they go over the wire, whichever way they come."""

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlsplit

from tests.emulator.errors import ApiError
from tests.emulator.grid import Json

JSON_TYPE = ("Content-Type", "application/json; charset=UTF-8")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request: ``path`` still quoted, header names in lower case."""

    verb: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes = b""

    @staticmethod
    def to(verb: str, url: str, headers: dict[str, str], body: bytes = b"") -> "Request":
        """From a URL; a GET that was too long comes as a POST with its query as the body."""
        parts = urlsplit(url)
        lower = {name.lower(): value for name, value in headers.items()}
        override = lower.get("x-http-method-override", "")
        if verb == "POST" and override:
            return Request(override, parts.path, body.decode(), lower)
        return Request(verb, parts.path, parts.query, lower, body)


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer. ``broken`` ends in mid-body; ``delay`` is how many seconds it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    broken: bool = False
    delay: float = 0


def from_wsgi(environ: dict[str, Any]) -> Request:
    """The request of a WSGI environment; ``REQUEST_URI`` holds the path as it was sent."""
    headers = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
    size = int(environ.get("CONTENT_LENGTH") or 0)
    raw = environ.get("REQUEST_URI") or quote(environ["PATH_INFO"]) + "?" + environ.get("QUERY_STRING", "")
    return Request.to(environ["REQUEST_METHOD"], raw, headers, environ["wsgi.input"].read(size))


def body(request: Request) -> Any:
    """The JSON of a request, None without one."""
    if not request.body:
        return None
    try:
        return json.loads(request.body)
    except ValueError:
        raise ApiError(400, "Invalid JSON payload received. Parsing terminated before end of input.") from None


def json_reply(content: Json, status: int = 200) -> Reply:
    """A JSON answer, compact."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Reply(
        status, (JSON_TYPE, ("Vary", "Origin, X-Origin, Referer"), ("Cache-Control", "private")), text.encode()
    )


def refusal(error: ApiError) -> Reply:
    """A refusal as its API words it."""
    reply = json_reply(error.body(), error.code)
    return replace(reply, headers=(*reply.headers, ("Server", "ESF"), *error.headers))
