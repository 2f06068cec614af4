"""Log in to Google, see how the login stands, log out: the steps of ``syncer auth``. Nothing is printed here."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import google.auth.jwt
import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import InsecureTransportError, OAuth2Error  # type: ignore[import-untyped]

from syncer.errors import ConfigError, CredentialError
from syncer.google.client_file import read_client
from syncer.google.credentials import login_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.faults import GoogleFault, fault_of_exception
from syncer.google.loopback import Landing, answer_of
from syncer.google.remedies import LOGIN, PEOPLE, trouble
from syncer.google.retry import Patience
from syncer.google.scopes import IDENTITY, in_words, missing
from syncer.google.tokens import Login, TokenFile, masked
from syncer.google.transport import TIMEOUT, RequestsHttp, faults, new_session

WAIT = 300.0
"""Seconds that the consent page may take."""
ELSEWHERE = "http://127.0.0.1:8765/"
"""Where a browser on another machine is sent: nobody is there, and its address bar then holds the answer."""


@dataclass(frozen=True, slots=True)
class Person:
    """How the login speaks with whoever is at the keyboard."""

    show: Callable[[str], None]
    open_browser: Callable[[str], bool]
    paste: Callable[[], str]


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A login that was stored. ``days``: after how many it ends by itself, if Google says that it does."""

    login: Login
    days: int | None


def log_in(
    client_file: Path, tokens: TokenFile, scopes: Sequence[str], endpoints: Endpoints, person: Person, today: date
) -> LoggedIn:
    """Let the person consent in a browser here; store the login. ``CredentialError`` if any of that fails."""
    flow = _flow(client_file, scopes, endpoints)
    with Landing() as landing:
        flow.redirect_uri = landing.address
        page, state = _page(flow, tokens)
        person.show(f"Opening this page; if no browser appears, open it yourself on this machine:\n{page}")
        # A browser of the terminal (lynx, w3m) comes back only when it is closed: it must not keep the door shut.
        threading.Thread(target=person.open_browser, args=(page,), daemon=True).start()
        answer = landing.wait(state, WAIT)
    return _finish(flow, _code(answer, state), tokens, scopes, today)


def log_in_elsewhere(
    client_file: Path, tokens: TokenFile, scopes: Sequence[str], endpoints: Endpoints, person: Person, today: date
) -> LoggedIn:
    """The same with a browser on any machine: the person pastes the address it ends at."""
    flow = _flow(client_file, scopes, endpoints)
    flow.redirect_uri = ELSEWHERE
    page, state = _page(flow, tokens)
    person.show(
        f"Open this page in any browser and consent:\n{page}\nIt ends at a page that cannot be shown; that is right. "
        f"Copy the whole address from the browser's address bar (it begins with {ELSEWHERE}) and paste it here:"
    )
    return _finish(flow, _code(answer_of(person.paste()), state), tokens, scopes, today)


def check_login(tokens: TokenFile, scopes: Sequence[str], endpoints: Endpoints, patience: Patience) -> Login:
    """The stored login, after Google has accepted it. ``CredentialError`` or ``TemporaryError`` if it does not."""
    http = RequestsHttp(login_credentials(tokens, scopes, endpoints), new_session())

    def renew() -> None:
        with faults():
            http.renew()

    try:
        patience.read(renew)
    except GoogleFault as fault:
        raise trouble(fault, PEOPLE) or _refused() from None
    return tokens.load()


def log_out(tokens: TokenFile, endpoints: Endpoints) -> bool:
    """Forget the login here and withdraw it at Google; whether Google heard of it. ``CredentialError`` without one."""
    login = tokens.load()
    tokens.delete()
    try:
        reply = new_session().post(endpoints.revoke_uri, data={"token": login.refresh_token}, timeout=TIMEOUT)
    except requests.exceptions.RequestException:
        return False
    return reply.status_code == 200


def _flow(client_file: Path, scopes: Sequence[str], endpoints: Endpoints) -> Any:
    client = read_client(client_file)
    addresses = {"auth_uri": endpoints.auth_uri, "token_uri": endpoints.token_uri}
    return InstalledAppFlow.from_client_config({"installed": {**client, **addresses}}, [*scopes, *IDENTITY])


