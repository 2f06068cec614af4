"""Which kind of source a file is, told from its content: every kind is asked, and exactly one must say yes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from syncer.core.model import Place
from syncer.errors import SourceError
from syncer.sources import google_csv, linkedin, outlook, spreadsheet, vcard
from syncer.sources.reading.archive import open_archive
from syncer.sources.reading.head import Head, look
from syncer.sources.reading.opening import (
    SAVE_AS,
    expect,
    kind_of_bytes,
    other_book,
    refusing,
    remedy_for,
    start_of,
)
from syncer.sources.reading.refusal import listing, masked, refuse

Kind = Literal["linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet"]

CLAIMS: Mapping[Kind, Callable[[Head], bool]] = {
    "linkedin": linkedin.claims,
    "google_csv": google_csv.claims,
    "vcard": vcard.claims,
    "outlook_csv": outlook.claims,
    "spreadsheet": spreadsheet.claims,
}
"""Kind -> whether a file is of it. A new kind adds its line here."""


def recognise(path: Path) -> Kind:
    """The kind of a file or folder.

    ``SourceError``: E-FILE-READ (not there, not readable), E-KIND-UNKNOWN (says what it looks like), E-KIND-TWO
    (names every kind that claims it).
    """
    expect(path, folders=True)
    with refusing(path.name):
        head = look(path)
    kinds = [kind for kind, claims in CLAIMS.items() if claims(head)]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        found = f"{' and '.join(kinds)} both claim this file" if len(kinds) == 2 else f"claimed by {', '.join(kinds)}"
        raise refuse("E-KIND-TWO", Place(path.name), found, f"Set `kind` of this source to one of: {', '.join(kinds)}.")
    raise _unknown(head)


def _unknown(head: Head) -> SourceError:
    looks = _looks(head)
    if head.is_zip and other_book(head.members):
        remedy = SAVE_AS
    elif head.is_zip or head.is_dir:
        open_archive(head.path)  # says what is wrong with one that cannot be read
        remedy = "Give the file in it that holds the contacts" + (", unpacked." if head.is_zip else ".")
    elif looks.startswith(("text", "a table")):
        remedy = (
            "A table has a header such as Name, Company, Email, and commas, semicolons or tabs between its cells. "
            f"Kinds are {', '.join(CLAIMS)}. If it is one of them, set `kind`, or name the columns in its header."
        )
    else:
        otherwise = f"Export your contacts as CSV, vCard or .xlsx. Kinds are {', '.join(CLAIMS)}."
        remedy = remedy_for(looks, otherwise)
    found = f"no kind of source fits; it looks like {looks}"
    return refuse("E-KIND-UNKNOWN", Place(head.path.name), found, remedy)


def _looks(head: Head) -> str:
    if head.is_zip or head.is_dir:
        if head.is_zip and (book := other_book(head.members)):
            return book
        what = "a ZIP archive" if head.is_zip else "a folder"
        if not head.members:
            return f"{what} with nothing in it"
        return f"{what} with {listing(list(head.members), 4)}"
    if head.looks_like:
        return head.looks_like
    start = start_of(head.path)
    if not start.strip():
        return "an empty file"
    looks = kind_of_bytes(start)
    if looks != "text" or not head.header:
        first = next((line.strip() for line in head.lines if line.strip()), "")
        return looks if looks != "text" else f"text without a header that is known, beginning with {masked(first)}"
    return f"a table with the columns {listing(list(head.header))}"
