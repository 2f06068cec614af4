"""As whom sheets are opened: the person, a service account, or the machine's own identity; and what goes wrong."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from syncer.errors import ConfigError, CredentialError, TemporaryError
from syncer.google.access import Access
from syncer.google.endpoints import Endpoints
from syncer.google.faults import GoogleFault, Kind
from syncer.google.remedies import SHEETS as API
from syncer.google.remedies import As, no_sheet, trouble
from syncer.google.scopes import CONTACTS, OWN_SHEETS, SHEETS, SHEETS_READ, least, missing
from syncer.google.tokens import TokenFile
from tests.google.cloud import LOGIN, TOKEN, Clock, access_token, google

DELETED = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
ROBOT = "robot@project-1.iam.example"


@pytest.fixture(scope="module")
def key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return made.private_bytes(*form).decode()


def access(folder: Path, whom: As, scopes: tuple[str, ...] = (SHEETS,), key: str = "") -> Access:
    file = folder / "service_account.json"
    if key:
        file.write_text(json.dumps({"type": "service_account", "client_email": ROBOT, "private_key": key}))
    return Access(whom, TokenFile(folder / "google.json"), file, Endpoints(), scopes)


def test_a_service_account_asks_for_sheets_only_and_is_named_for_sharing(tmp_path: Path, key: str) -> None:
    made = access(tmp_path, As.SERVICE_ACCOUNT, key=key)
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        assert made.status(Clock().patience()).startswith(f"Sheets are opened as {ROBOT}; Google accepts it.")
        form = parse_qs((cloud.calls[0].request.body or b"").decode())
    claims = json.loads(_decoded(form["assertion"][0].split(".")[1]))
    assert (claims["iss"], claims["scope"]) == (ROBOT, SHEETS)
    assert made.api.address == ROBOT


def _decoded(part: str) -> bytes:
    import base64

    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_a_missing_key_file_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match=r"google\.service_account_file"):
        access(tmp_path, As.SERVICE_ACCOUNT).connect()


def test_a_deleted_key_says_where_another_is_made_and_not_to_log_in(tmp_path: Path, key: str) -> None:
    with google() as cloud:
        cloud.post(TOKEN, status=400, json=DELETED)
        with pytest.raises(CredentialError, match="Create another key") as stopped:
            access(tmp_path, As.SERVICE_ACCOUNT, key=key).status(Clock().patience())
    assert "syncer auth login" not in str(stopped.value)


def test_a_clock_that_is_wrong_is_said_so(tmp_path: Path, key: str) -> None:
    words = "Invalid JWT: Token must be a short-lived token. Check your iat and exp values in the JWT claim."
    with google() as cloud:
        cloud.post(TOKEN, status=400, json={"error": "invalid_grant", "error_description": words})
        with pytest.raises(CredentialError, match="clock"):
            access(tmp_path, As.SERVICE_ACCOUNT, key=key).status(Clock().patience())


def test_a_login_of_the_right_kind_is_used_for_sheets(tmp_path: Path) -> None:
    from dataclasses import replace

    made = access(tmp_path, As.LOGIN, (OWN_SHEETS,))
    made.tokens.save(replace(LOGIN, scopes=(CONTACTS,)))
    with pytest.raises(CredentialError, match="make sheets and change those it made"):
        made.connect()
    made.tokens.save(replace(LOGIN, scopes=(CONTACTS, SHEETS)))
    assert made.connect()
    assert made.api.own_only


class Metadata(BaseHTTPRequestHandler):
    """The metadata server of a machine in the cloud."""

    asked: ClassVar[list[str]] = []
    answers: ClassVar[dict[str, bytes]] = {
        "/computeMetadata/v1/project/project-id": b"project-1",
        "/computeMetadata/v1/universe/universe-domain": b"googleapis.com",
        "/computeMetadata/v1/instance/service-accounts/default/": json.dumps(
            {"aliases": ["default"], "email": ROBOT, "scopes": [SHEETS]}
        ).encode(),
        "/computeMetadata/v1/instance/service-accounts/default/token": json.dumps(
            {"access_token": "ya29.machine", "expires_in": 3599, "token_type": "Bearer"}
        ).encode(),
        f"/computeMetadata/v1/instance/service-accounts/{ROBOT}/token": json.dumps(
            {"access_token": "ya29.machine", "expires_in": 3599, "token_type": "Bearer"}
        ).encode(),
        "/": b"computeMetadata/",
    }

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path = urlsplit(self.path).path
        body = self.answers.get(path)
        self.send_response(200 if body else 404)
        self.send_header("Metadata-Flavor", "Google")
        self.send_header("Content-Type", "application/json" if (body or b"").startswith(b"{") else "application/text")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Metadata]]:
    """A machine in the cloud with a service account attached, and no files or variables that name another one."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Metadata)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "NO_GCE_CHECK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    place = f"127.0.0.1:{running.server_port}"
    for name in ("GCE_METADATA_HOST", "GCE_METADATA_IP", "GCE_METADATA_ROOT"):
        monkeypatch.setenv(name, place)
    # These two are read once, whenever a test first imports the module.
    monkeypatch.setattr("google.auth.compute_engine._metadata._NO_GCE_CHECK", False)
    monkeypatch.setattr("google.auth.compute_engine._metadata._GCE_METADATA_HOST", place)
    Metadata.asked.clear()
    yield Metadata
    running.shutdown()
    running.server_close()


