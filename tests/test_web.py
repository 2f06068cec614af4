"""A source that is an address: what is on the public web is read, nothing else is asked, nothing is kept."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from syncer.adapters.sources import Downloaded, sources_of
from syncer.errors import SourceError
from syncer.settings import load_settings
from syncer.sources.reading.limits import Limits
from syncer.web import Caps, Web, connect, downloaded, is_public, resolve

PUBLIC = "93.184.216.34"
CARDS = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Quux\r\nEMAIL:ann@example.com\r\nEND:VCARD\r\n"
Page = Callable[[BaseHTTPRequestHandler], None]


def sends(body: bytes, status: int = 200, **headers: str) -> Page:
    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return page


def leads(to: str) -> Page:
    return sends(b"", 302, Location=to)


def drips(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        time.sleep(0.05)


def drips_headers(request: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        request.wfile.write(b"x")
        time.sleep(0.05)


class Site:
    """Hosts by name, all on loopback; ``asked`` holds what was connected to and asked for."""

    def __init__(self, pages: dict[str, Page], addresses: dict[str, tuple[str, ...]]) -> None:
        self.pages, self.addresses = pages, addresses
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(f"{self.headers['Host']}{self.path}")
                try:
                    site.pages[self.path.partition("?")[0]](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def web(self) -> Web:
        return Web(self._resolve, self._connect)

    def _resolve(self, host: str) -> tuple[str, ...]:
        if host not in self.addresses:
            raise socket.gaierror("no such host")
        return self.addresses[host]

    def _connect(self, address: str, host: str, timeout: float) -> http.client.HTTPConnection:
        assert is_public(address), address
        made = http.client.HTTPConnection(host, 443, timeout=timeout)
        made.sock = socket.create_connection(self.server.server_address[:2], timeout)
        return made


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site({"/phone.vcf": sends(CARDS)}, {"files.example": (PUBLIC,), "intranet.example": ("10.0.0.5",)})
    yield made
    made.server.shutdown()
    made.server.server_close()


def refused(url: str, site: Site, caps: Caps = Caps()) -> SourceError:  # noqa: B008
    with pytest.raises(SourceError) as stopped, downloaded(url, site.web, caps):
        pytest.fail("it was handed out")
    return stopped.value


def test_a_file_on_the_web_is_read_like_any_other_and_deleted_again(site: Site) -> None:
    site.pages["/phone.vcf"] = sends(CARDS, Last_Modified="Sun, 01 Nov 2026 10:00:00 GMT")
    snapshot = Downloaded("phone", "https://files.example/phone.vcf?key=1", None, Limits(), True, site.web).fetch()
    assert [record.full_name for record in snapshot.records] == ["Ann Quux"]
    assert (snapshot.as_of, snapshot.records[0].place.file) == (date(2026, 11, 1), "phone.vcf")
    with downloaded("https://files.example/phone.vcf", site.web) as path:
        assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0
    assert not path.parent.exists()


def test_nothing_is_asked_until_the_settings_allow_it(site: Site) -> None:
    with pytest.raises(SourceError, match=r"E-URL-OFF phone: .*allow_urls = true"):
        Downloaded("phone", "https://files.example/phone.vcf", None, Limits(), False, site.web).fetch()
    assert site.asked == []


def test_off_is_what_a_settings_file_says_that_does_not_speak_of_it(tmp_path: Path) -> None:
    (tmp_path / "syncer.toml").write_text('[[sources]]\nname = "a"\nurl = "https://files.example/phone.vcf"\n')
    (source,) = sources_of(load_settings(tmp_path / "syncer.toml"))
    assert isinstance(source, Downloaded) and not source.allowed
    assert "files.example" not in repr(source)


INSIDE = {
    "CF08 loopback": "127.0.0.1", "CF08 the cloud's metadata": "169.254.169.254", "CF08 private": "10.0.0.5",
    "CF08 loopback, IPv6": "::1", "private 172": "172.20.1.1", "private 192": "192.168.1.1", "this network": "0.0.0.0",
    "shared by carriers": "100.64.0.1", "IPv4 within IPv6": "::ffff:127.0.0.1", "NAT64": "64:ff9b::7f00:1",
    "6to4": "2002:7f00:1::", "Teredo": "2001:0:4136:e378:8000:63bf:80ff:fffe", "local, IPv6": "fe80::1%eth0",
    "site's own, IPv6": "fc00::1", "metadata, IPv6": "fd00:ec2::254", "multicast": "224.0.0.1",
    "all": "255.255.255.255",    "documentation": "192.0.2.1", "unspecified": "::", "no address": "localhost",
}  # fmt: skip


@pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE.keys())
def test_a_host_that_is_not_on_the_public_internet_is_not_asked(address: str, site: Site) -> None:
    for found in ((address,), (PUBLIC, address), (address, PUBLIC)):
        site.addresses["sly.example"] = found
        assert refused("https://sly.example/phone.vcf", site).code == "E-URL-PRIVATE"
    assert site.asked == []


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("literal", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "localhost"])
def test_however_loopback_is_written_it_is_not_asked(literal: str, site: Site) -> None:
    web = Web(resolve, site.web.connect)
    with pytest.raises(SourceError, match=r"E-URL-(PRIVATE|REACH|SCHEME)"), downloaded(f"https://{literal}/x", web):
        pytest.fail("it was handed out")
    assert site.asked == []


WRONG = {
    "plain http": "http://files.example/phone.vcf", "a file": "file:///etc/passwd", "ftp": "ftp://files.example/x",
    "gopher": "gopher://files.example/x", "no host": "https:///x", "another port": "https://files.example:8443/x",
    "SSH's port": "https://files.example:22/x", "a password": "https://me:pw@files.example/x", "no port": "https://a:b/x",
    "a line break": "https://files.example/x\r\nHost: y", "a blank": "https://files.example/a b", "nothing": "",
    "half an address": "https://[::1/x", "letters that look alike": "https://fıles.example/x", "words": "my phone",
}  # fmt: skip


@pytest.mark.parametrize("url", WRONG.values(), ids=WRONG.keys())
def test_an_address_that_is_no_plain_https_address_is_refused(url: str, site: Site) -> None:
    assert refused(url, site).code == "E-URL-SCHEME"
    assert site.asked == []


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://files.example/phone.vcf", "E-URL-SCHEME"),
        ("file:///etc/passwd", "E-URL-SCHEME"),
        ("https://intranet.example/phone.vcf", "E-URL-PRIVATE"),
        ("//intranet.example/phone.vcf", "E-URL-PRIVATE"),
        ("https://files.example:8080/", "E-URL-SCHEME"),
        ("https://nowhere.example/", "E-URL-REACH"),
        ("", "E-URL-REDIRECTS"),
        ("/round", "E-URL-REDIRECTS"),
    ],
)
def test_a_redirect_is_judged_like_the_first_address(to: str, code: str, site: Site) -> None:
    site.pages["/round"] = leads(to)
    stopped = refused("https://files.example/round", site)
    assert stopped.code == code
    assert all(asked == "files.example:443/round" for asked in site.asked) and len(site.asked) <= 4


def test_three_redirects_are_followed(site: Site) -> None:
    site.pages |= {"/1": leads("/2"), "/2": leads("https://files.example/3"), "/3": leads("phone.vcf")}
    with downloaded("https://files.example/1", site.web) as path:
        assert path.read_bytes() == CARDS


def test_a_name_that_moves_inside_between_two_questions_is_not_followed(site: Site) -> None:
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    site.pages["/again"] = leads("https://files.example/phone.vcf")
    web = Web(lambda _: next(answers), site.web.connect)
    with pytest.raises(SourceError, match="E-URL-PRIVATE"), downloaded("https://files.example/again", web):
        pytest.fail("it was handed out")


def test_size_and_time_are_bounded(site: Site) -> None:
    site.pages["/big"] = sends(b"x" * 200_000)
    assert refused("https://files.example/big", site, Caps(size=100_000)).code == "E-URL-SIZE"
    site.pages |= {"/drip": drips, "/drip-headers": drips_headers}
    for path in ("/drip", "/drip-headers"):
        began = time.monotonic()
        assert refused(f"https://files.example{path}", site, Caps(seconds=0.3)).code in ("E-URL-TIME", "E-URL-REACH")
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (sends(b"no", 404), "E-URL-STATUS"),
        (sends(b"login", 401), "E-URL-STATUS"),
        (sends(b"", 204), "E-URL-STATUS"),
        (sends(b"\x1f\x8b", Content_Encoding="gzip"), "E-URL-STATUS"),
        (sends(CARDS[:30], Content_Length="500"), "E-URL-REACH"),
    ],
)
def test_an_answer_that_is_not_the_whole_file_is_refused(page: Page, code: str, site: Site) -> None:
    site.pages["/x"] = page
    assert refused("https://files.example/x", site, Caps(silence=0.5)).code == code


def test_a_login_page_is_told_from_a_file_of_contacts(site: Site) -> None:
    site.pages["/phone.vcf"] = sends(b"<!doctype html><title>Sign in</title>")
    with pytest.raises(SourceError, match=r"E-VCF-TYPE phone.vcf:1: .*HTML"):
        Downloaded("phone", "https://files.example/phone.vcf", "vcard", Limits(), True, site.web).fetch()


def test_a_message_shows_the_host_and_never_the_secret_part_of_an_address(site: Site) -> None:
    for url in (
        "https://files.example/s3cret?key=s3cret",
        "http://files.example/s3cret",
        "https://u:s3cret@files.example/",
    ):
        site.pages["/s3cret"] = sends(b"", 403)
        assert "s3cret" not in str(refused(url, site))


def test_a_server_whose_certificate_is_not_for_the_host_is_refused(site: Site) -> None:
    port = site.server.server_address[1]

    def to_loopback(address: str, host: str, timeout: float) -> http.client.HTTPConnection:
        del address
        return connect_at(host, port, timeout)

    with (
        pytest.raises(SourceError, match="E-URL-REACH"),
        downloaded("https://files.example/", Web(site.web.resolve, to_loopback)),
    ):
        pytest.fail("it was handed out")


def connect_at(host: str, port: int, timeout: float) -> http.client.HTTPConnection:
    """As ``web.connect``, to a server on loopback that speaks no TLS."""
    import ssl

    plain = socket.create_connection(("127.0.0.1", port), timeout)
    made = http.client.HTTPSConnection(host, 443, timeout=timeout)
    made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    return made


def test_the_connection_goes_to_the_address_that_was_judged() -> None:
    with pytest.raises(OSError, match="refused"):
        connect("127.0.0.1", "files.example", 1.0)
