"""Archives and folders as LinkedIn never sent them: LZ01 to LZ19 of the bad inputs, and more of their kinds."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.bad_inputs.case import Case, changed, folder_of, text, zipped

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some addresses are missing."\n\n'
ANN = "Ann,Quux,https://www.linkedin.com/in/ann-quux,,Acme,Engineer,08 Feb 2026\n"
BOB = "Bob,Quux,https://www.linkedin.com/in/bob-quux,bob.quux@example.com,Initech,Manager,01 Jan 2024\n"
PLAIN = NOTES + HEADER + ANN + BOB
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n"
PROFILE = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline\nMe,Quux,,,,Job seeker\n"
GOOD = zipped({"Connections.csv": PLAIN})
STORED = zipped({"Connections.csv": PLAIN}, method=zipfile.ZIP_STORED)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def both(data: bytes, local: int, central: int, value: int, size: int = 2) -> bytes:
    """The same field changed in the local header and in the directory of the first member."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = made.index(mark) + offset
        made[at : at + size] = value.to_bytes(size, "little")
    return bytes(made)


def twice_the_same_name(folder: Path) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", NOTES + HEADER + ANN)
        archive.writestr("Connections.cs2", NOTES + HEADER + BOB)
    path.write_bytes(path.read_bytes().replace(b"Connections.cs2", b"Connections.csv"))
    return path


def made_on_windows(folder: Path) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("Export\\", "Export\\Connections.csv", "Export\\Rich_Media\\photo.jpg"):
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = 0, 0x10 if name.endswith("\\") else 0x20
            archive.writestr(member, "" if name.endswith("\\") else PLAIN)
    return path


def leading_out(folder: Path) -> Path:
    path = zipped({"Connections.csv": PLAIN, "../../etc/cron.d/x": "x", "/etc/passwd": "x", "C:\\x.csv": "x"})(folder)
    link = zipfile.ZipInfo("messages.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/shadow")
    return path


def odd_folder(folder: Path) -> Path:
    path = folder_of({"Connections.csv": PLAIN, "Resume.pdf": b"%PDF-1.7", ".DS_Store": b"\0\1", "old/x.txt": ""})(
        folder
    )
    os.mkfifo(path / "messages.csv")
    (path / "Profile.csv").symlink_to("/etc/passwd")
    (path / "loop").symlink_to(path)
    return path


def fifo_as_connections(folder: Path) -> Path:
    path = folder_of({"Profile.csv": PROFILE})(folder)
    os.mkfifo(path / "Connections.csv")
    return path


