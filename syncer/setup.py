"""`syncer init`: the commented settings file, from what a person answered or the samples."""

import csv
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from syncer.core.csv_cells import inert_row
from syncer.core.model import SuggestedTarget
from syncer.errors import ConfigError

SAMPLES = Path(__file__).resolve().parent.parent / "config"
"""Where a checkout keeps the samples; an installed package has none."""
_EXPORTED = datetime(2026, 10, 30, 12, tzinfo=UTC).timestamp()
"""The day the samples were exported: a file's own time tells the age of data where its content does not."""

_SAMPLE_KINDS = (".zip", ".csv", ".vcf", ".xlsx")
_HEAD = """\
# Settings of syncer, written by `syncer init`. Paths are taken from this file's folder.
# Every setting is shown with its meaning in config/syncer.example.toml.
# Limits, cadence, weights, country and time zone are in the workbook's Settings tab.
"""
_SOURCE = """
# Where you keep contacts. `name` is part of every record's identity: choose it once.
[[sources]]
name = {name}
kind = {kind}
path = {path}
"""
_CONTACTS = """
# Your Google contacts, read from the account you log in to.
[[sources]]
name = "google-account"
kind = "google_contacts"
"""
_WORKBOOK = """
# The workbook you and syncer both write in.
[workbook]
kind = "excel"
path = {path}
"""
_SHEET = """
# The workbook you and syncer both write in: a Google Sheet.
[workbook]
google_sheet = {sheet}
# "created": syncer made it, and may open no other sheet of yours. "any": you made it.
access = {access}
"""
_TARGETS = """
# Companies where you want to work; seeds the Targets tab once, after that the tab rules.
[targets]
path = {path}
"""


