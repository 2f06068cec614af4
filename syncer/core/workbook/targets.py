"""The first fill of Targets: companies from a list, or that the user's own data points at."""

from collections.abc import Iterable

from syncer.core.model import SuggestedTarget
from syncer.core.outreach import Target
from syncer.core.workbook.cells import clean, fold
from syncer.core.workbook.rows import new_mark


def seed_targets(suggested: Iterable[SuggestedTarget]) -> tuple[Target, ...]:
    """Targets with ids that stay the same, in the order given; a company named twice is taken once, the first way."""
    found: dict[str, Target] = {}
    taken: dict[str, object] = {}
    for each in suggested:
        name = clean(each.name)
        if not name or fold(name) in found:
            continue
        mark = new_mark("t_", taken, "target", fold(name))
        taken[mark] = None
        found[fold(name)] = Target(
            id=mark,
            name=name,
            domain=each.domain,
            aliases=each.aliases,
            motivation=each.motivation,
            posting=each.posting,
        )
    return tuple(found.values())
