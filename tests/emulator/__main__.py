"""``python -m tests.emulator --port N``: the emulator on a loopback socket, for other processes and other clients.

``--contacts tests/golden/google_contacts/account/input.json --env`` is an account to try syncer on by hand: set what it
prints, then ``syncer init --google-contacts --google-sheet new`` in an empty folder.
"""

import argparse
import json
import socketserver
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, cast
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from tests.emulator.clock import WallClock
from tests.emulator.consent import PAGE
from tests.emulator.faults import Lost
from tests.emulator.grid import Book, book_properties, new_sheet
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN


class _Answering(ServerHandler):
    """Writes one answer, in HTTP/1.0 so that nobody reuses the connection; a lost one is closed without a word."""

    def handle_error(self) -> None:
        if not isinstance(sys.exc_info()[1], Lost):
            super().handle_error()


class _Connection(WSGIRequestHandler):
    """Hands the path on as it was sent, because ``'a/b'!A1`` and ``a%2Fb`` differ."""

    def get_environ(self) -> dict[str, Any]:
        return super().get_environ() | {"REQUEST_URI": self.path}

    def handle(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if self.raw_requestline and self.parse_request():
            handler = _Answering(
                cast(IO[bytes], self.rfile), self.wfile, sys.stderr, self.get_environ(), multithread=True
            )
            handler.request_handler = self  # type: ignore[attr-defined]
            handler.run(self.server.get_app())  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the emulator keeps its own log of calls."""


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


def server(google: Google, port: int = 0) -> _Server:
    """A server on loopback; port 0 takes a free one (``server_port`` tells which). Start it with ``serve_forever``."""
    made = _Server(("127.0.0.1", port), _Connection)

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return google(environ, start)

    made.set_app(app)
    return made


def environment(url: str) -> dict[str, str]:
    """Variables under which syncer takes this address for Google."""
    paths = {
        "PEOPLE_ENDPOINT": "",
        "SHEETS_ENDPOINT": "",
        "DRIVE_ENDPOINT": "",
        "AUTH_URI": PAGE,
        "TOKEN_URI": "/token",
        "REVOKE_URI": "/revoke",
    }
    found = {f"SYNCER_GOOGLE__{name}": url + path for name, path in paths.items()}
    return {**found, "OAUTHLIB_INSECURE_TRANSPORT": "1"}


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--quotas", action="store_true", help="refuse more than 60 calls a minute and user")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32, help="of the ids that are made up")
    parser.add_argument("--private", action="append", default=[], metavar="ID", help="a file that is not shared")
    parser.add_argument("--contacts", type=Path, metavar="FILE", help="an answer of connections.list to start with")
    parser.add_argument("--env", action="store_true", help="print what leads syncer here")
    chosen = parser.parse_args(arguments)
    google = Google(clock=WallClock(), quotas=chosen.quotas, seed=chosen.seed, loud=False)
    for number in chosen.private:
        book = Book(number, book_properties("Private"), [new_sheet(0, "Sheet1")])
        google.files.add(book, "somebody.else@example.com", google.clock.now())
    if chosen.contacts:
        told = json.loads(chosen.contacts.read_text(encoding="utf-8"))
        for person in told.get("connections", {}).get("connections", []):
            google.contacts_of().add({name: value for name, value in person.items() if name != "metadata"})
    running = server(google, chosen.port)
    url = f"http://127.0.0.1:{running.server_port}"
    print(f"{url} (token {KNOWN})", flush=True)
    if chosen.env:
        print("\n".join(f"export {name}={value}" for name, value in environment(url).items()), flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        running.server_close()


if __name__ == "__main__":
    main()
