"""Which kind of source a file is, told from its content: every kind is asked, and exactly one must say yes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from syncer.core.model import Place, Snapshot
from syncer.errors import SourceError
from syncer.sources import google_csv, linkedin, outlook, spreadsheet, vcard
from syncer.sources.decoding import decoding
from syncer.sources.reading.archive import kind_of_bytes
from syncer.sources.reading.head import Head, look
from syncer.sources.reading.limits import Limits
from syncer.sources.reading.refusal import listing, refuse

Kind = Literal["linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet"]

CLAIMS: Mapping[Kind, Callable[[Head], bool]] = {
    "linkedin": linkedin.claims,
    "google_csv": google_csv.claims,
    "vcard": vcard.claims,
    "outlook_csv": outlook.claims,
    "spreadsheet": spreadsheet.claims,
}
"""Kind -> whether a file is of it. A new kind adds its line here."""


class Fetches(Protocol):
    """What a source of any kind does."""

    def fetch(self) -> Snapshot:
        """Everything it holds now."""


class MakeSource(Protocol):
    """How a source of a kind is made."""

    def __call__(self, name: str, path: Path, limits: Limits) -> Fetches:
        """A source that has not read anything yet."""


def recognise(path: Path) -> Kind:
    """The kind of a file or folder.

    ``SourceError``: E-FILE-READ (not there, not readable), E-KIND-UNKNOWN (says what it looks like), E-KIND-TWO
    (names every kind that claims it).
    """
    if not path.exists():
        raise refuse("E-FILE-READ", Place(path.name), "there is no such file or folder", "Check the path.")
    with decoding(path):
        head = look(path)
    kinds = [kind for kind, claims in CLAIMS.items() if claims(head)]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        found = f"{' and '.join(kinds)} both claim this file" if len(kinds) == 2 else f"claimed by {', '.join(kinds)}"
        raise refuse("E-KIND-TWO", Place(path.name), found, f"Set `kind` of this source to one of: {', '.join(kinds)}.")
    raise _unknown(head)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A source whose kind the settings leave open: found out when it is read. Otherwise as the source of that kind."""

    name: str
    path: Path
    limits: Limits
    makers: Mapping[str, MakeSource]

    def fetch(self) -> Snapshot:
        """Everything it holds now. ``SourceError`` as ``recognise`` and the source of the kind."""
        return self.makers[recognise(self.path)](self.name, self.path, self.limits).fetch()


def _unknown(head: Head) -> SourceError:
    remedy = f"Kinds are {', '.join(CLAIMS)}. If it is one of them, set `kind`, or name the columns in its header."
    return refuse(
        "E-KIND-UNKNOWN", Place(head.path.name), f"no kind of source fits; it looks like {_looks(head)}", remedy
    )


def _looks(head: Head) -> str:
    if head.is_zip or head.is_dir:
        what = "a ZIP archive" if head.is_zip else "a folder"
        return f"{what} of {len(head.members)} files ({listing(list(head.members), 4)})"
    if head.looks_like:
        return head.looks_like
    with head.path.open("rb") as stream:
        start = stream.read(512)
    if not start.strip():
        return "an empty file"
    looks = kind_of_bytes(start)
    if looks != "text" or not head.header:
        return looks if looks != "text" else "text without a header that is known"
    return f"a table with the columns {listing(list(head.header))}"
