"""Exports that have grown old: who works where changes faster than people export, so a new one is asked for."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from syncer.core.model import Snapshot, SourceKind
from syncer.core.phrases import day_text

_HOW: Mapping[SourceKind, str] = {
    "linkedin": "open https://www.linkedin.com/mypreferences/d/download-my-data (Settings, Data privacy, Get a copy of "
    "your data), choose the larger archive, Request archive; a mail brings the ZIP within a day",
    "google": "open https://contacts.google.com, Export, Google CSV, Export",
    "outlook": "in Outlook: File, Open & Export, Import/Export, Export to a file, Comma Separated Values, Contacts",
    "vcard": "in the address book of your phone or computer: select all contacts, Export vCard",
}
"""Kinds that are exported, and the clicks. A sheet kept by hand is as old as its last change, which is no fault."""


def old_exports(snapshots: Iterable[Snapshot], today: date, stale_after_days: int) -> tuple[str, ...]:
    """One line for each export that is older, in the same words every day."""
    oldest = today - timedelta(days=stale_after_days)
    return tuple(
        f"{one.source}: this export is from {_day(one.as_of)}, more than {stale_after_days} days old. Get a new one: "
        f"{_HOW[one.kind]}. Put the file in place of the old one."
        for one in snapshots
        if one.as_of and one.as_of < oldest and one.kind in _HOW
    )


def _day(day: date) -> str:
    return f"{day_text(day, day)} {day.year}"
