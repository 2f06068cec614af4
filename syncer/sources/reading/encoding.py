"""From bytes to lines of text: the encoding is established, never guessed, and no byte is silently dropped.

The ladder (input formats, section 11): byte order mark; strict UTF-8; a code page whose letters give it away
(``codepages``); Windows-1252. The report says which it was where it is not UTF-8. A file that is UTF-8 except for a few
damaged lines stays UTF-8 and loses those lines only: decoding it all as Windows-1252 would quietly spoil every other
name.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from syncer.sources.reading.codepages import told_by_letters
from syncer.sources.reading.limits import Limits

Opener = Callable[[], BinaryIO]
OVERLONG: Final = "\udc00 line over the limit"
"""Stands for a line longer than ``Limits.row``; compare by identity. No decoded text can hold it otherwise."""
_CHUNK = 1 << 20
_WRONG = "if names look wrong, save it as UTF-8"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "read as UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "read as UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "read as UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "read as UTF-16"),
)
# Undefined in Windows-1252, or y with diaeresis, which names so seldom hold that it is damage (0xFF).
_NEVER_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d\xff")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is to be decoded. ``damaged``: some lines do not decode and carry lone surrogates."""

    name: str
    note: str = ""
    damaged: bool = False
    nul: bool = False

    @property
    def lost_nul(self) -> bool:
        """Whether NUL characters stood where none belong, and were taken out."""
        return self.nul and (self.name == "utf-8" or not self.name.startswith("utf"))


def opener(source: bytes | Path) -> Opener:
    """A way to open the same bytes again and again."""
    if isinstance(source, Path):
        return lambda: source.open("rb")
    return lambda: io.BytesIO(source)


def establish(open_bytes: Opener) -> Encoding:
    """Reads everything once, in pieces, and says how to decode it."""
    with open_bytes() as stream:
        start = stream.read(512)
    for mark, name, note in _BOMS:
        if start.startswith(mark):
            return Encoding(name, note, damaged=not _decodes(open_bytes, name), nul=True)
    wide = _wide(start)
    if wide:
        return Encoding(wide, "read as UTF-16", damaged=not _decodes(open_bytes, wide), nul=True)
    nul = _holds_nul(open_bytes)
    if _decodes(open_bytes, "utf-8"):
        return Encoding("utf-8", nul=nul)
    return _mixed(open_bytes, nul)


def lines(open_bytes: Opener, encoding: Encoding, limits: Limits) -> Iterator[str]:
    """Lines with their ends, whatever the line ends are; ``OVERLONG`` for one beyond the limit. Memory is bounded.

    Only LF, CR and CRLF end a line: text in cells may hold U+2028 and U+0085, which ``str.splitlines`` splits at.
    ``UnicodeDecodeError`` for UTF-16 and UTF-32 that lost a part of a character (``opening.refusing``).
    """
    with open_bytes() as stream, io.TextIOWrapper(stream, encoding.name, "surrogateescape", newline="") as text:
        while line := text.readline(limits.row):
            line = line.lstrip("\ufeff")  # of files joined to one, each may begin with its mark
            if len(line) == limits.row and line[-1] not in "\r\n":
                _skip_rest(text, limits.row)
                line = OVERLONG
            yield line.replace("\0", "") if encoding.nul and line is not OVERLONG else line


def undecodable(text: str) -> bool:
    """Whether a decoded text stands for bytes that were no text."""
    return not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text)


def _skip_rest(text: io.TextIOWrapper, step: int) -> None:
    while (piece := text.readline(step)) and piece[-1] not in "\r\n":
        pass


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    if len(start) < 16:
        return ""
    even, odd = (half.count(0) / len(half) for half in (start[::2], start[1::2]))
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""


def _decodes(open_bytes: Opener, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with open_bytes() as stream:
            while piece := stream.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _holds_nul(open_bytes: Opener) -> bool:
    with open_bytes() as stream:
        return any(b"\0" in piece for piece in iter(lambda: stream.read(_CHUNK), b""))


def _mixed(open_bytes: Opener, nul: bool) -> Encoding:
    """Not all UTF-8: Windows-1252, or UTF-8 with damaged lines? The lines themselves decide, by majority."""
    good = bad = never = 0
    with open_bytes() as stream:
        for line in _beyond_ascii(stream):
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
                never += not _NEVER_1252.isdisjoint(line)
    if good < bad:
        with open_bytes() as stream:
            page, words = told_by_letters(_beyond_ascii(stream))
        if page:
            note = f"not UTF-8: read as {words}, told by its letters; {_WRONG}"
            return Encoding(page, note, damaged=not _decodes(open_bytes, page), nul=nul)
    if good >= bad or never == bad:
        return Encoding("utf-8", damaged=True, nul=nul)
    return Encoding("cp1252", f"not UTF-8: read as Windows-1252 (cp1252); {_WRONG}", damaged=never > 0, nul=nul)


def _beyond_ascii(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(_CHUNK):
        if not line.isascii():
            yield line
