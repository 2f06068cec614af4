"""Files that `match` and `link` read and write for other programs: what they may be, and what goes wrong with them."""

import io
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from syncer.errors import ConfigError

STANDARD = Path("-")
"""Stands for standard input, as in other programs."""


def shown(path: Path) -> str:
    """The file in a message."""
    return "standard input" if path == STANDARD else path.name or str(path)


def open_input(path: Path, code: str) -> BinaryIO:
    """The bytes of a file, a pipe or standard input, from which one may read more than once."""
    if path == STANDARD:
        return io.BytesIO(sys.stdin.buffer.read())
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise ConfigError(f"{shown(path)}: there is no such file", code=code) from None
    except (OSError, ValueError) as problem:
        raise ConfigError(f"{shown(path)}: cannot be read: {_why(problem)}", code=code) from None
    if stat.S_ISDIR(mode) or stat.S_ISCHR(mode):
        found = "a folder" if stat.S_ISDIR(mode) else "a device"
        raise ConfigError(f"{shown(path)}: is {found}; give the file itself", code=code)
    try:
        return path.open("rb") if stat.S_ISREG(mode) else io.BytesIO(path.read_bytes())
    except OSError as problem:
        raise ConfigError(f"{shown(path)}: cannot be read: {_why(problem)}", code=code) from None


def refuse_overwriting(outputs: Sequence[Path | None], inputs: Sequence[Path | None], code: str) -> None:
    """``ConfigError`` where a result would take the place of what was given, or of another result."""
    taken = {path.resolve() for path in inputs if path and path != STANDARD}
    for path in filter(None, outputs):
        if path == STANDARD:
            raise ConfigError("-: the result needs a file of its own; name one", code=code)
        if path.resolve() in taken:
            raise ConfigError(
                f"{shown(path)}: is a file of this command already; name another for the result", code=code
            )
        taken.add(path.resolve())


@contextmanager
def writing(path: Path, code: str) -> Iterator[TextIO]:
    """The file of a result, opened anew; ``ConfigError`` where it cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as opened:
            yield opened
    except OSError as problem:
        raise ConfigError(f"{shown(path)}: cannot be written: {_why(problem)}", code=code) from problem


def ends_in_a_quote(last: Sequence[str], quotes: int) -> bool:
    """Whether a CSV ended within a quoted cell: the last row swallowed the lines behind an open quote.

    ``quotes``: how many stand in the whole text; where every one has its partner, line breaks in cells are meant.
    """
    return quotes % 2 == 1 and any("\n" in cell or "\r" in cell for cell in last)


def _why(problem: Exception) -> str:
    return problem.strerror or "unknown reason" if isinstance(problem, OSError) else "no path can be so"
