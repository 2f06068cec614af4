"""Companies that a member names in their settings, against those that the council speaks of. Pure."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from syncer.core.workbook.cells import fold

_NEAR = 0.82
"""Share of signs in common from which one name is a slip of another: Spotifi, Novartiss; not Initrode for Initech."""


def misspelt(named: Iterable[str], companies: Iterable[str], key: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """What is named but is no company here, and the company that it is nearly; in the order of what is named.

    ``key``: a company's text -> the same for every way to write that company. What is like no company here may be one
    that nobody has asked for yet.
    """
    known = {key(company) for company in companies}
    spelt = {written: company for company in sorted(companies) for written in (key(company), fold(company))}
    found = []
    for text in named:
        if text.strip() and key(text) not in known:
            near = [one for way in (key(text), fold(text)) for one in get_close_matches(way, sorted(spelt), 1, _NEAR)]
            found += [(text.strip(), spelt[near[0]])] if near else []
    return tuple(found)
