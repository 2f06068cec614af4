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
    return tuple(_target(one) for one in (_each_once(listed) if listed else strongest(suggested)))


def strongest(suggested: Iterable[SuggestedTarget]) -> tuple[SuggestedTarget, ...]:
    """The suggestions that fill an empty Targets tab, one a company, the strongest first."""
    newest = sorted(suggested, key=lambda one: (-(one.seen.toordinal() if one.seen else 0), one.name))
    return _each_once(sorted(newest, key=lambda one: _STRENGTH.index(one.basis)))[:MOST]


def _each_once(listed: Iterable[SuggestedTarget]) -> tuple[SuggestedTarget, ...]:
    unique: dict[str, SuggestedTarget] = {}
    for one in listed:
        unique.setdefault(fold(one.name), one)
    return tuple(unique.values())


def target_id(name: str) -> str:
    """The id that a target of this name gets when the tab is filled."""
    return "t_" + digest("target", fold(name))


def _target(one: SuggestedTarget) -> Target:
    return Target(
        id=target_id(one.name),
        name=one.name,
        domain=one.domain,
        aliases=one.aliases,
        motivation=one.motivation,
        posting=one.posting,
    )
