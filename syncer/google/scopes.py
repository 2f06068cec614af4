"""What may be asked of Google, and what each lets syncer do. The least that a task needs; never ``drive``."""

from collections.abc import Iterable

CONTACTS = "https://www.googleapis.com/auth/contacts.readonly"
OTHER_CONTACTS = "https://www.googleapis.com/auth/contacts.other.readonly"
OWN_SHEETS = "https://www.googleapis.com/auth/drive.file"
"""Files that syncer made, and no others."""
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
SHEETS_READ = "https://www.googleapis.com/auth/spreadsheets.readonly"
IDENTITY = ("openid", "https://www.googleapis.com/auth/userinfo.email")
"""Which account it is, so that a login with another one is noticed."""
WORDS = {
    CONTACTS: "read your contacts",
    OTHER_CONTACTS: "read the people you have written to ('Other contacts')",
    OWN_SHEETS: "make sheets and change those it made",
    SHEETS: "read and change your Google Sheets",
    SHEETS_READ: "read your Google Sheets",
    IDENTITY[0]: "see that it is you",
    IDENTITY[1]: "see your e-mail address",
}
_STRONGER = {OWN_SHEETS: SHEETS, SHEETS_READ: SHEETS}
"""What may stand in for another: it allows the same and more."""


def contacts_scopes(*, other_contacts: bool) -> tuple[str, ...]:
    """What reading contacts needs."""
    return (CONTACTS, OTHER_CONTACTS) if other_contacts else (CONTACTS,)


def least(scopes: Iterable[str]) -> tuple[str, ...]:
    """These scopes without those that another of them stands in for: what to ask for on a consent page."""
    wanted = set(scopes)
    return tuple(sorted(scope for scope in wanted if _STRONGER.get(scope) not in wanted))


def missing(wanted: Iterable[str], granted: Iterable[str]) -> frozenset[str]:
    """Which of the wanted scopes are neither granted nor stood in for by a stronger one that is."""
    held = frozenset(granted)
    return frozenset(scope for scope in wanted if scope not in held and _STRONGER.get(scope) not in held)


def in_words(scopes: Iterable[str]) -> str:
    """For a message: ``read your contacts, see your e-mail address``."""
    return ", ".join(WORDS.get(scope, scope) for scope in sorted(scopes))
