"""`syncer draft`: a message to write to somebody."""

from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, AllowPath, Config, Json, Today, day, messages, reading


def draft(
    person: Annotated[str, typer.Argument(help="A name or an id from the workbook.")],
    kind: Annotated[str, typer.Option("--kind", help="Another template: email, linkedin, introduction ...")] = "",
    config: Config = DEFAULT,
    today: Today = "",
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """A short message for the next step with PERSON, from your templates; nothing is sent."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal, week

        with terminal.progress(False) as progress:
            answer = house.draft(config, person, kind, day(today), progress)
        week.show_draft(answer, as_json)
