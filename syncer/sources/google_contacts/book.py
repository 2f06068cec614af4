"""An address book as Google words it, and how what changed since is brought into it.

An incremental answer says what was changed and what was deleted; what it does not name is as it was. It never says
that somebody is missing (input formats, section 7.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Entry = Mapping[str, Any]
"""A ``Person`` of the People API."""
CONTACTS = "people/"
OTHERS = "otherContacts/"
"""What resource names of the two lists begin with. The number after it stays when an 'other contact' is saved."""


class Listing(Protocol):
    """One list, read to its end."""

    @property
    def entries(self) -> Sequence[Entry]:
        """In the order they came; an entry that moved while pages were turned comes twice, the last one counts."""

    @property
    def token(self) -> str:
        """Where to go on from next time."""

    @property
    def whole(self) -> bool:
        """Whether these are all entries; otherwise those changed and deleted since the token that was given."""


class AddressBook(Protocol):
    """An account's contacts. ``SourceError`` from any of these if a list cannot be read to its end."""

    @property
    def form(self) -> str:
        """Which fields an entry has."""

    def connections(self, since: str) -> Listing:
        """The contacts, or what changed after a token."""

    def other_contacts(self, since: str) -> Listing:
        """People once written to, or what changed after a token."""

    def labels(self) -> Mapping[str, str]:
        """Resource name to name, of the labels the user made."""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything an account held at one moment; plain JSON values. Worth keeping only once a commit has succeeded.

    ``people``: entries by resource name. ``tokens``: list (``CONTACTS``, ``OTHERS``) to where to go on from; good for
    seven days. ``form``: the fields that were asked for.
    """

    people: Mapping[str, Entry] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    form: str = ""


def read_book(account: AddressBook, before: Book, *, other_contacts: bool) -> Book:
    """The book as it is now. Goes on from ``before`` where that is possible, else reads everything."""
    if before.form != account.form:
        before = Book()
    lists = {CONTACTS: account.connections}
    if other_contacts:
        lists[OTHERS] = account.other_contacts
    people: dict[str, Entry] = {}
    tokens = {}
    for prefix, fetch in lists.items():
        held = {name: entry for name, entry in before.people.items() if name.startswith(prefix)}
        listing = fetch(before.tokens.get(prefix, ""))
        people |= brought_up_to_date({} if listing.whole else held, listing.entries, prefix)
        tokens[prefix] = listing.token
    return Book(people, tokens, account.labels(), account.form)


def brought_up_to_date(held: Mapping[str, Entry], entries: Sequence[Entry], prefix: str) -> dict[str, Entry]:
    """The entries after these changes. A new resource name replaces those it had before."""
    alive: dict[str, Entry] = {}
    gone: set[str] = set()
    for number, entry in enumerate(entries):
        name = str(entry.get("resourceName") or f"{prefix}?{number}")
        about = entry.get("metadata") or {}
        alive.pop(name, None)
        gone.add(name)
        if not about.get("deleted"):
            for old in about.get("previousResourceNames") or ():
                alive.pop(old, None)
                gone.add(old)
            alive[name] = entry
    return {name: entry for name, entry in held.items() if name not in gone} | alive
