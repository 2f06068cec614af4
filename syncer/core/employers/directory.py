"""Which firm of the curated table a name or a domain means, and which part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from syncer.core.employers import domains
from syncer.core.employers.knowledge import Organisation
from syncer.core.employers.normalise import Cleaner, joined


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the table: the firm's number, and its part's, -1 for none. ``left``: the part has left the group."""

    organisation: int = -1
    part: int = -1
    left: bool = False


class Directory:
    """The curated table by name key and by registrable domain. A firm's own name outranks the same name of a part."""

    def __init__(self, organisations: Sequence[Organisation], cleaner: Cleaner) -> None:
        self.organisations = organisations
        self.by_key: dict[str, Standing] = {}
        self.by_domain: dict[str, Standing] = {}
        self.not_it: dict[str, set[int]] = {}
        self.parents: dict[int, int] = {}
        self._cleaner = cleaner
        self._by_raw = {joined(cleaner.raw_words(firm.name)): number for number, firm in enumerate(organisations)}
        self._firms = {cleaner.key(firm.name): number for number, firm in enumerate(organisations)}
        for number, firm in enumerate(organisations):
            self._add_parts(number, firm)
        for number, firm in enumerate(organisations):
            self._add_firm(number, firm)
        self.by_key.pop("", None)
        for number, firm in enumerate(organisations):
            above = self.by_key.get(cleaner.key(firm.parent)) if firm.parent else None
            if above and above.organisation != number:
                self.parents[number] = above.organisation

    def standing(self, name_key: str, domain: str) -> Standing:
        """The firm a target means. Where its name and its domain mean different firms, none."""
        by_name = self.by_key.get(name_key)
        by_domain = self.by_domain.get(domains.registrable(domain)) if domain else None
        if by_name is None or by_name.left:
            return by_domain or Standing()
        if by_domain is not None:
            if by_domain.part < 0 and self._cleaner.key(self.organisations[by_domain.organisation].name) == name_key:
                return by_domain  # two firms of one name: Merck & Co, Merck KGaA
            return by_name if by_domain.organisation == by_name.organisation else Standing()
        known = self.organisations[by_name.organisation].domains
        label = domains.label(domain) if domain else ""
        strange = label and known and label not in {name_key, *map(domains.label, known)}
        return Standing() if strange else by_name

    def other_by_form(self, raw_key: str, organisation: int) -> bool:
        """Whether a name with its legal form is another firm's: "Merck KGaA" beside Merck & Co."""
        return organisation >= 0 and self._by_raw.get(raw_key, organisation) != organisation

    def _add_parts(self, number: int, firm: Organisation) -> None:
        for at, part in enumerate(firm.parts):
            standing = Standing(number, at, bool(part.until))
            own = self._firms.get(self._cleaner.key(part.name), number)
            if own != number and not part.until:
                standing = Standing(own)  # a part with a row of its own: Flipkart in Walmart
            for name in (part.name, *part.aliases):
                key = self._cleaner.key(name)
                held = self.by_key.get(key)
                if held is None or (held.left and not standing.left):
                    self.by_key[key] = standing
            if not part.until:
                for domain in part.domains:  # the table holds registrable ones
                    self.by_domain.setdefault(domain, standing)
        for name in firm.not_it:
            self.not_it.setdefault(self._cleaner.key(name), set()).add(number)

    def _add_firm(self, number: int, firm: Organisation) -> None:
        for at, name in enumerate((firm.name, *firm.aliases, *firm.native, *firm.former)):
            key = self._cleaner.key(name)
            held = self.by_key.get(key)
            if at == 0 or held is None or held.left or (held.part >= 0 and held.organisation == number):
                self.by_key[key] = Standing(number)
        for domain in firm.domains:
            self.by_domain[domain] = Standing(number)
