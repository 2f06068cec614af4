"""Taking names apart: what a person is called, without titles, degrees, pronouns and remarks.

``Name.display`` is what the source holds, verbatim (wrongly decoded text repaired); the parts serve comparing.
Two or three ordinary words, nearly every name, take microseconds; `nameparser` (160 us) reads the rest.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from syncer.core.model import Name
from syncer.core.normalise.letters import MARKS, fold, repaired, visible
from syncer.core.normalise.remarks import (
    CUT,
    DRESS,
    PRONOUNS,
    ROLES,
    STATUS,
    SUFFIXES,
    bare,
    is_abbreviation,
    is_credential,
    is_title,
)
from syncer.core.normalise.scripts import family_first, is_family_first

__all__ = ["fold", "join_name", "name_key", "read_name"]

_BREAKS = re.compile(r"[\r\n\t\v\f\u2028\u2029\x85]+")
_WORD = rf"(?:[^\W\d_]++|[{MARKS}])++"
_PLAIN = re.compile(rf"{_WORD}(?:['’ʼ-]{_WORD})*\Z")
_INITIAL = re.compile(rf"(?:[^\W\d_][{MARKS}]*\.?-?){{1,3}}\Z")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´′‘](?=[^\W\d_])")
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|[\"“”„«]([^\"“”„«»]+)[\"“”»]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")
_NOT_LETTERS = re.compile(rf"[^\w\s{MARKS}.,'’ʼ&·・/|()\[\]-]|[\d_]")
_BORN = re.compile(r"^(?:née?|nee|geb\.?|geborene?r?|born|o\.?s\.?|z domu|roz\.|rozená)\s+(.+)$", re.IGNORECASE)
_NOW = re.compile(r"^(?:now|jetzt|verh\.?|married name|mar\.|maintenant|ahora)\s+([^\W\d_][\w .'’-]*)$", re.IGNORECASE)
_BORN_INSIDE = re.compile(r"\s+(?:née|nee|geb\.|geborene)\s+(.+)$", re.IGNORECASE)
_PARTICLE_WORDS = """af al 't bin bint d da dal dalla das de degli dei del della den der des di do dos du el ibn la las
    le les lo los mac op san santa st ten ter 'n van vande vanden vander vom von vonder zu zum zur"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())

# Names that stand before another surname in Spanish and Portuguese, far more often than as a middle name.
_IBERIAN_WORDS = """
    aguilar almeida alonso alvarez alves araujo barbosa blanco cabrera campos cardoso carvalho castillo castro
    contreras costa cruz diaz dominguez espinoza estrada fernandes fernandez ferreira flores fuentes garcia
    gomes gomez goncalves gonzales gonzalez guerrero gutierrez guzman hernandez herrera jimenez juarez lima
    lopes lopez marques marquez martinez martins medina mejia mendez mendoza molina morales moreno munoz navarro
    nunez oliveira ortega ortiz pena pereira perez pinto ponce ramirez ramos reyes ribeiro rios rivera rocha
    rodrigues rodriguez rojas romero ruiz salazar sanchez santana santos serrano silva soares soto sousa souza
    suarez teixeira torres vargas vasquez vazquez velasquez vega vieira"""
_IBERIAN = frozenset(_IBERIAN_WORDS.split())


# Signs or words without which a name holds no remark, aside, or mark to cut it at.
_MAY_REMARK = re.compile(
    r"[^\w\s.,'’-]|'|[-–—]\s|\s[-–—]|hir|open|look|seek|search|leave|such|recherche|búsqueda|cerca|n[ée]e|geb|\bat\b",
    re.I,
)


class _Cleaned(NamedTuple):
    words: tuple[str, ...]
    after_comma: tuple[str, ...]
    aside: str
    maiden: str
    suffix: str
    now: str = ""
    """The surname of today, where the text says so: ``Aoife Brennan (now Kelly)``."""


_NOTHING = _Cleaned((), (), "", "", "")


def name_key(name: Name) -> str:
    """``given family`` folded, ``""`` unless both are known: equal keys are one name however it was written."""
    given, family = fold(name.given), fold(name.family)
    return f"{given} {family}" if given and family else ""


def join_name(first: str, middle: str, last: str) -> str:
    """The parts in the order and spacing their script wants: ``Ada Lovelace``, ``山田太郎``."""
    parts = [part for part in (first, middle, last) if part]
    joined = " ".join(parts)
    if len(parts) > 1 and not joined.isascii() and all(is_family_first(part) for part in parts):
        return last + first + middle
    return joined


