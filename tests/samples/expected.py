"""What a run over the samples must find, as data, and the table of the cast for people."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.samples.cast import Cast, Fields, Person
from tests.samples.filler import Filler
from tests.samples.linkedin import LINES, url

TEMPLATE = Path(__file__).with_name("README.template.md")
Handle = dict[str, str]
"""Which record: ``source`` (linkedin, google, vcard, sheet), ``name`` as written, and ``profile``, ``email`` or
``phone`` as written where the name alone is not enough."""


def expected(cast: Cast, pairs: Sequence[tuple[Filler, str, Fields]]) -> dict[str, Any]:
    """The content of expected.json."""
    by_key = {person.key: person for person in cast.people}
    return {
        "today": "2026-11-02",
        "one_person": [list(handles(person)) for person in cast.people if len(list(handles(person))) > 1],
        "also_one_person": [[_filler(one), _other(source, made)] for one, source, made in pairs],
        "apart": [
            [left, right]
            for keys in cast.apart
            for one, other in combinations(keys, 2)
            for left in handles(by_key[one])
            for right in handles(by_key[other])
        ],
        "me": [_google(cast.me["google"]), _card(cast.me["card"])],
        "hidden_members": 7,
        "company_cards": 3,
        "paths": [
            {"person": next(handles(person)), "target": person.target, "path": person.path}
            for person in cast.people
            if person.target
        ],
        "no_path": [next(handles(person)) for person in cast.people if person.no_target],
        "not_there_now": [
            {"person": next(handles(person)), "target": person.not_now} for person in cast.people if person.not_now
        ],
        "in_first_ten": [next(handles(person)) for person in cast.people if person.top],
        "nobody_at": ["Novartis"],
        "never_kept": [*(line.splitlines()[0] for line in LINES), "NEVER-OPEN-THIS-FILE", "a private answer"],
    }


def handles(person: Person) -> Iterator[Handle]:
    """Every record of one person, LinkedIn first."""
    if person.linkedin:
        raw = person.linkedin
        yield {"source": "linkedin", "name": f"{raw['first']} {raw['last']}".strip(), "profile": url(raw["slug"])}
    yield from map(_google, person.google)
    if person.card:
        yield _card(person.card)
    if person.sheet:
        yield {"source": "sheet", "name": person.sheet["name"]}


def _google(raw: Fields) -> Handle:
    handle = {"source": "google", "name": f"{raw['first']} {raw['last']}"}
    if raw.get("emails"):
        return handle | {"email": raw["emails"][0][1]}
    return handle | {"phone": raw["phones"][0][1]}


def _card(raw: Fields) -> Handle:
    return {"source": "vcard", "name": raw["fn"], **({"phone": raw["phones"][0]} if "phones" in raw else {})}


def _filler(one: Filler) -> Handle:
    return {"source": "linkedin", "name": f"{one.first} {one.last}", "profile": url(one.slug)}


def _other(source: str, made: Fields) -> Handle:
    if source == "google":
        return _google(made)
    return _card(made) if source == "vcard" else {"source": "sheet", "name": made["name"]}


def readme(cast: Cast) -> str:
    """README.md of the samples."""
    rows = "\n".join(f"| {_who(person)} | {_where(person)} | {person.shows} |" for person in cast.people)
    return TEMPLATE.read_text(encoding="utf-8").replace("{rows}", rows)


def _who(person: Person) -> str:
    return next(handles(person))["name"].replace("|", "\\|")


def _where(person: Person) -> str:
    short = {"linkedin": "LinkedIn", "google": "Google", "vcard": "phone", "sheet": "sheet"}
    return ", ".join(short[handle["source"]] for handle in handles(person))
