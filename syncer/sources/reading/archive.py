"""Files inside a ZIP or a folder, read by name into memory. Nothing is written to disk, nothing is opened unasked.

A member is opened only by ``read``, whose callers hold the allow-list. Sizes are counted on the bytes that really
come out, because a hostile archive's own figures say what it likes. Members whose name leads out of the archive, and
links, are never read; they are listed in ``odd``.
"""

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from syncer.core.model import Place
from syncer.errors import SourceError
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import expect, kind_of_bytes, refusing, start_of
from syncer.sources.reading.refusal import refuse, word

_CHUNK = 1 << 16
_DIRECTORY = 16_000_000
"""Bytes of table of contents that are taken in: 10,000 members need about 1 MB."""
_END = struct.Struct("<4s4H2LH")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error)
"""All that ``zipfile`` raises over bytes that are not as they should be."""
_AGAIN = "Download it again."


@dataclass(slots=True)
class Archive:
    """A ZIP file or a folder: the names that may be read, and reading them within the limits."""

    path: Path
    names: tuple[str, ...]
    odd: tuple[str, ...]
    """Members that are never read: absolute, climbing or blank names, links, devices."""
    limits: Limits
    twice: frozenset[str] = frozenset()
    """Names that more than one member bears: none of them is read, as nothing tells which one counts."""
    read_so_far: int = field(default=0)

    def read(self, name: str) -> bytes:
        """All bytes of one member. ``SourceError`` if it is broken, encrypted, there twice, or over the limits."""
        if name not in self.names:
            raise KeyError(name)
        if name in self.twice:
            raise refuse("E-ZIP-TWICE", self._at(name), "more than one file has this name", _AGAIN)
        data = self._folder_file(name) if self.path.is_dir() else self._member(name)
        self.read_so_far += len(data)
        return data

    def _folder_file(self, name: str) -> bytes:
        path = self.path / name
        with refusing(f"{self.path.name}/{name}"), path.open("rb") as stream:
            data = stream.read(self._room() + 1)
        if len(data) > self._room():
            raise self._too_large(name, f"more than {self._room():,} bytes")
        return data

    def _member(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as opened:
                info = opened.getinfo(name)
                self._check(info)
                return self._unpack(opened, info)
        except _BROKEN as error:
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
        return refuse("E-ZIP-SIZE", self._at(name), found, "Give only the file that is needed, or a smaller one.")

    def _at(self, name: str) -> Place:
        return Place(f"{self.path.name}/{word(PurePosixPath(name).name)}")


def open_archive(path: Path, limits: Limits = DEFAULT) -> Archive:
    """Lists a ZIP or a folder. ``SourceError`` if it is none, is empty, broken, or has too many members."""
    expect(path, folders=True)
    if path.is_dir():
        return _folder(path, limits)
    _expect_zip(path, limits)
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
    except _BROKEN:
        raise refuse("E-ZIP-BROKEN", Place(path.name), "the ZIP file is cut short or damaged", _AGAIN) from None
    if len(members) > limits.members:
        raise _too_many(path, len(members), limits)
    good = Counter(member.filename for member in members if not _leads_out(member) and not member.is_dir())
    odd = (member.filename for member in members if _leads_out(member))
    twice = frozenset(name for name, count in good.items() if count > 1)
    return Archive(path, _sorted(good), _sorted(odd), limits, twice)


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
    start = start_of(path)
    with refusing(path.name), path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _END.size - 65_535))
        tail = stream.read()
    if not start:
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
    if not member.filename:  # of which ``ZipInfo.is_dir`` makes an IndexError
        return True
    climbs = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in name
    return climbs or kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
