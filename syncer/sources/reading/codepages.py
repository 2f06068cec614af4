"""Which code page a text is in that is neither UTF-8 nor Windows-1252, told by its letters.

Windows-1252 takes nearly every byte, so it never says no: Cyrillic, Japanese or Polish names read with it are rubbish
that nobody asked about. But that rubbish shows. In the languages that Windows-1252 is for, a letter beyond ASCII stands
among ASCII letters; three of them in a row, signs within a word (``£ukasz``) and capitals behind small letters
(``JosŽ``) do not occur. Where words like these are many, charset-normalizer is asked; it knows how often the letters of
each language follow each other. What it cannot tell stays Windows-1252.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

_PAGES = {
    "cp1250": "Windows-1250, Central Europe",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "cp1254": "Windows-1254, Turkish",
    "cp1255": "Windows-1255, Hebrew",
    "cp1256": "Windows-1256, Arabic",
    "koi8_r": "KOI8-R, Cyrillic",
    "cp932": "Shift-JIS, Japanese",
    "euc_jp": "EUC-JP, Japanese",
    "gb18030": "GB 18030, Chinese",
    "big5": "Big5, Chinese",
    "cp949": "Windows-949, Korean",
    "cp874": "Windows-874, Thai",
    "mac_roman": "Mac Roman",
    "mac_latin2": "Mac Central European",
}
"""Code pages that spreadsheets, phones and mail programs still write, by the name that Python knows them by."""
_SAMPLE = 40_000
"""Bytes of lines beyond ASCII that are looked at: enough for any language, and bounded in time."""
_ODD_WORDS = 2
_PARTS = 4
_WORD = re.compile(r"[^\s,;:/\"'()<>@|\x00-\x1f]+")
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")
_CAPITAL = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]|[a-z][À-ÖØ-ÞŠŽŒŸ]")
_SIGN = re.compile(r"(?<![\W\d_])[^\w\s\x00-\x7f’‘´`·–—“”«»®™…](?=[^\W\d_])|^[^\w\s\x00-\x7f“«„‘’¡¿–—•…](?=[^\W\d_])")


def told_by_letters(lines: Iterable[bytes]) -> tuple[str, str]:
    """The code page of these lines and its name for people; two empty texts for Windows-1252, and for what it may be.

    ``lines``: those with bytes beyond ASCII.
    """
    sample = list(_up_to(lines, _SAMPLE))
    if not _odd(b"".join(sample).decode("cp1252", "replace")):
        return "", ""
    page = _page(sample)
    if not page:  # a damaged line, perhaps: it spoils one part of four
        votes = Counter(found for part in range(_PARTS) if (found := _page(sample[part::_PARTS])))
        page, count = max(votes.items(), key=itemgetter(1, 0), default=("", 0))
        page = page if count > _PARTS / 2 else ""
    return page, _PAGES.get(page, "")


def _page(sample: Iterable[bytes]) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(b"".join(sample), cp_isolation=list(_PAGES), preemptive_behaviour=False).best()
    return found.encoding if found and found.encoding in _PAGES else ""


def _up_to(lines: Iterable[bytes], size: int) -> Iterator[bytes]:
    for line in lines:
        yield line
        size -= len(line)
        if size <= 0:
            return


def _odd(text: str) -> bool:
    """Whether a third of the words beyond ASCII, and two at least, are none of a language of Western Europe."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    odd = sum(bool(_RUN.search(word) or _CAPITAL.search(word) or _SIGN.search(word)) for word in words)
    return odd >= _ODD_WORDS and odd * 3 >= len(words)
