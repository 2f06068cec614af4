"""Lists of employers somebody wants to work for: the LAMP list of "The 2-Hour Job Search", and lists like it."""

import re
from collections.abc import Iterable, Sequence

from syncer.core.model import SuggestedTarget
from syncer.sources.reading.columns import header_key
from syncer.sources.spreadsheet.fields import LAMP, NAMES
from syncer.sources.spreadsheet.pages import Page

_POSTING = {"3": "Fresh relevant role", "2": "Open role", "1": "None", "0": "None"}
_WORDS = {"y": "Open role", "yes": "Open role", "n": "None", "no": "None", "freeze": "Hiring freeze"}
_ALIASES = re.compile(r"\s*[;|]\s*")


def read_targets(page: Page) -> tuple[tuple[SuggestedTarget, ...], int]:
    """The employers of a list, in its order, each once, and how many rows name one (the others hold a number only).

    Motivation is 1 to 5. A list whose motivations run from 0 to 3, as some LAMP lists do, is stretched to 1 to 5.
    Posting, 3 for a relevant role, 2 for any, 1 for none, becomes the words of the Targets tab.
    """
    keys = page.header.keys
    name = _first(keys, (*LAMP, *map(header_key, NAMES["company"]), "name"))
    at = {field: _first(keys, (field, *more)) for field, more in _COLUMNS.items()}
    stretch = _from_zero(row.cells[at["motivation"]] for row in page.rows) if at["motivation"] >= 0 else False
    found: dict[str, SuggestedTarget] = {}
    named = 0
    for row in page.rows:
        text = {field: row.cells[position] if position >= 0 else "" for field, position in at.items()}
        employer = row.cells[name]
        named += bool(employer)
        if employer and employer not in found:
            found[employer] = SuggestedTarget(
                name=employer,
                basis="target list",
                domain=text["domain"].casefold(),
                aliases=tuple(alias for alias in _ALIASES.split(text["aliases"]) if alias),
                motivation=_motivation(text["motivation"], stretch=stretch),
                posting=_posting(text["posting"]),
            )
    return tuple(found.values()), named


_COLUMNS = {
    "motivation": (),
    "posting": ("postings", "open role", "job posting"),
    "domain": ("website", "web site", "email domain"),
    "aliases": ("also known as", "other names"),
}


def _first(keys: Sequence[str], names: Iterable[str]) -> int:
    return next((keys.index(name) for name in names if name in keys), -1)


def _from_zero(texts: Iterable[str]) -> bool:
    values = [text for text in texts if text.isdecimal()]
    return "0" in values and max(map(int, values)) <= 3


def _motivation(text: str, *, stretch: bool) -> int | None:
    if "★" in text or "*" in text:
        text = str(text.count("★") + text.count("*"))
    if not text.isdecimal():
        return None
    value = int(text)
    if stretch:
        value = {0: 1, 1: 2, 2: 4, 3: 5}.get(value, 0)
    return value if 1 <= value <= 5 else None


def _posting(text: str) -> str:
    return _POSTING.get(text) or _WORDS.get(text.casefold()) or text
