import base64
import json
from urllib.parse import urlencode

import google.auth.transport.requests
import pytest
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials

from tests.emulator.client import Client
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.emulator.tokens import JWT_GRANT, SCOPE
from tests.emulator.transport import session
from tests.emulator.wire import Request

URL = "https://oauth2.googleapis.com/token"


def credentials(**more: object) -> Credentials:
    return Credentials(
        None, refresh_token="refresh-token", token_uri=URL, client_id="id", client_secret="secret", **more
    )


def test_a_refresh_token_gives_an_access_token_for_an_hour() -> None:
    emulated = Google()
    mine = credentials()
    mine.refresh(google.auth.transport.requests.Request(session(emulated)))
    assert Client(emulated, mine.token).refused("GET", "/v4/spreadsheets/x")[0] == 404
    emulated.clock.advance(3600)
    assert Client(emulated, mine.token).refused("GET", "/v4/spreadsheets/x")[0] == 401


def test_a_revoked_refresh_token_is_an_invalid_grant() -> None:
    emulated = Google()
    emulated.tokens.revoke("refresh-token")
    with pytest.raises(RefreshError, match="Token has been expired or revoked"):
        credentials().refresh(google.auth.transport.requests.Request(session(emulated)))


def test_the_token_endpoint_can_fail_for_a_while() -> None:
    emulated = Google()
    emulated.faults.add(Fault("refuse", on="token", code=503))
    status, _ = exchange(emulated, grant_type="refresh_token", refresh_token="refresh-token")
    assert status == 503


def exchange(emulated: Google, **form: str) -> tuple[int, dict[str, object]]:
    reply = emulated.handle(Request.to("POST", URL, {}, urlencode(form).encode()))
    return reply.status, json.loads(reply.body)


def test_a_service_account_signs_for_its_scopes() -> None:
    emulated = Google()
    claims = {"iss": "robot@project.example", "scope": f"{SCOPE}spreadsheets"}
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    _, reply = exchange(emulated, grant_type=JWT_GRANT, assertion=f"e30.{middle}.sig")
    robot = Client(emulated, str(reply["access_token"]))
    robot.new()
    assert emulated.files.by_id[robot.id].owner == "robot@project.example"
    emulated.tokens.services = set()
    assert exchange(emulated, grant_type=JWT_GRANT, assertion=f"e30.{middle}.sig")[1]["error"] == "invalid_grant"
    assert exchange(emulated, grant_type=JWT_GRANT, assertion="rubbish")[0] == 400


def test_fewer_scopes_may_be_granted_than_asked_for_but_never_more() -> None:
    emulated = Google()
    asked = {"grant_type": "refresh_token", "refresh_token": "refresh-token"}
    _, reply = exchange(emulated, **asked, scope=f"{SCOPE}spreadsheets")
    assert reply["scope"] == f"{SCOPE}spreadsheets"
    assert exchange(emulated, **asked, scope="everything")[1]["error"] == "invalid_scope"
    assert exchange(emulated, grant_type="password")[1]["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("code", [403, 404])
def test_a_token_for_own_files_reaches_no_file_it_has_not_opened(code: int) -> None:
    from tests.emulator.switches import Switches

    emulated = Google(Switches(drive_file_unopened=code))
    mine = Client(emulated, emulated.tokens.issue(frozenset({f"{SCOPE}drive.file"})))
    mine.new()
    emulated.files.by_id[mine.id].by_app = False
    assert mine.refused("GET", mine.file)[0] == code
    assert mine.ok("GET", "/drive/v3/files")["files"] == []
