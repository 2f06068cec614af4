"""`syncer init`: a few questions, the settings, the workbook, and whom to write to first."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from syncer.commands.options import DEFAULT, Config, Today, day, messages

if TYPE_CHECKING:
    from syncer.core.model import SuggestedTarget
    from syncer.first_look import Files
    from syncer.setup import InitAnswers

STOPPED = 130
"""128 and the number of SIGINT: what a shell says of a process that was stopped with Ctrl-C."""


def init(  # noqa: PLR0913, PLR0917 - every one is an option that a person gives by name
    config: Config = DEFAULT,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take what is given or found.")] = False,
    find: Annotated[bool, typer.Option("--find", help="Take the newest exports that lie in Downloads.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Set up with the invented samples.")] = False,
    source: Annotated[list[Path] | None, typer.Option("--source", help="A file with contacts; repeatable.")] = None,
    targets: Annotated[Path | None, typer.Option("--targets", help="CSV of companies you want to work for.")] = None,
    workbook: Annotated[Path, typer.Option("--workbook", help="Where the workbook goes.")] = Path("outreach.xlsx"),
    google_sheet: Annotated[
        str, typer.Option("--google-sheet", metavar="ADDRESS", help="A Google Sheet instead; new: make one.")
    ] = "",
    google_contacts: Annotated[
        bool, typer.Option("--google-contacts", help="Read the contacts of your Google account.")
    ] = False,
    today: Today = "",
) -> None:
    """Set up a search: a few questions, then the settings, the workbook and the first five people to write to."""
    with messages():
        from syncer import app as house
        from syncer.setup import InitAnswers, expect_free

        that_day = day(today)
        if house.unfinished(config):
            _finish(config, that_day, yes=yes)
        if not sample:
            expect_free(config)
        given = InitAnswers(config, tuple(source or ()), targets, (), workbook, sample, google_sheet, google_contacts)
        _set_up(_answers(given, that_day, yes=yes, find=find), that_day, yes=yes)


def _answers(given: "InitAnswers", today: date | None, *, yes: bool, find: bool) -> "InitAnswers":
    """What is given, what lies in Downloads, what the person answers. Nothing is written; they may leave any time."""
    from syncer.first_look import Files

    if given.sample:
        return given
    try:
        return _unasked(given, find=find) if yes else _dialogue(given, Files(today), today, find=find)
    except (KeyboardInterrupt, EOFError):
        typer.echo("\nStopped. Nothing was written. (`syncer init --yes` asks nothing.)", err=True)
        raise typer.Exit(STOPPED) from None


def _unasked(given: "InitAnswers", *, find: bool) -> "InitAnswers":
    """What is given, with what lies in Downloads where that is wanted."""
    from syncer.first_look import downloads, lying_in

    folder = downloads() if find else None
    return replace(given, sources=(*given.sources, *lying_in(folder, given.sources).usual)) if folder else given


def _dialogue(given: "InitAnswers", files: "Files", today: date | None, *, find: bool) -> "InitAnswers":
    from syncer.report import prompts

    prompts.welcome()
    for path in given.sources:
        files.add(path)
    _ask_contacts_files(given, files, today, find=find)
    chosen = given if given.targets else _with_targets(given, files, today)
    place, contacts = given.google_sheet, given.google_contacts
    if not place and given.workbook == Path("outreach.xlsx"):
        place = prompts.ask_place(ready=(given.config.resolve().parent / "client_secret.json").is_file())
        contacts = contacts or (bool(place) and prompts.ask_contacts())
    return replace(chosen, sources=files.paths, google_sheet=place, google_contacts=contacts)


def _ask_contacts_files(given: "InitAnswers", files: "Files", today: date | None, *, find: bool) -> None:
    from syncer.first_look import day_of, downloads, lying_in
    from syncer.report import prompts, terminal

    folder, now = downloads(), day_of(today)
    asked = bool(folder) and not given.sources and not find
    if folder and (find or (asked and prompts.ask_whether_to_look(folder))):
        with terminal.progress(False) as progress:
            progress(f"Looking into {folder.name}")
            lying = lying_in(folder, files.paths)
        for place in prompts.ask_which(folder, lying.lines, now):
            prompts.take(files.add, lying.paths[place], now)
    if not given.sources:
        prompts.ask_files(files.add, now, some=bool(files.paths), shown=asked)


def _with_targets(given: "InitAnswers", files: "Files", today: date | None) -> "InitAnswers":
    from syncer.first_look import companies_in, day_of
    from syncer.report import prompts, terminal

    with terminal.progress(False) as progress:
        progress("Looking who leads where")
        found = files.suggest()
    lines, reach = (found.lines, found.reach) if found else ((), None)
    answer = prompts.ask_targets(lines, reach, companies_in, day_of(today))
    if answer.file:
        return replace(given, targets=answer.file)
    return replace(given, picked=_picked(found.targets if found else (), answer.chosen, answer.names))


def _picked(
    suggested: "tuple[SuggestedTarget, ...]", chosen: tuple[int, ...], names: tuple[str, ...]
) -> "tuple[SuggestedTarget, ...]":
    """The list to write down. Names alone are added to all that is suggested; nothing at all leaves it to the run."""
    from syncer.core.model import SuggestedTarget

    if not (chosen or names):
        return ()
    kept = [suggested[place] for place in chosen] if chosen else suggested
    return (*kept, *(SuggestedTarget(name, "target list") for name in names))


def _set_up(answers: "InitAnswers", today: date | None, *, yes: bool) -> None:
    """Write the settings and finish; whoever stops it before the workbook is there finds the folder as it was."""
    from syncer.first_look import begin
    from syncer.setup import call_off, standing

    before = standing(answers)
    try:
        begin(answers)
        typer.echo(f"Wrote {answers.config}")
        _finish(answers.config, today, yes=yes)
    except KeyboardInterrupt:
        typer.echo(f"\n{call_off(answers, before)}", err=True)
        raise typer.Exit(STOPPED) from None


def _finish(config: Path, today: date | None, *, yes: bool) -> None:
    from syncer import app as house
    from syncer.commands.auth import somebody
    from syncer.report import terminal

    house.open_workbook(config, None if yes else somebody(), typer.echo)
    with terminal.progress(False) as progress:
        report, first = house.first_run(config, today, progress)
    terminal.show_first(report, first)
    raise typer.Exit(report.exit_code)
