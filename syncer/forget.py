"""`syncer forget` and `syncer export`: one person taken out for good, or all that is held of them shown."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from syncer.adapters import forget_kept, parts_of
from syncer.core.forgotten import known_by
from syncer.core.normalise.emails import email_key, split_emails
from syncer.core.normalise.profiles import profile_slug
from syncer.core.reports import ForgetReport, Held, Left
from syncer.core.workbook.cells import plain, text_of
from syncer.core.workbook.erasure import without
from syncer.core.workbook.layout import BY_KEY
from syncer.dossier import Dossier, dossier
from syncer.errors import SafetyStop
from syncer.forgotten_here import keep_marks, with_key
from syncer.gather import fetch
from syncer.local import only_run
from syncer.run import Parts, Stages, Thought, think
from syncer.run import run as run_once
from syncer.settings import Settings, load_settings

Progress = Callable[[str], None]
Sure = Callable[[Held], bool]
"""Shown whom it is about; whether to go on."""


def export(config: Path, person: str, today: date | None, progress: Progress) -> Mapping[str, Any]:
    """All that is held of one person, as one JSON object; names and addresses on purpose."""
    _, _, held = _held(load_settings(config), person, today, progress)
    memory = {key: json.loads(text) for key, text in held.memory.items()}
    return {
        "person": {"id": held.person_id, "name": held.name, "ids": held.ids, "names": held.names},
        "records": [_jsonable(asdict(record)) for record in held.records],
        "normalised": [_jsonable(asdict(contact)) for contact in held.contacts],
        "workbook": [
            {"tab": BY_KEY[tab].title, "row": row.number, "cells": _cells(tab, row.cells)} for tab, row in held.rows
        ],
        "remembered": memory,
        "named elsewhere": [asdict(mention) for mention in held.mentions],
    }


def forget(config: Path, person: str, sure: Sure, today: date | None, progress: Progress) -> ForgetReport:
    """Take a person out of the workbook and its memory, and have them left out for ever.

    ``SafetyStop`` E-FORGET-PARTIAL while a source cannot be read: what names the person could not all be found.
    """
    settings = load_settings(config)
    with only_run(settings.state_dir, settings.workbook.place) as mine:
        if not mine:
            return ForgetReport("", busy=True)
        parts, thought, held = _held(settings, person, today, progress)
        if thought.gathered.failures:
            left = ", ".join(failure.source for failure in thought.gathered.failures)
            raise SafetyStop(
                f"A source was left out ({left}), so not everything that names this person can be found. See `syncer "
                "check`; mend it, or take it out of the settings, and forget again. Nothing was written.",
                code="E-FORGET-PARTIAL",
            )
        if not sure(_shown(held)):
            return ForgetReport(held.person_id, called_off=True)
        return _forget(settings, parts, thought, held, today, progress)


def _held(settings: Settings, person: str, today: date | None, progress: Progress) -> tuple[Parts, Thought, Dossier]:
    parts, stages = parts_of(settings, today), Stages(time.perf_counter, progress)
    gathered = fetch(parts.sources, progress)
    thought = think(parts, gathered, today, frozenset(), stages)
    return parts, thought, dossier(parts.workbook.read(), thought, person)


def _shown(held: Dossier) -> Held:
    rows = tuple((BY_KEY[tab].title, row.number) for tab, row in held.rows)
    records = tuple(f"{record.ref.source} ({record.place})" for record in held.records)
    return Held(held.person_id, held.name, held.names, records, rows)


def _forget(
    settings: Settings, parts: Parts, thought: Thought, held: Dossier, today: date | None, progress: Progress
) -> ForgetReport:
    here = with_key(parts.forgotten, settings.state_dir)
    before = replace(thought.forgotten, key=here.key)
    after = before.with_marks(_known_by(held))
    _, erasure = without(parts.workbook.read(), after)
    after = erasure.forgotten
    keep_marks(after, settings.state_dir)  # first: should the run die, the next one finishes
    forget_kept(settings)
    run_once(replace(parts, forgotten=after), today, frozenset(), Stages(time.perf_counter, progress))
    new = [row for row in erasure.standing if not before or not before.knows_row(row.row_id)]
    return ForgetReport(
        person_id=held.person_id,
        emptied=sum(edit.row_id in {row.row_id for row in new} for edit in erasure.edits),
        rows=tuple(Left(BY_KEY[row.tab].title, row.number) for row in new),
        typed=tuple(Left(one.tab, one.row, one.column) for one in held.mentions if one.typed),
        marks=len(after.marks) - len(before.marks),
        copies=tuple(_copies(settings)),
        sources=tuple(sorted({ref.source for ref in held.refs})),
    )


def _known_by(held: Dossier) -> Iterator[tuple[str, str]]:
    yield from known_by(held.contacts)
    yield from (("id", mark) for mark in held.ids)
    yield from (("ref", str(ref)) for ref in held.refs)
    for _, row in held.rows:
        yield from (
            ("email", key) for text in split_emails(text_of(row.cells.get("email", ""))) if (key := email_key(text))
        )
        if slug := profile_slug(text_of(row.cells.get("linkedin", ""))):
            yield "profile", slug


def _copies(settings: Settings) -> Iterator[str]:
    if settings.workbook.in_google:
        yield "the version history of the Google Sheet; a copy made with File > Make a copy has none"
    else:
        yield f"the old copies of the workbook in {settings.workbook.path.parent / '.syncer-backup'}"
    yield "your own backups and copies, and messages you sent"


def _cells(tab: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    headers = {column.key: column.header for column in BY_KEY[tab].columns}
    return {headers.get(key, key): plain(value, inline=1 << 30) for key, value in cells.items() if value != ""}


def _jsonable(value: Any) -> Any:
    """The same with dates as text and nothing blank."""
    if isinstance(value, Mapping):
        return {
            key: made for key, item in value.items() if (made := _jsonable(item)) not in ("", None, [], {}, 0, False)
        }
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
