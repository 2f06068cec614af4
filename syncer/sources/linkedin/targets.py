"""Companies the user's own data points at: followed, saved jobs, applications, dream companies; and the job sought.

Of an application only company, title and day are read; the user's phone and screening answers are not.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from syncer.core.model import SuggestedTarget
from syncer.core.normalise.dates import APPLIED, FOLLOWED, Shape, parse_day
from syncer.sources.linkedin.siblings import Siblings
from syncer.sources.reading.columns import Column

Basis = Literal["follows", "saved job", "applied", "dream company", "target list"]
_LISTS: tuple[tuple[str, Basis, str, str, tuple[Shape, ...]], ...] = (
    ("job applications", "applied", "Company Name", "Application Date", APPLIED),
    ("saved jobs", "saved job", "Company Name", "Saved Date", APPLIED),
    ("company follows", "follows", "Organization", "Followed On", FOLLOWED),
)
_DREAMS = (Column("companies", ("Dream Companies",), required=True), Column("titles", ("Job Titles",)))
_DAYS_OF_A_SEARCH = 365


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where the user named a company, when, and for which job."""

    basis: Basis
    company: str
    seen: date | None = None
    title: str = ""


def read_targets(siblings: Siblings) -> tuple[tuple[SuggestedTarget, ...], str]:
    """The companies and the title of the job sought, "" where nothing tells.

    One target a company and basis, with the latest day; the firmest basis first, then by name.
    """
    wanted, mentions = _mentions(siblings)
    found: dict[tuple[Basis, str], tuple[str, date | None]] = {}
    for one in mentions:
        key = one.basis, one.company.casefold()
        known, before = found.get(key, (one.company, None))
        found[key] = known, max(filter(None, (before, one.seen)), default=None)
    order = {basis: place for place, basis in enumerate(("dream company", "applied", "saved job", "follows"))}
    ranked = sorted(found, key=lambda key: (order[key[0]], key[1]))
    targets = tuple(SuggestedTarget(name=found[key][0], basis=key[0], seen=found[key][1]) for key in ranked)
    return targets, wanted or _most_often(mentions)


def _mentions(siblings: Siblings) -> tuple[str, list[_Mention]]:
    """The title that the user told as wanted, and every company they named."""
    found, wanted = [], ""
    for row in siblings.rows("job seeker preferences", _DREAMS):
        found += [_Mention("dream company", name) for name in _parts(row["companies"])]
        wanted = wanted or next(iter(_parts(row.get("titles", ""))), "")
    for key, basis, company, day, shapes in _LISTS:
        columns = (Column("company", (company,), required=True), Column("day", (day,)), Column("title", ("Job Title",)))
        for row in siblings.rows(key, columns):
            if row["company"]:
                seen, title = parse_day(row.get("day", ""), shapes), " ".join(row.get("title", "").split())
                found.append(_Mention(basis, row["company"], seen, title))
    return wanted, found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _most_often(mentions: Sequence[_Mention]) -> str:
    """The title saved and applied for most often in the year before the last time, the latest among equals."""
    jobs = [(one.seen, one.title) for one in mentions if one.seen and one.title]
    newest = max((seen for seen, _ in jobs), default=date.min)
    late = [(seen, title) for seen, title in jobs if (newest - seen).days <= _DAYS_OF_A_SEARCH]
    often = Counter(title.casefold() for _, title in late)
    return max(late, key=lambda job: (often[job[1].casefold()], job), default=(newest, ""))[1]
