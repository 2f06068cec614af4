import socket
import threading
from collections.abc import Iterator

import pytest
import requests
import responses
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials

from syncer.google.faults import GoogleFault, Kind
from syncer.google.transport import TIMEOUT, RequestsHttp, faults, new_session, send_once, service
from tests.google.cloud import CONNECTIONS, LABELS, TOKEN, access_token, google, page, person, query, signed_in


def connections(http: RequestsHttp) -> object:
    return service("people", "v1", http, "").people().connections().list(resourceName="people/me", personFields="names")


def test_a_call_asks_for_gzip_and_carries_the_access_token() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert send_once(connections(signed_in()))["connections"][0]["resourceName"] == "people/c1"
        sent = cloud.calls[0].request
    assert "gzip" in sent.headers["accept-encoding"]
    assert sent.headers["authorization"] == "Bearer canary-access"
    assert sent.req_kwargs["timeout"] == TIMEOUT  # type: ignore[attr-defined]
    assert TIMEOUT[1] > 180


def test_an_endpoint_of_the_settings_replaces_googles() -> None:
    with google() as cloud:
        cloud.get("http://127.0.0.1:9999/v1/contactGroups", json={})
        send_once(service("people", "v1", signed_in(), "http://127.0.0.1:9999").contactGroups().list())
        assert len(cloud.calls) == 1


def test_an_access_token_that_ended_is_renewed_first() -> None:
    login = Credentials(None, "canary-refresh", token_uri=TOKEN, client_id="c", client_secret="s")
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page())
        send_once(connections(RequestsHttp(login, new_session())))
        assert [call.request.method for call in cloud.calls] == ["POST", "GET"]


def test_a_refused_access_token_is_renewed_once_and_no_more() -> None:
    login = Credentials("old", "canary-refresh", token_uri=TOKEN, client_id="c", client_secret="s")
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, status=401, json={})
        with pytest.raises(GoogleFault) as failed:
            send_once(connections(RequestsHttp(login, new_session())))
        assert [call.request.method for call in cloud.calls] == ["GET", "POST", "GET"]
    assert failed.value.kind is Kind.UNAUTHORISED


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b'{"connections": [{"resourceNa', b"[]", b'"text"', b"\xff\xfe"]
)
def test_an_answer_that_is_no_whole_object_is_never_parsed_in_part(body: bytes) -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, body=body)
        with pytest.raises(GoogleFault) as failed:
            send_once(connections(signed_in()))
    assert failed.value.kind is Kind.GARBLED


@pytest.mark.parametrize("status", [500, 503, 429])
def test_trouble_at_the_token_endpoint_is_told_at_once_without_googles_own_sleeps(status: int) -> None:
    login = Credentials(None, "canary-refresh", token_uri=TOKEN, client_id="c", client_secret="s")
    with google() as cloud:
        cloud.post(TOKEN, status=status, headers={"Retry-After": "7"})
        with pytest.raises(GoogleFault) as failed:
            send_once(connections(RequestsHttp(login, new_session())))
        assert len(cloud.calls) == 1
    assert failed.value.retry_after == 7


def test_a_hotel_that_answers_for_the_token_endpoint_is_no_login() -> None:
    login = Credentials(None, "canary-refresh", token_uri=TOKEN, client_id="c", client_secret="s")
    with google() as cloud:
        cloud.post(TOKEN, body="<html>Welcome to our hotel</html>")
        with pytest.raises(GoogleFault) as failed, faults():
            RequestsHttp(login, new_session()).renew()
    assert failed.value.kind is Kind.GARBLED


def test_a_redirect_is_not_followed_with_the_access_token() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, status=302, headers={"Location": "https://login.hotel.example/"})
        with pytest.raises(GoogleFault) as failed:
            send_once(connections(signed_in()))
        assert len(cloud.calls) == 1
    assert failed.value.kind is Kind.GARBLED


def test_a_long_read_goes_as_a_post_that_says_it_is_a_get() -> None:
    with google() as cloud:
        cloud.post(LABELS, json={})
        request = service("people", "v1", signed_in(), "").contactGroups().list(pageToken="x" * 3000)
        assert send_once(request) == {}
        assert cloud.calls[0].request.headers["x-http-method-override"] == "GET"
        assert query(cloud.calls[0]) == {}


def test_a_service_account_asks_no_host_that_nobody_named(account_key: str) -> None:
    info = {"client_email": "robot@project.example", "private_key": account_key, "token_uri": TOKEN}
    robot = service_account.Credentials.from_service_account_info(info, scopes=["scope"])
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page())
        send_once(connections(RequestsHttp(robot, new_session())))
        assert [str(call.request.url).split("?")[0] for call in cloud.calls] == [TOKEN, CONNECTIONS]


def test_a_bug_keeps_its_own_name() -> None:
    with pytest.raises(requests.exceptions.MissingSchema), faults():
        new_session().get("/no-address")


@pytest.fixture
def rude_server() -> Iterator[tuple[str, list[bytes]]]:
    """Takes a request and hangs up without a word."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(5)

        def hang_up() -> None:
            try:
                while True:
                    line, _ = door.accept()
                    with line:
                        heard.append(line.recv(65_536))
            except OSError:
                return

        listener = threading.Thread(target=hang_up)
        listener.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}", heard
        door.shutdown(socket.SHUT_RDWR)
        listener.join()


def test_a_write_whose_answer_was_lost_is_not_sent_again(rude_server: tuple[str, list[bytes]]) -> None:
    address, heard = rude_server
    request = service("people", "v1", signed_in(), address).contactGroups().create(body={"contactGroup": {"name": "x"}})
    with pytest.raises(GoogleFault) as failed:
        send_once(request)
    assert failed.value.kind is Kind.UNREACHABLE
    assert len(heard) == 1
    assert heard[0].startswith(b"POST /v1/contactGroups")


@pytest.fixture(scope="module")
def account_key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def test_nothing_is_retried_below_the_one_retry_rule() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, body=requests.exceptions.ConnectionError())
        with pytest.raises(GoogleFault):
            send_once(connections(signed_in()))
        assert isinstance(cloud.calls, responses.CallList)
        assert len(cloud.calls) == 1
