"""The functions that the calculator of the emulator knows. Arrays are flat lists; an error is a value."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from tests.emulator.clock import START
from tests.emulator.grid import Json

DIV0: Json = {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "Function DIVIDE parameter 2 cannot be zero."}}
NUM: Json = {"errorValue": {"type": "NUM", "message": "The value is out of bounds."}}
VALUE: Json = {"errorValue": {"type": "VALUE", "message": "A number was expected, but this is a text."}}
TODAY = START.toordinal() - 693594
"""The day of the emulator's clock when it starts, as a serial number."""
CRITERION = re.compile(r"(<>|<=|>=|<|>|=)?(.*)", re.DOTALL)


class Unknown(Exception):
    """A formula outside the calculator."""


class NotANumber(Exception):
    """A text where a number is needed: ``#VALUE!``."""


def failed(value: Any) -> bool:
    """Whether a value is an error."""
    return isinstance(value, dict)


def extended(value: Any, plain: Callable[[float], float]) -> Json:
    """A result as ExtendedValue; an array shows its first element here."""
    if isinstance(value, list):
        value = value[0] if value else 0
    if isinstance(value, dict):
        return value
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": plain(value or 0)}


def number(value: Any) -> float:
    """A value in a sum."""
    if isinstance(value, str):
        raise NotANumber
    if isinstance(value, list | dict):
        raise Unknown
    return float(value or 0)


def text_of(value: Any) -> str:
    """A value as part of a text."""
    from tests.emulator.checking import plain
    from tests.emulator.shown import text_of as shown

    return "" if value is None else shown(extended(value, plain), None)


def numbers(arguments: list[Any]) -> list[float]:
    """All numbers among values and arrays."""
    flat = [each for argument in arguments for each in (argument if isinstance(argument, list) else [argument])]
    return [each for each in flat if isinstance(each, int | float) and not isinstance(each, bool)]


def countifs(arguments: list[Any]) -> Any:
    """Rows in which each range meets its criterion; with an array as a criterion, an array of counts."""
    several = next((each for each in arguments[1::2] if isinstance(each, list)), None)
    if several is None:
        return _count(arguments)
    return [_count([one if each is several else each for each in arguments]) for one in several]


def _count(arguments: list[Any]) -> int:
    tests = [_test(each) for each in arguments[1::2]]
    return sum(all(test(value) for test, value in zip(tests, row, strict=True)) for row in zip_longest(*arguments[::2]))


def _test(criterion: Any) -> Callable[[Any], bool]:
    """A criterion as Sheets reads it: a comparison, a text with wildcards, ``=`` for empty cells."""
    found = CRITERION.fullmatch(text_of(criterion))
    assert found is not None
    sign, wanted = found[1] or "=", found[2]
    if wanted == "":
        return (lambda value: value not in (None, "")) if sign == "<>" else (lambda value: value in (None, ""))
    try:
        limit = float(wanted)
    except ValueError:
        pattern = re.compile("".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in wanted), re.I | re.S)
        if sign == "=":
            return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None
        raise Unknown from None
    compare: dict[str, Callable[[float], bool]] = {
        "=": lambda value: value == limit,
        "<>": lambda value: value != limit,
        "<": lambda value: value < limit,
        ">": lambda value: value > limit,
        "<=": lambda value: value <= limit,
        ">=": lambda value: value >= limit,
    }
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and compare[sign](value)


def large(arguments: list[Any]) -> Any:
    """The k-th largest number of an array."""
    found, place = sorted(numbers([arguments[0]]), reverse=True), int(number(arguments[1]))
    return found[place - 1] if 1 <= place <= len(found) else NUM


def index(arguments: list[Any]) -> Any:
    """One element of a column."""
    found, place = arguments[0], int(number(arguments[1]))
    return found[place - 1] if 1 <= place <= len(found) else NUM


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda arguments: sum(numbers(arguments)),
    "MIN": lambda arguments: min(numbers(arguments), default=0),
    "MAX": lambda arguments: max(numbers(arguments), default=0),
    "COUNT": lambda arguments: len(numbers(arguments)),
    "COUNTA": lambda arguments: sum(
        each is not None for argument in arguments for each in (argument if isinstance(argument, list) else [argument])
    ),
    "COUNTIF": countifs,
    "COUNTIFS": countifs,
    "SUMPRODUCT": lambda arguments: sum(numbers(arguments)),
    "LARGE": large,
    "INDEX": index,
    "ROUND": lambda arguments: round(number(arguments[0]), int(number(arguments[1]))),
    "TODAY": lambda _: TODAY,
    "WEEKDAY": lambda arguments: (int(number(arguments[0])) - 2) % 7,
    "CONCATENATE": lambda arguments: "".join(text_of(each) for each in arguments),
    "HYPERLINK": lambda arguments: arguments[-1],
    "ISNUMBER": lambda arguments: isinstance(arguments[0], int | float) and not isinstance(arguments[0], bool),
    "AND": all,
    "LEN": lambda arguments: len(text_of(arguments[0])),
}
"""``WEEKDAY`` with its type 3 (Monday is nought) and ``SUMPRODUCT`` of one array only, as they are used."""
