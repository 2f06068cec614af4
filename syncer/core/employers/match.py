"""Which employer text is which target: the cascade of rules, each answer with its reason.

``TargetEmployers`` fulfils ``outreach.Employers`` for one set of targets. Rules are numbered as in the design.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from syncer.core.employers import domains
from syncer.core.employers.fuzzy import Spellings
from syncer.core.employers.index import Directory, Form, Standing, TargetIndex
from syncer.core.employers.knowledge import Knowledge
from syncer.core.employers.normalise import Cleaner, joined, meaningful, unified
from syncer.core.employers.parse import Parsed, Parser, Role, Segment
from syncer.core.employers.remainder import Kind, Remainder
from syncer.core.outreach import EmployerMatch, Outcome, PathKind, Target, Tier

_KINDS = ("current", "former", "agency", "subsidiary", "acronym", "domain", "alias")
_TIERS = (Tier.EXACT, Tier.ALIAS, Tier.PREFIX, Tier.REVIEW)
_LONGEST_LOOKUP = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """One target found in one piece of text, before pieces are weighed against each other."""

    form: Form
    outcome: Outcome
    tier: Tier
    why: str
    whole: bool = False
    """Nothing was left over."""


class TargetEmployers:
    """Employer knowledge for one set of targets. ``answers``: (target id, employer text, same?) given in Review."""

    def __init__(
        self, targets: Sequence[Target], knowledge: Knowledge, answers: Sequence[tuple[str, str, bool]] = ()
    ) -> None:
        self._targets = sorted(targets, key=lambda target: target.id)
        self._knowledge = knowledge
        self._cleaner = Cleaner(knowledge.vocabulary)
        self._parser = Parser(knowledge.vocabulary, self._cleaner)
        self._rest = Remainder(knowledge.vocabulary)
        self._directory = Directory(knowledge.organisations, self._cleaner)
        self._index = TargetIndex(self._targets, knowledge, self._cleaner, self._directory)
        self._spellings = Spellings(self._index.exact)
        self._answers = {(target, _answer_key(text)): same for target, text, same in answers}
        self._yes: dict[str, list[str]] = {}
        for (target, text), same in self._answers.items():
            if same and text:
                self._yes.setdefault(text, []).append(target)
        self._numbers = {target.id: number for number, target in enumerate(self._targets)}
        self._hits = lru_cache(maxsize=None)(self._find)
        self._judge = lru_cache(maxsize=None)(self._judged)

    def judge(self, text: str, domain: str = "") -> tuple[EmployerMatch, ...]:
        """Every target this employer is, or may be (match and review outcomes only), best first."""
        return self._judge(text.strip(), domain.strip().casefold())

    def _judged(self, text: str, domain: str) -> tuple[EmployerMatch, ...]:
        found: dict[int, EmployerMatch] = {}
        parsed = self._parser.parse(text)
        for match in self._from_text(parsed):
            _keep_best(found, self._numbers[match.target_id], match)
        if domain:
            found = self._weigh_domain(found, text, domain)
        found = self._apply_answers(found, text)
        return tuple(sorted(found.values(), key=_rank))

    # --- the text ---

    def _from_text(self, parsed: Parsed) -> list[EmployerMatch]:
        pieces = parsed.segments
        if parsed.whole:
            whole = [hit for hit in self._hits(parsed.whole) if hit.whole and hit.outcome is Outcome.MATCH]
            if whole:
                return [self._said(hit, Segment(parsed.whole)) for hit in whole]
        found = []
        for piece in pieces:
            if piece.role in (Role.AFFILIATED, Role.RECRUITS):
                continue
            for hit in self._hits(piece.text):
                hit = self._among_others(hit, piece, parsed)
                if hit.outcome is not Outcome.NO:
                    found.append(self._said(hit, piece))
        return found

    def _among_others(self, hit: Hit, piece: Segment, parsed: Parsed) -> Hit:
        """What the other pieces take away: a freelancer's "SAP Consultant", a plain word beside unknown names."""
        if hit.outcome is not Outcome.MATCH or piece.role is not Role.CURRENT:
            return hit
        if parsed.doubtful and not piece.said and not piece.lent:
            return replace(hit, outcome=Outcome.REVIEW if hit.whole else Outcome.NO, why=hit.why + ", but freelance")
        if hit.form.plain and not piece.said and self._strange_company(piece, parsed):
            return replace(hit, outcome=Outcome.REVIEW, why=hit.why + ", beside other words")
        return hit

    def _strange_company(self, piece: Segment, parsed: Parsed) -> bool:
        return any(
            other.role in (Role.CURRENT, Role.AFFILIATED)
            and self._rest.worst(self._cleaner.words(other.text)) >= Kind.UNKNOWN
            and not self._hits(other.text)
            for other in parsed.segments
            if other is not piece
        )

    def _said(self, hit: Hit, piece: Segment) -> EmployerMatch:
        kinds = {"former" if piece.role is Role.FORMER else "current"}
        tier = hit.tier
        if piece.role is Role.AGENCY or piece.lent:
            kinds.add("agency")
        if piece.role is Role.OWNER or hit.form.what == "subsidiary":
            kinds.add("subsidiary")
        if hit.form.what == "initials":
            kinds.add("acronym")
        if hit.form.what in ("alias", "native name", "former name", "your alias"):
            kinds.add("alias")
        if kinds & {"agency", "subsidiary"} and tier is Tier.EXACT:
            tier = Tier.ALIAS
        return self._match(hit.form.target, hit.outcome, tier, kinds, f'"{piece.text}" {hit.why}')

    def _match(self, number: int, outcome: Outcome, tier: Tier, kinds: set[str], reason: str) -> EmployerMatch:
        tier = Tier.REVIEW if outcome is Outcome.REVIEW else tier
        named = tuple(kind for kind in _KINDS if kind in kinds)
        return EmployerMatch(self._targets[number].id, outcome, tier, named, reason)

    # --- one piece ---

    def _find(self, text: str) -> tuple[Hit, ...]:
        """Rules 4 to 8 on one piece."""
        words = self._cleaner.words(text)
        key = joined(words)
        if not key:
            return ()
        if forms := self._index.exact.get(key):
            return tuple(self._whole(form) for form in forms if not form.needs_unit)
        if bare := self._cleaner.without_place(text):
            if forms := self._index.exact.get(self._cleaner.key(bare)):
                return tuple(self._whole(form) for form in forms)
        if len(words) == 1 and (forms := self._index.initials.get(text.strip().replace(".", ""))):
            return tuple(self._acronym(form, len(key)) for form in forms)
        vetoed = self._vetoed(key)
        if len(words) > 1 and not vetoed:
            if forms := self._index.bags.get(meaningful(words)):
                return tuple(Hit(f, Outcome.MATCH, Tier.EXACT, f"has the words of {_quoted(f)}") for f in forms)
            if len(words) >= 3 and (hits := self._spelt_out(text, words)):
                return hits
        hits = self._inside(text, words, vetoed, self._owner(key))
        if not hits and not vetoed:
            hits = self._misspelt(words, key)
        return hits

    def _whole(self, form: Form) -> Hit:
        tier = Tier.EXACT if form.what in ("name", "your alias") else Tier.ALIAS
        outcome = Outcome.MATCH if form.sure else Outcome.REVIEW
        return Hit(form, outcome, tier, f"is {_quoted(form)}", whole=True)

    def _acronym(self, form: Form, length: int) -> Hit:
        outcome = Outcome.MATCH if length >= 3 and form.sure else Outcome.REVIEW
        return Hit(form, outcome, Tier.ALIAS, f"are the initials of {_quoted(form)}", whole=True)

    def _spelt_out(self, text: str, words: tuple[str, ...]) -> tuple[Hit, ...]:
        raw = self._cleaner.raw_words(text)
        small = frozenset("of the and for in de du la le".split())
        for version in (words, tuple(w for w in words if w not in small), tuple(w for w in raw if w not in small)):
            forms = self._index.spelt_out.get("".join(word[0] for word in version)) if len(version) >= 3 else None
            if forms:
                return tuple(
                    Hit(f, Outcome.MATCH if f.sure else Outcome.REVIEW, Tier.ALIAS, f"has the initials {_quoted(f)}")
                    for f in forms
                )
        return ()

    def _owner(self, key: str) -> Standing | None:
        return self._directory.by_key.get(key)

    def _vetoed(self, key: str) -> bool:
        """Rule 6: the whole piece names another organisation."""
        return key in self._knowledge.known or key in self._directory.by_key or key in self._directory.not_it

    def _inside(self, text: str, words: tuple[str, ...], vetoed: bool, owner: Standing | None) -> tuple[Hit, ...]:
        """Rule 5: a target's name somewhere in the piece, and what is left over beside it."""
        if len(words) < 2:
            return ()
        best: dict[int, tuple[int, Hit]] = {}
        capitals = frozenset(word for word in text.replace("(", " ").replace(")", " ").split() if word.isupper())
        for start in range(len(words)):
            for stop in range(min(len(words), start + _LONGEST_LOOKUP), start, -1):
                if stop - start == len(words):
                    continue
                for form in self._forms(words[start:stop], capitals):
                    hit = self._left_over(form, words, start, stop, vetoed, owner)
                    held = best.get(form.target)
                    if hit.outcome is not Outcome.NO and (held is None or _better(stop - start, hit, held)):
                        best[form.target] = (stop - start, hit)
        return tuple(hit for _, (_, hit) in sorted(best.items()))

    def _forms(self, words: tuple[str, ...], capitals: frozenset[str]) -> Sequence[Form]:
        forms = self._index.exact.get(joined(words), ())
        if not forms and len(words) == 1 and words[0].upper() in capitals:
            forms = self._index.initials.get(words[0].upper(), ())
        return forms

    def _left_over(
        self, form: Form, words: tuple[str, ...], start: int, stop: int, vetoed: bool, owner: Standing | None
    ) -> Hit:
        before, after = words[:start], words[stop:]
        worst = self._rest.worst(before + after, form.allowed)
        outcome = self._verdict(form, before, after, worst)
        if form.needs_unit and not any(word in form.allowed for word in after):
            outcome = Outcome.NO
        if form.no_region and before and self._rest.only_places(before) and before not in (("us",), ("uk",), ("eu",)):
            outcome = Outcome.NO
        if vetoed and (worst > Kind.SAFE or self._strictly_other(words, form, owner)):
            outcome = Outcome.NO
        if not form.sure and outcome is Outcome.MATCH:
            outcome = Outcome.REVIEW
        tier = Tier.ALIAS if worst is Kind.SAFE and form.what != "name" else Tier.PREFIX
        left = " ".join(before + after)
        return Hit(form, outcome, tier, f"names {_quoted(form)}, with: {left}")

    def _strictly_other(self, words: tuple[str, ...], form: Form, owner: Standing | None) -> bool:
        """Whether the curated table or the list of universities says that the piece is somebody else."""
        key = joined(words)
        if key in self._knowledge.universities or key in self._directory.not_it:
            return True
        return owner is not None and owner != self._index.standings[form.target]

    def _verdict(self, form: Form, before: tuple[str, ...], after: tuple[str, ...], worst: Kind) -> Outcome:
        if form.plain:
            if before and not self._rest.only_titles(before):
                return Outcome.NO
            return (Outcome.MATCH, Outcome.REVIEW, Outcome.NO, Outcome.NO)[worst]
        if before and self._rest.worst(before, form.allowed) >= Kind.UNKNOWN:
            return Outcome.REVIEW
        return (Outcome.MATCH, Outcome.MATCH, Outcome.MATCH, Outcome.REVIEW)[worst]

    def _misspelt(self, words: tuple[str, ...], key: str) -> tuple[Hit, ...]:
        """Rule 8: a letter or two away from a long name, alone or before words that change nothing."""
        found = [(form, form.shown) for form in self._spellings.near(key)]
        if not found and len(words) > 1 and self._rest.worst(words[1:]) <= Kind.SOFT:
            found = [(form, form.shown) for form in self._spellings.near(words[0])]
        return tuple(
            Hit(
                form,
                Outcome.MATCH if form.sure and form.what == "name" else Outcome.REVIEW,
                Tier.PREFIX,
                f"is spelt nearly like {_quoted(form)}",
            )
            for form, _ in found
            if not form.needs_unit
        )

    # --- the domain ---

    def _weigh_domain(self, found: dict[int, EmployerMatch], text: str, domain: str) -> dict[int, EmployerMatch]:
        """Rule 9: the target's domain decides over the text; one that extends the target's cancels a hit."""
        if domains.is_personal(domain):
            return found
        whole, label = domains.registrable(domain), domains.label(domain)
        own = {form.target: form for form in self._index.domains.get(whole, ())}
        found = {number: match for number, match in found.items() if number in own or not self._extends(number, label)}
        for number, form in own.items():
            outcome = Outcome.MATCH if form.sure else Outcome.REVIEW
            self._add_domain(found, number, form, outcome, f"e-mail domain {whole} is {form.shown}")
        for form in self._index.labels.get(label, ()):
            if form.target not in own and _country_domain(whole):
                outcome = Outcome.MATCH if form.sure else Outcome.REVIEW
                self._add_domain(
                    found, form.target, form, outcome, f"e-mail domain {whole} is {form.shown} in a country"
                )
        return found

    def _add_domain(
        self, found: dict[int, EmployerMatch], number: int, form: Form, outcome: Outcome, reason: str
    ) -> None:
        held = found.get(number)
        kinds = set(held.kinds) if held else {"current"}
        kinds.add("domain")
        if form.what == "subsidiary":
            kinds.add("subsidiary")
        if held and held.outcome is Outcome.MATCH and outcome is Outcome.REVIEW:
            return
        tier = Tier.ALIAS if kinds & {"agency", "subsidiary"} else Tier.EXACT
        found[number] = self._match(number, outcome, tier, kinds, f"{held.reason}; {reason}" if held else reason)

    def _extends(self, number: int, label: str) -> bool:
        """Whether a work domain belongs to a firm whose name only begins like the target's: deltadental, applebank."""
        for own in self._labels(number):
            if len(own) >= 2 and label != own and label.startswith(own):
                rest = tuple(word for word in label[len(own) :].split("-") if word)
                if self._rest.worst(rest) > Kind.SAFE:
                    return True
        return False

    def _labels(self, number: int) -> tuple[str, ...]:
        target = self._targets[number]
        first = self._cleaner.words(target.name)[:1]
        return tuple({*first, domains.label(target.domain)} - {""}) if target.domain else first

    # --- people's answers ---

    def _apply_answers(self, found: dict[int, EmployerMatch], text: str) -> dict[int, EmployerMatch]:
        key = _answer_key(text)
        found = {n: match for n, match in found.items() if self._answers.get((match.target_id, key)) is not False}
        for target in self._yes.get(key, ()):
            number = self._numbers.get(target)
            if number is not None:
                kinds = (
                    {"former"} if any(p.role is Role.FORMER for p in self._parser.parse(text).segments) else {"current"}
                )
                found[number] = self._match(
                    number,
                    Outcome.MATCH,
                    Tier.EXACT,
                    kinds | {"alias"},
                    f'you said "{text}" is {self._targets[number].name}',
                )
        return found

    # --- neighbours, keys, sizes ---

    def related(self, text: str, domain: str = "") -> tuple[tuple[str, PathKind, str], ...]:
        """Targets it only neighbours: (target id, RECRUITER, RELATED or CLIENT, reason in words)."""
        return ()

    def key(self, text: str) -> str:
        """Canonical key: two texts with the same non-empty key are the same employer; "" for no employer."""
        for piece in self._parser.parse(text).segments:
            if key := self._cleaner.key(piece.text):
                return key
        return ""

    def size(self, text: str) -> int | None:
        """Employees, where the shipped knowledge says."""
        standing = self._directory.by_key.get(self.key(text))
        return self._directory.organisations[standing.organisation].employees if standing else None


def _answer_key(text: str) -> str:
    return unified(text).casefold()


def _quoted(form: Form) -> str:
    return f'"{form.shown}"' + ("" if form.what == "name" else f" ({form.what})")


def _better(length: int, hit: Hit, held: tuple[int, Hit]) -> bool:
    order = (Outcome.MATCH, Outcome.REVIEW, Outcome.NO)
    return (order.index(hit.outcome), -length) < (order.index(held[1].outcome), -held[0])


def _keep_best(found: dict[int, EmployerMatch], number: int, match: EmployerMatch) -> None:
    held = found.get(number)
    if held is None or _rank(match) < _rank(held):
        found[number] = match


def _rank(match: EmployerMatch) -> tuple[bool, bool, int, str, str]:
    """Match before review, current before former, surest rule first; then ids, so that order is fixed."""
    return (
        match.outcome is not Outcome.MATCH,
        "former" in match.kinds,
        _TIERS.index(match.tier),
        match.target_id,
        match.reason,
    )


def _country_domain(whole: str) -> bool:
    return len(whole.rsplit(".", 1)[-1]) == 2
