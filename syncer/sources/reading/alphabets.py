"""Which letters beyond ASCII the languages of each code page have, and what no word of them holds."""

import re
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Script:
    """One code page as the languages of one neighbourhood use it.

    ``alphabets``: small letters beyond ASCII, a text for each language; ``odd``: what no word of theirs holds.
    """

    page: str
    alphabets: tuple[str, ...]
    odd: re.Pattern[str] = _NEVER
    apart: bool = False
    """Whether its letters never stand in one word with those of ASCII."""


_WEST = (
    *("äöüß", "àâçéèêëîïôœùûüÿ", "áéíñóúü", "àçèéíïòóúü", "àèéìíòóù"),  # German, French, Spanish, Catalan, Italian
    *("áàâãçéêíóôõúü", "áçéíóú", "áéèëïöóúü", "åäöé", "åæøéèêòóôöü"),  # Portuguese, Galician, Dutch, Swedish, Danish
    *("äöåšž", "áéíóú", "àèìòù", "âêîôûŵŷ", "çë"),  # Finnish, Irish, Gaelic, Welsh, Albanian
)
_ESTONIA = "äõöüšž"
_CENTRAL = (
    *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű"),  # Polish, Czech, Slovak, Hungarian
    *("ăâîşţ", "čćđšž", "äöüß", "éëç"),  # Romanian, Croatian and its neighbours, German, names from the west
)
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_CYRILLIC = (
    *(_RUSSIAN, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),  # Ukrainian, Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
)
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",)
_HEBREW = ("אבגדהוזחטיכלמנסעפצקרשתךםןףץ",)
_ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًٌٍَُِّْپچژگکھہےں",)
_THAI = ("".join(map(chr, [*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F)])),)
_ROW = r"[^\W\d_a-zA-Z]{3}"
"""Three letters beyond ASCII in a row: not in the west."""
_SIGMA = re.compile(r"ς(?=\w)|σ\b")
_FINAL = re.compile(r"[ךםןףץ](?=\w)|[כמנפצ]\b")
_HANGING = re.compile(r"(?:^|[^ก-ฮ])[\u0e31\u0e34-\u0e3a]|^[\u0e30\u0e45\u0e47-\u0e4e]|[เ-ไ](?![ก-ฮ])")

WEST = Script("cp1252", _WEST, re.compile(rf"{_ROW}|õ(?!e)", re.IGNORECASE))
SCRIPTS = (
    WEST,
    Script("cp1252", ("áðéíóúýþæö",)),  # Icelandic
    Script("cp1252", (_ESTONIA, "åäöé")),
    Script("cp1250", _CENTRAL),
    Script("cp1254", (*_WEST, "çğıiöşü"), re.compile(r"\bğ", re.IGNORECASE)),
    Script("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", _ESTONIA, "äöüß")),  # Lithuanian, Latvian
    Script("iso8859_2", _CENTRAL),
    Script("mac_roman", _WEST, re.compile(_ROW)),
    Script("mac_latin2", _CENTRAL),
    Script("cp852", _CENTRAL),
    Script("cp1255", _HEBREW, _FINAL, apart=True),
    Script("cp1251", _CYRILLIC, apart=True),
    Script("koi8_r", (_RUSSIAN,), apart=True),
    Script("koi8_u", _CYRILLIC, apart=True),
    Script("cp866", (_RUSSIAN,), apart=True),
    Script("mac_cyrillic", _CYRILLIC, apart=True),
    Script("cp1253", _GREEK, _SIGMA, apart=True),
    Script("iso8859_7", _GREEK, _SIGMA, apart=True),
    Script("cp1256", _ARABIC, apart=True),
    Script("cp874", _THAI, _HANGING, apart=True),
)
"""The likelier first. Icelandic and Estonian stand by themselves: their letters are where Turkish, Lithuanian and
Hungarian have others, and a list that mixes them with all the west is rare."""
