"""Finds the records that ``expected.json`` names among contacts."""

from collections.abc import Sequence

from syncer.core.model import Contact
from syncer.core.normalise.emails import email_key
from syncer.core.normalise.phones import phone_key
from syncer.core.normalise.profiles import profile_slug
from tests.samples.expected import Handle

REGION = "US"


def find(handle: Handle, contacts: Sequence[Contact]) -> Contact:
    """The one contact a handle names; ``AssertionError`` when there is none or more than one."""
    found = [contact for contact in contacts if _is(contact, handle)]
    assert len(found) == 1, f"{handle} names {len(found)} records"
    return found[0]


def _is(contact: Contact, handle: Handle) -> bool:
    if contact.kind != handle["source"]:
        return False
    if "profile" in handle:
        return contact.profile == profile_slug(handle["profile"])
    if "email" in handle and contact.emails[:1] != (email_key(handle["email"]),):
        return False
    if "phone" in handle and phone_key(handle["phone"].removeprefix("tel:"), REGION) not in contact.phones:
        return False
    return contact.name.display == handle["name"]
