"""vCard files as cards of properties: 2.1, 3.0 and 4.0, read line by line, nothing held but the card in hand.

Only the properties a contact needs are kept (``WANTED``); pictures, sounds and keys are dropped as they stream by.
A card that is broken is a value with a fault; it never takes its neighbours along. Facts: input formats, section 4.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from syncer.sources.reading.encoding import OVERLONG, Encoding, undecodable

_WANTED = """VERSION KIND FN N NICKNAME ORG TITLE ROLE EMAIL TEL URL NOTE CATEGORIES BDAY REV UID RELATED SORT-STRING
    X-ABLABEL X-ABRELATEDNAMES X-ABSHOWAS X-SOCIALPROFILE X-ADDRESSBOOKSERVER-KIND X-MAIDENNAME ADR"""
WANTED: Final = frozenset(_WANTED.split())
_PROPERTY = re.compile(
    r"(?:([\w-]+)\.)?([A-Za-z][A-Za-z0-9-]*) ?((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)\Z", re.DOTALL
)
_PARAMETER = re.compile(r";([^;\"]*(?:\"[^\"]*\"[^;\"]*)*)")
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_COMPONENT = re.compile(r"(?<!\\)((?:\\\\)*);")
_LIST = re.compile(r"(?<!\\)((?:\\\\)*),")
_HEAD = re.compile(r"(?:[\w-]+\.)?([A-Za-z][A-Za-z0-9-]*) ?[;:]")
_CHARSETS = re.compile(
    r"utf[-_]?(?:8|16|32)|iso[-_]?(?:8859|2022)|(?:us[-_]?)?ascii|latin|(?:windows|cp|ibm)[-_]?\d|(?:x-)?mac|shift|s_?jis"
    r"|ms_?kanji|euc|gb|big5|ks_c|koi8|hz|johab|tis|viscii|ptcp",
    re.IGNORECASE,
)
"""How names of character sets begin. Python knows codecs (``punycode``, ``undefined``) that are none."""
_BASE64 = frozenset(("B", "BASE64"))
_UNREADABLE = "\udcff"
_BOUNDARY = 40
"""Characters in which a BEGIN or END stands, blanks around it included."""
_STRUCTURE = frozenset(("BEGIN", "END", "AGENT"))
_MOST = 4_000
"""Properties of one card: a card holds tens."""
_LONGEST = 1_000_000
"""Characters of one value that is kept."""


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card. ``value`` is decoded and unfolded, its escapes still in place."""

    name: str
    value: str
    group: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    """Upper-case names; several values and the bare words of 2.1 are joined by commas under ``TYPE``, upper-case."""

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value).strip()

    @property
    def parts(self) -> tuple[str, ...]:
        """The components between semicolons."""
        return tuple(unescaped(part).strip() for part in _divided(_COMPONENT, self.value))

    @property
    def items(self) -> tuple[str, ...]:
        """The values between commas, blanks left out."""
        return tuple(text for part in _divided(_LIST, self.value) if (text := unescaped(part).strip()))

    @property
    def preferred(self) -> bool:
        """Marked as the one to use."""
        return "PREF" in self.params.get("TYPE", "").split(",") or "PREF" in self.params


@dataclass(slots=True)
class Card:
    """One card: its number in the file, the line of its BEGIN, its properties in order. ``fault``: code and reason."""

    number: int
    line: int
    properties: list[Property] = field(default_factory=list)
    fault: tuple[str, str] | None = None
    junk: int = 0
    """Lines that are no property, and lines over the limit: left out."""
    strange: int = 0
    """Values in a character set that is not known, read as UTF-8 or Windows-1252."""


def unescaped(value: str) -> str:
    r"""``\n``, ``\,``, ``\;``, ``\\`` and Google's ``\:`` as the characters they stand for."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _divided(at: re.Pattern[str], value: str) -> list[str]:
    pieces = at.split(value)  # text, backslashes, text, backslashes, ..., text
    return [text + slashes for text, slashes in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]


def read_cards(lines: Iterable[str], encoding: Encoding) -> Iterator[Card]:
    """The cards of a file, as they stream by. Text outside of cards is passed over, unless it ends like a card."""
    card: Card | None = None
    number = depth = 0
    between = _Between()
    for line, text in _apart(_unfolded(_level(lines))):
        word = _boundary(text)
        if word == "BEGIN:VCARD":
            if card and _holds_agent(card):
                depth += 1
                continue
            if card:
                card.fault = ("E-VCF-END", "END:VCARD is missing")
                between.unclosed += 1
                yield card
            number += 1
            card, between.line = Card(number, line), 0
        elif not card:
            if fault := between.takes(line, text, word):
                number += 1
                yield Card(number, fault[0], fault=fault[1])
        elif word == "END:VCARD":
            if depth:
                depth -= 1
                continue
            yield card
            card = None
        elif not depth:
            _take(card, text, encoding)
    if card:
        card.fault = ("E-VCF-END", "END:VCARD is missing: the file may have been cut off")
        yield card


@dataclass(slots=True)
class _Between:
    """What stands outside of cards: a card that lost its BEGIN, one on a single line, the rest of one not closed."""

    line: int = 0
    """Where properties that belong to no card begin."""
    unclosed: int = 0
    """Cards set aside without their END, which may follow behind a card within."""

    def takes(self, line: int, text: str, word: str) -> tuple[int, tuple[str, str]] | None:
        """Takes a line in; where a card ends that cannot be read, the line it begins on and its fault."""
        if word.startswith("BEGIN:VCARD"):
            return line, ("E-VCF-LINE", "more than BEGIN:VCARD stands on its line")
        if word != "END:VCARD":
            self.line = self.line or (line if _HEAD.match(text) else 0)
            return None
        began, self.line = self.line, 0
        if self.unclosed:
            self.unclosed -= 1
            return None
        return (began, ("E-VCF-BEGIN", "BEGIN:VCARD is missing")) if began else None


def _boundary(text: str) -> str:
    """A BEGIN or END as it should be written; any other line as it is."""
    return text[:_BOUNDARY].replace(" ", "").strip("\ufeff\t\r\n").upper() if text[:1] in "bBeE \t\ufeff" else ""


def _level(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the indentation of the first, where it is a BEGIN: else it would join them all to one."""
    indent = ""
    looking = True
    for line in lines:
        if looking and line.strip():
            looking = False
            if _boundary(line) == "BEGIN:VCARD":
                indent = line[: len(line) - len(line.lstrip())]
        yield line.removeprefix(indent) if indent and line is not OVERLONG else line


