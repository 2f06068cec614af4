"""What `syncer init` learns from files before it writes anything, and the settings it then writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from syncer.account import reach
from syncer.adapters.clock import today_here
from syncer.adapters.downloads import Export, downloads, newest_exports
from syncer.adapters.files import read_file, read_seeds, recognised
from syncer.adapters.rehearsal import rehearse
from syncer.core.model import Record, Snapshot, SuggestedTarget
from syncer.core.reports import FoundFile, Reach, SuggestedLine
from syncer.core.seeds import strongest, target_id
from syncer.errors import SourceError
from syncer.setup import InitAnswers, expect_files, source_names, with_picked, with_samples, write_settings

__all__ = ["Files", "Lying", "Suggested", "begin", "companies_in", "day_of", "downloads", "lying_in"]

_LIST = "spreadsheet"
"""The kind of a list that somebody keeps: it may be about anything."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The companies that the files point at, in the order of ``targets``, and how far the files lead to all of them."""

    targets: tuple[SuggestedTarget, ...]
    lines: tuple[SuggestedLine, ...]
    reach: Reach


@dataclass(slots=True)
class Files:
    """The files with contacts that a person names one after another, each read once. Nothing is kept elsewhere."""

    today: date | None
    read: list[tuple[Path, str, Snapshot]] = field(default_factory=list)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in the order they were named."""
        return tuple(path for path, _, _ in self.read)

    def add(self, path: Path) -> FoundFile:
        """Read one more. ``SourceError`` says what is wrong with it; it then does not count."""
        if path.resolve() in (known.resolve() for known in self.paths):
            raise SourceError("that one is in already")
        [(_, kind)] = recognised((path,))
        named = source_names((*((known, word) for known, word, _ in self.read), (path, kind)))[-1]
        snapshot = read_file(named.name, path, kind)
        self.read.append((path, kind, snapshot))
        return _line(Export(path, kind, snapshot))

    def suggest(self) -> Suggested | None:
        """The targets of the files and who leads there, as the first run will find; ``None`` where they name none."""
        snapshots = [snapshot for _, _, snapshot in self.read]
        targets = strongest(one for snapshot in snapshots for one in snapshot.suggested_targets)
        if not targets:
            return None
        thought = rehearse(snapshots, self.today)
        led = {one.target_id: one for one in thought.outreach.targets}
        lines = []
        for one in targets:
            to = led[target_id(one.name)]
            lines.append(SuggestedLine(one.name, one.basis, one.seen, to.insiders, to.former, to.bridges))
        return Suggested(targets, tuple(lines), reach(len(thought.world.people), thought.outreach))


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in a folder: the newest export of each kind, and the same as lines to show."""

    paths: tuple[Path, ...]
    lines: tuple[FoundFile, ...]

    @property
    def usual(self) -> tuple[Path, ...]:
        """Those that are exports of contacts, so that taking them needs no question."""
        return tuple(path for path, line in zip(self.paths, self.lines, strict=True) if line.kind != _LIST)


def lying_in(folder: Path, others_than: Sequence[Path] = ()) -> Lying:
    """The newest export of each kind in a folder."""
    taken = {path.resolve() for path in others_than}
    exports = [one for one in newest_exports(folder) if one.path.resolve() not in taken]
    return Lying(tuple(one.path for one in exports), tuple(_line(one) for one in exports))


def _line(export: Export) -> FoundFile:
    held = export.snapshot
    usual = export.kind != _LIST or _is_network(held.records)
    return FoundFile(export.path.name, export.kind, len(held.records), held.as_of, usual)


def _is_network(records: Sequence[Record]) -> bool:
    """Whether a list is about people one knows: graded, with employers. A class with its marks has none."""
    return any(record.said.grade and record.positions for record in records)


def companies_in(path: Path) -> int:
    """How many companies a list of targets names. ``SourceError`` where it cannot be read."""
    return len(read_seeds(path))


def begin(answers: InitAnswers) -> None:
    """Write the settings; each source's kind is recognised by its content.

    ``ConfigError`` and ``SourceError``, before anything is written, where a file that was named cannot be used.
    """
    if answers.sample:
        answers = with_samples(answers)
    if answers.google_sheet:
        from syncer.sheet_setup import expect_address

        expect_address(answers.google_sheet)
    expect_files(answers)
    named = source_names(recognised(answers.sources))
    if answers.targets:
        read_seeds(answers.targets)
    write_settings(with_picked(answers), named)


def day_of(today: date | None) -> date:
    """The day that ages are counted to."""
    return today or today_here()
