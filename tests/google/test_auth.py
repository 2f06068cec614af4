import base64
import json
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from syncer.errors import ConfigError, CredentialError, TemporaryError
from syncer.google.auth import ELSEWHERE, LoggedIn, Person, check_login, log_in, log_in_elsewhere, log_out
from syncer.google.endpoints import Endpoints
from syncer.google.loopback import Landing, answer_of
from syncer.google.scopes import CONTACTS, IDENTITY, OTHER_CONTACTS
from syncer.google.tokens import TokenFile
from tests.google.cloud import CANARIES, LOGIN, TOKEN, Clock, access_token, google, stored

TODAY = date(2026, 11, 23)
ENDPOINTS = Endpoints()
Answer = Callable[[dict[str, str]], dict[str, str]]


def part(claims: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


def identity(account: str) -> str:
    return f"{part({'alg': 'RS256'})}.{part({'email': account})}.c2lnbmF0dXJl"


def granted(*scopes: str, account: str = "canary@example.com", **more: Any) -> dict[str, Any]:
    """The token endpoint's answer to a code."""
    found = access_token(scopes or (CONTACTS, *IDENTITY), refresh_token="canary-refresh", **more)
    return found | {"id_token": identity(account)}


def consents(asked: dict[str, str]) -> dict[str, str]:
    return {"state": asked["state"], "code": "canary-code", "scope": asked["scope"]}


def visit(address: str) -> None:
    try:
        urllib.request.urlopen(address, timeout=5).read()
    except urllib.error.HTTPError as refused:
        refused.close()


@dataclass
class Somebody:
    """A person with a browser: reads the consent page's address, answers, and is led back."""

    answer: Answer = consents
    stray: tuple[str, ...] = ()
    """What the browser asks the landing page for before it comes with the answer."""
    seen: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)

    def open_browser(self, page: str) -> bool:
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        back = self.asked["redirect_uri"]
        visits = [back + path for path in self.stray] + [f"{back}?{urlencode(self.answer(self.asked))}"]
        threading.Thread(target=lambda: [visit(address) for address in visits]).start()
        return True

    def paste(self) -> str:
        page = next(line for line in self.seen[0].splitlines() if line.startswith("https://"))
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        return f"  {self.asked['redirect_uri']}?{urlencode(self.answer(self.asked))}\n"

    def person(self) -> Person:
        return Person(self.seen.append, self.open_browser, self.paste)