def _apart(logical: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """An END and the BEGIN that stands right behind it, where files were joined without a line end between."""
    for line, text in logical:
        if _boundary(text) == "END:VCARDBEGIN:VCARD":
            yield line, "END:VCARD"
            yield line, "BEGIN:VCARD"
        else:
            yield line, text


def _holds_agent(card: Card) -> bool:
    """Whether the line just read opened a card within the card (2.1 ``AGENT``)."""
    return bool(card.properties) and card.properties[-1].name == "AGENT"


def _take(card: Card, text: str, encoding: Encoding) -> None:
    if not text.strip():
        return
    found = _PROPERTY.match(text) if text is not OVERLONG else None
    if not found or len(card.properties) > _MOST:
        card.junk += 1
        return
    name = found[2].upper()
    if name == "AGENT":
        card.properties.append(Property(name, ""))
    if name not in WANTED:
        return
    params = _params(found[3]) if found[3] else {}
    value = _decoded(found[4], params, encoding)
    card.strange += "CHARSET" in params and not value.isascii() and not _CHARSETS.match(params["CHARSET"])
    if undecodable(value):
        card.fault = ("E-VCF-BYTES", f"bytes in {name} that are no text in the file's encoding")
        return
    card.properties.append(Property(name, value, found[1] or "", params))


def _params(text: str) -> dict[str, str]:
    params: dict[str, str] = {}
    for part in _PARAMETER.findall(text):
        name, equals, value = part.partition("=")
        key = name.strip().upper() if equals else "TYPE"
        value = (value if equals else name).strip().strip('"').upper()
        if not equals and value in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"):
            key = "ENCODING"
        params[key] = f"{params[key]},{value}" if key in params else value
    return params


def _decoded(value: str, params: Mapping[str, str], encoding: Encoding) -> str:
    """The value in its own character set, where it names one, and out of quoted-printable or base64."""
    charset, way = params.get("CHARSET", ""), params.get("ENCODING", "")
    encoded = way == "QUOTED-PRINTABLE" or way in _BASE64
    if not encoded and (not charset or value.isascii()) and not undecodable(value):
        return value
    raw = value.encode(encoding.name.removesuffix("-sig"), "surrogateescape")
    if way in _BASE64:
        try:
            raw = base64.b64decode(b"".join(raw.split()), validate=True)
        except binascii.Error:
            return _UNREADABLE
    elif encoded:
        raw = quopri.decodestring(raw)
    for name in (charset if _CHARSETS.match(charset) else "", "utf-8", "cp1252" if encoded else ""):
        try:
            if name:
                return raw.decode(name)
        except (UnicodeError, LookupError):
            continue
    return _UNREADABLE if encoded else value


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical one."""
    held: _Logical | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw if raw is OVERLONG else raw.rstrip("\r\n")
        if held and held.takes(line):
            continue
        if held:
            yield held.line, held.text()
        held = _Logical(number, line)
    if held:
        yield held.line, held.text()


class _Logical:
    """A property as it is put together from physical lines. A value that will not be kept is not held."""

    def __init__(self, line: int, first: str) -> None:
        head = _HEAD.match(first) if first is not OVERLONG else None
        name = head[1].upper() if head else ""
        self.line = line
        self._dropped = bool(name) and name not in WANTED and name not in _STRUCTURE
        self._soft = False
        self._pieces = [first[:80] if self._dropped else first]
        self._size = len(first)
        if not self._dropped and head and "QUOTED-PRINTABLE" in first.partition(":")[0].upper():
            self._soften()

    def takes(self, line: str) -> bool:
        """Whether the line goes on with this property; if so, it is taken in."""
        if self._soft and _boundary(line) not in ("END:VCARD", "END:VCARDBEGIN:VCARD"):
            self._add(line)
            self._soften()
            return True
        if line[:1] in (" ", "\t") and self._pieces[0]:
            self._add(line[1:])
            return True
        return self._dropped and line is not OVERLONG and not _HEAD.match(line)  # base64 that was not folded

    def text(self) -> str:
        """The whole line."""
        return self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)

    def _add(self, line: str) -> None:
        if self._dropped:
            return
        self._size += len(line)
        if self._size > _LONGEST:
            self._dropped, self._soft, self._pieces = True, False, [OVERLONG]
        else:
            self._pieces.append(line)

    def _soften(self) -> None:
        """Notes and takes off the mark of a quoted-printable value that goes on: an equals sign at the end."""
        self._soft = self._pieces[-1].endswith("=")
        if self._soft:
            self._pieces[-1] = self._pieces[-1][:-1]
