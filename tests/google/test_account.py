"""A person's way with the account, from the first consent to the last."""

import json
from datetime import date
from pathlib import Path

import pytest

from syncer.errors import CredentialError
from syncer.google.account import Account
from syncer.google.auth import Person
from syncer.google.endpoints import Endpoints
from syncer.google.scopes import CONTACTS, IDENTITY
from syncer.google.tokens import TokenFile
from tests.google.cloud import CONNECTIONS, TOKEN, Clock, access_token, google, page, person
from tests.google.test_auth import Somebody, granted

TODAY = date(2026, 11, 23)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    client = tmp_path / "client_secret.json"
    client.write_text(json.dumps({"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}))
    return Account(client, TokenFile(tmp_path / "google.json"), Endpoints(), (CONTACTS,))


def log_in(account: Account, somebody: Person, *, browser: bool = True, **more: object) -> str:
    with google() as cloud:
        cloud.post(TOKEN, json=granted(*account.scopes, *IDENTITY, **more))
        return account.log_in(somebody, TODAY, browser=browser)


@pytest.mark.parametrize("browser", [True, False])
def test_logging_in_reading_looking_and_logging_out(account: Account, browser: bool) -> None:
    said = log_in(account, Somebody().person(), browser=browser)
    assert said.startswith("Logged in as c…@example.com. syncer may: read your contacts")
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert len(account.people("google", Clock().patience(), other_contacts=False).connections("").entries) == 1
        assert "since 2026-11-23; Google accepts it" in account.status(Clock().patience())
    with google() as cloud:
        cloud.post(account.endpoints.revoke_uri, json={})
        assert account.log_out() == "Logged out."
    with pytest.raises(CredentialError, match="syncer auth login"):
        account.status(Clock().patience())


def test_a_login_of_an_app_in_testing_says_when_it_ends(account: Account) -> None:
    said = log_in(account, Somebody().person(), refresh_token_expires_in=604_799)
    assert "ends after 6 days: publish the app" in said


def test_asking_for_other_contacts_later_needs_a_new_login(account: Account) -> None:
    log_in(account, Somebody().person())
    with pytest.raises(CredentialError, match="Other contacts"):
        account.people("google", Clock().patience(), other_contacts=True).connections("")


def test_a_logout_that_google_does_not_hear_says_what_is_left_to_do(account: Account) -> None:
    log_in(account, Somebody().person())
    with google() as cloud:
        cloud.post(account.endpoints.revoke_uri, status=503)
        assert "myaccount.google.com/connections" in account.log_out()
