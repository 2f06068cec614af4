"""The text of a record that was set aside, read once more from its file, for whoever wants to mend it."""

from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath

from syncer.core.model import Place
from syncer.errors import SourceError
from syncer.sources.reading.archive import open_archive
from syncer.sources.reading.encoding import OVERLONG, establish, lines, opener
from syncer.sources.reading.limits import DEFAULT, Limits

LONGEST = 10_000
"""Characters of one record that are kept."""
_MOST = 60
"""Lines of one card that are looked at."""


def raw_text(path: Path, place: Place, limits: Limits = DEFAULT) -> str:
    """What stands at a place of a file, of a file in a folder, or of a member of a ZIP; ``""`` where it is no text.

    Bytes that are no text come out as ``\\xNN``. A card goes to its end, any other record is one line.
    """
    content = _content(path, place.file.rpartition("/")[2], limits)
    if content is None or not place.line:
        return ""
    with suppress(OSError, UnicodeError):
        open_bytes = opener(content)
        encoding = establish(open_bytes)
        found = list(islice(lines(open_bytes, encoding, limits), place.line - 1, place.line - 1 + _MOST))
        return _readable(_record(found))
    return ""


def _content(path: Path, name: str, limits: Limits) -> bytes | Path | None:
    if path.is_file() and path.name == name:
        return None if _is_archive(path) else path
    try:
        archive = open_archive(path, limits)
        member = next((one for one in archive.names if PurePosixPath(one).name == name), "")
        return archive.read(member) if member else None
    except (SourceError, OSError):
        return None


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:
        return True


def _record(found: list[str]) -> str:
    if not found or found[0] is OVERLONG:
        return ""
    if found[0].strip().upper() != "BEGIN:VCARD":
        return found[0]
    ends = (at for at, line in enumerate(found) if at and line.strip().upper() in ("END:VCARD", "BEGIN:VCARD"))
    return "".join(line for line in found[: next(ends, len(found))] if line is not OVERLONG)


def _readable(text: str) -> str:
    return text[:LONGEST].rstrip("\r\n").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
