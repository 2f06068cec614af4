"""As whom syncer comes to Google Sheets: the person who logged in, a service account, or the machine's own identity."""

from dataclasses import dataclass, replace
from pathlib import Path

from google.auth.credentials import Credentials

from syncer.errors import CredentialError
from syncer.google.client_file import read_service_account
from syncer.google.credentials import attached_credentials, login_credentials, service_account_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.faults import GoogleFault
from syncer.google.remedies import SHEETS, Api, As, trouble
from syncer.google.retry import Patience
from syncer.google.scopes import OWN_SHEETS
from syncer.google.tokens import TokenFile
from syncer.google.transport import RequestsHttp, faults, new_session


@dataclass(frozen=True, slots=True)
class Access:
    """Who opens sheets, and how far. ``scopes``: what this use of them needs, no more.

    ``key_file``: the key of a service account, read only where ``whom`` is one.
    """

    whom: As
    tokens: TokenFile
    key_file: Path
    endpoints: Endpoints
    scopes: tuple[str, ...]

    def connect(self) -> RequestsHttp:
        """A transport with these credentials; nothing is sent yet. ``CredentialError`` where they are missing, or do
        not cover the scopes."""
        return RequestsHttp(self._credentials(), new_session())

    @property
    def api(self) -> Api:
        """How messages name the service, with whom a sheet is to be shared. ``CredentialError`` as ``connect``."""
        address = str(read_service_account(self.key_file)["client_email"]) if self.whom is As.SERVICE_ACCOUNT else ""
        own_only = self.whom is As.LOGIN and self.scopes == (OWN_SHEETS,)
        return replace(SHEETS, whom=self.whom, address=address, own_only=own_only)

    def status(self, patience: Patience) -> str:
        """As whom sheets are opened, for a person; Google is asked whether it accepts that. ``CredentialError`` or
        ``TemporaryError`` if it does not."""
        http, api = self.connect(), self.api

        def renew() -> None:
            with faults():
                http.renew()

        try:
            patience.read(renew)
        except GoogleFault as fault:
            refused = CredentialError(f"Google does not accept the identity: {fault.kind}.", code="E-GOOGLE-LOGIN")
            raise trouble(fault, api) or refused from None
        # Of the machine's identity the address is known only now.
        address = (
            api.address or str(getattr(http.credentials, "service_account_email", "")) or "this machine's identity"
        )
        return f"Sheets are opened as {address}; Google accepts it. A sheet must be shared with it as Editor."

    def _credentials(self) -> Credentials:
        if self.whom is As.SERVICE_ACCOUNT:
            return service_account_credentials(self.key_file, self.scopes, self.endpoints)
        if self.whom is As.ATTACHED:
            return attached_credentials(self.scopes)
        return login_credentials(self.tokens, self.scopes, self.endpoints)
