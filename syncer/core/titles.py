"""What a job title says: function, level, whether they recruit, whether they founded the firm."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from syncer.core import titles_levels as ranks
from syncer.core import titles_occupations as occupations
from syncer.core import titles_table as table
from syncer.core import titles_trades as trades

PLAIN, SENIOR, MANAGER, DIRECTOR, VICE_PRESIDENT, TOP = 1, 2, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Role:
    """A title understood. ``function`` "" is unknown; ``seniority`` runs from 0 (in training) to 6 (the top)."""

    function: str = ""
    seniority: int = PLAIN
    recruiter: bool = False
    founder: bool = False


NO_ROLE = Role()

_PARTS = re.compile(r"\s+[|•·–—-]\s+|[|•·;,/()\[\]\n]| @|@ ")
_EMPLOYER = re.compile(r"\s(?:at|bei|chez)\s.*|@.*")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_GENDER = re.compile(r"\([mwfdxh]([/|][mwfdxh])+\)|(?<=\w)[*:_](?:in|innen)\b|·(?:e|trice|euse)\b", re.IGNORECASE)
_FOUNDER = re.compile(
    r"\b(?:co ?)?(?:founder|fondateur|fondatrice|fundador|fundadora|(?:mit)?grunder|(?:mit)?grunderin)\b"
    r"|\b(?:owner|inhaber|inhaberin|propietari[oa]|proprietari[oa]|proprietaire)\b"
    r"|\bgeschaftsfuhrende[rn]? gesellschafter(?:in)?\b"
)
_NO_FOUNDER = re.compile(
    r"\b(?:product|process|service|data|system|home|business process) owner\b|\bfounders? office\b"
)
_PARTNER = re.compile(r"^(?:senior |equity )?partner(?:in)?$")

_SMALL_UNITS = ("team", "bau", "gruppe", "schicht", "gebiet", "bezirk", "filial", "region")
_ASSISTANTS = ("assist", "asist", "secretar", "sekretar")
_OF = frozenset({"der", "des", "de", "du", "da", "do", "del", "of", "von"})
_FEMININE = (
    ("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("ienne", "ien"), ("innen", ""), ("in", ""), ("ora", "or"),
    ("essa", "e"), ("triz", "dor"), ("a", "o"), ("ee", "e"), ("e", ""), ("a", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def role_of(title: str) -> Role:
    """The role a title names; ``NO_ROLE`` for a blank or unreadable one. Cut at " at ", "|" and the like."""
    if not title.strip():
        return NO_ROLE
    parts = [words for part in _PARTS.split(_GENDER.sub("", title)) if (words := _words(part))]
    if not parts:
        return NO_ROLE
    whole = " ".join(" ".join(words) for words in parts)
    founder = bool(_FOUNDER.search(whole)) and not _NO_FOUNDER.search(whole)
    function = _function_of(parts, enough=3 if founder else 2)
    level = TOP if founder else _level(parts)
    return Role(function, level, function == "recruiting" or _recruits(whole), founder)


def _function_of(parts: list[tuple[str, ...]], enough: int) -> str:
    """The function of the first part that names one strongly enough: "Founder, Doe Robotics" is not in robotics."""
    found = [_function(words) for words in parts]
    first = next((name for name, weight in found if weight >= enough), "")
    return first or (found[0][0] if enough > 2 and found[0][0] else max(found, key=lambda one: one[1])[0])


def related_functions(left: str, right: str) -> str:
    """How two functions stand to each other: ``same``, ``adjacent``, ``other``, or ``unknown`` if one is."""
    if not left or not right or "general" in (left, right):
        return "same" if left and left == right else "unknown"
    if left == right:
        return "same"
    return "adjacent" if right in _ADJACENT.get(left, ()) or left in _ADJACENT.get(right, ()) else "other"


def same_work(left: str, right: str) -> bool:
    """Whether two titles of one function name the same work.

    Functions such as health hold trades that have little in common: there a word must be shared beside the level, as
    by a charge nurse and a nurse educator, and not by a pharmacist.
    """
    one = role_of(left)
    if not one.function or one.function != role_of(right).function:
        return False
    return one.function not in _MANY_TRADES or not _trade_words(left).isdisjoint(_trade_words(right))


@lru_cache(maxsize=1 << 14)
def _trade_words(title: str) -> frozenset[str]:
    words = {word for part in _PARTS.split(_GENDER.sub("", title)) for word in _words(part)}
    kept = {_SHORT_TRADES.get(word, _masculine(word)) for word in words if word not in _LEVELS}
    return frozenset(word for word in kept if _WORDS.get(word, ("", 0))[1] != 2 and len(word) > 2)


def _words(part: str) -> tuple[str, ...]:
    """The words of one part of a title, folded, without the employer behind " at "."""
    text = part if part.isascii() else anyascii(part)
    return tuple(_NOT_LETTER.sub(" ", _EMPLOYER.sub("", text.lower())).split())


def _function(words: tuple[str, ...]) -> tuple[str, int]:
    """The function the words name and how strongly (0: not at all). Earlier words win among equals."""
    for spelt in (words, tuple(_masculine(word) for word in words)):
        for size in (4, 3, 2):
            for start in range(len(words) - size + 1):
                if name := _PHRASES.get(" ".join(spelt[start : start + size])):
                    return name, 4
    best = ("", 0)
    for word in words:
        name, weight = _WORDS.get(word) or _WORDS.get(_masculine(word)) or ("", 0)
        if not weight and len(word) >= 8:
            name, weight = _compound(word)
        if weight > best[1]:
            best = (name, weight)
    return best


@lru_cache(maxsize=1 << 14)
def _masculine(word: str) -> str:
    """A trade's other form, as lists hold it: auditora, auditor; controleuse, controleur; designerin, designer."""
    for ending, instead in _FEMININE:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            bare = word.removesuffix(ending) + instead
            if bare in _KNOWN:
                return bare
    return word


