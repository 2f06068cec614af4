"""Rules 4 to 8 on one piece of text: which targets does it name, and how surely.

Each rule gives hits; the surest hit for a target counts. Nothing here knows of other pieces, domains or answers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from syncer.core.employers import academic
from syncer.core.employers.directory import Directory, Standing
from syncer.core.employers.fuzzy import PART_FROM, Spellings, same_letters
from syncer.core.employers.index import OWN_NAMES, SHED, Form, TargetIndex
from syncer.core.employers.knowledge import Knowledge
from syncer.core.employers.normalise import Cleaner, initials, joined, meaningful, without_umlauts
from syncer.core.employers.remainder import Kind, Remainder
from syncer.core.outreach import Outcome, Tier
from syncer.core.remembered import remembered

_LONGEST_LOOKUP = 7
_PAIRED = re.compile(r"[A-Z] ?& ?[A-Z]\Z")
_COUNTRIES_TEXT = (
    "us uk eu usa german french british deutsche deutscher deutsches francaise espanola italiana nederlandse svenska"
)
_TRADES_TEXT = (
    "energy biotech biotechnology therapeutics biosciences genomics diagnostics hotels hotel resorts airways chemicals "
    "food foods beverage beverages coffee bikes scooters computer computers"
)
_TRADES = frozenset(_TRADES_TEXT.split())
_ASKS_FROM = {"former name": Kind.SOFT, "subsidiary": Kind.UNKNOWN}
"""Names that others bear too since, or that are a brand: Thomson Airways, Michelin Guide chef."""
_BANKS = frozenset({("bank",), ("banco",), ("banque",), ("banca",), ("bankhaus",)})
_COUNTRIES = frozenset((*((word,) for word in _COUNTRIES_TEXT.split()), ("united", "states")))
_ORDER = {Outcome.MATCH: 0, Outcome.REVIEW: 1, Outcome.NO: 2}
_TIERS = {tier: at for at, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class Hit:
    """One target found in one piece of text, before pieces are weighed against each other."""

    form: Form
    outcome: Outcome
    tier: Tier
    why: str
    whole: bool = False
    """Nothing was left over."""


class Finder:
    """Finds targets in pieces of text. Results are cached: the same piece costs once."""

    def __init__(
        self, knowledge: Knowledge, cleaner: Cleaner, rest: Remainder, directory: Directory, index: TargetIndex
    ) -> None:
        self._knowledge, self._cleaner, self._rest = knowledge, cleaner, rest
        self._directory, self._index = directory, index
        self._spellings = Spellings(index.exact)
        self._own_trades = frozenset().union(*index.allowed) if index.allowed else frozenset()
        self._spelt_heads = frozenset(letters[0] for letters in index.spelt_out)
        self.find = remembered(self._find)

    def _find(self, text: str) -> tuple[Hit, ...]:
        words = self._cleaner.words(text)
        key = joined(words)
        best: dict[int, Hit] = {}
        if not key:
            return ()
        for hit in self._hits(text, words, key):
            held = best.get(hit.form.target)
            if held is None or _rank(hit) < _rank(held):
                best[hit.form.target] = hit
        if not best and (plain := without_umlauts(text)):
            again = self._find(plain)
            return tuple(hit for hit in again if self._cleaner.key(hit.form.shown) not in key)  # said no to already
        return tuple(best[target] for target in sorted(best)) if best else ()

    def _hits(self, text: str, words: tuple[str, ...], key: str) -> Iterator[Hit]:
        """All hits of all rules, until one rule is sure."""
        whole = [*self._exact(text, key), *self._acronym(text, key)]
        yield from whole
        if any(hit.outcome is Outcome.MATCH for hit in whole):
            return
        vetoed = self._is_another(key)
        if len(words) > 1:
            if not vetoed:
                yield from self._same_words(words)
                if academic.says_university(words):
                    yield from self._school(text)
            yield from self._inside(text, words, vetoed)
        if not vetoed:
            yield from self._misspelt(words, key)
            yield from self._spelt_out(text, words)

    # --- rule 4: the whole piece is a name ---

    def _exact(self, text: str, key: str) -> Iterator[Hit]:
        forms = self._index.exact.get(key)
        if not forms and (bare := self._cleaner.without_place(text)):
            forms = self._index.exact.get(self._cleaner.key(bare))
        raw = joined(self._cleaner.raw_words(text)) if forms else ""
        for form in forms or ():
            if raw != key and self._directory.other_by_form(raw, self._index.standings[form.target].organisation):
                continue
            tier = Tier.EXACT if form.what in OWN_NAMES else Tier.ALIAS
            by_label = key == self._index.own_labels[form.target] and not self._index.plain((key,))  # mcgill.ca
            outcome = Outcome.REVIEW if form.needs_unit and not by_label else _sure(form)
            yield Hit(form, outcome, tier, f"is {quoted(form)}", whole=True)

    def _same_words(self, words: tuple[str, ...]) -> Iterator[Hit]:
        """The same words in another order: Oxford University, University of Oxford."""
        if self._turned_elsewhere(words):
            return
        for form in self._index.bags.get(meaningful(words), ()):
            borne_out = form.academic or form.no_region or not form.plain  # not the Bank of the World
            outcome = _sure(form) if borne_out else Outcome.REVIEW
            yield Hit(form, outcome, Tier.EXACT, f"has the words of {quoted(form)}", whole=True)

    def _school(self, text: str) -> Iterator[Hit]:
        """A university's name in its own language, with or without the person it is named after."""
        schools = self._index.schools
        named = schools.get(academic.in_english(self._cleaner.words(text)), ())
        bare = academic.without_namesake(text)
        for form in named or schools.get(academic.in_english(self._cleaner.words(bare)), ()):
            yield Hit(form, _sure(form), Tier.ALIAS, f"has the words of {quoted(form)} in another language", whole=True)

    def _turned_elsewhere(self, words: tuple[str, ...]) -> bool:
        """Whether another university's name begins so: Miami University (of Ohio) is not the University of Miami."""
        return self._knowledge.begins_university(joined(words))

    # --- rule 7: initials ---

    def _acronym(self, text: str, key: str) -> Iterator[Hit]:
        letters = text.replace(".", "").strip()
        paired = _PAIRED.match(letters) is not None  # L&T, M & S
        if paired:
            letters = letters.replace("&", "").replace(" ", "")
        if 2 <= len(letters) == len(key) and sum(letter.isupper() for letter in letters) >= 2:
            for form in self._index.initials.get(letters.upper(), ()):
                and_in_name = paired and "and" in self._cleaner.raw_words(form.shown)
                borne_out = len(letters) > 2 or and_in_name or letters.lower() == self._index.own_labels[form.target]
                outcome = _sure(form) if borne_out else Outcome.REVIEW
                yield Hit(form, outcome, Tier.ALIAS, f"are the initials of {quoted(form)}", whole=True)

    def _spelt_out(self, text: str, words: tuple[str, ...]) -> Iterator[Hit]:
        """The piece spells out a target that is itself an acronym: four letters decide, three ask."""
        if len(words) < 3 or not self._index.spelt_out:
            return
        if not self._spelt_heads.intersection(word[0] for word in (words[0], self._cleaner.raw_words(text)[0])):
            return
        for letters in sorted(initials(self._cleaner.raw_words(text)) | initials(words)):
            for form in self._index.spelt_out.get(letters.lower(), ()):
                yield Hit(form, _sure(form), Tier.ALIAS, f"has the initials {quoted(form)}", whole=True)

    # --- rules 5 and 6: a name inside, and what is left over ---

    def _is_another(self, key: str) -> bool:
        """Rule 6: the whole piece names another known organisation."""
        return key in self._knowledge.known or key in self._directory.by_key or key in self._directory.not_it

    def _inside(self, text: str, words: tuple[str, ...], vetoed: bool) -> Iterator[Hit]:
        capitals = frozenset(word for word in text.split() if word.isupper())
        exact, last = self._index.exact, len(words)
        for start in range(last):
            key = ""
            for stop in range(start + 1, min(last, start + _LONGEST_LOOKUP) + 1):
                word = words[stop - 1]
                key = key if word == "and" else key + word
                forms: Sequence[Form] = exact.get(key, ())
                if stop == start + 1 and capitals:
                    forms = self._or_initials(word, forms, capitals)
                if forms and stop - start < last:
                    hits = (self._left_over(form, words, start, stop, vetoed) for form in forms)
                    yield from (hit for hit in hits if hit.outcome is not Outcome.NO)

    def _or_initials(self, word: str, forms: Sequence[Form], capitals: frozenset[str]) -> Sequence[Form]:
        letters = word.upper()
        if letters not in capitals or any(form.sure for form in forms):
            return forms
        return self._index.initials.get(letters, forms)

    def _left_over(self, form: Form, words: tuple[str, ...], start: int, stop: int, vetoed: bool) -> Hit:
        before, after = words[:start], words[stop:]
        worst = self._worst(form, before, after)
        outcome = self._verdict(form, before, after, worst)
        vetoed = vetoed and not self._is_own(words, form)
        if self._denied(form, before, after) or (vetoed and self._strictly_other(words, form)):
            branch = form.academic and not before and self._rest.only_places(after)
            outcome = Outcome.REVIEW if branch else Outcome.NO  # University of Michigan-Ann Arbor
        elif vetoed:
            outcome = self._listed(form, before, after, worst)
        elif form.lone and stop - start > 1 and worst > Kind.SAFE:  # Dropbox in "Drop Box Dumpsters"
            outcome = Outcome.REVIEW if worst is Kind.SOFT else Outcome.NO
        elif worst is Kind.UNKNOWN and after and self._rest.only_titles(after[-1:]):
            outcome = _milder(outcome)  # "Allstate exclusive agency owner"
        elif outcome is Outcome.MATCH and (not form.sure or worst >= _ASKS_FROM.get(form.what, Kind.OTHER)):
            outcome = Outcome.REVIEW
        safe_alias = worst is Kind.SAFE and form.what not in OWN_NAMES
        left = " ".join(before + after)
        return Hit(form, outcome, Tier.ALIAS if safe_alias else Tier.PREFIX, f"names {quoted(form)}, with: {left}")

    def _listed(self, form: Form, before: tuple[str, ...], after: tuple[str, ...], worst: Kind) -> Outcome:
        """The verdict where an open list holds the whole piece: a longer name of the target, or another firm."""
        if form.plain and before not in _COUNTRIES and before != ("american",) and self._rest.only_places(before):
            return Outcome.NO  # Portland General Electric, but American Red Cross
        if worst is Kind.SAFE or (worst is Kind.SOFT and SHED.issuperset(after) and not (form.plain and form.lone)):
            return Outcome.MATCH if form.sure else Outcome.REVIEW
        asks = form.sure and (not before or before in _COUNTRIES) and not form.plain and worst <= Kind.UNKNOWN
        return Outcome.REVIEW if asks else Outcome.NO

    def _worst(self, form: Form, before: tuple[str, ...], after: tuple[str, ...]) -> Kind:
        if before in _COUNTRIES or self._rest.only_titles(before):
            before = ()  # Deutsche Bundesbank, Senior PM Microsoft
        worst = self._rest.worst(before + after, form.allowed)
        if form.academic and worst is Kind.UNKNOWN and not before and self._rest.any_in(after, form.allowed):
            return Kind.SAFE  # a school is named after someone: Sloan School of Management
        if worst is Kind.UNKNOWN and not before and self._rest.at_a_site(after, form.allowed):
            return Kind.SAFE
        return worst

    def _verdict(self, form: Form, before: tuple[str, ...], after: tuple[str, ...], worst: Kind) -> Outcome:
        if form.plain:
            if before and before not in _COUNTRIES and not self._rest.only_titles(before):
                return Outcome.NO
            only_short = form.short and form.what in OWN_NAMES and not before and SHED.issuperset(after)
            soft = Outcome.REVIEW if form.lone and not only_short else Outcome.MATCH  # KfW Gruppe
            unknown = Outcome.REVIEW if form.short or not form.lone else Outcome.NO
            sector = form.lone and self._rest.any_sector(after, form.allowed)
            safe = Outcome.REVIEW if sector else Outcome.MATCH
            return (safe, soft, unknown, Outcome.NO, Outcome.NO)[worst]
        if before in _BANKS and worst is Kind.DOUBTFUL:
            return Outcome.REVIEW if form.lone else Outcome.MATCH  # Bank Julius Baer
        if before and self._rest.worst(before, form.allowed) >= Kind.UNKNOWN:
            return Outcome.NO if worst >= Kind.DOUBTFUL else Outcome.REVIEW
        if worst is Kind.SOFT and form.lone and form.what != "subsidiary" and self._other_trade(form, before, after):
            return Outcome.REVIEW
        others = form.lone and (form.surname or bool(before) or after[:1] == ("and",) or self._rest.any_surname(after))
        unknown = Outcome.REVIEW if others else Outcome.MATCH  # ICICI Lombard, Hilton Head Healthcare
        doubtful = Outcome.NO if form.surname else Outcome.REVIEW  # Abbott Elementary School
        return (Outcome.MATCH, Outcome.MATCH, unknown, doubtful, Outcome.NO)[worst]

    def _other_trade(self, form: Form, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
        """Whether what stands beside one word is another line of business than the firm's own: Puma Energy."""
        if self._rest.worst(before, form.allowed) is Kind.SOFT and not SHED.issuperset(before):
            return True  # Hotel Lindt
        return any(word in _TRADES and word not in form.allowed for word in after)

    def _denied(self, form: Form, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
        if form.needs_unit and not self._rest.any_in(after, form.allowed):
            return True
        if not before and not form.academic and self._rest.of_a_town(after):
            return True  # a dealer or a chapter: Toyota of Seattle
        return form.no_region and bool(before) and before not in _COUNTRIES and self._rest.only_places(before)

    def _is_own(self, words: tuple[str, ...], form: Form) -> bool:
        """Whether the curated table knows the piece as a name of the target."""
        owner = self._directory.by_key.get(joined(words))
        return owner is not None and _within(owner, self._index.standings[form.target])

    def _strictly_other(self, words: tuple[str, ...], form: Form) -> bool:
        """Whether the curated table or the list of universities says that the piece is somebody else."""
        key = joined(words)
        owner, target = self._directory.by_key.get(key), self._index.standings[form.target]
        if key in self._knowledge.universities or target.organisation in self._directory.not_it.get(key, ()):
            return True
        if owner is None or (owner.left and owner.organisation != target.organisation):
            return False  # that it left Vodafone says nothing of Verizon Wireless and Verizon
        return not _within(owner, target)

    # --- rule 8: spelling ---

    def _misspelt(self, words: tuple[str, ...], key: str) -> Iterator[Hit]:
        """A letter or two away from a long name, alone or before words that change nothing."""
        near, word = list(self._spellings.near(key)), key
        if not near and len(words) > 1:
            soft = self._rest.worst(words[1:]) <= Kind.SOFT
            if soft or (len(words[0]) >= PART_FROM and words[1] in self._own_trades):
                near, word = list(self._spellings.near(words[0])), words[0]
            if near and not (soft and not self._is_another(word)):  # Phillips Healthcare
                near = [(form, close) for form, close in near if form.allowed.issuperset(words[1:])]
        for form, close in near:
            shown = self._cleaner.key(form.shown)
            short_part = form.what == "subsidiary" and len(shown) < PART_FROM
            begun = not form.lone and shown.startswith(word)  # "Boston" is no slip for Boston U
            if not (form.needs_unit or short_part or begun):
                slip = close and not self._word_of_its_own(words, form)
                if word != key and not self._rest.only_places(words[1:]):
                    own_trade = " ".join(words[1:]) in form.allowed or form.allowed.issuperset(
                        words[1:]
                    )  # Starbuks Coffee
                    slip = slip and own_trade and same_letters(word, shown)
                exact_only = form.what == "domain name" or _holds_letters(form.shown)
                outcome = _sure(form) if slip and not exact_only else Outcome.REVIEW
                yield Hit(form, outcome, Tier.PREFIX, f"is spelt nearly like {quoted(form)}")

    def _word_of_its_own(self, words: tuple[str, ...], form: Form) -> bool:
        """Whether what differs from the name is an ordinary word, and so no slip: Expedite Group. Well Fargo is one."""
        named = self._cleaner.words(form.shown)
        differing = [word for word in words if word not in named and word + "s" not in named]
        return bool(differing) and len(words) == len(named) and self._index.plain(differing)


def quoted(form: Form) -> str:
    """A form's name as known, with what it is, for a reason."""
    return f'"{form.shown}"' + ("" if form.what == "name" else f" ({form.what})")


def _holds_letters(name: str) -> bool:
    """Whether a name of several words holds an acronym, where a letter more is another one: IIT, IIIT Delhi."""
    return " " in name and any(word.isupper() and 1 < len(word) <= 5 for word in name.split()) and not name.isupper()


def _milder(outcome: Outcome) -> Outcome:
    return Outcome.REVIEW if outcome is Outcome.MATCH else outcome


def _sure(form: Form) -> Outcome:
    return Outcome.MATCH if form.sure else Outcome.REVIEW


def _rank(hit: Hit) -> tuple[int, int, bool, str]:
    return (_ORDER[hit.outcome], _TIERS[hit.tier], not hit.whole, hit.why)


def _within(owner: Standing, target: Standing) -> bool:
    """Whether what a piece names is the target itself, or a part that still belongs to it."""
    return (
        owner.organisation == target.organisation and (target.part < 0 or target.part == owner.part) and not owner.left
    )


def surest(hits: Iterable[Hit]) -> Hit | None:
    """The surest of some hits."""
    return min(hits, key=_rank, default=None)
