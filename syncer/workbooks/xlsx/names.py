"""What the files beside a workbook are called: its backups, and how a revision is told."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

BACKUPS = ".syncer-backup"
DIGITS = 8
"""Of a digest, in the name of a file."""


def digest(data: bytes) -> str:
    """The revision of a file: its content, shortened to 32 hex digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def backup_name(path: Path, held: Path, revision: str = "") -> str:
    """``outreach 2026-11-23 090000 1a2b3c4d.xlsx``: when ``held`` was saved, and its revision."""
    saved = datetime.fromtimestamp(held.stat().st_mtime, UTC)
    return f"{path.stem} {saved:%Y-%m-%d %H%M%S} {(revision or digest(held.read_bytes()))[:DIGITS]}{path.suffix}"


def escaped(text: str) -> str:
    """Text that stands for itself in a glob."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)
