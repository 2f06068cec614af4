"""Employer names made comparable: ``Cleaner`` turns a text into words without legal forms, and words into a key."""

import re
import unicodedata

from anyascii import anyascii

from syncer.core.employers.vocabulary import Vocabulary
from syncer.core.remembered import remembered

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufe0e\ufe0f\ufeff]")
_PICTURES = re.compile("[\u2190-\u2bff\u3030\ue000-\uf8ff\U0001f000-\U0001faff©®™℠†*•·●]")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ ]?){1,}[^\W\d_]\.?(?![^\W_])")
_SLASHED = re.compile(r"\b([A-Za-z]{1,2})/([A-Za-z])\b")
_DOT_COM = re.compile(r"\s+dot\s+com\b", re.IGNORECASE)
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")
_SPLIT = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9 ]*\Z")
_LONGEST_FORM = 5
_SPELT_OUT_TEXT = """
dept department, depts departments, govt government, univ university, intl international, natl national,
assn association, assoc association, inst institute, mfg manufacturing, svcs services, svc service,
mgmt management, ctr center, hosp hospital, grp group, hldgs holdings, bros brothers,
saint st, saints sts, centre center, centres centers, organisation organization,
organisations organizations, defence defense, labour labor, programme program, laboratories labs, laboratory lab
"""
_SPELT_OUT = dict(pair.split() for pair in _SPELT_OUT_TEXT.split(","))
"""Abbreviations and British spellings, and the word they stand for."""
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
_GRAMMAR = frozenset(
    {"of", "the", "and", "for", "de", "du", "des", "la", "le", "der", "die", "das", "di", "da", "do", "del"}
)
"""Words that carry no meaning of their own between others."""


def unified(text: str) -> str:
    """NFKC with invisible characters and pictures gone and spaces single. Case, script and marks stay."""
    if " dot " in text.lower():
        text = _DOT_COM.sub(".com", text)
    if text.isascii():
        return " ".join(text.replace("*", " ").split())
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("™", "").replace("®", "").replace("℠", "")))
    return " ".join(_PICTURES.sub(" ", text).split())


def without_umlauts(text: str) -> str:
    """The text with umlauts in two letters, as people write without them: Baer, Muenchen. "" where there are none."""
    spelt = "" if text.isascii() else text.translate(_UMLAUTS)
    return spelt if spelt != text else ""


class Cleaner:
    """Cleans names by one vocabulary. Results are cached: the same text costs once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = frozenset(tuple(form.split()) for form in vocabulary.legal_forms)
        self._form_edges = frozenset(word for form in self._forms for word in (form[0], form[-1]))
        self._attached = sorted(vocabulary.attached_forms, key=lambda form: (-len(form), form))
        self._places = sorted(vocabulary.attached_places, key=lambda place: (-len(place), place))
        self.words = remembered(self._words)
        self.raw_words = remembered(self._raw_words)

    def key(self, text: str) -> str:
        """The words without spaces: "PayPal, Inc." and "Pay Pal" have the same key."""
        return joined(self.words(text))

    def _words(self, text: str) -> tuple[str, ...]:
        """Lower-case Latin words of a name, legal forms off both ends, leading "the" gone. Empty for no words."""
        words = self.raw_words(text)
        if not words:
            return ()
        words = self._without_forms(words)
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        return words

    def _raw_words(self, text: str) -> tuple[str, ...]:
        """The words with legal forms kept, usual abbreviations spelt out."""
        words = text.lower().split() if _PLAIN.match(text) else _spelt(self._detached(unified(text)))
        if _SPELT_OUT.keys().isdisjoint(words):
            return tuple(words)
        return tuple(_SPELT_OUT.get(word, word) for word in words)

    def without_place(self, text: str) -> str:
        """A native name without the country word attached to it (日本マイクロソフト), or "" if there is none."""
        if text.isascii():
            return ""
        bare = self._detached(unified(text))
        for place in self._places:
            if len(bare) > len(place) + 1:
                if bare.startswith(place):
                    return bare[len(place) :]
                if bare.endswith(place):
                    return bare[: -len(place)]
        return ""

    def _detached(self, text: str) -> str:
        if text.isascii():
            return text
        for form in self._attached:
            if form in text:
                text = _strip_form(text, form)
        return text

    def _without_forms(self, words: tuple[str, ...]) -> tuple[str, ...]:
        again = len(words) > 1
        while again:
            again = False
            if words[-1] in self._form_edges:
                size = next((n for n in _sizes(words) if words[-n:] in self._forms), 0)
                if size:
                    words, again = words[:-size], True
                    while len(words) > 1 and words[-1] == "and":
                        words = words[:-1]
            if words[0] in self._form_edges and len(words) > 1:
                size = next((n for n in _sizes(words) if words[:n] in self._forms), 0)
                if size and not _part_of_name(words, size):
                    words, again = words[size:], True
            again = again and len(words) > 1
        return words


def joined(words: tuple[str, ...]) -> str:
    """The key of words: without spaces, and without "and" (AT&T and ATT are one name)."""
    if "and" in words and len(words) > 1:
        return "".join(word for word in words if word != "and")
    return "".join(words)


def meaningful(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without articles and prepositions, in order of the alphabet: a word bag."""
    return tuple(sorted(word for word in words if word not in _GRAMMAR))


