"""Arguments in, message and exit code out; no logic.

Exit codes: 0 done (or nothing to do, or another run is busy), 1 a bug, 2 settings, 3 done without a source that
could not be read, 4 the workbook stopped the run, 75 try again later, 78 credentials, 143 terminated.
"""

import errno
import gc
import os
import signal
import sys
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from syncer import __version__
from syncer.commands import files
from syncer.commands.auth import auth
from syncer.commands.calendar import calendar
from syncer.commands.council import council
from syncer.commands.digest import digest
from syncer.commands.draft import draft
from syncer.commands.forget import export, forget
from syncer.commands.grade import grade
from syncer.commands.init import init
from syncer.commands.log import log
from syncer.commands.options import DEFAULT, AllowPath, Config, Json, Today, Verbose, day, messages, reading
from syncer.commands.pool import pool
from syncer.commands.report import report
from syncer.commands.schedule import health, schedule

app = typer.Typer(
    name="syncer",
    help="Who to contact next in your job search, and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(init)
app.add_typer(auth)
app.add_typer(pool)
app.add_typer(schedule)


TERMINATED = 143
"""128 and the number of SIGTERM: what a shell says of a process that was asked to end."""


class Accept(StrEnum):
    """What `syncer accept` lets through."""

    SHRINK = "shrink"
    RESTORE = "restore"
    COPY = "copy"
    RECREATE = "recreate"
    FORGOTTEN = "forgotten"


@app.command()
def plan(
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    verbose: Verbose = False,
    allow_path: AllowPath = False,
) -> None:
    """Show what a run would change, like a diff; write nothing."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(verbose) as progress:
            report = house.plan(config, day(today), progress)
        terminal.show_plan(report, as_json)
        raise typer.Exit(report.run.exit_code)


@app.command()
def run(
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    verbose: Verbose = False,
    allow_path: AllowPath = False,
) -> None:
    """Bring the workbook up to date."""
    with messages(), reading(anywhere=allow_path):
        _run(config, day(today), as_json, frozenset(), verbose)


def _run(config: Path, today: date | None, as_json: bool, accepted: frozenset[str], verbose: bool = False) -> NoReturn:
    from syncer import app as house
    from syncer.report import terminal

    with terminal.progress(verbose) as progress:
        report = house.run(config, today, progress, accepted)
    terminal.show_run(report, as_json)
    raise typer.Exit(report.exit_code)


@app.command()
def who(
    company: Annotated[str, typer.Argument(help="A company, as you would write it; none: whom next.")] = "",
    config: Config = DEFAULT,
    today: Today = "",
    brief: Annotated[bool, typer.Option("--table", help="One line a person, without the reasons.")] = False,
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """Who do I know at COMPANY; without one, whom to contact next."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            answer = house.who(config, company, day(today), progress)
        terminal.show_who(answer, as_json, brief=brief)


@app.command()
def explain(
    person: Annotated[str, typer.Argument(help="A name or an id from the workbook.")],
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """Why PERSON stands where they stand on the list."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            answer = house.explain(config, person, day(today), progress)
        terminal.show_explain(answer, as_json)


@app.command()
def check(config: Config = DEFAULT, today: Today = "", as_json: Json = False, allow_path: AllowPath = False) -> None:
    """Try the settings, every source and the workbook; write nothing."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            health = house.check(config, progress, day(today))
        terminal.show_check(health, as_json)
        raise typer.Exit(health.exit_code)


@app.command()
def accept(
    what: Annotated[Accept, typer.Argument(help="What the stopped run asked about.")],
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """Accept what stopped a run, and run."""
    with messages(), reading(anywhere=allow_path):
        _run(config, day(today), as_json, frozenset({what.value}))


app.command()(calendar)
app.command()(council)
app.command()(digest)
app.command()(draft)
app.command()(export)
app.command()(forget)
app.command()(grade)
app.command()(log)
app.command()(files.match)
app.command()(files.link)
app.command()(health)
app.command()(report)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"syncer {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    del version


_UNDELIVERED = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.EBADF)


def main() -> None:
    """Run the command line; SIGTERM ends it with 143 before or after a write, never in the middle of one."""
    _make_sure_of_streams()
    gc.disable()  # a run makes millions of values and no cycles worth the collector's time: half the CPU (make bench)
    stopped = []

    def stop(*_: object) -> None:
        stopped.append(TERMINATED)
        sys.exit(TERMINATED)

    signal.signal(signal.SIGTERM, stop)
    try:
        app()
    except SystemExit as end:
        _leave(stopped[0] if stopped else end.code)
        raise
    except Exception as problem:
        if not stopped:
            _say_if_unheard(problem)
            raise
        _leave(stopped[0])  # a library that was asked to stop in the middle of its work said so in an error of its own


def _make_sure_of_streams() -> None:
    """A stream that was closed before the start (``>&-``) is one that nobody reads, and is no room for a file."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (to the end)


def _say_if_unheard(problem: Exception) -> None:
    """Ends with a message where the work is done but its words cannot be delivered (``> /dev/full``)."""
    if not isinstance(problem, OSError) or problem.filename is not None or problem.errno not in _UNDELIVERED:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(f"syncer: the output could not be written: {problem.strerror}\n")
        sys.stderr.flush()
    os._exit(1)


def _leave(code: object) -> None:
    """End the process once everything is said, without freeing a run's values one by one (.8 s of 30,000 contacts).

    Returns where the words cannot be delivered (a closed pipe, a full disk): Python then ends in its own way.
    """
    if code is not None and not isinstance(code, int):
        return
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)
