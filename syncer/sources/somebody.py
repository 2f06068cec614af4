"""Whether an entry of an address book is about a person: the same rule for every table and list."""

from syncer.core.model import Record
from syncer.core.normalise.emails import email_key, is_generic


def is_somebody(record: Record) -> bool:
    """It has a name other than its employer's, an address of its own, or something to reach it by and no employer."""
    employer = record.positions[0].employer if record.positions else ""
    if record.full_name not in ("", employer):
        return True
    personal = any((key := email_key(text)) and not is_generic(key) for text in record.emails)
    return personal or (bool(record.emails or record.phones or record.urls) and not record.positions)
