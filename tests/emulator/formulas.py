"""A small calculator: arithmetic, text, references and a handful of functions. Anything else is not guessed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.emulator import a1
from tests.emulator.checking import plain
from tests.emulator.errors import ApiError, NotEmulatedError
from tests.emulator.grid import Book, Json, Sheet
from tests.emulator.switches import Switches

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<name>(?:'(?:[^']|'')*'!|[A-Za-z_]\w*!)?\$?[A-Za-z_][\w.$]*(?::\$?[A-Za-z]*\$?\d*)?)|(?P<sign><>|<=|>=|[-+*/^&(),;=<>%]))"
)
DIV0 = {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "Function DIVIDE parameter 2 cannot be zero."}}
NA = {"errorValue": {"type": "N_A", "message": "The emulator does not know this formula."}}


class Unknown(Exception):
    """A formula outside the calculator."""


def effective(cell: Json, sheet: Sheet, book: Book, switches: Switches) -> Json | None:
    """The value of a cell after calculation; None for an empty one."""
    entered: Json | None = cell.get("userEnteredValue")
    if entered is None or "formulaValue" not in entered:
        return entered
    try:
        return _extended(Calculation(entered["formulaValue"][1:], sheet, book, switches).result())
    except ZeroDivisionError:
        return DIV0
    except (Unknown, ApiError) as unknown:
        if switches.unknown_formula == "fail":
            raise NotEmulatedError(f"formula {entered['formulaValue']}") from unknown
        return NA


def _extended(value: Any) -> Json:
    if isinstance(value, list):
        value = value[0] if value else 0
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": plain(value or 0)}


class Calculation:
    """One formula, read by descent: comparison, then text, sum, product, power, sign."""

    def __init__(self, text: str, sheet: Sheet, book: Book, switches: Switches) -> None:
        self.sheet, self.book, self.switches = sheet, book, switches
        self.tokens = list(_tokens(text))

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
            value = OPERATIONS[sign](value, self._level(depth + 1))
        return value

    def _signed(self) -> Any:
        if self.tokens and self.tokens[0] in {("sign", "-"), ("sign", "+")}:
            sign = self.tokens.pop(0)[1]
            value = _number(self._signed())
            return -value if sign == "-" else value
        value = self._atom()
        while self.tokens and self.tokens[0] == ("sign", "%"):
            self.tokens.pop(0)
            value = _number(value) / 100
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
        if kind == "name":
            return self._call(text) if self.tokens[:1] == [("sign", "(")] else self._reference(text)
        raise Unknown

    def _expect(self, sign: str) -> None:
        if not self.tokens or self.tokens.pop(0)[1] != sign:
            raise Unknown

    def _call(self, name: str) -> Any:
        self.tokens.pop(0)
        arguments = []
        while self.tokens and self.tokens[0][1] != ")":
            arguments.append(self._level(0))
            if self.tokens and self.tokens[0][1] in {",", ";"}:
                self.tokens.pop(0)
        self._expect(")")
        if name.upper() not in FUNCTIONS:
            raise Unknown
        return FUNCTIONS[name.upper()](arguments)

    def _reference(self, text: str) -> Any:
        if text.upper() in {"TRUE", "FALSE"}:
            return text.upper() == "TRUE"
        where = text if "!" in text else f"{a1.quoted(self.sheet.title)}!{text}"
        sheet, span = a1.located(self.book, where.replace("$", ""))
        values = [
            self._value(sheet, row, column)
            for row in range(span.top, span.bottom)
            for column in range(span.left, min(span.right, max(len(sheet.rows[row]), span.left + 1)))
        ]
        return values if ":" in text else values[0]

    def _value(self, sheet: Sheet, row: int, column: int) -> Any:
        value = effective(sheet.cell(row, column), sheet, self.book, self.switches)
        return None if value is None else next(iter(value.values()))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, text = 0, text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise Unknown
        place = found.end()
        kind = str(found.lastgroup)
        yield kind, found[kind]


def _number(value: Any) -> float:
    if isinstance(value, list | str):
        raise Unknown
    return float(value or 0)


def _numbers(arguments: list[Any]) -> list[float]:
    flat = [each for argument in arguments for each in (argument if isinstance(argument, list) else [argument])]
    return [each for each in flat if isinstance(each, int | float) and not isinstance(each, bool)]


def _text(value: Any) -> str:
    from tests.emulator.shown import text_of

    return "" if value is None else text_of(_extended(value), None)


SIGNS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
LEVELS = [{("sign", sign) for sign in signs} for signs in SIGNS]
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda one, two: one == two,
    "<>": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    ">": lambda one, two: one > two,
    "<=": lambda one, two: one <= two,
    ">=": lambda one, two: one >= two,
    "&": lambda one, two: _text(one) + _text(two),
    "+": lambda one, two: _number(one) + _number(two),
    "-": lambda one, two: _number(one) - _number(two),
    "*": lambda one, two: _number(one) * _number(two),
    "/": lambda one, two: _number(one) / _number(two),
    "^": lambda one, two: _number(one) ** _number(two),
}
FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "MIN": lambda arguments: min(_numbers(arguments), default=0),
    "MAX": lambda arguments: max(_numbers(arguments), default=0),
    "COUNT": lambda arguments: len(_numbers(arguments)),
    "COUNTA": lambda arguments: sum(
        each is not None for argument in arguments for each in (argument if isinstance(argument, list) else [argument])
    ),
    "CONCATENATE": lambda arguments: "".join(_text(each) for each in arguments),
    "HYPERLINK": lambda arguments: arguments[-1],
    "IF": lambda arguments: arguments[1] if arguments[0] else arguments[2] if len(arguments) > 2 else False,
}