def test_a_job_in_the_cloud_works_as_the_service_account_attached_to_it(
    tmp_path: Path, machine: type[Metadata]
) -> None:
    said = access(tmp_path, As.ATTACHED).status(Clock().patience())
    assert said.startswith(f"Sheets are opened as {ROBOT}; Google accepts it.")
    asked = next(path for path in machine.asked if "/token" in path)
    assert parse_qs(urlsplit(asked).query).get("scopes") == [SHEETS]


@pytest.mark.parametrize(
    ("whom", "kind", "words"),
    [
        (As.LOGIN, Kind.SCOPE, "tick every box: syncer auth login"),
        (As.ATTACHED, Kind.SCOPE, "gcloud auth application-default login --scopes="),
        (As.ATTACHED, Kind.LOGIN, "which service account the job runs as"),
        (As.SERVICE_ACCOUNT, Kind.UNAUTHORISED, "Create another key"),
        (As.SERVICE_ACCOUNT, Kind.FORBIDDEN, f"add {ROBOT} as Editor"),
        (As.ATTACHED, Kind.FORBIDDEN, "add the service account this machine works as"),
        (As.LOGIN, Kind.FORBIDDEN, "add the account you logged in with as Editor"),
        (As.SERVICE_ACCOUNT, Kind.DISABLED, "project of the service account"),
    ],
)
def test_what_to_do_depends_on_who_was_refused(whom: As, kind: Kind, words: str) -> None:
    from dataclasses import replace

    api = replace(API, whom=whom, address=ROBOT if whom is As.SERVICE_ACCOUNT else "")
    found = trouble(GoogleFault(kind, 403), api)
    assert isinstance(found, CredentialError)
    assert words in str(found)
    assert ("syncer auth" in str(found)) is (whom is As.LOGIN)


def test_faults_that_concern_no_sheet_are_not_blamed_on_it() -> None:
    assert [no_sheet(GoogleFault(kind), API, "x") for kind in (Kind.QUOTA, Kind.SERVER, Kind.SCOPE)] == ["", "", ""]
    assert isinstance(trouble(GoogleFault(Kind.QUOTA), API), TemporaryError)
    assert isinstance(trouble(GoogleFault(Kind.TLS), API), ConfigError)


def test_the_least_is_asked_for_and_more_is_taken_for_enough() -> None:
    assert least((SHEETS, SHEETS_READ, CONTACTS, OWN_SHEETS)) == tuple(sorted((CONTACTS, SHEETS)))
    assert set(least((OWN_SHEETS, SHEETS_READ))) == {OWN_SHEETS, SHEETS_READ}
    assert missing((SHEETS_READ, OWN_SHEETS, CONTACTS), (SHEETS,)) == {CONTACTS}
    assert missing((SHEETS,), (OWN_SHEETS, SHEETS_READ)) == {SHEETS}
    assert not [scope for scope in (*least((OWN_SHEETS,)), SHEETS) if scope.endswith("/drive")]


def test_nothing_goes_over_the_network_before_it_is_needed(tmp_path: Path, key: str) -> None:
    with responses.RequestsMock():
        made = access(tmp_path, As.SERVICE_ACCOUNT, key=key)
        made.connect()
        assert made.api.host == "sheets.googleapis.com"