@lru_cache(maxsize=1 << 14)
def _compound(word: str) -> tuple[str, int]:
    """What a German compound ends with (Grafik-designer), or a stem inside it."""
    for start in range(2, len(word) - 3):
        name, weight = _WORDS.get(word[start:]) or _WORDS.get(_masculine(word[start:])) or ("", 0)
        if weight > 1:
            return name, weight
    return next(((name, 2) for stem, name in _STEMS if len(word) >= 9 and stem in word), ("", 0))


def _level(parts: list[tuple[str, ...]]) -> int:
    """The level of the first part that names one; plain if none does."""
    levels = [_level_of(words) for words in parts]
    named = [level for level in levels if level is not None]
    return named[0] if named else PLAIN


def _level_of(words: tuple[str, ...]) -> int | None:
    if "to" in words[1:]:  # "Executive Assistant to the CEO": not the CEO
        words = words[: words.index("to", 1)]
    elif words[0].startswith(_ASSISTANTS):  # Assistentin der Geschäftsführung, secretaria de dirección
        words = words[: next((at for at, word in enumerate(words) if word in _OF), len(words))]
    text = f" {' '.join(words)} "
    highest: int | None = None
    for phrase, level in _LEVEL_PHRASES:
        if f" {phrase} " in text:
            text = text.replace(f" {phrase} ", " ")
            highest = level if highest is None else max(highest, level or 0)
    rest = text.split()
    if _PARTNER.match(" ".join(rest)):
        return TOP
    named = [_word_level(rest, at) for at in range(len(rest))]
    levels = [level for level in (*named, highest) if level is not None]
    if not levels:
        return None
    if max(levels) == SENIOR and 0 in levels:
        return SENIOR
    return max(levels) if max(levels) > PLAIN else min(levels)


def _word_level(words: list[str], at: int) -> int | None:
    word = words[at]
    if word in ("manager", "managerin") and at and words[at - 1] in _PLAIN_MANAGERS:
        return None
    if word == "manager" and at > 1 and words[at - 1] == "operations" and words[at - 2] in _PLAIN_OPERATIONS:
        return None
    level = _LEVELS.get(word)
    if level is None:
        level = _LEVELS.get(_masculine(word)) or None  # never 0: an "auditeur interne" is no intern
    if word.endswith(("leiter", "leiterin")) and word.startswith(_SMALL_UNITS):
        return MANAGER
    if level is None and len(word) >= 9 and word.endswith(("leiter", "leiterin")):
        return None if "projekt" in word else DIRECTOR
    return level


def _recruits(text: str) -> bool:
    return "recruit" in text or "talent acquisition" in text or "headhunt" in text


def _by_word(lists: Mapping[str, str], separator: str | None = None) -> dict[str, str]:
    return {" ".join(entry.split()): name for name, text in lists.items() for entry in text.split(separator)}


_PHRASES = _by_word(occupations.PHRASES, ",") | _by_word(table.PHRASES, ",")
_WORDS: dict[str, tuple[str, int]] = {
    word: (name, weight)
    for weight, lists in (
        (1, table.WEAK),
        (2, trades.FIELDS),
        (3, trades.TRADES),
        (2, table.FIELDS),
        (3, table.TRADES),
    )
    for word, name in _by_word(lists).items()
}
_KNOWN = (
    frozenset(_WORDS)
    | {word for phrase in _PHRASES for word in phrase.split()}
    | frozenset(word for _, text in ranks.LEVELS for word in text.split())
)
_STEMS = tuple((stem, name) for name, text in table.COMPOUND_STEMS.items() for stem in text.split())
_ADJACENT = {name: frozenset(text.split()) for name, text in table.ADJACENT.items()}
_LEVEL_PHRASES = tuple(
    (phrase.strip(), level)
    for level, text in ranks.LEVEL_PHRASES
    for phrase in sorted(text.split(","), key=lambda one: (-len(one), one))
)
_LEVELS = {word: level for level, text in ranks.LEVELS for word in text.split()}
_MANY_TRADES = frozenset(("health", "education", "research", "hardware", "manufacturing"))
_SHORT_TRADES = dict.fromkeys(("rn", "lpn", "lvn", "rgn", "cna", "crna", "aprn", "nursing", "nurses"), "nurse")
_PLAIN_MANAGERS = frozenset(ranks.PLAIN_MANAGERS.split())
_PLAIN_OPERATIONS = frozenset(ranks.PLAIN_OPERATIONS.split())
