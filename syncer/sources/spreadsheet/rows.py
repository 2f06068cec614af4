"""What a row of a hand-made sheet is: a person, a heading for the rows below it, a sum, or nothing."""

import re
from collections.abc import Sequence
from typing import Literal

from syncer.sources.reading.columns import Header, header_key
from syncer.sources.reading.delimited import Row
from syncer.sources.spreadsheet.fields import Fields

Sort = Literal["person", "section", "total", "header", "empty"]

_TOTAL = re.compile(
    r"(?:grand |sub)?-?totals?\b|\W*(?:sum|count|average|summe|gesamt|anzahl|somme|suma|totale)\b\W*\d*", re.IGNORECASE
)
# Words of headings, as whole words, singular or plural: who people are to you, places, trades.
_GROUP_WORDS = """family families relatives friend friends colleague colleagues coworker coworkers classmate classmates
    school schools university college alumni alumnus neighbour neighbours neighbor neighbors neighborhood church parish
    gym club team teams work job jobs company companies industry industries client clients customer customers vendor
    vendors supplier suppliers recruiter recruiters agency agencies mentor mentors teacher teachers professor
    professors other others misc miscellaneous network networking tech technology finance financial healthcare health
    consulting consultants education legal law marketing sales engineering banking media government nonprofit
    nonprofits retail contacts people group groups former old previous current personal professional service services
    providers startup startups tier list priority met conference conferences event events acquaintance acquaintances
    community volunteering sports army military parents kids references managers bosses peers insiders leads warm cold
    familie freunde bekannte kollegen studium uni schule nachbarn verein arbeit kunden famille amis collègues école
    université voisins travail familia amigos colegas escuela universidad vecinos trabajo famiglia amici colleghi
    scuola università vrienden collega's school buren werk"""
_GROUP = frozenset(_GROUP_WORDS.split())
_JOINING_WORDS = "and or the of from at my in & / und et y e en i a b c d"
_JOINING = frozenset(_JOINING_WORDS.split())
_NAME_LIKE = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*(?: [^\W\d_]+(?:[.'’-][^\W\d_]*)*){1,3}\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[&/]")


def sort_of(row: Row, fields: Fields, header: Header, wide: frozenset[int]) -> Sort:
    """What the row is."""
    filled = [at for at, cell in enumerate(row.cells) if cell and at not in fields.index]
    if not filled:
        return "empty"
    first = row.cells[filled[0]]
    if _is_total(first, len(filled)):
        return "total"
    if len(filled) > 1:
        return "header" if _repeats(row.cells, header) else "person"
    if row.line in wide or _is_heading(first):
        return "section"
    named = {fields.at.get(field) for field in ("name", "first", "last", "linkedin")} | {*fields.emails, *fields.phones}
    return "person" if filled[0] in named else "section" if filled[0] == 0 else "person"


def _is_total(text: str, filled: int) -> bool:
    found = _TOTAL.match(text)
    return found is not None and (filled < 3 or found.end() == len(text))


def _repeats(cells: Sequence[str], header: Header) -> bool:
    """Whether a row says the header once more, as after a page break."""
    keys = [header_key(cell) for cell in cells]
    return sum(bool(key) and key == known for key, known in zip(keys, header.keys, strict=False)) > 1


def _is_heading(text: str) -> bool:
    """Whether a text that stands alone in its row names a group and no person."""
    if "@" in text:
        return False
    if text.endswith(":") or text.startswith(("#", "--", "==", "**")):
        return True
    words = [word.casefold() for word in _WORD.findall(text)]
    known = [word for word in words if word in _GROUP]
    others = [word for word in words if word not in _GROUP and word not in _JOINING]
    if known and (len(known) >= len(others) or not _NAME_LIKE.match(text)):
        return True
    return len(words) > 1 and len(text) > 3 and text.isupper() and not _NAME_LIKE.match(text)
