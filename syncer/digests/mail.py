"""The digest by mail, to the user's own address, through a server of theirs."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from syncer.core.digest import Digest
from syncer.errors import CredentialError, TemporaryError

TIMEOUT = 20
"""Seconds for each answer of the server."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One way to one mailbox. ``security``: how the line is made safe before anything is said on it."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str
    password: str
    sender: str
    to: str

    def send(self, digest: Digest) -> None:
        """Send it. ``CredentialError`` where the login is refused, ``TemporaryError`` for everything else."""
        try:
            with self._server() as server:
                if self.user:
                    server.login(self.user, self.password)
                # Not send_message: it writes ">From" where a line begins with "From".
                server.sendmail(self.sender or self.to, [self.to], self._message(digest).as_bytes())
        except smtplib.SMTPAuthenticationError as error:
            raise CredentialError(
                f"{self.host} refused the login ({error.smtp_code}). Check smtp_user and smtp_password in [digest]; "
                "many providers want a password made for one program.",
                code="E-DIGEST-LOGIN",
            ) from None
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The server's own words can hold addresses; its number and the kind of fault cannot.
            number = f" ({error.smtp_code})" if isinstance(error, smtplib.SMTPResponseException) else ""
            raise TemporaryError(
                f"{self.host}:{self.port} did not take the mail: {type(error).__name__}{number}. "
                "Check smtp_host, smtp_port and smtp_security in [digest].",
                code="E-DIGEST-MAIL",
            ) from None

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        trust = ssl.create_default_context()
        if self.security == "tls":
            with smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=trust) as server:
                yield server
            return
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT) as server:
            if self.security == "starttls":
                server.starttls(context=trust)
            yield server

    def _message(self, digest: Digest) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = digest.subject
        message["From"] = Address(addr_spec=self.sender or self.to)
        message["To"] = Address(addr_spec=self.to)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(digest.text, cte="quoted-printable")
        return message
