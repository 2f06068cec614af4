"""Arguments in, message and exit code out; no logic.

Exit codes: 0 done (or nothing to do, or another run is busy), 1 a bug, 2 settings, 3 done without a source that
could not be read, 4 the workbook stopped the run, 75 try again later, 78 credentials, 143 terminated.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from syncer import __version__
from syncer.errors import ConfigError, SyncerError

app = typer.Typer(
    name="syncer",
    help="Who to contact next in your job search, and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

auth = typer.Typer(name="auth", help="Log in to Google, see how the login stands, log out.", no_args_is_help=True)
app.add_typer(auth)

Config = Annotated[Path, typer.Option("--config", "-c", help="The settings file.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object for a machine.")]
Today = Annotated[str, typer.Option("--today", metavar="DATE", help="Work as if it were this day (2026-11-23).")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log each step to stderr: counts, never people.")]

_DEFAULT = Path("syncer.toml")


class Accept(StrEnum):
    """What `syncer accept` lets through."""

    SHRINK = "shrink"
    RESTORE = "restore"
    COPY = "copy"
    RECREATE = "recreate"


@contextmanager
def _messages() -> Iterator[None]:
    """An expected error becomes its message on stderr and its exit code; a bug keeps its traceback."""
    try:
        yield
    except SyncerError as error:
        typer.echo(f"syncer: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--today {text[:20]!r} is no date; write it like 2026-11-23", code="E-CLI-DATE") from None


@app.command()
def init(
    config: Config = _DEFAULT,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take what is given or found.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Set up with the invented samples.")] = False,
    source: Annotated[list[Path] | None, typer.Option("--source", help="A file with contacts; repeatable.")] = None,
    targets: Annotated[Path | None, typer.Option("--targets", help="CSV of companies you want to work for.")] = None,
    workbook: Annotated[Path, typer.Option("--workbook", help="Where the workbook goes.")] = Path("outreach.xlsx"),
    today: Today = "",
) -> None:
    """Write a commented settings file and make the workbook."""
    with _messages():
        from syncer import app as house
        from syncer.report import prompts
        from syncer.setup import InitAnswers

        files, seed = tuple(source or ()), targets
        if not (yes or sample):
            files, seed = files or prompts.ask_files(), seed or prompts.ask_targets()
        house.init(InitAnswers(config, files, seed, workbook, sample))
        typer.echo(f"Wrote {config}")
        _run(config, _day(today), as_json=False, accepted=frozenset())


@app.command()
def plan(config: Config = _DEFAULT, today: Today = "", as_json: Json = False, verbose: Verbose = False) -> None:
    """Show what a run would change, like a diff; write nothing."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(verbose) as progress:
            report = house.plan(config, _day(today), progress)
        terminal.show_plan(report, as_json)
        raise typer.Exit(report.run.exit_code)


@app.command()
def run(config: Config = _DEFAULT, today: Today = "", as_json: Json = False, verbose: Verbose = False) -> None:
    """Bring the workbook up to date."""
    with _messages():
        _run(config, _day(today), as_json, frozenset(), verbose)


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
    config: Config = _DEFAULT,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Who do I know at COMPANY; without one, whom to contact next."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            answer = house.who(config, company, _day(today), progress)
        terminal.show_who(answer, as_json)


@app.command()
def explain(
    person: Annotated[str, typer.Argument(help="A name or an id from the workbook.")],
    config: Config = _DEFAULT,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Why PERSON stands where they stand on the list."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            answer = house.explain(config, person, _day(today), progress)
        terminal.show_explain(answer, as_json)


@app.command()
def check(config: Config = _DEFAULT, today: Today = "", as_json: Json = False) -> None:
    """Try the settings, every source and the workbook; write nothing."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            health = house.check(config, progress, _day(today))
        terminal.show_check(health, as_json)
        raise typer.Exit(health.exit_code)


@app.command()
def accept(
    what: Annotated[Accept, typer.Argument(help="What the stopped run asked about.")],
    config: Config = _DEFAULT,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Accept what stopped a run, and run."""
    with _messages():
        _run(config, _day(today), as_json, frozenset({what.value}))


@app.command()
def match(
    input_csv: Annotated[Path, typer.Argument(metavar="INPUT.csv", help="Columns employer and/or email_domain.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the result goes.")],
    targets: Annotated[Path | None, typer.Option("--targets", help="CSV: name,domain,aliases (; between).")] = None,
    as_json: Json = False,
) -> None:
    """Judge employers against targets."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        terminal.show_summary(house.match(input_csv, output, targets), as_json)


@app.command()
def link(
    input_file: Annotated[Path, typer.Argument(metavar="INPUT", help="CSV or Parquet of contact records.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the result goes.")],
    suggestions: Annotated[Path | None, typer.Option("--suggestions", help="Pairs for review, with reasons.")] = None,
    as_json: Json = False,
) -> None:
    """Find which records are one person."""
    with _messages():
        from syncer import app as house
        from syncer.report import terminal

        terminal.show_summary(house.link(input_file, output, suggestions), as_json)


@auth.command()
def login(
    config: Config = _DEFAULT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether there is one on this machine.")
    ] = True,
) -> None:
    """Let syncer read your Google contacts: consent once in a browser."""
    with _messages():
        import webbrowser

        from syncer import app as house
        from syncer.google.auth import Person

        person = Person(typer.echo, webbrowser.open, lambda: str(typer.prompt("Address")))
        typer.echo(house.auth_login(config, person, browser=browser))


@auth.command()
def status(config: Config = _DEFAULT) -> None:
    """Which account is logged in, for what, and whether Google still accepts it."""
    with _messages():
        from syncer import app as house
        from syncer.google.retry import patience

        typer.echo(house.google_account(config).status(patience()))


@auth.command()
def logout(config: Config = _DEFAULT) -> None:
    """Forget the login here and withdraw it at Google."""
    with _messages():
        from syncer import app as house

        typer.echo(house.google_account(config).log_out())


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"syncer {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; SIGTERM ends it with 143 before or after a write, never in the middle of one."""
    gc.disable()  # a run makes millions of values and no cycles worth the collector's time: half the CPU (make bench)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        app()
    except SystemExit as end:
        _leave(end.code)
        raise


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
