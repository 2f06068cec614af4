"""What is wrong with a settings file, in words for people: file, line, key, what is allowed."""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

_PLAIN_WORDS = {
    "tuple_type": "should be a list: write [[sources]] above each one",
    "path_type": "should be a path in quotes",
    "model_type": "should be a section with settings of its own",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "string_type": "should be a text in quotes",
    "bool_parsing": "should be true or false, without quotes",
    "bool_type": "should be true or false, without quotes",
    "missing": "is missing",
}
"""Faults whose words are those of the library, in words for people."""


def describe(error: ValidationError, path: Path, text: str, whole: type[BaseModel]) -> str:
    """Every fault of the file in one line. ``whole``: the model that the file is read into."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
        line = line_of(text, problem["loc"])
        place = f"{path}:{line}" if line else str(path)
        lines.append(f"{place}: {where}: {_words(problem, problem['loc'], whole)}")
    return "; ".join(lines)


def _words(problem: Mapping[str, Any], location: tuple[int | str, ...], whole: type[BaseModel]) -> str:
    if problem["type"] != "extra_forbidden":
        said = str(problem["msg"]).removeprefix("Value error, ")
        return _PLAIN_WORDS.get(problem["type"]) or re.sub(r"^Input should be", "should be", said)
    allowed = sorted(_fields_at(location[:-1], whole))
    close = difflib.get_close_matches(str(location[-1]), allowed, n=1, cutoff=0.6)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"there is no such setting.{hint} Allowed here: {', '.join(allowed)}"


def _fields_at(location: tuple[int | str, ...], model: type[BaseModel]) -> Iterator[str]:
    """The keys allowed at a place in the file; numbers in the place are positions in a list of tables."""
    for name in (part for part in location if isinstance(part, str)):
        inner = model.model_fields[name].annotation
        kinds = (inner, *get_args(inner))
        model = next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
    yield from model.model_fields


def line_of(text: str, location: tuple[int | str, ...]) -> int:
    """1-based line of the key in the file, 0 when it is not there (a missing key, the environment)."""
    names = [part for part in location if isinstance(part, str)]
    occurrence = next((part for part in location if isinstance(part, int)), 0)
    section, key = (names[0], names[-1]) if len(names) > 1 else ("", names[-1] if names else "")
    current, count = "", -1
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+", line):
            current = header.group(1)
            count += current == section
            if not section and current == key:
                return number
        elif (not section or (current == section and count == occurrence)) and re.match(
            rf"\s*{re.escape(key)}\s*=", line
        ):
            return number
    return 0
