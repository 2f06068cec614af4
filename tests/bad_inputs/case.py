"""What a bad input is: how to make the file, and what syncer must make of it."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

CANARY = "Quux"
"""Stands in names and addresses of every made file; no message may show it."""
Build = Callable[[Path], Path]


@dataclass(frozen=True, slots=True)
class Case:
    """A file that somebody may give. Without ``code`` it is read: so many records, rows set aside, rows skipped.

    ``build`` puts it into a folder of its own and tells its path; ``said`` must stand in the message or the notes.
    """

    build: Build
    kind: str = ""
    code: str = ""
    records: int = 0
    merged: int = 0
    rejected: tuple[str, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    said: str = ""


def text(content: str | bytes, name: str = "Connections.csv", encoding: str = "utf-8") -> Build:
    """A file with this content."""

    def build(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return build


def zipped(members: Mapping[str, str | bytes], name: str = "export.zip", method: int = zipfile.ZIP_DEFLATED) -> Build:
    """A ZIP of these members."""

    def build(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", method) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return folder / name

    return build


def folder_of(members: Mapping[str, str | bytes], name: str = "export") -> Build:
    """A folder of these files."""

    def build(folder: Path) -> Path:
        for member, content in members.items():
            path = folder / name / member
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (folder / name).mkdir(exist_ok=True)
        return folder / name

    return build


def changed(build: Build, change: Callable[[bytes], bytes], name: str = "") -> Build:
    """The file that ``build`` makes, its bytes changed, under another name."""

    def again(folder: Path) -> Path:
        path = build(folder)
        content = change(path.read_bytes())
        path.unlink()
        path = folder / (name or path.name)
        path.write_bytes(content)
        return path

    return again
