"""Logins to Google, for what the settings need."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from syncer.settings import Settings
from syncer.settings.sections import GoogleSettings, WorkbookSettings

if TYPE_CHECKING:
    from syncer.google.access import Access
    from syncer.google.account import Account
    from syncer.google.endpoints import Endpoints
    from syncer.google.tokens import TokenFile

Progress = Callable[[str], None]


def google_account(settings: Settings) -> "Account":
    """The Google account of the settings, for all that they need of a login."""
    from syncer.google.account import Account
    from syncer.google.scopes import least

    google = settings.google
    return Account(google.client_file, login_file(google), endpoints(google), least(_scopes(settings)))


def expect_grants(settings: Settings) -> None:
    """``CredentialError`` before any work where the login does not cover what the settings need of it."""
    kinds = {source.kind for source in settings.sources}
    sheets = settings.google.sheets_as == "login" and (_needs_sheets(settings) or "google_sheet" in kinds)
    if sheets or "google_contacts" in kinds:
        google_account(settings).must_cover()


def _needs_sheets(settings: Settings) -> bool:
    return settings.workbook.in_google or bool(settings.council.google_sheet)


def google_identities(settings: Settings) -> "tuple[Account | Access, ...]":
    """As whom the settings reach Google: the login, and who opens sheets where that is somebody else."""
    from syncer.google.scopes import SHEETS

    kinds = {source.kind for source in settings.sources}
    others = settings.google.sheets_as != "login" and (_needs_sheets(settings) or "google_sheet" in kinds)
    sheets = (sheet_access(settings, (SHEETS,)),) if others else ()
    return sheets if sheets and "google_contacts" not in kinds else (google_account(settings), *sheets)


def _scopes(settings: Settings) -> tuple[str, ...]:
    """What the login must cover; contacts where nothing in the settings needs one yet."""
    from syncer.google import scopes

    kinds = {source.kind for source in settings.sources}
    wanted: list[str] = []
    if settings.google.sheets_as == "login":
        wanted += workbook_scopes(settings.workbook) if settings.workbook.in_google else ()
        wanted += [scopes.SHEETS] if settings.council.google_sheet else []
        wanted += [scopes.SHEETS_READ] if "google_sheet" in kinds else []
    if "google_contacts" in kinds or not wanted:
        others = any(source.other_contacts for source in settings.sources)
        wanted += scopes.contacts_scopes(other_contacts=others)
    return tuple(wanted)


def workbook_scopes(workbook: WorkbookSettings) -> tuple[str, ...]:
    """What a workbook in Google needs: of one that syncer makes or made, no right to any other."""
    from syncer.google import scopes

    own = workbook.access == "created" or not workbook.sheet_id
    return (scopes.OWN_SHEETS,) if own else (scopes.SHEETS,)


def sheet_access(settings: Settings, scopes: tuple[str, ...]) -> "Access":
    """As whom sheets are opened."""
    from syncer.google.access import Access
    from syncer.google.remedies import As

    google = settings.google
    return Access(As(google.sheets_as), login_file(google), google.service_account_file, endpoints(google), scopes)


def login_file(google: GoogleSettings) -> "TokenFile":
    """Where the login is kept."""
    from syncer.google.tokens import TokenFile

    return TokenFile(google.token_dir / "google.json")


def endpoints(google: GoogleSettings) -> "Endpoints":
    """Where Google is: the real one, or a stand-in of the settings."""
    from syncer.google.endpoints import Endpoints

    apis = (google.people_endpoint, google.sheets_endpoint, google.drive_endpoint)
    return Endpoints(*apis, google.auth_uri, google.token_uri, google.revoke_uri)
