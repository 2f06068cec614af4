"""What a fault means for the person: the error to raise, its causes, and the command or click that mends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from syncer.errors import ConfigError, CredentialError, SourceError, SyncerError, TemporaryError
from syncer.google.faults import GoogleFault, Kind

LOGIN = "syncer auth login"


class As(StrEnum):
    """As whom syncer comes: what is to be done about a refusal differs."""

    LOGIN = "login"
    SERVICE_ACCOUNT = "service_account"
    ATTACHED = "attached"


@dataclass(frozen=True, slots=True)
class Api:
    """A service of Google as messages name it, and as whom it is asked."""

    title: str
    """``People API``."""
    host: str
    """``people.googleapis.com``; opens the page that switches it on."""
    whom: As = As.LOGIN
    address: str = ""
    """The address that a sheet is to be shared with; of a service account only, nobody's own."""
    own_only: bool = False
    """Whether only sheets that syncer made may be opened: others then look as if they were not there, or not shared."""


PEOPLE = Api("People API", "people.googleapis.com")
SHEETS = Api("Google Sheets API", "sheets.googleapis.com")
_GCLOUD = (
    "gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets,"
    "https://www.googleapis.com/auth/cloud-platform"
)


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


def no_sheet(fault: GoogleFault, api: Api, setting: str) -> str:
    """What to do where a sheet cannot be opened; ``""`` where the fault says nothing about the sheet itself.

    ``setting``: where its address stands in the settings, ``workbook.google_sheet``.
    """
    if fault.kind is Kind.NOT_FOUND:
        return (
            f"There is no spreadsheet at {setting}: the address is cut short, or the file was deleted (look in Drive's "
            f"bin). Copy the address from the browser's address bar.{_unseen(api)}"
        )
    if fault.kind is Kind.FORBIDDEN:
        return f"The spreadsheet at {setting} is not shared with syncer. {share(api)}{_unseen(api)}"
    if fault.kind is Kind.OFFICE:
        return (
            f"The file at {setting} is an Office file that lies in Drive, no Google Sheet. Open it there, choose "
            "File > Save as Google Sheets, and name the new file."
        )
    return ""


def share(api: Api) -> str:
    """How a sheet is shared with whom syncer comes as."""
    if api.address:
        return f"Open it, press 'Share', and add {api.address} as Editor."
    if api.whom is As.LOGIN:
        return "Open it, press 'Share', and add the account you logged in with as Editor (see: syncer auth status)."
    return "Open it, press 'Share', and add the service account this machine works as, as Editor."


def _unseen(api: Api) -> str:
    if not api.own_only:
        return ""
    return (
        " The login covers only sheets that syncer made. If you made this one, set "
        f'workbook.access = "any" and log in again: {LOGIN}'
    )


def _login(_: GoogleFault, api: Api) -> SyncerError:
    if api.whom is As.SERVICE_ACCOUNT:
        return CredentialError(
            "Google no longer accepts the key of the service account: it was deleted or disabled, or the account was. "
            "Create another key in the console (IAM & Admin > Service Accounts > Keys) and name its file in "
            "google.service_account_file.",
            code="E-GOOGLE-LOGIN",
        )
    if api.whom is As.ATTACHED:
        return CredentialError(
            "Google no longer accepts the identity of this machine. In the cloud, look which service account the job "
            f"runs as and whether it is enabled; on your own machine run: {_GCLOUD}",
            code="E-GOOGLE-LOGIN",
        )
    return CredentialError(
        "Google no longer accepts the login. The usual causes: access was withdrawn in the Google account; its "
        "password was changed; the login was not used for six months; or the app on the consent screen is still in "
        f"'Testing', where logins end after 7 days (publish it: 'In production'). Log in again: {LOGIN}",
        code="E-GOOGLE-LOGIN",
    )


def _unauthorised(fault: GoogleFault, api: Api) -> SyncerError:
    if api.whom is not As.LOGIN:
        return _login(fault, api)
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
    if api.whom is As.LOGIN:
        remedy = (
            "a box was left unticked on the consent page, or a setting now needs more than before. Log in again and "
            f"tick every box: {LOGIN}"
        )
    else:
        remedy = (
            "the identity of this machine was made for other services. In the cloud, give the job or virtual machine "
            f"access to all Cloud APIs; on your own machine run: {_GCLOUD}"
        )
    message = f"The login does not cover what the {api.title} was asked for: {remedy}"
    return CredentialError(message, code="E-GOOGLE-SCOPE")


def _disabled(fault: GoogleFault, api: Api) -> SyncerError:
    page = fault.link or f"https://console.cloud.google.com/apis/library/{api.host}"
    return CredentialError(
        f"The {api.title} is switched off in the project of the {_OWNER[api.whom]}. Open {page}, press 'Enable', wait "
        "five minutes and run again.",
        code="E-GOOGLE-DISABLED",
    )


_OWNER = {As.LOGIN: "client", As.SERVICE_ACCOUNT: "service account", As.ATTACHED: "service account"}


def _forbidden(_: GoogleFault, api: Api) -> SyncerError:
    if api.host == SHEETS.host:
        return CredentialError(
            f"The spreadsheet is not shared with syncer. {share(api)}{_unseen(api)}", code="E-GOOGLE-FORBIDDEN"
        )
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
