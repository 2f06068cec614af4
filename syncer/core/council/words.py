"""What one member can open for another, in words. The council and the pool say it alike."""

from collections.abc import Sequence

MOST_NAMES = 5
"""Names that a sentence tells; the rest are counted."""


def introduction(member: str, company: str, now: int, before: int, names: str = "", circle: str = "council") -> str:
    """``Dana (council) knows 2 people at Acme``. ``now``, ``before``: people there today, and who left.

    ``names``: as ``listed`` says them, only what the member consents to. ``circle``: council or pool.
    """
    told = f": {names}" if names else ""
    return f"{member} ({circle}) knows {whom(company, now, before)}{told}"


def whom(company: str, now: int, before: int) -> str:
    """``2 people at Acme and 1 who worked there``; "nobody at Acme" where there is none."""
    if now and before:
        return f"{_people(now)} at {company} and {before} who worked there"
    if before:
        return f"{_people(before)} who worked at {company}"
    return f"{_people(now) if now else 'nobody'} at {company}"


def opener(member: str, now: int, before: int) -> str:
    """``Dana (2 now, 1 before)``: a member beside a company, in as few words as a table has room for."""
    if not before:
        return f"{member} ({now})"
    return f"{member} ({f'{now} now, ' if now else ''}{before} before)"


def listed(names: Sequence[str], known: int = 0) -> str:
    """``Priya Raman, Tom Berg and 3 more``. ``known``: how many there are, where they are more than the names."""
    shown = names[:MOST_NAMES]
    more = max(known, len(names)) - len(shown)
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1] if shown else "")))


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
