"""The domain of a target that was named without one, where the curated table has it."""

from collections.abc import Iterable
from dataclasses import replace

from syncer.core.employers import domains
from syncer.core.employers.knowledge import Knowledge, Organisation
from syncer.core.employers.match import directory_of
from syncer.core.model import SuggestedTarget


def with_domains(suggested: Iterable[SuggestedTarget], knowledge: Knowledge) -> tuple[SuggestedTarget, ...]:
    """The same targets; a blank domain is filled where the name is a known firm's, not a part's, and has one."""
    cleaner, directory = directory_of(knowledge)

    def domain_of(target: SuggestedTarget) -> str:
        key = cleaner.key(target.name)
        standing = directory.standing(key, "")
        if standing.organisation < 0 or standing.part >= 0:
            return ""
        return _main_domain(directory.organisations[standing.organisation], key)

    return tuple(target if target.domain else replace(target, domain=domain_of(target)) for target in suggested)


def _main_domain(firm: Organisation, key: str) -> str:
    """The checked domain that says the name, else the first one; "" for none."""
    checked = [domain for domain in firm.domains if domain not in firm.review_domains]
    said = [domain for domain in checked if domains.label(domain).replace("-", "") == key]
    return min(said or checked[:1], key=lambda domain: (not domain.endswith(".com"), domain), default="")
