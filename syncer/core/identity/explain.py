"""Match weights in words: why two records are one person, or what speaks for asking."""

from collections.abc import Sequence

from syncer.core.identity.model import Clue, Join

_SAID = 0.5
"""Clues weaker than this many bits are left out of a reason."""
_ORDER = ("name", "profile", "email", "phone", "employer", "title", "city", "birthday")
"""What a person looks at first."""


def lines(join: Join) -> list[str]:
    """One line for each clue, the weightiest first: ``Same e-mail: +12.3 bits (ann@x.example / ann@x.example)``."""
    if not join.clues and join.weight == float("inf"):
        return ["You said they are the same person"]
    return [f"{clue.what}: {clue.weight:+.1f} bits{_values(clue)}" for clue in join.clues if clue.about != "book"]


def reason(clues: Sequence[Clue], contradiction: str = "") -> str:
    """A question's reason: what agrees, then what does not. ``Same name and employer; different e-mails``."""
    told = sorted((clue for clue in clues if abs(clue.weight) >= _SAID and clue.about in _ORDER), key=_rank)
    agree = [clue.what for clue in told if clue.weight > 0]
    differ = [clue.what for clue in told if clue.weight < 0]
    parts = [_listed(agree), contradiction or _listed(differ[:2])]
    words = "; ".join(filter(None, (parts[0], parts[1][:1].lower() + parts[1][1:])))
    return words or "Similar names"


def _rank(clue: Clue) -> int:
    return _ORDER.index(clue.about)


def _listed(whats: Sequence[str]) -> str:
    """``Same name`` and ``Same employer`` become ``Same name and employer``."""
    if not whats:
        return ""
    first, *rest = whats
    opening = first.partition(" ")[0]
    short = [
        what.removeprefix(opening + " ") if what.startswith(opening + " ") else what[:1].lower() + what[1:]
        for what in rest
    ]
    return first if not short else f"{', '.join([first, *short[:-1]])} and {short[-1]}"


def _values(clue: Clue) -> str:
    return f" ({clue.left} / {clue.right})" if clue.left and clue.right else ""
