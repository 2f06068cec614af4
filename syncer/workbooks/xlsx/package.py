"""The .xlsx file as a package of parts. Parts that nobody replaces are copied as they are, byte for byte, compressed.

``zipfile`` reads; the writer here is small because it only has to copy compressed parts or deflate new ones, which
``zipfile`` cannot do without inflating every part again.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

from syncer.errors import WorkbookError

MAX_BYTES = 1_500_000_000
"""All parts unpacked. 30,000 people come to about 60 MB; past this a file is broken or meant to do harm."""
_MAX_PARTS = 10_000
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError),
)
"""What ``zipfile`` and the libraries below it raise for damaged files: a name that is no UTF-8 is a ``ValueError``."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Package:
    """The parts of one .xlsx, by name without a leading slash."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._zip = _open(data)
        self._infos = {info.filename: info for info in self._zip.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in the order of the file."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """A part, unpacked. ``WorkbookError`` if it is missing or damaged."""
        try:
            return self._zip.read(name)
        except (KeyError, *_BROKEN) as error:
            raise WorkbookError(
                f"the workbook's part {name} is missing or damaged. Open it in your spreadsheet program, save it "
                "again, or take the newest copy from .syncer-backup.",
                code="E-XLSX-DAMAGED",
            ) from error

    def rewrite(self, replaced: Mapping[str, bytes | None]) -> bytes:
        """The package with some parts replaced, added, or (None) left out."""
        out = BytesIO()
        entries: list[tuple[zipfile.ZipInfo, int]] = []
        for name, info in self._infos.items():
            if name not in replaced:
                entries.append((info, out.tell()))
                self._copy(info, out)
            elif replaced[name] is not None:
                _deflate(name, replaced[name] or b"", out, entries)
        for name in replaced.keys() - self._infos.keys():
            _deflate(name, replaced[name] or b"", out, entries)
        _directory(out, entries)
        return out.getvalue()

    def _copy(self, info: zipfile.ZipInfo, out: BinaryIO) -> None:
        head = _LOCAL.unpack_from(self._data, info.header_offset)
        start = info.header_offset + _LOCAL.size + head[9] + head[10]
        _local_header(info, out)
        out.write(self._data[start : start + info.compress_size])


def _wrong(data: bytes) -> str:
    """What is wrong with bytes that cannot be opened."""
    if not data:
        return "is empty: it has 0 bytes"
    if not data.startswith(b"PK"):
        return "is not an .xlsx file, whatever its name says"
    return "is damaged or cut short, as a download that was broken off"


def _open(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_ENCRYPTED):
        raise WorkbookError(
            "the workbook is protected with a password, or is an old .xls file. Save it as .xlsx without a password.",
            code="E-XLSX-ENCRYPTED",
        )
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        remedy = "Take the newest copy from .syncer-backup, or name another file in [workbook] path."
        raise WorkbookError(f"the workbook {_wrong(data)}. {remedy}", code="E-XLSX-BROKEN") from error
    infos = opened.infolist()
    if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise WorkbookError("the workbook unpacks to more than a workbook can be.", code="E-XLSX-SIZE")
    if len({info.filename for info in infos}) != len(infos):
        raise WorkbookError("the workbook holds one part twice and is damaged.", code="E-XLSX-BROKEN")
    if any(info.flag_bits & 1 for info in infos):
        raise WorkbookError("the workbook is protected with a password.", code="E-XLSX-ENCRYPTED")
    return opened


def _deflate(name: str, data: bytes, out: BinaryIO, entries: list[tuple[zipfile.ZipInfo, int]]) -> None:
    """Level 3: a third of the time of 6 for files a fifth larger (30,000 rows, measured)."""
    info = zipfile.ZipInfo(name, _STAMP)
    packer = zlib.compressobj(3, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(data)
    info.compress_size, info.file_size, info.external_attr = len(packed), len(data), 0o600 << 16
    entries.append((info, out.tell()))
    _local_header(info, out)
    out.write(packed)


def _local_header(info: zipfile.ZipInfo, out: BinaryIO) -> None:
    name, flags = _name(info)
    day, clock = _dos_time(info)
    sizes = (info.CRC, info.compress_size, info.file_size)
    out.write(_LOCAL.pack(b"PK\x03\x04", 20, flags, info.compress_type, clock, day, *sizes, len(name), 0))
    out.write(name)


def _directory(out: BinaryIO, entries: list[tuple[zipfile.ZipInfo, int]]) -> None:
    start = out.tell()
    for info, offset in entries:
        name, flags = _name(info)
        day, clock = _dos_time(info)
        sizes = (info.CRC, info.compress_size, info.file_size)
        fixed = (b"PK\x01\x02", 20, 20, flags, info.compress_type, clock, day, *sizes, len(name), 0, 0, 0, 0)
        out.write(_CENTRAL.pack(*fixed, info.external_attr, offset) + name)
    length = out.tell() - start
    out.write(_END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), length, start, 0))


def _name(info: zipfile.ZipInfo) -> tuple[bytes, int]:
    """The name's bytes and the flag that says they are UTF-8; sizes stand in the header, so no other flag is set."""
    try:
        return info.filename.encode("ascii"), 0
    except UnicodeEncodeError:
        return info.filename.encode("utf-8"), 0x800


def _dos_time(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