ARCHIVES: dict[str, Case] = {
    "LZ01 cut off": Case(
        changed(
            zipped({"Connections.csv": PLAIN, "messages.csv": os.urandom(9000)}),
            lambda data: data[: len(data) * 6 // 10],
        ),
        code="E-ZIP-BROKEN",
        said="Download it again",
    ),
    "LZ02 a login page": Case(
        text("<!DOCTYPE html><title>Sign in</title>", "export.zip"), "linkedin", "E-ZIP-TYPE", said="HTML"
    ),
    "LZ02 a login page, kind left out": Case(
        text("<!DOCTYPE html><title>Sign in</title>", "export.zip"), code="E-KIND-UNKNOWN", said="HTML"
    ),
    "LZ03 nothing inside": Case(zipped({}), "linkedin", "E-LI-NO-CONNECTIONS", said="found none"),
    "LZ04 the first, partial archive": Case(
        zipped({"Profile.csv": PROFILE, "messages.csv": MESSAGES}), code="E-LI-NO-CONNECTIONS", said="partial"
    ),
    "LZ05 no bytes": Case(text(b"", "export.zip"), "linkedin", "E-ZIP-EMPTY"),
    "LZ06 a bomb": Case(zipped({"Connections.csv": "a" * 10_000_000}), code="E-ZIP-SIZE"),
    "LZ07 a forged size": Case(
        changed(zipped({"Connections.csv": "a" * 10_000_000}), lambda data: both(data, 22, 24, 10, 4)),
        code="E-ZIP-CRC",
    ),
    "LZ09 a ZIP in the ZIP": Case(
        zipped({"inner.zip": packed({"Connections.csv": PLAIN})}), "linkedin", "E-LI-NO-CONNECTIONS", said="inner ZIP"
    ),
    "LZ09 a ZIP in the ZIP, kind left out": Case(
        zipped({"inner.zip": packed({"Connections.csv": PLAIN})}), code="E-KIND-UNKNOWN", said="inner.zip"
    ),
    "LZ10 to 12 members that lead out": Case(leading_out, records=2, said="4 members with odd names or links"),
    "LZ14 other letter case in a folder": Case(
        zipped({"my export/connections.CSV": PLAIN, "__MACOSX/._Connections.csv": "x"}), records=2, said="read from"
    ),
    "LZ15 too many members": Case(zipped(dict.fromkeys(map(str, range(10_001)), "")), "linkedin", "E-ZIP-MEMBERS"),
    "LZ16 a password": Case(changed(GOOD, lambda data: both(data, 6, 8, 1)), code="E-ZIP-ENCRYPTED"),
    "LZ17 zstd": Case(changed(GOOD, lambda data: both(data, 8, 10, 93)), code="E-ZIP-METHOD", said="93"),
    "LZ17 deflate64": Case(changed(GOOD, lambda data: both(data, 8, 10, 9)), code="E-ZIP-METHOD", said="9"),
    "LZ18 a flipped byte": Case(
        changed(STORED, lambda data: data.replace(b"Initech", b"Imitech", 1)), code="E-ZIP-CRC", said="Connections.csv"
    ),
    "LZ19 names of another code page": Case(
        changed(
            zipped({"Connections.csv": PLAIN, "Resume_Zo_.csv": "x"}), lambda data: data.replace(b"Zo_", b"Zo\x89")
        ),
        records=2,
    ),
    "a member without a name": Case(
        changed(zipped({"Connections.csv": PLAIN, "x": "y"}), lambda data: data.replace(b"x", b"\0")),
        records=2,
        said="odd",
    ),
    "two exports in one ZIP": Case(
        zipped({"a/Connections.csv": PLAIN, "b/Connections.csv": PLAIN}), code="E-LI-MANY-CONNECTIONS"
    ),
    "one name twice in one ZIP": Case(twice_the_same_name, code="E-ZIP-TWICE"),
    "a ZIP made on Windows": Case(made_on_windows, records=2),
    "a ZIP behind a program": Case(changed(GOOD, lambda data: b"MZ\x90\0" * 99 + data), "linkedin", "E-ZIP-TYPE"),
    "a ZIP with more behind it": Case(changed(GOOD, lambda data: data + b"\0" * 999), records=2),
    "patched data": Case(changed(GOOD, lambda data: both(data, 6, 8, 0x20)), code="E-ZIP-BROKEN"),
    "strong encryption": Case(changed(GOOD, lambda data: both(data, 6, 8, 0x41)), code="E-ZIP-ENCRYPTED"),
    "a comment that is no directory": Case(
        changed(GOOD, lambda data: data[:-2] + b"\x16\0" + b"PK\x05\x06" + b"\xff" * 18), code="E-ZIP-MEMBERS"
    ),
    "a folder named Connections.csv": Case(
        zipped({"Connections.csv/": "", "Profile.csv": PROFILE}), "linkedin", "E-LI-NO-CONNECTIONS"
    ),
    "empty connections in a ZIP": Case(
        zipped({"Connections.csv": "", "Profile.csv": PROFILE}), code="E-CSV-EMPTY", said="Connections.csv"
    ),
    "a header only in a ZIP": Case(zipped({"Connections.csv": NOTES + HEADER}), records=0),
    "a workbook named Connections.csv in a ZIP": Case(
        zipped({"Connections.csv": packed({"xl/workbook.xml": ""})}), code="E-LI-WRONG-FILE", said="ZIP"
    ),
    "a web page named Connections.csv in a ZIP": Case(
        zipped({"Connections.csv": "<html>Quux"}), code="E-LI-WRONG-FILE", said="HTML"
    ),
    "files beside that are no CSV": Case(
        zipped(
            {
                "Connections.csv": PLAIN,
                "messages.csv": b"\x89PNG\0\0",
                "Invitations.csv": "Quux",
                "Profile.csv": b"\xff\xfe\0\xd8\0",
            }
        ),
        records=2,
        said="messages.csv is left out",
    ),
    "a gzip file": Case(text(b"\x1f\x8b\x08\0\0", "export.zip"), "linkedin", "E-ZIP-TYPE", said="gzip"),
    "a RAR archive": Case(text(b"Rar!\x1a\x07\0", "export.rar"), "linkedin", "E-LI-WRONG-FILE", said="RAR"),
    "a folder with other things": Case(odd_folder, records=2),
    "a folder within a folder": Case(folder_of({"Basic/Connections.csv": PLAIN}), records=2, said="read from"),
    "a folder without connections": Case(folder_of({"Profile.csv": PROFILE}), "linkedin", "E-LI-NO-CONNECTIONS"),
    "an empty folder": Case(folder_of({}), "linkedin", "E-LI-NO-CONNECTIONS"),
    "an empty folder, kind left out": Case(folder_of({}), code="E-KIND-UNKNOWN", said="folder"),
    "a folder whose connections are a pipe": Case(fifo_as_connections, "linkedin", "E-LI-NO-CONNECTIONS"),
    "a folder of exports as ZIPs": Case(
        folder_of({"a.zip": packed({"Connections.csv": PLAIN})}), "linkedin", "E-LI-NO-CONNECTIONS", said="inner ZIP"
    ),
}
