"""Who the user is, from their own Profile, Email Addresses, Positions and Education."""

from collections import Counter
from collections.abc import Iterable

from syncer.core.model import Me, Position
from syncer.core.normalise.dates import TENURE, parse_partial
from syncer.sources.linkedin.siblings import Fields, Siblings
from syncer.sources.reading.columns import Column

_PROFILE = (Column("first", ("First Name",), required=True), Column("last", ("Last Name",), required=True))
_EMAILS = (Column("email", ("Email Address",), required=True),)
_POSITIONS = (
    Column("employer", ("Company Name", "Company"), required=True),
    Column("title", ("Title", "Position")),
    Column("started", ("Started On",)),
    Column("ended", ("Finished On",)),
)
_EDUCATION = (
    Column("employer", ("School Name", "School"), required=True),
    Column("title", ("Degree Name",)),
    Column("started", ("Start Date",)),
    Column("ended", ("End Date",)),
)


def read_me(siblings: Siblings) -> Me:
    """The user, as far as their export says. The profile is not in these files; invitations and messages tell it."""
    names = [f"{row['first']} {row['last']}".strip() for row in siblings.rows("profile", _PROFILE)]
    emails = [row["email"].casefold() for row in siblings.rows("email addresses", _EMAILS)]
    return Me(
        name=names[0] if names else "",
        emails=tuple(sorted({email for email in emails if "@" in email})),
        positions=_positions(siblings.rows("positions", _POSITIONS), siblings, "Positions.csv"),
        schools=_positions(siblings.rows("education", _EDUCATION), siblings, "Education.csv"),
    )


def _positions(rows: Iterable[Fields], siblings: Siblings, file: str) -> tuple[Position, ...]:
    """Jobs or schools in file order. Exports repeat some jobs: the same one twice is one."""
    found: Counter[Position] = Counter()
    unread = 0
    for row in rows:
        started, ended = (row.get(key, "") for key in ("started", "ended"))
        position = Position(
            employer=row["employer"],
            title=row.get("title", ""),
            started=parse_partial(started, TENURE),
            ended=parse_partial(ended, TENURE),
            current=not ended,
        )
        unread += bool(started and not position.started) + bool(ended and not position.ended)
        if position.employer:
            found[position] += 1
    if unread:
        siblings.notes.append(f"{file}: {unread} dates could not be read and are left out")
    return tuple(found)
