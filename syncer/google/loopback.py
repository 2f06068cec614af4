"""Where the browser comes back to after the consent page: a door on loopback that opens for one visitor."""

import queue
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

_PAGE = "<!doctype html><meta charset=utf-8><title>syncer</title><p>Done. You can close this window."
_TICK = 0.1  # seconds between two looks at the clock


def answer_of(address: str) -> Mapping[str, str]:
    """What Google said in an address it sent the browser to: ``code`` and ``state``, or ``error``."""
    return dict(parse_qsl(urlsplit(address.strip()).query))


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:  # a browser that hangs up early; the default prints a traceback
        return


class Landing:
    """The page on ``127.0.0.1`` that the consent page leads back to; open while the ``with`` block lasts.

    Browsers also ask for icons and open connections ahead of need: only a visit with an answer counts.
    """

    def __init__(self) -> None:
        visits: queue.Queue[str] = queue.Queue()

        class Door(BaseHTTPRequestHandler):
            timeout = 5

            def do_GET(self) -> None:
                known = bool({"code", "error"} & set(answer_of(self.path)))
                self.send_response(200 if known else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                if known:
                    self.wfile.write(_PAGE.encode())
                    visits.put(self.path)

            def log_message(self, *_: object) -> None:  # the default prints the address, and the code in it
                return

        self._visits = visits
        self._server = _Quiet(("127.0.0.1", 0), Door)
        self._server.timeout = _TICK

    @property
    def address(self) -> str:
        """What to give Google as the address to return to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def wait(self, state: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> Mapping[str, str]:
        """The answer that carries this ``state``; empty if none came in time. Visits with another one are not ours."""
        until = clock() + seconds
        while clock() < until:
            self._server.handle_request()
            while not self._visits.empty():
                answer = answer_of(self._visits.get())
                if answer.get("state") == state:
                    return answer
        return {}

    def __enter__(self) -> "Landing":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._server.server_close()
