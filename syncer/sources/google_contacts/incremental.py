"""Google Contacts read on from where the last run that succeeded stood: two calls instead of one per thousand people.

What is kept is the whole book with its tokens, so that the two always belong together: a run without it, on another
machine or in a container, reads everything, and no run ever knows less than a full read would tell it.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from syncer.core.model import Snapshot
from syncer.sources.google_contacts.book import Book
from syncer.sources.google_contacts.source import GoogleContacts


class Shelf(Protocol):
    """Where a book is kept between runs."""

    def load(self) -> Mapping[str, Any]:
        """What was saved; empty if nothing was, or nothing that can be used."""

    def save(self, kept: Mapping[str, Any]) -> None:
        """Keep this instead."""


class IncrementalContacts:
    """An account's contacts. ``fetch`` gives all of them, whatever it had to ask for."""

    def __init__(self, contacts: GoogleContacts, shelf: Shelf) -> None:
        self.name = contacts.name
        self._contacts = contacts
        self._shelf = shelf
        self._book: Book | None = None

    def fetch(self) -> Snapshot:
        """Everybody in the account; ``SourceError`` if what is new cannot be read whole."""
        self._book = self._contacts.read(_book(self._shelf.load()))
        return self._contacts.snapshot(self._book)

    def remember(self) -> None:
        """Keep the book that ``fetch`` read last; nothing if it did not come to that."""
        if self._book is not None:
            book = self._book
            self._shelf.save({"people": book.people, "tokens": book.tokens, "labels": book.labels, "form": book.form})


def _book(kept: Mapping[str, Any]) -> Book:
    """The book as it was kept; an empty one where what was kept is none."""
    people, tokens, labels, form = (kept.get(name) for name in ("people", "tokens", "labels", "form"))
    if isinstance(people, Mapping) and isinstance(tokens, Mapping) and isinstance(labels, Mapping):
        return Book(people, tokens, labels, str(form))
    return Book()