@dataclass(frozen=True, slots=True)
class InitAnswers:
    """What `init` needs to know. ``sources``: files with contacts, recognised by content.

    ``google_sheet``: the address of the Google Sheet that is to be the workbook, or "new"; ``""``: a file is.
    ``picked``: companies to write down as the list of targets; none where ``targets`` names one or the sources do.
    """

    config: Path
    sources: tuple[Path, ...] = ()
    targets: Path | None = None
    picked: tuple[SuggestedTarget, ...] = ()
    workbook: Path = Path("outreach.xlsx")
    sample: bool = False
    google_sheet: str = ""
    google_contacts: bool = False


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A file with the name and kind it gets in the settings."""

    name: str
    kind: str
    path: Path


def with_samples(answers: InitAnswers) -> InitAnswers:
    """The same answers with a copy of the samples beside the settings file as sources and targets."""
    if not (SAMPLES / "samples").is_dir():
        raise ConfigError("the samples come with the repository, not with the package; clone it to use --sample")
    folder = answers.config.resolve().parent / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    for original in sorted((SAMPLES / "samples").iterdir()):
        if original.suffix in _SAMPLE_KINDS:
            copy = shutil.copyfile(original, folder / original.name)
            os.utime(copy, (_EXPORTED, _EXPORTED))
    targets = folder / "targets.csv"
    shutil.copyfile(SAMPLES / "targets.example.csv", targets)
    files = tuple(path for path in sorted(folder.iterdir()) if path != targets)
    return replace(answers, sources=files, targets=targets)


def expect_free(config: Path) -> None:
    """``ConfigError`` where there are settings already, which are never replaced."""
    if config.exists():
        raise ConfigError(
            f"{config} is already there: this search is set up. `syncer run` brings the list up to date, "
            "`syncer check` tries every source. To change something, edit the file; to set up another search, name "
            "another file with --config.",
            code="E-CFG-THERE",
        )


def expect_files(answers: InitAnswers) -> None:
    """``ConfigError`` where a file that was named is not there."""
    named = [("--source", path) for path in answers.sources]
    for option, path in [*named, *([("--targets", answers.targets)] if answers.targets else [])]:
        if not path.exists():
            raise ConfigError(
                f"{option} {path}: there is no such file or folder. Nothing was written.", code="E-CLI-FILE"
            )


def standing(answers: InitAnswers) -> frozenset[Path]:
    """What stands in the place of files that init would write."""
    folder = answers.config.resolve().parent
    lists = folder.glob("targets*.csv") if answers.picked else ()
    return frozenset(path for path in (folder / answers.config.name, *lists) if path.exists())


def call_off(answers: InitAnswers, before: frozenset[Path]) -> str:
    """Take back what init wrote where it was stopped before the workbook was there; says in words how things stand.

    ``before``: what was ``standing`` when it began.
    """
    if answers.google_sheet and answers.config.exists():
        return f"Stopped. {answers.config} is written; `syncer init` goes on from here."
    if (answers.config.resolve().parent / answers.workbook).exists():
        return f"Stopped. {answers.config} and the workbook are there; `syncer run` goes on from here."
    for path in standing(answers) - before:
        path.unlink(missing_ok=True)
    kept = "the copies of the samples stay" if answers.sample else "the folder is as it was"
    return f"Stopped. What was written is taken back; {kept}."


def with_picked(answers: InitAnswers) -> InitAnswers:
    """The same answers with the companies that were picked as a file of their own beside the settings."""
    if not answers.picked:
        return answers
    folder = answers.config.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    return replace(answers, targets=_write_targets(folder, answers.picked))


def _write_targets(folder: Path, picked: Iterable[SuggestedTarget]) -> Path:
    """The list as CSV, under a name that nothing there has."""
    names = ("targets.csv", *(f"targets-{number}.csv" for number in range(2, 100)))
    path = next((folder / name for name in names if not (folder / name).exists()), folder / names[-1])
    with path.open("x", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "domain", "aliases", "motivation", "posting"))
        for one in picked:
            rows.writerow(inert_row((one.name, one.domain, ";".join(one.aliases), _number(one), one.posting)))
    return path


def _number(target: SuggestedTarget) -> str:
    return "" if target.motivation is None else str(target.motivation)


def write_settings(answers: InitAnswers, sources: tuple[NamedSource, ...]) -> None:
    """Write the settings file; refuses to replace one (``ConfigError``) unless it is the sample's."""
    if not answers.sample:
        expect_free(answers.config)
    folder = answers.config.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    blocks = [_HEAD]
    for source in sources:
        blocks.append(
            _SOURCE.format(name=_toml(source.name), kind=_toml(source.kind), path=_path(source.path.absolute(), folder))
        )
    if answers.google_contacts:
        blocks.append(_CONTACTS)
    blocks.append(_workbook(answers, folder))
    if answers.targets:
        blocks.append(_TARGETS.format(path=_path(answers.targets.absolute(), folder)))
    answers.config.write_text("".join(blocks), encoding="utf-8")


def _workbook(answers: InitAnswers, folder: Path) -> str:
    if not answers.google_sheet:
        return _WORKBOOK.format(path=_path(answers.workbook, folder))
    access = "created" if answers.google_sheet == "new" else "any"
    return _SHEET.format(sheet=_toml(answers.google_sheet), access=_toml(access))


def source_names(files: tuple[tuple[Path, str], ...]) -> tuple[NamedSource, ...]:
    """Give every (file, kind) a short unique name: the kind's own word, numbered where it repeats."""
    words = {"google_csv": "google", "outlook_csv": "outlook", "vcard": "vcard", "spreadsheet": "my-list"}
    taken: dict[str, int] = {}
    named = []
    for path, kind in files:
        word = words.get(kind, re.sub(r"[^a-z0-9-]", "-", kind))
        taken[word] = taken.get(word, 0) + 1
        named.append(NamedSource(word if taken[word] == 1 else f"{word}-{taken[word]}", kind, path))
    return tuple(named)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _path(path: Path, folder: Path) -> str:
    """As TOML text: relative to the settings file where it lies below it, absolute otherwise.

    A bare name goes beside the settings file.
    """
    if not path.is_absolute() and path.parent == Path():
        return _toml(str(path))
    absolute = path.resolve()
    return _toml(str(absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute))
