"""Whether the places that the settings name can be what they are named for: a workbook, a folder, another file."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from syncer.errors import ConfigError
from syncer.settings.sections import SourceSettings

_SUFFIX = ".xlsx"
_OTHERWISE = {
    ".xlsm": "syncer keeps no macros",
    ".csv": "a CSV holds one table, and the workbook has many tabs",
    ".tsv": "a TSV holds one table, and the workbook has many tabs",
}


def expect_workbook(setting: str, path: Path) -> None:
    """Refuses a path of a workbook that is taken by something else than a file, or that no .xlsx file can have."""
    try:
        taken = not stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        taken = False
    except OSError as error:  # a link that leads to itself is one too
        raise ConfigError(f"{setting} cannot be used: {error.strerror}", code="E-CFG-WORKBOOK") from None
    if taken:
        raise ConfigError(f"{setting}: {path} is no file; name an .xlsx file", code="E-CFG-WORKBOOK")
    expect_folder(setting, path.parent)
    suffix = path.suffix.lower()
    if suffix != _SUFFIX:
        why = f" ({_OTHERWISE[suffix]})" if suffix in _OTHERWISE else ""
        remedy = f"Name one, such as {path.stem}{_SUFFIX}; a list that you have already goes under [[sources]]."
        raise ConfigError(f"{setting}: {path.name} is no {_SUFFIX} file{why}. {remedy}", code="E-CFG-WORKBOOK")


def expect_folder(setting: str, path: Path, *, there: bool = False) -> None:
    """Refuses a folder that is a file, or a link to nothing, or that would have to lie within one. ``there``: it is not
    to be made."""
    try:
        if there and not path.exists():
            raise ConfigError(f"{setting}: there is no folder {path}", code="E-CFG-FOLDER")
        first = next(place for place in (path, *path.parents) if place.exists() or place.is_symlink())
        is_folder = first.is_dir()
    except OSError as error:
        raise ConfigError(f"{setting} cannot be used: {error.strerror}", code="E-CFG-FOLDER") from None
    if not is_folder:
        raise ConfigError(f"{setting}: {first} is no folder; name one", code="E-CFG-FOLDER")


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path that is written as relative to this folder leads out of it, by ``..`` or by a link."""
    return not path.is_absolute() and not Path(os.path.realpath(folder / path)).is_relative_to(folder)


def expect_others(workbook: Path, sources: Sequence[SourceSettings], targets: Path | None) -> None:
    """Refuses a source, or a list of targets, that is the workbook."""
    others = {f"source {source.name}": source.path for source in sources}
    for what, path in {**others, "targets": targets}.items():
        if path and os.path.realpath(path) == os.path.realpath(workbook):
            raise ConfigError(f"{what} is the workbook itself; name another file", code="E-CFG-LOOP")
