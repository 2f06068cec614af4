"""A source that is an address on the web: downloaded with care, read like any other file, and deleted again.

Whoever writes an address into the settings of somebody else's machine could make it call machines that only it can
reach. So: https only, port 443, no password in the address; every address that the name resolves to must be public, and
the connection goes to exactly the one that was judged; each redirect (at most 3) is judged again. No proxy is asked,
because it would resolve the name a second time. Size and time are bounded. Messages name the host only: the rest of
an address may be a secret.
"""

import http.client
import ipaddress
import os
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from syncer.errors import SourceError

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Resolve = Callable[[str], Sequence[str]]
"""Every address of a host name. ``OSError`` where there is none."""
Connect = Callable[[str, str, float], http.client.HTTPConnection]
"""(address, host, timeout) -> a connection to this very address that speaks for the host."""


@dataclass(frozen=True, slots=True)
class Caps:
    """What one download may take. Seconds are for all of it, redirects included."""

    size: int = 50_000_000
    seconds: float = 60.0
    silence: float = 10.0
    """Seconds without a byte."""
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Web:
    """How names are resolved and connections made."""

    resolve: Resolve
    connect: Connect
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class _Place:
    host: str
    path: str
    url: str

    @property
    def name(self) -> str:
        """A file name for what lies there."""
        last = PurePosixPath(unquote(urlsplit(self.url).path)).name
        return "".join(sign for sign in last if sign.isalnum() or sign in "._- ")[-80:].lstrip(".") or "download"


@contextmanager
def downloaded(url: str, web: Web | None = None, caps: Caps = Caps()) -> Iterator[Path]:
    """The file at an address, in a folder of its own that nobody else can read, for as long as the block lasts.

    ``SourceError``: E-URL-SCHEME, E-URL-PRIVATE, E-URL-REDIRECTS, E-URL-STATUS, E-URL-SIZE, E-URL-TIME, E-URL-REACH.
    """
    web = web or Web(resolve, connect)
    place, until = _judged(url), web.clock() + caps.seconds
    for _ in range(caps.redirects + 1):
        with closing(_asked(place, web, caps)) as connection, _ended(connection, until - web.clock()):
            reply = _reply(connection, place)
            if reply.status in _REDIRECTS:
                place = _judged(urljoin(place.url, reply.headers.get("Location", "")), place.host)
                continue
            with tempfile.TemporaryDirectory(prefix="syncer-") as folder:
                path = Path(folder) / place.name
                _save(reply, place, path, web, caps, until)
                yield path
            return
    raise _refused(
        "E-URL-REDIRECTS", place.host, f"more than {caps.redirects} redirects", "Give the last address itself."
    )


def resolve(host: str) -> Sequence[str]:
    """Every address of a host name."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)})


def connect(address: str, host: str, timeout: float) -> http.client.HTTPConnection:
    """TLS to this very address, with the certificate checked for the host."""
    made = http.client.HTTPSConnection(host, 443, timeout=timeout)
    plain = socket.create_connection((address, 443), timeout)
    try:
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return made


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it carries another within it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(one is not None and not is_public(str(one)) for one in inner):
            return False
        if found.ipv4_mapped:
            return True
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _judged(url: str, sent_from: str = "") -> _Place:
    """The parts of an address that may be asked."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    where = sent_from or host or "the address"
    if parts.scheme != "https" or not host or port not in (None, 443) or parts.username or parts.password:
        found = "a redirect leads to" if sent_from else "this is"
        what = f"{found} no plain https address (https://host/path, no port, no password)"
        raise _refused("E-URL-SCHEME", where, what, "Give an https address, or download the file and give its path.")
    if any(not sign.isprintable() or sign.isspace() for sign in url) or not host.isascii():
        what = "the address holds characters that none can hold"
        raise _refused("E-URL-SCHEME", where, what, "Copy it again as the browser shows it.")
    return _Place(host, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), url)


def _asked(place: _Place, web: Web, caps: Caps) -> http.client.HTTPConnection:
    """A connection over which the file was asked for, to an address that was judged."""
    try:
        found = web.resolve(place.host)
    except (OSError, UnicodeError):
        raise _refused("E-URL-REACH", place.host, "there is no such host, or no network", "Try again later.") from None
    if not found or not all(is_public(address) for address in found):
        what = "this host is not on the public internet"
        raise _refused("E-URL-PRIVATE", place.host, what, "Download the file and give its path.")
    try:
        connection = web.connect(found[0], place.host, caps.silence)
        connection.request("GET", place.path, headers={"Accept-Encoding": "identity", "User-Agent": "syncer"})
    except ssl.SSLError as error:
        what = f"its certificate is not accepted ({error.reason or 'TLS'})"
        raise _refused("E-URL-REACH", place.host, what, "Download the file yourself, if you trust the site.") from None
    except (OSError, http.client.HTTPException):
        raise _refused("E-URL-REACH", place.host, "it does not answer", "Try again later.") from None
    return connection


@contextmanager
def _ended(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Cuts the connection when its time is over: a server may send a byte now and then for ever."""
    wire = connection.sock

    def cut() -> None:
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(seconds, 0.0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _reply(connection: http.client.HTTPConnection, place: _Place) -> http.client.HTTPResponse:
    try:
        return connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError):
        raise _refused("E-URL-REACH", place.host, "it does not answer as a web server", "Try again later.") from None


def _save(reply: http.client.HTTPResponse, place: _Place, path: Path, web: Web, caps: Caps, until: float) -> None:
    if reply.status != 200:
        remedy = "Open the address in a browser where you are not logged in: the file itself must come."
        raise _refused("E-URL-STATUS", place.host, f"it answers with status {reply.status}", remedy)
    if reply.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise _refused(
            "E-URL-STATUS", place.host, "it sends a packed answer that was not asked for", "Download the file."
        )
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in _pieces(reply, place, web, until):
            size += len(piece)
            if size > caps.size:
                found = f"more than {caps.size:,} bytes"
                raise _refused("E-URL-SIZE", place.host, found, "Download the file and give its path.")
            file.write(piece)
    _date(path, reply.headers.get("Last-Modified", ""))


def _pieces(reply: http.client.HTTPResponse, place: _Place, web: Web, until: float) -> Iterator[bytes]:
    try:
        while piece := reply.read1(_CHUNK):
            yield piece
            if web.clock() > until:
                break
        whole = not reply.length
    except (OSError, http.client.HTTPException):
        whole = False
    if web.clock() > until:
        raise _refused("E-URL-TIME", place.host, "it takes too long", "Download the file and give its path.")
    if not whole:
        raise _refused("E-URL-REACH", place.host, "the connection broke off in the middle", "Try again later.")


def _date(path: Path, modified: str) -> None:
    """Lets the file be as old as the server says it is."""
    try:
        moment = parsedate_to_datetime(modified).timestamp()
        os.utime(path, (moment, moment))
    except (ValueError, TypeError, OverflowError, OSError):
        return


def _refused(code: str, host: str, found: str, remedy: str) -> SourceError:
    shown = "".join(sign for sign in host if sign.isprintable())[:60]
    return SourceError(f"{shown}: {found}. {remedy}", code=code)
