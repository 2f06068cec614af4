"""A person who consents, says no, leaves a box empty, or withdraws it."""

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.emulator.service import Google
from tests.emulator.tokens import SCOPE, USER
from tests.emulator.wire import Reply, Request

BACK, VERIFIER = "http://127.0.0.1:9/", "v" * 50
PROOF = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
READ = f"{SCOPE}contacts.readonly"
ASKED = {
    **{"client_id": "c", "redirect_uri": BACK, "scope": f"{READ} openid", "state": "s"},
    **{"code_challenge": PROOF, "code_challenge_method": "S256"},
}


def answer(google: Google) -> dict[str, str]:
    """What the browser brings back from the consent page."""
    reply = google.handle(Request.to("GET", f"https://accounts.google.com/o/oauth2/v2/auth?{urlencode(ASKED)}", {}))
    assert reply.status == 302
    return {name: texts[0] for name, texts in parse_qs(urlsplit(dict(reply.headers)["Location"]).query).items()}


def post(google: Google, path: str, **form: str) -> tuple[int, Any]:
    reply: Reply = google.handle(
        Request.to("POST", f"https://oauth2.googleapis.com{path}", {}, urlencode(form).encode())
    )
    return reply.status, json.loads(reply.body)


def redeem(google: Google, code: str, **other: str) -> tuple[int, Any]:
    form = {"client_id": "c", "redirect_uri": BACK, "code_verifier": VERIFIER, "code": code, **other}
    return post(google, "/token", grant_type="authorization_code", **form)


def test_a_code_gives_a_lasting_login_for_what_was_granted_and_whose_it_is() -> None:
    google = Google()
    back = answer(google)
    status, tokens = redeem(google, back["code"])
    assert (status, back["state"], tokens["scope"]) == (200, "s", f"{READ} openid")
    claims = tokens["id_token"].split(".")[1]
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["email"] == USER
    assert post(google, "/token", grant_type="refresh_token", refresh_token=tokens["refresh_token"])[0] == 200
    assert post(google, "/revoke", token=tokens["refresh_token"]) == (200, {})
    assert post(google, "/token", grant_type="refresh_token", refresh_token=tokens["refresh_token"])[0] == 400
    assert post(google, "/revoke", token=tokens["refresh_token"])[0] == 400


def test_a_code_is_good_once_for_its_client_address_and_proof() -> None:
    google = Google()
    for wrong in ({"client_id": "x"}, {"redirect_uri": "http://127.0.0.1:8/"}, {"code_verifier": "guessed"}):
        assert redeem(google, answer(google)["code"], **wrong)[1]["error"] == "invalid_grant"
    code = answer(google)["code"]
    assert [redeem(google, code)[0], redeem(google, code)[0]] == [200, 400]


def test_a_person_may_say_no_or_leave_a_box_empty() -> None:
    google = Google()
    google.consent.unticked = frozenset({READ})
    assert redeem(google, answer(google)["code"])[1]["scope"] == "openid"
    google.consent.refuses = True
    assert answer(google) == {"state": "s", "error": "access_denied"}


@pytest.mark.parametrize("path", ["/token", "/revoke"])
def test_a_form_that_says_nothing_is_refused(path: str) -> None:
    assert post(Google(), path)[0] == 400
