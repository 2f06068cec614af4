"""Which employer text is which target: the cascade of rules, each answer with its reason.

``TargetEmployers`` fulfils ``outreach.Employers`` for one set of targets. A text is taken apart, each piece is looked
up (``find``), the e-mail domain is weighed, and what people answered in Review outranks all of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from syncer.core.employers import cues, domains
from syncer.core.employers.directory import Directory
from syncer.core.employers.find import Finder, Hit
from syncer.core.employers.index import Form, TargetIndex
from syncer.core.employers.knowledge import Knowledge
from syncer.core.employers.neighbours import Neighbours
from syncer.core.employers.normalise import Cleaner, unified
from syncer.core.employers.parse import Parsed, Parser, Role, Segment
from syncer.core.employers.remainder import Kind, Remainder
from syncer.core.outreach import EmployerMatch, Outcome, PathKind, Target, Tier
from syncer.core.remembered import remembered

_KINDS = ("current", "former", "agency", "subsidiary", "acronym", "domain", "alias")
_TIERS = tuple(Tier)
_ALIASES = frozenset({"alias", "native name", "former name", "your alias"})
_INITIALS, _SHORT = 2, 3
_NOT_EMPLOYED = frozenset({Role.RECRUITS, Role.SUPPLIES})


class TargetEmployers:
    """Employer knowledge for one set of targets. ``answers``: (target id, employer text, same?) given in Review."""

    def __init__(
        self, targets: Sequence[Target], knowledge: Knowledge, answers: Sequence[tuple[str, str, bool]] = ()
    ) -> None:
        self._targets = sorted(targets, key=lambda target: target.id)
        self._numbers = {target.id: number for number, target in enumerate(self._targets)}
        self._cleaner, self._parser, self._rest, directory = _prepared(knowledge)
        self._directory = directory
        self._index = TargetIndex(self._targets, knowledge, self._cleaner, directory)
        self._finder = Finder(knowledge, self._cleaner, self._rest, directory, self._index)
        self._neighbours = Neighbours(self._targets, knowledge, self._cleaner, self._rest, directory, self._index)
        self._answers = {(_answer_key(text), target): same for target, text, same in answers if text.strip()}
        self._judge = remembered(self._judged)
        self._found_in = remembered(self._in_text)  # a text is asked alone and beside each mail domain

    def judge(self, text: str, domain: str = "") -> tuple[EmployerMatch, ...]:
        """Every target this employer is, or may be (match and review outcomes only), best first."""
        return self._judge(text.strip(), domain.strip().casefold())

    def related(self, text: str, domain: str = "") -> tuple[tuple[str, PathKind, str], ...]:
        """Targets it only neighbours: (target id, RECRUITER, RELATED or CLIENT, reason in words)."""
        named = {match.target_id for match in self.judge(text, domain)}
        parsed = self._parser.parse(text.strip())
        said = [
            (self._targets[hit.form.target].id, kind, f'"{piece.text}" {hit.why}')
            for role, kind in ((Role.RECRUITS, PathKind.RECRUITER), (Role.SUPPLIES, PathKind.CLIENT))
            for piece in parsed.segments
            if piece.role is role
            for hit in self._finder.find(piece.text)
            if hit.outcome is Outcome.MATCH
        ]
        known = self._neighbours.of(parsed, domain)
        best: dict[str, tuple[str, PathKind, str]] = {}
        for found in (*said, *known):
            if found[0] not in named:
                best.setdefault(found[0], found)
        return tuple(best[target] for target in sorted(best))

    def key(self, text: str) -> str:
        """Canonical key: two texts with the same non-empty key are the same employer; "" for no employer."""
        return self._neighbours.key(self._parser.parse(text.strip()))

    def size(self, text: str) -> int | None:
        """Employees, where the shipped knowledge says."""
        return self._neighbours.size(self._parser.parse(text.strip()))

    def _judged(self, text: str, domain: str) -> tuple[EmployerMatch, ...]:
        found: dict[int, EmployerMatch] = {}
        for match in self._found_in(text):
            number = self._numbers[match.target_id]
            if number not in found or _rank(match) < _rank(found[number]):
                found[number] = match
        if domain and not domains.is_personal(domain):
            found = self._weigh_domain(found, domain, len(text))
        if self._answers and text:
            found = self._apply_answers(found, text)
        return tuple(sorted(found.values(), key=_rank)) if found else ()

    # --- the text ---

    def _in_text(self, text: str) -> tuple[EmployerMatch, ...]:
        return tuple(self._from_text(self._parser.parse(text)))

    def _from_text(self, parsed: Parsed) -> list[EmployerMatch]:
        if parsed.whole:
            sure = [hit for hit in self._finder.find(parsed.whole) if hit.whole and hit.outcome is Outcome.MATCH]
            if sure:
                return [self._said(hit, Segment(parsed.whole)) for hit in sure]
        found = []
        for piece in parsed.segments:
            if piece.role not in _NOT_EMPLOYED:
                hits = self._finder.find(piece.text)
                if hits and piece.affiliated:
                    hits = tuple(hit for hit in hits if _named_so(hit))
                weighed = [self._among_others(hit, piece, parsed) for hit in hits]
                found += [self._said(hit, piece) for hit in weighed if hit.outcome is not Outcome.NO]
        return found

    def _among_others(self, hit: Hit, piece: Segment, parsed: Parsed) -> Hit:
        """What the other pieces take away: a freelancer's "SAP Consultant", a plain word beside unknown names."""
        others = [other for other in parsed.segments if other is not piece]
        if not piece.said and not hit.whole and self._works_elsewhere(hit, piece, parsed):
            return replace(hit, outcome=Outcome.NO)
        if not piece.said and any(self._stands_beside(hit, other) for other in others):
            return replace(hit, outcome=Outcome.NO)
        if piece.role is not Role.CURRENT or piece.said or piece.lent:
            return hit
        if parsed.doubtful:
            return replace(hit, outcome=Outcome.REVIEW if hit.whole else Outcome.NO, why=hit.why + ", but freelance")
        if any(self._only_affiliated(other.text) for other in others):
            return replace(hit, outcome=Outcome.REVIEW, why=hit.why + ", beside what is no employment")
        if hit.form.plain and hit.form.lone and self._beside_strangers(hit, piece, parsed):
            outcome = Outcome.NO if hit.form.needs_unit else Outcome.REVIEW
            return replace(hit, outcome=outcome, why=hit.why + ", beside other words")
        return hit

    def _works_elsewhere(self, hit: Hit, piece: Segment, parsed: Parsed) -> bool:
        """Whether the name only says what someone does at another firm: "Workday Consultant at Kainos"."""
        words = self._cleaner.words(piece.text)
        does = self._rest.only_titles(words[-1:]) and cues.CONTRACTED.search(piece.text) is None
        return does and any(
            other.said
            and other.role is Role.CURRENT
            and hit.form.target not in {found.form.target for found in self._finder.find(other.text)}
            for other in parsed.segments
        )

    def _stands_beside(self, hit: Hit, other: Segment) -> bool:
        """Whether another piece says that the firm only certified or funded them: "Microsoft Certified: Azure"."""
        if cues.BATCH.match(other.text):
            return True
        same = not hit.whole and other.affiliated
        return same and any(found.form.target == hit.form.target for found in self._finder.find(other.text))

    def _only_affiliated(self, text: str) -> bool:
        """Whether a piece says nothing but that the person stands beside a firm: "Delivery partner", "Volunteer"."""
        rest = cues.AFFILIATED.sub(" ", text)
        return rest != text and self._rest.only_titles(self._cleaner.words(rest))

    def _beside_strangers(self, hit: Hit, piece: Segment, parsed: Parsed) -> bool:
        """Whether another piece says something that neither the target nor a place, unit or title explains."""
        return any(
            other.role is Role.CURRENT
            and cues.TOWN.match(other.text) is None
            and self._rest.worst(self._cleaner.words(other.text), hit.form.allowed) >= Kind.UNKNOWN
            and hit.form.target not in {found.form.target for found in self._finder.find(other.text)}
            for other in parsed.segments
            if other is not piece
        )

    def _said(self, hit: Hit, piece: Segment) -> EmployerMatch:
        kinds = {"former" if piece.role is Role.FORMER else "current"}
        if piece.role is Role.AGENCY or piece.lent:
            kinds.add("agency")
        if piece.role is Role.OWNER or hit.form.what == "subsidiary":
            kinds.add("subsidiary")
        if hit.form.what == "initials":
            kinds.add("acronym")
        if hit.form.what in _ALIASES:
            kinds.add("alias")
        indirect = hit.tier is Tier.EXACT and bool(kinds & {"agency", "subsidiary"})
        tier = Tier.ALIAS if indirect else hit.tier
        return self._match(hit.form.target, hit.outcome, tier, kinds, f'"{piece.text}" {hit.why}')

    def _match(self, number: int, outcome: Outcome, tier: Tier, kinds: set[str], reason: str) -> EmployerMatch:
        tier = Tier.REVIEW if outcome is Outcome.REVIEW else tier
        named = tuple(kind for kind in _KINDS if kind in kinds)
        return EmployerMatch(self._targets[number].id, outcome, tier, named, reason)

    # --- rule 9: the domain ---

    def _weigh_domain(self, found: dict[int, EmployerMatch], domain: str, letters: int) -> dict[int, EmployerMatch]:
        """The target's domain decides over the text; one that only extends the target's cancels a hit."""
        whole, label = domains.registrable(domain), domains.label(domain)
        own = {form.target: form for form in self._index.domains.get(whole, ())}
        found = {
            number: replace(match, outcome=Outcome.REVIEW, tier=Tier.REVIEW)
            if number not in own and self._other_of_that_name(number, whole)
            else match
            for number, match in found.items()
        }
        found = {
            number: match
            for number, match in found.items()
            if number in own
            or not (
                self._extends(number, label)
                or _guessed(match, letters)
                or (letters <= _SHORT and self._of_another(number, whole))
            )
        }
        for number, form in own.items():
            self._add_domain(found, number, form, f"e-mail domain {whole} is {form.shown}")
        if domains.in_country(whole):
            for form in self._index.labels.get(label, ()):
                self._add_domain(found, form.target, form, f"e-mail domain {whole} is {form.shown} in a country")
        return found

    def _add_domain(self, found: dict[int, EmployerMatch], number: int, form: Form, reason: str) -> None:
        held = found.get(number)
        outcome = Outcome.MATCH if form.sure else Outcome.REVIEW
        if held and held.outcome is Outcome.MATCH and ("domain" in held.kinds or outcome is Outcome.REVIEW):
            return
        kinds = {*(held.kinds if held else ("current",)), "domain"}
        if form.what == "subsidiary":
            kinds.add("subsidiary")
        tier = Tier.ALIAS if kinds & {"agency", "subsidiary"} else Tier.EXACT
        found[number] = self._match(number, outcome, tier, kinds, f"{held.reason}; {reason}" if held else reason)

    def _of_another(self, number: int, whole: str) -> bool:
        """Whether the curated table gives the domain to another firm: "HP" at hpe.com."""
        owner = self._directory.by_domain.get(whole)
        return owner is not None and owner.organisation != self._index.standings[number].organisation

    def _other_of_that_name(self, number: int, whole: str) -> bool:
        """Whether a firm called by a plain word has another domain than this one of the same word: Bolt at bolt.com."""
        target = self._targets[number]
        words = self._cleaner.words(target.name)
        elsewhere = bool(target.domain) and not domains.in_country(whole) and words == (domains.label(whole),)
        return elsewhere and self._index.plain(words)

    def _extends(self, number: int, label: str) -> bool:
        """Whether a work domain belongs to a firm whose name only begins like the target's: deltadental, applebank."""
        target = self._targets[number]
        begins = {*self._cleaner.words(target.name)[:1], domains.label(target.domain) if target.domain else ""}
        for begin in begins - {"", label}:
            if len(begin) >= 2 and label.startswith(begin):
                rest = tuple(word for word in label[len(begin) :].split("-") if word)
                strange = self._rest.worst(rest, self._index.allowed[number]) > Kind.SAFE
                if self._index.plain((begin,)):
                    strange = not self._rest.only_places(rest)  # targetmarketing
                if strange and not self._names(number, label):
                    return True
        return False

    def _names(self, number: int, label: str) -> bool:
        return any(form.target == number for form in self._index.exact.get(label.replace("-", ""), ()))

    # --- people's answers ---

    def _apply_answers(self, found: dict[int, EmployerMatch], text: str) -> dict[int, EmployerMatch]:
        key = _answer_key(text)
        for target, number in self._numbers.items():
            same = self._answers.get((key, target))
            if same is False:
                found.pop(number, None)
            elif same:
                roles = {piece.role for piece in self._parser.parse(text).segments}
                kinds = {"former" if roles == {Role.FORMER} else "current", "alias"}
                reason = f'you said that "{text}" is "{self._targets[number].name}"'
                found[number] = self._match(number, Outcome.MATCH, Tier.EXACT, kinds, reason)
        return found


