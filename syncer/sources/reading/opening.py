"""The first touch of a file: that it is one, that it can be read, and what its first bytes look like."""

import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from syncer.core.model import Place
from syncer.sources.reading.refusal import refuse

START = 512
"""Bytes by which a file's format is told."""
NO_TABLE = "neither text nor an archive"
PACKED = ("a RAR archive", "a 7-Zip archive", "a gzip file", "a tar archive")
OLD_WORKBOOK = "an old .xls workbook, or one with a password"
_MAYBE_TEXT = ("text", NO_TABLE)
"""UTF-16 without a mark is full of zeros, and still text."""
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta")
_MARKS = (
    (b"%pdf", "a PDF"),
    (b"<?xml", "XML"),
    (b"{\\rtf", "rich text (.rtf)"),
    (b"{", "JSON"),
    (b"[{", "JSON"),
    (b'["', "JSON"),
    (b"begin:vcard", "a vCard"),
    (b"begin:vcalendar", "a calendar"),
    (b"rar!", PACKED[0]),
    (b"7z\xbc\xaf", PACKED[1]),
    (b"\x1f\x8b", PACKED[2]),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"\xd0\xcf\x11\xe0", OLD_WORKBOOK),
    (b"sqlite format 3", "a database"),
    (b"bplist", "a property list"),
    (b"from ", "a mailbox"),
)
SAVE_AS = "Open it in the program that wrote it and save it as .xlsx or .csv, without a password."
_OTHER_BOOKS = (
    ("content.xml", "an OpenDocument file (.ods)"),
    ("Index/Document.iwa", "an Apple Numbers document (.numbers)"),
    ("Index.zip", "an Apple Numbers document (.numbers)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document (.docx)"),
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
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"PK"):
        return "a ZIP file"
    if text.startswith(_PAGE):
        return "HTML, a web page (a login page, perhaps)"
    for mark, name in _MARKS:
        if text.startswith(mark):
            return name
    if start[257:262] == b"ustar":
        return PACKED[3]
    return "text" if start and not mostly_signals(start) else NO_TABLE


def other_book(members: Collection[str]) -> str:
    """Which document of another program a ZIP with these members is, in words; ``""`` where none is known."""
    return next((words for member, words in _OTHER_BOOKS if member in members), "")


def mostly_signals(start: bytes) -> bool:
    """Whether more than one byte in ten is zero: no text, but a few zeros may be in one that a program damaged."""
    return start.count(0) * 10 > len(start)


def other_than_text(start: bytes) -> str:
    """What a file is that surely holds no delimited text, in words; ``""`` for what may."""
    looks = kind_of_bytes(start) if start else "text"
    return "" if looks in _MAYBE_TEXT else looks
