"""Seeded invented people who fill the sample address books around the hand-written cast.

Only ``Random.random`` is used, whose sequence Python promises to keep, so that every version makes the same files.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

_POOLS = tomllib.loads(Path(__file__).with_name("pools.toml").read_text(encoding="utf-8"))


def _pool(name: str, separator: str | None = None) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in _POOLS[name].split(separator))


FIRST, LAST, AREAS = _pool("first"), _pool("last"), _pool("areas")
EMPLOYERS, TITLES = _pool("employers", ","), _pool("titles", ",")
FORMS = ("", "", "", "", "", "", " Ltd", " Inc.")
"""How a person writes the legal form of an employer: mostly not at all."""
CITIES = ("Chicago", "London", "Dublin", "Boston", "Seattle", "Stockholm", "Berlin", "Lagos")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filler:
    """One invented person: what LinkedIn would show, and the private e-mail and phone their other records share."""

    first: str
    last: str
    slug: str
    company: str
    title: str
    connected: date
    email: str
    phone: str
    city: str


def pick(rng: Random, items: Sequence[T]) -> T:
    """One item, evenly."""
    return items[int(rng.random() * len(items))]


def skewed(rng: Random, items: Sequence[T]) -> T:
    """One item; the first are the likeliest, about as Zipf's law has it."""
    return items[int(len(items) ** rng.random()) - 1]


def phone(number: int) -> str:
    """The n-th number of the ranges kept for fiction (555-0100 to 555-0199 of each area); 8,000 before one repeats."""
    return f"+1 {AREAS[number % len(AREAS)]}-555-{100 + number // len(AREAS) % 100:04d}"


def people(
    rng: Random, start: date, end: date, surnames: Sequence[str] = LAST, employers: Sequence[str] = EMPLOYERS
) -> Iterator[Filler]:
    """Endless invented people connected between two days."""
    number = 0
    while True:
        number += 1
        first, last = pick(rng, FIRST), pick(rng, surnames)
        yield Filler(
            first=first,
            last=last,
            slug=f"{first}-{last}-ex{number:05d}".lower(),
            company=skewed(rng, employers) + pick(rng, FORMS),
            title=pick(rng, TITLES),
            connected=start + timedelta(days=int(rng.random() * (end - start).days)),
            email=f"{first}.{last}{number}@example.{pick(rng, ('com', 'org', 'net'))}".lower(),
            phone=phone(number),
            city=pick(rng, CITIES),
        )