@lru_cache(maxsize=1)
def _prepared(knowledge: Knowledge) -> tuple[Cleaner, Parser, Remainder, Directory]:
    """What depends on the knowledge alone, made once for all sets of targets."""
    cleaner = Cleaner(knowledge.vocabulary)
    directory = Directory(knowledge.organisations, cleaner)
    return cleaner, Parser(knowledge.vocabulary, cleaner), Remainder(knowledge.vocabulary), directory


def directory_of(knowledge: Knowledge) -> tuple[Cleaner, Directory]:
    """The curated table by name and domain, with the cleaner its keys are made by."""
    cleaner, _, _, directory = _prepared(knowledge)
    return cleaner, directory


def _named_so(hit: Hit) -> bool:
    """Whether the word that sounds like a mere affiliation belongs to the name: Community Health, Delivery Hero."""
    return hit.form.what not in ("initials", "domain name") and (hit.whole or cues.is_affiliation(hit.form.shown))


def _guessed(match: EmployerMatch, letters: int) -> bool:
    """Whether a hit rests on initials that a strange work domain speaks against. ``letters``: how long the text is."""
    return "acronym" in match.kinds and (letters <= _INITIALS or match.outcome is Outcome.REVIEW)


def _answer_key(text: str) -> str:
    return unified(text).casefold()


def _rank(match: EmployerMatch) -> tuple[bool, bool, int, str, str]:
    """Match before review, current before former, surest rule first; then ids, so that the order is fixed."""
    review = match.outcome is not Outcome.MATCH
    return (review, "former" in match.kinds, _TIERS.index(match.tier), match.target_id, match.reason)
