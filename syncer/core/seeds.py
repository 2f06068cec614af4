"""The first fill of the Targets tab: the list a person gave, or what their own data points at."""

from collections.abc import Iterable

from syncer.core.model import SuggestedTarget
from syncer.core.outreach import Target
from syncer.core.workbook.cells import digest, fold

MOST = 40
"""Companies suggested at most: the length of a LAMP list (The 2-Hour Job Search)."""
_STRENGTH = ("target list", "dream company", "applied", "saved job", "follows")


def seed_targets(given: Iterable[SuggestedTarget], suggested: Iterable[SuggestedTarget]) -> tuple[Target, ...]:
    """Targets for an empty Targets tab, one a company: the given list in its order, else the strongest suggestions.

    Suggestions are ordered by where they come from (a list of one's own, dream companies, applications, saved jobs,
    follows), then the newest first.
    """
    listed = list(given)
    if not listed:
        newest = sorted(suggested, key=lambda one: (-(one.seen.toordinal() if one.seen else 0), one.name))
        listed = sorted(newest, key=lambda one: _STRENGTH.index(one.basis))
    unique: dict[str, SuggestedTarget] = {}
    for one in listed:
        unique.setdefault(fold(one.name), one)
    chosen = list(unique.values())
    return tuple(_target(one) for one in (chosen if given else chosen[:MOST]))


def _target(one: SuggestedTarget) -> Target:
    return Target(
        id="t_" + digest("target", fold(one.name)),
        name=one.name,
        domain=one.domain,
        aliases=one.aliases,
        motivation=one.motivation,
        posting=one.posting,
    )
