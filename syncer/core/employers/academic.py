"""Universities under the names they go by: in their own language, after a person, and by initials and town.

"Universität Zürich" is the University of Zurich, "UT Austin" the University of Texas at Austin.
"""

import re
from collections.abc import Callable, Iterator

from syncer.core.employers.normalise import initials, meaningful

_WORDS_TEXT = """
university: universitat universitaet universite universidad universidade universita universiteit uniwersytet univerzita
 univerza sveuciliste universitet universitetet universitesi yliopisto egyetem universitatea univerzitet universitas uni
technical: technische technologique tecnica tecnico technologiczny techniczny techniki technicka teknik teknisk tekniska
technology: technologie tecnologia tecnologica tecnologico technologii
national: nationale nacional nazionale narodowy narodni
autonomous: autonoma autonome
catholic: catholique catolica cattolica katholieke katholische
federal: federale
free: freie libre vrije libera
medical: medizinische medica medyczny medicale
polytechnic: polytechnique politecnico politecnica politechnika politehnica
pontifical: pontificia
state: estadual statale estatal
munich: munchen muenchen
cologne: koln koeln
vienna: wien vienne viena
rome: roma
milan: milano
turin: torino
florence: firenze
genoa: genova
naples: napoli
padua: padova
venice: venezia
lisbon: lisboa
seville: sevilla
prague: praha
warsaw: warszawa warszawski
cracow: krakow
wroclaw: wroclawska wroclawski
geneva: geneve genf
basel: bale
bern: berne
zurich: zuerich
brussels: bruxelles brussel
ghent: gent gand
antwerp: antwerpen
copenhagen: kobenhavns kobenhavn
gothenburg: goteborgs goteborg
stockholm: stockholms
lund: lunds
helsinki: helsingin
aarhus: arhus
oslo: oslo
nuremberg: nurnberg nuernberg
hanover: hannover
brunswick: braunschweig
the: den
hague: haag
moscow: moskva
bucharest: bucuresti
athens: athinon
brasilia: brasilia
mexico: mexico
"""
_ENGLISH = {
    native: english.strip()
    for english, _, natives in (line.partition(":") for line in _WORDS_TEXT.replace("\n ", " ").splitlines())
    for native in natives.split()
}
_UNIVERSITY = frozenset(native for native, english in _ENGLISH.items() if english == "university")
_AFTER_SOMEONE = re.compile(r"\b(?:[^\W\d_]+[-\u2010\u2011])+(?=universit(?:ät|aet)\b)", re.IGNORECASE)
_SCHOOLS = ("universi", "college", "hochschule", "polytech")
_SMALL = frozenset({"zu", "van", "i", "w", "at", "och", "te", "dei", "degli", "d"})
_JOINS = frozenset({"at", "of", "in"})


def is_academic(words: tuple[str, ...]) -> bool:
    """Whether a name is a school's."""
    return any(word.startswith(_SCHOOLS) for word in words) or "institute of technology" in " ".join(words)


def says_university(words: tuple[str, ...]) -> bool:
    """Whether a word means "university" in some language."""
    return not _UNIVERSITY.isdisjoint(words)


def without_namesake(text: str) -> str:
    """A German university's name without the person it is named after: "Friedrich-Schiller-Universität Jena"."""
    return _AFTER_SOMEONE.sub("", text)


def in_english(words: tuple[str, ...]) -> tuple[str, ...]:
    """The word bag of a university's name with the words that all of them share in English; () where none is native."""
    if not says_university(words):
        return ()
    return meaningful(tuple(_ENGLISH.get(word, word) for word in words if word not in _SMALL))


def with_town(words: tuple[str, ...], is_place: Callable[[tuple[str, ...]], bool]) -> Iterator[tuple[str, ...]]:
    """Initials with the town after them, as people say them: ("ut", "austin"), ("iit", "bombay")."""
    for cut in range(3, len(words)):
        head, tail = words[:cut], words[cut:]
        if tail[0] in _JOINS:
            tail = tail[1:]
        if tail and is_academic(head) and is_place(tail):
            yield from ((letters.lower(), *tail) for letters in sorted(initials(head)) if len(letters) <= 4)
