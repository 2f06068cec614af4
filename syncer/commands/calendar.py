"""`syncer calendar`: what is due and when, for a calendar program."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, AllowPath, Config, Today, day, messages, reading


def calendar(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The .ics file; else [calendar] path.")] = None,
    config: Config = DEFAULT,
    today: Today = "",
    allow_path: AllowPath = False,
) -> None:
    """Write what is due into a calendar file to import, for your eyes only."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            path, count = house.calendar(config, output, day(today), progress)
        typer.echo(
            f"{count} thing{'s' * (count != 1)} to do in {path}. Import it again whenever it changed: events move."
        )
