"""Names written family name first: Chinese, Japanese and Korean scripts."""

import re

_HAN, _KANA, _HANGUL = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々", "\u3040-\u30ff", "\uac00-\ud7a3"
_EAST_ASIAN = re.compile(f"[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL}\\s·・]*\\Z")
_LEADING_HAN = re.compile(f"([{_HAN}]+)([{_KANA}]+)\\Z")
_KATAKANA = re.compile("[\u30a0-\u30ff\\s]+\\Z")

# Surnames of two characters; all others of Chinese and Korean names have one. Of Japanese ones, those that many bear:
# before a given name of one character only they tell where the surname ends.
_TWO_CHARACTERS = """欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙
    長孫 宇文 司徒 端木 남궁 황보 제갈 선우 독고 사공 서문
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡部 山本 中村 小林 加藤 吉田 山田 山口 松本 井上 木村
    清水 斎藤 斉藤 齋藤 齊藤 山崎 中島 池田 橋本 石川 山下 小川 前田 岡田 藤田 後藤 近藤 村上
    遠藤 青木 坂本 福田 太田 西村 藤井 岡本 藤原 三浦 中野 原田 中川 松田 竹内 小野 中山 石井
    上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 武田 村田
    上野 杉山 増田 菅原 平野 大塚 小島 千葉 久保 松井 岩崎 木下 松尾 野口 菊地 菊池 野村 新井
    渡邉 佐野 桜井 古川 浜田 市川 小山 水野 本田"""
_TWO = frozenset(_TWO_CHARACTERS.split())
_THREE_CHARACTERS = """
    佐々木 長谷川 五十嵐 大久保 久保田 小笠原 長谷部 宇佐美 長谷山 東海林 阿久津 佐久間 日下部 小野寺"""
_THREE = frozenset(_THREE_CHARACTERS.split())
"""Surnames of three characters, all Japanese."""


def is_family_first(text: str) -> bool:
    """Whether the whole text is Han, Kana or Hangul."""
    return not text.isascii() and _EAST_ASIAN.match(text) is not None


def family_first(text: str) -> tuple[str, str]:
    """Family and given name of such a text. Where nothing divides them: 4 characters and more have two in front, as
    most Japanese names; fewer have one, or two where it is one of the known double ones. Known triple ones are three.
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
    if len(text) > 3 and text[:3] in _THREE:
        return text[:3], text[3:]
    at = 2 if len(text) > 3 or (len(text) == 3 and text[:2] in _TWO) else 1
    return text[:at], text[at:]
