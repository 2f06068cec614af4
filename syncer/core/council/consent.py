"""What a member lets others know, and what they get to know in return: reciprocal, and never more than either allows.

Consent is read from the member's own settings and nowhere else: no cell of a shared workbook raises it. The council
and the pool use the same rules.
"""

from collections.abc import Iterable
from enum import StrEnum


class Consent(StrEnum):
    """How much a member shares, from nothing up. The value is the word of the settings."""

    OFF = "off"
    COMPANIES = "companies"
    """At which companies they know how many people; nobody's name."""
    ON_REQUEST = "names_on_request"
    """Names too, of the companies for which the member released them after being asked."""
    NAMES = "names"

    @property
    def words(self) -> str:
        """As the shared workbook says it."""
        return _WORDS[self]


_WORDS = {
    Consent.OFF: "nothing",
    Consent.COMPANIES: "companies only",
    Consent.ON_REQUEST: "names on request",
    Consent.NAMES: "names",
}
_ORDER = tuple(Consent)
_BY_WORDS = {words: level for level, words in _WORDS.items()}


def in_words(words: str) -> Consent:
    """The level that a shared workbook says in words; ``OFF`` for words that are none, so that nothing is assumed."""
    return _BY_WORDS.get(words.strip().casefold(), Consent.OFF)


def lesser(levels: Iterable[Consent]) -> Consent:
    """The lowest of these levels: what holds for all of them. ``OFF`` where there is none."""
    return min(levels, key=_ORDER.index, default=Consent.OFF)


def between(owner: Consent, viewer: Consent) -> Consent:
    """At which level a viewer sees what an owner knows: who hides theirs loses the other's."""
    return lesser((owner, viewer))


def tells_names(owner: Consent, common: Consent, *, asked: bool, released: bool) -> bool:
    """Whether an owner's names for one company may stand where everybody at ``common`` level or above can read them.

    ``common``: the lowest level of all who read it. ``asked``: somebody asked for these names. ``released``: the
    owner's settings name the company.
    """
    if lesser((owner, common)) in (Consent.OFF, Consent.COMPANIES):
        return False
    if owner is Consent.ON_REQUEST:
        return released
    return common is Consent.NAMES or asked or released
