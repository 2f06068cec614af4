"""Texts that stand where there is nothing to say: ``n/a``, ``-``, ``#REF!``, ``unknown``. Read as facts they would
make colleagues of everybody whose employer is "N/A".
"""

import re
from functools import lru_cache

_LONGEST = 24
_SIGNS = re.compile(r"[-‐–—_.…·?/\\\s]+")
_MADE_BY_PROGRAMS = re.compile(
    r"\(?n\s?/\s?a\.?\)?|n\.\s?a\.|\\n|\[object object\]|undefined|loading\.*"
    r"|#(?:n/a|ref!|name\?|value!|div/0!|num!|null!|error!|spill!|calc!)",
    re.IGNORECASE,
)
_NO_FACT_WORDS = """none;null;nil;nan;na;unknown;not known;tbd;tba;tbc;xx;xxx;not available;not applicable;not provided;
    not specified;no data;unbekannt;keine;keine angabe;k.a;inconnu;inconnue;aucun;néant;non renseigné;desconocido;
    desconhecido;ninguno;nenhum;onbekend;geen;sconosciuto;nessuno"""
_NO_FACT = frozenset(" ".join(word.split()) for word in _NO_FACT_WORDS.split(";"))
_NO_NAME = frozenset(("null", "none", "unknown", "no name", "noname", "tbd"))


def says_nothing(text: str) -> bool:
    """Whether a cell of any kind is blank for whoever reads it: signs only, ``n/a``, an error of a spreadsheet."""
    if len(text) > _LONGEST or (len(text) > 1 and text[0].isalpha() and text[0] not in "nNuUlL"):
        return False
    return not text or bool(_SIGNS.fullmatch(text) or _MADE_BY_PROGRAMS.fullmatch(text))


@lru_cache(maxsize=1 << 14)
def no_fact(text: str) -> bool:
    """Whether a text in place of an employer, a title, a city or an address names none: also ``none``, ``TBD``.

    Not to be asked of one part of a name: Null, Na and None are names.
    """
    return len(text) <= _LONGEST and (says_nothing(text) or text.strip(" ()[].!?-").casefold() in _NO_FACT)


def no_name(text: str) -> bool:
    """Whether a text alone in place of a name names nobody. Nan is a grandmother, Na a given name."""
    return says_nothing(text) or text.casefold() in _NO_NAME


def stated(text: str) -> str:
    """The text of a cell, ``""`` where it says nothing."""
    return "" if says_nothing(text) else text
