"""Names written family name first: Chinese, Japanese and Korean scripts."""

import re

_HAN, _KANA, _HANGUL = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々", "\u3040-\u30ff", "\uac00-\ud7a3"
_EAST_ASIAN = re.compile(f"[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL}\\s·・]*\\Z")
_LEADING_HAN = re.compile(f"([{_HAN}]+)([{_KANA}]+)\\Z")
_KATAKANA = re.compile("[\u30a0-\u30ff\\s]+\\Z")

# Surnames of two characters; all others of Chinese and Korean names have one.
_TWO_CHARACTERS = """欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙
    長孫 宇文 司徒 端木 남궁 황보 제갈 선우 독고 사공 서문"""
_TWO = frozenset(_TWO_CHARACTERS.split())


def is_family_first(text: str) -> bool:
    """Whether the whole text is Han, Kana or Hangul."""
    return not text.isascii() and _EAST_ASIAN.match(text) is not None


def family_first(text: str) -> tuple[str, str]:
    """Family and given name of such a text. Where nothing divides them: 4 characters are two and two, as most
    Japanese names; otherwise the surname is one character, or two where it is one of the known double ones.
    Foreign names in Katakana (``ジョン・スミス``) stand given name first.
    """
    words = re.split(r"[\s·・]+", text.strip())
    if len(words) > 1:
        foreign = _KATAKANA.match("".join(words)) is not None or "·" in text or "・" in text
        return (words[-1], " ".join(words[:-1])) if foreign else (words[0], " ".join(words[1:]))
    if mixed := _LEADING_HAN.match(text):
        return mixed[1], mixed[2]
    if len(text) < 2 or _KATAKANA.match(text):
        return "", text
    at = 2 if len(text) == 4 or (len(text) == 3 and text[:2] in _TWO) else 1
    return text[:at], text[at:]
