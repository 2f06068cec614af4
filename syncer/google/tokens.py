"""The login on disk: one file, readable by nobody else, replaced whole or not at all.

It holds the refresh token, never an access token: each run gets a fresh one (one call), so that two runs at once have
nothing to overwrite and a read-only folder is no trouble.
"""

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from syncer.errors import CredentialError
from syncer.google.remedies import LOGIN


@dataclass(frozen=True, slots=True)
class Login:
    """What a login leaves behind. ``logged_in``: the day, ``2026-11-23``. Secrets are not shown by ``repr``."""

    refresh_token: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...]
    """Those granted, which may be fewer than were asked for."""
    account: str = field(default="", repr=False)
    """The account's e-mail address, if Google told it."""
    logged_in: str = ""

    @property
    def masked(self) -> str:
        """The account as messages show it: ``a…@example.com``."""
        return masked(self.account)


def masked(account: str) -> str:
    """An address of which only the first letter and the domain are shown."""
    name, at, domain = account.rpartition("@")
    return f"{name[:1]}…@{domain}" if at else "an account whose address is not known"


@dataclass(frozen=True, slots=True)
class TokenFile:
    """Where a login is kept."""

    path: Path

    def load(self) -> Login:
        """The login. ``CredentialError`` with the command that makes one if there is none, or it cannot be read."""
        try:
            found: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            with suppress(OSError):
                self.path.chmod(0o600)
            return Login(**{**found, "scopes": tuple(found["scopes"])})
        except FileNotFoundError:
            raise CredentialError(f"You are not logged in to Google. Log in: {LOGIN}", code="E-GOOGLE-NONE") from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            message = f"The stored login cannot be read ({type(error).__name__}). Log in again: {LOGIN}"
            raise CredentialError(message, code="E-GOOGLE-NONE") from None

    def save(self, login: Login) -> None:
        """Keep this login: mode 0600 in a folder of mode 0700. ``OSError`` if that cannot be."""
        folder = self.path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".login-")  # mode 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(login), file, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self.path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def delete(self) -> bool:
        """Forget the login; whether there was one."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        return True
