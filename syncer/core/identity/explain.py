"""Match weights in words: why two records are one person, or what speaks for asking."""

import unicodedata
from collections.abc import Sequence
from math import inf

from syncer.core.identity.model import Clue, Join

_LEAST_SAID = 0.01
_SAID = 0.5
"""Clues weaker than this many bits are left out of a reason."""
_ORDER = ("name", "profile", "email", "phone", "employer", "title", "city", "birthday")
"""What a person looks at first."""
SAME_MAIL_DOMAIN = "Same mail domain"
MAIL_DOMAIN_DIFFERS = "Mail domain is not the employer of the other"
OTHER_FIRST_NAME = ", other first name"
"""What the words of a shared e-mail or phone end in where the first names differ."""
_FIRST_NAMES = "different first names"


def lines(join: Join) -> list[str]:
    """One line for each clue, the weightiest first: ``Same e-mail: +12.3 bits (ann@x.example)``."""
    if not join.clues and join.weight == float("inf"):
        return ["You said they are the same person"]
    told = [f"{clue.what}: {clue.weight:+.1f} bits{_values(clue)}" for clue in join.clues if clue.about != "book"]
    if join.namesakes < inf:
        told.append(f"A rare name, once in each list: {_few(join.namesakes)} others of it expected among your contacts")
    return told


def _few(expected: float) -> str:
    """``fewer than 0.01``, or the number with two places."""
    return f"{expected:.2f}" if expected >= _LEAST_SAID else f"fewer than {_LEAST_SAID}"


def reason(clues: Sequence[Clue], contradiction: str = "") -> str:
    """A question's reason: what agrees, then what does not. ``Same name and employer; different e-mails``."""
    told = sorted((clue for clue in clues if abs(clue.weight) >= _SAID and clue.about in _ORDER), key=_rank)
    one_mail = any(clue.about == "email" and clue.weight > 0 for clue in told)
    told = [clue for clue in told if not _says_nothing(clue, one_mail)]
    agree = [clue.what.removesuffix(OTHER_FIRST_NAME) for clue in told if clue.weight > 0]
    differ = [clue.what for clue in told if clue.weight < 0]
    if not contradiction and any(clue.what.endswith(OTHER_FIRST_NAME) and clue.weight > 0 for clue in told):
        contradiction = _FIRST_NAMES
    if contradiction == _FIRST_NAMES and _scripts_differ(clues):
        contradiction = "names in different scripts"
    parts = [_listed(agree), contradiction or _listed(differ[:2])]
    words = "; ".join(filter(None, (parts[0], parts[1][:1].lower() + parts[1][1:])))
    return words or "Similar names"


def _says_nothing(clue: Clue, one_mail: bool) -> bool:
    """What tells a person nothing: a private mail domain is no employer that differs, and one mail has one domain."""
    return clue.what == MAIL_DOMAIN_DIFFERS or (one_mail and clue.what == SAME_MAIL_DOMAIN)


def _scripts_differ(clues: Sequence[Clue]) -> bool:
    """Whether one name is written in Latin letters and the other in none."""
    return any(clue.about == "name" and _latin(clue.left) != _latin(clue.right) for clue in clues)


def _latin(name: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def _rank(clue: Clue) -> int:
    return _ORDER.index(clue.about)


def _listed(whats: Sequence[str]) -> str:
    """``Same name`` and ``Same employer`` become ``Same name and employer``."""
    if not whats:
        return ""
    apart = [what for what in whats if "," in what]
    if apart and len(whats) > 1:
        return "; ".join(filter(None, (*apart, _listed([what for what in whats if "," not in what]))))
    first, *rest = whats
    opening = first.partition(" ")[0]
    short = [
        what.removeprefix(opening + " ") if what.startswith(opening + " ") else what[:1].lower() + what[1:]
        for what in rest
    ]
    return first if not short else f"{', '.join([first, *short[:-1]])} and {short[-1]}"


def _values(clue: Clue) -> str:
    if clue.left == clue.right:
        return f" ({clue.left})" if clue.left else ""
    return f" ({clue.left} / {clue.right})" if clue.left and clue.right else ""
