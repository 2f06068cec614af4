"""Makes ``config/samples/`` and ``expected.json``: ``python -m tests.samples.make``. Same code, same bytes.

One invented user (Dana Whitlock, product operations, between jobs) and the address books of a working life: the cast
of ``cast.toml`` in every interesting overlap, among seeded filler people.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from tests.samples import address_books, expected, linkedin, members, sheet
from tests.samples.cast import Cast, Fields, Person, load
from tests.samples.filler import INSIDERS, Filler, people, pick

FOLDER = Path(__file__).parents[2] / "config" / "samples"
EXPECTED = Path(__file__).with_name("expected.json")
MADE = date(2026, 10, 30)
ARCHIVE = "Complete_LinkedInDataExport_10-30-2026.zip"
GOOGLE, PHONE, SHEET = "google-contacts.csv", "phone.vcf", "people-i-know.xlsx"
CONNECTIONS = 400
EACH = 17
"""One filler person in so many works, or worked, at a target."""
HIDDEN = 7
"""Rows of Connections.csv that hold only a date: members who closed or hid their profile."""
COMPANY_CARDS = (
    {"version": "3.0", "fn": "Lakeview Dental Care", "org": "Lakeview Dental Care", "phones": ["773-555-0133"]},
    {"version": "3.0", "fn": "Maple Street Garage", "org": "Maple Street Garage", "phones": ["773-555-0186"]},
    {"version": "3.0", "fn": "Tully Gardens", "org": "Tully Gardens", "phones": ["847-555-0115"]},
)


@dataclass(frozen=True, slots=True)
class World:
    """All that the files are written from. ``filler``: LinkedIn connections; ``shared``: those also in other books."""

    cast: Cast
    filler: tuple[Filler, ...]
    google: tuple[Fields, ...]
    cards: tuple[Fields, ...]
    rows: tuple[Fields, ...]
    pairs: tuple[tuple[Filler, str, Fields], ...]


def world() -> World:
    """The whole invented world; always the same one."""
    cast = load()
    rng = Random(20261030)
    on_linkedin = sum(bool(person.linkedin) for person in cast.people)
    crowd = _unique(people(rng, date(2011, 3, 1), MADE), 460, {_name(person) for person in cast.people})
    filler = list(crowd[: CONNECTIONS - HIDDEN - on_linkedin])
    strangers = crowd[len(filler) :]
    for number, (employer, title) in enumerate(one.split(": ") for one in INSIDERS):
        filler[number * EACH] = replace(filler[number * EACH], company=employer, title=title)
    google = [_google(one, rng, 0.9) for one in filler[::8]]
    cards = [_card(one) for one in filler[4::16]]
    rows = [_row(one, rng) for one in filler[2::30]]
    pairs = [
        *((one, "google", made) for one, made in zip(filler[::8], google, strict=True)),
        *((one, "vcard", made) for one, made in zip(filler[4::16], cards, strict=True)),
        *((one, "sheet", made) for one, made in zip(filler[2::30], rows, strict=True)),
    ]
    alone = [_google(one, rng, 0.5) for one in strangers[:26]]
    only_phone = [_card(one) for one in strangers[26:33]]
    return World(cast, tuple(filler), (*google, *alone), (*cards, *only_phone), tuple(rows), tuple(pairs))


def write(folder: Path) -> None:
    """Writes every sample file into the folder."""
    made = world()
    everyone = made.cast.people
    linkedin.archive(folder / ARCHIVE, members.members(made.cast, made.filler, HIDDEN), MADE)
    google = [made.cast.me["google"], *(record for person in everyone for record in person.google), *made.google]
    google.sort(key=lambda record: (record.get("first", ""), record.get("last", "")))
    _text(folder / GOOGLE, address_books.google_csv(google))
    cards = [made.cast.me["card"], *(person.card for person in everyone if person.card), *made.cards, *COMPANY_CARDS]
    _text(folder / PHONE, "".join(map(address_books.vcard, cards)))
    sheet.write(folder / SHEET, [_dated(row) for row in [*(p.sheet for p in everyone if p.sheet), *made.rows]], MADE)
    _text(folder / "README.md", expected.readme(made.cast))


def found() -> str:
    """What a run over the samples must find, as JSON."""
    made = world()
    return json.dumps(expected.expected(made.cast, made.pairs), indent=1, ensure_ascii=False) + "\n"


def _text(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _name(person: Person) -> tuple[str, str]:
    return person.linkedin.get("first", ""), person.linkedin.get("last", "")


def _unique(crowd: Iterable[Filler], count: int, taken: set[tuple[str, str]]) -> tuple[Filler, ...]:
    """The first people whose names nobody else has: same-name strangers are the cast's business."""
    kept: dict[tuple[str, str], Filler] = {}
    for one in islice(crowd, 20 * count):
        if (one.first, one.last) not in taken:
            kept.setdefault((one.first, one.last), one)
        if len(kept) == count:
            break
    return tuple(kept.values())


def _google(one: Filler, rng: Random, employer: float) -> Fields:
    """How the user saved somebody: a name and a number, often an e-mail; the employer with this probability."""
    record: Fields = {"first": one.first, "last": one.last, "labels": "* myContacts", "phones": [["Mobile", one.phone]]}
    if rng.random() < 0.7:
        record["emails"] = [["* Home", one.email]]
    if rng.random() < employer:
        record |= {"org": one.company, "title": one.title}
    return record


def _card(one: Filler) -> Fields:
    version = "2.1" if int(one.phone[-2:]) % 3 == 0 else "3.0"
    name = {"fn": f"{one.first} {one.last}", "n": f"{one.last};{one.first};;;"}
    return {"version": version, **name, "org": one.company, "phones": [one.phone], "emails": [one.email]}


def _row(one: Filler, rng: Random) -> Fields:
    section = pick(rng, sheet.SECTIONS[1:])
    close = pick(rng, ("A", "B", "B", "C", "C", "C", "★★", "3/5", "high", "weak", ""))
    last = MADE - timedelta(days=int(rng.random() * 1500))
    base: Fields = {"section": section, "name": f"{one.first} {one.last}", "company": one.company, "what": one.title}
    if rng.random() < 0.75:
        base["email"] = one.email
    return base | {"close": close, "last": last.isoformat(), "met": pick(rng, ("conference", "work", "course", ""))}


def _dated(row: Fields) -> Fields:
    """Dates as Excel dates, each fifth as a word for the month, and what is no date as it is."""
    last = str(row.get("last", ""))
    if last.count("-") != 2:
        return row
    value = date.fromisoformat(last)
    return row | {"last": linkedin.day(value) if len(row["name"]) % 5 == 0 else value}


def main() -> None:
    """Rewrites the committed samples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(FOLDER)
    _text(EXPECTED, found())
    print(f"wrote {', '.join(sorted(path.name for path in FOLDER.iterdir()))}")


if __name__ == "__main__":
    main()
