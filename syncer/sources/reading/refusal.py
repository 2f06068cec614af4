"""How a file source words what it will not read: where, what was found, what to do. Nothing personal is shown.

What was found is shown in at most 20 characters. Text that may be somebody's is shown by its shape only: letters
become ``a``, digits ``9``; the punctuation that explains most faults stays.
"""

import re

from syncer.core.model import Place
from syncer.errors import SourceError

SHOWN = 20
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_UNSEEN = re.compile(r"[^\x20-\x7e]")


class Refused(SourceError):
    """A ``SourceError`` that still knows its parts: one file of many may be set aside instead of all of them."""

    def __init__(self, code: str, place: Place, found: str, remedy: str) -> None:
        super().__init__(f"{place}: {found}. {remedy}", code=code)
        self.place, self.found = place, found


def refuse(code: str, place: Place, found: str, remedy: str) -> Refused:
    """The error for a source that cannot be used: code, place, what was found, what to do."""
    return Refused(code, place, found, remedy)


def masked(text: str) -> str:
    """The shape of a text that may be personal, at most 20 characters: ``Zoë 42 <x@y>`` is ``aaa 99 <a@a>``."""
    shape = _DIGIT.sub("9", _LETTER.sub("a", text[:SHOWN]))
    return _UNSEEN.sub("?", shape) + ("…" if len(text) > SHOWN else "")


def word(text: str) -> str:
    """A header or member name as written, at most 20 characters, nothing that a terminal would act on."""
    return printable(text[:SHOWN]) + ("…" if len(text) > SHOWN else "")


def printable(text: str) -> str:
    """A text without what a terminal would act on."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in text)


def listing(names: list[str], most: int = 8) -> str:
    """Names for a message: the first few, and how many more there are."""
    shown = ", ".join(word(name) for name in names[:most]) or "none"
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
