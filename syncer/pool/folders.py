"""Folders of a pooled job on this machine: nothing stands in their way, and only their owner looks into them."""

from contextlib import suppress
from pathlib import Path

from syncer.errors import ConfigError
from syncer.pool.stores import is_remote


def usable(folder: str, option: str) -> None:
    """``ConfigError`` where a file stands in the way of this folder: better now than after hours of work."""
    if is_remote(folder):
        return
    path, file = Path(folder), None
    with suppress(OSError):  # whoever may not even look learns so when the folder is made
        file = next((one for one in (path, *path.parents) if one.is_file()), None)
    if file:
        raise ConfigError(f"{option} {folder}: {file} is a file; name a folder", code="E-CLI-FOLDER")


def made_private(folder: Path) -> None:
    """Make the folder, and those above it that are not there, for its owner alone: what lies in it names people."""
    try:
        for one in (*reversed(folder.parents), folder):
            if not one.is_dir():
                one.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be made: {error.strerror}", code="E-CLI-FOLDER") from None