@lru_cache(maxsize=1 << 16)
def read_name(full: str = "", first: str = "", middle: str = "", last: str = "", nickname: str = "") -> Name:
    """A name from what a source holds of it: one text, or parts, or both (then the parts rule, the text is shown).

    An e-mail address or a number in place of a name is shown and gives no parts.
    """
    if first and last and not middle and not nickname and _as_usual(full, first, last):
        return Name(full.strip() or join_name(first, "", last), first, "", last)
    full, first, middle, last, nickname = map(_as_written, (full, first, middle, last, nickname))
    display = full or join_name(first, middle, last)
    if not (first and last) and ("@" in display or not any(map(str.isalpha, display))):
        return Name(display=display, nickname=visible(nickname))
    text, first, middle, last = (_APOSTROPHE.sub("’", part) for part in (full or first or last, first, middle, last))
    name = _from_parts(display, first, middle, last) if first and last else _from_text(display, text)
    if nickname and not name.nickname:
        name = replace(name, nickname=visible(nickname))
    return name


def _as_usual(full: str, first: str, last: str) -> bool:
    """Whether the parts of a name are two ordinary words: most are."""
    if not _PLAIN.match(first) or not _PLAIN.match(last) or first.lower() in DRESS or last.lower() in DRESS:
        return False
    whole = full or first + last
    if not whole.isprintable():
        return False
    return whole.isascii() or _composed(repaired(f"{first} {last} {full}")) == f"{first} {last} {full}"


def _as_written(text: str) -> str:
    if not text:
        return ""
    return _composed(repaired(text if text.isprintable() else _BREAKS.sub(" ", text))).strip()


