"""One Google account as the rest of syncer sees it: log in, how it stands, log out, and its address book."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from syncer.errors import CredentialError
from syncer.google.auth import Person, check_login, log_in, log_in_elsewhere, log_out
from syncer.google.credentials import login_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.people import People
from syncer.google.retry import Patience
from syncer.google.scopes import contacts_scopes, in_words
from syncer.google.tokens import TokenFile
from syncer.google.transport import RequestsHttp, new_session


@dataclass(frozen=True, slots=True)
class Account:
    """Where the client and the login are kept. ``scopes``: all that the settings need of this login.

    What the first three methods return is a line for the person; ``CredentialError`` if it does not come to that.
    """

    client_file: Path
    tokens: TokenFile
    endpoints: Endpoints
    scopes: tuple[str, ...]

    def log_in(self, person: Person, today: date, *, browser: bool) -> str:
        """Consent in a browser, here or (``browser=False``) on another machine."""
        step = log_in if browser else log_in_elsewhere
        done = step(self.client_file, self.tokens, self.scopes, self.endpoints, person, today)
        ends = f" This login ends after {done.days} days: publish the app, 'In production'." if done.days else ""
        return f"Logged in as {done.login.masked}. syncer may: {in_words(done.login.scopes)}.{ends}"

    def status(self, patience: Patience) -> str:
        """Which account, since when and for what; Google is asked whether it still holds."""
        login = check_login(self.tokens, self.scopes, self.endpoints, patience)
        return (
            f"Logged in as {login.masked} since {login.logged_in}; Google accepts it. "
            f"syncer may: {in_words(login.scopes)}."
        )

    def log_out(self) -> str:
        """Forget the login here and withdraw it at Google."""
        if log_out(self.tokens, self.endpoints):
            return "Logged out."
        return "Logged out here. Google was not told: remove syncer at https://myaccount.google.com/connections"

    def must_cover(self) -> None:
        """``CredentialError`` where nobody is logged in, or the login does not cover ``scopes``. Asks nobody."""
        login_credentials(self.tokens, self.scopes, self.endpoints)

    @property
    def owner(self) -> str:
        """Whose contacts a login reads: tells one account from another, and is shown nowhere. "" without a login."""
        try:
            login = self.tokens.load()
        except CredentialError:
            return ""
        return login.account or login.refresh_token

    def people(self, source: str, patience: Patience, *, other_contacts: bool) -> People:
        """The address book, for the source of this name. Nothing is opened before it is read."""
        scopes = contacts_scopes(other_contacts=other_contacts)

        def connect() -> RequestsHttp:
            return RequestsHttp(login_credentials(self.tokens, scopes, self.endpoints), new_session())

        return People(source, connect, patience, self.endpoints)
