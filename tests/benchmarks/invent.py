"""Invents a job seeker's data of any size: ``python -m tests.benchmarks.invent FOLDER 5000``.

``count`` records in all: 64 % LinkedIn connections, 24 % Google contacts, 12 % phone cards. Seven in ten of the
Google and phone records are people who are connections too, so about a quarter of all records are a second or third
record of somebody. Employers follow Zipf's law over one name for eight people; about one in 25 people works, or
worked, at one of 40 targets, written in the ways people write. One connection in five has messages (six on average).
Everything is seeded: same count, same files.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product
from pathlib import Path
from random import Random

from tests.samples import address_books, linkedin
from tests.samples.cast import Fields
from tests.samples.filler import EMPLOYERS, LAST, Filler, people, pick

ARCHIVE = "Complete_LinkedInDataExport_10-30-2026.zip"
MADE = date(2026, 10, 30)
ME = ("Dana Whitlock", linkedin.url("dana-whitlock-ex1001"))
TARGETS = (
    "Stripe,Google,Spotify,Airbnb,Siemens,Microsoft,Delta Air Lines,Novartis,IKEA,Amazon,JPMorgan Chase,Target,Apple,"
    "Netflix,Salesforce,Adobe,Oracle,SAP,IBM,Intel,Cisco,Nvidia,Tesla,Boeing,Airbus,Pfizer,Roche,Unilever,Nestlé,"
    "PepsiCo,Walmart,Costco,Nike,Adidas,Deloitte,Accenture,HSBC,Barclays,Shopify,Zalando"
)
DOMAINS = {"Delta Air Lines": "delta.com", "JPMorgan Chase": "jpmorganchase.com", "Nestlé": "nestle.com"}
WAYS = ("{}", "{}", "{}", "{}", "{} Inc.", "{} Ltd", "@{}", "ex-{}", "{} (Ireland)", "{} | Hiring!", "{} via Adecco")
SETTINGS = """state_dir = "state"
[[sources]]
name = "linkedin"
kind = "linkedin"
path = "{archive}"
[[sources]]
name = "google"
kind = "google_csv"
path = "google-contacts.csv"
[[sources]]
name = "phone"
kind = "vcard"
path = "phone.vcf"
[workbook]
path = "outreach.xlsx"
[targets]
path = "targets.csv"
"""


def invent(folder: Path, count: int, changes: int = 0) -> None:
    """Writes archive, address books, targets and settings. ``changes``: two in three of so many connections have
    another employer, the rest are new."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(count)
    crowd = list(islice(invented_crowd(rng, count), round(count * 0.64) + round(count * 0.36 * 0.3) + 1 + changes))
    crowd, fresh = crowd[: len(crowd) - changes], crowd[len(crowd) - changes :]
    connected = crowd[: round(count * 0.64)]
    google, cards = _address_books(Random(count + 1), connected, crowd[len(connected) :], count)
    _write_archive(folder, _changed(connected, fresh))
    (folder / "google-contacts.csv").write_text(address_books.google_csv(google), encoding="utf-8", newline="")
    (folder / "phone.vcf").write_text("".join(map(address_books.vcard, cards)), encoding="utf-8", newline="")
    _write_targets(folder / "targets.csv")
    (folder / "syncer.toml").write_text(SETTINGS.format(archive=ARCHIVE), encoding="utf-8")


def invented_crowd(rng: Random, count: int) -> Iterator[Filler]:
    """People with names of a skewed list of surnames; strangers of one name occur."""
    surnames = [*LAST, *(a + b for a, b in product(("Nor", "Hal", "Vel", "Kor", "Bran", "Os"), map(str.lower, LAST)))]
    ends = ("Labs", "Foods", "Partners", "Studio", "Works", "Care", "Logistics", "Media")
    coined = (f"{name}{part} {end}" for name, end, part in product(LAST, ends, ("", "wick", "mere", "field")))
    employers = [*EMPLOYERS, *islice(coined, max(0, count // 8 - len(EMPLOYERS)))]
    names = TARGETS.split(",")
    for one in people(rng, date(2009, 1, 1), MADE, surnames, employers):
        at_target = rng.random() < 0.04
        yield replace(one, company=pick(rng, WAYS).format(pick(rng, names))) if at_target else one


def _address_books(
    rng: Random, connected: Sequence[Filler], others: Sequence[Filler], count: int
) -> tuple[list[Fields], list[Fields]]:
    known, strangers = iter(connected[::2]), iter(others)

    def somebody(wanted: int) -> Iterator[Filler]:
        for number in range(wanted):
            found = next(strangers if number % 10 >= 7 else known, None)
            if found:
                yield found

    google = [_google(rng, one) for one in somebody(round(count * 0.24))]
    return google, [_card(one) for one in somebody(round(count * 0.12))]


def _google(rng: Random, one: Filler) -> Fields:
    record: Fields = {"first": one.first, "last": one.last, "labels": "* myContacts"}
    if rng.random() < 0.8:
        record["emails"] = [["* Home", one.email]]
    if rng.random() < 0.6 or "emails" not in record:
        record["phones"] = [["Mobile", one.phone]]
    if rng.random() < 0.5:
        record |= {"org": one.company, "title": one.title}
    return record


def _card(one: Filler) -> Fields:
    version = "2.1" if int(one.slug[-1]) % 3 == 0 else "3.0"
    name = {"fn": f"{one.first} {one.last}", "n": f"{one.last};{one.first};;;"}
    return {"version": version, **name, "org": one.company, "phones": [one.phone], "emails": [one.email]}


def _changed(connected: Sequence[Filler], fresh: Sequence[Filler]) -> list[Filler]:
    """One third of the changes are new people, the rest took the employer of somebody else."""
    new = fresh[: len(fresh) // 3]
    moved = len(fresh) - len(new)
    step = max(1, len(connected) // max(1, moved))
    places = {number * step for number in range(moved)}
    return [*(_moved(one) if number in places else one for number, one in enumerate(connected)), *new]


def _moved(one: Filler) -> Filler:
    return replace(one, company="Mossgate Energy" if one.company != "Mossgate Energy" else "Stripe")


def _write_archive(folder: Path, connected: Sequence[Filler]) -> None:
    rows = [_connection(one) for one in connected]
    talks = [
        linkedin.Talk(f"{one.first} {one.last}", one.slug, 1 + number % 5, 1 + number % 7, date(2026, 9, 1))
        for number, one in enumerate(connected[::5])
    ]
    job = ("Larkspur Freight", "Senior Product Operations Manager", "", "Chicago", "Mar 2021", "Aug 2026")
    members = {
        "Connections.csv": linkedin.connections(rows),
        "messages.csv": linkedin.table(linkedin.MESSAGES, linkedin.messages(ME, talks), quote_all=True),
        "Positions.csv": linkedin.table("Company Name,Title,Description,Location,Started On,Finished On", [job]),
        "Profile.csv": linkedin.table("First Name,Last Name,Headline", [(*ME[0].split(), "Looking")]),
    }
    linkedin.archive(folder / ARCHIVE, members, MADE)


def _connection(one: Filler) -> linkedin.Row:
    email = one.email if int(one.slug[-5:]) % 17 == 0 else ""
    return (one.first, one.last, linkedin.url(one.slug), email, one.company, one.title, linkedin.day(one.connected))


def _write_targets(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("name", "domain", "aliases", "motivation"))
        for number, name in enumerate(TARGETS.split(",")):
            writer.writerow((name, DOMAINS.get(name, f"{name.lower()}.com"), "", 1 + number % 5))


if __name__ == "__main__":
    invent(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
