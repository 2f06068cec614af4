"""vCard files: address books of phones, Apple, Google, Outlook, Android."""

from syncer.sources.vcard.source import VCard, claims

__all__ = ["VCard", "claims"]
