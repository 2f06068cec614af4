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
DRAMA = tuple(f"+44 {area}" for area in ("113 496 0", "114 496 0", "116 496 0", "117 496 0", "118 496 0", "121 496 0"))
DRAMA += tuple(f"+44 {area}" for area in ("131 496 0", "141 496 0", "151 496 0", "161 496 0", "191 498 0", "20 7946 0"))
DRAMA += ("+49 30 23125 ", "+49 89 99998 ")
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
    """The n-th number of the ranges kept for fiction: 555-0100 to 555-0199 of 80 areas, then the drama numbers of
    Ofcom and the Bundesnetzagentur.

    22,000 before one repeats.
    """
    if (number := number % 22_000) < 8_000:
        return f"+1 {AREAS[number % 80]}-555-{100 + number // 80:04d}"
    return f"{DRAMA[number // 1_000 - 8]}{number % 1_000:03d}"


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
