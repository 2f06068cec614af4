"""`syncer forget` and `syncer export`: one person taken out for good, or all that is held of them shown."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from syncer.core.forgotten import known_by
from syncer.core.model import Ref
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
from syncer.run import Parts, Stages, Thought, think
from syncer.run import run as run_once

Sure = Callable[[Held], bool]
"""Shown whom it is about; whether to go on."""


@dataclass(frozen=True, slots=True)
class Here:
    """This machine: where marks are kept, where old versions may lie, and how to drop what sources keep of people."""

    state_dir: Path
    copies: tuple[str, ...]
    drop_kept: Callable[[], None]


def export(parts: Parts, person: str, today: date | None, stages: Stages) -> Mapping[str, Any]:
    """All that is held of one person, as one JSON object; names and addresses on purpose."""
    _, held = _held(parts, person, today, stages)
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


def forget(parts: Parts, here: Here, person: str, sure: Sure, today: date | None, stages: Stages) -> ForgetReport:
    """Take a person out of the workbook and its memory, and have them left out for ever.

    ``SafetyStop`` E-FORGET-PARTIAL while a source cannot be read: what names the person could not all be found.
    """
    thought, held = _held(parts, person, today, stages)
    if thought.gathered.failures:
        left = ", ".join(failure.source for failure in thought.gathered.failures)
        raise SafetyStop(
            f"A source was left out ({left}), so not everything that names this person can be found. See `syncer "
            "check`; mend it, or take it out of the settings, and forget again. Nothing was written.",
            code="E-FORGET-PARTIAL",
        )
    if not sure(_shown(held)):
        return ForgetReport(held.person_id, called_off=True)
    return _forget(parts, here, thought, held, today, stages)


def _held(parts: Parts, person: str, today: date | None, stages: Stages) -> tuple[Thought, Dossier]:
    gathered = fetch(parts.sources, lambda name: stages.enter(f"read {name}"))
    thought = think(parts, gathered, today, frozenset(), stages)
    return thought, dossier(parts.workbook.read(), thought, person)


def _shown(held: Dossier) -> Held:
    rows = tuple((BY_KEY[tab].title, row.number) for tab, row in held.rows)
    records = tuple(f"{record.ref.source} ({record.place})" for record in held.records)
    return Held(held.person_id, held.name, held.names, records, rows)


def _forget(
    parts: Parts, here: Here, thought: Thought, held: Dossier, today: date | None, stages: Stages
) -> ForgetReport:
    key = with_key(parts.forgotten, here.state_dir).key
    before = replace(thought.forgotten, key=key)
    after = before.with_marks(_known_by(held))
    _, erasure = without(parts.workbook.read(), after)
    after = erasure.forgotten
    keep_marks(after, here.state_dir)  # first: should the run die, the next one finishes
    here.drop_kept()
    run_once(replace(parts, forgotten=after), today, frozenset(), stages)
    new = [row for row in erasure.standing if not before or not before.knows_row(row.row_id)]
    return ForgetReport(
        person_id=held.person_id,
        emptied=sum(edit.row_id in {row.row_id for row in new} for edit in erasure.edits),
        rows=tuple(Left(BY_KEY[row.tab].title, row.number) for row in new),
        typed=tuple(Left(one.tab, one.row, one.column) for one in held.mentions if one.typed),
        marks=len(after.marks) - len(before.marks),
        copies=here.copies,
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


def _cells(tab: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    headers = {column.key: column.header for column in BY_KEY[tab].columns}
    return {headers.get(key, key): plain(value, inline=1 << 30) for key, value in cells.items() if value != ""}


def _jsonable(value: Any) -> Any:
    """The same with dates as text and nothing blank."""
    if isinstance(value, Ref):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {
            key: made for key, item in value.items() if (made := _jsonable(item)) not in ("", None, [], {}, 0, False)
        }
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
