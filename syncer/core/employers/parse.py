"""Takes an employer text apart: which pieces name an employer, and how the person stands to each.

"ex-Google | Stripe (via Adecco)" is a former employer, a current one and an agency. "Microsoft MVP" names no employer.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from syncer.core.employers.normalise import Cleaner, unified
from syncer.core.employers.vocabulary import Vocabulary


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
    AFFILIATED = "affiliated"
    """Partner, reseller, certified, alumni, backed by: no employment."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of an employer text. ``said``: marked as an employer ("at", "@"), not just listed."""

    text: str
    role: Role = Role.CURRENT
    lent: bool = False
    """The person works there through an agency."""
    said: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """The pieces in the order written. ``doubtful``: the person says to be self-employed or a freelancer.

    ``whole``: the text may also be one name with a comma or bracket inside, looked up as it stands.
    """

    segments: tuple[Segment, ...]
    doubtful: bool = False
    whole: str = ""


_SEPARATOR = re.compile(
    r"""(?P<bar>\s*[|;·•⟶→]\s*|\s+[/\\]\s+|(?<=\w\w\w)/(?=\w\w\w)|\s+[-–—]+\s+|\s*[–—]\s+|\s*:\s+|\s*\uff5c\s*)
    |(?P<comma>\s*[,，、]\s*)
    |(?P<open>\s*[(\[（【]\s*)
    |(?P<close>\s*[)\]）】]\s*)
    |(?P<at>(?:^|\s+|(?<=\w))@\s*|\s+at\s+|^at\s+|\s+bei\s+|\s+chez\s+|\s+presso\s+|(?:^|\s+)(?:working|works?|contracting|contractor|consultant|consulting|employed|employee)\s+(?:for|of|by)\s+(?:the\s+)?)
    |(?P<via>(?:^|\s+)(?:on\s+)?(?:contract(?:ed|or|ing)?\s+)?(?:via|through|c/o|by\s+way\s+of|employed\s+by|payrolled\s+by|über|durch)\s+)
    |(?P<now>(?:^|\s+)(?:and\s+)?(?:is\s+|are\s+)?(?:now|currently|present(?:ly)?:?|today|jetzt|actuellement|actualmente)\s+(?:at\s+|with\s+|@\s*)?)
    |(?P<former>(?:^|(?<=\s)|(?<=[(,|/]))(?:ex[- ]|x-|former(?:ly)?\b[:,]?(?:\s+(?:at|with|of|known\s+as))?\s*|formally\s+(?:at\s+)?|previously\b[:,]?(?:\s+(?:at|with|of))?\s*|prev\b\.?:?\s*|prior(?:ly)?:?\s+(?:at\s+)?|past:?\s+|late\s+of\s+|once\s+at\s+|retired\s+from\s+|left\s+|ehemals?\s+|ehem\.\s*|früher\s+|ancien(?:ne)?(?:ment)?\s+(?:de\s+|chez\s+)?|antes\s+(?:en\s+|na\s+|no\s+)?|anteriormente\s+(?:en\s+)?|voormalig\s+|бывш(?:ий|ая|ие)\s+|экс-|前|元)(?=\S))
    |(?P<owner>(?:^|\s+)(?:(?:now\s+)?(?:a\s+|an\s+)?(?:part|division|subsidiary|brand|unit|member)\s+of|(?:now\s+)?(?:wholly\s+)?owned\s+by|(?:now\s+)?acquired\s+by|(?:now\s+)?powered\s+by|(?:ein|une)\s+(?:unternehmen|société)\s+(?:der|des|du))\s+(?:the\s+)?)
    |(?P<recruits>(?:^|\s+)(?:recruit(?:er|ing|ment)?|talent\s+(?:acquisition|partner)|sourc(?:er|ing)|headhunt(?:er|ing)|hiring|staffing)\s+for\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEEDS_SPLIT = re.compile(
    r"[|;·•⟶→/\\,，、()\[\]（）【】@:–—｜]| - |\b(?:at|via|now|ex|former|formerly|previously|prev|retired|through|part|for|from|of|by|currently|left|past|prior|bei|chez|presso|ancien|ancienne|an?)\b|前|元|экс|бывш",
    re.IGNORECASE,
)
_AN_X_COMPANY = re.compile(
    r"^an?\s+(?P<owner>.+?)\s+(?:company|business|brand|subsidiary|firm|group company)$", re.IGNORECASE
)
_NETWORK = re.compile(r"^(?P<name>.+?)\s+(?:network|family|group of companies)$", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:laid[\s-]*off|layoff|made redundant|until|ended|resigned|alum(?:ni)? network|left)\b", re.IGNORECASE
)
_LENT = re.compile(
    r"\b(?:contract(?:or|ed|ing)?|temp|tvc|contingent|vendor|freelance(?:r)?|consultant)\b", re.IGNORECASE
)
_AFFILIATION = re.compile(
    r"""\b(?:certified|accredited|mvp|resellers?|retailer\s+for|backed|funded\s+by|alum(?:ni|nus|na|s)?|superhosts?|ambassadors?|top\s+voice|volunteer(?:ing)?
    |competitor|alternative|affiliated|affiliate\s+(?:marketer|program)|evangelist\s+program|organi[sz]ers?|franchise(?:e|es|r)?|authori[sz]ed|dealer(?:ship)?s?|user\s+groups?|fan\s*club
    |student\s+clubs?|developer\s+(?:expert|student|group)s?|(?:gold|silver|premier|solutions?|consulting|technology|implementation|channel|delivery|business|google|aws|sap|microsoft|salesforce|hubspot|shopify|oracle|platinum|preferred|official)\s+partners?(?!\s+at\b)
    |partner\s+(?:agency|network|program)|sellers?|shop\s+owner|host|the\s+\w+\s+(?:for|of)|investors?\s+in|advis[eo]rs?\s+to|customers?\s+of|supplier\s+(?:to|of)|vendor\s+(?:to|of|for)|client\s+of|user\s+of|fan\s+of|inspired\s+by
    |competing\s+with|aspiring|future|incoming\s+applicant|interviewing|scholars?|fellowship|accelerator|cohort|batch|award(?:ed)?|winner|marketplace|'\d\d\s+company|trainer|instructor|tedx\w*|champion|community|influencer|creator|youtuber|uses?|using|build(?:ing)?\s+(?:on|with|the|an?))\b
    |\([^)]*\b[YSWF]\d\d\)|\byc\s*[swf]\d\d\b|\b[swf]2[0-9]\b$|^not\s""",
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON = frozenset({"comma", "open"})


class Parser:
    """Takes texts apart by one vocabulary. Results are cached."""

    def __init__(self, vocabulary: Vocabulary, cleaner: Cleaner) -> None:
        self._words = vocabulary
        self._cleaner = cleaner
        self.parse = lru_cache(maxsize=None)(self._parse)

    def is_employer(self, text: str) -> bool:
        """Whether a piece could name an employer: not "Self-employed", "Stealth", "-", or only titles."""
        if text.casefold() in self._words.non_employers_native:
            return False
        words = self._cleaner.raw_words(text)
        return (
            any(any(letter.isalnum() for letter in word) for word in words)
            and " ".join(words) not in self._words.non_employers
        )

    def _parse(self, text: str) -> Parsed:
        text = unified(text)
        if not _NEEDS_SPLIT.search(text):
            return self._simple(text)
        segments: list[Segment] = []
        doubtful = False
        for piece in self._pieces(text):
            words = " ".join(self._cleaner.raw_words(piece.text))
            if words in self._words.doubtful_company and piece.role is Role.CURRENT:
                doubtful = True
            if piece.text and self.is_employer(piece.text):
                segments.append(piece)
        segments = _lent_where_agency(segments, text)
        whole = text if len(segments) > 1 or "(" in text or "," in text else ""
        return Parsed(tuple(segments), doubtful or _freelance_word(text), whole)

    def _simple(self, text: str) -> Parsed:
        if not self.is_employer(text):
            return Parsed(())
        role = Role.AFFILIATED if _AFFILIATION.search(text) else Role.CURRENT
        return Parsed((Segment(text, role),), _freelance_word(text))

    def _pieces(self, text: str) -> list[Segment]:
        """The text cut at separators, each piece in the role that the cues before it give."""
        pieces: list[Segment] = []
        role, lent, said, start = Role.CURRENT, False, False, 0
        depth: list[tuple[Role, bool]] = []
        for found in _SEPARATOR.finditer(text):
            kind = found.lastgroup or ""
            self._close(pieces, text[start : found.start()], role, lent, said)
            start = found.end()
            if kind == "at" and pieces:
                lent = bool(_LENT.search(text[: found.end()])) and role is Role.CURRENT
            if kind == "open":
                depth.append((role, lent))
                role = Role.CURRENT if role in (Role.AGENCY, Role.RECRUITS) else role
            elif kind == "close":
                role, lent = depth.pop() if depth else (Role.CURRENT, False)
            else:
                role = _next_role(kind, role)
            said = kind == "at"
            if kind in ("bar", "now"):
                lent = False
        self._close(pieces, text[start:], role, lent, said)
        return pieces

    def _close(self, pieces: list[Segment], text: str, role: Role, lent: bool, said: bool) -> None:
        text = text.strip(" .,-–—\"'“”„«»")
        if not text:
            return
        owner = _AN_X_COMPANY.match(text)
        if owner and pieces:
            pieces.append(Segment(owner["owner"], Role.OWNER))
            return
        if role is Role.OWNER and (network := _NETWORK.match(text)):
            text = network["name"]
        if _LEFT.search(text) and pieces:
            pieces[-1] = Segment(pieces[-1].text, Role.FORMER, pieces[-1].lent, pieces[-1].said)
            return
        if role is not Role.OWNER and _AFFILIATION.search(text) and not said:
            role = Role.AFFILIATED
        pieces.append(Segment(text, role, lent, said))


def _next_role(kind: str, role: Role) -> Role:
    """The role of the piece after a separator. A list after "ex-" stays former until a bar or "now"."""
    named = {"via": Role.AGENCY, "former": Role.FORMER, "owner": Role.OWNER, "recruits": Role.RECRUITS}
    if kind in named:
        return named[kind]
    if kind == "comma":
        return role if role is Role.FORMER else Role.CURRENT
    if kind == "at":
        return role if role is Role.FORMER else Role.CURRENT
    return Role.CURRENT


def _lent_where_agency(segments: list[Segment], text: str) -> list[Segment]:
    """With an agency named, those who are worked for are worked for through it."""
    if not any(segment.role is Role.AGENCY for segment in segments):
        return segments
    return [
        Segment(piece.text, piece.role, True, piece.said) if piece.role is Role.CURRENT else piece for piece in segments
    ]


def _freelance_word(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:freelance|freelancer|self-employed|self employed|freiberuflich|selbständig|independiente|autónomo)\b",
            text,
            re.IGNORECASE,
        )
    )
