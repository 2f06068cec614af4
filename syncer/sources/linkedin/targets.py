"""Companies the user's own data points at: followed, saved jobs, applications, dream companies.

Of an application only the company and the day are read; the user's phone and screening answers are not.
"""

from collections.abc import Iterator
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
_DREAMS = (Column("companies", ("Dream Companies",), required=True),)


def read_targets(siblings: Siblings) -> tuple[SuggestedTarget, ...]:
    """One per company and basis, with the latest day; the firmest basis first, then by name."""
    found: dict[tuple[Basis, str], tuple[str, date | None]] = {}
    for basis, name, seen in _mentions(siblings):
        key = basis, name.casefold()
        known, before = found.get(key, (name, None))
        found[key] = known, max(filter(None, (before, seen)), default=None)
    order = {basis: place for place, basis in enumerate(("dream company", "applied", "saved job", "follows"))}
    ranked = sorted(found, key=lambda key: (order[key[0]], key[1]))
    return tuple(SuggestedTarget(name=found[key][0], basis=key[0], seen=found[key][1]) for key in ranked)


def _mentions(siblings: Siblings) -> Iterator[tuple[Basis, str, date | None]]:
    for row in siblings.rows("job seeker preferences", _DREAMS):
        for name in row["companies"].split("|"):
            if name.strip():
                yield "dream company", name.strip(), None
    for key, basis, company, day, shapes in _LISTS:
        columns = (Column("company", (company,), required=True), Column("day", (day,)))
        for row in siblings.rows(key, columns):
            if row["company"]:
                yield basis, row["company"], parse_day(row.get("day", ""), shapes)
