"""`syncer digest`: the day in one message."""

from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, AllowPath, Config, Json, Today, day, messages, reading


def digest(
    send: Annotated[bool, typer.Option("--send", help="Send it now to where [digest] of the settings says.")] = False,
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """Show the day in one message: what is due, the new people, what comes up, what changed."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal, week

        with terminal.progress(False) as progress:
            message = house.digest(config, day(today), progress, send=send)
        week.show_digest(message, as_json, sent=send)
