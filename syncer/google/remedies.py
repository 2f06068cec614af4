"""What a fault means for the person: the error to raise, its causes, and the command or click that mends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from syncer.errors import ConfigError, CredentialError, SourceError, SyncerError, TemporaryError
from syncer.google.faults import GoogleFault, Kind

LOGIN = "syncer auth login"


@dataclass(frozen=True, slots=True)
class Api:
    """A service of Google as messages name it."""

    title: str
    """``People API``."""
    host: str
    """``people.googleapis.com``; opens the page that switches it on."""


PEOPLE = Api("People API", "people.googleapis.com")


def remedy(fault: GoogleFault, api: Api, source: str, where: str = "") -> SyncerError:
    """The error for a fault that did not pass. ``source``: its name from the settings; ``where``: "page 3"."""
    common = trouble(fault, api)
    if common is not None:
        return common
    at = f" ({where})" if where else ""
    found = f"{source}: the {api.title} could not be read whole{at}: {_found(fault)}"
    return SourceError(f"{found}. It is left out of this run and nobody of it counts as gone.", code="E-GOOGLE-READ")


def _found(fault: GoogleFault) -> str:
    return f"{fault.kind}, status {fault.status}" if fault.status else str(fault.kind)


def trouble(fault: GoogleFault, api: Api) -> SyncerError | None:
    """The error for a fault that concerns the account, the network or the quota; ``None`` for one of a single call."""
    make = _TROUBLE.get(fault.kind)
    return make(fault, api) if make else None


def _login(*_: object) -> SyncerError:
    return CredentialError(
        "Google no longer accepts the login. The usual causes: access was withdrawn in the Google account; its "
        "password was changed; the login was not used for six months; or the app on the consent screen is still in "
        f"'Testing', where logins end after 7 days (publish it: 'In production'). Log in again: {LOGIN}",
        code="E-GOOGLE-LOGIN",
    )


def _unauthorised(*_: object) -> SyncerError:
    return CredentialError(f"Google refused a fresh access token. Log in again: {LOGIN}", code="E-GOOGLE-TOKEN")


def _client(*_: object) -> SyncerError:
    return CredentialError(
        "Google does not know the client of this login (deleted, or another secret). Create a client of type 'Desktop "
        f"app' in the console, save its JSON as google.client_file, and log in again: {LOGIN}",
        code="E-GOOGLE-CLIENT",
    )


def _clock(*_: object) -> SyncerError:
    return CredentialError(
        "Google refused the signed request of the service account as too old or too new: the clock of this machine is "
        "wrong. Set it (or switch on time synchronisation) and run again.",
        code="E-GOOGLE-CLOCK",
    )


def _scope(_: GoogleFault, api: Api) -> SyncerError:
    return CredentialError(
        f"The login does not cover what the {api.title} was asked for: a box was left unticked on the consent page, or "
        f"a setting now needs more than before. Log in again and tick every box: {LOGIN}",
        code="E-GOOGLE-SCOPE",
    )


def _disabled(fault: GoogleFault, api: Api) -> SyncerError:
    page = fault.link or f"https://console.cloud.google.com/apis/library/{api.host}"
    return CredentialError(
        f"The {api.title} is switched off in the project of the client. Open {page}, press 'Enable', wait five minutes "
        "and run again.",
        code="E-GOOGLE-DISABLED",
    )


def _forbidden(_: GoogleFault, api: Api) -> SyncerError:
    return CredentialError(
        f"The {api.title} does not let this account in. It may be another account than the one that was shared with, "
        "or its organisation forbids the app. See which account it is: syncer auth status",
        code="E-GOOGLE-FORBIDDEN",
    )


def _tls(*_: object) -> SyncerError:
    return ConfigError(
        "The certificate of Google's servers is not trusted here; a proxy may open encrypted traffic. Get the proxy's "
        "certificate from those who run it and name its file in REQUESTS_CA_BUNDLE. Checking is never switched off.",
        code="E-GOOGLE-TLS",
    )


def _unreachable(*_: object) -> SyncerError:
    return TemporaryError(
        "Google cannot be reached: no network, no name service, or a proxy in between. Nothing was written; try later.",
        code="E-GOOGLE-NETWORK",
    )


def _quota(_: GoogleFault, api: Api) -> SyncerError:
    return TemporaryError(
        f"The quota of the {api.title} stayed used up while we waited. Nothing was written; try again in an hour.",
        code="E-GOOGLE-QUOTA",
    )


_TROUBLE: Mapping[Kind, Callable[[GoogleFault, Api], SyncerError]] = {
    Kind.LOGIN: _login,
    Kind.UNAUTHORISED: _unauthorised,
    Kind.CLIENT: _client,
    Kind.CLOCK: _clock,
    Kind.SCOPE: _scope,
    Kind.DISABLED: _disabled,
    Kind.FORBIDDEN: _forbidden,
    Kind.TLS: _tls,
    Kind.UNREACHABLE: _unreachable,
    Kind.QUOTA: _quota,
}
