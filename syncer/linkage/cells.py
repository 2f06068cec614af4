"""What the cells of a table of contacts say: addresses, numbers and days as people and programs write them."""

import re
from functools import lru_cache
from typing import Any

from syncer.core.identity.features import distinct, phone_tail
from syncer.core.normalise.dates import BIRTHDAY, parse_partial
from syncer.core.normalise.emails import email_key

_STARTS = {
    **{kind: (kind,) for kind in ("linkedin", "google", "outlook", "vcard")},
    "sheet": ("sheet", "spreadsheet", "csv", "xls"),
}
"""Kind -> how a source of it is named."""
_EXTENSION = re.compile(r"(?:ext\.?|x|#)\s*\d+\s*$", re.IGNORECASE)


def text(value: Any) -> str:
    """The cell as text, as it stands; ``""`` for none."""
    return "" if value is None else str(value).strip() if not isinstance(value, str) else value


def several(value: Any) -> tuple[str, ...]:
    """The values of a list, or of a text with ``;`` between them."""
    if not value:
        return ()
    parts = value.split(";") if isinstance(value, str) else map(text, value)
    return tuple(filter(None, map(str.strip, parts)))


def emails(value: Any) -> tuple[str, ...]:
    """Keys of the usable e-mail addresses."""
    return distinct(map(email_key, several(value)))


def phones(value: Any) -> tuple[str, ...]:
    """The numbers by their last digits, extensions off."""
    return tuple(phone_tail(_EXTENSION.split(phone)[0]) for phone in several(value))


def birthday(value: Any) -> str:
    """``1980-05-14``, unknown parts as zeros; a text in no known shape as it stands."""
    day = text(value)
    if not day.strip():
        return ""
    known = parse_partial(day.partition("T")[0].partition(" 00:")[0], BIRTHDAY)
    return f"{known.year:04d}-{known.month:02d}-{known.day:02d}" if known else day.strip()


@lru_cache(maxsize=1 << 10)
def known_kind(source: str) -> str:
    """The kind that a source is named after (``linkedin_connections``); ``""`` for none we know."""
    folded = source.strip().casefold()
    return next((kind for kind, starts in _STARTS.items() if folded.startswith(starts)), "")


def kind(source: str) -> str:
    """``known_kind``; a source of no known kind is a sheet."""
    return known_kind(source) or "sheet"