@pytest.fixture
def client(tmp_path: Path) -> Path:
    file = tmp_path / "client_secret.json"
    file.write_text(json.dumps({"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}))
    return file


def login(
    client: Path, tokens: TokenFile, somebody: Somebody, reply: Any, scopes: tuple[str, ...] = (CONTACTS,)
) -> LoggedIn:
    with google() as cloud:
        cloud.post(TOKEN, json=reply)
        return log_in(client, tokens, scopes, ENDPOINTS, somebody.person(), TODAY)


def test_a_person_consents_in_the_browser_and_the_login_is_stored(client: Path, tmp_path: Path) -> None:
    somebody, tokens = Somebody(), TokenFile(tmp_path / "private" / "google.json")
    with google() as cloud:
        cloud.post(TOKEN, json=granted())
        done = log_in(client, tokens, (CONTACTS,), ENDPOINTS, somebody.person(), TODAY)
        sent = parse_qs(str(cloud.calls[0].request.body))
    assert tokens.load() == done.login
    assert (done.login.account, done.login.logged_in, done.days) == ("canary@example.com", "2026-11-23", None)
    assert done.login.scopes == tuple(sorted((CONTACTS, *IDENTITY)))
    assert sent["code"] == ["canary-code"]
    assert sent["redirect_uri"] == [somebody.asked["redirect_uri"]]


def test_a_browser_that_is_closed_only_after_the_consent_does_not_hold_the_login_up(
    client: Path, tmp_path: Path
) -> None:
    somebody, tokens = Somebody(), TokenFile(tmp_path / "google.json")

    def in_the_terminal(page: str) -> bool:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        visit(f"{asked['redirect_uri']}?{urlencode(somebody.answer(asked))}")
        return True

    with google() as cloud:
        cloud.add_passthru("http://127.0.0.1")
        cloud.post(TOKEN, json=granted())
        person = Person(somebody.seen.append, in_the_terminal, somebody.paste)
        assert log_in(client, tokens, (CONTACTS,), ENDPOINTS, person, TODAY).login.account == "canary@example.com"


def test_the_code_is_bound_to_this_login_by_a_proof(client: Path, tmp_path: Path) -> None:
    import hashlib

    somebody = Somebody()
    with google() as cloud:
        cloud.post(TOKEN, json=granted())
        log_in(client, TokenFile(tmp_path / "g.json"), (CONTACTS,), ENDPOINTS, somebody.person(), TODAY)
        verifier = parse_qs(str(cloud.calls[0].request.body))["code_verifier"][0]
    proof = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert somebody.asked["code_challenge"] == proof
    assert somebody.asked["code_challenge_method"] == "S256"
    assert len(verifier) >= 43


def test_the_consent_page_asks_for_the_least_and_for_a_lasting_login(client: Path, tmp_path: Path) -> None:
    somebody = Somebody()
    login(client, TokenFile(tmp_path / "g.json"), somebody, granted())
    assert set(somebody.asked["scope"].split()) == {CONTACTS, *IDENTITY}
    assert (somebody.asked["access_type"], somebody.asked["prompt"]) == ("offline", "consent")
    assert somebody.asked["redirect_uri"].startswith("http://127.0.0.1:")


def test_icons_and_strangers_at_the_door_do_not_end_the_login(client: Path, tmp_path: Path) -> None:
    somebody = Somebody(stray=("favicon.ico", "?code=evil&state=guessed", "?error=access_denied&state=guessed", "?q=1"))
    tokens = TokenFile(tmp_path / "g.json")
    login(client, tokens, somebody, granted())
    assert tokens.load().refresh_token == "canary-refresh"


def test_a_person_who_says_no_stores_nothing(client: Path, tmp_path: Path) -> None:
    tokens = TokenFile(tmp_path / "g.json")
    somebody = Somebody(answer=lambda asked: {"state": asked["state"], "error": "access_denied"})
    with google(), pytest.raises(CredentialError, match="Consent was not given"):
        log_in(client, tokens, (CONTACTS,), ENDPOINTS, somebody.person(), TODAY)
    assert not tokens.path.exists()


def test_a_browser_on_another_machine_works_by_pasting_the_address(client: Path, tmp_path: Path) -> None:
    somebody, tokens = Somebody(), TokenFile(tmp_path / "g.json")
    with google() as cloud:
        cloud.post(TOKEN, json=granted())
        log_in_elsewhere(client, tokens, (CONTACTS,), ENDPOINTS, somebody.person(), TODAY)
    assert tokens.load().refresh_token == "canary-refresh"
    assert somebody.asked["redirect_uri"] == ELSEWHERE


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ({"state": "of-yesterday", "code": "canary-code"}, "belongs to another login"),
        ({"code": "canary-code"}, "belongs to another login"),
        ({}, "No consent came back"),
    ],
)
def test_a_wrong_address_is_refused(client: Path, tmp_path: Path, pasted: dict[str, str], words: str) -> None:
    somebody = Somebody(answer=lambda _asked: pasted)
    with google(), pytest.raises(CredentialError, match=words):
        log_in_elsewhere(client, TokenFile(tmp_path / "g.json"), (CONTACTS,), ENDPOINTS, somebody.person(), TODAY)


def test_a_box_left_unticked_is_named_and_the_old_login_stays(client: Path, tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with pytest.raises(CredentialError, match=r"missing: read the people you have written to.*Tick every box"):
        login(client, tokens, Somebody(), granted(CONTACTS, *IDENTITY), (CONTACTS, OTHER_CONTACTS))
    assert tokens.load() == LOGIN


def test_another_account_is_refused_and_both_are_shown_masked(client: Path, tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with pytest.raises(CredentialError) as stopped:
        login(client, tokens, Somebody(), granted(account="wrong.person@example.org"))
    assert tokens.load() == LOGIN
    said = str(stopped.value)
    assert "w…@example.org" in said
    assert "c…@example.com" in said
    assert "syncer auth logout" in said
    assert "wrong.person" not in said
    assert "canary@" not in said


def test_logging_in_again_with_the_same_account_replaces_the_login(client: Path, tmp_path: Path) -> None:
    tokens, somebody = stored(tmp_path), Somebody()
    login(client, tokens, somebody, granted(account="Canary@Example.com"))
    assert tokens.load().logged_in == "2026-11-23"
    assert somebody.asked["login_hint"] == "canary@example.com"


def test_a_login_that_will_end_by_itself_is_said_beforehand(client: Path, tmp_path: Path) -> None:
    reply = granted(refresh_token_expires_in=604_799)
    assert login(client, TokenFile(tmp_path / "g.json"), Somebody(), reply).days == 6


@pytest.mark.parametrize("reply", [{"error": "invalid_grant"}, {"token_type": "Bearer"}])
def test_a_code_that_google_refuses_is_said(client: Path, tmp_path: Path, reply: dict[str, str]) -> None:
    with pytest.raises(CredentialError, match="did not accept the login"):
        login(client, TokenFile(tmp_path / "g.json"), Somebody(), reply)


def test_no_refresh_token_is_no_lasting_login(client: Path, tmp_path: Path) -> None:
    tokens = TokenFile(tmp_path / "g.json")
    with pytest.raises(CredentialError, match="no lasting login"):
        login(client, tokens, Somebody(), {**granted(), "refresh_token": ""})
    assert not tokens.path.exists()


def test_an_account_that_google_does_not_name_is_no_hindrance(client: Path, tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    login(client, tokens, Somebody(), {**granted(), "id_token": "not.a.token"})
    assert tokens.load().account == ""


def test_a_folder_that_cannot_be_written_is_named(client: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CredentialError, match=r"cannot be stored.*google\.token_dir"):
        login(client, TokenFile(tmp_path / "taken" / "g.json"), Somebody(), granted())


def test_a_network_that_fails_at_the_last_step_is_said(client: Path, tmp_path: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, body=requests.exceptions.ConnectionError("canary-code"))
        with pytest.raises(TemporaryError):
            log_in(client, TokenFile(tmp_path / "g.json"), (CONTACTS,), ENDPOINTS, Somebody().person(), TODAY)


def test_a_stand_in_without_https_needs_a_switch_of_its_own(
    client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = Endpoints(auth_uri="http://127.0.0.1:1/auth", token_uri="http://127.0.0.1:1/token")
    tokens = TokenFile(tmp_path / "g.json")
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT", raising=False)
    with google(), pytest.raises(ConfigError, match="OAUTHLIB_INSECURE_TRANSPORT"):
        log_in(client, tokens, (CONTACTS,), stand_in, Somebody().person(), TODAY)
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with google() as cloud:
        cloud.post(stand_in.token_uri, json=granted())
        log_in(client, tokens, (CONTACTS,), stand_in, Somebody().person(), TODAY)
    assert tokens.load().refresh_token == "canary-refresh"


def test_nobody_coming_back_ends_the_waiting() -> None:
    with Landing() as landing:
        ticks = iter(range(100))
        assert landing.wait("state", 3, lambda: next(ticks)) == {}


def test_a_door_prints_nothing_of_who_came(capfd: pytest.CaptureFixture[str]) -> None:
    with Landing() as landing:
        visitor = threading.Thread(target=visit, args=(f"{landing.address}?code=canary-code&state=s",))
        visitor.start()
        assert landing.wait("s", 5)["code"] == "canary-code"
        visitor.join()
    assert "canary" not in "".join(capfd.readouterr())
    assert answer_of("nonsense") == {}


def test_the_status_is_what_google_says_of_the_login_now(tmp_path: Path) -> None:
    tokens, clock = stored(tmp_path), Clock()
    with google() as cloud:
        cloud.post(TOKEN, status=503)
        cloud.post(TOKEN, json=access_token())
        assert check_login(tokens, (CONTACTS,), ENDPOINTS, clock.patience()) == LOGIN
    with google() as cloud:
        cloud.post(TOKEN, status=400, json={"error": "invalid_grant"})
        with pytest.raises(CredentialError, match="7 days"):
            check_login(tokens, (CONTACTS,), ENDPOINTS, clock.patience())


def test_logging_out_forgets_the_login_and_tells_google(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with google() as cloud:
        cloud.post(ENDPOINTS.revoke_uri, json={})
        assert log_out(tokens, ENDPOINTS)
        assert parse_qs(str(cloud.calls[0].request.body)) == {"token": ["canary-refresh"]}
    assert not tokens.path.exists()
    with pytest.raises(CredentialError, match="not logged in"):
        log_out(tokens, ENDPOINTS)


@pytest.mark.parametrize("trouble", [{"status": 400}, {"body": requests.exceptions.ConnectionError()}])
def test_logging_out_forgets_the_login_even_if_google_does_not_hear(tmp_path: Path, trouble: dict[str, Any]) -> None:
    tokens = stored(tmp_path)
    with google() as cloud:
        cloud.post(ENDPOINTS.revoke_uri, **trouble)
        assert not log_out(tokens, ENDPOINTS)
    assert not tokens.path.exists()


def test_a_login_leaves_no_secret_in_a_log_or_on_the_screen(
    client: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    somebody, tokens = Somebody(), TokenFile(tmp_path / "g.json")
    login(client, tokens, somebody, granted())
    tokens.save(replace(tokens.load(), account="other@example.com"))
    with pytest.raises(CredentialError) as stopped:
        login(client, tokens, Somebody(), granted())
    heard = " ".join([caplog.text, *capfd.readouterr(), str(stopped.value), *somebody.seen])
    assert [canary for canary in CANARIES if canary in heard] == []
