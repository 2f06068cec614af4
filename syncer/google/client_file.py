"""The JSON files that Google's console hands out, told apart: only two of the five kinds are of use here."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from syncer.errors import CredentialError

_CONSOLE = "https://console.cloud.google.com/auth/clients"
_FOUND = {
    "installed": "a client of type 'Desktop app'",
    "web": "a client of type 'Web application'",
    "service_account": "the key of a service account",
    "authorized_user": "a login of gcloud",
    "external_account": "a workload identity configuration",
}


def read_client(path: Path) -> Mapping[str, Any]:
    """The desktop client in this file: ``{"client_id": ..., "client_secret": ...}``. ``CredentialError`` otherwise."""
    found = _read(
        path, f"Create a client of type 'Desktop app' at {_CONSOLE}, download its JSON and name it", "client_file"
    )
    kind = kind_of(found)
    if kind != "installed":
        needed = f"Needed is a client of type 'Desktop app'; create one at {_CONSOLE}"
        if kind == "service_account":
            needed += " (a service account has contacts of its own, none, and cannot read yours)"
        raise CredentialError(f"{path.name} is {_words(kind)}. {needed}.", code="E-GOOGLE-CLIENT")
    return _complete(found["installed"], ("client_id", "client_secret"), path)


def read_service_account(path: Path) -> Mapping[str, Any]:
    """The service account's key in this file. ``CredentialError`` if it is anything else."""
    found = _read(path, "Create a key for the service account in the console and name its file", "service_account_file")
    kind = kind_of(found)
    if kind != "service_account":
        message = f"{path.name} is {_words(kind)}. Needed is the JSON key of a service account."
        raise CredentialError(message, code="E-GOOGLE-CLIENT")
    return _complete(found, ("client_email", "private_key"), path)


def kind_of(found: Mapping[str, Any]) -> str:
    """Which kind of file this is, as Google names it; ``""`` for one that is not Google's."""
    named = found.get("type")
    if isinstance(named, str):
        return named if named in _FOUND else ""
    return next((kind for kind in ("installed", "web") if isinstance(found.get(kind), Mapping)), "")


def _words(kind: str) -> str:
    return _FOUND.get(kind, "no credentials file of Google's")


def _read(path: Path, remedy: str, setting: str) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CredentialError(
            f"{path.name} is not there. {remedy} in google.{setting}.", code="E-GOOGLE-CLIENT"
        ) from None
    except (OSError, ValueError) as error:
        message = f"{path.name} cannot be read ({type(error).__name__}). Download it again."
        raise CredentialError(message, code="E-GOOGLE-CLIENT") from None
    return found if isinstance(found, Mapping) else {}


def _complete(found: Mapping[str, Any], keys: tuple[str, ...], path: Path) -> Mapping[str, Any]:
    missing = [key for key in keys if not isinstance(found.get(key), str) or not found[key]]
    if missing:
        message = f"{path.name} lacks {', '.join(missing)}. Download it again."
        raise CredentialError(message, code="E-GOOGLE-CLIENT")
    return found
