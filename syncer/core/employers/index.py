"""The names that mean each target, looked up by key: how matching stays linear in distinct texts.

Every target becomes a few *forms* (its name, aliases, native and former names, subsidiaries, initials, the label of its
domain). A form says what it is and whether it decides alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from syncer.core.employers import academic, domains
from syncer.core.employers.directory import Directory, Standing
from syncer.core.employers.knowledge import Knowledge, Organisation
from syncer.core.employers.normalise import Cleaner, initials, joined, meaningful
from syncer.core.outreach import Target

OWN_NAMES = frozenset({"name", "your alias"})
_SHORT = 4
"""A name from a package under five letters asks, unless listed as safe."""
_SHED_TEXT = (
    "international group groupe gruppe gruppo grupo bankengruppe konzern holdings holding technologies worldwide "
    "global interactive entertainment"
)
SHED = frozenset(_SHED_TEXT.split())
"""Words a firm's name is often said without."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name that means a target. ``what``: name, your alias, alias, former name, native name, subsidiary, initials,
    domain name; for e-mail domains: domain, subsidiary.
    """

    target: int
    what: str
    shown: str
    sure: bool = True
    plain: bool = False
    """All its words are common ones (Apple, General Electric): what stands beside them decides."""
    short: bool = False
    """Up to three letters: unknown words beside it ask."""
    lone: bool = True
    """One word. Of several common words (State Street), more may be left over."""
    surname: bool = False
    """One word that is a family name too: Hilton, Abbott, Bayer."""
    academic: bool = False
    needs_unit: bool = False
    """Only with a school or department after it: "Harvard" in "Harvard Business School"."""
    no_region: bool = False
    """A body of the whole country: a state or city before it makes another (California Department of Justice)."""
    allowed: frozenset[str] = frozenset()
    """Words that are safe beside this name: the firm's lines of business."""


_SAINTS = frozenset(("st", "saint", "sainte", "san", "santa", "sao", "sankt", "holy", "sacred", "our"))


