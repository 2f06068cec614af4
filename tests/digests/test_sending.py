"""The digest leaves the machine only where it is told to, whole, and its faults are said without secrets."""

import base64
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from syncer.core.digest import Digest, Part
from syncer.digests.mail import Mailbox
from syncer.digests.webhook import Webhook
from syncer.errors import CredentialError, TemporaryError

DIGEST = Digest(
    "Job search, 23 Nov: 2 due",
    (Part("Due today", ("1. Nudge: Zoë Ångström <!channel> @everyone & Co (Acme)", "   .", "From here: it rains")),),
)


class Chat(BaseHTTPRequestHandler):
    """A chat on loopback that keeps what it is sent; answers as its server says."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, json.loads(body)))
        self.send_response(self.server.answer)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Post(socketserver.StreamRequestHandler):
    """A mail server on loopback that keeps what it is sent.

    ``server.password``: what it accepts; ``server.tls``: how it makes the line safe when asked, if it can.
    """

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            self.server.heard.append(line)
            if verb == "EHLO":
                self._say(
                    "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN" if self.server.tls else "250-here\r\n250 AUTH PLAIN"
                )
            elif verb == "STAR" and self.server.tls:
                self._say("220 go ahead")
                self._wrap()
            elif verb == "AUTH":
                said = base64.b64decode(line.split()[-1]).split(b"\0")[-1].decode()
                self._say("235 yes" if said == self.server.password else "535 5.7.8 no, you@example.com")
            elif verb == "DATA":
                self._say("354 go on")
                lines = []
                while (data := self.rfile.readline()) != b".\r\n":
                    lines.append(data[1:] if data.startswith(b"..") else data)
                self.server.mails.append(b"".join(lines))
                self._say("250 kept")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _wrap(self) -> None:
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.setup()
        self.server.heard.append("(safe from here)")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def chat() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    server.seen, server.answer = [], 200
    with running(server):
        yield server


@pytest.fixture
def post() -> Iterator[socketserver.ThreadingTCPServer]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post)
    server.heard, server.mails, server.password, server.tls, server.daemon_threads = [], [], "right", None, True
    with running(server):
        yield server


def address(chat: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{chat.server_port}/hooks/very-secret"


def test_a_chat_gets_the_words_and_names_can_ping_nobody(chat):
    Webhook(address(chat), "slack").send(DIGEST)
    ((path, body),) = chat.seen
    assert path == "/hooks/very-secret"
    assert body.keys() == {"text"}
    assert "Zoë Ångström &lt;!channel&gt; @everyone &amp; Co" in body["text"]


def test_discord_gets_its_own_form_cut_to_its_length(chat):
    Webhook(address(chat), "discord").send(Digest("x", (Part("y", ("z" * 5_000,)),)))
    assert len(chat.seen[0][1]["content"]) == 2_000
    assert chat.seen[0][1]["allowed_mentions"] == {"parse": []}


def test_any_other_program_gets_the_parts(chat):
    Webhook(address(chat), "any").send(DIGEST)
    assert chat.seen[0][1] == {
        "title": DIGEST.subject,
        "text": DIGEST.text,
        "parts": [{"title": "Due today", "lines": list(DIGEST.parts[0].lines)}],
    }


@pytest.mark.parametrize("answer", [301, 307, 400, 403, 404, 410, 429, 500, 503])
def test_a_chat_that_refuses_is_named_without_its_secret_and_a_redirect_not_followed(chat, answer):
    chat.answer = answer
    with pytest.raises(TemporaryError) as refused:
        Webhook(address(chat), "slack").send(DIGEST)
    assert str(answer) in str(refused.value)
    assert "secret" not in str(refused.value)
    assert len(chat.seen) == 1


def test_a_chat_that_is_not_there_is_said_without_its_secret():
    with pytest.raises(TemporaryError) as refused:
        Webhook("http://127.0.0.1:9/hooks/very-secret", "slack").send(DIGEST)
    assert "secret" not in str(refused.value)


def mailbox(post, **changes: object) -> Mailbox:
    said = {"security": "none", "user": "you", "password": "right", "sender": "", "to": "you@example.com"}
    return Mailbox(**{"host": "127.0.0.1", "port": post.server_address[1], **said, **changes})  # type: ignore[arg-type]


def test_a_mail_arrives_as_it_was_written(post):
    mailbox(post).send(DIGEST)
    message = message_from_bytes(post.mails[0], policy=default)
    assert (message["To"], message["From"], message["Subject"]) == ("you@example.com",) * 2 + (DIGEST.subject,)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == DIGEST.text


def test_a_subject_of_several_lines_makes_no_header_of_its_own(post):
    with pytest.raises(TemporaryError):
        mailbox(post).send(Digest("Hello\r\nBcc: eve@example.org", DIGEST.parts))
    assert not post.mails


def test_a_refused_login_says_what_to_check_and_not_what_the_server_said(post):
    with pytest.raises(CredentialError, match="smtp_password") as refused:
        mailbox(post, password="wrong").send(DIGEST)
    assert "535" in str(refused.value)
    assert "you@example.com" not in str(refused.value)
    assert "wrong" not in str(refused.value)
    assert not post.mails


def test_a_server_without_starttls_gets_neither_password_nor_mail(post):
    with pytest.raises(TemporaryError, match="smtp_security"):
        mailbox(post, security="starttls").send(DIGEST)
    assert not [line for line in post.heard if line.upper().startswith(("AUTH", "MAIL"))]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of this machine, signed by nobody else, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(hours=1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "cert.pem", folder / "key.pem"


def proven(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def test_a_line_is_made_safe_before_the_password_and_the_mail(post, certificate, monkeypatch):
    post.tls = proven(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    mailbox(post, host="localhost", security="starttls").send(DIGEST)
    assert len(post.mails) == 1
    assert [line.split()[0] for line in post.heard[:3]] == ["ehlo", "STARTTLS", "(safe"]
    assert [line.split()[0].upper() for line in post.heard[3:6]] == ["EHLO", "AUTH", "MAIL"]


def test_a_line_made_safe_with_somebody_else_carries_neither_password_nor_mail(post, certificate):
    post.tls = proven(certificate)
    with pytest.raises(TemporaryError, match="CertVerification"):
        mailbox(post, host="localhost", security="starttls").send(DIGEST)
    assert [line.split()[0] for line in post.heard] == ["ehlo", "STARTTLS"]


def test_over_tls_a_mail_goes_only_to_a_server_that_proves_its_name(post, certificate, monkeypatch):
    post.socket = proven(certificate).wrap_socket(post.socket, server_side=True)
    with pytest.raises(TemporaryError, match="CertVerification"):
        mailbox(post, host="localhost", security="tls").send(DIGEST)
    assert not post.heard
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    mailbox(post, host="localhost", security="tls").send(DIGEST)
    assert len(post.mails) == 1


def test_a_server_that_is_not_there_is_said():
    with pytest.raises(TemporaryError, match="9 did not take"):
        Mailbox("127.0.0.1", 9, "none", "", "", "", "you@example.com").send(DIGEST)
