"""Kinds of files with contacts, and which kind a file is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from syncer.core.model import Snapshot, SuggestedTarget
from syncer.ports import Source
from syncer.sources.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    pass

Progress = Callable[[str], None]


class MakeSource(Protocol):
    """How a file source is made."""

    def __call__(self, name: str, path: Path, limits: Limits) -> Source:
        """A source that has not read anything yet."""


def _linkedin(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.linkedin.source import LinkedIn

    return LinkedIn(name, path, limits)


def _google_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.google_csv import GoogleCsv

    return GoogleCsv(name, path, limits)


def _outlook_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.outlook import OutlookCsv

    return OutlookCsv(name, path, limits)


def _vcard(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.vcard.source import VCard

    return VCard(name, path, limits)


def _spreadsheet(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.spreadsheet import Spreadsheet

    return Spreadsheet(name, path, limits)


SOURCES: Mapping[str, MakeSource] = {
    "linkedin": _linkedin,
    "google_csv": _google_csv,
    "vcard": _vcard,
    "outlook_csv": _outlook_csv,
    "spreadsheet": _spreadsheet,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A source whose kind is told by its content when it is read."""

    name: str
    path: Path
    limits: Limits

    def fetch(self) -> Snapshot:
        """Everything it holds; ``SourceError`` too where no kind, or more than one, claims the file."""
        from syncer.sources.recognise import recognise

        return SOURCES[recognise(self.path)](self.name, self.path, self.limits).fetch()


def read_file(name: str, path: Path, kind: str) -> Snapshot:
    """What a file of this kind holds. ``SourceError`` where it cannot be read."""
    return SOURCES[kind](name, path, DEFAULT).fetch()


def read_seeds(path: Path) -> tuple[SuggestedTarget, ...]:
    """The companies of a list of targets. ``SourceError`` where it cannot be read."""
    from syncer.sources.spreadsheet.target_list import read_targets

    return read_targets(path)


def recognised(paths: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Each file with its kind, told by its content; ``SourceError`` where none, or more than one, claims it."""
    from syncer.sources.recognise import recognise

    return tuple((path, recognise(path)) for path in paths)