class TargetIndex:
    """Forms of all targets by key, word bag, initials and domain."""

    def __init__(self, targets: Sequence[Target], knowledge: Knowledge, cleaner: Cleaner, directory: Directory) -> None:
        self._cleaner, self._knowledge, self._directory = cleaner, knowledge, directory
        words = knowledge.vocabulary
        self._weak = words.soft | words.units
        self._common = words.common_heads | {place for place in words.places if " " not in place}
        self._places = words.places
        self._asks: dict[int, frozenset[str]] = {}
        self._safe: dict[int, frozenset[str]] = {}
        self.exact: dict[str, list[Form]] = {}
        self.bags: dict[tuple[str, ...], list[Form]] = {}
        self.schools: dict[tuple[str, ...], list[Form]] = {}
        """Universities by the words of their names in English."""
        self.initials: dict[str, list[Form]] = {}
        self.spelt_out: dict[str, list[Form]] = {}
        self.domains: dict[str, list[Form]] = {}
        self.labels: dict[str, list[Form]] = {}
        self.standings: list[Standing] = []
        self.allowed: list[frozenset[str]] = []
        self._official = [bool(target.domain) and domains.is_official(target.domain) for target in targets]
        self.own_labels = [domains.label(target.domain) if target.domain else "" for target in targets]
        for number, target in enumerate(targets):
            self._add_target(number, target)

    def plain(self, words: Iterable[str]) -> bool:
        """Whether a name is made of common words only, or too short to stand out."""
        listed = list(words)
        return all(word in self._common or word.isdigit() for word in listed) or len("".join(listed)) < _SHORT

    def _add_target(self, number: int, target: Target) -> None:
        words = self._cleaner.words(target.name)
        standing = self._directory.standing(joined(words), target.domain)
        firm = self._directory.organisations[standing.organisation] if standing.organisation >= 0 else None
        allowed = self._knowledge.vocabulary.university_units if academic.is_academic(words) else frozenset()
        if firm:
            allowed |= frozenset(firm.fields)
            self._asks[standing.organisation] = frozenset(map(self._cleaner.key, firm.review_only))
            self._safe[standing.organisation] = frozenset(map(self._cleaner.key, firm.safe))
        self.standings.append(standing)
        self.allowed.append(allowed)
        self._name(number, "name", target.name)
        for alias in target.aliases:
            self._name(number, "your alias", alias)
        if firm:
            self._knowledge_names(number, standing, firm)
        self._same_group(number, words, standing)
        self._derived(number, target.name, words, standing)
        if target.domain:
            self._label_as_name(number, target, words)
        self._domains_of(number, target, standing, firm)

    def _add(self, name: str, form: Form) -> None:
        words = self._cleaner.words(name)
        key = joined(words)
        if not key:
            return
        form = form if form.lone == (len(words) == 1) else replace(form, lone=len(words) == 1)
        held = self.exact.setdefault(key, [])
        if held and held[-1].target == form.target and form.sure and not held[-1].sure:
            held.pop()  # the target's own domain bears out a name that only asked
        if not held or held[-1].target != form.target:  # targets come one after the other
            held.append(form)
            if len(words) > 1 and form.sure and form.what != "subsidiary":
                self.bags.setdefault(meaningful(words), []).append(form)
                if form.academic:
                    self.schools.setdefault(academic.in_english(words) or meaningful(words), []).append(form)

    def _name(self, number: int, what: str, name: str, sure: bool = True) -> None:
        """Adds a name as written, and its initials."""
        words = self._cleaner.words(name)
        form = Form(
            number,
            what,
            name,
            sure,
            plain=self.plain(words),
            short=len(joined(words)) < _SHORT,
            lone=len(words) == 1,
            surname=joined(words) in self._knowledge.vocabulary.surnames,
            academic=academic.is_academic(words),
            no_region=_public_body(words) or _public_body(_country_otherwise(words)[1]),
            allowed=self.allowed[number],
        )
        self._add(name, form)
        if not sure or what == "subsidiary":
            return
        as_initials = replace(form, what="initials", plain=True, short=True, no_region=False)
        for letters in sorted(_all_initials(self._cleaner.raw_words(name), words)):
            held = self.initials.setdefault(letters, [])
            if not held or held[-1].target != number:
                held.append(as_initials)
        if what in OWN_NAMES and len(words) == 1 and 3 <= len(words[0]) <= 6 and name.split(maxsplit=1)[0].isupper():
            self.spelt_out.setdefault(words[0], []).append(replace(as_initials, sure=self._spells(number, words[0])))

    def _spells(self, number: int, letters: str) -> bool:
        """Whether words with these initials surely are the target: of public bodies, Bay Area Soccer is not BASF."""
        return len(letters) >= _SHORT and self._official[number]

    def _knowledge_names(self, number: int, standing: Standing, firm: Organisation) -> None:
        """Names of the curated table: of the firm and its present parts, or of the part that the target is."""
        if standing.part >= 0:
            part = firm.parts[standing.part]
            names = [("alias", name) for name in (part.name, *part.aliases)]
        else:
            names = [("alias", name) for name in (firm.name, *firm.aliases)]
            names += [("native name", name) for name in firm.native] + [("former name", name) for name in firm.former]
            parts = [part for part in firm.parts if not part.until]
            names += [("subsidiary", name) for part in parts for name in (part.name, *part.aliases)]
        for what, name in names:
            sure = self._decides(name, standing.organisation)
            key = self._cleaner.key(name)
            if what == "native name" and key not in self._safe[standing.organisation] and key in self._common:
                continue  # Дельта reads "delta", which is many firms
            self._name(number, what, name, sure)

    def _decides(self, name: str, organisation: int) -> bool:
        key = self._cleaner.key(name)
        if key in self._safe[organisation]:
            return True
        return key not in self._asks[organisation] and (len(key) > _SHORT or not name.isascii())

    def _same_group(self, number: int, own: tuple[str, ...], standing: Standing) -> None:
        """Names that the open lists hold for the same organisation."""
        if len(joined(own)) <= _SHORT:
            return  # a few letters are many organisations
        for name in self._knowledge.group_names.get(self._knowledge.known.get(joined(own), -1), ()):
            words = self._cleaner.words(name)
            key = joined(words)
            if words[: len(own)] == own or self._directory.by_key.get(key, standing) != standing:
                continue  # rule 5 reads a longer name; another firm's name is not taken
            sure = (len(key) > _SHORT or not name.isascii()) and not self.plain(words)
            self._name(number, "alias", name, sure)

    def _derived(self, number: int, name: str, words: tuple[str, ...], standing: Standing) -> None:
        """Shorter names that follow from the name itself."""
        allowed = self.allowed[number]
        spelt, rest = _country_otherwise(words)
        public = _public_body(rest)
        form = Form(number, "alias", name, plain=self.plain(words), lone=False, no_region=public, allowed=allowed)
        for other in (*spelt, rest) if public else spelt:
            self._add(" ".join(other), form)
        if len(words) == 2 and words[1] == "university" and not self.plain(words[:1]):
            form = Form(number, "alias", name, plain=True, academic=True, needs_unit=True, allowed=allowed)
            self._add(words[0], form)
        if len(words) > 2 and words[-1] == "university" and not self.plain(words[:-1]):
            holy = words[0] in _SAINTS  # St. Catherine is a hospital, a parish and a school as well
            units = frozenset() if holy else allowed
            self._add(" ".join(words[:-1]), Form(number, "alias", name, sure=not holy, academic=True, allowed=units))
        if academic.is_academic(words):
            for short in academic.with_town(words, lambda tail: " ".join(tail) in self._places):
                self._add(" ".join(short), Form(number, "initials", name, academic=True, allowed=allowed))
        bare = words
        while len(bare) > 1 and bare[-1] in SHED:
            bare = bare[:-1]
        asked = standing.organisation >= 0 and joined(bare) in self._asks[standing.organisation]
        if len(bare) < len(words) and not asked:
            form = Form(number, "alias", name, sure=not self.plain(bare), plain=True, allowed=allowed)
            self._add(" ".join(bare), form)
        if len(words) == 2 and words[1] in self._weak and len(words[0]) > _SHORT and not self.plain(words[:1]):
            self._add(words[0], Form(number, "alias", name, sure=False, plain=True, allowed=allowed))

    def _label_as_name(self, number: int, target: Target, words: tuple[str, ...]) -> None:
        """People write the domain's label for the name: UPenn, Squareup."""
        label = domains.label(target.domain)
        if len(label) < _SHORT - 1 or domains.is_personal(target.domain):
            return
        self._add(target.domain, Form(number, "domain name", target.domain, allowed=self.allowed[number]))
        label_words = self._cleaner.words(label.replace("-", " "))
        begins_name = label_words == words[: len(label_words)] and len(words) > len(label_words)
        if len(words) > 1 and not begins_name and len(label) >= _SHORT and self.plain(label_words):
            return  # the "state" of state.gov says nothing
        spells = label.upper() in _all_initials(self._cleaner.raw_words(target.name), words) or (
            domains.is_official(target.domain) and label not in self._common
        )
        form = Form(
            number,
            "domain name",
            target.domain,
            sure=spells or (len(label) >= _SHORT and not self.plain(label_words)),
            plain=begins_name or len(label) <= _SHORT,
            short=len(label) < _SHORT,
            academic=academic.is_academic(words),
            allowed=self.allowed[number],
        )
        self._add(label.replace("-", " "), form)

    def _domains_of(self, number: int, target: Target, standing: Standing, firm: Organisation | None) -> None:
        listed = [(target.domain, "domain", True)] if target.domain else []
        if firm and standing.part >= 0:
            listed += [
                (domain, "domain", domain not in firm.review_domains) for domain in firm.parts[standing.part].domains
            ]
        elif firm:
            listed += [(domain, "domain", domain not in firm.review_domains) for domain in firm.domains]
            present = [domain for part in firm.parts if not part.until for domain in part.domains]
            listed += [(domain, "subsidiary", domain not in firm.review_domains) for domain in present]
        for domain, what, sure in listed:
            whole = domains.registrable(domain)
            if whole and not domains.is_personal(whole):
                label = domains.label(whole)
                _hold(self.domains.setdefault(whole, []), Form(number, what, whole, sure))
                stands_out = sure and len(label) >= _SHORT and not self.plain((label,))
                _hold(self.labels.setdefault(label, []), Form(number, what, whole, stands_out))


def _hold(held: list[Form], form: Form) -> None:
    if not held or held[-1].target != form.target:
        held.append(form)


def _all_initials(raw: tuple[str, ...], words: tuple[str, ...]) -> frozenset[str]:
    return initials(raw) if raw == words else initials(raw) | initials(words)


_COUNTRIES = (
    (("us",), ("united", "states"), ("united", "states", "of", "america")),
    (("uk",), ("united", "kingdom")),
    (("eu",), ("european", "union")),
)


def _country_otherwise(words: tuple[str, ...]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """A name with the country it begins with in other words, and the rest of it: US Army, United States Army."""
    for spellings in _COUNTRIES:
        for own in reversed(spellings):
            rest = words[len(own) :]
            if rest and words[: len(own)] == own:
                return [(*other, *rest) for other in spellings if other != own], rest
    return [], ()


def _public_body(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] in ("department", "ministry", "bureau", "office")
