"""What to say where a name that somebody gave fits several people: one line each, with what tells them apart."""

from collections.abc import Iterable
from typing import NamedTuple

_MOST = 10


class Choice(NamedTuple):
    """One of the people who could be meant."""

    id: str
    name: str
    employer: str = ""
    title: str = ""


def several(choices: Iterable[Choice]) -> str:
    """A list of them, by name, and how to choose."""
    people = sorted(choices, key=lambda one: (one.name.casefold(), one.employer.casefold(), one.id))
    shown = people[:_MOST]
    wide = max((len(one.id) for one in shown), default=0)
    lines = "".join(f"\n  {one.id:<{wide}}  {one.name}, {_work(one)}" for one in shown)
    more = f"\n  and {len(people) - _MOST} more" if len(people) > _MOST else ""
    how = "give more of the name, or the id in place of it"
    return f"{len(people)} people could be meant; {how}:{lines}{more}"


def _work(one: Choice) -> str:
    return ", ".join(part for part in (one.title, one.employer) if part) or "no employer"