def _page(flow: Any, tokens: TokenFile) -> tuple[str, str]:
    """The consent page, and the state its answer must carry. ``prompt``: only then is a refresh token given again."""
    hint = {"login_hint": account} if (account := _account(tokens)) else {}
    try:
        page, state = flow.authorization_url(access_type="offline", prompt="consent", **hint)
    except InsecureTransportError:
        raise _insecure() from None
    return str(page), str(state)


def _account(tokens: TokenFile) -> str:
    try:
        return tokens.load().account
    except CredentialError:
        return ""


def _code(answer: Mapping[str, str], state: str) -> str:
    if not answer:
        raise CredentialError(
            f"No consent came back. Try again: {LOGIN} (or with --no-browser)", code="E-GOOGLE-CONSENT"
        )
    if answer.get("state") != state:
        message = f"That answer belongs to another login. Try again with a fresh page: {LOGIN}"
        raise CredentialError(message, code="E-GOOGLE-CONSENT")
    if "code" not in answer:
        raise CredentialError(
            f"Consent was not given. Nothing was stored. To try again: {LOGIN}", code="E-GOOGLE-CONSENT"
        )
    return answer["code"]


def _finish(flow: Any, code: str, tokens: TokenFile, scopes: Sequence[str], today: date) -> LoggedIn:
    reply = _exchange(flow, code)
    granted = reply.get("scope", [*scopes, *IDENTITY])
    login = Login(
        refresh_token=str(reply.get("refresh_token", "")),
        client_id=flow.client_config["client_id"],
        client_secret=flow.client_config["client_secret"],
        scopes=tuple(sorted(granted.split() if isinstance(granted, str) else granted)),
        account=_account_in(reply),
        logged_in=today.isoformat(),
    )
    _check(login, scopes, tokens)
    try:
        tokens.save(login)
    except OSError as error:
        message = f"The login cannot be stored in {tokens.path.parent} ({type(error).__name__}). Set google.token_dir."
        raise CredentialError(message, code="E-GOOGLE-STORE") from None
    seconds = reply.get("refresh_token_expires_in")
    return LoggedIn(login, int(seconds) // 86_400 if seconds else None)


def _exchange(flow: Any, code: str) -> Mapping[str, Any]:
    """The token endpoint's answer. A code is good once, so this is never tried again."""
    new_session()  # quietens the libraries before they see a secret
    try:
        found: Mapping[str, Any] = flow.fetch_token(code=code, include_client_id=True, timeout=TIMEOUT)
    except Warning as changed:  # how oauthlib says that the scopes granted are not those asked for
        token: Mapping[str, Any] = changed.token  # type: ignore[attr-defined]
        return token
    except InsecureTransportError:
        raise _insecure() from None
    except OAuth2Error:
        raise _refused() from None
    except requests.exceptions.RequestException as error:
        fault = fault_of_exception(error)
        raise (trouble(fault, PEOPLE) if fault else None) or _refused() from None
    return found


def _account_in(reply: Mapping[str, Any]) -> str:
    """The address in the identity token, which came from Google over its own connection: nothing to verify."""
    try:
        claims = google.auth.jwt.decode(reply.get("id_token", ""), verify=False)  # type: ignore[no-untyped-call]
    except ValueError:
        return ""
    return str(claims.get("email", ""))


def _check(login: Login, scopes: Sequence[str], tokens: TokenFile) -> None:
    if not login.refresh_token:
        raise CredentialError(
            "Google gave no lasting login. Remove syncer at https://myaccount.google.com/connections and log in again: "
            f"{LOGIN}",
            code="E-GOOGLE-CONSENT",
        )
    if lacking := missing(scopes, login.scopes):
        message = f"Not everything was allowed; missing: {in_words(lacking)}. Tick every box: {LOGIN}"
        raise CredentialError(message, code="E-GOOGLE-SCOPE")
    before = _account(tokens)
    if before and login.account and before.casefold() != login.account.casefold():
        raise CredentialError(
            f"You consented as {login.masked}; until now it was {masked(before)}. Nothing was changed. To switch, "
            "first: syncer auth logout",
            code="E-GOOGLE-ACCOUNT",
        )


def _refused() -> CredentialError:
    message = f"Google did not accept the login. Try again with a fresh page: {LOGIN}"
    return CredentialError(message, code="E-GOOGLE-CONSENT")


def _insecure() -> ConfigError:
    return ConfigError(
        "google.auth_uri and google.token_uri must be https. For a stand-in on loopback set "
        "OAUTHLIB_INSECURE_TRANSPORT=1 in the environment.",
        code="E-GOOGLE-HTTP",
    )
