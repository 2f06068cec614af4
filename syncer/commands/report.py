"""`syncer report`: the map of the network and the figures of the search, as one HTML file."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, AllowPath, Config, Today, day, messages, reading


def report(
    config: Config = DEFAULT,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the page goes.")] = Path("network.html"),
    today: Today = "",
    allow_path: AllowPath = False,
) -> None:
    """Draw the map of your network and the figures of the search into one HTML file."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal

        with terminal.progress(False) as progress:
            house.report(config, output, day(today), progress)
        typer.echo(f"Wrote {output}. It holds names: keep it to yourself. Open it in any browser; it needs no network.")
