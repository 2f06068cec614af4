"""The emulator behind a ``requests.Session``, without a socket: mount it and every call is a function call.

``session.mount("https://", InProcess(google))`` lets production code keep its URLs, its session and its time limits.
"""

import io
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from tests.emulator.faults import Lost
from tests.emulator.service import Google
from tests.emulator.wire import Reply, Request


class InProcess(BaseAdapter):
    """Answers as the service would: errors of the connection become those that ``requests`` raises."""

    def __init__(self, google: Google) -> None:
        super().__init__()
        self.google = google

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """One call. A reply slower than the time limit is a read timeout, though it took effect."""
        body = request.body or b""
        raw = body.encode() if isinstance(body, str) else body
        assert isinstance(raw, bytes)
        sent = Request.to(str(request.method), str(request.url), dict(request.headers), raw)
        try:
            reply = self.google.handle(sent)
        except Lost as lost:
            kind = requests.exceptions.ReadTimeout if lost.timed_out else requests.exceptions.ConnectionError
            raise kind(lost, request=request) from None
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        if limit is not None and reply.delay > limit:
            raise requests.exceptions.ReadTimeout("read timed out", request=request)
        if reply.broken:
            raise requests.exceptions.ChunkedEncodingError("the connection broke in mid-body", request=request)
        return _response(request, reply)

    def close(self) -> None:
        """Nothing to close."""


def _response(request: requests.PreparedRequest, reply: Reply) -> requests.Response:
    response = requests.Response()
    response.status_code, response.url, response.request = reply.status, str(request.url), request
    response.headers = CaseInsensitiveDict(reply.headers)
    response.raw = io.BytesIO(reply.body)
    response.encoding = "utf-8"
    return response


def session(google: Google) -> requests.Session:
    """A session whose every call goes to the emulator."""
    made = requests.Session()
    made.mount("https://", InProcess(google))
    made.mount("http://", InProcess(google))
    return made
