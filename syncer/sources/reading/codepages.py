"""Which code page a text is in that is neither UTF-8 nor Windows-1252, told by its letters.

Windows-1252 takes nearly every byte, so it never says no: Polish, Cyrillic or Japanese names read with it are rubbish
that nobody asked about. But that rubbish shows in words that no language has: signs within them (``£ukasz``), letters
of two alphabets (``Dvoøák``), capitals behind small letters (``JosŽ``). Where such words are many, every page is tried,
and the one is taken in which the fewest words are impossible, if that is nearly none. Alphabets cannot tell Chinese,
Japanese and Korean pages: charset-normalizer is asked for those; it knows how often their signs follow each other.
What nobody can tell stays Windows-1252.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from syncer.sources.reading.alphabets import SCRIPTS, WEST, Script

_SINGLE = {
    "cp1250": "Windows-1250, Central Europe",
    "iso8859_2": "ISO 8859-2, Central Europe",
    "cp852": "DOS 852, Central Europe",
    "mac_latin2": "Mac Central European",
    "cp1254": "Windows-1254, Turkish",
    "cp1257": "Windows-1257, Baltic",
    "cp1251": "Windows-1251, Cyrillic",
    "koi8_r": "KOI8-R, Cyrillic",
    "koi8_u": "KOI8-U, Cyrillic",
    "cp866": "DOS 866, Cyrillic",
    "mac_cyrillic": "Mac Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "iso8859_7": "ISO 8859-7, Greek",
    "cp1255": "Windows-1255, Hebrew",
    "cp1256": "Windows-1256, Arabic",
    "cp874": "Windows-874, Thai",
    "mac_roman": "Mac Roman",
}
_DOUBLE = {
    "cp932": "Shift-JIS, Japanese",
    "euc_jp": "EUC-JP, Japanese",
    "gb18030": "GB 18030, Chinese",
    "big5": "Big5, Chinese",
    "cp949": "Windows-949, Korean",
}
_NAMES = _SINGLE | _DOUBLE
"""Code pages that spreadsheets, phones and mail programs still write, by the name that Python knows them by."""
_SAMPLE = 40_000
"""Bytes of lines beyond ASCII that are looked at: enough for any language, and bounded in time."""
_FEWEST, _SUSPECT, _MANY, _SLIPS, _PARTS = 2, 10, 3, 20, 4
"""Two words, and one in 10, impossible: other pages are tried; one in 3: those of two bytes too. One in 20 impossible
in the page that is taken: slips of who typed it."""
_WORD = re.compile(rb"[^\x00-\x26\x28-\x40\x5b-\x60\x7b-\x7f]*[\x80-\xff][^\x00-\x26\x28-\x40\x5b-\x60\x7b-\x7f]*")
_BETWEEN = re.compile("[’‘´`·–—“”«»„®™…©§\xa0]+")
_BEFORE, _BEHIND = "¡¿°µ", "ªº°"
"""Signs that stand between words in many languages, before one, behind one."""


def told_by_letters(lines: Iterable[bytes]) -> tuple[str, str]:
    """The code page of these lines and its name for people; two empty texts for Windows-1252, and for what it may be.

    ``lines``: those with bytes beyond ASCII.
    """
    taken = list(_up_to(lines, _SAMPLE))
    sample = b"".join(taken)
    words = sorted(set(_WORD.findall(sample)))
    doubtful = _impossible(words, WEST)
    if doubtful < _FEWEST or doubtful * _SUSPECT < len(words):
        return "", ""
    fewest, _, page = min((_impossible(words, script), order, script.page) for order, script in enumerate(SCRIPTS))
    if fewest * _SLIPS > len(words):
        page = _double(taken) if doubtful * _MANY >= len(words) else ""
    if page not in _NAMES or sample.decode(page, "replace") == sample.decode(WEST.page, "replace"):
        return "", ""
    return page, _NAMES[page]


def _double(lines: Sequence[bytes]) -> str:
    page = _told(lines)
    if not page:  # a damaged line, perhaps: it spoils one part of four
        votes = Counter(found for part in range(_PARTS) if (found := _told(lines[part::_PARTS])))
        page, count = max(votes.items(), key=itemgetter(1, 0), default=("", 0))
        page = page if count > _PARTS / 2 else ""
    return page


def _told(lines: Iterable[bytes]) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(b"".join(lines), cp_isolation=list(_DOUBLE), preemptive_behaviour=False).best()
    return found.encoding if found else ""


def _up_to(lines: Iterable[bytes], size: int) -> Iterator[bytes]:
    for line in lines:
        yield line
        size -= len(line)
        if size <= 0:
            return


def _impossible(words: Sequence[bytes], script: Script) -> int:
    """How many of these words are none in any language of the script."""
    letters = _letters(script)
    read = (_BETWEEN.split(word.decode(script.page, "replace").replace("'", "")) for word in words)
    return sum(not all(_possible(part, script, letters) for part in parts) for parts in read)


def _possible(word: str, script: Script, letters: Sequence[frozenset[str]]) -> bool:
    word = word.lstrip(_BEFORE).rstrip(_BEHIND)
    beyond = frozenset(letter for letter in word if not letter.isascii())
    if not beyond or not any(map(str.isalpha, word)):  # a sign by itself: €, •
        return True
    if not any(beyond <= alphabet for alphabet in letters) or script.odd.search(word):
        return False
    if script.apart and any(sign.isascii() and sign.isalpha() for sign in word):
        return False
    return not any(second in beyond and second.isupper() and first.islower() for first, second in pairwise(word))


@cache
def _letters(script: Script) -> tuple[frozenset[str], ...]:
    """Small letters and capitals; the capital of the Turkish i has its dot."""
    return tuple(frozenset(alphabet + alphabet.upper() + alphabet.replace("i", "İ")) for alphabet in script.alphabets)
