"""Google Contacts as a source: the account's address book, read only."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from syncer.core.model import Record, Snapshot
from syncer.sources.google_contacts.book import CONTACTS, AddressBook, Book, read_book
from syncer.sources.google_contacts.person import no_person, record_of


@dataclass(frozen=True, slots=True)
class GoogleContacts:
    """One account's contacts, and the people it has written to if ``other_contacts``.

    ``Ref.key`` is the contact's own id, which stays when names, addresses or the resource name change. Entries with an
    organisation but no person are skipped as "companies", those that hold nothing as "empty entries", other contacts
    without a name at a mailbox like ``info@`` as "shared addresses".
    ``SourceError`` if a list cannot be read to its end: half an address book is none. ``today``: the day it is read.
    """

    name: str
    account: AddressBook
    today: Callable[[], date]
    other_contacts: bool = False

    def fetch(self) -> Snapshot:
        """Everybody in the account."""
        return self.snapshot(self.read())

    def read(self, before: Book | None = None) -> Book:
        """The address book as it is now; with ``before``, only what changed since then is asked for."""
        return read_book(self.account, before or Book(), other_contacts=self.other_contacts)

    def snapshot(self, book: Book) -> Snapshot:
        """The people of a book, in the order of their keys."""
        records: dict[str, Record] = {}
        skipped: Counter[str] = Counter()
        merged = 0
        for resource in sorted(book.people, key=lambda name: (not name.startswith(CONTACTS), name)):
            record = record_of(resource, book.people[resource], book.labels, self.name)
            if reason := no_person(resource, record):
                skipped[reason] += 1
            elif record.ref.key in records:  # an "other contact" that was saved stands in both lists for a while
                merged += 1
            else:
                records[record.ref.key] = record
        return Snapshot(
            source=self.name,
            kind="google",
            records=tuple(records[key] for key in sorted(records)),
            records_in=len(book.people),
            merged=merged,
            skipped=dict(sorted(skipped.items())),
            as_of=self.today(),
        )
