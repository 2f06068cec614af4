import errno
import json
import logging
import stat
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from syncer.errors import CredentialError, SyncerError, TemporaryError
from syncer.google.client_file import read_client, read_service_account
from syncer.google.credentials import attached_credentials, login_credentials, service_account_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.scopes import CONTACTS, OTHER_CONTACTS, contacts_scopes
from syncer.google.tokens import TokenFile, masked
from tests.google.cloud import (
    CANARIES,
    CONNECTIONS,
    LOGIN,
    TOKEN,
    Clock,
    access_token,
    error,
    google,
    page,
    people_of,
    person,
    stored,
)

ENDED = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}


def test_a_stored_login_reads_contacts_with_one_call_for_an_access_token(tmp_path: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert len(people_of(stored(tmp_path), Clock()).connections("").entries) == 1
        assert len(cloud.calls) == 2


def test_without_a_login_the_message_is_the_command_that_makes_one(tmp_path: Path) -> None:
    with google() as cloud:
        with pytest.raises(CredentialError, match="syncer auth login") as stopped:
            people_of(TokenFile(tmp_path / "none.json"), Clock()).connections("")
        assert len(cloud.calls) == 0
    assert stopped.value.exit_code == 78


def test_a_login_that_ended_is_said_once_with_its_four_causes_and_no_storm_of_calls(tmp_path: Path) -> None:
    clock = Clock()
    with google() as cloud:
        cloud.post(TOKEN, status=400, json=ENDED)
        with pytest.raises(CredentialError) as stopped:
            people_of(stored(tmp_path), clock).connections("")
        assert len(cloud.calls) == 1
    assert clock.slept == []
    causes = ("withdrawn", "password", "six months", "7 days", "syncer auth login")
    assert [cause for cause in causes if cause not in str(stopped.value)] == []


def test_a_token_endpoint_in_trouble_is_waited_for(tmp_path: Path) -> None:
    clock = Clock()
    with google() as cloud:
        cloud.post(TOKEN, status=503)
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert len(people_of(stored(tmp_path), clock).connections("").entries) == 1
    assert len(clock.slept) == 1


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    assert stat.S_IMODE(tokens.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(tokens.path.parent.stat().st_mode) == 0o700
    tokens.path.chmod(0o644)
    assert tokens.load() == LOGIN
    assert stat.S_IMODE(tokens.path.stat().st_mode) == 0o600
    assert list(tokens.path.parent.iterdir()) == [tokens.path]


def test_a_login_does_not_show_its_secrets_by_accident() -> None:
    assert [canary for canary in CANARIES if canary in repr(LOGIN)] == []
    assert LOGIN.masked == "c…@example.com"
    assert masked("") == "an account whose address is not known"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"refresh_token": "x"}', '{"scopes": 1}'])
def test_a_damaged_file_is_said_and_not_a_crash(tmp_path: Path, damage: str) -> None:
    tokens = stored(tmp_path)
    tokens.path.write_text(damage)
    with pytest.raises(CredentialError, match="syncer auth login"):
        tokens.load()


def test_a_save_that_fails_leaves_the_old_login_whole(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with pytest.raises(TypeError):
        tokens.save(replace(LOGIN, account=object()))  # type: ignore[arg-type]
    assert tokens.load() == LOGIN
    assert list(tokens.path.parent.iterdir()) == [tokens.path]


def test_a_box_left_unticked_is_noticed_before_the_first_call(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    tokens.save(replace(LOGIN, scopes=(CONTACTS,)))
    assert login_credentials(tokens, contacts_scopes(other_contacts=False), Endpoints())
    with pytest.raises(CredentialError, match="Other contacts"):
        login_credentials(tokens, contacts_scopes(other_contacts=True), Endpoints())
    assert contacts_scopes(other_contacts=True) == (CONTACTS, OTHER_CONTACTS)


def test_two_runs_that_renew_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    before = tokens.path.stat().st_mtime_ns
    with google() as cloud:
        cloud.post(TOKEN, json=access_token())
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        first, second = people_of(tokens, Clock()), people_of(tokens, Clock())
        assert first.connections("") == second.connections("")
    assert tokens.path.stat().st_mtime_ns == before


def test_a_refresh_token_that_google_replaces_is_kept(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with google() as cloud:
        cloud.post(TOKEN, json=access_token(refresh_token="canary-newer"))
        cloud.get(CONNECTIONS, json=page())
        people_of(tokens, Clock()).connections("")
    assert tokens.load() == replace(LOGIN, refresh_token="canary-newer")


def test_a_replaced_token_never_overwrites_a_login_made_meanwhile(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    fresh = replace(LOGIN, refresh_token="canary-fresh", account="other@example.com")
    with google() as cloud:

        def rotate(_request: object) -> tuple[int, dict[str, str], str]:
            tokens.save(fresh)  # somebody logs in while our call is on its way
            return 200, {}, json.dumps(access_token(refresh_token="canary-newer"))

        cloud.add_callback("POST", TOKEN, rotate)
        cloud.get(CONNECTIONS, json=page())
        people_of(tokens, Clock()).connections("")
    assert tokens.load() == fresh


def test_a_login_made_while_the_run_began_is_used(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    run = people_of(tokens, Clock())
    sent = []
    with google() as cloud:

        def answer(request: object) -> tuple[int, dict[str, str], str]:
            sent.append(str(getattr(request, "body", b"").decode()))
            if len(sent) == 1:
                tokens.save(replace(LOGIN, refresh_token="canary-fresh"))
                return 400, {}, json.dumps(ENDED)
            return 200, {}, json.dumps(access_token())

        cloud.add_callback("POST", TOKEN, answer)
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert len(run.connections("").entries) == 1
    assert "canary-fresh" in sent[1]


def test_a_login_that_can_be_read_and_not_written_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = stored(tmp_path)

    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", read_only)
    with google() as cloud:
        cloud.post(TOKEN, json=access_token(refresh_token="canary-newer"))
        cloud.get(CONNECTIONS, json=page(person(1, "Ilse Vandermeer")))
        assert len(people_of(tokens, Clock()).connections("").entries) == 1
    assert tokens.load() == LOGIN


def test_a_login_removed_while_the_run_works_stays_removed(tmp_path: Path) -> None:
    tokens = stored(tmp_path)
    with google() as cloud:

        def rotate(_request: object) -> tuple[int, dict[str, str], str]:
            tokens.delete()
            return 200, {}, json.dumps(access_token(refresh_token="canary-newer"))

        cloud.add_callback("POST", TOKEN, rotate)
        cloud.get(CONNECTIONS, json=page())
        people_of(tokens, Clock()).connections("")
    assert not tokens.path.exists()


def test_nothing_secret_gets_into_a_log_or_a_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    leaky = error(403, "PERMISSION_DENIED", "canary-access canary@example.com", "NOBODY_KNOWS")
    said = []
    for status, body in ((200, page()), (403, leaky), (400, leaky), (503, leaky), (429, leaky)):
        with google() as cloud:
            cloud.post(TOKEN, json=access_token())
            cloud.get(CONNECTIONS, status=status, json=body)
            try:
                people_of(stored(tmp_path), Clock()).connections("canary-sync")
            except SyncerError as stopped:
                said.append(f"{stopped} {stopped.__cause__}")
    with google() as cloud:
        cloud.post(TOKEN, status=400, json={**ENDED, "error_description": "canary-refresh"})
        with pytest.raises(CredentialError) as ended:
            people_of(stored(tmp_path), Clock()).connections("")
        said.append(str(ended.value))
    assert len(said) == 5
    heard = " ".join([caplog.text, *said])
    assert [canary for canary in CANARIES if canary in heard] == []


WRONG = {
    "a web client": ({"web": {"client_id": "x", "client_secret": "y"}}, "Web application"),
    "a service account": (
        {"type": "service_account", "client_email": "x"},
        "key of a service account.*contacts of its own",
    ),
    "a login of gcloud": ({"type": "authorized_user"}, "login of gcloud"),
    "a workload identity": ({"type": "external_account"}, "workload identity"),
    "something else": ({"name": "x"}, "no credentials file"),
    "a list": ([], "no credentials file"),
    "a client without its secret": ({"installed": {"client_id": "x"}}, "lacks client_secret"),
}


@pytest.mark.parametrize(("found", "words"), WRONG.values(), ids=WRONG.keys())
def test_the_wrong_kind_of_client_is_named_with_the_kind_needed(tmp_path: Path, found: object, words: str) -> None:
    file = tmp_path / "client_secret.json"
    file.write_text(json.dumps(found))
    with pytest.raises(CredentialError, match=words):
        read_client(file)


def test_a_client_file_that_is_not_there_or_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match=r"nowhere\.json is not there.*google\.client_file"):
        read_client(tmp_path / "nowhere.json")
    (tmp_path / "page.json").write_text("<html>")
    with pytest.raises(CredentialError, match="cannot be read"):
        read_client(tmp_path / "page.json")


def test_a_service_account_is_told_from_a_client(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_text(json.dumps({"installed": {"client_id": "x", "client_secret": "y"}}))
    with pytest.raises(CredentialError, match="Desktop app"):
        read_service_account(file)
    file.write_text(json.dumps({"type": "service_account", "client_email": "robot@p.example", "private_key": "none"}))
    with pytest.raises(CredentialError, match="damaged"):
        service_account_credentials(file, (CONTACTS,), Endpoints())


def test_a_machine_without_an_identity_is_told_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    with pytest.raises(CredentialError, match="gcloud auth application-default login"):
        attached_credentials((CONTACTS,))


def test_the_identity_of_the_machine_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "application_default_credentials.json"
    login = {"type": "authorized_user", "client_id": "x", "client_secret": "y", "refresh_token": "canary-refresh"}
    file.write_text(json.dumps(login))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
    assert getattr(attached_credentials((CONTACTS,)), "refresh_token", "") == "canary-refresh"


def test_no_network_while_renewing_is_temporary(tmp_path: Path) -> None:
    with google() as cloud:
        cloud.post(TOKEN, body=requests.exceptions.ConnectionError("Name or service not known"))
        with pytest.raises(TemporaryError):
            people_of(stored(tmp_path), Clock()).connections("")
