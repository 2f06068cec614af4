"""Options that several commands share, and how an expected error leaves the process."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from syncer.errors import ConfigError, SyncerError

Config = Annotated[Path, typer.Option("--config", "-c", help="The settings file.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for a machine.")]
Today = Annotated[str, typer.Option("--today", metavar="DATE", help="Work as if it were this day (2026-11-23).")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log each step to stderr: counts, never people.")]

AllowPath = Annotated[bool, typer.Option("--allow-path", help="Read inputs outside of the settings' folder too.")]

DEFAULT = Path("syncer.toml")


@contextmanager
def messages() -> Iterator[None]:
    """An expected error becomes its message on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except SyncerError as error:
        typer.echo(f"syncer: {_inactive(str(error))}", err=True)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None


@contextmanager
def reading(*, anywhere: bool) -> Iterator[None]:
    """Sources are read; ``anywhere``: also those whose path leads out of the settings' folder."""
    from syncer import app as house

    with house.inputs(anywhere=anywhere):
        yield


_FIRST_YEAR, _LAST_YEAR = 1970, 2199
"""Days before and after them have to exist: follow-ups, holidays, days that spreadsheets can count."""


def day(text: str, option: str = "--today") -> date | None:
    """The day that an option names; ``None`` where none is given. ``ConfigError`` where it is no date."""
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{option} {text[:20]!r} is no date; write it like 2026-11-23", code="E-CLI-DATE") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        known = f"between the years {_FIRST_YEAR} and {_LAST_YEAR}"
        raise ConfigError(f"{option} {found}: no day to work on; give one {known}", code="E-CLI-DATE")
    return found


def _inactive(text: str) -> str:
    """The text without what a terminal would act on, or what would turn a line around: a name may stand in it."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
