"""The first touch of a file: that it is one, that it can be read, and what its first bytes look like."""

import re
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from syncer.core.model import Place
from syncer.sources.reading.refusal import refuse

START = 512
"""Bytes by which a file's format is told."""
NO_TABLE = "neither text nor an archive"
ZIP, OFFICE = "a ZIP file", "an Office file (a ZIP inside), such as .xlsx"
_TAR = "a tar archive"
_PACKED = {
    b"rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip file",
    b"bzh": "a bzip2 file",
    b"\xfd7zxz": "an xz file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
}
OLD_WORKBOOK = "an old Office file (.xls, .doc, .msg), or a workbook with a password"
_PRINTED = {b"%pdf": "a PDF", b"{\\rtf": "rich text (.rtf)"}
_MAYBE_TEXT = ("text", NO_TABLE)
"""UTF-16 without a mark is full of zeros, and still text."""
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta")
_MARKS = (
    *_PRINTED.items(),
    *_PACKED.items(),
    (b"<?xml", "XML"),
    (b"begin:vcard", "a vCard"),
    (b"begin:vcalendar", "a calendar"),
    (b"!bdn", "an Outlook data file (.pst)"),
    (b"dn: ", "an LDIF address book"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"\xd0\xcf\x11\xe0", OLD_WORKBOOK),
    (b"sqlite format 3", "a database"),
    (b"bplist", "a property list"),
    (b"from ", "a mailbox"),
    *((mark, "an e-mail message, or a web page saved as one") for mark in (b"from: ", b"mime-version:", b"received:")),
)
_JSON = re.compile(rb'\{|\[\s*[{"]')
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"ppt/")
"""Names with which the first member of such a ZIP begins."""
_MEMBER = 30
"""Where the name of a ZIP's first member stands."""
_SIGNALS = bytes({*range(32), 127} - {*b"\0\t\n\v\f\r\x1a\x1b"})
"""Control characters that text has no use for. NUL is counted by itself."""
SAVE_AS = "Open it in the program that wrote it and save it as .xlsx or .csv, without a password."
_OTHER_BOOKS = (
    ("content.xml", "an OpenDocument file (.ods)"),
    ("Index/Document.iwa", "an Apple Numbers document (.numbers)"),
    ("Index.zip", "an Apple Numbers document (.numbers)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document (.docx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
)
"""Members by which a document in a ZIP is told."""
_OTHERS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Turns what goes wrong while a file is read into ``SourceError``: E-FILE-READ, E-FILE-BYTES.

    E-FILE-BYTES: UTF-16 or UTF-32 with a part of a character lost, after which no byte can be trusted.
    """
    try:
        yield
    except UnicodeError:
        found = "bytes that are no text in the file's encoding"
        raise refuse("E-FILE-BYTES", Place(file), found, "Export it again, or save it as UTF-8.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise refuse(
            "E-FILE-READ", Place(file), "there is no such file or folder", "Check `path` in the settings."
        ) from None
    except OSError as error:
        found = f"it cannot be read ({error.strerror})"
        raise refuse("E-FILE-READ", Place(file), found, "Check `path` in the settings, and its permissions.") from None


def expect(path: Path, *, folders: bool = False) -> None:
    """Refuses (E-FILE-READ) what is no file, nor a folder where one will do; a pipe or device would never end."""
    with refusing(path.name):
        mode = path.stat().st_mode
    if stat.S_ISREG(mode) or (folders and stat.S_ISDIR(mode)):
        return
    found = next((words for is_it, words in _OTHERS if is_it(mode)), "no file")
    raise refuse("E-FILE-READ", Place(path.name), f"it is {found}", "Give the file itself.")


def start_of(path: Path) -> bytes:
    """The first bytes of a file. ``SourceError`` E-FILE-READ."""
    expect(path)
    with refusing(path.name), path.open("rb") as stream:
        return stream.read(START)


def kind_of_bytes(start: bytes) -> str:
    """What the first bytes of a file look like, in words."""
    if start.startswith(b"PK"):
        return OFFICE if start[_MEMBER:].startswith(_OFFICE) else ZIP
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()  # UTF-16 too
    if text.startswith(_PAGE):
        return "HTML, a web page (a login page, perhaps)"
    for mark, name in _MARKS:
        if text.startswith(mark):
            return name
    if _JSON.match(text):
        return "JSON"
    if start[257:262] == b"ustar":
        return _TAR
    return "text" if start and not mostly_signals(start) else NO_TABLE


def other_book(members: Collection[str]) -> str:
    """Which document of another program a ZIP with these members is, in words; ``""`` where none is known."""
    return next((words for member, words in _OTHER_BOOKS if member in members), "")


def mostly_signals(start: bytes) -> bool:
    """Whether more than one byte in ten is zero, or one in twenty another signal: no text. A few zeros may be in one
    that a program damaged."""
    start = start.strip(b"\0") or start  # a program that crashed leaves a tail of zeros
    others = len(start) - len(start.translate(None, _SIGNALS))
    return start.count(0) * 10 > len(start) or others * 20 > len(start)


def remedy_for(looks: str, otherwise: str) -> str:
    """What to do with a file that is something else than it should be."""
    if looks == OFFICE:
        return 'Set `kind` of this source to "spreadsheet", or save the sheet as CSV.'
    if looks in (ZIP, _TAR, *_PACKED.values()):
        return "Unpack it and give the file in it that holds the contacts."
    return SAVE_AS if looks == OLD_WORKBOOK or looks in _PRINTED.values() else otherwise


def other_than_text(start: bytes) -> str:
    """What a file is that surely holds no delimited text, in words; ``""`` for what may."""
    looks = kind_of_bytes(start) if start else "text"
    return "" if looks in _MAYBE_TEXT else looks
