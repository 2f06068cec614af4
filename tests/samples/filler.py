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


FIRST, LAST = _pool("first"), _pool("last")
EMPLOYERS, TITLES, INSIDERS = _pool("employers", ","), _pool("titles", ","), _pool("insiders", ",")
FORMS = ("", "", "", "", "", "", " Ltd", " Inc.")
"""How a person writes the legal form of an employer: mostly not at all."""
FRANCE = ("1 99 00", "2 61 91", "3 53 01", "4 65 71", "5 36 49")
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
    """The n-th number of ranges kept for fiction: 1,000 of London (Ofcom), then 50,000 of France (Arcep).

    Their last seven digits differ too, which 555-0100 to 555-0199 of so many areas would not.
    """
    if number < 1_000:
        return f"+44 20 7946 0{number:03d}"
    area, rest = divmod(number - 1_000, 10_000)
    return f"+33 {FRANCE[area % 5]} {rest // 100:02d} {rest % 100:02d}"


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


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
            email=f"{first}.{last}@mail-{_letters(number)}.example".lower(),
            phone=phone(number),
            city=pick(rng, CITIES),
        )
