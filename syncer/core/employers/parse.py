"""Takes an employer text apart: which pieces name an employer, and how the person stands to each.

"ex-Google | Stripe (via Adecco)" is a former employer, a current one and an agency. "Microsoft MVP" names no employer.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from syncer.core.employers import cues
from syncer.core.employers.normalise import Cleaner, initials, unified
from syncer.core.employers.vocabulary import Vocabulary
from syncer.core.remembered import remembered


class Role(StrEnum):
    """How the person stands to the employer that a piece names."""

    CURRENT = "current"
    FORMER = "former"
    AGENCY = "agency"
    """The firm that lends the person out."""
    OWNER = "owner"
    """The piece names the firm the employer belongs to: "part of", "an IBM company"."""
    RECRUITS = "recruits"
    """The person finds staff for it."""
    SUPPLIES = "supplies"
    """The person's employer works for it: "supplier to"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of an employer text. ``said``: marked as an employer ("at", "@"), not just listed."""

    text: str
    role: Role = Role.CURRENT
    lent: bool = False
    """The person works there through an agency."""
    said: bool = False

    @property
    def affiliated(self) -> bool:
        """Partner, reseller, certified, alumni, backed by: no employment. Asked only of pieces that name a firm."""
        return not self.said and self.role in (Role.CURRENT, Role.FORMER) and cues.is_affiliation(self.text)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The pieces in the order written. ``doubtful``: the person says to be self-employed or a freelancer.

    ``whole``: the text may also be one name with a comma or bracket inside, looked up as it stands; else "".
    """

    segments: tuple[Segment, ...]
    doubtful: bool = False
    whole: str = ""


_ROLES = {
    "via": Role.AGENCY,
    "former": Role.FORMER,
    "owner": Role.OWNER,
    "recruits": Role.RECRUITS,
    "supplies": Role.SUPPLIES,
}
_SAYS_WHAT = 2
_TRIM = " .,-\u2010\u2013\u2014\"'“”„«»|"


class Parser:
    """Takes texts apart by one vocabulary. Results are cached."""

    def __init__(self, vocabulary: Vocabulary, cleaner: Cleaner) -> None:
        self._words = vocabulary
        self._cleaner = cleaner
        self.parse = remembered(self._parse)

    def is_employer(self, text: str) -> bool:
        """Whether a piece could name an employer: not "Self-employed", "Stealth" or "-"."""
        if not text.isascii() and text.casefold() in self._words.non_employers_native:
            return False
        words = self._cleaner.raw_words(text)
        if not words or " ".join(words) in self._words.non_employers:
            return False
        return not (
            words[0] in self._words.non_employers and words[-1] in self._words.persons and len(words) == _SAYS_WHAT
        )

    def _parse(self, text: str) -> Parsed:
        text = unified(text)
        if not cues.needs_cutting(text):
            return self._simple(text)
        cut = _Cutter(self._cleaner).cut(text)
        pieces = [piece for piece in cut if self.is_employer(piece.text)]
        whole = text if pieces and pieces[0].text != text and self.is_employer(text) else ""
        alone = any(" ".join(self._cleaner.raw_words(piece.text)) in self._words.doubtful_company for piece in cut)
        return Parsed(_lent_where_agency(pieces), alone or bool(cues.FREELANCE.search(text)), whole)

    def _simple(self, text: str) -> Parsed:
        if not self.is_employer(text):
            return Parsed(())
        return Parsed((Segment(text),), bool(cues.FREELANCE.search(text)))


class _Cutter:
    """Cuts one text at separators; each piece stands in the role that the cues before it give."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner
        self._pieces: list[Segment] = []
        self._role, self._lent, self._said = Role.CURRENT, False, False
        self._outside: list[tuple[Role, bool]] = []

    def cut(self, text: str) -> list[Segment]:
        """The pieces in the order written, empty ones left out."""
        start = 0
        for found in cues.SEPARATOR.finditer(text):
            kind = found.lastgroup or ""
            if kind == "at" and cues.OF_A_SCHOOL.search(text[start : found.start()]):
                continue  # the University of Texas at Austin, the college at Wise
            self._close(text[start : found.start()])
            start = found.end()
            self._turn("at" if kind == "sign" else kind, text[:start])
        self._close(text[start:])
        return self._pieces

    def _turn(self, kind: str, before: str) -> None:
        if kind == "open":
            self._outside.append((self._role, self._lent))
            self._role = self._role if self._role is Role.FORMER else Role.CURRENT
        elif kind == "close":
            self._role, self._lent = self._outside.pop() if self._outside else (Role.CURRENT, False)
        elif kind in _ROLES:
            self._role = _ROLES[kind]
        elif not (kind in ("comma", "at") and self._role is Role.FORMER):
            self._role = Role.CURRENT  # a list after "ex-" stays former until a bar or "now"
        if kind == "at":
            self._lent = self._role is Role.CURRENT and bool(cues.LENT.search(before))
        elif kind in ("bar", "now"):
            self._lent = False
        self._said = kind == "at"

    def _close(self, text: str) -> None:
        text = text.strip(_TRIM)
        if not text:
            return
        pieces = self._pieces
        if pieces and cues.LEFT.search(text):
            pieces[-1] = replace(pieces[-1], role=Role.FORMER)
        elif pieces and (owner := cues.AN_X_COMPANY.match(text)):
            pieces.append(Segment(owner["owner"], Role.OWNER))
        elif pieces and text.isupper() and text in initials(self._cleaner.raw_words(pieces[-1].text)):
            return  # an acronym in brackets belongs to the name before it: Manipal Institute of Technology (MIT)
        else:
            pieces.append(self._piece(text))

    def _piece(self, text: str) -> Segment:
        role = self._role
        if role is Role.OWNER:
            network = cues.GROUP_OF.match(text)
            return Segment(network["name"] if network else text, role)
        return Segment(text, role, self._lent, self._said)


def _lent_where_agency(pieces: list[Segment]) -> tuple[Segment, ...]:
    """With an agency named, those who are worked for are worked for through it."""
    if not any(piece.role is Role.AGENCY for piece in pieces):
        return tuple(pieces)
    return tuple(replace(piece, lent=True) if piece.role is Role.CURRENT else piece for piece in pieces)