def _composed(text: str) -> str:
    """Each letter with its accent as one character, as most programs write it; macOS may write two."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _from_parts(display: str, first: str, middle: str, last: str) -> Name:
    if _PLAIN.match(first) and _PLAIN.match(last) and not middle and not is_title(first):
        return Name(display, first, "", last)
    given, family, between = _clean(first), _clean(last, family=True), _clean(middle)
    if is_title(first) and family.words:  # a card with "Dr." for a first name
        return _under_title(display, middle, family)
    if not given.words or not family.words:
        return _from_text(display, f"{first} {middle} {last}")
    words = list(given.words)
    initials: list[str] = []
    while len(words) > 1 and _INITIAL.match(words[-1]):
        initials.insert(0, words.pop())
    surname = " ".join(family.words)
    return Name(
        display=display,
        given=" ".join(words),
        middle=" ".join([*initials, *between.words]),
        family=family.now or surname,
        nickname=given.aside or given.maiden or between.aside,
        maiden=family.maiden or family.aside or (surname if family.now else ""),
        suffix=family.suffix or given.suffix,
    )


def _under_title(display: str, middle: str, family: _Cleaned) -> Name:
    """A name whose given part is a title only: the family part holds the whole name, or the family name alone."""
    if len(family.words) > 1 and family.words[0].casefold() not in _PARTICLES:
        return replace(_from_text(display, " ".join(family.words)), suffix=family.suffix)
    return Name(display, middle, "", " ".join(family.words), maiden=family.maiden, suffix=family.suffix)


def _from_text(display: str, text: str) -> Name:
    if is_family_first(text):
        family, given = family_first(visible(text))
        return Name(display, given, "", family)
    words = text.split()
    if _ordinary(words):
        return Name(display, *_split(words))
    clean = _clean(text)
    words = list(clean.words)
    if clean.after_comma and words:
        given, middle, family = clean.after_comma[0], " ".join(clean.after_comma[1:]), " ".join(words)
    elif is_family_first(" ".join(words)):
        (family, given), middle = family_first(" ".join(words)), ""
    else:
        given, middle, family = _split(words)
    maiden = clean.maiden or (family if clean.now else "")
    return Name(display, given, middle, clean.now or family, clean.aside, maiden, clean.suffix)


def _ordinary(words: list[str]) -> bool:
    """Whether there is nothing to clean: words of letters, none of them a title, degree or remark."""
    if not all(map(_PLAIN.match, words)) or not DRESS.isdisjoint(word.lower() for word in words):
        return False
    return len(words) < 2 or not is_abbreviation(words[-1])


def _split(words: list[str]) -> tuple[str, str, str]:
    """Given, middle and family name of cleaned words in reading order."""
    if len(words) < 2:
        return (words[0] if words else ""), "", ""
    if _shouted(words[0]) and not words[1].isupper():
        return words[1], " ".join(words[2:]), words[0]  # "DUPONT Jean", as the French and Hungarians file it
    for at, word in enumerate(words[1:-1], start=1):
        if word.casefold() in _PARTICLES:
            return words[0], " ".join(words[1:at]), " ".join(words[at:])
        if at > 1 and word in ("y", "e", "i"):
            return words[0], " ".join(words[1 : at - 1]), " ".join(words[at - 1 :])  # "Ortega y Gasset"
    if len(words) > 2 and fold(words[-2]) in _IBERIAN:
        return words[0], " ".join(words[1:-2]), " ".join(words[-2:])
    if len(words) <= 4 and all(_PLAIN.match(word) or _INITIAL.match(word) for word in words):
        return words[0], " ".join(words[1:-1]), words[-1]
    return _parsed(" ".join(words))


def _shouted(word: str) -> bool:
    return len(word) > 3 and word.isupper() and "." not in word


@lru_cache(maxsize=1 << 12)
def _parsed(text: str) -> tuple[str, str, str]:
    from nameparser import HumanName
    from nameparser.config import Constants

    name = HumanName(text, constants=Constants())
    given, middle, family = str(name.first), str(name.middle), str(name.last)
    return (given, middle, family) if given and family else (text, "", "")


def _clean(text: str, *, family: bool = False) -> _Cleaned:
    """Words of a name without remarks. Words after a comma that are no degrees stand apart: ``Doe, Jane``."""
    if not text:
        return _NOTHING
    words = text.split()
    if _ordinary(words):
        return _Cleaned(tuple(words), (), "", "", "")
    text = visible(text)
    aside = maiden = now = ""
    if _MAY_REMARK.search(text):
        aside, maiden, now, text = _asides(STATUS.sub(" ", PRONOUNS.sub(" ", text)))
        if born := _BORN_INSIDE.search(text):
            maiden, text = born[1], text[: born.start()]
        text = CUT.sub("", text.strip())
    text = _NOT_LETTERS.sub(" ", text)
    before, *after = ([word for word in part.split() if any(map(str.isalpha, word))] for part in text.split(","))
    words, suffix = _without_dress(before, least=1 if family else 2)
    tail: list[str] = []
    titled = len(words) > 1 and not all(word.isupper() for word in words) and words[0].casefold() not in _PARTICLES
    for part in after:
        if titled and all(word.isupper() and len(bare(word)) > 2 for word in part):
            continue  # "Ann Lee, CCRN, FAAN": what stands in capitals behind a whole name is no given name
        rest, more = _without_dress(part, certain=True)
        suffix = suffix or more
        tail = tail or rest
    if family or len(tail) > 3:
        tail = []
    return _Cleaned(tuple(words), tuple(tail), aside, maiden, suffix, now)


def _asides(text: str) -> tuple[str, str, str, str]:
    """Nickname, maiden name and name of today from brackets and quotes, and the text without them."""
    nickname = maiden = now = ""
    for found in _ASIDE.finditer(text):
        inside = " ".join((found[1] or found[2] or found[3] or found[4] or "").split())
        if born := _BORN.match(inside):
            maiden = maiden or born[1]
        elif renamed := _NOW.match(inside):
            now = now or renamed[1]
        elif not nickname and _may_be_called(inside, quoted=bool(found[3] or found[4]), beside=text[: found.start()]):
            nickname = inside
    return nickname, maiden, now, " ".join(_ASIDE.sub(" ", text).split())


def _may_be_called(text: str, *, quoted: bool, beside: str) -> bool:
    """Whether somebody may go by this; no small letters or initialisms in brackets beside a name with capitals."""
    words = text.split()
    if not 0 < len(words) <= 2 or not ROLES.isdisjoint(re.sub(r"['’]s\Z", "", word.lower()) for word in words):
        return False
    capitals = beside[:1].isupper() and not beside.isupper()
    if not quoted and capitals and (text.islower() or any(word.isupper() and len(bare(word)) > 2 for word in words)):
        return False
    return all(_PLAIN.match(word) and not is_credential(word, certain=True) for word in words)


def _without_dress(words: list[str], *, certain: bool = False, least: int = 2) -> tuple[list[str], str]:
    """Words without titles before and degrees after them, and the generation suffix. One name word stays.

    ``least``: how many words stay in front of an abbreviation that only its letters give away.
    """
    words, suffix = list(words), ""
    shouting = all(word.isupper() for word in words)
    while len(words) > 1 and is_title(words[0]):
        words.pop(0)
    while words:
        last = words[-1]
        sure = certain or (not shouting and len(words) > 2 and last.isupper() and len(bare(last)) > 1)
        if bare(last) in SUFFIXES and (certain or len(words) > 1):
            suffix = SUFFIXES[bare(last)]
        elif not (is_credential(last, certain=sure) and (certain or len(words) > 1)) and (
            shouting or len(words) <= least or not is_abbreviation(last)
        ):
            break
        words.pop()
    return words, suffix
