"""Files inside a ZIP or a folder, read by name into memory. Nothing is written to disk, nothing is opened unasked.

A member is opened only by ``read``, whose callers hold the allow-list. Sizes are counted on the bytes that really
come out, because a hostile archive's own figures say what it likes. Members whose name leads out of the archive, and
links, are never read; they are listed in ``odd``.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from syncer.core.model import Place
from syncer.errors import SourceError
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.refusal import refuse, word

_CHUNK = 1 << 16
_DIRECTORY = 16_000_000
"""Bytes of table of contents that are taken in: 10,000 members need about 1 MB."""
_END = struct.Struct("<4s4H2LH")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_AGAIN = "Download it again."
_MARKS = (
    (b"%pdf", "a PDF"),
    (b"<?xml", "XML"),
    (b"{", "JSON"),
    (b"begin:vcard", "a vCard"),
    (b"rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip file"),
)


@dataclass(slots=True)
class Archive:
    """A ZIP file or a folder: the names that may be read, and reading them within the limits."""

    path: Path
    names: tuple[str, ...]
    odd: tuple[str, ...]
    """Members that are never read: absolute or climbing names, links, devices."""
    limits: Limits
    read_so_far: int = field(default=0)

    def read(self, name: str) -> bytes:
        """All bytes of one member. ``SourceError`` if it is broken, encrypted, or larger than the limits."""
        if name not in self.names:
            raise KeyError(name)
        data = self._folder_file(name) if self.path.is_dir() else self._member(name)
        self.read_so_far += len(data)
        return data

    def _folder_file(self, name: str) -> bytes:
        path = self.path / name
        try:
            with path.open("rb") as stream:
                data = stream.read(self._room() + 1)
        except OSError as error:
            found = f"cannot be read ({error.strerror})"
            raise refuse("E-FILE-READ", Place(f"{self.path.name}/{name}"), found, "Check its permissions.") from None
        if len(data) > self._room():
            raise self._too_large(name, f"more than {self._room():,} bytes")
        return data

    def _member(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as opened:
                info = opened.getinfo(name)
                self._check(info)
                return self._unpack(opened, info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            crc = "CRC" in str(error)
            found = "its checksum does not fit: the file was damaged" if crc else "it is damaged or cut short"
            raise refuse("E-ZIP-CRC" if crc else "E-ZIP-BROKEN", self._at(name), found, _AGAIN) from None

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            remedy = "Unpack it with its password and give the unpacked file."
            raise refuse("E-ZIP-ENCRYPTED", self._at(info.filename), "it is protected by a password", remedy)
        if info.compress_type not in _METHODS:
            found = f"compressed by method {info.compress_type}, which is not read here"
            raise refuse("E-ZIP-METHOD", self._at(info.filename), found, "Unpack it and give the folder.")

    def _unpack(self, opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        data = bytearray()
        packed = max(1, min(info.compress_size, self.path.stat().st_size))
        with opened.open(info) as stream:
            while piece := stream.read(_CHUNK):
                data += piece
                if len(data) > self._room():
                    raise self._too_large(info.filename, f"more than {self._room():,} bytes")
                if len(data) > self.limits.ratio_from and len(data) > packed * self.limits.ratio:
                    raise self._too_large(info.filename, f"it unpacks to over {self.limits.ratio} times its size")
        return bytes(data)

    def _room(self) -> int:
        return min(self.limits.text, self.limits.total - self.read_so_far)

    def _too_large(self, name: str, found: str) -> SourceError:
        return refuse("E-ZIP-SIZE", self._at(name), found, "Give the one file that is needed instead of the archive.")

    def _at(self, name: str) -> Place:
        return Place(f"{self.path.name}/{word(PurePosixPath(name).name)}")


def open_archive(path: Path, limits: Limits = DEFAULT) -> Archive:
    """Lists a ZIP or a folder. ``SourceError`` if it is none, is empty, broken, or has too many members."""
    if path.is_dir():
        return _folder(path, limits)
    _expect_zip(path, limits)
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error):
        raise refuse("E-ZIP-BROKEN", Place(path.name), "the ZIP file is cut short or damaged", _AGAIN) from None
    if len(members) > limits.members:
        raise _too_many(path, len(members), limits)
    good = (member for member in members if not member.is_dir() and not _leads_out(member))
    odd = (member.filename for member in members if _leads_out(member))
    return Archive(path, _sorted(member.filename for member in good), _sorted(odd), limits)


def kind_of_bytes(start: bytes) -> str:
    """What the first bytes of a file look like, in words."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"PK"):
        return "a ZIP file"
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "HTML, a web page (a login page, perhaps)"
    for mark, name in _MARKS:
        if text.startswith(mark):
            return name
    return "text" if b"\0" not in start and start else "neither text nor an archive"


def _folder(path: Path, limits: Limits) -> Archive:
    names, odd = [], []
    inside = list(islice(path.rglob("*"), limits.members + 1))
    if len(inside) > limits.members:
        raise _too_many(path, len(inside), limits)
    for found in sorted(inside):
        name = found.relative_to(path).as_posix()
        if found.is_symlink():
            odd.append(name)
        elif found.is_file():
            names.append(name)
    return Archive(path, tuple(names), tuple(odd), limits)


def _expect_zip(path: Path, limits: Limits) -> None:
    """Refuses what is no ZIP, and a huge table of contents before it is loaded."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(512)
            stream.seek(max(0, size - _END.size - 65_535))
            tail = stream.read()
    except OSError as error:
        found = f"the file cannot be read ({error.strerror})"
        raise refuse("E-FILE-READ", Place(path.name), found, "Check the path and its permissions.") from None
    if not size:
        raise refuse("E-ZIP-EMPTY", Place(path.name), "the file has 0 bytes", _AGAIN)
    if not start.startswith(b"PK"):
        found = f"this is no ZIP file; it looks like {kind_of_bytes(start)}"
        raise refuse("E-ZIP-TYPE", Place(path.name, 1), found, "Download the archive again while signed in.")
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) - at >= _END.size:
        _, _, _, _, count, directory, _, _ = _END.unpack_from(tail, at)
        if count > limits.members or (directory > _DIRECTORY and directory != 0xFFFFFFFF):
            raise _too_many(path, count, limits)


def _too_many(path: Path, count: int, limits: Limits) -> SourceError:
    found = f"{count:,} files or more; the limit is {limits.members:,}"
    return refuse("E-ZIP-MEMBERS", Place(path.name), found, "Give the one file that is needed instead.")


def _leads_out(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    climbs = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in name
    return climbs or kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
