"""A small calculator: arithmetic, text, references, arrays and two dozen functions. Anything else is not guessed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.emulator import a1
from tests.emulator.checking import plain
from tests.emulator.errors import ApiError, NotEmulatedError
from tests.emulator.functions import DIV0, FUNCTIONS, VALUE, NotANumber, Unknown, extended, failed, number, text_of
from tests.emulator.grid import Book, Json, Sheet
from tests.emulator.switches import Switches

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<name>(?:'(?:[^']|'')*'!|[A-Za-z_][\w ]*!)?\$?[A-Za-z_][\w.$]*(?::\$?[A-Za-z]*\$?\d*)?)"
    r"|(?P<sign><>|<=|>=|[-+*/^&(){},;=<>%]))"
)
REF = {"errorValue": {"type": "REF", "message": "Unresolved sheet name."}}
WHOLE = re.compile(r"\$?[A-Za-z]+:\$?[A-Za-z]+$")
NA = {"errorValue": {"type": "N_A", "message": "The emulator does not know this formula."}}


class Gone(Exception):
    """A formula names a tab that was deleted: the whole of it shows ``#REF!`` here, IFERROR or not."""


def effective(cell: Json, sheet: Sheet, book: Book, switches: Switches) -> Json | None:
    """The value of a cell after calculation; None for an empty one."""
    entered: Json | None = cell.get("userEnteredValue")
    if entered is None or "formulaValue" not in entered:
        return entered
    key, memo = (sheet.id, entered["formulaValue"]), book.memo
    if memo is not None and key in memo:
        kept: Json = memo[key]
        return kept
    found = _calculated(entered["formulaValue"], sheet, book, switches)
    if memo is not None:
        memo[key] = found
    return found


def _calculated(formula: str, sheet: Sheet, book: Book, switches: Switches) -> Json:
    try:
        return extended(Calculation(formula[1:], sheet, book, switches).result(), plain)
    except Gone:
        return REF
    except (Unknown, ApiError) as unknown:
        if switches.unknown_formula == "fail":
            raise NotEmulatedError(f"formula {formula}") from unknown
        return NA


class Calculation:
    """One formula, read by descent: comparison, then text, sum, product, power, sign."""

    def __init__(self, text: str, sheet: Sheet, book: Book, switches: Switches) -> None:
        self.sheet, self.book, self.switches = sheet, book, switches
        self.tokens = [*_tokens(text)]

    def result(self) -> Any:
        """The value of the whole formula."""
        value = self._level(0)
        if self.tokens:
            raise Unknown
        return value

    def _level(self, depth: int) -> Any:
        if depth == len(LEVELS):
            return self._signed()
        value = self._level(depth + 1)
        while self.tokens and self.tokens[0] in LEVELS[depth]:
            sign = self.tokens.pop(0)[1]
            value = _each(sign, value, self._level(depth + 1))
        return value

    def _signed(self) -> Any:
        if self.tokens and self.tokens[0] in {("sign", "-"), ("sign", "+")}:
            sign = self.tokens.pop(0)[1]
            value = self._signed()
            return _each("-", 0, value) if sign == "-" else value
        value = self._atom()
        while self.tokens and self.tokens[0] == ("sign", "%"):
            self.tokens.pop(0)
            value = _each("/", value, 100)
        return value

    def _atom(self) -> Any:
        if not self.tokens:
            raise Unknown
        kind, text = self.tokens.pop(0)
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if text == "(":
            value = self._level(0)
            self._expect(")")
            return value
        if text == "{":
            return self._list("}")
        if kind == "name":
            return self._call(text) if self.tokens[:1] == [("sign", "(")] else self._reference(text)
        raise Unknown

    def _expect(self, sign: str) -> None:
        if not self.tokens or self.tokens.pop(0)[1] != sign:
            raise Unknown

    def _list(self, end: str) -> list[Any]:
        """Arguments of a function, or what stands in an array of one row or column."""
        found = []
        while self.tokens and self.tokens[0][1] != end:
            found.append(self._level(0))
            if self.tokens and self.tokens[0][1] in {",", ";"}:
                self.tokens.pop(0)
        self._expect(end)
        return found

    def _call(self, name: str) -> Any:
        self.tokens.pop(0)
        if name.upper() == "ROW":
            _, span = self._where(self.tokens.pop(0)[1])
            self._expect(")")
            return [row + 1 for row in range(span.top, span.bottom)]
        arguments = self._list(")")
        if name.upper() == "IFERROR":
            return arguments[1] if failed(arguments[0]) else arguments[0]
        if name.upper() == "IF":
            fallback = arguments[2] if len(arguments) > 2 else False
            return arguments[0] if failed(arguments[0]) else arguments[1] if arguments[0] else fallback
        if name.upper() not in FUNCTIONS:
            raise Unknown
        broken = [each for each in arguments if failed(each)]
        try:
            return broken[0] if broken else FUNCTIONS[name.upper()](arguments)
        except NotANumber:
            return VALUE

    def _where(self, text: str) -> tuple[Sheet, Any]:
        where = text if "!" in text else f"{a1.quoted(self.sheet.title)}!{text}"
        if self.book.titled(where.rpartition("!")[0].strip("'").replace("''", "'")) is None:
            raise Gone
        return a1.located(self.book, where.replace("$", ""))

    def _reference(self, text: str) -> Any:
        if text.upper() in {"TRUE", "FALSE"}:
            return text.upper() == "TRUE"
        sheet, span = self._where(text)
        memo, key = self.book.memo, (sheet.id, *span)
        if memo is None or key not in memo:
            values = [
                self._value(sheet, row, column)
                for row in range(span.top, span.bottom)
                for column in range(span.left, min(span.right, max(len(sheet.rows[row]), span.left + 1)))
            ]
            if WHOLE.search(text):
                values = _trimmed(values)
            if memo is None:
                return values if ":" in text else values[0]
            memo[key] = values
        found: list[Any] = memo[key]
        return found if ":" in text else found[0]

    def _value(self, sheet: Sheet, row: int, column: int) -> Any:
        value = effective(sheet.cell(row, column), sheet, self.book, self.switches)
        if value is None or "errorValue" in value:
            return value
        return next(iter(value.values()))


