"""People whom the user asked to forget: known again by keyed marks, which say nothing to whoever lacks the key.

A mark is an HMAC of one thing a person is known by. The marks stand in the workbook's memory and in the local state
folder, the key in the latter or in a secret store, never in the workbook. To forget is a state, not an act: every run
leaves out records that bear a mark (``Forgotten.parted``), and takes out of the workbook what an old version of it
brings back (``core.workbook.erasure``).
"""

import base64
import hmac
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from syncer.core.model import Contact, Ref
from syncer.core.normalise.emails import is_generic
from syncer.core.normalise.letters import unaccented
from syncer.core.workbook.memory import FORGOTTEN
from syncer.errors import CredentialError, WorkbookError

_PIECE = 1_500
"""Marks in one memory key: 25 characters each, 50,000 are the limit of a cell."""
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The key, and the marks of everything that forgotten people are known by. Empty: nobody was ever forgotten."""

    key: bytes = b""
    marks: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.marks)

    @property
    def fingerprint(self) -> str:
        """Tells one key from another and says nothing about it."""
        return self.mark("fingerprint", "")[:8]

    def mark(self, kind: str, text: str) -> str:
        """The mark of one thing: 22 characters."""
        made = hmac.digest(self.key, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), "sha256")
        return base64.urlsafe_b64encode(made[:_BYTES]).decode().rstrip("=")

    def knows(self, contact: Contact) -> bool:
        """Whether a contact is of somebody who was forgotten."""
        return any(self.mark(*one) in self.marks for one in evidence(contact))

    def knows_row(self, row_id: str, refs: Iterable[Ref] = ()) -> bool:
        """Whether a row of the workbook is of such a person: by its id, or by the records behind it."""
        return self.mark("id", row_id) in self.marks or any(self.mark("ref", str(ref)) in self.marks for ref in refs)

    def parted(self, contacts: Sequence[Contact]) -> tuple[list[Contact], Mapping[str, int]]:
        """The contacts that stay, in their order, and how many of each source are left out."""
        if not self:
            return list(contacts), {}
        known = [self.knows(contact) for contact in contacts]
        left = Counter(contact.ref.source for contact, gone in zip(contacts, known, strict=True) if gone)
        return [one for one, gone in zip(contacts, known, strict=True) if not gone], dict(sorted(left.items()))

    def with_marks(self, found: Iterable[tuple[str, str]]) -> "Forgotten":
        """The same, and these (kind, text) pairs marked too."""
        return replace(self, marks=self.marks | {self.mark(*one) for one in found})


def evidence(contact: Contact) -> Iterator[tuple[str, str]]:
    """What a contact is known by, as (kind, text).

    An e-mail address or a profile is one person's; a number may be a household's, so it counts with the name only;
    name and employer count where there is nothing else.
    """
    name = unaccented(contact.name.display)
    yield "ref", str(contact.ref)
    yield from (("email", email) for email in contact.emails if not is_generic(email))
    if contact.profile:
        yield "profile", contact.profile
    yield from (("phone", f"{phone}|{name}") for phone in contact.phones if name)
    if name and not (contact.emails or contact.phones or contact.profile):
        yield from (("job", f"{name}|{unaccented(job.employer)}") for job in contact.positions[:1] if job.employer)


def known_by(contacts: Sequence[Contact]) -> Iterator[tuple[str, str]]:
    """What one person is known by over all of their contacts: a number with every name, an employer with every name."""
    names = {unaccented(contact.name.display) for contact in contacts} - {""}
    phones = {phone for contact in contacts for phone in contact.phones}
    employers = {unaccented(job.employer) for contact in contacts for job in contact.positions} - {""}
    for contact in contacts:
        yield from evidence(contact)
    for name in sorted(names):
        yield from (("phone", f"{phone}|{name}") for phone in sorted(phones))
        yield from (("job", f"{name}|{employer}") for employer in sorted(employers))


def stored(memory: Mapping[str, str], local: Forgotten, accepted: frozenset[str] = frozenset()) -> Forgotten:
    """The marks of the workbook's memory and of this machine together.

    ``CredentialError`` E-FORGET-KEY where the workbook's were made with another key than the one that is here: nobody
    of them would be known again. ``accepted`` "forgotten": go on without those.
    """
    marks = set(local.marks)
    for key, text in memory.items():
        if not key.startswith(FORGOTTEN):
            continue
        made_with, found = _piece(text)
        if local.key and made_with == local.fingerprint:
            marks |= found
        elif "forgotten" not in accepted:
            raise CredentialError(
                "The workbook says that people are to stay forgotten, and the key to know them by is not here. Put "
                "forget.key back into the state folder, or set SYNCER_PRIVACY__FORGET_KEY to it. If it is lost for "
                "good: `syncer accept forgotten` goes on without it; forgotten people come back then. Nothing was "
                "written.",
                code="E-FORGET-KEY",
            )
    return replace(local, marks=frozenset(marks))


def _piece(text: str) -> tuple[str, set[str]]:
    try:
        piece = json.loads(text)
        return str(piece["key"]), {str(mark) for mark in piece["marks"]}
    except (ValueError, KeyError, TypeError) as error:
        raise WorkbookError(
            "The hidden tab _syncer was edited: the marks of forgotten people cannot be read. Undo that edit. Nothing "
            "was written.",
            code="E-MEMORY-BROKEN",
        ) from error


def to_store(memory: Mapping[str, str], forgotten: Forgotten) -> dict[str, str | None]:
    """The memory keys to write so that the workbook holds exactly these marks."""
    marks = sorted(forgotten.marks)
    pieces = {
        f"{FORGOTTEN}{number:04}": json.dumps({"key": forgotten.fingerprint, "marks": marks[start : start + _PIECE]})
        for number, start in enumerate(range(0, len(marks), _PIECE))
    }
    gone: dict[str, str | None] = {key: None for key in memory if key.startswith(FORGOTTEN) and key not in pieces}
    return gone | {key: text for key, text in pieces.items() if memory.get(key) != text}
