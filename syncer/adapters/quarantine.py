"""Records that no run could read, kept on this machine so that somebody can mend them: nowhere else, for 30 days.

One JSON object a line: source, place, code, reason, the day it was first seen, and the record's own text. The text is
left out once anybody was forgotten, as nothing tells whose it is; where ``privacy.quarantine`` is off, so is all.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from syncer.core.model import Rejected
from syncer.gather import Gathered
from syncer.local import keep, read_kept
from syncer.settings import Settings
from syncer.sources.reading.limits import Limits

WORD = "quarantine"
DAYS = 30
MOST = 1_000
"""Records that are kept; a file with more of them wants another export, not mending."""
_NAMED = ("source", "place", "code", "reason", "text")


def set_aside(settings: Settings, gathered: Gathered, today: date, *, texts: bool) -> None:
    """Keep what this run set aside, and what earlier ones did within the last 30 days. ``texts``: with their words."""
    if not settings.privacy.quarantine:
        drop(settings)
        return
    before = {_name(one): one for one in _standing(settings, today)}
    now = [one for held in gathered.snapshots for one in _entries(settings, held.source, held.rejected, today, texts)]
    merged = {**before, **{_name(one): {**one, "since": before.get(_name(one), one)["since"]} for one in now}}
    kept = [one if texts else {**one, "text": ""} for one in merged.values()]
    if kept or before:
        lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in kept[-MOST:])
        keep(settings.state_dir, settings.workbook.place, WORD, lines)


def drop(settings: Settings) -> None:
    """Forget all of them."""
    if read_kept(settings.state_dir, settings.workbook.place, WORD):
        keep(settings.state_dir, settings.workbook.place, WORD, ())


def _entries(
    settings: Settings, source: str, rejected: Sequence[Rejected], today: date, texts: bool
) -> list[dict[str, str]]:
    if not rejected:
        return []
    from syncer.sources.reading.aside import raw_text

    path = next((one.path for one in settings.sources if one.name == source), None)
    limits = Limits(rows=settings.limits.rows)
    return [
        {
            "source": source,
            "place": str(one.place),
            "code": one.code,
            "reason": one.reason,
            "text": raw_text(path, one.place, limits) if path and texts else "",
            "since": today.isoformat(),
        }
        for one in rejected[:MOST]
    ]


def _standing(settings: Settings, today: date) -> list[dict[str, str]]:
    """What earlier runs kept and is not too old; a line that was damaged is dropped."""
    found = []
    for line in read_kept(settings.state_dir, settings.workbook.place, WORD):
        try:
            one = json.loads(line)
            if date.fromisoformat(one["since"]) > today - timedelta(DAYS) and all(name in one for name in _NAMED):
                found.append(one)
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _name(one: Mapping[str, str]) -> tuple[str, ...]:
    return one["source"], one["place"], one["code"]
