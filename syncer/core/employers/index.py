"""The names that mean each target, looked up by key: how matching stays linear in distinct texts.

Every target becomes a few *forms* (its name, aliases, native and former names, subsidiaries, initials, the label of its
domain). A form says what it is and whether it decides alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syncer.core.employers import domains
from syncer.core.employers.knowledge import Knowledge, Organisation, Part
from syncer.core.employers.normalise import Cleaner, joined, meaningful
from syncer.core.outreach import Target

_SHORT = 4
"""A name from a package under five letters asks, unless listed as safe."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name that means a target. ``what``: name, alias, former name, native name, subsidiary, initials, domain."""

    target: int
    what: str
    shown: str
    sure: bool = True
    plain: bool = False
    """All its words are common ones (Apple, General Electric): what stands beside them decides."""
    needs_unit: bool = False
    """Only with a school or department after it: "Harvard" in "Harvard Business School"."""
    no_region: bool = False
    """A body of the whole country: a state or city before it makes another (California Department of Justice)."""
    allowed: frozenset[str] = frozenset()
    """Words that are safe beside this name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A target's place in the knowledge: its firm, and which part of it, if it is a part."""

    organisation: int = -1
    part: int = -1


class Directory:
    """Which firm of the curated table a name or domain means."""

    def __init__(self, organisations: Sequence[Organisation], cleaner: Cleaner) -> None:
        self.organisations = organisations
        self.by_key: dict[str, Standing] = {}
        self.by_domain: dict[str, Standing] = {}
        self.not_it: dict[str, set[int]] = {}
        self.parents: dict[int, int] = {}
        for number, firm in enumerate(organisations):
            for at, part in enumerate(firm.parts):
                for name in (part.name, *part.aliases):
                    self.by_key.setdefault(cleaner.key(name), Standing(number, at))
                for domain in part.domains:
                    self.by_domain.setdefault(domains.registrable(domain), Standing(number, at))
            for name in firm.not_it:
                self.not_it.setdefault(cleaner.key(name), set()).add(number)
        for number, firm in enumerate(organisations):
            for name in (firm.name, *firm.aliases, *firm.native, *firm.former):
                self._own(cleaner.key(name), number)
            for domain in firm.domains:
                self.by_domain[domains.registrable(domain)] = Standing(number)
        self.by_key.pop("", None)
        self._link_parents(cleaner)

    def _own(self, key: str, number: int) -> None:
        held = self.by_key.get(key)
        if held is None or held.part >= 0:
            self.by_key[key] = Standing(number)

    def _link_parents(self, cleaner: Cleaner) -> None:
        for number, firm in enumerate(self.organisations):
            above = self.by_key.get(cleaner.key(firm.parent)) if firm.parent else None
            if above and above.organisation != number:
                self.parents[number] = above.organisation

    def standing(self, name_key: str, domain: str) -> Standing:
        """The firm a target means. Where name and domain disagree nothing is assumed."""
        by_name = self.by_key.get(name_key)
        by_domain = self.by_domain.get(domains.registrable(domain)) if domain else None
        if by_name and by_domain and by_name.organisation != by_domain.organisation:
            return Standing()
        if by_name:
            firm = self.organisations[by_name.organisation]
            if domain and not by_domain and firm.domains and not _same_label(domain, firm.domains):
                return Standing()
            return by_name
        return by_domain or Standing()


