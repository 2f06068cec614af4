"""What may be asked of Google, and what each lets syncer do. The least that a task needs; never ``drive``."""

from collections.abc import Iterable

CONTACTS = "https://www.googleapis.com/auth/contacts.readonly"
OTHER_CONTACTS = "https://www.googleapis.com/auth/contacts.other.readonly"
IDENTITY = ("openid", "https://www.googleapis.com/auth/userinfo.email")
"""Which account it is, so that a login with another one is noticed."""
WORDS = {
    CONTACTS: "read your contacts",
    OTHER_CONTACTS: "read the people you have written to ('Other contacts')",
    IDENTITY[0]: "see that it is you",
    IDENTITY[1]: "see your e-mail address",
}


def contacts_scopes(*, other_contacts: bool) -> tuple[str, ...]:
    """What reading contacts needs."""
    return (CONTACTS, OTHER_CONTACTS) if other_contacts else (CONTACTS,)


def in_words(scopes: Iterable[str]) -> str:
    """For a message: ``read your contacts, see your e-mail address``."""
    return ", ".join(WORDS.get(scope, scope) for scope in sorted(scopes))
