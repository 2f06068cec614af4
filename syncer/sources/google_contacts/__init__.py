"""Google Contacts over the network: the People API. Facts: input formats, section 7."""

from syncer.sources.google_contacts.incremental import IncrementalContacts
from syncer.sources.google_contacts.source import GoogleContacts

__all__ = ["GoogleContacts", "IncrementalContacts"]
