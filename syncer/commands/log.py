"""`syncer log`: what happened with somebody, in one line."""

from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, Config, Json, Today, day, messages


def log(
    person: Annotated[str, typer.Argument(help="A name or an id from the workbook.")],
    what: Annotated[str, typer.Argument(help="message, call, coffee, thanks, replied, introduced ... or your words.")],
    outcome: Annotated[str, typer.Option("--outcome", help="Where it stands now: Replied, Met, Helping ...")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day it happened; else today.")] = "",
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
) -> None:
    """Add a line to the Log, as if you typed it there."""
    with messages():
        from syncer import app as house
        from syncer.noting import Note
        from syncer.report import week

        note = Note(person, what, outcome, day(on, "--on"))
        week.show_noted(house.log(config, note, day(today)), as_json)
