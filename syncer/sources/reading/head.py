"""The first look at a file, cheap and safe, on which every kind of source decides whether the file is its own."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from syncer.errors import SourceError
from syncer.sources.reading.archive import open_archive
from syncer.sources.reading.columns import known_fields
from syncer.sources.reading.delimited import find_header
from syncer.sources.reading.encoding import establish, lines, opener
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import mostly_signals

_TOP = 1 << 16
_WIDEST = 16
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("LinkedIn messages", ("conversation id", "sender profile url")),
    ("LinkedIn invitations", ("sent at", "direction")),
    ("LinkedIn connections", ("connected on",)),
    ("Google contacts", ("organization name",)),
    ("Google contacts", ("email 1 label",)),
    ("Google contacts", ("given name", "family name")),
    ("Outlook contacts", ("email address", "job title")),
    ("Outlook contacts", ("email address", "business phone")),
    ("Thunderbird contacts", ("primary email", "display name")),
    ("LinkedIn positions", ("company name", "started on")),
    ("LinkedIn profile", ("first name", "headline")),
    ("LAMP list", ("employer list",)),
)
_MARKS = frozenset(sign for _, signs in _SIGNS for sign in signs)


@dataclass(frozen=True, slots=True)
class Head:
    """What a first look at a file shows. Of a ZIP or folder the member names, of a text file its first lines.

    ``header`` holds the keys (``columns.header_key``) of the first line that reads like a header, ``header_line`` its
    1-based number (0: none). Reading never fails: what cannot be read has no members and no lines.
    """

    path: Path
    is_zip: bool = False
    is_dir: bool = False
    members: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    header_line: int = 0

    @property
    def looks_like(self) -> str:
        """The format in words by the signatures of section 3.3 of the input formats, or ``""``."""
        if self.lines and self.lines[0].lstrip("\ufeff").strip().upper() == "BEGIN:VCARD":
            return "vCard"
        return format_of(self.header)


def format_of(keys: Sequence[str]) -> str:
    """The format whose signature a line of header keys carries, or ``""``."""
    present = set(keys)
    return next((name for name, signs in _SIGNS if present.issuperset(signs)), "")


def look(path: Path, limits: Limits = DEFAULT) -> Head:
    """Opens a file far enough to tell what it is."""
    if path.is_dir():
        return Head(path, is_dir=True, members=_members(path, limits))
    start = _start(path)
    if start.startswith(b"PK"):
        return Head(path, is_zip=True, members=_members(path, limits))
    top = _lines(start, limits)
    found = find_header(top, like_a_header)
    if not found:
        return Head(path, lines=top)
    return Head(path, lines=top, header=found[0].keys, header_line=found[0].line)


def like_a_header(keys: Sequence[str]) -> bool:
    """Whether a line names at least two fields that syncer knows, or carries the mark of a known format."""
    return len(keys) > 1 and (
        bool(format_of(keys)) or len(known_fields(keys)) > 1 or len(_MARKS.intersection(keys)) > 1
    )


def _members(path: Path, limits: Limits) -> tuple[str, ...]:
    try:
        return open_archive(path, limits).names
    except SourceError:
        return ()  # the source that is asked to read it says what is wrong


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_TOP)
    except OSError:
        return b""


def _lines(start: bytes, limits: Limits) -> tuple[str, ...]:
    if len(start) == _TOP and b"\0" not in start[:_WIDEST]:  # do not judge UTF-8 by half a character
        start = start[: start.rfind(b"\n") + 1] or start
    open_bytes = opener(start)
    encoding = establish(open_bytes)
    if mostly_signals(start[:64]) and not encoding.note:
        return ()  # no text
    found: list[str] = []
    with suppress(UnicodeDecodeError):  # damaged, or cut within a character: what came before will do
        found.extend(line.rstrip("\r\n") for line in islice(lines(open_bytes, encoding, limits), limits.header_lines))
    return tuple(found)
