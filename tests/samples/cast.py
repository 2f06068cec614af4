"""The hand-written cast (``cast.toml``) as values."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("cast.toml")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """One invented human and every record of theirs. The comment at the top of ``cast.toml`` explains the keys."""

    key: str
    shows: str
    linkedin: Fields = field(default_factory=dict)
    google: tuple[Fields, ...] = ()
    card: Fields = field(default_factory=dict)
    sheet: Fields = field(default_factory=dict)
    messages: tuple[int, int, date] | None = None
    invited: str = ""
    endorsed: str = ""
    recommended: tuple[str, str, str] | None = None
    recommended_by_you: tuple[str, str, str] | None = None
    note: str = ""
    target: str = ""
    path: str = ""
    top: bool = False
    no_target: bool = False
    not_now: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone, the user first, and who must be kept apart."""

    me: Fields
    people: tuple[Person, ...]
    apart: tuple[tuple[str, ...], ...]


def load() -> Cast:
    """The cast as written in ``cast.toml``; an unknown key is a ``TypeError``."""
    text = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Cast(text["me"], tuple(map(_person, text["person"])), tuple(tuple(group["keys"]) for group in text["apart"]))


def _person(raw: Fields) -> Person:
    google = raw.get("google", [])
    messages = raw.get("messages")
    shaped: Fields = {
        "google": tuple(google) if isinstance(google, list) else (google,),
        "messages": (messages[0], messages[1], date.fromisoformat(messages[2])) if messages else None,
        **{key: tuple(raw[key]) for key in ("recommended", "recommended_by_you") if key in raw},
    }
    return Person(**{**raw, **shaped})
