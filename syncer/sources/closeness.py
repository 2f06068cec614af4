"""How well you know someone, as people write it in their own sheets, as the grades A, B and C.

===========================  =============================================  ========================================
grade                        words                                          numbers and stars
===========================  =============================================  ========================================
A family, good friends       family, close or good friend, friend, best,    5/5, 9/10 and up, 3/3; of tiers and
                             strong, very strong, very close, high, hot     priorities: 1
B very well, not closely     medium, warm, well, colleague, worked          4/5, 7/10 and up, 2/3; tier 2
                             together, mentor, manager, some
C would return a call        light, weak, low, loose, acquaintance, met,    3/5, 5/10 and up, 1/3; tier 3
                             classmate, neighbour, service provider
none                         cold, never met, do not know, a bare yes       below; tier 4 and on
===========================  =============================================  ========================================

Words: the scales seen in public sheets (input formats, section 8), and the definitions of the outreach model. A half
point counts down. Bare numbers and stars are of 3 where no cell of the column is above 3, of 5, or of 10.
"""

import re
from collections.abc import Iterable

from syncer.core.model import Grade

_LETTER = re.compile(r"(?:grade\s+|tier\s+)?([abc])\s?[+-]?(?:\W.*)?\Z", re.IGNORECASE)
_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von|de|sur|su|van)\s*(\d+)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"(?:tier|level|priority|p)?\s*(\d+(?:[.,]\d+)?)\Z", re.IGNORECASE)
_STARS = re.compile(r"[★⭐✭✩☆*\ufe0f\s]+\Z")
_FULL = re.compile(r"[★⭐✭*]")
_WORDS: tuple[tuple[Grade, str], ...] = (  # the first that occurs decides
    ("", "cold|never met|not met|unknown|none|stranger|(?:do not|don.?t) (?:really )?know|not at all|n/?a"),
    ("C", "not (?:very )?(?:close|well)|very weak|somewhat close|a little|a bit"),
    ("A", "family|relative|spouse|partner|wife|husband|brother|sister|cousin|uncle|aunt|mother|father|in-law"),
    ("A", "(?:close|good|best|old|dear|great) friends?|very (?:close|strong|well)|close|inner circle"),
    ("A", "strong(?:est)?|hot|high"),
    ("A", "familie|enge?r? freund(?:in)?|sehr (?:gut|eng)|famille|amie? proche|très (?:bien|proche)|familia"),
    ("C", "acquaint\\w*|acq|brief\\w*|met|barely|class ?mates?|alumn\\w*|neighbou?rs?|service providers?"),
    ("C", "weak|light|low|loose|cool|bekannte?r?|flüchtig|connaissance|conocid[oa]|conoscente|kennis"),
    ("B", "friends?|medium|med|mid|moderate|warm|well|good|ok(?:ay)?|fair(?:ly)?|know|some(?:what)?"),
    ("B", "col?leagues?|co-?workers?|work(?:ed)?|mentor|boss|manager"),
    ("B", "kollegen?|kollegin|gut|coll[eè]gues?|bien|compañer[oa]s?|collega'?s?|mittel|moyen"),
)
_PATTERNS = tuple((grade, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for grade, words in _WORDS)
_YES = frozenset(("y", "yes", "x", "true", "ja", "oui", "si", "sí", "✓", "✔", "no", "n", "false", "-", "?"))


def scale_of(texts: Iterable[str]) -> int:
    """The top of a column's scale (3, 5 or 10), from its highest bare number or row of stars."""
    highest = max((value for text in texts if (value := _bare(text)) is not None), default=5.0)
    return 3 if highest <= 3 else 5 if highest <= 5 else 10


def grade_of(text: str, scale: int = 5, *, ranks: bool = False) -> Grade | None:
    """The grade a cell stands for; ``""`` if it says that there is none; ``None`` if it is not understood.

    ``ranks``: the column counts tiers or priorities, 1 being the first.
    """
    text = text.strip()
    if not text or text.casefold() in _YES:
        return ""
    if letter := _LETTER.match(text):
        return _as_grade(letter[1].upper())
    if of := _OF.match(text):
        return _of_scale(_number(of[1]), int(of[2]))
    value = _bare(text)
    if value is not None:
        return _of_rank(value) if ranks and not _STARS.match(text) else _of_scale(value, scale)
    return next((grade for grade, words in _PATTERNS if words.search(text)), None)


def _bare(text: str) -> float | None:
    """A number without its scale, or the number of full stars."""
    if _STARS.match(text) and text.strip():
        return float(len(_FULL.findall(text)))
    found = _NUMBER.match(text.strip())
    return _number(found[1]) if found else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _of_rank(value: float) -> Grade:
    return _as_grade({1: "A", 2: "B", 3: "C"}.get(int(value), ""))


def _of_scale(value: float, top: int) -> Grade | None:
    if top not in (3, 4, 5, 10) or value > top:
        return None
    floors = {3: (3, 2, 1), 4: (4, 3, 2), 5: (5, 4, 3), 10: (9, 7, 5)}[top]
    return next((_as_grade(grade) for grade, floor in zip("ABC", floors, strict=True) if value >= floor), "")


def _as_grade(text: str) -> Grade:
    return "A" if text == "A" else "B" if text == "B" else "C" if text == "C" else ""