def _sizes(words: tuple[str, ...]) -> range:
    return range(min(_LONGEST_FORM, len(words) - 1), 0, -1)


_SMALL = frozenset(["of", "the", "and", "for", "in", "de", "du", "des", "la", "le", "der", "die", "und", "et", "y"])


def initials(raw: tuple[str, ...]) -> frozenset[str]:
    """The initials that a name may go by, upper case: of all words, of those that matter, of those before "and"."""
    meant = tuple(word for word in raw if word not in _SMALL)
    found = {"".join(word[0] for word in words).upper() for words in (raw, meant) if len(words) >= 2}
    if "and" in raw[4:]:
        head = tuple(word for word in raw[: raw.index("and", 4)] if word not in _SMALL)
        found.add("".join(word[0] for word in head).upper())  # Centers for Disease Control and Prevention: CDC
    if meant and len(meant[0]) == 2 and len(meant) >= 2:
        found.add((meant[0] + "".join(word[0] for word in meant[1:])).upper())  # HM Revenue & Customs: HMRC
    return frozenset(letters for letters in found if letters.isalpha())


_LEADING = frozenset(
    {
        ("pt",),
        ("ooo",),
        ("oao",),
        ("zao",),
        ("pao",),
        ("ao",),
        ("tov",),
        ("too",),
        ("cong", "ty"),
        ("tnhh",),
        ("kabushiki", "kaisha"),
        ("ip",),
        ("sa",),
        ("sociedad", "anonima"),
    }
)


def _part_of_name(words: tuple[str, ...], size: int) -> bool:
    """At the front only forms that do stand there are taken off: "Co-operative Bank", "AS Roma" stay."""
    return words[:size] not in _LEADING


def _strip_form(text: str, form: str) -> str:
    """Takes a native legal form off either end, and off where quotation marks follow it."""
    if form.isascii() or not form[0].isalpha() or ord(form[0]) > 0x2E80:
        if text.startswith(form) and len(text) > len(form):
            text = text[len(form) :]
        if text.endswith(form) and len(text) > len(form):
            text = text[: -len(form)]
        return text.strip(" «»\"'“”「」,-")
    words = text.split(" ")
    if len(words) > 1 and words[0].strip("«»\"'“”") == form:
        words = words[1:]
    if len(words) > 1 and words[-1].strip("«»\"'“”") == form:
        words = words[:-1]
    return " ".join(words).strip(" «»\"'“”")


def _spelt(text: str) -> list[str]:
    if not text.isascii():
        text = text.replace("’", "'").replace("´", "").replace("ー", "").replace("・", " ")
    text = text.replace("'", "").replace("`", "").replace("&", " and ")
    if "." in text:
        text = _INNER_DOT.sub("", _DOTTED.sub(_undotted, text))
    if "/" in text:
        text = _SLASHED.sub(r"\1\2", text)
    if not text.isascii():
        text = anyascii(text)
    return [word for word in _SPLIT.split(text.lower()) if word]


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "").replace(" ", "") + " "