def _trimmed(values: list[Any]) -> list[Any]:
    """A whole column down to its last value."""
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]


@lru_cache(maxsize=2000)
def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_split(text.rstrip()))


def _split(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise Unknown
        place = found.end()
        kind = str(found.lastgroup)
        yield kind, found[kind]


def _each(sign: str, one: Any, two: Any) -> Any:
    """An operation on values, or on every pair of two arrays, or of an array and a value."""
    if isinstance(one, list) or isinstance(two, list):
        size = max(len(each) for each in (one, two) if isinstance(each, list))
        left = one if isinstance(one, list) else [one] * size
        right = two if isinstance(two, list) else [two] * size
        return [_each(sign, *pair) for pair in zip(left, right, strict=True)]
    for value in (one, two):
        if failed(value):
            return value
    try:
        if sign == "/" and number(two) == 0:
            return DIV0
        return OPERATIONS[sign](one, two)
    except NotANumber:
        return VALUE


SIGNS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
LEVELS = [{("sign", sign) for sign in signs} for signs in SIGNS]
OPERATIONS: dict[str, Any] = {
    "=": lambda one, two: _blank(one, two) == _blank(two, one),
    "<>": lambda one, two: _blank(one, two) != _blank(two, one),
    "<": lambda one, two: _order(one, two) < _order(two, one),
    ">": lambda one, two: _order(one, two) > _order(two, one),
    "<=": lambda one, two: _order(one, two) <= _order(two, one),
    ">=": lambda one, two: _order(one, two) >= _order(two, one),
    "&": lambda one, two: text_of(one) + text_of(two),
    "+": lambda one, two: number(one) + number(two),
    "-": lambda one, two: number(one) - number(two),
    "*": lambda one, two: number(one) * number(two),
    "/": lambda one, two: number(one) / number(two),
    "^": lambda one, two: number(one) ** number(two),
}


def _blank(value: Any, beside: Any) -> Any:
    """An empty cell equals an empty text and nought."""
    return ("" if isinstance(beside, str) else 0) if value is None else value


def _order(value: Any, beside: Any) -> tuple[int, Any]:
    """Any number comes before any text, any text before FALSE and TRUE."""
    value = _blank(value, beside)
    return (2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0), value
