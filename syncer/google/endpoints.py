"""Where Google is. Settings may point each of these at a stand-in on loopback."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Addresses. ``people``, ``sheets``, ``drive``: "" is the one in the API's own description."""

    people: str = ""
    sheets: str = ""
    drive: str = ""
    auth_uri: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token_uri: str = "https://oauth2.googleapis.com/token"  # noqa: S105
    revoke_uri: str = "https://oauth2.googleapis.com/revoke"
