"""How calls travel: google-api-python-client over one ``requests`` session. A request is sent once, whatever happens.

httplib2, the client's own transport, sends a POST again by itself when the connection drops before the status line
(measured: google-api.md, section 6); requests does not. google-auth's ``AuthorizedSession`` is not used either: with
service accounts it looks up regional boundaries at a host of its own choosing, on a thread of its own.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httplib2  # type: ignore[import-untyped]
import requests
from google.auth import exceptions as auth
from google.auth.credentials import Credentials
from google.auth.transport.requests import Request
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from syncer.google.faults import GoogleFault, JsonObject, Kind, fault_of_answer, fault_of_exception, is_json_object

TIMEOUT = (10.0, 200.0)
"""Seconds to connect, and between two bytes of an answer: Sheets works on one call for up to 180."""
_TALKATIVE = ("google", "googleapiclient", "requests_oauthlib", "oauthlib", "urllib3")
"""These libraries log addresses with tokens, bodies or both."""


class RequestsHttp:
    """Stands in for ``httplib2.Http``: what the client calls to send one request.

    An access token that is used up is renewed before the call, and once more if it is refused (401: not applied).
    ``before`` is told the method of each call before it is sent, and may wait.
    """

    def __init__(
        self,
        credentials: Credentials,
        session: requests.Session,
        before: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.credentials = credentials
        self.session = session
        self.before = before
        self.redirect_codes: frozenset[int] = frozenset()
        self.connections: dict[str, object] = {}

    def request(  # the client names these arguments
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        **_unused: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Send it; the answer as the client wants it."""
        if not self.credentials.valid:
            self.renew()
        answer = self._send(uri, method, body, headers)
        if answer.status_code == 401:
            self.renew()
            answer = self._send(uri, method, body, headers)
        found = {name.lower(): value for name, value in answer.headers.items() if name.lower() != "content-encoding"}
        reply = httplib2.Response({**found, "status": str(answer.status_code)})
        reply.reason = answer.reason
        return reply, answer.content

    def renew(self) -> None:
        """Get a fresh access token. ``GoogleFault`` where the token endpoint is in trouble."""
        self.credentials.refresh(token_requests(self.session))  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Close the session; the client calls this."""
        self.session.close()

    def _send(self, uri: str, method: str, body: Any, headers: Mapping[str, str] | None) -> requests.Response:
        self.before(method)
        signed = dict(headers or {})
        self.credentials.apply(signed)  # type: ignore[no-untyped-call]
        return self.session.request(method, uri, data=body, headers=signed, timeout=TIMEOUT, allow_redirects=False)


def token_requests(session: requests.Session) -> Callable[..., Any]:
    """What google-auth calls to reach a token endpoint. Trouble there is raised at once, so that google-auth's own
    retries, which sleep on the real clock, never begin: the one retry rule is ours."""
    send = Request(session)

    def request(*args: Any, **kwargs: Any) -> Any:
        answer = send(*args, **{**kwargs, "timeout": TIMEOUT})
        if answer.status in (408, 429) or answer.status >= 500:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            raise fault_of_answer(answer.status, headers, answer.data)
        if not is_json_object(answer.data):  # google-auth would take HTML with status 200 for a token and stumble
            raise GoogleFault(Kind.GARBLED, answer.status)
        return answer

    return request


def new_session() -> requests.Session:
    """The one session of a run. Quietens the libraries below it."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    return requests.Session()


def service(name: str, version: str, http: RequestsHttp, endpoint: str) -> Any:
    """A client made from the API description that comes with the package: no network. ``endpoint``: "" is Google's."""
    options = {"api_endpoint": endpoint} if endpoint else None
    return build(name, version, http=http, client_options=options, static_discovery=True, cache_discovery=False)


def send_once(request: Any) -> JsonObject:
    """Send one request of the client; the JSON object it answers. ``GoogleFault`` for anything else."""
    try:
        with faults():
            answer = request.execute(num_retries=0)
    except HttpError as error:
        raise fault_of_answer(int(error.resp.status), error.resp, error.content) from None
    except ValueError:  # HTML with status 200, or JSON that was cut off
        raise GoogleFault(Kind.GARBLED, 200) from None
    if not isinstance(answer, Mapping):
        raise GoogleFault(Kind.GARBLED, 200)
    return answer


@contextmanager
def faults() -> Iterator[None]:
    """Exceptions of requests and google-auth become a ``GoogleFault``, which holds nothing of what was sent."""
    try:
        yield
    except (requests.exceptions.RequestException, auth.GoogleAuthError) as error:
        fault = fault_of_exception(error)
        if fault is None:
            raise
        raise fault from None