class TargetIndex:
    """Forms of all targets by key, word bag, initials and domain."""

    def __init__(self, targets: Sequence[Target], knowledge: Knowledge, cleaner: Cleaner, directory: Directory) -> None:
        self._cleaner, self._knowledge, self._directory = cleaner, knowledge, directory
        self._common = knowledge.vocabulary.common_heads | {
            place for place in knowledge.vocabulary.places if " " not in place
        }
        self.exact: dict[str, list[Form]] = {}
        self.bags: dict[tuple[str, ...], list[Form]] = {}
        self.initials: dict[str, list[Form]] = {}
        self.spelt_out: dict[str, list[Form]] = {}
        self.domains: dict[str, list[Form]] = {}
        self.labels: dict[str, list[Form]] = {}
        self.standings: list[Standing] = []
        self.groups: list[frozenset[int]] = []
        self.longest = 1
        for number, target in enumerate(targets):
            self._add_target(number, target)

    def add(self, name: str, form: Form) -> None:
        """Makes a name mean a target. Nothing for a name without letters."""
        words = self._cleaner.words(name)
        key = joined(words)
        if not key:
            return
        self.longest = max(self.longest, len(words))
        held = self.exact.setdefault(key, [])
        if all(other.target != form.target for other in held):
            held.append(form)
            if len(words) > 1 and form.sure and form.what != "subsidiary":
                self.bags.setdefault(meaningful(words), []).append(form)

    def plain(self, words: Iterable[str]) -> bool:
        """Whether a name is made of common words only, or too short to stand out."""
        listed = list(words)
        return all(word in self._common or word.isdigit() for word in listed) or len("".join(listed)) < _SHORT

    def _add_target(self, number: int, target: Target) -> None:
        words = self._cleaner.words(target.name)
        standing = self._directory.standing(joined(words), target.domain)
        self.standings.append(standing)
        allowed: frozenset[str] = frozenset()
        if standing.organisation >= 0:
            allowed = frozenset(self._directory.organisations[standing.organisation].fields)
        if _academic(words):
            allowed |= self._knowledge.vocabulary.university_units
        self._name(number, target.name, "name", allowed)
        for alias in target.aliases:
            self._name(number, alias, "your alias", allowed)
        if standing.organisation >= 0:
            self._knowledge_names(number, standing, allowed)
        self._groups_of(number, target, standing, allowed)
        self._derived(number, target, words, allowed)
        self._domains_of(number, target, standing)

    def _name(self, number: int, name: str, what: str, allowed: frozenset[str], sure: bool = True) -> None:
        words = self._cleaner.words(name)
        form = Form(number, what, name, sure, self.plain(words), allowed=allowed, no_region=_public_body(words))
        self.add(name, form)
        raw = self._cleaner.raw_words(name)
        for letters in _initials(raw, words):
            if len(letters) >= 3:
                self.initials.setdefault(letters, []).append(
                    Form(number, "initials", name, True, True, allowed=allowed)
                )
        if len(words) == 1 and 3 <= len(words[0]) <= 6 and name.strip().split()[0].isupper():
            self.spelt_out.setdefault(words[0], []).append(
                Form(number, "initials", name, len(words[0]) >= _SHORT, True)
            )

    def _knowledge_names(self, number: int, standing: Standing, allowed: frozenset[str]) -> None:
        firm = self._directory.organisations[standing.organisation]
        asks = frozenset(self._cleaner.key(name) for name in firm.review_only)
        safe = frozenset(self._cleaner.key(name) for name in firm.safe)
        if standing.part >= 0:
            part = firm.parts[standing.part]
            names = [("alias", name) for name in (part.name, *part.aliases)]
        else:
            names = [("alias", name) for name in (firm.name, *firm.aliases)]
            names += [("native name", name) for name in firm.native] + [("former name", name) for name in firm.former]
        for what, name in names:
            self._name(number, name, what, allowed, self._decides(name, safe, asks))
        if standing.part < 0:
            for part in firm.parts:
                if not part.until:
                    self._part(number, part, safe, asks, allowed)

    def _part(
        self, number: int, part: Part, safe: frozenset[str], asks: frozenset[str], allowed: frozenset[str]
    ) -> None:
        for name in (part.name, *part.aliases):
            words = self._cleaner.words(name)
            form = Form(number, "subsidiary", name, self._decides(name, safe, asks), self.plain(words), allowed=allowed)
            self.add(name, form)

    def _decides(self, name: str, safe: frozenset[str], asks: frozenset[str]) -> bool:
        key = self._cleaner.key(name)
        return key in safe or (key not in asks and (len(key) > _SHORT or not name.isascii()))

    def _groups_of(self, number: int, target: Target, standing: Standing, allowed: frozenset[str]) -> None:
        """Names that the open lists hold for the same organisation."""
        group = self._knowledge.known.get(self._cleaner.key(target.name), -1)
        self.groups.append(frozenset({group} - {-1}))
        for name in self._knowledge.group_names.get(group, ()):
            key = self._cleaner.key(name)
            words = self._cleaner.words(name)
            sure = standing.organisation < 0 and len(key) > _SHORT and not self.plain(words)
            other = self._directory.by_key.get(key, standing)
            if other == standing:
                self._name(number, name, "alias", allowed, sure)

    def _derived(self, number: int, target: Target, words: tuple[str, ...], allowed: frozenset[str]) -> None:
        """Names that follow from the name itself or from the domain."""
        if len(words) > 3 and words[0] in ("us", "uk", "eu", "hm") or words[:2] == ("united", "states"):
            rest = words[2:] if words[0] == "united" else words[1:]
            if _public_body(rest):
                self.add(
                    " ".join(rest), Form(number, "alias", target.name, True, False, no_region=True, allowed=allowed)
                )
        head = words[0] if words else ""
        if _academic(words) and len(words) == 2 and words[1] == "university" and not self.plain((head,)):
            self.add(head, Form(number, "alias", target.name, True, True, needs_unit=True, allowed=allowed))
        label = domains.label(target.domain) if target.domain else ""
        if len(label) >= 3 and not domains.is_personal(target.domain):
            label_words = self._cleaner.words(label.replace("-", " "))
            starts_name = label_words == words[: len(label_words)] and len(words) > len(label_words)
            spells = label.upper() in _initials(self._cleaner.raw_words(target.name), words)
            sure = (len(label) >= _SHORT and not self.plain(label_words)) or spells
            self.add(
                label.replace("-", " "),
                Form(number, "domain name", target.domain, sure, starts_name or len(label) <= _SHORT, allowed=allowed),
            )

    def _domains_of(self, number: int, target: Target, standing: Standing) -> None:
        own = [(target.domain, "domain")] if target.domain else []
        asks: tuple[str, ...] = ()
        if standing.organisation >= 0:
            firm = self._directory.organisations[standing.organisation]
            asks = firm.review_only
            if standing.part >= 0:
                own += [(domain, "domain") for domain in firm.parts[standing.part].domains]
            else:
                own += [(domain, "domain") for domain in firm.domains]
                own += [(domain, "subsidiary") for part in firm.parts if not part.until for domain in part.domains]
        for domain, what in own:
            whole = domains.registrable(domain)
            if not whole or domains.is_personal(whole):
                continue
            form = Form(number, what, whole, domain == target.domain or whole not in asks)
            held = self.domains.setdefault(whole, [])
            if all(other.target != number for other in held):
                held.append(form)
            self._label(number, whole, what)

    def _label(self, number: int, whole: str, what: str) -> None:
        label = domains.label(whole)
        held = self.labels.setdefault(label, [])
        if all(other.target != number for other in held):
            held.append(Form(number, what, whole, len(label) >= _SHORT and not self.plain((label,))))


def _same_label(domain: str, known: Iterable[str]) -> bool:
    return domains.label(domain) in {domains.label(other) for other in known}


def _academic(words: tuple[str, ...]) -> bool:
    return any(
        word.startswith(("universi", "college", "hochschule", "polytech")) for word in words
    ) or "institute of technology" in " ".join(words)


def _public_body(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] in ("department", "ministry", "bureau", "office")


def _initials(raw: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The initials of a name of three words or more, upper case: all words, only the meaningful, with the legal form."""
    if len(words) < 2 and len(raw) < 3:
        return ()
    small = frozenset("of the and for in de du la le der die und et y".split())
    versions = (
        words,
        tuple(word for word in words if word not in small),
        tuple(word for word in raw if word not in small),
    )
    found = {"".join(word[0] for word in version).upper() for version in versions if len(version) >= 3}
    return tuple(sorted(letters for letters in found if letters.isalpha()))
