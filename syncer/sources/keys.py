"""The key a record keeps from export to export, where its source gives none of its own.

The first of these that the record has: its unique id (vCard ``UID``), first e-mail, LinkedIn profile, first phone
(digits only), else its name and employer, which is weak: nothing but text that many may share. Where several records of
one source claim the same key (a family's address, an office's number), every one of them also carries its name, so
that the order of the file decides nothing; true namesakes are numbered in file order.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from syncer.core.model import Place, Record, Ref
from syncer.core.normalise.emails import email_key, split_emails
from syncer.core.normalise.names import fold, join_name
from syncer.core.normalise.phones import split_phones
from syncer.core.normalise.profiles import profile_slug

_NOWHERE = Place("")
_LONGEST = 200
"""Characters of a key: the workbook remembers the keys of every row in one cell."""


def key_of(
    name: str, emails: Sequence[str], urls: Sequence[str], phones: Sequence[str], employer: str, uid: str = ""
) -> tuple[str, bool]:
    """The key, and whether it is weak."""
    if uid:
        return bounded(uid), False
    for text in (part for cell in emails for part in split_emails(cell)):
        if address := email_key(text):
            return address, False
    for url in urls:
        if slug := profile_slug(url):
            return f"in/{slug}", False
    for text in (part for cell in phones for part in split_phones(cell)):
        digits = "".join(filter(str.isdecimal, text))
        if len(digits) > 6:  # less is an office's inner number
            return bounded(f"tel/{digits}"), False
    return bounded(f"{_folded(name)}|{_folded(employer)}"), True


def bounded(key: str) -> str:
    """The key; where it is longer than any key should be, its beginning and a digest of the whole."""
    if len(key) <= _LONGEST:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{key[: _LONGEST - 17]}~{digest}"


def settle(records: Sequence[Record]) -> tuple[tuple[Record, ...], int]:
    """The records with unique keys, exact duplicates counted and left out: what is equal but for its place."""
    counts = Counter(record.ref.key for record in records)
    if len(counts) == len(records):
        return tuple(records), 0
    kept: list[Record] = []
    seen: set[Record] = set()
    shared: Counter[str] = Counter()
    for record in records:
        if counts[record.ref.key] == 1:
            kept.append(record)
            continue
        content = replace(record, place=_NOWHERE)
        if content not in seen:
            seen.add(content)
            shared[record.ref.key] += 1
            kept.append(record)
    return tuple(_apart(kept, shared)), len(records) - len(kept)


def _apart(records: list[Record], shared: Counter[str]) -> list[Record]:
    """Records whose key is shared also carry their name, and a number from the second namesake on."""
    taken: Counter[str] = Counter()
    apart = []
    for record in records:
        key = record.ref.key
        if shared[key] < 2:
            apart.append(record)
            continue
        key = key if record.weak_key else bounded(f"{key}|{_name(record)}")
        taken[key] += 1
        key += f"#{taken[key]}" if taken[key] > 1 else ""
        apart.append(replace(record, ref=Ref(record.ref.source, key)))
    return apart


def _name(record: Record) -> str:
    return _folded(record.full_name or join_name(record.first_name, record.middle_name, record.last_name))


def _folded(text: str) -> str:
    return fold(text) or text.casefold()
