"""Exports that lie in a folder among other things, known by what is in them, not by their names."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from syncer.adapters.files import read_file
from syncer.core.model import Snapshot
from syncer.errors import SourceError

LOOKED_AT = 400
"""Files of a folder that are looked at, the newest first: a Downloads folder can hold thousands."""
_CROWDED = 200
"""A folder with more in it than this is no unpacked export (LinkedIn's has about 40 files)."""
_TRIED = 6
"""Files of one kind that are read whole, to find the newest by its content."""
FEWEST = 5
"""Contacts: a file with fewer is a card that somebody sent, not an address book."""
_ORDER = ("linkedin", "google_csv", "outlook_csv", "vcard", "spreadsheet")


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was found and read. ``kind`` as in the settings."""

    path: Path
    kind: str
    snapshot: Snapshot


def downloads() -> Path | None:
    """The folder in which this person's browser leaves files, if it is there: its name differs by language."""
    with suppress(OSError, UnicodeDecodeError):
        for line in (Path.home() / ".config" / "user-dirs.dirs").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "XDG_DOWNLOAD_DIR":
                folder = Path(value.strip().strip('"').replace("$HOME", str(Path.home())))
                return folder if folder.is_dir() and folder != Path.home() else None
    folder = Path.home() / "Downloads"
    return folder if folder.is_dir() else None


def newest_exports(folder: Path) -> tuple[Export, ...]:
    """Of each kind the newest that can be read, LinkedIn first. What cannot be read is passed over."""
    found: dict[str, list[Path]] = {}
    for path in _newest(folder):
        with suppress(SourceError, OSError):
            found.setdefault(_kind(path), []).append(path)
    best = (_best(kind, found[kind]) for kind in _ORDER if kind in found)
    return tuple(export for export in best if export)


def _newest(folder: Path) -> list[Path]:
    dated = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                if not path.name.startswith(".") and not _crowded(path):
                    dated.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(dated, reverse=True)[:LOOKED_AT]]


def _crowded(path: Path) -> bool:
    if not path.is_dir():
        return not path.is_file()
    return sum(1 for _ in islice(path.iterdir(), _CROWDED + 1)) > _CROWDED or (path / ".git").exists()


def _kind(path: Path) -> str:
    from syncer.sources.recognise import recognise

    return recognise(path)


def _best(kind: str, paths: Sequence[Path]) -> Export | None:
    """The one of the latest day; of two of one day the fuller one: LinkedIn sends a small archive, then the large."""
    read = []
    for path in paths[:_TRIED]:
        with suppress(SourceError, OSError):
            snapshot = read_file("found", path, kind)
            if len(snapshot.records) >= FEWEST:
                read.append(Export(path, kind, snapshot))
    return max(read, key=_worth, default=None)


def _worth(export: Export) -> tuple[date, int, int, str]:
    held = export.snapshot
    return held.as_of or date.min, len(held.suggested_targets), len(held.records), export.path.name
