"""Who syncer is to Google: a person who logged in (contacts), a service account or an attached identity (the sheet)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import google.auth
from google.auth import exceptions as auth
from google.auth.credentials import Credentials
from google.oauth2 import credentials as user
from google.oauth2 import service_account

from syncer.errors import CredentialError
from syncer.google.client_file import read_service_account
from syncer.google.endpoints import Endpoints
from syncer.google.remedies import LOGIN
from syncer.google.scopes import in_words, missing
from syncer.google.tokens import Login, TokenFile


class StoredLogin(user.Credentials):
    """The credentials of a login kept in a file, also while other runs and logins use the same file.

    Where Google hands out another refresh token, it is kept; where it refuses ours and a newer login has been stored
    in the meantime, that one is used.
    """

    def __init__(self, file: TokenFile, login: Login, token_uri: str) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            None,
            refresh_token=login.refresh_token,
            token_uri=token_uri,
            client_id=login.client_id,
            client_secret=login.client_secret,
        )
        self._file = file
        self._login = login

    def refresh(self, request: Any) -> None:
        """Get an access token. google-auth's errors, as any credentials of it."""
        try:
            super().refresh(request)  # type: ignore[no-untyped-call]
        except auth.RefreshError:
            if not self._newer_login():
                raise
            super().refresh(request)  # type: ignore[no-untyped-call]
        if self.refresh_token != self._login.refresh_token:
            self._keep(str(self.refresh_token))

    def _newer_login(self) -> bool:
        """Take over a login that was stored after ours was read; whether there is one."""
        try:
            stored = self._file.load()
        except CredentialError:
            return False
        if stored.refresh_token == self._login.refresh_token:
            return False
        self._login = stored
        self._refresh_token = stored.refresh_token
        self._client_id, self._client_secret = stored.client_id, stored.client_secret
        return True

    def _keep(self, refresh_token: str) -> None:
        """Store the token that replaced ours, unless somebody logged in since or out, or the folder is read-only."""
        used, self._login = self._login, replace(self._login, refresh_token=refresh_token)
        try:
            if self._file.load().refresh_token == used.refresh_token:
                self._file.save(self._login)
        except (CredentialError, OSError):
            return


def login_credentials(file: TokenFile, scopes: Sequence[str], endpoints: Endpoints) -> Credentials:
    """Those of the person who logged in. ``CredentialError`` if nobody did, or did not grant what is needed now."""
    login = file.load()
    if lacking := missing(scopes, login.scopes):
        message = f"The Google login does not allow syncer to {in_words(lacking)}. Log in again and tick it: {LOGIN}"
        raise CredentialError(message, code="E-GOOGLE-SCOPE")
    return StoredLogin(file, login, endpoints.token_uri)


def service_account_credentials(path: Path, scopes: Sequence[str], endpoints: Endpoints) -> Credentials:
    """Those of a service account whose key is in this file. ``CredentialError`` if it is not such a key."""
    info = read_service_account(path)
    try:
        found: Credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            {**info, "token_uri": endpoints.token_uri}, scopes=list(scopes)
        )
    except (ValueError, TypeError):
        message = f"{path.name}: the key in it is damaged. Create another one in the console."
        raise CredentialError(message, code="E-GOOGLE-CLIENT") from None
    return found


def attached_credentials(scopes: Sequence[str]) -> Credentials:
    """Those of the machine (Cloud Run, a VM) or of ``gcloud auth application-default login``."""
    try:
        found, _project = google.auth.default(scopes=list(scopes))
    except auth.DefaultCredentialsError:
        raise CredentialError(
            "This machine has no Google identity. In the cloud, attach a service account to the job; on your own "
            "machine run: gcloud auth application-default login",
            code="E-GOOGLE-NONE",
        ) from None
    return found
